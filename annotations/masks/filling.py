"""Fills rings by the even-odd rule: a pixel belongs to the mask if its centre lies inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import HALF, first_at
from annotations.masks import rle
from annotations.masks.mask import FARTHEST, LONGEST_OUTLINE, Mask
from annotations.message import Message

Floats = NDArray[np.float64]


def filled(rings: Sequence[Any], size: tuple[int, int]) -> Mask:
    """Return the pixels whose centre lies in an odd number of closed rings, so that inner rings are holes.

    Each ring is (n, 2) points x, y in image coordinates; the part outside the image is cut off. For crack outlines
    this is exact. ValueError says what is wrong with a ring: fewer than three points, not finite, or far outside the
    image.
    """
    crossings = [_crossings(_checked(ring), size[1]) for ring in rings]
    if not crossings:
        return Mask.empty(size)
    columns, rows = (np.concatenate(part) for part in zip(*crossings, strict=True))
    order = np.lexsort((rows, columns))
    columns, rows = columns[order], np.clip(first_at(rows[order]), 0, size[0])
    # Each ring crosses the line through a column's centres an even number of times.
    starts, ends = columns[0::2] * size[0] + rows[0::2], columns[1::2] * size[0] + rows[1::2]
    kept = starts < ends
    return Mask.from_intervals(*rle.merge_touching(starts[kept], ends[kept]), size)


def _checked(ring: Any) -> Floats:
    try:
        points = np.asarray(ring, np.float64)
    except (TypeError, ValueError):
        raise ValueError(Message("a polygon has a coordinate that is not a number")) from None
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < 3:
        raise ValueError(Message("a polygon has fewer than three points"))
    if not np.isfinite(points).all():
        raise ValueError(Message("a polygon has a coordinate that is not finite"))
    if np.abs(points).max() > FARTHEST:
        raise ValueError(Message("a polygon is far outside the image"))
    return points


def _crossings(ring: Floats, width: int) -> tuple[NDArray[np.int64], Floats]:
    """Return where a ring crosses the lines through the centres of the columns 0…width - 1: columns and y."""
    following = np.roll(ring, -1, axis=0)
    rises = (ring[:, 0] <= following[:, 0])[:, None]
    left, right = np.where(rises, ring, following), np.where(rises, following, ring)
    first = np.clip(first_at(left[:, 0]), 0, width)
    counts = np.clip(first_at(right[:, 0]), 0, width) - first
    if counts.sum() > LONGEST_OUTLINE:
        raise ValueError(Message("a polygon has an absurdly long outline"))
    edges = np.repeat(np.arange(len(ring)), counts)
    columns = np.arange(len(edges)) - np.repeat(np.cumsum(counts) - counts, counts) + first[edges]
    (x0, y0), (x1, y1) = left[edges].T, right[edges].T
    return columns, y0 + (columns + HALF - x0) * ((y1 - y0) / (x1 - x0))
