"""Points and parts of a mask: pure functions of (H, W) bool arrays."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from rsis_model.clicks import Click

Bools = NDArray[np.bool_]


def part_at(mask: Bools, x: float, y: float) -> Bools:
    """Return the connected part of an (H, W) bool mask at a point in pixels, or all of it if there is no part there."""
    row, column = round(y), round(x)
    if not (0 <= row < mask.shape[0] and 0 <= column < mask.shape[1]) or not mask[row, column]:
        return mask
    _, parts = cv2.connectedComponents(mask.astype(np.uint8), connectivity=4)  # faster than SciPy's
    return np.asarray(parts == parts[row, column])


def deepest_point(mask: Bools, avoid: Sequence[Click] = ()) -> tuple[float, float]:
    """Return the pixel (x, y) of a nonempty (H, W) bool mask that is farthest from its outline and from the clicks."""
    ys, xs = np.nonzero(mask)
    y0, x0 = int(ys.min()), int(xs.min())
    inside = np.pad(mask[y0 : ys.max() + 1, x0 : xs.max() + 1], 1)
    for click in avoid:
        y, x = round(click.y) - y0 + 1, round(click.x) - x0 + 1
        if 0 <= y < inside.shape[0] and 0 <= x < inside.shape[1]:
            inside[y, x] = False
    depth = distance_transform_edt(inside)
    row, column = divmod(int(depth.argmax()), depth.shape[1])
    return float(column + x0 - 1), float(row + y0 - 1)


def tight(mask: Bools) -> tuple[Bools, tuple[int, int]]:
    """Return the part of an (H, W) bool mask in its bounding box, and that box's top left pixel as y, x."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return mask[:0, :0].copy(), (0, 0)
    patch = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return patch.copy(), (int(rows[0]), int(columns[0]))
