"""The box tool: the model proposes the object inside or, without a usable model, GrabCut does."""

from __future__ import annotations

from annotations.message import Message
from app.actions import KeyOf
from app.tools.gesture import BoxAt, Gesture, PointerEvent, Say, ToolContext
from app.tools.grab import grabcut
from app.tools.points import box_between, dragged_box

SMALLEST_BOX = 2.0  # image pixels per side
INSTEAD = Message(
    "No model for this image, so GrabCut segmented the box. Drag over missing parts, right-drag over parts to "
    "remove. {accept} accepts, {cancel} cancels.",
    accept=KeyOf("accept"),
    cancel=KeyOf("cancel"),
)


def box(event: PointerEvent, context: ToolContext) -> Gesture:
    """A drawn box: a prompt for the model or, without one, for GrabCut."""
    if not context.has_model:
        return (yield from grabcut(event, context, INSTEAD))
    end = yield from dragged_box(event)
    x0, y0, x1, y1 = box_between(event.point, end)
    height, width = context.size
    x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, float(width)), min(y1, float(height))
    if x1 - x0 < SMALLEST_BOX or y1 - y0 < SMALLEST_BOX:
        return Say(Message("Drag a box around the object, from one corner to the opposite one."))
    return BoxAt((x0, y0, x1, y1))
