"""The cells of the instance grid: what the model knows of each, and how one is painted."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotations.colors import Rgb
from annotations.records import REVIEWS, Review
from app.background.instance_crops import UNIT, Crop
from app.dialogs.grid_view import CELL
from app.document.instance_table import Ints, Rows, Sort, rows_of
from app.session.appearance import UNKNOWN
from app.session.instance_grid import GridWork
from app.translation import percent_text, tr
from app.widgets.brief import brief
from app.widgets.override import override
from app.widgets.theme import theme

CELL_DATA = int(Qt.ItemDataRole.UserRole)
PICTURE = 120
"""Pixels of the square in which an instance is shown."""
KEPT = 600
"""Pixmaps at hand, of about 56 KiB each."""
BADGE = 18
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Cell:
    """What is shown of an instance."""

    id: int
    name: str
    color: Rgb
    value: str
    review: Review
    crop: Crop | None
    is_broken: bool


class GridModel(QAbstractListModel):
    """The listed instances; everything about one is looked up when its cell is painted."""

    def __init__(self, grid: GridWork, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = grid
        self.ids: Ints = grid.ids
        self._categories: dict[int, tuple[str, Rgb]] = {}

    def take(self) -> None:
        """Takes the grid's list anew."""
        self.beginResetModel()
        self.ids = self._grid.ids
        self.look()
        self.endResetModel()

    def look(self) -> None:
        """Learns the names and colours of the categories."""
        document = self._grid.session.document
        categories = document.categories() if document is not None else []
        self._categories = {category.id: (category.name, category.color) for category in categories}

    def place(self, instance_id: int) -> int | None:
        """The number of an instance's cell; None if it is not listed."""
        found = np.flatnonzero(self.ids == instance_id)
        return int(found[0]) if len(found) else None

    def places(self, ids: Ints, among: range | None = None) -> Ints:
        """The numbers of the cells of instances, sorted, `among` some cells or all; those not listed are left out."""
        start, stop = (among.start, among.stop) if among is not None else (0, len(self.ids))
        return np.flatnonzero(np.isin(self.ids[start:stop], ids)) + start

    def runs(self, ids: Ints) -> list[tuple[int, int]]:
        """The first and last number of each run of cells of instances; there may be a million instances."""
        places = self.places(ids)
        if not len(places):
            return []
        ends = np.flatnonzero(np.diff(places) != 1)
        firsts, lasts = np.append(places[0], places[ends + 1]), np.append(places[ends], places[-1])
        return list(zip(firsts.tolist(), lasts.tolist(), strict=True))

    def rows(self, first: int, last: int) -> Rows:
        """What is known of the instances in some cells."""
        return rows_of(self._grid.table, self.ids[first:last])

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.ids):
            return None
        if role == CELL_DATA:
            return self._cell(int(self.ids[index.row()]))
        if role in (
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.DisplayRole,
        ):
            return self._about(int(self.ids[index.row()]))
        return None

    def _cell(self, number: int) -> Cell | None:
        rows = rows_of(self._grid.table, [number])
        if not len(rows):
            return None
        row = rows[0]
        category = int(row["category"])
        name, color = self._categories.get(category, (tr("unknown"), UNKNOWN))
        pictures = self._grid.pictures
        crop = pictures.get(number, int(row["image"]))
        value = _value(self._grid.query.sort, row, self._grid.oddness.get(number))
        return Cell(number, name, color, value, REVIEWS[int(row["review"])], crop, pictures.is_broken(number))

    def _about(self, number: int) -> str | None:
        cell, document = self._cell(number), self._grid.session.document
        row = rows_of(self._grid.table, [number])
        if cell is None or document is None or document.image_table.row_of(int(row["image"][0])) is None:
            return None
        size = f"{row['w'][0]} × {row['h'][0]}"
        said = [brief(cell.name), document.image(int(row["image"][0])).path, tr("{size} pixels", size=size)]
        if not np.isnan(row["score"][0]):
            said.append(tr("confidence {percent}", percent=percent_text(float(row["score"][0]))))
        if cell.review:
            said.append(review_words(cell.review))
        return "\n".join(said)


def review_words(review: Review) -> str:
    """A review, for display."""
    return {"": tr("not reviewed"), "verified": tr("verified"), "needs work": tr("needs work")}[review]


