"""Converts the regions of Label Studio to masks: their coordinates are percentages of the image's width and height."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.formats.areas import turned_box, turned_ellipse
from annotations.masks import FARTHEST, Mask
from annotations.masks.filling import filled
from annotations.message import Message

Json = dict[str, Any]
Size = tuple[int, int]
HALF = 128
"""Least opacity of a brush's pixel in the mask."""


def mask_of(kind: str, value: Json, size: Size) -> Mask:
    """Return the pixels of a region in an image of `size`; ValueError says why it has none."""
    mask = SHAPES[kind](value, size)
    if mask.is_empty:
        raise ValueError(Message("it covers no pixels of the image"))
    return mask


def _polygon(value: Json, size: Size) -> Mask:
    points = value.get("points")
    if not isinstance(points, list) or not all(
        isinstance(point, list) and len(point) == 2 for point in points
    ):
        raise ValueError(Message("it has no points"))
    ring = [(_number(x) * size[1] / 100, _number(y) * size[0] / 100) for x, y in points]
    return filled([ring], size)


def _rectangle(value: Json, size: Size) -> Mask:
    x, y, w, h = (_number(value.get(name)) for name in ("x", "y", "width", "height"))
    left, top = x * size[1] / 100, y * size[0] / 100
    sides = w * size[1] / 100, h * size[0] / 100
    degrees = _number(value.get("rotation", 0))
    # It is turned about its top left corner.
    angle = radians(degrees)
    centre = (
        left + (sides[0] * cos(angle) - sides[1] * sin(angle)) / 2,
        top + (sides[0] * sin(angle) + sides[1] * cos(angle)) / 2,
    )
    return turned_box(centre, sides, degrees, size)


def _ellipse(value: Json, size: Size) -> Mask:
    x, y, rx, ry = (_number(value.get(name)) for name in ("x", "y", "radiusX", "radiusY"))
    centre = x * size[1] / 100, y * size[0] / 100
    return turned_ellipse(
        centre, (rx * size[1] / 100, ry * size[0] / 100), _number(value.get("rotation", 0)), size
    )


def _brush(value: Json, size: Size) -> Mask:
    code = value.get("rle")
    if value.get("format") != "rle" or not isinstance(code, list):
        raise ValueError(Message("it is not a brush mask of run lengths"))
    if not all(type(byte) is int and 0 <= byte <= 255 for byte in code):
        raise ValueError(Message("its run-length code has a value that is not a byte"))
    pixels = decoded(bytes(code), size[0] * size[1] * 4).reshape(*size, 4)
    return Mask.from_array(pixels[..., 3] >= HALF)


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not abs(value) <= FARTHEST:
        raise ValueError(Message("one of its points is not two numbers, or is far outside the image"))
    return float(value)


class _Bits:
    """Reads numbers of a few bits each from bytes, the highest bit first."""

    def __init__(self, content: bytes) -> None:
        self._content, self._place = content, 0

    def read(self, count: int) -> int:
        """Return the next `count` bits as a number; ValueError at the end."""
        first, last = self._place // 8, (self._place + count + 7) // 8
        if last > len(self._content):
            raise ValueError(Message("its run-length code is cut off"))
        self._place += count
        word = int.from_bytes(self._content[first:last])
        return word >> (last * 8 - self._place) & ((1 << count) - 1)


def decoded(code: bytes, count: int) -> NDArray[np.uint8]:
    """Return `count` values of a brush's run-length code; ValueError if it is not one of so many.

    The code begins with the number of values (32 bits), the bits of a value and of each of four sizes of runs. A run is
    a bit that says whether it repeats one value, two for the size of its length, the length less 1, and its values.
    """
    bits = _Bits(code)
    if bits.read(32) != count:
        raise ValueError(Message("its mask is for an image of another size"))
    word = bits.read(5) + 1
    if word > 8:
        raise ValueError(Message("its run-length code has values of more than 8 bits"))
    sizes = [bits.read(4) + 1 for _ in range(4)]
    values = np.zeros(count, np.uint8)
    place = 0
    while place < count:
        repeats = bits.read(1)
        end = place + 1 + bits.read(sizes[bits.read(2)])
        if end > count:
            raise ValueError(Message("its run-length code is longer than the image"))
        if repeats:
            values[place:end] = bits.read(word)
        else:
            values[place:end] = [bits.read(word) for _ in range(end - place)]
        place = end
    return values


SHAPES: dict[str, Callable[[Json, Size], Mask]] = {
    "polygon": _polygon,
    "rectangle": _rectangle,
    "ellipse": _ellipse,
    "brush": _brush,
}
