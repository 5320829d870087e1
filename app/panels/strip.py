"""The strip: one thumbnail per step of the sequence, with category, confidence and outcome."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.colors import Rgb
from annotations.masks import Mask
from app.rendering.outlines import paint_mask
from app.rendering.pictures import Picture
from app.translation import percent_text, tr
from app.widgets.list_view import RowModel
from app.widgets.override import override
from app.widgets.theme import theme

THUMB, WORDS = 54, 62  # pixels: a thumbnail's side, and the width of the text beside it
KEPT = 100  # painted items: about 3 MB, or 12 on a screen of double density
ITEM = QSize(THUMB + WORDS + 18, THUMB + 8)
SCROLL_BAR = 10
COLLAPSE_MS = 800
"""How long the strip stays open without steps, so that the image keeps its height between images."""
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class StripItem:
    """One step as shown in the strip. `sure` is the objectness; None for drawn instances."""

    step_id: int
    number: int
    mask: Mask
    name: str
    color: Rgb
    outcome: str
    outcome_words: str
    sure: float | None
    current: bool


class _Model(RowModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[StripItem, ...] = ()

    def replace(self, items: tuple[StripItem, ...]) -> None:
        """Sets other items, notifying the view only of changes."""
        old, shared = self.items, min(len(self.items), len(items))
        self.items = items
        if len(items) > len(old):
            self.insertRows(len(old), len(items) - len(old))
        elif len(items) < len(old):
            self.removeRows(len(items), len(old) - len(items))
        self.tell_changed([row for row in range(shared) if old[row] is not items[row]])

    @override
    def data(self, index: AnyIndex, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _about(item)
        return None


class _Painter(QStyledItemDelegate):
    """Paints items, caching each one until the image changes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture: Picture | None = None
        self.kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return ITEM

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        item: StripItem = index.data(ITEM_ROLE)
        ratio = max(painter.device().devicePixelRatio(), 1.0)
        key = (item, theme(), painter.font().key(), ratio)
        pixmap = self.kept.get(key)
        if pixmap is not None:
            self.kept.move_to_end(key)
        else:
            pixmap = self.kept[key] = self._painted(item, painter.font(), ratio)
            if len(self.kept) > KEPT:
                self.kept.popitem(last=False)
        painter.drawPixmap(option.rect.topLeft(), pixmap)

    def _painted(self, item: StripItem, font: QFont, ratio: float) -> QPixmap:
        pixmap = QPixmap(ITEM * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        t = theme()
        painter = QPainter(pixmap)
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.current:
            painter.setBrush(QColor(t.hover))
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRoundedRect(QRectF(1, 1, ITEM.width() - 2, ITEM.height() - 2), 6, 6)
        thumb = QRect(5, 4, THUMB, THUMB)
        if item.outcome in ("rejected", "skipped"):
            painter.setOpacity(0.45)
        painter.drawPixmap(thumb, _draw_thumb(self.picture, item, ratio))
        painter.setOpacity(1.0)
        _paint_badge(painter, QPointF(thumb.right() - 8, thumb.top() + 9), item.outcome)
        _paint_words(painter, item)
        painter.end()
        return pixmap


def _paint_words(painter: QPainter, item: StripItem) -> None:
    t = theme()
    font = painter.font()
    font.setPointSizeF(max(font.pointSizeF() - 0.5, 7.0))
    painter.setFont(font)
    metrics = QFontMetrics(font)
    line = QRect(THUMB + 11, ITEM.height() // 2 - metrics.height() - 1, WORDS, metrics.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(*item.color))
    painter.drawEllipse(QPointF(line.x() + 4, line.center().y() + 1), 3.5, 3.5)
    painter.setPen(QColor(t.text))
    name = metrics.elidedText(item.name, Qt.TextElideMode.ElideRight, WORDS - 12)
    painter.drawText(line.adjusted(12, 0, 0, 0), int(Qt.AlignmentFlag.AlignLeft), name)
    painter.setPen(QColor(t.muted))
    line.translate(0, metrics.height() + 2)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), str(item.number))
    words = percent_text(item.sure) if item.sure is not None else tr("drawn")
    painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), words)


