"""Converts the shapes of labelme (and X-AnyLabeling) files to masks: polygons, rectangles, circles, mask pictures."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from io import BytesIO
from math import ceil, floor, hypot
from typing import Any

import numpy as np
from PIL import Image

from annotations.formats.reading import are_shares, shares_message
from annotations.geometry import centres
from annotations.imaging.reading import decoded
from annotations.masks import FARTHEST, Mask, from_polygons
from annotations.message import Message

Size = tuple[int, int]
Points = list[list[float]]


def mask_of(shape: dict[str, Any], size: Size) -> Mask:
    """Return the pixels of a shape in an image of `size`; ValueError says why it has none.

    Points are x, y in image coordinates. Lines and points have no area, so they are errors.
    """
    kind = shape.get("shape_type") or "polygon"
    make = _KINDS.get(kind) if isinstance(kind, str) else None
    if make is None:
        raise ValueError(Message("a {kind} has no area", kind=kind) if kind in _FLAT else _strange(kind))
    points = points_of(shape.get("points"))
    if make is not _mask and are_shares(points):
        raise ValueError(shares_message())
    mask = make(points, shape, size)
    if mask.is_empty:
        raise ValueError(Message("it covers no pixels of the image"))
    return mask


def points_of(value: Any) -> Points:
    """Return a list of [x, y]; ValueError if it is not one, or if a point is far away."""
    if not isinstance(value, list):
        raise ValueError(Message("it has no points"))
    for point in value:
        if not isinstance(point, list) or len(point) < 2:
            raise ValueError(Message("one of its points is not x and y"))
        if not all(type(number) in (int, float) and abs(number) <= FARTHEST for number in point[:2]):
            raise ValueError(Message("one of its points is not two numbers, or is far outside the image"))
    return [[float(x), float(y)] for x, y, *_ in value]


def mask_shape(mask: Mask) -> dict[str, Any]:
    """Return the fields of a shape of type "mask": the corners of its box, right and bottom inclusive, and a PNG."""
    x0, y0, x1, y1 = mask.bbox
    file = BytesIO()
    Image.fromarray(mask.patch().astype(np.uint8) * 255).save(file, format="PNG")
    picture = base64.b64encode(file.getvalue()).decode()
    return {"points": [[x0, y0], [x1 - 1, y1 - 1]], "shape_type": "mask", "mask": picture}


def _polygon(points: Points, _shape: dict[str, Any], size: Size) -> Mask:
    return from_polygons([points], size)


def _rectangle(points: Points, _shape: dict[str, Any], size: Size) -> Mask:
    if len(points) == 4:  # as in X-AnyLabeling's and labelme's rotated ones
        return from_polygons([points], size)
    if len(points) != 2:
        raise ValueError(Message("a rectangle has 2 or 4 points, not {count}", count=len(points)))
    (x0, y0), (x1, y1) = points
    return from_polygons([[[x0, y0], [x1, y0], [x1, y1], [x0, y1]]], size)


def _circle(points: Points, _shape: dict[str, Any], size: Size) -> Mask:
    if len(points) != 2:
        raise ValueError(Message("a circle has 2 points, not {count}", count=len(points)))
    (cx, cy), (x, y) = points
    radius = hypot(x - cx, y - cy)
    top, bottom = max(0, floor(cy - radius)), min(size[0], ceil(cy + radius) + 1)
    left, right = max(0, floor(cx - radius)), min(size[1], ceil(cx + radius) + 1)
    if top >= bottom or left >= right:
        return Mask.empty(size)
    rows = centres(top, bottom)[:, None] - cy
    columns = centres(left, right)[None, :] - cx
    return Mask.from_patch(rows**2 + columns**2 <= radius**2, (top, left), size)


def _mask(points: Points, shape: dict[str, Any], size: Size) -> Mask:
    picture = shape.get("mask")
    if not isinstance(picture, str) or not points:
        raise ValueError(Message("it is a mask without a picture or a position"))
    try:
        content = base64.b64decode(picture, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(Message("its picture is not base64")) from error
    pixels = decoded(content, Message("its picture"), size)
    if pixels.ndim == 3:
        pixels = np.asarray(pixels[..., :3].any(axis=2))
    x, y = points[0]
    return Mask.from_patch(pixels, (int(y), int(x)), size)


def _strange(kind: object) -> str:
    return Message("unknown kind of shape {kind!r}", kind=str(kind)[:40])


_FLAT = ("point", "points", "line", "linestrip", "cuboid")
_KINDS: dict[str, Callable[[Points, dict[str, Any], Size], Mask]] = {
    "polygon": _polygon,
    "rectangle": _rectangle,
    "oriented_rectangle": _rectangle,
    "rotation": _rectangle,
    "quadrilateral": _polygon,
    "circle": _circle,
    "mask": _mask,
}
