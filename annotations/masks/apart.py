"""Masks of one image kept apart from each other, so that no pixel belongs to two of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from annotations.masks import rle
from annotations.masks.mask import Mask

Part = tuple[rle.Ints, rle.Ints]


@lru_cache(maxsize=1)
def apart(
    made: tuple[tuple[Mask | None, Mask], ...], others: tuple[tuple[Mask, bool], ...]
) -> tuple[tuple[Mask, ...], tuple[Mask, ...]]:
    """What is left of masks that are made, and of the others of the image, when none of them may overlap.

    `made` are (before, after) of what changes, None before where it comes: what each had and keeps stays its own,
    of what is new to several the first has it. Of `others` (mask, gives way), those that give way lose what is made,
    of the rest what is made loses. The others are left as they were to each other. Both come back in their order, a
    mask that lost nothing as it is, one of which nothing is left empty. The last answer is remembered, so that it can
    be worked out on a thread.
    """
    masks = [after for _, after in made]
    boxes, other_boxes = _boxes(masks), _boxes(mask for mask, _ in others)
    whole = [mask.intervals() for mask in masks]
    parts = list(whole)
    intervals = cache(lambda other: others[other][0].intervals())

    @cache
    def kept(number: int) -> Part:
        before = made[number][0]
        return _both(before.intervals(), whole[number]) if before is not None else (rle.NOTHING, rle.NOTHING)

    lost: dict[int, list[Part]] = {}  # by the number of the other
    for number, mask in enumerate(masks):
        near = [other for other in _meeting(mask, boxes) if other != number]
        own = [kept(other) for other in near if other > number]
        taken = [_less(rle.unite(own), kept(number))] if own else []
        taken += [parts[other] for other in near if other < number]
        near = _meeting(mask, other_boxes)
        taken += [intervals(other) for other in near if not others[other][1]]
        parts[number] = _less(parts[number], rle.unite(taken))
        for other in near:
            if others[other][1]:
                lost.setdefault(other, []).append(parts[number])
    left = [mask for mask, _ in others]
    for other, those in lost.items():
        left[other] = _mask_of(_less(intervals(other), rle.unite(those)), left[other])
    rest = (
        mask if part is all_of_it else _mask_of(part, mask)
        for part, all_of_it, mask in zip(parts, whole, masks, strict=True)
    )
    return tuple(rest), tuple(left)


def _mask_of(part: Part, before: Mask) -> Mask:
    mask = Mask.from_intervals(*part, before.size)
    return before if mask == before else mask


def _both(a: Part, b: Part) -> Part:
    return rle.combine(a, b, np.logical_and)


def _less(a: Part, b: Part) -> Part:
    return rle.combine(a, b, np.greater) if b[0].size else a


def _boxes(masks: Iterable[Mask]) -> NDArray[np.int64]:
    return np.array([mask.bbox for mask in masks], np.int64).reshape(-1, 4)


def _meeting(mask: Mask, boxes: NDArray[np.int64]) -> list[int]:
    """The numbers of the boxes that meet a mask's."""
    x0, y0, x1, y1 = mask.bbox
    meets = (boxes[:, 0] < x1) & (boxes[:, 2] > x0) & (boxes[:, 1] < y1) & (boxes[:, 3] > y0)
    return [int(number) for number in np.flatnonzero(meets)]
