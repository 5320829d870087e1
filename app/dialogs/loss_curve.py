"""A live curve of the loss over the iterations, painted directly: loading a plotting library would block the window."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.translation import tr
from app.widgets.override import override
from app.widgets.theme import theme

SMOOTHING = 0.9


class Curve(QWidget):
    """Points are added one by one; a faint line shows them, a strong one their running mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(200)
        self.last = 1.0
        self.points: list[tuple[float, float]] = []
        self._smooth: list[tuple[float, float]] = []
        self.setAccessibleName(tr("Loss curve"))

    def clear(self) -> None:
        self.points, self._smooth = [], []
        self.update()

    def add(self, x: float, y: float, last: float) -> None:
        """Adds a point; `last` is the end of the x axis."""
        before = self._smooth[-1][1] if self._smooth else y
        weight = min(SMOOTHING, len(self.points) / (len(self.points) + 1.0))
        self.points.append((x, y))
        self._smooth.append((x, weight * before + (1 - weight) * y))
        self.last = max(last, x, 1.0)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        t = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.setBrush(QColor(t.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not self.points:
            painter.setPen(QColor(t.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("The loss curve appears here."))
            return
        area = QRectF(self.rect()).adjusted(54, 14, -16, -28)
        low = min(y for _, y in self.points)
        high = max(y for _, y in self.points)
        high = high if high > low else low + 1e-3
        self._paint_axes(painter, area, low, high)

        def at(point: tuple[float, float]) -> QPointF:
            x = area.left() + area.width() * point[0] / self.last
            return QPointF(x, area.bottom() - area.height() * (point[1] - low) / (high - low))

        painter.setBrush(Qt.BrushStyle.NoBrush)
        faint = QColor(t.accent)
        faint.setAlpha(80)
        stride = max(len(self.points) // 800, 1)
        painter.setPen(QPen(faint, 1))
        painter.drawPolyline(QPolygonF([at(point) for point in self.points[::stride]]))
        painter.setPen(QPen(QColor(t.accent), 2))
        painter.drawPolyline(QPolygonF([at(point) for point in self._smooth[::stride]]))

    def _paint_axes(self, painter: QPainter, area: QRectF, low: float, high: float) -> None:
        t = theme()
        for k in range(4):
            y = area.bottom() - area.height() * k / 3
            painter.setPen(QPen(QColor(t.line), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(t.muted))
            box = QRectF(0, y - 8, area.left() - 8, 16)
            words = f"{low + (high - low) * k / 3:.3g}"
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
        below = QRectF(area.left(), area.bottom() + 6, area.width(), 16)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), "0")
        painter.drawText(
            below, int(Qt.AlignmentFlag.AlignRight), tr("{count:.0f} iterations", count=self.last)
        )
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), tr("loss"))
