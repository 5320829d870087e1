"""Brush and eraser: a stroke along the pointer's path, applied on release."""

from __future__ import annotations

from annotations.masks import Mask
from annotations.masks.edits import paint
from annotations.message import Message
from app.tools.gesture import DrawMask, EditMask, Gesture, PointerEvent, Preview, Say, ToolContext
from app.tools.shaping import NO_TARGET


def brush(event: PointerEvent, context: ToolContext) -> Gesture:
    """Adds to the target; without a target, or with Ctrl, draws a new instance. The right button erases."""
    adds = event.button != "right"
    return _stroke(event, context, adds, beside=adds and "ctrl" in event.modifiers)


def eraser(event: PointerEvent, context: ToolContext) -> Gesture:
    """Erases from the target. The right button adds."""
    return _stroke(event, context, adds=event.button == "right")


def _stroke(event: PointerEvent, context: ToolContext, adds: bool, beside: bool = False) -> Gesture:
    """`beside`: the target, if any, stays unchanged."""
    target = context.target if not beside else None
    if target is None and not adds:
        return Say(NO_TARGET)
    radius, square = context.options.radius, context.options.square
    mask = target if target is not None else Mask.empty(context.size)
    last = event.point
    path = [last]
    mask = paint(mask, [last], radius, adds, square)
    while event.kind != "release":
        event = yield Preview(shape=mask) if beside else Preview(mask=mask, stroke=tuple(path), adds=adds)
        if event.kind in ("move", "release") and event.point != last:
            mask = paint(mask, [last, event.point], radius, adds, square)
            last = event.point
            path.append(last)
    if target is None:
        return DrawMask(mask, Message("Draw ({tool})", tool=Message("brush")))
    return EditMask(mask, Message("Brush stroke") if adds else Message("Eraser stroke"))
