"""The convex hull of a mask: its area in whole pixels, and the corners between which its diameter lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.masks.rle import Ints
from annotations.measuring.strips import Strips

_NONE = 2**62
"""More than any column."""
_NEARLY = 1e-9
"""Pixels; far less than the distance of a pixel's centre to the line between two others, unless it lies on it."""


@dataclass(frozen=True, slots=True)
class Hull:
    """The pixels whose centre lies in the convex hull of a mask, or on its edge.

    A mask's hull is that of the middles of its pixels' edges, as for `skimage.morphology.convex_hull_image`.
    """

    area: int
    """Pixels."""
    corners: NDArray[np.float64]
    """The corners of the hull of these pixels in turn, (n, 2) y, x in pixels from the top left of the mask's box."""

    def diameter(self, spacing: tuple[float, float]) -> float:
        """Return the largest distance of two corners (Feret), in the unit of the pixels' height and width."""
        from scipy.spatial.distance import pdist

        return float(np.sqrt(pdist(self.corners * spacing, "sqeuclidean").max()))


def hull_of(strips: Strips) -> Hull:
    """Return the hull of a mask that is not empty."""
    height = strips.mask.shape[0]
    begin, end = _filled(_corners(*_ends(strips), height), height)
    there = np.flatnonzero(begin <= end)
    begin, end = begin[there], end[there]
    return Hull(int((end - begin + 1).sum()), _corners(there, begin, end, height) / 2)


def _ends(strips: Strips) -> tuple[Ints, Ints, Ints]:
    """Return each row of the box that has pixels, and the columns of its first and last one."""
    found = []
    for top, strip in strips:
        there = np.flatnonzero(strip.any(axis=1))
        some = strip[there]
        found.append((there + top, some.argmax(axis=1), strip.shape[1] - 1 - some[:, ::-1].argmax(axis=1)))
    row, first, last = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return row, first, last


def _corners(row: Ints, first: Ints, last: Ints, height: int) -> Ints:
    """Return the hull's corners in turn, (n, 2) y, x in half pixels, of the pixels between the ends of each row.

    Of the middles of the pixels' edges, only the outer ones at each height matter: those of the left and right edges
    at the height of a row, and those of the upper and lower edges between two rows.
    """
    import cv2  # slow to import

    left = np.full(2 * height + 1, _NONE)
    left[2 * row + 1] = 2 * first - 1
    right = np.full(2 * height + 1, -_NONE)
    right[2 * row + 1] = 2 * last + 1
    for between in (2 * row, 2 * row + 2):
        left[between] = np.minimum(left[between], 2 * first)
        right[between] = np.maximum(right[between], 2 * last)
    y, other = np.flatnonzero(left < _NONE), np.flatnonzero(right > left)
    points = np.empty((len(y) + len(other), 2), np.int32)
    points[: len(y), 0], points[: len(y), 1] = y - 1, left[y]
    points[len(y) :, 0], points[len(y) :, 1] = other - 1, right[other]
    return cv2.convexHull(points, clockwise=False).reshape(-1, 2).astype(np.int64)


def _filled(corners: Ints, height: int) -> tuple[Ints, Ints]:
    """Return the first and the last column in each of `height` rows whose pixel's centre is in the hull."""
    start, end = corners, np.roll(corners, -1, axis=0)
    goes_down, goes_up = end[:, 0] > start[:, 0], end[:, 0] < start[:, 0]
    y = 2 * np.arange(height)
    # The corners go round so that the inside, in y, x, lies to the left: the edges with small x go down.
    left = _side(start[goes_down], end[goes_down], y)
    right = _side(end[goes_up], start[goes_up], y)
    first, last = np.ceil(left / 2 - _NEARLY), np.floor(right / 2 + _NEARLY)
    return first.astype(np.int64), last.astype(np.int64)


def _side(upper: Ints, lower: Ints, y: Ints) -> NDArray[np.float64]:
    """Return the x of the edges of one side, (n, 2) each from `upper` to `lower`, at each y between the outer ones."""
    order = np.argsort(upper[:, 0])
    upper, lower = upper[order], lower[order]
    edge = np.searchsorted(upper[:, 0], y, "right") - 1
    slope = (lower[:, 1] - upper[:, 1]) / (lower[:, 0] - upper[:, 0])
    x: NDArray[np.float64] = upper[edge, 1] + (y - upper[edge, 0]) * slope[edge]
    return x
