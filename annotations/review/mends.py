"""Mends of a mask that settle a doubt, as pure functions."""

from __future__ import annotations

from collections.abc import Callable

from annotations.masks import Mask
from annotations.masks.edits import components, fill_holes, union_of
from annotations.masks.morphology import shift
from annotations.review.doubt import Mend

SPECK = 0.05
"""Largest area of a speck, as a share of the instance's largest part."""


def without_specks(mask: Mask) -> Mask:
    """Return a mask without the parts that are tiny beside its largest one; its holes stay."""
    if mask.is_empty:
        return mask
    parts = components(mask)
    kept = [part for part in parts if part.area > SPECK * parts[0].area]
    return mask if len(kept) == len(parts) else union_of(kept)


def of_mask(mend: Mend) -> Callable[[Mask], Mask] | None:
    """Return the function that mends a mask; None if the mend is not one of the mask."""
    match mend.how:
        case "drop specks":
            return without_specks
        case "fill holes":
            return fill_holes
        case "move":
            return lambda mask: shift(mask, mend.dx, mend.dy)
    return None
