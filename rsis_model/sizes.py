"""The usual size of a person's objects, from earlier decisions; free of torch, so that the window can use it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

RECENT = 50
"""Maximum number of objects of other images to consider."""
FOUND_COUNTS = 2
"""Kept objects that the size estimated from the image weighs as much as."""
BEYOND = 2.0
"""Ratio of the kept objects' size to the estimate from which the estimate was wrong."""
ANOTHER = 1.3
"""Ratio of sizes from which it is worth opening the image again at another scale."""


def diameter(area: float) -> float:
    """Return the diameter of the circle with this area, which counts as an object's size."""
    return 2 * math.sqrt(area / math.pi)


def usual_size(sizes: Sequence[float]) -> float | None:
    """Return the median of the latest diameters in pixels, newest last; None if there are none."""
    return float(np.median(sizes[-RECENT:])) if sizes else None


def settled_size(kept: Sequence[float], found: float | None) -> float | None:
    """Return the diameter in pixels of an image's objects, from those kept in it and the estimate `found`.

    None if nothing was kept: the estimate then stands. The first objects may be unusually large or small, so the
    estimate counts beside them, except if they are so much larger or smaller that it cannot be right.
    """
    if not kept:
        return None
    own = float(np.median(kept[-RECENT:]))
    if found is None or is_another(own, found, BEYOND):
        return own
    mean = (FOUND_COUNTS * math.log(found) + len(kept) * math.log(own)) / (FOUND_COUNTS + len(kept))
    return math.exp(mean)


def is_another(size: float | None, shown: float | None, factor: float = ANOTHER) -> bool:
    """Whether objects of this diameter need another scale than the one made for `shown`.

    They do if one is more than `factor` times the other.
    """
    if size is None or shown is None:
        return False
    return max(size / shown, shown / size) > factor
