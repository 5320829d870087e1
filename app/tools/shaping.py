"""What a shape that was drawn does: it becomes a new instance, or changes the target."""

from __future__ import annotations

from math import hypot

from annotations.masks import Mask
from annotations.masks.edits import intersect, subtract, union
from app.tools.gesture import DrawMask, EditMask, Mode, Point, PointerEvent, Result, Say, ToolContext

NO_TARGET = "Nothing is selected that could be changed. Click an instance with the arrow (V) first."


def mode_of(event: PointerEvent, context: ToolContext) -> Mode:
    """The mode of a gesture by the keys held at its first press: Shift adds, Ctrl subtracts, both intersect."""
    shift, ctrl = "shift" in event.modifiers, "ctrl" in event.modifiers
    if shift or ctrl:
        return "intersect" if shift and ctrl else "add" if shift else "subtract"
    return context.options.mode


def shaped(shape: Mask, mode: Mode, context: ToolContext, name: str) -> Result:
    """The result of a shape called `name` ("Draw polygon" and so on are its labels)."""
    if mode == "new":
        return DrawMask(shape, f"Draw {name}")
    if context.target is None:
        return DrawMask(shape, f"Draw {name}") if mode == "add" else Say(NO_TARGET)
    if mode == "add":
        return EditMask(union(context.target, shape), f"Add {name}")
    if mode == "subtract":
        return EditMask(subtract(context.target, shape), f"Subtract {name}")
    return EditMask(intersect(context.target, shape), f"Intersect with {name}")


def near(a: Point, b: Point, reach: float) -> bool:
    return hypot(a[0] - b[0], a[1] - b[1]) <= reach


def inside(point: Point, size: tuple[int, int]) -> bool:
    """Does the point lie in the image of size (height, width)?"""
    return 0 <= point[0] < size[1] and 0 <= point[1] < size[0]
