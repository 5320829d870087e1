"""Rectangles and ellipses as masks, built column by column, so that their cost depends on their width."""

from __future__ import annotations

import numpy as np

from annotations.geometry import Point, after_last_at, centres, first_at
from annotations.masks import rle
from annotations.masks.mask import FARTHEST, Mask
from annotations.message import Message


def rectangle(a: Point, b: Point, size: tuple[int, int]) -> Mask:
    """The pixels whose centre lies in the box with the opposite corners `a` and `b` (x, y).

    `size` is the image's (height, width); the part outside is cut off. ValueError: a corner is not finite, or far
    outside any image.
    """
    x0, y0, x1, y1 = _box(a, b)
    columns = np.arange(*_centres(x0, x1, size[1]), dtype=np.int64)
    top, bottom = _centres(y0, y1, size[0])
    return _of_columns(columns, np.full_like(columns, top), np.full_like(columns, bottom), size)


def ellipse(a: Point, b: Point, size: tuple[int, int]) -> Mask:
    """Return the pixels whose centre lies in the ellipse inscribed in the box with the opposite corners `a` and `b`.

    Otherwise as `rectangle`.
    """
    x0, y0, x1, y1 = _box(a, b)
    if x0 == x1 or y0 == y1:
        return Mask.empty(size)
    left, right = _centres(x0, x1, size[1])
    columns = np.arange(left, right, dtype=np.int64)
    along = (centres(left, right) - (x0 + x1) / 2) / ((x1 - x0) / 2)
    reach = np.sqrt(np.maximum(0.0, 1.0 - along * along)) * ((y1 - y0) / 2)
    middle = (y0 + y1) / 2
    top = np.clip(first_at(middle - reach), 0, size[0])
    bottom = np.clip(after_last_at(middle + reach), 0, size[0])
    return _of_columns(columns, top, np.maximum(top, bottom), size)


def _box(a: Point, b: Point) -> tuple[float, float, float, float]:
    if not all(abs(value) <= FARTHEST for value in (*a, *b)):
        raise ValueError(Message("a shape has a corner that is not finite, or far outside any image"))
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _centres(low: float, high: float, length: int) -> tuple[int, int]:
    """The first pixel whose centre is in low…high, and the one after the last, within 0…length."""
    first = min(max(int(first_at(low)), 0), length)
    return first, max(first, min(max(int(after_last_at(high)), 0), length))


def _of_columns(columns: rle.Ints, tops: rle.Ints, bottoms: rle.Ints, size: tuple[int, int]) -> Mask:
    starts, ends = rle.merge_touching(columns * size[0] + tops, columns * size[0] + bottoms)
    return Mask.from_intervals(starts, ends, size)
