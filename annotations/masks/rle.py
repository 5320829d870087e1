"""Run-length codes as arrays: COCO's compressed strings, foreground intervals, and translation.

A run-length code lists the lengths of alternating background and foreground runs, background first, with the pixels
taken column by column (flat index = x * height + y). Intervals are its foreground runs as two int64 arrays, `starts`
and `ends` (exclusive); normal intervals are sorted, not empty, and do not touch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco_mask

from annotations.message import Message

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NOTHING = np.empty(0, np.int64)
PIXELS_AT_ONCE = 2**20
"""Number of pixels decoded before other threads get a turn."""
MAX_DIGITS = 7  # of five bits: 35 bits hold any signed 32-bit count


def decompress(counts: bytes) -> Ints:
    """Return the run lengths of a COCO compressed string; ValueError if it is not one.

    Each count is a little-endian number of 5-bit digits with the continuation bit 0x20 and the sign in 0x10 of the
    last digit. From the fourth on, it is the difference from the count two before.
    """
    digits = np.frombuffer(counts, np.uint8).astype(np.int64) - 48
    if digits.size == 0:
        return np.zeros(0, np.int64)
    if digits.min() < 0 or digits.max() > 63:
        raise ValueError(Message("its run-length code has an invalid character"))
    last = np.flatnonzero((digits & 0x20) == 0)
    if last.size == 0 or last[-1] != digits.size - 1:
        raise ValueError(Message("its run-length code is cut off"))
    first = np.concatenate(([0], last[:-1] + 1))
    lengths = last - first + 1
    if lengths.max() > MAX_DIGITS:
        raise ValueError(Message("its run-length code has a number that is too large"))
    place = np.arange(digits.size) - np.repeat(first, lengths)
    values = np.add.reduceat((digits & 0x1F) << (5 * place), first)
    negative = (digits[last] & 0x10) != 0
    values = np.where(negative, values - (np.int64(1) << (5 * lengths)), values)
    values[1::2] = np.cumsum(values[1::2])
    values[2::2] = np.cumsum(values[2::2])
    return values.astype(np.int64)


def columns(lengths: Ints, height: int, first: int, last: int) -> Bools:
    """Return the pixels of the columns `first` to `last` (exclusive), (height, last - first) bool, from run lengths."""
    ends = np.cumsum(lengths)
    pixels = np.empty((height, last - first), np.bool_)
    step = max(1, PIXELS_AT_ONCE // height)
    for left in range(first, last, step):
        right = min(left + step, last)
        low, high = left * height, right * height
        a, b = np.searchsorted(ends, [low, high - 1], "right")  # the runs of the first and of the last pixel
        some = lengths[a : b + 1].copy()
        some[0], some[-1] = ends[a] - low, lengths[b] - (ends[b] - high) if b > a else high - low
        part = np.repeat(np.arange(a, b + 1) % 2 == 1, some)
        pixels[:, left - first : right - first] = part.reshape(right - left, height).T
    return pixels


def compress(lengths: Sequence[int] | Ints, size: tuple[int, int]) -> bytes:
    """Return the COCO compressed string of run lengths for an image of `size` (height, width)."""
    height, width = size
    code = coco_mask.frPyObjects(
        {"size": [height, width], "counts": np.asarray(lengths).tolist()}, height, width
    )
    return bytes(code["counts"])


def intervals(lengths: Ints, size: tuple[int, int]) -> tuple[Ints, Ints]:
    """Return the normal intervals of run lengths; ValueError unless they fill an image of `size` exactly."""
    pixels = size[0] * size[1]
    if lengths.size and lengths.min() < 0:
        raise ValueError(Message("its run-length code has a negative run"))
    if lengths.size and lengths.max() > pixels:
        raise ValueError(Message("its run-length code has a run longer than the image"))
    total = int(lengths.sum())
    if total != pixels:
        raise ValueError(
            Message(
                "its run-length code covers {total} pixels, the image has {pixels}",
                total=total,
                pixels=pixels,
            )
        )
    edges = np.cumsum(lengths)
    ends = edges[1::2]
    return merge_touching(ends - lengths[1::2], ends)


def merge_touching(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Normalise sorted intervals: drop empty ones, join touching ones."""
    filled = ends > starts
    starts, ends = starts[filled], ends[filled]
    if starts.size == 0:
        return starts, ends
    gap = starts[1:] > ends[:-1]
    return starts[np.concatenate(([True], gap))], ends[np.concatenate((gap, [True]))]


