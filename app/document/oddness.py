"""How far the appearance of an instance is from what is usual in its category."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FEWEST = 5
"""With fewer instances, a category has no usual appearance: they are compared with all instances."""
FARTHEST = 8.0
"""Robust deviations that one feature counts at most, so that no single one decides."""
_NORMAL = 1.4826
"""Standard deviation of a normal distribution per median absolute deviation."""


def oddness(features: NDArray[np.float32], categories: NDArray[np.int64]) -> NDArray[np.float64]:
    """The distance of each instance from the median of its category, (n,), 0 for a usual one.

    `features` is (n, D), `categories` (n,) the category of each. A feature counts in units of its own spread, the
    median absolute deviation in the category; the distance is the root mean square over the features.
    """
    values = np.asarray(features, np.float64)
    found = np.zeros(len(values))
    if not len(values):
        return found
    floor = (
        _spread(values, np.median(values, axis=0)) * 0.05 + 1e-6
    )  # a feature that hardly varies says little
    for category in np.unique(categories):
        own = categories == category
        usual = values[own] if own.sum() >= FEWEST else values
        middle = np.median(usual, axis=0)
        deviation = np.abs(values[own] - middle) / np.maximum(_spread(usual, middle), floor)
        found[own] = np.sqrt(np.mean(np.minimum(deviation, FARTHEST) ** 2, axis=1))
    return found


def _spread(values: NDArray[np.float64], middle: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(_NORMAL * np.median(np.abs(values - middle), axis=0))
