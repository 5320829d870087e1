"""Single clicks: the point tool, which asks the model, and the arrow, which selects."""

from __future__ import annotations

from app.tools.gesture import Gesture, PointAt, PointerEvent, Preview, SelectAt, ToolContext


def point(event: PointerEvent, context: ToolContext) -> Gesture:
    """Left: this object; right: not this; Ctrl: another object, here. Outside the image it does nothing."""
    height, width = context.size
    inside = 0 <= event.x < width and 0 <= event.y < height
    yield from _held()
    if not inside:
        return None
    return PointAt(event.x, event.y, event.button != "right", fresh="ctrl" in event.modifiers)


def select(event: PointerEvent, context: ToolContext) -> Gesture:
    """Selects what is at the pointer."""
    yield from _held()
    return SelectAt(event.x, event.y)


def _held() -> Gesture:
    event = yield Preview()
    while event.kind != "release":
        event = yield Preview()
    return None
