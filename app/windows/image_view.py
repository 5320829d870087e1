"""The view of the list of images: a table of one column, since Qt's list asks of every row whether it is hidden."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.windows.image_delegate import LOW, TALL, ImageDelegate
from app.windows.override import override


class ImageView(QTableView):
    """Rows of one height, chosen by a click or by the arrow keys."""

    chosen = Signal(QModelIndex)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)  # the row under the pointer is shown so
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        self.clicked.connect(self.chosen)

    def show_tall(self, tall: bool) -> None:
        """Rows with room for a thumbnail, or without."""
        self.verticalHeader().setDefaultSectionSize(TALL if tall else LOW)

    def last_shown(self) -> int:
        """The last row on the screen; -1: there is none."""
        last = self.rowAt(self.viewport().height() - 1)
        return last if last >= 0 else self.model().rowCount() - 1

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        if event.key() in ends:  # a table takes these for the ends of the row
            self.setCurrentIndex(self.model().index(ends[Qt.Key(event.key())], 0))
        else:
            super().keyPressEvent(event)
        index = self.currentIndex()
        if index != before and index.isValid():
            self.chosen.emit(index)
