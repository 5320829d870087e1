"""Resizes images for an encoder, and logits of an answer to the image: bilinear, as the published code does.

Whole numbers are the centres of pixels, as for clicks; a resized image covers the same area.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float32]
Size = tuple[int, int]
"""(height, width)."""
LARGEST_SIDE = 4096
"""Pixels; a larger image is averaged down by a whole number first, for the memory that a resize takes."""
ROWS = 256
"""Rows of logits computed at a time."""


def fitting(size: Size, longest: int) -> Size:
    """Return the size at which an image's longer side has `longest` pixels."""
    scale = longest / max(size)
    return int(size[0] * scale + 0.5) or 1, int(size[1] * scale + 0.5) or 1


def moderate(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return an (H, W, 3) uint8 image, averaged down by a whole number if a side is longer than LARGEST_SIDE."""
    factor = -(-max(image.shape[:2]) // LARGEST_SIDE)
    return image if factor == 1 else np.asarray(Image.fromarray(image).reduce(factor))


def resized_bytes(image: NDArray[np.uint8], size: Size) -> NDArray[np.uint8]:
    """Return an (H, W, 3) uint8 image resized with antialiasing, rounded to whole values."""
    picture = Image.fromarray(moderate(image))
    return np.asarray(picture.resize((size[1], size[0]), Image.Resampling.BILINEAR))


def resized_floats(image: NDArray[np.uint8], size: Size) -> Floats:
    """Return an (H, W, 3) uint8 image resized with antialiasing, as float32 of 0 to 255 that are not rounded."""
    source = moderate(image)
    width_first = (size[1], size[0])
    channels = [
        np.asarray(Image.fromarray(channel).resize(width_first, Image.Resampling.BILINEAR))
        for channel in source.transpose(2, 0, 1).astype(np.float32)
    ]
    return np.stack(channels, axis=-1)


def coverage(mask: NDArray[np.bool_], size: Size) -> Floats:
    """Return how much of each pixel of a smaller (or larger) grid an (H, W) bool mask covers, 0 to 1."""
    picture = Image.fromarray(mask.astype(np.uint8) * 255)
    share = np.asarray(picture.resize((size[1], size[0]), Image.Resampling.BOX), np.float32)
    return share / np.float32(255)


def enlarged(logits: Floats, size: Size) -> Floats:
    """Return (h, w) logits at another size, bilinear without antialiasing."""
    rows, columns = _places(logits.shape[0], size[0]), _places(logits.shape[1], size[1])
    return _across(_down(logits, *rows), *columns)


def positive_at(logits: Floats, size: Size) -> NDArray[np.bool_]:
    """Return where `enlarged(logits, size)` is above 0, as (H, W) bool.

    Computed around the positive logits only, and in strips: a large image takes little more than the mask itself.
    """
    mask = np.zeros(size, dtype=bool)
    positive = logits > 0
    if not positive.any():
        return mask
    top, bottom = _reach(positive.any(axis=1), size[0])
    left, right = _reach(positive.any(axis=0), size[1])
    y_low, y_high, y_share = _places(logits.shape[0], size[0])
    x_low, x_high, x_share = _places(logits.shape[1], size[1])
    columns = slice(left, right)
    for start in range(top, bottom, ROWS):
        rows = slice(start, min(start + ROWS, bottom))
        strip = _down(logits, y_low[rows], y_high[rows], y_share[rows])
        mask[rows, columns] = _across(strip, x_low[columns], x_high[columns], x_share[columns]) > 0
    return mask


def _reach(used: Any, size: int) -> tuple[int, int]:
    """Return the rows (or columns) of the larger grid that those used in the smaller one can change."""
    first, last = np.flatnonzero(used)[[0, -1]]
    scale = size / len(used)
    return max(int((first - 1) * scale) - 1, 0), min(int((last + 2) * scale) + 2, size)


def _places(old: int, new: int) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Return for each new row the two old ones that it lies between, and the share of the second."""
    at = np.clip((np.arange(new) + 0.5) * (old / new) - 0.5, 0, old - 1)
    low = np.floor(at).astype(np.int64)
    return low, np.minimum(low + 1, old - 1), (at - low).astype(np.float32)


def _down(values: Floats, low: NDArray[np.int64], high: NDArray[np.int64], share: Floats) -> Floats:
    part = share[:, None]
    return np.asarray(values[low] * (1 - part) + values[high] * part, np.float32)


def _across(values: Floats, low: NDArray[np.int64], high: NDArray[np.int64], share: Floats) -> Floats:
    return np.asarray(values[:, low] * (1 - share) + values[:, high] * share, np.float32)
