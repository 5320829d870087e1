"""Samples a mask at chosen rows and columns, so that a large one can be shown without decoding all of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from annotations.masks import rle
from annotations.masks.mask import Mask
from annotations.masks.rle import Bools

Indices = NDArray[np.intp]


class Sampler:
    """The runs of a mask, column by column, ready for look-ups."""

    def __init__(self, mask: Mask) -> None:
        self._origin, self._shape = mask.origin, mask.shape
        height = max(1, mask.shape[0])
        starts, ends = rle.intervals(rle.decompress(mask.counts), mask.shape)
        starts, ends = rle.split_at_columns(starts, ends, height)
        columns = starts // height
        self._tops = (starts - columns * height).astype(np.int32)
        self._bottoms = (ends - columns * height).astype(np.int32)
        self._first = np.searchsorted(columns, np.arange(mask.shape[1] + 1))  # run of each column

    def at(self, rows: Indices, columns: Indices) -> Bools:
        """Return the pixels where the rows cross the columns of the image, (len(rows), len(columns)) bool.

        Both must ascend, may repeat a pixel, and may lie outside the image, where the mask is empty. The cost depends
        on the number of pixels requested and of runs in those columns, not on the size of the mask.
        """
        out = np.zeros((rows.size, columns.size), np.bool_)
        (top, left), (height, width) = self._origin, self._shape
        inner_rows, inner_columns = _within(rows, top, height), _within(columns, left, width)
        ys, xs = rows[inner_rows] - top, columns[inner_columns] - left
        if ys.size == 0 or xs.size == 0:
            return out
        wanted, copies = np.unique(xs, return_counts=True)
        counts = self._first[wanted + 1] - self._first[wanted]
        runs = np.arange(counts.sum()) + np.repeat(self._first[wanted] - np.cumsum(counts) + counts, counts)
        row_of = np.searchsorted(ys, np.arange(height + 1))  # the first of `ys` at or below each row
        column = np.repeat(np.arange(wanted.size) * ys.size, counts)
        starts, ends = column + row_of[self._tops[runs]], column + row_of[self._bottoms[runs]]
        lengths = rle.run_lengths(*rle.merge_touching(starts, ends), (ys.size, wanted.size))
        pixels = np.repeat(np.arange(lengths.size) % 2 == 1, lengths).reshape(wanted.size, ys.size)
        if wanted.size < xs.size:
            pixels = np.repeat(pixels, copies, axis=0)
        out[inner_rows, inner_columns] = pixels.T
        return out


def _within(places: Indices, first: int, count: int) -> slice:
    """Return which of the ascending places lie in first…first + count."""
    start, stop = np.searchsorted(places, (first, first + count))
    return slice(int(start), int(stop))
