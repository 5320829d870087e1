"""Reads the next images in threads while the network works on one, so that it need not wait for a slow disk."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.errors import ImageError
from trainer.errors import TrainerError
from trainer.predicting.items import Item
from trainer.predicting.reading import read

READERS = 4
MOST_AHEAD = 8
"""Images that are read or being read besides the one that is worked on."""
MOST_BYTES = 256 * 2**20
"""What their pixels may take, by the largest seen so far; one image is always read ahead."""
PATIENCE = 600.0
"""Seconds for an image, after which it is left out, as a disk may hang at one file."""

Pixels = tuple[NDArray[np.uint8], str]
"""What `read` returns: (H, W, 3) uint8 RGB and the remark on the file."""
_LATE = f"it was not read within {PATIENCE / 60:.0f} minutes"


@dataclass
class _Reading:
    """An image that a thread reads, since when, and what came of it."""

    item: Item
    begun: float = math.inf
    answer: Pixels | Exception | None = None


def read_ahead(
    items: Sequence[Item], read: Callable[[Item], Pixels] = read
) -> Iterator[tuple[Item, Pixels | ImageError]]:
    """Yield each image in order with what `read` returns of it, or with the ImageError that it raises.

    An image that takes longer than PATIENCE is such an error, too. TrainerError: the store that has the images does
    not answer, or another of these images has taken too long already.
    """
    ahead = _Ahead(items, read)
    late = 0
    try:
        for number, item in enumerate(items):
            answer = ahead.take(number)
            if answer is None:
                late += 1
                answer = ImageError(item.shown, _LATE)
            if late > 1:
                raise TrainerError(f"{item.shown}: {_LATE}, nor was one before it; its disk does not answer.")
            if isinstance(answer, Exception) and not isinstance(answer, ImageError):
                raise answer
            yield item, answer
    finally:
        ahead.end()


class _Ahead:
    """Images in order, and threads that read them; one that hangs does not keep the program from ending."""

    def __init__(self, items: Sequence[Item], read: Callable[[Item], Pixels]) -> None:
        self._readings = [_Reading(item) for item in items]
        self._read = read
        self._changed = threading.Condition()
        self._wanted = 0  # the image that is waited for, or worked on
        self._next = 0  # the first that no thread has begun
        self._largest = 0  # bytes
        self._ended = False
        for _ in range(min(READERS, len(items))):
            self._start()

    def take(self, number: int) -> Pixels | Exception | None:
        """Wait for an image; None if it takes too long."""
        reading = self._readings[number]
        with self._changed:
            self._wanted = number
            self._changed.notify_all()
            while reading.answer is None:
                left = reading.begun + PATIENCE - time.monotonic()
                if left <= 0:
                    self._start()  # another thread in place of the one that hangs
                    return None
                self._changed.wait(min(left, PATIENCE))
            answer, reading.answer = reading.answer, None
            return answer

    def end(self) -> None:
        """Have the threads end after what they read now."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _start(self) -> None:
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while (reading := self._following()) is not None:
            answer: Pixels | Exception
            try:
                answer = self._read(reading.item)
            except Exception as error:
                answer = error
            with self._changed:
                reading.answer = answer
                if isinstance(answer, tuple):
                    self._largest = max(self._largest, answer[0].nbytes)
                self._changed.notify_all()
            del answer

    def _following(self) -> _Reading | None:
        """Wait until there is room for another image; None at the end."""
        with self._changed:
            while not self._ended and self._next < len(self._readings):
                if self._next <= self._wanted + self._room():
                    reading = self._readings[self._next]
                    self._next += 1
                    reading.begun = time.monotonic()
                    return reading
                self._changed.wait()
            return None

    def _room(self) -> int:
        """Return how many images may be read ahead."""
        return max(1, min(MOST_AHEAD, MOST_BYTES // self._largest)) if self._largest else 1
