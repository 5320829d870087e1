"""Keeps the masks of one image apart, so that no pixel belongs to two of them."""

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
    """Resolve the overlaps that changed masks would cause; return what remains of them and of the others.

    `made` are the changed masks as (before, after) pairs; before is None for a new one. A changed mask keeps the
    pixels it had; pixels new to several go to the first. `others` are (mask, gives way) pairs: one that gives way
    loses the pixels of the changed masks; otherwise the changed masks lose its pixels. The others keep their overlaps
    with each other. Both results are in order; a mask that lost nothing is returned as it is, one that lost
    everything is empty. The last result is cached, so it can be computed on a thread beforehand.
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

    lost: dict[int, list[Part]] = {}  # by index into the others
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
    """Return the indices of the boxes that overlap the mask's box."""
    x0, y0, x1, y1 = mask.bbox
    meets = (boxes[:, 0] < x1) & (boxes[:, 2] > x0) & (boxes[:, 1] < y1) & (boxes[:, 3] > y0)
    return [int(number) for number in np.flatnonzero(meets)]
