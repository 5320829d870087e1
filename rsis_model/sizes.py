"""The usual size of a person's objects, from earlier decisions; free of torch, so that the window can use it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

ENOUGH = 3
"""Objects of an image from which those of other images are ignored."""
RECENT = 50
"""Maximum number of objects of other images to consider."""
ANOTHER = 1.25
"""Ratio of sizes from which it is worth opening the image again at another scale."""


def diameter(area: float) -> float:
    """Return the diameter of the circle with this area, which counts as an object's size."""
    return 2 * math.sqrt(area / math.pi)


def known_size(here: Sequence[float], elsewhere: Sequence[float] = ()) -> float | None:
    """Return the median diameter in pixels of the objects kept in this image and, newest last, in others.

    None if nothing was kept yet: the size must then be estimated from the image.
    """
    if len(here) >= ENOUGH or (here and not elsewhere):
        return float(median(here))
    known = [*elsewhere[-RECENT:], *here]
    return float(median(known)) if known else None


def is_another(size: float | None, shown: float | None, factor: float = ANOTHER) -> bool:
    """Whether objects of this diameter need another scale than the one made for `shown`.

    They do if one is more than `factor` times the other.
    """
    if size is None or shown is None:
        return False
    return max(size / shown, shown / size) > factor
