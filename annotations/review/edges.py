"""Edges of an image, and whether a mask's outline would follow them better at another place near by."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from annotations.masks import Mask
from annotations.masks.rle import Bools

REACH = 0.5
"""How far a better place is sought, as a share of the diameter of a disc of the mask's area."""
FARTHEST = 24
"""And at most this many pixels."""
MOST_PIXELS = 4_000_000
"""Of a larger mask's box, the edges are not looked at: it would take seconds."""
SMOOTH = 1.0
"""Standard deviation in pixels of the filter against noise."""


@dataclass(frozen=True, slots=True)
class Shift:
    """The place within reach where an outline lies on the strongest edges."""

    dx: int
    dy: int
    here: float
    """Mean strength of the edges along the outline where it is: CIE Lab units a pixel."""
    there: float
    """The same at the better place."""


class Edges:
    """The gradient of one image."""

    def __init__(self, lab: NDArray[np.float32]) -> None:
        """Take an image in CIE Lab, (H, W, 3) float32."""
        import cv2

        smooth = cv2.GaussianBlur(lab, (0, 0), SMOOTH)
        x = cv2.Scharr(smooth, cv2.CV_32F, 1, 0, scale=1 / 32)
        y = cv2.Scharr(smooth, cv2.CV_32F, 0, 1, scale=1 / 32)
        self._x, self._y = np.asarray(x, np.float32), np.asarray(y, np.float32)
        self._size = lab.shape[:2]

    def better_place(self, mask: Mask, patch: Bools) -> Shift | None:
        """Find the place of a mask whose pixels in its box are `patch`; None if it is too small to tell.

        An edge counts only across the outline, so that a textured surface does not attract it.
        """
        import cv2

        reach = min(FARTHEST, round(REACH * sqrt(4 * mask.area / np.pi)))
        if reach < 2 or patch.size > MOST_PIXELS:
            return None
        blurred = cv2.GaussianBlur(np.pad(patch, 3).astype(np.float32), (0, 0), SMOOTH)
        across = cv2.Scharr(blurred, cv2.CV_32F, 1, 0, scale=1 / 32)
        along = cv2.Scharr(blurred, cv2.CV_32F, 0, 1, scale=1 / 32)
        total = float(np.hypot(across, along).sum())
        top, left = mask.origin[0] - 3 - reach, mask.origin[1] - 3 - reach
        height, width = blurred.shape[0] + 2 * reach, blurred.shape[1] + 2 * reach
        strength = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
        for channel in range(3):
            x = _cut(self._x[..., channel], top, left, height, width)
            y = _cut(self._y[..., channel], top, left, height, width)
            score = cv2.matchTemplate(x, across, cv2.TM_CCORR) + cv2.matchTemplate(y, along, cv2.TM_CCORR)
            strength += np.asarray(score * score, np.float32)  # lighter or darker inside: both are edges
        strength = np.asarray(np.sqrt(strength) / max(total, 1e-6), np.float32)
        dy, dx = np.unravel_index(int(strength.argmax()), strength.shape)
        return Shift(int(dx) - reach, int(dy) - reach, float(strength[reach, reach]), float(strength[dy, dx]))


def _cut(values: NDArray[np.float32], top: int, left: int, height: int, width: int) -> NDArray[np.float32]:
    """A part of an array, with zeros beyond its border."""
    out = np.zeros((height, width), np.float32)
    y0, x0 = max(0, top), max(0, left)
    y1, x1 = min(values.shape[0], top + height), min(values.shape[1], left + width)
    if y0 < y1 and x0 < x1:
        out[y0 - top : y1 - top, x0 - left : x1 - left] = values[y0:y1, x0:x1]
    return out
