"""Copy-paste augmentation: pastes instances of other images over a crop, with soft edges (Ghiasi et al. 2021)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from annotations.masks import Mask
from rsis_model.sizes import diameter

FEATHER = 1.0
"""Standard deviation in pixels of the blur that softens a pasted instance's edge."""
LARGEST_CUT = 2048
"""Maximum side in pixels of an instance to paste."""
SIZES = (0.5, 1.8)
"""Range of sizes of a pasted instance, relative to the size that the network sees best."""

Bits = NDArray[np.bool_]


def cut_out(
    image: NDArray[np.uint8], mask: Mask, wanted: float, rng: np.random.Generator
) -> tuple[NDArray[np.uint8], Bits] | None:
    """Cut out an instance, rotated by a random angle and scaled to a diameter of `wanted` pixels.

    (H, W, 3) uint8 and a mask of its size -> (h, w, 3) uint8 and (h, w) bool, or None if nothing is left of it or
    it is too large.
    """
    size = diameter(mask.area)
    if size <= 0 or max(mask.shape) > LARGEST_CUT:
        return None
    (y, x), (height, width) = mask.origin, mask.shape
    angle, scale = rng.uniform(0, 2 * math.pi), wanted / size
    cos, sin = scale * math.cos(angle), scale * math.sin(angle)
    side_x = math.ceil(abs(cos) * width + abs(sin) * height) + 4
    side_y = math.ceil(abs(sin) * width + abs(cos) * height) + 4
    matrix = np.array([[cos, -sin, 0.0], [sin, cos, 0.0]])
    centre = np.array([(width - 1) / 2, (height - 1) / 2])
    matrix[:, 2] = np.array([(side_x - 1) / 2, (side_y - 1) / 2]) - matrix[:, :2] @ centre
    part: NDArray[Any] = image[y : y + height, x : x + width]
    patch: NDArray[Any] = mask.patch().astype(np.uint8) * 255
    sigma = math.sqrt(max(0.0, 1 / scale**2 - 1) / 6)
    if sigma > 0.1:
        part, patch = cv2.GaussianBlur(part, (0, 0), sigma), cv2.GaussianBlur(patch, (0, 0), sigma)
    pixels = cv2.warpAffine(part, matrix, (side_x, side_y), borderMode=cv2.BORDER_REPLICATE)
    bits = np.asarray(cv2.warpAffine(patch, matrix, (side_x, side_y)) >= 128)
    return (np.asarray(pixels), bits) if bits.any() else None


def lay_over(
    picture: NDArray[np.uint8],
    masks: Bits,
    cuts: Sequence[tuple[NDArray[np.uint8], Bits]],
    rng: np.random.Generator,
) -> tuple[NDArray[np.uint8], Bits]:
    """Paste the cuts at random places over a picture, each over the previous ones.

    (S, S, 3) uint8 and (N, S, S) bool -> the same with the cuts' masks appended (N + cuts); what they cover is
    removed from the masks below. A cut may extend beyond the border, and a mask below may become empty.
    """
    side = picture.shape[0]
    picture, stack = picture.copy(), [*masks.copy()]
    for pixels, bits in cuts:
        height, width = bits.shape
        y, x = (int(v) for v in rng.uniform(0, side, 2) - np.array([height, width]) / 2)
        to = (slice(max(0, y), min(side, y + height)), slice(max(0, x), min(side, x + width)))
        of = (slice(to[0].start - y, to[0].stop - y), slice(to[1].start - x, to[1].stop - x))
        soft = cv2.GaussianBlur(bits.astype(np.float32), (0, 0), FEATHER)[of][..., None]
        picture[to] = np.round(picture[to] * (1 - soft) + pixels[of] * soft).astype(np.uint8)
        whole = np.zeros((side, side), dtype=bool)
        whole[to] = bits[of]
        for mask in stack:
            mask &= ~whole
        stack.append(whole)
    return picture, np.array(stack, dtype=bool).reshape(-1, side, side)
