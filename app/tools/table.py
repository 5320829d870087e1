"""The table of tools: gesture, hint, pointer and options of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotations.message import Message
from app.actions import KeyOf
from app.tools.areas import fill, wand
from app.tools.box_prompt import box
from app.tools.boxes import ellipse, rectangle
from app.tools.cut import cut
from app.tools.gesture import Tool
from app.tools.grab import grabcut
from app.tools.points import point, select
from app.tools.polygon import live_wire, polygon
from app.tools.reshape import corners, move
from app.tools.strokes import brush, eraser

Option = Literal["radius", "square", "tolerance", "mode"]


@dataclass(frozen=True)
class ToolEntry:
    """One tool: its gesture, a hint for the status line, its pointer, the options it uses."""

    gesture: Tool
    hint: str
    pointer: Literal["arrow", "cross", "brush", "move"] = "cross"
    options: tuple[Option, ...] = ()


def _with_keys(hint: Message) -> Message:
    """The hint of a tool that draws a shape."""
    keys = Message("Shift adds to the selected instance, Ctrl subtracts from it.")
    return Message("{hint} {keys}", hint=hint, keys=keys)


def _sized(hint: Message) -> Message:
    """The hint of a tool with a brush."""
    sizes = Message(
        "{smaller}, {larger} or Alt+drag changes the size.",
        smaller=KeyOf("brush_smaller"),
        larger=KeyOf("brush_larger"),
    )
    return Message("{hint} {keys}", hint=hint, keys=sizes)


TOOLS: dict[str, ToolEntry] = {
    "select": ToolEntry(
        select,
        "Click an instance, or drag a box around several. Shift or Ctrl adds to the selection. "
        "Right-click opens a menu.",
        "arrow",
    ),
    "point": ToolEntry(
        point,
        Message(
            "Click includes, right-click excludes, Ctrl+click starts another object. {accept} accepts.",
            accept=KeyOf("accept"),
        ),
    ),
    "box": ToolEntry(box, "Drag a box around an object; the model segments it (GrabCut, without a model)."),
    "brush": ToolEntry(
        brush,
        _sized(Message("Drag to paint; the right button erases. Ctrl paints a new instance.")),
        "brush",
        ("radius", "square"),
    ),
    "eraser": ToolEntry(
        eraser,
        _sized(Message("Drag to erase; the right button paints.")),
        "brush",
        ("radius", "square"),
    ),
    "polygon": ToolEntry(
        polygon,
        _with_keys(
            Message(
                "Click corners or draw freehand. {accept} closes, {reject} removes the last corner.",
                accept=KeyOf("accept"),
                reject=KeyOf("reject"),
            )
        ),
        options=("mode",),
    ),
    "rectangle": ToolEntry(
        rectangle,
        _with_keys(Message("Drag from corner to corner. Alt draws from the centre.")),
        options=("mode",),
    ),
    "ellipse": ToolEntry(
        ellipse,
        _with_keys(Message("Drag from corner to corner. Alt draws from the centre.")),
        options=("mode",),
    ),
    "live_wire": ToolEntry(
        live_wire,
        _with_keys(
            Message("Click along an edge; the line follows it. {accept} closes.", accept=KeyOf("accept"))
        ),
        options=("mode",),
    ),
    "grabcut": ToolEntry(
        grabcut,
        _with_keys(Message("Drag a box around the object, then correct it with strokes.")),
        options=("mode",),
    ),
    "wand": ToolEntry(
        wand,
        _with_keys(Message("Click a colour; drag right to select more.")),
        options=("tolerance", "mode"),
    ),
    "fill": ToolEntry(
        fill, "Click a gap or a hole to fill it up to the surrounding masks. Ctrl makes it a new instance."
    ),
    "corners": ToolEntry(
        corners, "Drag a corner, or an edge to add one. Right-click removes a corner.", "arrow"
    ),
    "cut": ToolEntry(
        cut,
        "Drag a line across an instance to cut it in two. With a selection, only selected instances are cut.",
    ),
    "move": ToolEntry(
        move,
        Message(
            "Drag the selection. {left}, {right}, {up} and {down} move it by one pixel.",
            left=KeyOf("nudge_left"),
            right=KeyOf("nudge_right"),
            up=KeyOf("nudge_up"),
            down=KeyOf("nudge_down"),
        ),
        "move",
    ),
}
