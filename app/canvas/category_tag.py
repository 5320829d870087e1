"""The category in hand, shown beside the pointer of a tool that draws a new instance."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from app.session.appearance import Choice
from app.tools.gesture import Mode
from app.tools.table import TOOLS
from app.widgets.brief import brief

BESIDE = QPointF(16.0, 30.0)  # from the pointer to the top left of the tag: below the tool's icon
SPOT, PAD, LONGEST = 9.0, 6.0, 24
WITH_CTRL = frozenset({"brush", "fill"})
"""Tools that draw a new instance while Ctrl is held."""


class CategoryTag:
    """`category` returns the category in hand, if any; `shown` is the user's choice."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self.category: Callable[[], Choice | None] = lambda: None
        self.shown = True

    def text(self, tool: str, mode: Mode, held: frozenset[str]) -> str:
        """The name beside the pointer; empty where the tool would not draw a new instance."""
        choice = self.category()
        if choice is None or not self.shown:
            return ""
        draws = mode == "new" and not {"shift", "ctrl"} & held if "mode" in TOOLS[tool].options else False
        return brief(choice.name, LONGEST) if draws or (tool in WITH_CTRL and "ctrl" in held) else ""

    def area(self, at: QPointF, text: str) -> QRect:
        """Where it is painted for a pointer at `at`; empty without a text."""
        return self._frame(at, text).adjusted(-2, -2, 2, 2).toAlignedRect() if text else QRect()

    def paint(self, painter: QPainter, at: QPointF, text: str) -> None:
        """Paints the colour and the name on a dark ground, so that they are seen on any picture."""
        choice = self.category()
        if not text or choice is None:
            return
        frame = self._frame(at, text)
        painter.setFont(self._widget.font())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(frame, 5, 5)
        painter.setBrush(QColor(*choice.color))
        painter.drawEllipse(QPointF(frame.left() + PAD + SPOT / 2, frame.center().y()), SPOT / 2, SPOT / 2)
        painter.setPen(QColor(255, 255, 255))
        room = frame.adjusted(2 * PAD + SPOT, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)

    def _frame(self, at: QPointF, text: str) -> QRectF:
        """At the other side of the pointer where it would leave the widget."""
        metrics = QFontMetricsF(self._widget.font())
        width, height = metrics.horizontalAdvance(text) + SPOT + 3 * PAD, metrics.height() + PAD
        x, y = at.x() + BESIDE.x(), at.y() + BESIDE.y()
        if x + width > self._widget.width():
            x = at.x() - BESIDE.x() - width
        if y + height > self._widget.height():
            y = at.y() - BESIDE.y() - height
        return QRectF(x, y, width, height)
