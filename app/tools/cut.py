"""Cuts an instance in two: a line dragged across it."""

from __future__ import annotations

from app.tools.gesture import CutAlong, Gesture, PointerEvent, Preview, ToolContext
from app.tools.points import dragged
from app.tools.shaping import near


def cut(event: PointerEvent, context: ToolContext) -> Gesture:
    """A straight line from the press to the release; a click does nothing."""
    press = event.point
    end = yield from dragged(event, lambda at: Preview(line=(press, at)))
    return None if near(press, end, context.reach / 3) else CutAlong(press, end)
