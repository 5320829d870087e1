"""Tools that change the existing target: its corners, and its position."""

from __future__ import annotations

from math import hypot

import numpy as np

from annotations.geometry import Point
from annotations.masks import Mask
from annotations.masks.corners import Corners, inserted, moved, reshaped, rings
from annotations.message import Message
from app.actions import KeyOf
from app.tools.gesture import (
    EditMask,
    Gesture,
    MoveBy,
    PointerEvent,
    Preview,
    Say,
    SelectAt,
    ToolContext,
)
from app.tools.points import dragged
from app.tools.shaping import near

RAGGED = 30_000
"""Bytes of the code: a larger one has too many corners to drag, or to compute."""


def handles(mask: Mask, reach: float) -> tuple[Corners, ...]:
    """The draggable corners, ring by ring; fewer when zoomed out.

    Empty for a mask that is too ragged.
    """
    return rings(mask, max(0.75, reach / 6)) if len(mask.counts) <= RAGGED else ()


def corners(event: PointerEvent, context: ToolContext) -> Gesture:
    """Drags a corner of the target, or an edge, which gets a new corner. The right button removes a corner.

    A click away from the outline selects.
    """
    if context.target is None:
        return SelectAt(event.x, event.y)
    if len(context.target.counts) > RAGGED and context.target.contains(*event.point):
        return Say(
            Message(
                "The outline has too many corners to edit. Smooth it first ({smooth}).",
                smooth=KeyOf("smooth"),
            )
        )
    found = handles(context.target, context.reach)
    at = _corner_at(found, event.point, context.reach)
    if event.button == "right":
        return _without(found, at, context.target)
    if at is None:
        edge = _edge_at(found, event.point, context.reach)
        if edge is None:
            return SelectAt(event.x, event.y)
        before = found[edge[0]]
        ring, index = inserted(before, edge[1], event.point), edge[1]
    else:
        before, index = found[at[0]], at[1]
        ring = before
    end = yield from dragged(event, lambda point: _shown(moved(ring, index, point)))
    if near(event.point, end, 0.0):
        return None
    mask = reshaped(context.target, before, moved(ring, index, end))
    return EditMask(mask, Message("Move corner") if at is not None else Message("Add corner"))


def move(event: PointerEvent, context: ToolContext) -> Gesture:
    """Drags the selection; if nothing is selected, a click selects."""
    if context.target is None:
        return SelectAt(event.x, event.y)
    start = event.point

    def shown(end: Point) -> Preview:
        dx, dy = _whole_steps(start, end)
        return Preview(
            offset=(float(dx), float(dy)),
            hint=Message("Moved by {dx}, {dy}. {cancel} cancels.", dx=dx, dy=dy, cancel=KeyOf("cancel")),
        )

    end = yield from dragged(event, shown)
    dx, dy = _whole_steps(start, end)
    return MoveBy(dx, dy) if dx or dy else SelectAt(event.x, event.y)


def _whole_steps(start: Point, end: Point) -> tuple[int, int]:
    return round(end[0] - start[0]), round(end[1] - start[1])


def _without(found: tuple[Corners, ...], at: tuple[int, int] | None, target: Mask) -> EditMask | Say:
    if at is None:
        return Say(Message("Right-click a corner to remove it."))
    ring = found[at[0]]
    after = np.delete(ring, at[1], axis=0) if len(ring) > 3 else None
    return EditMask(reshaped(target, ring, after), Message("Remove corner"))


def _shown(ring: Corners) -> Preview:
    points = tuple((float(x), float(y)) for x, y in ring)
    return Preview(line=(*points, points[0]), dots=points)


def _corner_at(found: tuple[Corners, ...], point: Point, reach: float) -> tuple[int, int] | None:
    """Ring and index of the corner nearest to a point, within `reach`."""
    best: tuple[float, tuple[int, int] | None] = (reach, None)
    for number, ring in enumerate(found):
        distances = np.hypot(ring[:, 0] - point[0], ring[:, 1] - point[1])
        index = int(distances.argmin())
        if distances[index] <= best[0]:
            best = float(distances[index]), (number, index)
    return best[1]


def _edge_at(found: tuple[Corners, ...], point: Point, reach: float) -> tuple[int, int] | None:
    """Ring and index of the corner that ends the edge nearest to a point, within `reach`."""
    best: tuple[float, tuple[int, int] | None] = (reach, None)
    for number, ring in enumerate(found):
        for index in range(len(ring)):
            distance = _to_segment(point, ring[index - 1], ring[index])
            if distance <= best[0]:
                best = distance, (number, index)
    return best[1]


def _to_segment(point: Point, a: Corners, b: Corners) -> float:
    """The distance of a point from the line between two corners, (2,) x and y each."""
    dx, dy = float(b[0] - a[0]), float(b[1] - a[1])
    x, y = point[0] - float(a[0]), point[1] - float(a[1])
    length = dx * dx + dy * dy
    along = min(max((x * dx + y * dy) / length, 0.0), 1.0) if length else 0.0
    return hypot(x - along * dx, y - along * dy)
