"""Whether a mask's outline would follow the edges of the image better at another place near by."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from annotations.masks.rle import Bools

REACH = 0.5
"""How far a better place is sought, as a share of the diameter of a disc of the mask's area."""
FARTHEST = 24
"""And at most this many pixels."""
NEAREST = 2
"""Of a mask whose reach is below this, nothing can be told."""
SMOOTH = 1.0
"""Standard deviation in pixels of the filter against noise."""
FADE = 3
"""How far in pixels a filtered outline is felt."""


@dataclass(frozen=True, slots=True)
class Shift:
    """The place within reach where an outline lies on the strongest edges."""

    dx: int
    dy: int
    here: float
    """Mean strength of the edges along the outline where it is: CIE Lab units a pixel."""
    there: float
    """The same at the better place."""


def reach_of(area: int) -> int:
    """Return how far, in pixels, a better place is sought for a mask of this area."""
    return min(FARTHEST, round(REACH * sqrt(4 * area / np.pi)))


def better_place(patch: Bools, lab: NDArray[np.float32], at: tuple[int, int]) -> Shift | None:
    """Find the place of a mask whose pixels are `patch` (h, w); None if it is too small to tell.

    `lab` is the image around it in CIE Lab, (H, W, 3), and `at` the place (y, x) of the patch in that; what it lacks
    has no edges. An edge counts only across the outline, so that a textured surface does not attract it.
    """
    import cv2

    reach = reach_of(int(np.count_nonzero(patch)))
    if reach < NEAREST:
        return None
    blurred = cv2.GaussianBlur(np.pad(patch, FADE).astype(np.float32), (0, 0), SMOOTH)
    across, along = _gradient(np.asarray(blurred, np.float32))
    total = float(np.hypot(across, along).sum())
    edges_x, edges_y = _gradient(np.asarray(cv2.GaussianBlur(lab, (0, 0), SMOOTH), np.float32))
    top, left = at[0] - FADE - reach, at[1] - FADE - reach
    height, width = across.shape[0] + 2 * reach, across.shape[1] + 2 * reach
    strength = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    for channel in range(3):
        x = _cut(edges_x[..., channel], top, left, height, width)
        y = _cut(edges_y[..., channel], top, left, height, width)
        score = cv2.matchTemplate(x, across, cv2.TM_CCORR) + cv2.matchTemplate(y, along, cv2.TM_CCORR)
        strength += np.asarray(score * score, np.float32)  # lighter or darker inside: both are edges
    strength = np.asarray(np.sqrt(strength) / max(total, 1e-6), np.float32)
    dy, dx = np.unravel_index(int(strength.argmax()), strength.shape)
    here, there = float(strength[reach, reach]), float(strength[dy, dx])
    return Shift(int(dx) - reach, int(dy) - reach, here, there)


def _gradient(values: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The slope along x and along y, for each pixel and channel."""
    import cv2

    x = cv2.Scharr(values, cv2.CV_32F, 1, 0, scale=1 / 32)
    y = cv2.Scharr(values, cv2.CV_32F, 0, 1, scale=1 / 32)
    return np.asarray(x, np.float32), np.asarray(y, np.float32)


def _cut(values: NDArray[np.float32], top: int, left: int, height: int, width: int) -> NDArray[np.float32]:
    """A part of an array, with zeros beyond its border."""
    out = np.zeros((height, width), np.float32)
    y0, x0 = max(0, top), max(0, left)
    y1, x1 = min(values.shape[0], top + height), min(values.shape[1], left + width)
    if y0 < y1 and x0 < x1:
        out[y0 - top : y1 - top, x0 - left : x1 - left] = values[y0:y1, x0:x1]
    return out
