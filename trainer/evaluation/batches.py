"""Runs a predictor over many images without a person: those of one size go through the network together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rsis_model.predictor import Predictor
from rsis_model.preparation import windows
from trainer.errors import lacks_memory
from trainer.evaluation.sequences import MOST_PROPOSALS, Detection, detect, detecting

MOST_TOGETHER = 16
"""Images in a batch, unless it is told."""
PIXELS_ON_CPU, PIXELS = 4 * 384**2, 16 * 512**2
"""Pixels of the network's input in a batch, on the CPU and on other devices. On a CPU, larger ones gain nothing
(benchmarks/predict_batches.py); the others are not measured."""
MOST_HELD = 256 * 2**20
"""Bytes of images that wait for each other; a network may see them much smaller."""

Key = TypeVar("Key")
Given = tuple[Key, NDArray[np.uint8], float | None]
"""What names an image, its (H, W, 3) uint8 pixels, and its objects' diameter in pixels; None: estimated."""
Prepared = tuple[tuple[int, int], ...]
"""(H, W) of the network's input, for each tile of an image."""


def detect_many(
    predictor: Predictor,
    images: Iterable[Given[Key]],
    batch_size: int | None = None,
    most: int = MOST_PROPOSALS,
) -> Iterator[tuple[Key, list[Detection]]]:
    """Yield what `detect` finds in each image, up to rounding; images of one size wait for each other.

    Which images are a batch follows from their order and sizes alone. One for which the memory is not enough is done
    image by image. batch_size: the most images in one; None: up to MOST_TOGETHER, fewer if they are large. most:
    proposals in an image.
    """
    pixels = None if batch_size else PIXELS_ON_CPU if predictor.device.type == "cpu" else PIXELS

    def prepared(image: NDArray[np.uint8]) -> Prepared:
        shape = (image.shape[0], image.shape[1])
        return tuple(window.padded for window in windows(shape, predictor.config.input))

    def room(sizes: Prepared) -> int:
        if pixels is None:
            return batch_size or MOST_TOGETHER
        whole = sum(height * width for height, width in sizes)
        return min(MOST_TOGETHER, max(1, pixels // whole))

    waiting = 2 * (batch_size or MOST_TOGETHER)
    for batch in _batches(images, prepared, room, waiting):
        found = _together(predictor, batch, most, pixels)
        if found is None:
            found = [detect(predictor, image, most, size) for _, image, size in batch]
        yield from zip([key for key, _, _ in batch], found, strict=True)


def _together(
    predictor: Predictor, batch: list[Given[Key]], most: int, pixels: int | None
) -> list[list[Detection]] | None:
    """Return what is found in each image of a batch; None if the memory is not enough for several images."""
    try:
        askings = [detecting(predictor, image, most, size) for _, image, size in batch]
        return predictor.answer_together(askings, pixels)
    except Exception as error:
        if len(batch) == 1 or not lacks_memory(error):
            raise
        return None  # with the error, all that it holds of the batch is gone


def _batches(
    images: Iterable[Given[Key]],
    prepared: Callable[[NDArray[np.uint8]], Prepared],
    room: Callable[[Prepared], int],
    most_waiting: int,
) -> Iterator[list[Given[Key]]]:
    """Put images together that are prepared alike, as many as there is room for; a few images wait at a time."""
    groups: dict[Prepared, list[Given[Key]]] = {}
    for given in images:
        sizes = prepared(given[1])
        group = groups.setdefault(sizes, [])
        group.append(given)
        if len(group) >= room(sizes):
            yield groups.pop(sizes)
        elif sum(map(len, groups.values())) > most_waiting or _bytes_of(groups) >= MOST_HELD:
            yield groups.pop(next(iter(groups)))  # the oldest
    yield from groups.values()


def _bytes_of(groups: Mapping[Prepared, list[Given[Key]]]) -> int:
    return sum(image.nbytes for group in groups.values() for _, image, _ in group)