def _value(sort: Sort, row: np.void, odd: float | None) -> str:
    """What the list is sorted by, as a short text."""
    if sort in ("smallest", "largest"):
        return f"{row['w']}×{row['h']}"
    if sort == "oddest":
        return "" if odd is None else f"{odd:.1f}"
    score = float(row["score"])
    return "" if np.isnan(score) else percent_text(score)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: the crop with the outline in the category's colour, its name, a value, a mark of the review."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[tuple[int, Rgb], tuple[Crop, QPixmap]] = OrderedDict()

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return CELL

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL_DATA)
        if not isinstance(cell, Cell):
            return
        colors, area = theme(), QRect(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            painter.setPen(
                QPen(QColor(colors.text), 1.5)
                if state & QStyle.StateFlag.State_HasFocus
                else Qt.PenStyle.NoPen
            )
            painter.setBrush(QColor(colors.accent if chosen else colors.hover))
            painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -2, -2), 6, 6)
        place = QRectF(area.left() + (area.width() - PICTURE) / 2, area.top() + 8, PICTURE, PICTURE)
        self._paint_picture(painter, place, cell)
        if cell.review:
            _paint_badge(painter, place, cell.review)
        line = QRect(area.left() + 8, round(place.bottom()) + 6, area.width() - 16, 22)
        _paint_text(painter, line, cell, QColor("#ffffff") if chosen else None)
        painter.restore()

    def _paint_picture(self, painter: QPainter, place: QRectF, cell: Cell) -> None:
        if cell.crop is None:
            colors = theme()
            painter.setPen(QPen(QColor(colors.bad if cell.is_broken else colors.line), 1.5))
            painter.setBrush(QColor(colors.base))
            frame = place.adjusted(6, 6, -6, -6)
            painter.drawRoundedRect(frame, 4, 4)
            if cell.is_broken:
                inner = frame.adjusted(36, 36, -36, -36)
                painter.drawLine(inner.topLeft(), inner.bottomRight())
                painter.drawLine(inner.topRight(), inner.bottomLeft())
            return
        pixmap = self._pixmap(cell, painter.device().devicePixelRatioF())
        shown = QRectF(QPointF(0, 0), pixmap.deviceIndependentSize())
        shown.moveCenter(place.center())
        painter.drawPixmap(shown.topLeft(), pixmap)

    def _pixmap(self, cell: Cell, ratio: float) -> QPixmap:
        assert cell.crop is not None
        key = cell.id, cell.color
        found = self._kept.get(key)
        if found is None or found[0] is not cell.crop or found[1].devicePixelRatio() != ratio:
            found = self._kept[key] = cell.crop, painted(cell.crop, QColor(*cell.color), PICTURE, ratio)
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found[1]


def painted(crop: Crop, color: QColor, side: int, ratio: float) -> QPixmap:
    """A crop with its outline, the longer side of `side` logical pixels, at a screen's density."""
    scale = side / max(crop.size)
    height, width = (max(1, round(length * scale * ratio)) for length in crop.size)
    pixmap = QPixmap(width, height)
    pixmap.fill(QColor(theme().base))
    with QPainter(pixmap) as painter:
        image = QImage.fromData(crop.jpeg, "JPEG")  # type: ignore[arg-type]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, width, height), image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(width / crop.size[1] / UNIT, height / crop.size[0] / UNIT)
        path = QPainterPath()
        for ring in crop.rings:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
            path.closeSubpath()
        for edge, pen_width in ((QColor(0, 0, 0, 150), 3.0 * ratio), (color, 1.5 * ratio)):
            pen = QPen(edge, pen_width)
            pen.setCosmetic(True)
            painter.strokePath(path, pen)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _paint_text(painter: QPainter, line: QRect, cell: Cell, color: QColor | None) -> None:
    colors = theme()
    painter.setPen(QPen(QColor("#ffffff"), 1) if color is not None else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(*cell.color))
    painter.drawEllipse(QPointF(line.left() + 5, line.center().y() + 0.5), 5, 5)
    metrics = painter.fontMetrics()
    beside = metrics.horizontalAdvance(cell.value)
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    painter.setPen(color or QColor(colors.muted))
    painter.drawText(line, middle | int(Qt.AlignmentFlag.AlignRight), cell.value)
    room = line.adjusted(15, 0, -beside - 6, 0)
    painter.setPen(color or QColor(colors.text))
    name = metrics.elidedText(cell.name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignLeft), name)


def _paint_badge(painter: QPainter, place: QRectF, review: Review) -> None:
    """A tick on green for verified, a stroke and a dot on amber for needs work, in the corner."""
    colors = theme()
    spot = QRectF(place.right() - BADGE - 3, place.top() + 3, BADGE, BADGE)
    painter.setPen(QPen(QColor("#ffffff"), 1.5))
    painter.setBrush(QColor(colors.good if review == "verified" else colors.warn))
    painter.drawEllipse(spot)
    pen = QPen(QColor("#ffffff"), 2.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    x, y = spot.left(), spot.top()
    if review == "verified":
        painter.drawPolyline([QPointF(x + 5, y + 9.5), QPointF(x + 8, y + 12.5), QPointF(x + 13, y + 6)])
    else:
        painter.drawLine(QPointF(x + 9, y + 4.5), QPointF(x + 9, y + 9.5))
        painter.drawPoint(QPointF(x + 9, y + 13.3))
