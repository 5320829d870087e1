"""A scatter plot, painted directly: one point for each instance, which a click chooses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.document.measurements import short
from app.translation import tr
from app.widgets.override import override
from app.widgets.theme import theme

LEAST = QSize(300, 190)
MARGIN, TICKS, RIM = 12, 5, 4  # pixels, marks of an axis, pixels between the points and the axes
NEAR = 8.0
"""Pixels within which a click or the pointer finds a point."""
STRONG, WEAK = 255, 110
"""The opacity of points, and that of many points."""
FEW, MANY = 200, 2000
"""Up to FEW points are larger, more than MANY are weak, so that it shows where they are dense."""
Numbers = NDArray[np.float64]


class ScatterView(QWidget):
    """Shows points with two known values each; the points are painted once for each size of the widget."""

    pointChosen = Signal(int)  # noqa: N815  (its place among the points that were given)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._x: Numbers = np.zeros(0)
        self._y: Numbers = np.zeros(0)
        self._titles = "", ""
        self._chosen: int | None = None
        self._points: QImage | None = None

    def show_points(self, x: Numbers, y: Numbers, titles: tuple[str, str]) -> None:
        """Shows other points, (n,) each; those with a value that is NaN or infinite are left out."""
        self._x, self._y, self._titles, self._chosen = x, y, titles, None
        self._points = None
        known = int(self._known().sum())
        self.setAccessibleName(tr("{y} against {x}", x=titles[0], y=titles[1]))
        self.setAccessibleDescription(tr("1 point") if known == 1 else tr("{count:,} points", count=known))
        self.update()

    def choose(self, point: int | None) -> None:
        """Marks a point."""
        if point != self._chosen:
            self._chosen = point
            self.update()

    def place_of(self, point: int) -> QPointF:
        """Where a point is on the widget."""
        x, y = self._places()
        return QPointF(float(x[point]), float(y[point]))

    # -- internals

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.choose(found)
            self.pointChosen.emit(found)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            if found is None:
                QToolTip.hideText()
            else:
                lines = zip(self._titles, (self._x[found], self._y[found]), strict=True)
                text = "\n".join([f"{title}: {short(float(value))}" for title, value in lines])
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._points = None

    @override
    def changeEvent(self, event: QEvent) -> None:
        self._points = None  # other colours
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(t.line), 1))
            painter.setBrush(QColor(t.panel))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            if not self._known().any():
                painter.setPen(QColor(t.muted))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("No data yet"))
                return
            self._paint_axes(painter)
            if self._points is None:
                self._points = self._painted()
            painter.drawImage(0, 0, self._points)
            if self._chosen is not None:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(t.warn), 2))
                painter.drawEllipse(self.place_of(self._chosen), 6, 6)

    def _paint_axes(self, painter: QPainter) -> None:
        t, area, metrics = theme(), self._area(), self.fontMetrics()
        left, right = _range(self._x)
        bottom, top = _range(self._y)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.topLeft())
        height = metrics.height()
        for part in np.linspace(0, 1, TICKS):
            x, y = area.left() + part * area.width(), area.bottom() - part * area.height()
            painter.setPen(QPen(QColor(t.line), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(t.muted))
            across, down = short(left + part * (right - left)), short(bottom + part * (top - bottom))
            wide = metrics.horizontalAdvance(across)
            start = min(max(x - wide / 2, area.left() - wide / 2), self.width() - MARGIN - wide)
            painter.drawText(QPointF(start, area.bottom() + height), across)
            box = QRectF(0, y - height / 2, area.left() - 6, height)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), down)
        painter.setPen(QColor(t.text))
        elided = [
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width())) for text in self._titles
        ]
        below = QRectF(area.left(), area.bottom() + height + 2, area.width(), height + 4)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), elided[0])
        painter.drawText(QPointF(MARGIN, MARGIN + metrics.ascent()), elided[1])

    def _painted(self) -> QImage:
        """All points as small squares on a transparent image."""
        ratio = self.devicePixelRatioF()
        width, height = max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))
        x, y = self._places()
        known = self._known()
        columns = np.rint(x[known] * ratio).astype(np.int64).clip(0, width - 1)
        rows = np.rint(y[known] * ratio).astype(np.int64).clip(0, height - 1)
        color = QColor(theme().accent)
        alpha = STRONG if columns.size <= MANY else WEAK
        reach = round(ratio * (3 if columns.size <= FEW else 1))
        hits = np.bincount(rows * width + columns, minlength=height * width).reshape(height, width)
        hits = np.pad(hits.astype(np.float32), reach)
        covers = np.zeros((height, width), np.float32)
        for down in range(2 * reach + 1):
            for right in range(2 * reach + 1):
                covers += hits[down : down + height, right : right + width]
        opacity = 1 - (1 - alpha / 255) ** np.minimum(covers, 8)
        pixels = np.empty((height, width, 4), np.uint8)
        pixels[...] = (color.blue(), color.green(), color.red(), 0)
        pixels[..., 3] = np.rint(opacity * 255)
        image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32).copy()
        image.setDevicePixelRatio(ratio)
        return image

    def _at(self, place: QPointF) -> int | None:
        """The point that is nearest to a place, if one is near."""
        if not self._known().any():
            return None
        x, y = self._places()
        distance = np.where(self._known(), np.hypot(x - place.x(), y - place.y()), np.inf)
        found = int(np.argmin(distance))
        return found if distance[found] <= NEAR else None

    def _places(self) -> tuple[Numbers, Numbers]:
        """Where all points are on the widget."""
        area = self._area().adjusted(RIM, RIM, -RIM, -RIM)
        left, right = _range(self._x)
        bottom, top = _range(self._y)
        x = area.left() + (self._x - left) / (right - left) * area.width()
        return x, area.bottom() - (self._y - bottom) / (top - bottom) * area.height()

    def _known(self) -> NDArray[np.bool_]:
        return np.isfinite(self._x) & np.isfinite(self._y)

    def _area(self) -> QRectF:
        """The rectangle between the axes."""
        metrics = self.fontMetrics()
        labels = [short(value) for value in _range(self._y)]
        left = max(max(map(metrics.horizontalAdvance, labels)), 36) + 8
        height = metrics.height()
        return QRectF(self.rect()).adjusted(
            MARGIN + left, MARGIN + 2 * height, -MARGIN - 4, -2 * height - MARGIN
        )


def _range(values: Numbers) -> tuple[float, float]:
    """The least and the greatest known value; never the same."""
    known = values[np.isfinite(values)]
    if not known.size:
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    return (low, high) if high > low else (low - 0.5, low + 0.5)