class Strip(QListView):
    """Scrolls sideways; `stepChosen` carries the clicked step. Without steps it is one line of text."""

    stepChosen = Signal(int)  # noqa: N815
    menuWanted = Signal()  # noqa: N815  (for the step just chosen)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self._painter = _Painter(self)
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self._closing = QTimer(self)
        self._closing.setSingleShot(True)
        self._closing.setInterval(COLLAPSE_MS)
        self._closing.timeout.connect(lambda: self._open(False))
        self._open(False)
        self.setAccessibleName(tr("Steps"))
        self.empty_text = ""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self.clicked.connect(lambda index: self.stepChosen.emit(index.data(ITEM_ROLE).step_id))

    @property
    def items(self) -> tuple[StripItem, ...]:
        return self._model.items

    def show_items(
        self,
        items: tuple[StripItem, ...],
        picture: Picture | None,
        empty_text: str,
        expecting: bool = False,
    ) -> None:
        """Shows the steps of an image; `expecting` means that a step is about to arrive."""
        if items or expecting:
            self._closing.stop()
            self._open(True)
        elif self.is_open and not self._closing.isActive():
            self._closing.start()
        if self._painter.picture is not picture:
            self._painter.picture = picture
            self.forget()
        if items == self.items and empty_text == self.empty_text:
            return
        before = next((item.number for item in self.items if item.current), None)
        grew = len(items) > len(self.items)
        self._model.replace(items)
        if empty_text != self.empty_text:
            self.empty_text = empty_text
            self.viewport().update()
        current = next((row for row, item in enumerate(items) if item.current), None)
        if current is not None and (grew or items[current].number != before):
            self.scrollTo(self._model.index(current, 0))
        elif current is None and items:
            self.scrollToBottom()

    @property
    def is_open(self) -> bool:
        """Whether it has the height of steps rather than of one line."""
        return self.height() >= ITEM.height()

    def _open(self, wide: bool) -> None:
        line = self.fontMetrics().height() + 8
        self.setFixedHeight(ITEM.height() + SCROLL_BAR + 2 if wide else line)

    def forget(self) -> None:
        """Drops the cache; visible items are repainted."""
        self._painter.kept.clear()
        self.viewport().update()

    @property
    def kept(self) -> int:
        """The number of cached items."""
        return len(self._painter.kept)

    def _menu_at(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            self.stepChosen.emit(index.data(ITEM_ROLE).step_id)
            self.menuWanted.emit()

    @override
    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        if not self.items and self.empty_text:
            with QPainter(self.viewport()) as painter:
                painter.setPen(QColor(theme().muted))
                room = self.viewport().rect().adjusted(8, 0, -8, 0)
                words = painter.fontMetrics().elidedText(
                    self.empty_text, Qt.TextElideMode.ElideRight, room.width()
                )
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    @override
    def wheelEvent(self, event: Any) -> None:
        bar = self.horizontalScrollBar()
        delta = event.angleDelta()
        bar.setValue(bar.value() - int((delta.y() or delta.x()) * 0.7))
        event.accept()


def _about(item: StripItem) -> str:
    """Describes a step in a sentence."""
    number, name, outcome = item.number, item.name, item.outcome_words
    if item.sure is None:
        return tr(
            "Step {number}: {name}, {outcome}. Click to go back to it.",
            number=number,
            name=name,
            outcome=outcome,
        )
    return tr(
        "Step {number}: {name}, object {percent}, {outcome}. Click to go back to it.",
        number=number,
        name=name,
        percent=percent_text(item.sure),
        outcome=outcome,
    )


def _draw_thumb(picture: Picture | None, item: StripItem, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(THUMB, THUMB) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(theme().base))
    if item.mask.is_empty:
        return pixmap
    x0, y0, x1, y1 = item.mask.bbox
    side = max(x1 - x0, y1 - y0, 12) * 1.35
    left, top = (x0 + x1 - side) / 2, (y0 + y1 - side) / 2
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = THUMB / side
    if picture is not None:
        a, b = max(left, 0.0), max(top, 0.0)
        c, d = min(left + side, picture.width), min(top + side, picture.height)
        if c > a and d > b:
            level = picture.level_for(scale * ratio)
            target = QRectF((a - left) * scale, (b - top) * scale, (c - a) * scale, (d - b) * scale)
            painter.drawImage(target, picture.levels[level], picture.part(level, a, b, c, d))
    painter.scale(scale, scale)
    painter.translate(-left, -top)
    paint_mask(painter, item.mask, QColor(*item.color), 60, 1.8)
    painter.end()
    return pixmap


def _paint_badge(painter: QPainter, at: QPointF, outcome: str) -> None:
    t = theme()
    colors = {"accepted": t.good, "fixed": t.accent, "rejected": t.bad, "skipped": t.muted, "drawn": t.drawn}
    if outcome not in colors:
        return
    painter.setPen(QPen(QColor(t.panel), 1.5))
    painter.setBrush(QColor(colors[outcome]))
    painter.drawEllipse(at, 8, 8)
    pen = QPen(QColor("white"), 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    lines = {
        "accepted": [(-3.5, 0.3, -1, 2.8), (-1, 2.8, 3.6, -2.6)],
        "fixed": [(-3, 3, 2, -2), (2.6, -2.6, 3.4, -3.4), (-3, 3, -3.2, 3.2)],
        "rejected": [(-2.7, -2.7, 2.7, 2.7), (-2.7, 2.7, 2.7, -2.7)],
        "skipped": [(-3, -2.6, -0.4, 0), (-0.4, 0, -3, 2.6), (0.8, -2.6, 3.4, 0), (3.4, 0, 0.8, 2.6)],
        "drawn": [
            (0, -3.6, 3.4, -1.1),
            (3.4, -1.1, 2.1, 2.9),
            (2.1, 2.9, -2.1, 2.9),
            (-2.1, 2.9, -3.4, -1.1),
            (-3.4, -1.1, 0, -3.6),
        ],
    }[outcome]
    for x0, y0, x1, y1 in lines:
        painter.drawLine(at + QPointF(x0, y0), at + QPointF(x1, y1))
