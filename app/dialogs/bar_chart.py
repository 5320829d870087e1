"""A bar chart, painted directly: a plotting library would take longer to load than the program."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.document.figures import Chart
from app.translation import tr
from app.widgets.override import override
from app.widgets.theme import theme

LEAST = QSize(300, 190)
TITLE, MARGIN, GAP = 26, 12, 0.28
LEFT_LABELS = 0.34  # maximum share of the width for the labels of horizontal bars


class ChartView(QWidget):
    """Shows one chart; hovering over a bar shows its figures, and screen readers read all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.chart = Chart("", ())

    def show_chart(self, chart: Chart) -> None:
        self.chart = chart
        self.setAccessibleName(tr(chart.title))
        self.setAccessibleDescription("; ".join([tr(bar.said) for bar in chart.bars]))
        self.update()

    # -- internals

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for number, place in enumerate(self._places()):
                if place.contains(QPointF(event.pos())):
                    QToolTip.showText(event.globalPos(), tr(self.chart.bars[number].said), self)
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        t = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.setBrush(QColor(t.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        head = QRectF(MARGIN, 4, self.width() - 2 * MARGIN, TITLE)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        note = tr(self.chart.note)
        painter.setPen(QColor(t.muted))
        painter.drawText(head, middle | int(Qt.AlignmentFlag.AlignRight), note)
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(t.text))
        room = int(head.width() - self.fontMetrics().horizontalAdvance(note) - 12)
        title = painter.fontMetrics().elidedText(tr(self.chart.title), Qt.TextElideMode.ElideRight, room)
        painter.drawText(head, middle, title)
        painter.setFont(self.font())
        if not self.chart.bars:
            painter.setPen(QColor(t.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("No data yet"))
        elif self.chart.lying:
            self._paint_lying(painter)
        else:
            self._paint_standing(painter)

    def _places(self) -> Iterator[QRectF]:
        """The slots of the bars, over the full length."""
        area = self._area()
        count = len(self.chart.bars)
        for number in range(count):
            if self.chart.lying:
                height = area.height() / count
                yield QRectF(MARGIN, area.top() + number * height, self.width() - 2 * MARGIN, height)
            else:
                width = area.width() / count
                yield QRectF(area.left() + number * width, TITLE, width, self.height() - TITLE)

    def _area(self) -> QRectF:
        """The rectangles of the bars."""
        metrics = self.fontMetrics()
        area = QRectF(self.rect()).adjusted(MARGIN, TITLE + 8, -MARGIN, -MARGIN)
        if not self.chart.lying:
            left = metrics.horizontalAdvance(f"{_top(self._highest()):,.0f}") + 8
            return area.adjusted(left, 6, 0, -metrics.height() - 2)
        longest = max((metrics.horizontalAdvance(bar.label) for bar in self.chart.bars), default=0)
        right = metrics.horizontalAdvance(f"{self._highest():,.0f}") + 8
        return area.adjusted(min(longest + 10, area.width() * LEFT_LABELS), 0, -right, 0)

    def _highest(self) -> float:
        return max((bar.value for bar in self.chart.bars), default=0.0)

    def _paint_lying(self, painter: QPainter) -> None:
        t, area = theme(), self._area()
        most = max(self._highest(), 1.0)
        for bar, place in zip(self.chart.bars, self._places(), strict=True):
            height = min(place.height() * (1 - GAP), 22.0)
            shape = QRectF(
                area.left(), place.center().y() - height / 2, area.width() * bar.value / most, height
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent))
            painter.drawRoundedRect(shape, 2, 2)
            label = QRectF(MARGIN, place.top(), area.left() - MARGIN - 8, place.height())
            text = self.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideMiddle, int(label.width()))
            painter.setPen(QColor(t.text))
            painter.drawText(label, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
            painter.setPen(QColor(t.muted))
            value = QRectF(shape.right() + 6, place.top(), self.width() - shape.right(), place.height())
            painter.drawText(value, int(Qt.AlignmentFlag.AlignVCenter), f"{bar.value:,.0f}")

    def _paint_standing(self, painter: QPainter) -> None:
        t, area = theme(), self._area()
        top = _top(self._highest())
        for part in (0.0, 0.5, 1.0):
            y = area.bottom() - part * area.height()
            painter.setPen(
                QPen(QColor(t.line), 1, Qt.PenStyle.SolidLine if part == 0 else Qt.PenStyle.DotLine)
            )
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(t.muted))
            box = QRectF(0, y - 9, area.left() - 6, 18)
            aligned = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(box, aligned, f"{top * part:,.0f}")
        widest = max(self.fontMetrics().horizontalAdvance(bar.label) for bar in self.chart.bars) + 8
        every = max(1, math.ceil(widest * len(self.chart.bars) / area.width()))
        for number, (bar, place) in enumerate(zip(self.chart.bars, self._places(), strict=True)):
            width = min(place.width() * (1 - GAP), 60.0)
            height = area.height() * bar.value / top
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent))
            painter.drawRoundedRect(
                QRectF(place.center().x() - width / 2, area.bottom() - height, width, height), 2, 2
            )
            if number % every == 0:
                painter.setPen(QColor(t.muted))
                below = QRectF(
                    place.center().x() - widest, area.bottom() + 2, 2 * widest, self.fontMetrics().height()
                )
                painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), bar.label)


def _top(highest: float) -> float:
    """The next round, even number that is not lower."""
    if highest <= 2:
        return 2.0
    size = 10.0 ** math.floor(math.log10(highest))
    return next(size * step for step in (1, 2, 4, 6, 8, 10) if size * step >= highest)
