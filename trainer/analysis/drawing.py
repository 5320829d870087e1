"""Draws sequences over their images, with colours for the order."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from annotations.masks import Mask

PERIOD = 12
"""Number of distinct colours; longer sequences repeat them, lighter."""
Image = NDArray[np.uint8]


def order_colour(place: int) -> tuple[int, int, int]:
    """Return the colour of the proposal at a position from 0: from red over yellow, green and blue to violet."""
    turn, round_ = place % PERIOD, place // PERIOD
    red, green, blue = colorsys.hsv_to_rgb(turn / PERIOD * 0.85, 1.0 / (1 + 0.6 * round_), 1.0)
    return round(255 * red), round(255 * green), round(255 * blue)


def painted(image: Image, masks: Sequence[Mask], strength: float = 0.5) -> Image:
    """Return (H, W, 3) uint8 with each mask in the colour of its position, and its outline opaque."""
    canvas = image.astype(np.float32)
    for place, mask in enumerate(masks):
        colour = np.array(order_colour(place), np.float32)
        patch = mask.patch()
        part = canvas[mask.slices]
        inner = cv2.erode(np.pad(patch, 1).astype(np.uint8), np.ones((3, 3), np.uint8))[1:-1, 1:-1] > 0
        part[patch] = (1 - strength) * part[patch] + strength * colour
        part[patch & ~inner] = colour
    return np.asarray(canvas.round().astype(np.uint8))


def fitted(image: Image, side: int) -> Image:
    """Shrink an image so that the longest side is at most `side` pixels; smaller images stay."""
    scale = side / max(image.shape[:2])
    if scale >= 1:
        return image
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def colour_bar(count: int, height: int = 12, width: int = 24) -> Image:
    """Return the colours of the first `count` positions."""
    row = np.array([order_colour(place) for place in range(min(count, PERIOD))], np.uint8)
    return np.repeat(np.repeat(row[None], height, axis=0), width, axis=1)
