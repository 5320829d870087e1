"""Edits of a whole mask: grow, shrink, smooth and move. The image's border does not count as an edge of the mask."""

from __future__ import annotations

from math import ceil

import numpy as np

from annotations.masks.mask import Mask
from annotations.masks.rle import Bools
from annotations.message import Message


def grow(mask: Mask, pixels: float) -> Mask:
    """Return all pixels at most `pixels` from a pixel of the mask, centre to centre; ValueError if it is negative."""
    _check(pixels)
    if mask.is_empty or pixels < 1:
        return mask
    import cv2

    patch, origin = _surrounded(mask, ceil(pixels))
    distance = cv2.distanceTransform((~patch).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return Mask.from_patch(distance <= pixels + 1e-4, origin, mask.size)


def shrink(mask: Mask, pixels: float) -> Mask:
    """Return the pixels of the mask that are more than `pixels` from every pixel outside it.

    At the image's border the mask counts as continuing beyond.
    """
    _check(pixels)
    if mask.is_empty or pixels < 1:
        return mask
    import cv2

    patch, origin = _surrounded(mask, ceil(pixels))
    if patch.all():
        return mask
    distance = cv2.distanceTransform(patch.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return Mask.from_patch(distance > pixels + 1e-4, origin, mask.size)


def smooth(mask: Mask, pixels: float) -> Mask:
    """Remove spikes, notches and specks that are small compared with `pixels`; straight edges stay in place.

    A pixel is set if the weighted majority around it is (a Gaussian with a standard deviation of `pixels`).
    """
    _check(pixels)
    if mask.is_empty or pixels == 0:
        return mask
    import cv2

    margin = ceil(3 * pixels)
    patch, origin = _surrounded(mask, margin)
    side = 2 * margin + 1
    share = cv2.GaussianBlur(
        patch.astype(np.float32), (side, side), float(pixels), borderType=cv2.BORDER_REPLICATE
    )
    return Mask.from_patch(share >= 0.5, origin, mask.size)


def shift(mask: Mask, dx: int, dy: int) -> Mask:
    """Move the mask right by `dx` and down by `dy` pixels; the part that leaves the image is cut off."""
    if mask.is_empty:
        return mask
    (y, x), (h, w), (height, width) = mask.origin, mask.shape, mask.size
    y, x = y + dy, x + dx
    if min(x, y) >= 0 and y + h <= height and x + w <= width:
        return Mask(mask.size, (y, x), mask.shape, mask.counts)
    return Mask.from_patch(mask.patch(), (y, x), mask.size)


def _surrounded(mask: Mask, margin: int) -> tuple[Bools, tuple[int, int]]:
    """Return the mask with a margin of `margin` pixels, replicated beyond the image's border, and its origin (y, x)."""
    x0, y0, x1, y1 = mask.bbox
    box = (x0 - margin, y0 - margin, x1 + margin, y1 + margin)
    left, top = max(0, box[0]), max(0, box[1])
    right, bottom = min(mask.size[1], box[2]), min(mask.size[0], box[3])
    beyond = ((top - box[1], box[3] - bottom), (left - box[0], box[2] - right))
    return np.pad(mask.window((left, top, right, bottom)), beyond, mode="edge"), (box[1], box[0])


def _check(pixels: float) -> None:
    if not 0 <= pixels <= 1000:
        raise ValueError(Message("a mask cannot be changed by {pixels} pixels", pixels=pixels))
