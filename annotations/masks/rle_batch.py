"""Thousands of COCO run-length codes at once: checked, and cut to the box of what they hold.

The same as `Mask.from_coco_rle` for each, in array operations over all of them: a call of NumPy costs more than a
code of a few dozen runs does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.masks.mask import Mask
from annotations.masks.rle import MAX_DIGITS, Ints

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Intervals:
    """Foreground of all codes: `owner` is the place of the code; sorted by owner and start."""

    owner: Ints
    starts: Ints
    ends: Ints

    def normal(self) -> _Intervals:
        """Empty ones dropped, touching ones of one owner joined."""
        filled = self.ends > self.starts
        owner, starts, ends = self.owner[filled], self.starts[filled], self.ends[filled]
        if owner.size == 0:
            return _Intervals(owner, starts, ends)
        gap = (starts[1:] > ends[:-1]) | (owner[1:] != owner[:-1])
        first, last = np.append(True, gap), np.append(gap, True)
        return _Intervals(owner[first], starts[first], ends[last])


def masks(codes: Sequence[bytes], sizes: Sequence[tuple[int, int]]) -> list[Mask | None]:
    """The mask of each compressed code for an image of its size (height, width); None where it is not valid."""
    found: list[Mask | None] = [None] * len(codes)
    shapes = np.array(sizes, np.int64).reshape(-1, 2)
    lengths = np.array([len(code) for code in codes], np.int64)
    digits = np.frombuffer(b"".join(codes), np.uint8).astype(np.int64) - 48
    good = _whole(digits, lengths)
    places = np.flatnonzero(good)
    digits = digits[np.repeat(good, lengths)]
    if places.size == 0:
        return found
    owner, values = _numbers(digits, lengths[places])
    values = _undo_differences(owner, values)
    pixels = shapes[places].prod(axis=1)
    edges = _sums(owner, values)
    last = np.append(owner[1:] != owner[:-1], True)
    wrong = (values < 0) | (values > pixels[owner]) | (last & (edges != pixels[owner]))
    valid = np.ones(places.size, np.bool_)
    valid[owner[wrong]] = False
    kept = valid[owner] & (_position(owner) % 2 == 1)
    runs = _Intervals(owner[kept], (edges - values)[kept], edges[kept]).normal()
    for place in places[valid]:
        found[place] = Mask.empty((int(shapes[place, 0]), int(shapes[place, 1])))
    for number, mask in _cropped(runs, shapes[places]):
        found[places[number]] = mask
    return found


def areas(codes: Sequence[bytes]) -> Ints:
    """How many pixels each compressed code covers; 0 where it is not valid."""
    found = np.zeros(len(codes), np.int64)
    lengths = np.array([len(code) for code in codes], np.int64)
    digits = np.frombuffer(b"".join(codes), np.uint8).astype(np.int64) - 48
    good = _whole(digits, lengths)
    if good.any():
        owner, values = _numbers(digits[np.repeat(good, lengths)], lengths[good])
        values = _undo_differences(owner, values)
        filled = _position(owner) % 2 == 1
        covered = np.zeros(int(good.sum()), np.int64)
        np.add.at(covered, owner[filled], np.maximum(values[filled], 0))
        found[good] = covered
    return found


def codes(masks: Sequence[Mask]) -> tuple[list[bytes], list[int]]:
    """The compressed code for the whole image, and the area, of each mask; none may be empty."""
    digits = np.frombuffer(b"".join(mask.counts for mask in masks), np.uint8).astype(np.int64) - 48
    if digits.size == 0:
        return [], []
    owner, values = _numbers(digits, np.array([len(mask.counts) for mask in masks], np.int64))
    values = _undo_differences(owner, values)
    edges = _sums(owner, values)
    kept = _position(owner) % 2 == 1
    areas = np.bincount(owner[kept], weights=values[kept], minlength=len(masks)).astype(np.int64)
    runs = _Intervals(owner[kept], (edges - values)[kept], edges[kept]).normal()
    places = np.array([(*mask.size, *mask.origin, mask.shape[0]) for mask in masks], np.int64)
    owner, column, top, bottom = _in_columns(runs, places[:, 4])
    start = (column + places[owner, 3]) * places[owner, 0] + places[owner, 2]
    whole = _Intervals(owner, start + top, start + bottom).normal()
    found = _compressed(*_run_lengths(whole, places[:, 0] * places[:, 1]), len(masks))
    return found, areas.tolist()


def _whole(digits: Ints, lengths: Ints) -> Bools:
    """Which codes are not empty, have only valid characters, no number too long, and end with a number."""
    good = lengths > 0
    owner = np.repeat(np.arange(lengths.size), lengths)
    good[owner[(digits < 0) | (digits > 63)]] = False
    goes_on = (digits & 0x20) != 0
    ends = np.cumsum(lengths)[lengths > 0] - 1
    good[owner[ends[goes_on[ends]]]] = False
    # More digits in a row that go on than a number may have.
    long = goes_on.copy()
    for step in range(1, min(MAX_DIGITS, digits.size)):
        long[step:] &= goes_on[:-step] & (owner[step:] == owner[:-step])
    long[: MAX_DIGITS - 1] = False
    good[owner[long]] = False
    return good


def _numbers(digits: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """The owner and the value of each number of codes that are whole."""
    last = np.flatnonzero((digits & 0x20) == 0)
    first = np.append(0, last[:-1] + 1)
    count = last - first + 1
    place = np.arange(digits.size) - np.repeat(first, count)
    values = np.add.reduceat((digits & 0x1F) << (5 * place), first)
    negative = (digits[last] & 0x10) != 0
    values = np.where(negative, values - (np.int64(1) << (5 * count)), values)
    owner = np.repeat(np.arange(lengths.size), lengths)[last]
    return owner, values


def _position(owner: Ints) -> Ints:
    """The place of each number in its code, from 0."""
    starts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    return np.arange(owner.size) - np.repeat(starts, np.diff(np.append(starts, owner.size)))


def _sums(owner: Ints, values: Ints) -> Ints:
    """Running sums that begin anew with each owner."""
    sums = np.cumsum(values)
    starts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    before = sums[starts] - values[starts]
    return sums - np.repeat(before, np.diff(np.append(starts, owner.size)))


def _undo_differences(owner: Ints, values: Ints) -> Ints:
    """From the fourth number on, each is the difference to the one two before."""
    place = _position(owner)
    values = values.copy()
    for chosen in (place % 2 == 1, (place % 2 == 0) & (place > 0)):
        if chosen.any():
            values[chosen] = _sums(owner[chosen], values[chosen])
    return values


def _cropped(runs: _Intervals, shapes: Ints) -> list[tuple[int, Mask]]:
    """The masks that are not empty, by their owner."""
    if runs.owner.size == 0:
        return []
    owner, column, top, bottom = _in_columns(runs, shapes[:, 0])
    starts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    owners = owner[starts]
    x0, x1 = np.minimum.reduceat(column, starts), np.maximum.reduceat(column, starts) + 1
    y0, y1 = np.minimum.reduceat(top, starts), np.maximum.reduceat(bottom, starts)
    h, w = y1 - y0, x1 - x0
    of = np.repeat(np.arange(owners.size), np.diff(np.append(starts, owner.size)))
    left = (column - x0[of]) * h[of] - y0[of]
    inner = _Intervals(of, left + top, left + bottom).normal()
    codes = _compressed(*_run_lengths(inner, h * w), owners.size)
    rows = zip(*(part.tolist() for part in (owners, y0, x0, h, w)), codes, strict=True)
    return [
        (number, Mask((int(shapes[number, 0]), int(shapes[number, 1])), (y, x), (height, width), code))
        for number, y, x, height, width, code in rows
    ]


def _in_columns(runs: _Intervals, heights: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """The same foreground as pieces of one column each: owner, column, first and last row (exclusive)."""
    height = heights[runs.owner]
    first = runs.starts // height
    pieces = (runs.ends - 1) // height - first + 1
    step = np.arange(int(pieces.sum())) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    column = np.repeat(first, pieces) + step
    height = np.repeat(height, pieces)
    top = np.maximum(np.repeat(runs.starts, pieces) - column * height, 0)
    bottom = np.minimum(np.repeat(runs.ends, pieces) - column * height, height)
    return np.repeat(runs.owner, pieces), column, top, bottom


def _run_lengths(runs: _Intervals, pixels: Ints) -> tuple[Ints, Ints]:
    """Owner and length of the runs, background first; no empty run at an end."""
    counts = np.bincount(runs.owner, minlength=pixels.size)
    sizes = 2 * counts + 2
    edges = np.zeros(int(sizes.sum()), np.int64)
    begins = np.cumsum(sizes) - sizes
    place = np.arange(runs.owner.size) - np.repeat(np.cumsum(counts) - counts, counts)
    at = begins[runs.owner] + 1 + 2 * place
    edges[at], edges[at + 1] = runs.starts, runs.ends
    edges[begins + sizes - 1] = pixels
    owner = np.repeat(np.arange(pixels.size), sizes)
    lengths = np.diff(edges)
    inside = owner[1:] == owner[:-1]
    is_last = np.zeros(edges.size, np.bool_)
    is_last[begins + sizes - 1] = True
    inside &= ~(is_last[1:] & (lengths == 0))
    return owner[1:][inside], lengths[inside]


def _compressed(owner: Ints, lengths: Ints, count: int) -> list[bytes]:
    """The COCO compressed code of the runs of each owner."""
    place = _position(owner)
    values = lengths.copy()
    values[2:] -= np.where(place[2:] > 2, lengths[:-2], 0)
    digits = np.zeros((values.size, MAX_DIGITS), np.uint8)
    used = np.zeros((values.size, MAX_DIGITS), np.bool_)
    open_ = np.ones(values.size, np.bool_)
    for step in range(MAX_DIGITS):
        low = values & 0x1F
        values = values >> 5
        goes_on = np.where((low & 0x10) != 0, values != -1, values != 0)
        digits[:, step] = low + 48 + np.where(goes_on, 0x20, 0)
        used[:, step] = open_
        open_ = open_ & goes_on
    text = digits[used].tobytes()
    sizes = np.bincount(owner, weights=used.sum(axis=1), minlength=count).astype(np.int64)
    ends = np.cumsum(sizes).tolist()
    return [text[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]
