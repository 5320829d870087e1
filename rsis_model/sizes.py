"""How large a person's objects are, told from what was decided; free of torch, so that the window can use it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

ENOUGH = 3
"""Objects of an image that tell its usual size without those of other images."""
RECENT = 50
"""Objects of other images that are looked back on."""
ANOTHER = 1.25
"""How much larger or smaller a size is, from which it is worth to look at the image anew."""


def diameter(area: float) -> float:
    """The diameter of the circle of an area: what counts as an object's size."""
    return 2 * math.sqrt(area / math.pi)


def known_size(here: Sequence[float], elsewhere: Sequence[float] = ()) -> float | None:
    """The usual diameter in pixels, from those of the objects kept in this image and, newest last, in others.

    None where nothing was kept yet: then it is to be found from the picture.
    """
    if len(here) >= ENOUGH or (here and not elsewhere):
        return float(median(here))
    known = [*elsewhere[-RECENT:], *here]
    return float(median(known)) if known else None


def is_another(size: float | None, shown: float | None, factor: float = ANOTHER) -> bool:
    """Whether objects of this diameter should be seen at another scale than the one made for `shown`.

    They should where one is more than `factor` times the other.
    """
    if size is None or shown is None:
        return False
    return max(size / shown, shown / size) > factor
