"""The length of a mask's border, also where pixels are not square."""

from __future__ import annotations

from functools import lru_cache
from math import hypot

import numpy as np
from numpy.typing import NDArray

from annotations.measuring.strips import MARGIN, Strips

ACROSS, DOWN, DIAGONAL = 2, 6, 18
"""What a neighbour on the border adds to the code of a pixel of the border, which itself adds 1."""
_KERNEL = np.array([[DIAGONAL, DOWN, DIAGONAL], [ACROSS, 1, ACROSS], [DIAGONAL, DOWN, DIAGONAL]], np.int16)
_CODES = 1 + 2 * ACROSS + 2 * DOWN + 4 * DIAGONAL + 1


def border_codes(strips: Strips) -> NDArray[np.int64]:
    """Count the pixels of a mask's border by their code, of which `length` makes a length.

    The border is the pixels of which one of the four neighbours is not in the mask.
    """
    from scipy import ndimage  # slow to import

    counts = np.zeros(_CODES, np.int64)
    for _, strip in strips.with_margin():  # a code depends on the mask up to two rows away
        border = (strip & ~ndimage.binary_erosion(strip)).astype(np.int16)
        codes = ndimage.convolve(border, _KERNEL, mode="constant")[MARGIN:-MARGIN]
        counts += np.bincount(codes.ravel(), minlength=_CODES)
    return counts


def length(codes: NDArray[np.int64], spacing: tuple[float, float]) -> float:
    """Return the length of a border in the unit of `spacing`, the height and width of a pixel.

    The estimate of Benkrid and Crookes, which `skimage.measure.perimeter` implements for square pixels and equals
    there: each pixel counts as a step along the border, straight, diagonal, or half of each.
    """
    return float(codes @ _weights(*spacing))


@lru_cache(maxsize=64)
def _weights(height: float, width: float) -> NDArray[np.float64]:
    weights = np.zeros(_CODES)
    diagonal = hypot(height, width)
    for across in range(3):
        for down in range(3):
            straight = (across * width + down * height) / max(across + down, 1)
            for corners in range(5):
                step = {
                    **{(2, n): straight for n in range(3)},
                    **{(3, n): straight for n in range(3)},
                    (0, 2): diagonal,
                    (1, 3): diagonal,
                    **{(1, n): (straight + diagonal) / 2 for n in (1, 2)},
                }.get((across + down, corners), 0.0)
                weights[1 + across * ACROSS + down * DOWN + corners * DIAGONAL] = step
    return weights
