"""Converts masks to the geometries of GeoJSON and back."""

from __future__ import annotations

from typing import Any

from annotations.formats.labelme_shapes import points_of
from annotations.formats.reading import are_shares, shares_message
from annotations.masks import Mask
from annotations.masks.edits import union_of
from annotations.masks.filling import filled
from annotations.masks.polygons import Points, polygons
from annotations.message import Message

MOST_DEEP = 8
"""How deep collections of geometries may be nested."""


def geometry_of(mask: Mask) -> dict[str, Any]:
    """Return a mask as a Polygon, or as a MultiPolygon if it has several parts; every ring is closed."""
    parts = [[_closed(ring) for ring in rings] for rings in polygons(mask)]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _closed(ring: Points) -> list[list[int]]:
    points: list[list[int]] = ring.tolist()
    return [*points, points[0]]


def mask_of(geometry: Any, size: tuple[int, int]) -> Mask:
    """Return the pixels whose centres lie in a geometry, whose coordinates are pixels; ValueError says why none do."""
    parts = _polygons(geometry, MOST_DEEP)
    rings = [ring for part in parts for ring in part]
    if are_shares([[value for point in ring for value in point] for ring in rings]):
        raise ValueError(shares_message())
    mask = union_of([filled(part, size) for part in parts]) if parts else Mask.empty(size)
    if mask.is_empty:
        raise ValueError(Message("it covers no pixels of the image"))
    return mask


def _polygons(geometry: Any, depth: int) -> list[list[list[list[float]]]]:
    """Return the rings of each polygon of a geometry; ValueError if it has none."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection":
        inside = geometry.get("geometries")
        if not isinstance(inside, list) or depth == 0:
            raise ValueError(Message("its collection of geometries is not a list, or nested too deep"))
        return [part for one in inside for part in _polygons(one, depth - 1)]
    if kind not in ("Polygon", "MultiPolygon"):
        shown = str(kind)[:40] if kind is not None else "null"
        raise ValueError(Message("a {kind} has no area", kind=shown))
    coordinates = geometry.get("coordinates")
    parts = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(parts, list) or not all(isinstance(part, list) and part for part in parts):
        raise ValueError(Message("its coordinates are not lists of rings"))
    return [[points_of(ring) for ring in part] for part in parts]
