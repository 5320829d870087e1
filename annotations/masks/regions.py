"""Regions grown from one point: pixels of a similar colour, or the area enclosed by masks."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import Point, pixel_at
from annotations.masks.mask import Mask
from annotations.masks.rle import Bools
from annotations.message import Message


def similar(pixels: NDArray[np.uint8], seed: tuple[int, int], tolerance: int) -> Bools:
    """Return the pixels connected with `seed` (x, y) whose colour is near the seed's.

    `pixels` is (h, w, 3) uint8; near means at most `tolerance` away in each channel. Returns (h, w) bool. ValueError:
    the seed is outside.
    """
    import cv2

    height, width = pixels.shape[:2]
    if not (0 <= seed[0] < width and 0 <= seed[1] < height):
        raise ValueError(Message("the click is outside the image"))
    found = np.zeros((height + 2, width + 2), np.uint8)
    flags = 4 | cv2.FLOODFILL_FIXED_RANGE | cv2.FLOODFILL_MASK_ONLY | (1 << 8)
    span = (float(tolerance),) * 3
    cv2.floodFill(np.ascontiguousarray(pixels), found, (int(seed[0]), int(seed[1])), 0, span, span, flags)
    return found[1:-1, 1:-1].astype(np.bool_)


def enclosed(walls: Iterable[Mask], point: Point, size: tuple[int, int]) -> Mask:
    """Return the area around `point` (x, y) up to the masks `walls` and the image's border; empty inside a wall.

    `size` is the image's (height, width). ValueError: the point is outside.
    """
    import cv2

    x, y = pixel_at(point)
    if not (0 <= x < size[1] and 0 <= y < size[0]):
        raise ValueError(Message("the click is outside the image"))
    taken = np.zeros(size, np.uint8)
    for wall in walls:
        if not wall.is_empty:
            taken[wall.slices] |= wall.patch()
    if taken[y, x]:
        return Mask.empty(size)
    _, _, _, (left, top, width, height) = cv2.floodFill(taken, None, (x, y), 2, flags=4)
    area = taken[top : top + height, left : left + width] == 2
    return Mask.from_patch(area, (top, left), size)