def run_lengths(starts: Ints, ends: Ints, size: tuple[int, int]) -> Ints:
    """Return the run lengths of normal intervals in an image of `size`, without an empty run at the end."""
    edges = np.empty(2 * starts.size + 2, np.int64)
    edges[0], edges[-1] = 0, size[0] * size[1]
    edges[1:-1:2], edges[2:-1:2] = starts, ends
    lengths = np.diff(edges)
    return lengths[:-1] if lengths.size > 1 and lengths[-1] == 0 else lengths


def combine(
    a: tuple[Ints, Ints], b: tuple[Ints, Ints], keep: Callable[[Bools, Bools], Bools]
) -> tuple[Ints, Ints]:
    """Return the normal intervals where `keep(in a, in b)` is true; `keep` must be false outside both."""
    place = np.concatenate((*a, *b))
    if place.size == 0:
        return place, place
    steps = np.zeros((2, place.size), np.int64)  # each endpoint enters or leaves a or b
    n, m = a[0].size, b[0].size
    steps[0, :n], steps[0, n : 2 * n] = 1, -1
    steps[1, 2 * n : 2 * n + m], steps[1, 2 * n + m :] = 1, -1
    order = np.argsort(place, kind="stable")
    place = place[order]
    in_a, in_b = np.cumsum(steps[:, order], axis=1) > 0
    last = np.concatenate((place[1:] > place[:-1], [True]))
    place, kept = place[last], keep(in_a[last], in_b[last])
    before = np.concatenate(([False], kept[:-1]))
    return place[kept & ~before], place[~kept & before]


def unite(parts: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """Return the normal intervals of the union of several; one pass, however many there are."""
    if len(parts) == 1:
        return parts[0]
    starts, ends = (np.concatenate([part[side] for part in parts] or [NOTHING]) for side in (0, 1))
    order = np.argsort(starts, kind="stable")
    return merge_touching(starts[order], np.maximum.accumulate(ends[order]))


def split_at_columns(starts: Ints, ends: Ints, height: int) -> tuple[Ints, Ints]:
    """Return the same foreground as intervals that each stay within one column."""
    first = starts // height
    pieces = (ends - 1) // height - first + 1
    index = np.arange(int(pieces.sum())) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    column = (np.repeat(first, pieces) + index) * height
    return np.maximum(np.repeat(starts, pieces), column), np.minimum(np.repeat(ends, pieces), column + height)


def bounds(starts: Ints, ends: Ints, height: int) -> tuple[int, int, int, int]:
    """Return the bounding box x0, y0, x1, y1 (right and bottom exclusive) of intervals that are not empty."""
    x0, x1 = int(starts[0]) // height, (int(ends[-1]) - 1) // height + 1
    if np.any(starts // height != (ends - 1) // height):
        return x0, 0, x1, height
    return x0, int((starts % height).min()), x1, int(((ends - 1) % height).max()) + 1


def move(
    starts: Ints, ends: Ints, from_height: int, to_height: int, offset: tuple[int, int]
) -> tuple[Ints, Ints]:
    """Translate normal intervals to another frame, in which pixel (y, x) + `offset` is the same place.

    The foreground must lie within both frames.
    """
    dy, dx = offset
    if from_height == to_height and dy == 0:
        return starts + dx * to_height, ends + dx * to_height
    starts, ends = split_at_columns(starts, ends, from_height)
    column = starts // from_height
    shift = (column + dx) * to_height + dy - column * from_height
    return merge_touching(starts + shift, ends + shift)
