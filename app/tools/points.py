"""Clicks that change no mask: the point tool, which asks the model, and the arrow; boxes dragged with the pointer."""

from __future__ import annotations

from collections.abc import Callable, Generator

from annotations.geometry import FloatBox, Point
from app.tools.gesture import (
    Gesture,
    MenuAt,
    PointAt,
    PointerEvent,
    Preview,
    SelectAt,
    SelectIn,
    ToolContext,
)
from app.tools.shaping import inside, near


def point(event: PointerEvent, context: ToolContext) -> Gesture:
    """Left: this object; right: not this; Ctrl: another object, here. Ignored outside the image."""
    yield from dragged(event, lambda _end: Preview())
    if not inside(event.point, context.size):
        return None
    return PointAt(event.x, event.y, event.button != "right", fresh="ctrl" in event.modifiers)


def select(event: PointerEvent, context: ToolContext) -> Gesture:
    """A click selects the instance there, a box all instances inside; Shift or Ctrl adds to the selection.

    The right button opens a context menu.
    """
    more = bool({"shift", "ctrl"} & event.modifiers)
    end = yield from dragged_box(event, context.reach)
    if near(event.point, end, context.reach):
        right = event.button == "right"
        return MenuAt(*event.point) if right else SelectAt(event.x, event.y, more)
    return SelectIn(box_between(event.point, end), more)


def box_between(a: Point, b: Point) -> FloatBox:
    """The box with two opposite corners, x0, y0, x1, y1."""
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def dragged_box(event: PointerEvent, least: float = 0.0) -> Generator[Preview, PointerEvent, Point]:
    """Shows a box from the press to the pointer, once it is `least` away; returns the release."""

    def shown(end: Point) -> Preview:
        a = event.point
        if near(a, end, least):
            return Preview()
        return Preview(line=(a, (end[0], a[1]), end, (a[0], end[1]), a))

    return dragged(event, shown)


def dragged(
    event: PointerEvent, shown: Callable[[Point], Preview]
) -> Generator[Preview, PointerEvent, Point]:
    """Follows the pointer; returns the release."""
    end = event.point
    while event.kind != "release":
        event = yield shown(end)
        if event.kind in ("move", "release"):
            end = event.point
    return end
