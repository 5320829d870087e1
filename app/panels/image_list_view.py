"""The view of the image list: a table of one column, since Qt's list view checks every row for being hidden."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.panels.image_list_row import LOW, TALL, ImageDelegate
from app.widgets.override import override

SEVERAL = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
"""Modifiers with which a click or an arrow key selects instead of opening an image."""


class ImageView(QTableView):
    """Rows of equal height, chosen by click or arrow keys; with Shift or Ctrl several are selected instead."""

    chosen = Signal(QModelIndex)
    selected = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)  # highlights the row under the pointer
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setItemDelegate(ImageDelegate(self))
        self.show_tall(False)
        self._held = Qt.KeyboardModifier.NoModifier
        self.clicked.connect(lambda index: None if self._held & SEVERAL else self.chosen.emit(index))

    def show_tall(self, tall: bool) -> None:
        """Rows with room for a thumbnail, or without."""
        self.verticalHeader().setDefaultSectionSize(TALL if tall else LOW)

    def last_shown(self) -> int:
        """The last visible row; -1 if there is none."""
        last = self.rowAt(self.viewport().height() - 1)
        return last if last >= 0 else self.model().rowCount() - 1

    def selected_rows(self) -> list[tuple[int, int]]:
        """The first and last of each run of selected rows."""
        ranges = self.selectionModel().selection().toList()
        return sorted((found.top(), found.bottom()) for found in ranges)

    def show_row(self, index: QModelIndex) -> None:
        """Makes a row the current and only selected one, whatever keys are held: an action may have Ctrl in its key."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = event.modifiers()
        super().mouseReleaseEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        """While the list has the focus, selects all images, not all instances."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            wanted = event.matches(QKeySequence.StandardKey.SelectAll)
            event.setAccepted(wanted)
            return wanted
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        if event.key() in ends:  # a table uses these for the ends of a row
            end = self.model().index(ends[Qt.Key(event.key())], 0)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.selectionModel().select(
                    QItemSelection(before, end), QItemSelectionModel.SelectionFlag.Select
                )
                self.scrollTo(end)
            else:
                self.setCurrentIndex(end)
        else:
            super().keyPressEvent(event)
        index = self.currentIndex()
        if index != before and index.isValid() and not event.modifiers() & SEVERAL:
            self.chosen.emit(index)
