"""The values of an image's channels under each mask, read strip by strip in the file's own type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.errors import ImageError, StrPath
from annotations.imaging.channels import count_channels, read_strips
from annotations.masks import Mask
from annotations.message import Message

STATISTICS = ("mean", "sum", "min", "max", "std")


@dataclass(frozen=True, slots=True)
class Intensities:
    """Each (N masks, C channels) float64, in the values of the file; NaN for an empty mask.

    `std` is the standard deviation of the pixels themselves (divided by their number).
    """

    mean: NDArray[np.float64]
    sum: NDArray[np.float64]
    min: NDArray[np.float64]
    max: NDArray[np.float64]
    std: NDArray[np.float64]


def intensities_of(
    path: StrPath, masks: Sequence[Mask], size: tuple[int, int], check: Callable[[], None] = lambda: None
) -> Intensities:
    """Measure all channels of an image under masks, which may overlap; `size` is the masks' (height, width).

    `check` is called for each mask; an exception from it ends the work. ImageError: the file cannot be read, or is of
    another size.
    """
    totals = _Totals(len(masks), count_channels(path))
    boxes = np.array([mask.bbox for mask in masks], np.int64).reshape(-1, 4)
    top = 0
    for strip in read_strips(path):
        bottom = top + len(strip)
        if strip.shape[1] != size[1] or bottom > size[0]:
            raise _other_size(path)
        for n in np.flatnonzero((boxes[:, 1] < bottom) & (boxes[:, 3] > top)).tolist():
            check()
            x0, y0, x1, y1 = masks[n].bbox
            y0, y1 = max(y0, top), min(y1, bottom)
            inside = masks[n].window((x0, y0, x1, y1))
            totals.add(n, strip[y0 - top : y1 - top, x0:x1][inside])
        top = bottom
    if top != size[0]:
        raise _other_size(path)
    return totals.intensities()


def _other_size(path: StrPath) -> ImageError:
    return ImageError(path, Message("the image has another size than its masks"))


class _Totals:
    """Adds up the values of each mask as they come, by the pairwise update of Chan, Golub and LeVeque."""

    def __init__(self, masks: int, channels: int) -> None:
        self._count = np.zeros(masks)
        self._sum = np.zeros((masks, channels))
        self._mean = np.zeros((masks, channels))
        self._squares = np.zeros((masks, channels))  # the sum of the squared distances from the mean
        self._min = np.full((masks, channels), np.inf)
        self._max = np.full((masks, channels), -np.inf)

    def add(self, n: int, values: NDArray[Any]) -> None:
        """Add values (pixels, channels) of mask `n`."""
        count = len(values)
        if count == 0:
            return
        with np.errstate(invalid="ignore", over="ignore"):  # NaN and infinities of the file
            reals = values.astype(np.float64)
            added = reals.sum(axis=0)
            mean = added / count
            squares = np.square(reals - mean).sum(axis=0)
            total = self._count[n] + count
            apart = mean - self._mean[n]
            self._squares[n] += squares + np.square(apart) * (self._count[n] * count / total)
            self._mean[n] += apart * (count / total)
        self._sum[n] += added
        self._count[n] = total
        self._min[n] = np.minimum(self._min[n], values.min(axis=0))
        self._max[n] = np.maximum(self._max[n], values.max(axis=0))

    def intensities(self) -> Intensities:
        count = np.where(self._count > 0, self._count, np.nan)[:, None]
        nothing = np.isnan(count)
        return Intensities(
            mean=np.where(nothing, np.nan, self._sum / count),
            sum=np.where(nothing, np.nan, self._sum),
            min=np.where(nothing, np.nan, self._min),
            max=np.where(nothing, np.nan, self._max),
            std=np.sqrt(self._squares / count),
        )
