"""The one table of tools: what each does, what it says of itself, how the pointer looks, what can be set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotations.message import Message
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


def _with_keys(hint: str) -> Message:
    """What a tool that draws a shape says of itself."""
    keys = Message("Shift adds it to the selected instance, Ctrl takes it away.")
    return Message("{hint} {keys}", hint=Message(hint), keys=keys)


TOOLS: dict[str, ToolEntry] = {
    "select": ToolEntry(
        select, "Click an instance, or draw a box round several; Shift or Ctrl selects more.", "arrow"
    ),
    "point": ToolEntry(
        point, "Click: this object. Right-click: not this. Ctrl+click: another object. Enter accepts."
    ),
    "box": ToolEntry(box, "Draw a box: the model proposes the object inside."),
    "brush": ToolEntry(
        brush,
        "Paint; the right button erases. [ and ] or Alt+drag change the size.",
        "brush",
        ("radius", "square"),
    ),
    "eraser": ToolEntry(
        eraser,
        "Erase; the right button paints. [ and ] or Alt+drag change the size.",
        "brush",
        ("radius", "square"),
    ),
    "polygon": ToolEntry(
        polygon,
        _with_keys("Click corners; Enter closes, Backspace takes one back."),
        options=("mode",),
    ),
    "rectangle": ToolEntry(
        rectangle,
        _with_keys("Drag from corner to corner; Alt: from the middle."),
        options=("mode",),
    ),
    "ellipse": ToolEntry(
        ellipse,
        _with_keys("Drag from corner to corner; Alt: from the middle."),
        options=("mode",),
    ),
    "live_wire": ToolEntry(
        live_wire,
        _with_keys("Click along the edge; the line finds it. Enter closes."),
        options=("mode",),
    ),
    "grabcut": ToolEntry(
        grabcut,
        _with_keys("Draw a box round the object, then correct by lines."),
        options=("mode",),
    ),
    "wand": ToolEntry(
        wand,
        _with_keys("Click a colour; drag to the right for more of it."),
        options=("tolerance", "mode"),
    ),
    "fill": ToolEntry(
        fill, "Click a gap or a hole: it is filled up to the masks around. Ctrl: as a new instance."
    ),
    "corners": ToolEntry(
        corners, "Drag a corner, or an edge for a new one; right-click takes a corner away.", "arrow"
    ),
    "move": ToolEntry(move, "Drag what is selected. Ctrl and an arrow key move it by one pixel.", "move"),
}
