"""A mask as polygons that every geometry library takes as valid: one outer ring each, and the rings of its holes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from annotations.masks.mask import Mask, outlines

Points = NDArray[np.int32]
"""(n, 2) pixel corners x, y of a closed ring; the last point connects to the first."""


def polygons(mask: Mask) -> tuple[tuple[Points, ...], ...]:
    """Return a polygon for each part of a mask (4-connectivity), from top to bottom: its outer ring, then its holes.

    No ring touches itself; rings touch each other at most at single points. None for an empty mask.
    """
    if mask.is_empty:
        return ()
    import cv2

    _, labels = cv2.connectedComponents(mask.patch().astype(np.uint8), connectivity=4)
    top, left = mask.origin
    outer: dict[int, Points] = {}
    holes: dict[int, list[Points]] = {}
    for outline in outlines(mask):
        # The first corner in reading order has the ring's inside to its lower right, and its outside above that.
        x, y = min(outline.points.tolist(), key=lambda point: (point[1], point[0]))
        part = int(labels[y - top - outline.is_hole, x - left])
        for ring in _simple(outline.points):
            if outline.is_hole or _is_hole(ring):
                holes.setdefault(part, []).append(ring)
            else:
                outer[part] = ring
    return tuple((ring, *holes.get(part, ())) for part, ring in outer.items())


def _simple(points: Points) -> list[Points]:
    """Split a ring at the corners where it touches itself."""
    rings: list[Points] = []
    path: list[tuple[int, int]] = []
    places: dict[tuple[int, int], int] = {}
    for point in map(tuple, points.tolist()):
        if point in places:
            start = places[point]
            rings.append(np.array(path[start:], np.int32))
            for gone in path[start:]:
                del places[gone]
            del path[start:]
        places[point] = len(path)
        path.append(point)
    return [*rings, np.array(path, np.int32)]


def _is_hole(ring: Points) -> bool:
    """Whether a ring runs the other way than outer rings do."""
    x, y = ring[:, 0].astype(np.int64), ring[:, 1].astype(np.int64)
    return bool((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() < 0)
