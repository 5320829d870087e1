"""The one table of tools: what each does, what it says of itself, how the pointer looks, what can be set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotations.message import Message
from app.actions import KeyOf
from app.tools.areas import fill, wand
from app.tools.boxes import ellipse, rectangle
from app.tools.gesture import Tool
from app.tools.grab import grabcut
from app.tools.points import box, point, select
from app.tools.polygon import live_wire, polygon
from app.tools.reshape import corners, move
from app.tools.strokes import brush, eraser

Option = Literal["radius", "square", "tolerance", "mode"]


@dataclass(frozen=True)
class ToolEntry:
    """One tool: its gesture, a sentence for the status bar, its pointer, the options it heeds."""

    gesture: Tool
    hint: str
    pointer: Literal["arrow", "cross", "brush", "move"] = "cross"
    options: tuple[Option, ...] = ()


def _with_keys(hint: Message) -> Message:
    """What a tool that draws a shape says of itself."""
    keys = Message("Shift adds it to the selected instance, Ctrl takes it away.")
    return Message("{hint} {keys}", hint=hint, keys=keys)


def _sized(hint: Message) -> Message:
    """What a tool with a brush says of itself."""
    sizes = Message(
        "{smaller} and {larger} or Alt+drag change the size.",
        smaller=KeyOf("brush_smaller"),
        larger=KeyOf("brush_larger"),
    )
    return Message("{hint} {keys}", hint=hint, keys=sizes)


TOOLS: dict[str, ToolEntry] = {
    "select": ToolEntry(
        select,
        "Click an instance, or draw a box round several. Shift or Ctrl: more. Right-click: a menu.",
        "arrow",
    ),
    "point": ToolEntry(
        point,
        Message(
            "Click: this object. Right-click: not this. Ctrl+click: another object. {accept} accepts.",
            accept=KeyOf("accept"),
        ),
    ),
    "box": ToolEntry(box, "Draw a box: the model proposes the object inside."),
    "brush": ToolEntry(
        brush,
        _sized(Message("Paint; the right button erases. With Ctrl a new instance.")),
        "brush",
        ("radius", "square"),
    ),
    "eraser": ToolEntry(
        eraser,
        _sized(Message("Erase; the right button paints.")),
        "brush",
        ("radius", "square"),
    ),
    "polygon": ToolEntry(
        polygon,
        _with_keys(
            Message(
                "Click corners, or hold and draw; {accept} closes, {reject} takes one back.",
                accept=KeyOf("accept"),
                reject=KeyOf("reject"),
            )
        ),
        options=("mode",),
    ),
    "rectangle": ToolEntry(
        rectangle,
        _with_keys(Message("Drag from corner to corner; Alt: from the middle.")),
        options=("mode",),
    ),
    "ellipse": ToolEntry(
        ellipse,
        _with_keys(Message("Drag from corner to corner; Alt: from the middle.")),
        options=("mode",),
    ),
    "live_wire": ToolEntry(
        live_wire,
        _with_keys(
            Message("Click along the edge; the line finds it. {accept} closes.", accept=KeyOf("accept"))
        ),
        options=("mode",),
    ),
    "grabcut": ToolEntry(
        grabcut,
        _with_keys(Message("Draw a box round the object, then correct by lines.")),
        options=("mode",),
    ),
    "wand": ToolEntry(
        wand,
        _with_keys(Message("Click a colour; drag to the right for more of it.")),
        options=("tolerance", "mode"),
    ),
    "fill": ToolEntry(
        fill, "Click a gap or a hole: it is filled up to the masks around. Ctrl: as a new instance."
    ),
    "corners": ToolEntry(
        corners, "Drag a corner, or an edge for a new one; right-click takes a corner away.", "arrow"
    ),
    "move": ToolEntry(
        move,
        Message(
            "Drag what is selected. {left}, {right}, {up} and {down} move it by one pixel.",
            left=KeyOf("nudge_left"),
            right=KeyOf("nudge_right"),
            up=KeyOf("nudge_up"),
            down=KeyOf("nudge_down"),
        ),
        "move",
    ),
}
