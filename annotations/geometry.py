"""The two coordinate systems of an image, and the conversions between them.

**Image coordinates** are used by masks, outlines, polygons, shapes and boxes, and by the window and its tools. Whole
numbers are the corners of pixels: pixel (x, y) covers x…x + 1 and y…y + 1, its centre is at (x + 0.5, y + 0.5), and
an image of width W spans 0 to W. A box is x0, y0, x1, y1; with whole numbers it contains the pixels
x0…x1 - 1 and y0…y1 - 1: right and bottom are exclusive.

**Click coordinates** are used by the network: `rsis_model.Click`, the click of a proposal, and the click that a step
stores. Whole numbers are the centres of pixels: the centre of pixel (x, y) is (x, y), and an image of width W spans
-0.5 to W - 0.5.

x is always first in a point, and y first in the (height, width) of an image and the (y, x) of an array.
"""

from __future__ import annotations

from math import floor

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
"""(x, y)."""
Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in whole pixels, right and bottom exclusive."""
FloatBox = tuple[float, float, float, float]
"""x0, y0, x1, y1 of image coordinates."""

HALF = 0.5
"""Pixels from a pixel's corner to its centre, along x and along y."""


def to_click(point: Point) -> Point:
    """Convert image coordinates to click coordinates."""
    return point[0] - HALF, point[1] - HALF


def from_click(click: Point) -> Point:
    """Convert click coordinates to image coordinates."""
    return click[0] + HALF, click[1] + HALF


def pixel_at(point: Point) -> tuple[int, int]:
    """The pixel (column, row) that contains a point in image coordinates."""
    return floor(point[0]), floor(point[1])


def centres(first: int, after: int) -> NDArray[np.float64]:
    """The centres of the pixels first…after - 1 of a row or column, in image coordinates."""
    return np.arange(first, after, dtype=np.float64) + HALF


def first_at(low: NDArray[np.float64] | float) -> NDArray[np.int64]:
    """The first pixel of a row or column whose centre is at or after `low`, in image coordinates."""
    return np.asarray(np.ceil(np.asarray(low) - HALF), np.int64)


def after_last_at(high: NDArray[np.float64] | float) -> NDArray[np.int64]:
    """The pixel after the last one whose centre is at or before `high`, in image coordinates."""
    return np.asarray(np.floor(np.asarray(high) - HALF), np.int64) + 1
