"""Converts masks to the shapes of CVAT's XML files and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import isfinite

import numpy as np

from annotations.formats.areas import turned_box, turned_ellipse
from annotations.masks import FARTHEST, Mask, from_polygons
from annotations.masks.shapes import rectangle
from annotations.message import Message

Fields = Mapping[str, str]
Size = tuple[int, int]


def polygon_fields(points: list[list[int]]) -> dict[str, str]:
    """Return the fields of a polygon of points x, y."""
    return {"points": ";".join(f"{x},{y}" for x, y in points)}


def mask_fields(mask: Mask) -> dict[str, str]:
    """Return the fields of a mask: run lengths of its box, row by row, from background, and the box."""
    left, top, right, bottom = mask.bbox
    flat = mask.patch().reshape(-1)
    changes = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    edges = [0, *([0] if flat[0] else []), *changes.tolist(), flat.size]
    lengths = [after - before for before, after in pairwise(edges)]
    box = {"left": left, "top": top, "width": right - left, "height": bottom - top}
    return {"rle": ", ".join(map(str, lengths)), **{name: str(value) for name, value in box.items()}}


def mask_of(kind: str, fields: Fields, size: Size) -> Mask:
    """Return the pixels of a shape in an image of `size`; ValueError says why it has none."""
    make = _KINDS.get(kind)
    if make is None:
        raise ValueError(Message("a {kind} has no area", kind=kind))
    mask = make(fields, size)
    if mask.is_empty:
        raise ValueError(Message("it covers no pixels of the image"))
    return mask


def number(fields: Fields, name: str) -> float:
    """Return a field's number, 0 if it is missing; ValueError if it is none, or far outside any image."""
    try:
        value = float(fields.get(name, "0"))
    except ValueError:
        value = float("nan")
    if not isfinite(value) or abs(value) > FARTHEST:
        raise ValueError(Message("its {name} is not a number, or is far outside the image", name=name))
    return value


def _polygon(fields: Fields, size: Size) -> Mask:
    points = []
    for point in fields.get("points", "").split(";"):
        x, separator, y = point.partition(",")
        if not separator:
            raise ValueError(Message("one of its points is not x and y"))
        points.append([number({"point": x}, "point"), number({"point": y}, "point")])
    return from_polygons([points], size)


def _box(fields: Fields, size: Size) -> Mask:
    x0, y0, x1, y1 = (number(fields, name) for name in ("xtl", "ytl", "xbr", "ybr"))
    if angle := number(fields, "rotation"):
        return turned_box(((x0 + x1) / 2, (y0 + y1) / 2), (x1 - x0, y1 - y0), angle, size)
    return rectangle((x0, y0), (x1, y1), size)


def _ellipse(fields: Fields, size: Size) -> Mask:
    cx, cy, rx, ry = (number(fields, name) for name in ("cx", "cy", "rx", "ry"))
    return turned_ellipse((cx, cy), (rx, ry), number(fields, "rotation"), size)


def _mask(fields: Fields, size: Size) -> Mask:
    box = [number(fields, name) for name in ("left", "top", "width", "height")]
    if any(value % 1 for value in box) or min(box) < 0:
        raise ValueError(Message("the box of its mask is not of whole pixels"))
    left, top, width, height = map(int, box)
    if left + width > size[1] or top + height > size[0]:
        raise ValueError(Message("the mask's box extends beyond the image"))
    text = fields.get("rle", "")
    try:
        lengths = (
            np.array([int(run) for run in text.split(",")], np.int64)
            if text.strip()
            else np.zeros(0, np.int64)
        )
    except (ValueError, OverflowError):
        raise ValueError(Message("its run-length code has a run that is not a whole number")) from None
    if lengths.size and (lengths.min() < 0 or lengths.max() > width * height):
        raise ValueError(Message("its run-length code has a negative run or one longer than the image"))
    if lengths.sum() > width * height:
        raise ValueError(Message("its run-length code does not fit into its box"))
    runs = np.repeat(np.arange(lengths.size) % 2 == 1, lengths)
    flat = np.zeros(width * height, np.bool_)  # CVAT may leave out the last run if it is background
    flat[: runs.size] = runs
    return Mask.from_patch(flat.reshape(height, width), (top, left), size)


_KINDS: dict[str, Callable[[Fields, Size], Mask]] = {
    "polygon": _polygon,
    "box": _box,
    "ellipse": _ellipse,
    "mask": _mask,
}
