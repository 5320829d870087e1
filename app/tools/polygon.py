"""Polygon: one click a corner, closed by Enter, a double click or a click on the first corner."""

from __future__ import annotations

from math import hypot

from annotations.edits import fill_polygon
from app.tools.gesture import DrawMask, Gesture, Point, PointerEvent, Preview, ToolContext
from app.tools.strokes import empty


def polygon(event: PointerEvent, context: ToolContext) -> Gesture:
    """Draws a new instance. Backspace or the right button takes the last corner back."""
    corners: list[Point] = [event.point]
    pointer = event.point
    while True:
        near = len(corners) >= 3 and _near(pointer, corners[0], context.reach)
        event = yield Preview(line=(*corners, corners[0] if near else pointer), closable=near)
        pointer = event.point if event.kind not in ("confirm", "back") else pointer
        if event.kind == "back" or (event.kind == "press" and event.button == "right"):
            corners.pop()
            if not corners:
                return None
        elif event.kind == "confirm" or (event.kind == "double" and len(corners) >= 3):
            if len(corners) < 3:
                continue
            break
        elif event.kind == "press" and event.button == "left":
            if len(corners) >= 3 and _near(event.point, corners[0], context.reach):
                break
            if event.point != corners[-1]:
                corners.append(event.point)
    return DrawMask(fill_polygon(empty(context.size), corners), "Draw polygon")


def _near(a: Point, b: Point, reach: float) -> bool:
    return hypot(a[0] - b[0], a[1] - b[1]) <= reach
