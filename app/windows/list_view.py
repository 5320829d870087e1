"""What the lists at the right have in common: a view that keys and clicks choose in, and how it is framed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

ID = int(Qt.ItemDataRole.UserRole)


class ListView(QListView):
    """A list whose rows are chosen by a click or by the arrow keys."""

    chosen = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        index = self.currentIndex()
        if index != before and index.isValid():
            self.chosen.emit(index)


def list_view(name: str) -> ListView:
    view = ListView()
    view.setUniformItemSizes(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setIconSize(QSize(14, 14))
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    view.setAccessibleName(name)
    return view


def panel_of(*widgets: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(4, 2, 4, 4)
    layout.setSpacing(4)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The first and last of each unbroken run of sorted numbers."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found
