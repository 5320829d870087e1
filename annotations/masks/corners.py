"""A mask's outline as a polygon with few corners, and the mask after a corner was moved."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from annotations.masks.edits import subtract, union
from annotations.masks.mask import Mask, Ring, from_polygons, outlines

Corners = NDArray[np.float64]


@lru_cache(maxsize=32)
def rings(mask: Mask, tolerance: float) -> tuple[Corners, ...]:
    """Return the mask's outlines and holes, each (n, 2) x and y, within `tolerance` pixels of the exact outline.

    Rings with fewer than three corners are left out.
    """
    import cv2

    found = []
    for outline in outlines(mask):
        points = cv2.approxPolyDP(outline.points.reshape(-1, 1, 2), tolerance, closed=True)
        if len(points) >= 3:
            corners = points.reshape(-1, 2).astype(np.float64)
            corners.setflags(write=False)
            found.append(corners)
    return tuple(found)


def moved(ring: Corners, index: int, to: tuple[float, float]) -> Corners:
    """Return the ring with one corner moved."""
    after = ring.copy()
    after[index] = to
    return after


def inserted(ring: Corners, index: int, at: tuple[float, float]) -> Corners:
    """Return the ring with a new corner before the one at `index`."""
    return np.insert(ring, index, np.asarray(at, np.float64), axis=0)


def reshaped(mask: Mask, before: Ring, after: Ring | None) -> Mask:
    """Return the mask after its outline `before` (one of `rings`) became `after`; None if the ring was removed.

    Only pixels between the two change, however coarse the rings are.
    """
    old = from_polygons([before], mask.size)
    new = from_polygons([after], mask.size) if after is not None else Mask.empty(mask.size)
    gained, lost = subtract(new, old), subtract(old, new)
    if _is_hole(mask, before):
        gained, lost = lost, gained
    return subtract(union(mask, gained), lost)


def _is_hole(mask: Mask, ring: Ring) -> bool:
    """Rings keep the direction of the outline: outer rings run clockwise on the screen, holes counterclockwise."""
    x, y = np.asarray(ring, np.float64).T
    return bool(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) < 0)
