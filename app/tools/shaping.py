"""The effect of a drawn shape: a new instance, or a change of the target."""

from __future__ import annotations

from math import hypot

from annotations.geometry import Point
from annotations.masks import Mask
from annotations.masks.edits import intersect, subtract, union
from annotations.message import Message
from app.actions import KeyOf
from app.tools.gesture import DrawMask, EditMask, Mode, PointerEvent, Result, Say, ToolContext

NO_TARGET = Message(
    "Nothing is selected. Click an instance with the select tool ({select}) first.",
    select=KeyOf("tool_select"),
)


def mode_of(event: PointerEvent, context: ToolContext) -> Mode:
    """The mode of a gesture from the keys held at its first press: Shift adds, Ctrl subtracts, both intersect."""
    shift, ctrl = "shift" in event.modifiers, "ctrl" in event.modifiers
    if shift or ctrl:
        return "intersect" if shift and ctrl else "add" if shift else "subtract"
    return context.options.mode


def shaped(shape: Mask, mode: Mode, context: ToolContext, tool: Message) -> Result:
    """The result of a shape drawn with `tool` (its labels are "Draw (polygon)" and so on)."""
    if mode == "new":
        return DrawMask(shape, Message("Draw ({tool})", tool=tool))
    if context.target is None:
        return DrawMask(shape, Message("Draw ({tool})", tool=tool)) if mode == "add" else Say(NO_TARGET)
    if mode == "add":
        return EditMask(union(context.target, shape), Message("Add ({tool})", tool=tool))
    if mode == "subtract":
        return EditMask(subtract(context.target, shape), Message("Subtract ({tool})", tool=tool))
    return EditMask(intersect(context.target, shape), Message("Intersect ({tool})", tool=tool))


def near(a: Point, b: Point, reach: float) -> bool:
    return hypot(a[0] - b[0], a[1] - b[1]) <= reach


def inside(point: Point, size: tuple[int, int]) -> bool:
    """Whether the point is inside the image of size (height, width)."""
    return 0 <= point[0] < size[1] and 0 <= point[1] < size[0]
