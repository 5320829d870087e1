"""The tools' pointers: a cross with the tool's icon, and + or − if the tool adds to or subtracts from an instance."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap

from app.tools.gesture import Mode
from app.tools.table import TOOLS
from app.widgets.icons import icon

SIDE, MIDDLE, ARM, GAP, ICON = 40, 14, 10, 3, 18
_SIGNS = {"new": "", "add": "+", "subtract": "−", "intersect": "∩"}


def cursor(tool: str, held: frozenset[str], mode: Mode) -> QCursor:
    """The pointer of a tool while the modifier keys `held` ("shift", "ctrl", "alt") are down."""
    kind = TOOLS[tool].pointer
    if kind == "brush":
        return QCursor(Qt.CursorShape.BlankCursor)  # the canvas paints the brush
    if kind == "move":
        return QCursor(Qt.CursorShape.SizeAllCursor)
    if kind == "arrow":
        return QCursor(Qt.CursorShape.ArrowCursor)
    sign = ""
    if "mode" in TOOLS[tool].options:
        shift, ctrl = "shift" in held, "ctrl" in held
        keyed: Mode = "intersect" if shift and ctrl else "add" if shift else "subtract" if ctrl else mode
        sign = _SIGNS[keyed]
    return _cross(tool, sign)


@lru_cache(maxsize=64)
def _cross(tool: str, sign: str) -> QCursor:
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for tone, width in ((QColor(0, 0, 0, 200), 3.2), (QColor(255, 255, 255), 1.4)):
        painter.setPen(QPen(tone, width))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            a = QPointF(MIDDLE + dx * GAP, MIDDLE + dy * GAP)
            painter.drawLine(a, QPointF(MIDDLE + dx * ARM, MIDDLE + dy * ARM))
    corner = SIDE - ICON
    for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        painter.drawPixmap(corner + dx, corner + dy, icon(tool, "#000000").pixmap(ICON - 2, ICON - 2))
    painter.drawPixmap(corner, corner, icon(tool, "#ffffff").pixmap(ICON - 2, ICON - 2))
    if sign:
        font = painter.font()
        font.setPixelSize(17)
        font.setBold(True)
        painter.setFont(font)
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1), (0, 0)):
            painter.setPen(QColor("#000000" if dx or dy else "#ffffff"))
            painter.drawText(QPointF(MIDDLE + ARM + 1 + dx, MIDDLE - 2 + dy), sign)
    painter.end()
    return QCursor(pixmap, MIDDLE, MIDDLE)
