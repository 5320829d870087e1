"""The tools by name."""

from __future__ import annotations

from app.tools.gesture import Tool
from app.tools.points import point, select
from app.tools.polygon import polygon
from app.tools.strokes import brush, eraser

TOOLS: dict[str, Tool] = {
    "select": select,
    "point": point,
    "brush": brush,
    "eraser": eraser,
    "polygon": polygon,
}
