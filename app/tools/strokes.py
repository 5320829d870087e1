"""Brush and eraser: a stroke along the pointer's path, applied when the button is let go."""

from __future__ import annotations

import numpy as np

from annotations.edits import paint
from annotations.masks import Mask
from app.tools.gesture import (
    DrawMask,
    EditMask,
    Gesture,
    PointerEvent,
    Preview,
    Result,
    ToolContext,
)


def brush(event: PointerEvent, context: ToolContext) -> Gesture:
    """Adds to the target; without a target it draws a new instance. With the right button it erases."""
    return _stroke(event, context, adds=event.button != "right")


def eraser(event: PointerEvent, context: ToolContext) -> Gesture:
    """Takes away from the target. With the right button it adds."""
    return _stroke(event, context, adds=event.button == "right")


def _stroke(event: PointerEvent, context: ToolContext, adds: bool) -> Gesture:
    if context.target is None and not adds:
        return None
    mask = context.target if context.target is not None else empty(context.size)
    last = event.point
    path = [last]
    mask = paint(mask, [last], context.radius, adds)
    while event.kind != "release":
        event = yield Preview(mask=mask, stroke=tuple(path), adds=adds)
        if event.kind in ("move", "release") and event.point != last:
            mask = paint(mask, [last, event.point], context.radius, adds)
            last = event.point
            path.append(last)
    path = [last]
    result: Result
    if context.target is None:
        result = DrawMask(mask, "Draw with the brush")
    else:
        result = EditMask(mask, "Brush stroke" if adds else "Eraser stroke")
    return result


def empty(size: tuple[int, int]) -> Mask:
    """The mask of an image of size (height, width) with nothing in it."""
    return Mask.from_patch(np.zeros((0, 0), dtype=bool), (0, 0), size)
