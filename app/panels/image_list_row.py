"""Paints a row of the image list: thumbnail, name, and facts about the image below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.panels.image_list_model import BROKEN, FACTS, THUMBNAIL, ImageModel, status_color
from app.widgets.override import override
from app.widgets.theme import theme

PICTURE = (52, 36)
TALL, LOW = 44, 24
SPOT = 10


class ImageDelegate(QStyledItemDelegate):
    """Rows are TALL with thumbnails and LOW without. The name of the image shown is bold."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, ImageModel)
        t = theme()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent if chosen else t.hover))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 4, 4)
        text = QColor("#ffffff") if chosen else QColor(t.text)
        left = area.left() + 6
        if model.thumbnails is not None:
            place = QRectF(left, area.center().y() - PICTURE[1] / 2 + 0.5, *PICTURE)
            _paint_thumbnail(painter, place, index.data(THUMBNAIL))
            left += PICTURE[0] + 8
        spot = QRectF(left, area.center().y() - SPOT / 2 + 0.5, SPOT, SPOT)
        lines = _lines(area, left + SPOT + 6, model.thumbnails is not None)
        if len(lines) > 1:
            spot.moveCenter(QPointF(spot.center().x(), lines[0].center().y()))
        painter.setPen(QPen(QColor("#ffffff"), 1) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(status_color(str(index.data(FACTS)[0]))))
        painter.drawEllipse(spot)
        painter.setPen(text)
        plain, font = painter.font(), painter.font()
        font.setBold(isinstance(index.data(Qt.ItemDataRole.FontRole), QFont))
        painter.setFont(font)
        aligned = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, lines[0].width())
        painter.drawText(lines[0], aligned, name)
        if len(lines) > 1:
            painter.setPen(text if chosen else QColor(t.muted))
            plain.setPointSizeF(plain.pointSizeF() * 0.88)
            painter.setFont(plain)
            facts = "  ·  ".join(index.data(FACTS)[1:])
            facts = painter.fontMetrics().elidedText(facts, Qt.TextElideMode.ElideRight, lines[1].width())
            painter.drawText(lines[1], aligned, facts)
        painter.restore()


def _lines(area: QRect, left: int, two: bool) -> list[QRect]:
    width = area.right() - left - 4
    if not two:
        return [QRect(left, area.top(), width, area.height())]
    half = area.height() // 2
    return [
        QRect(left, area.top() + 3, width, half - 2),
        QRect(left - SPOT - 6, area.top() + half, width + SPOT + 6, half - 3),
    ]


def _paint_thumbnail(painter: QPainter, place: QRectF, picture: QPixmap | str | None) -> None:
    t = theme()
    if isinstance(picture, QPixmap):
        size = picture.deviceIndependentSize().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRectF(QPointF(0, 0), size)
        shown.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(shown, picture, QRectF(picture.rect()))
        return
    painter.setPen(QPen(QColor(t.bad if picture == BROKEN else t.line), 1.5))
    painter.setBrush(QColor(t.base))
    frame = place.adjusted(6, 2, -6, -2)
    painter.drawRoundedRect(frame, 3, 3)
    if picture == BROKEN:
        inner = frame.adjusted(8, 6, -8, -6)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
