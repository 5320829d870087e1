"""The common parts of the lists at the right: a view with keyboard and mouse selection, and its frame."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.widgets.override import override
from app.widgets.theme import theme

ID = int(Qt.ItemDataRole.UserRole)
BESIDE = ID + 1  # a short text at the right of a row
MARGIN = 7  # pixels


class RowModel(QStandardItemModel):
    """Rows whose data a subclass provides on demand; Qt counts them, a thousand times faster than Python.

    A subclass stores its rows and keeps their number up to date with `insertRows` and `removeRows`.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 1, parent)

    def tell_changed(self, rows: Iterable[int]) -> None:
        """Reports that the data of these rows, sorted, changed."""
        for first, last in runs(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class BesideDelegate(QStyledItemDelegate):
    """Paints a row's text at the right (BESIDE), muted; the main text ends before it."""

    at_right = 0
    """Pixels left free to the right of that."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        beside = index.data(BESIDE)
        if not beside:
            return
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setPen(QColor("#ffffff" if chosen else theme().muted))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(area.adjusted(0, 0, -MARGIN - self.at_right, 0), right, beside)
        painter.restore()

    @override
    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        beside = option.fontMetrics.horizontalAdvance(index.data(BESIDE) or "")
        room = option.rect.width() - option.decorationSize.width() - beside - self.at_right - 4 * MARGIN
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideMiddle, room)


class ListView(QListView):
    """A list whose rows are chosen by click or arrow keys."""

    chosen = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.clicked.connect(self.chosen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        index = self.currentIndex()
        if index != before and index.isValid():
            self.chosen.emit(index)


def list_view(name: str) -> ListView:
    view = ListView()
    view.setItemDelegate(BesideDelegate(view))
    dress(view, name)
    return view


def dress(view: ListView, name: str) -> None:
    """Gives a list the common look, and its name for screen readers."""
    view.setUniformItemSizes(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setIconSize(QSize(14, 14))
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    view.setAccessibleName(name)


def panel_of(*widgets: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(4, 2, 4, 4)
    layout.setSpacing(4)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The first and last of each consecutive run of sorted numbers."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found
