"""A proposer without a network: the pixels around a click, or around the middle of a box, that look like it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from rsis_model.clicks import Click
from rsis_model.errors import ModelError

Bools = NDArray[np.bool_]
Box = tuple[float, float, float, float]
TOLERANCE = 12
"""How far the colour of a pixel may be from that of the click, of 255."""


class FloodFill:
    """One instance serves many images, one call at a time."""

    name = "Flood fill"

    def open(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Smooth the image once, so that noise does not stop the filling."""
        return cv2.medianBlur(image, 3)

    def propose(
        self,
        encoded: NDArray[np.uint8],
        clicks: Sequence[Click],
        box: Box | None = None,
        correct: Bools | None = None,
    ) -> Bools | None:
        """Return the union of what is around positive clicks, without what is around negative ones."""
        height, width = encoded.shape[:2]
        mask = correct.copy() if correct is not None else np.zeros((height, width), bool)
        if box is not None and not clicks:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            clicks = [Click(x, y)]
        for click in clicks:
            x, y = round(click.x), round(click.y)
            if not (0 <= x < width and 0 <= y < height):
                raise ModelError("The click is outside the image.")
            part = self._around(encoded, x, y)
            mask = mask | part if click.positive else mask & ~part
        if box is not None:
            inside = np.zeros_like(mask)
            x0, y0, x1, y1 = (max(0, round(side)) for side in box)
            inside[y0:y1, x0:x1] = True
            mask &= inside
        return mask if mask.any() else None

    def _around(self, image: NDArray[np.uint8], x: int, y: int) -> Bools:
        height, width = image.shape[:2]
        filled = np.zeros((height + 2, width + 2), np.uint8)
        flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (1 << 8)
        cv2.floodFill(image.copy(), filled, (x, y), 0, (TOLERANCE,) * 3, (TOLERANCE,) * 3, flags)
        return filled[1:-1, 1:-1] == 1
