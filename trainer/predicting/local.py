"""Deals parts out to workers on this machine: one in this process, or several in processes of their own."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from trainer.predicting.failing import ATTEMPTS, gave_up, portable
from trainer.predicting.items import Done, Part

Work = Callable[[Part], Done]
Make = Callable[[], Work]


def deal(parts: Iterable[Part], make: Make, workers: int = 1) -> Iterator[Done]:
    """Yield each part when it is done, in any order.

    make: makes a worker, in its process; it is pickled if there are several workers. A worker whose process ends is
    replaced, and its part given out again. TrainerError: a part ended its worker several times. What a worker
    raises is raised.
    """
    if workers <= 1:
        work = make()
        for part in parts:
            yield work(part)
        return
    yield from _deal_to_processes(deque(parts), make, workers)


class _Slot:
    """A place for a worker's process."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self.part: Part | None = None
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")  # a fork would share the threads' locks of PyTorch
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._make), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, part: Part) -> None:
        self.part = part
        with suppress(OSError):  # its process has ended, which `answer` finds
            self.connection.send(part)

    def answer(self) -> Done | BaseException | None:
        """Return the answer that waits; None if the process has ended, which is then replaced."""
        try:
            answer: Done | BaseException = self.connection.recv()
            return answer
        except (EOFError, OSError):
            self.end()
            self._start()
            return None

    def end(self) -> None:
        self.connection.close()
        self._process.terminate()
        self._process.join()


def _deal_to_processes(waiting: deque[Part], make: Make, workers: int) -> Iterator[Done]:
    tries: dict[int, int] = {}
    slots = [_Slot(make) for _ in range(min(workers, len(waiting)))]
    try:
        for slot in slots:
            slot.give(waiting.popleft())
        while True:
            busy = {slot.connection: slot for slot in slots if slot.part is not None}
            if not busy:
                return
            for ready in wait(list[Any](busy)):
                slot = busy[ready]  # type: ignore[index]
                part, slot.part = slot.part, None
                assert part is not None
                answer = slot.answer()
                if isinstance(answer, BaseException):
                    raise answer
                if answer is None:
                    tries[part.number] = tries.get(part.number, 0) + 1
                    if tries[part.number] >= ATTEMPTS:
                        raise gave_up(part)
                    waiting.appendleft(part)
                if waiting:
                    slot.give(waiting.popleft())
                if answer is not None:
                    yield answer
    finally:
        for slot in slots:
            slot.end()


def _serve(connection: Connection, make: Make) -> None:
    """The process of a worker: takes parts until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that deals out
    try:
        work: Work | None = None
        while True:
            part = connection.recv()
            answer: Done | Exception
            try:
                work = work or make()
                answer = work(part)
            except Exception as error:
                answer = portable(error)
            connection.send(answer)
    except (EOFError, OSError):
        pass
