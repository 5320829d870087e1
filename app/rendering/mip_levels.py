"""The levels of a picture, each half the size of the previous one, in the colour format that Qt paints fastest.

Large ones are made with OpenCV, which does not block the window's thread while it works. Loading it does block
briefly, so it is not loaded for the first picture of a folder of small ones.
"""

from __future__ import annotations

import sys
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SMALLEST = 512
SMALL = 1_000_000
"""Pixels: fewer take only a few milliseconds without OpenCV."""


def level_sizes(size: tuple[int, int], most: int | None = None) -> list[tuple[int, int]]:
    """The (height, width) of each level of an image of `size`, `most` of them; the last is at most SMALLEST."""
    sizes = [size]
    while max(sizes[-1]) > SMALLEST and min(sizes[-1]) >= 2 and (most is None or len(sizes) < most):
        height, width = sizes[-1]
        sizes.append((-(-height // 2), -(-width // 2)))
    return sizes


def as_painted(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(h, w, 3) uint8 RGB to (h, w, 4) uint8: blue, green, red, 255."""
    if _is_small(pixels):
        painted = np.full((*pixels.shape[:2], 4), 255, np.uint8)
        painted[..., :3] = pixels[..., ::-1]
        return painted
    import cv2  # not needed to show the window

    return cast(NDArray[np.uint8], cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA))


def halved(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(h, w, 4) uint8 to half of that, rounded up: the mean of each four pixels, of two at an odd edge."""
    if _is_small(pixels):
        return np.asarray(Image.fromarray(pixels).reduce(2))
    import cv2

    odd_rows, odd_columns = pixels.shape[0] % 2, pixels.shape[1] % 2
    if odd_rows or odd_columns:
        wider = cv2.copyMakeBorder(pixels, 0, odd_rows, 0, odd_columns, cv2.BORDER_REPLICATE)
        pixels = cast(NDArray[np.uint8], wider)
    size = pixels.shape[1] // 2, pixels.shape[0] // 2
    return cast(NDArray[np.uint8], cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))


def _is_small(pixels: NDArray[np.uint8]) -> bool:
    """Whether to do it without OpenCV, which is not loaded yet."""
    return "cv2" not in sys.modules and pixels.shape[0] * pixels.shape[1] < SMALL
