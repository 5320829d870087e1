"""Which waiting proposals a person's work has made superfluous."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from annotations.masks import Mask, iou
from annotations.records import Instance, Proposal, Step

MOST_SHARED = 0.5


def passed_over(
    proposals: Iterable[Proposal], instances: Iterable[Instance], steps: Iterable[Step] = ()
) -> frozenset[int]:
    """Return the ids of the proposals that need no decision, since the object was decided on already.

    Those are proposals of which more than half is inside an instance that a person drew, fixed or imported, and those
    with an IoU above 0.5 with an accepted proposal or with one of `steps` that was rejected or skipped. Being inside
    one of these is no reason: a model may propose an object and then its part, and a rejected mask may be of two
    objects. All are of one image.
    """
    waiting = list(proposals)
    if not waiting:
        return frozenset()
    kept = list(instances)
    made = [instance.mask for instance in kept if instance.source != "accepted"]
    same = [instance.mask for instance in kept if instance.source == "accepted"]
    same += [step.mask for step in steps if step.outcome in ("rejected", "skipped")]
    return frozenset(
        proposal.id
        for proposal in waiting
        if _most_inside(proposal.mask, made) > MOST_SHARED or _most_like(proposal.mask, same) > MOST_SHARED
    )


def _most_like(mask: Mask, others: Sequence[Mask]) -> float:
    near = _near(mask, others)
    return float(iou([mask], near).max()) if near else 0.0


def _most_inside(mask: Mask, others: Sequence[Mask]) -> float:
    """The largest part of a mask that is inside one of the others, 0 to 1."""
    near = _near(mask, others)
    if not near:
        return 0.0
    both = iou([mask], near)[0]
    areas = np.array([other.area for other in near]) + mask.area
    return float((both * areas / (1 + both)).max() / mask.area)


def _near(mask: Mask, others: Sequence[Mask]) -> list[Mask]:
    """The masks of the same image size whose boxes overlap the mask's; to count pixels of all would take long."""
    x0, y0, x1, y1 = mask.bbox
    boxes = ((other, other.bbox) for other in others if other.size == mask.size)
    return [other for other, (a0, b0, a1, b1) in boxes if a0 < x1 and x0 < a1 and b0 < y1 and y0 < b1]
