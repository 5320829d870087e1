"""Two more columns for each object: its roundness, and how its brightness varies."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.measuring.measurement import ExtraColumn


class Roundness:
    """Roundness is 4 area / (pi d²), d being the largest distance within the object: 1 for a disc, less for others."""

    columns = (
        ExtraColumn("roundness", "Roundness"),
        ExtraColumn("variation", "Coefficient of variation"),
    )
    needs_values = True

    def measure(
        self, mask: NDArray[np.bool_], values: NDArray[Any] | None, pixel_size: tuple[float, float] | None
    ) -> list[float | None]:
        """Return both; the second is the standard deviation of the first channel divided by its mean."""
        width, height = pixel_size or (1.0, 1.0)
        y, x = np.nonzero(mask)
        # The farthest pixels lie at the ends of rows.
        right, below = np.array([0.0, 1.0]), np.array([1.0, 0.0])
        ends = np.concatenate([_ends(y, x, np.minimum), _ends(y, x, np.maximum) + right])
        ends = np.concatenate([ends, ends + below]) * (height, width)
        across = np.linalg.norm(ends[:, None] - ends[None], axis=2).max()
        roundness = 4 * mask.sum() * width * height / (math.pi * across**2)
        if values is None:
            return [roundness, None]
        inside = values[..., 0][mask].astype(float)
        mean = inside.mean()
        return [roundness, inside.std() / mean if mean else None]


def _ends(y: NDArray[Any], x: NDArray[Any], which: np.ufunc) -> NDArray[np.float64]:
    """Return the (y, x) of the first or last pixel of each row."""
    rows, starts = np.unique(y, return_index=True)
    return np.stack([rows, which.reduceat(x, starts)], axis=1).astype(float)
