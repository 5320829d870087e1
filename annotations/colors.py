"""The colours of categories: a table of colours that stay distinct on dark and light images, and its continuation."""

from __future__ import annotations

import colorsys
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

Rgb = tuple[int, int, int]
"""Red, green and blue, 0…255."""
COLORS: tuple[Rgb, ...] = (
    (255, 99, 71), (46, 196, 182), (255, 191, 0), (120, 129, 255), (255, 105, 180), (124, 205, 60),
    (0, 176, 240), (244, 140, 40), (180, 100, 230), (220, 220, 90), (90, 200, 140), (240, 80, 130),
)  # fmt: skip
"""Assigned to new categories in this order."""


@lru_cache(maxsize=4096)
def color_of(position: int) -> Rgb:
    """The colour of the category at a list position: from the table, then hues that differ from their neighbours."""
    if position < len(COLORS):
        return COLORS[position]
    red, green, blue = colorsys.hsv_to_rgb(position * 0.61803398875 % 1.0, 0.75, 0.95)
    return round(red * 255), round(green * 255), round(blue * 255)


def free_color(used: Iterable[Rgb]) -> Rgb:
    """The first unused colour; with more categories than colours, the least used one."""
    count = Counter(used)
    return min(map(color_of, range(len(count) + 1)), key=lambda color: count[color])
