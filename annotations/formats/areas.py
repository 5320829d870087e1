"""Turned rectangles and ellipses as masks, for readers of formats that have them."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np

from annotations.geometry import Point, centres
from annotations.masks import FARTHEST, Mask
from annotations.masks.filling import filled
from annotations.message import Message

Size = tuple[int, int]


def turned_box(centre: Point, sides: Point, degrees: float, size: Size) -> Mask:
    """Return the pixels whose centres lie in a rectangle of width and height `sides`, turned clockwise.

    `size` is the image's (height, width); the part outside is cut off. ValueError: it is far outside any image.
    """
    _check(*centre, *sides)
    cosine, sine = cos(radians(degrees)), sin(radians(degrees))
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    halves = [(x * sides[0] / 2, y * sides[1] / 2) for x, y in corners]
    ring = [(centre[0] + x * cosine - y * sine, centre[1] + x * sine + y * cosine) for x, y in halves]
    return filled([ring], size)


def turned_ellipse(centre: Point, radii: Point, degrees: float, size: Size) -> Mask:
    """Return the pixels whose centres lie in an ellipse of two radii, turned clockwise; otherwise as `turned_box`."""
    _check(*centre, *radii)
    (cx, cy), (rx, ry) = centre, radii
    if rx <= 0 or ry <= 0:
        return Mask.empty(size)
    cosine, sine = cos(radians(degrees)), sin(radians(degrees))
    across, down = float(np.hypot(rx * cosine, ry * sine)), float(np.hypot(rx * sine, ry * cosine))
    left, right = (int(np.clip(value, 0, size[1])) for value in (cx - across - 1, cx + across + 2))
    top, bottom = (int(np.clip(value, 0, size[0])) for value in (cy - down - 1, cy + down + 2))
    if left >= right or top >= bottom:
        return Mask.empty(size)
    x, y = centres(left, right)[None] - cx, centres(top, bottom)[:, None] - cy
    along, over = (x * cosine + y * sine) / rx, (y * cosine - x * sine) / ry
    return Mask.from_patch(along**2 + over**2 <= 1, (top, left), size)


def _check(*values: float) -> None:
    if not all(abs(value) <= FARTHEST for value in values):  # also false for nan
        raise ValueError(Message("a shape has a corner that is not finite, or far outside any image"))
