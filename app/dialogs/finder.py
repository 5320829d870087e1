"""A search field with a list below it; Enter takes the first match."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.records import LONGEST_NAME
from app.translation import tr
from app.widgets.override import override

NUMBER = int(Qt.ItemDataRole.UserRole)
WIDTH, MOST_ROWS = 520, 12


@dataclass(frozen=True)
class Entry:
    """One row: its text, its action, and whether that is possible now."""

    title: str
    run: Callable[[], None]
    possible: bool = True
    icon: QIcon | None = None


class Palette(QDialog):
    """Closes when a row is chosen, or on Esc. Rows that are not possible now are grey.

    `find` returns the rows for a typed text, best first.
    """

    def __init__(self, parent: QWidget, question: str, name: str, find: Callable[[str], list[Entry]]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._find = find
        self._entries: list[Entry] = []
        self.search = QLineEdit()
        self.search.setMaxLength(LONGEST_NAME)
        self.search.setPlaceholderText(question)
        self.search.setAccessibleName(question)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame = QFrame()
        frame.setObjectName("pop_up")
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(8, 8, 8, 8)
        rows.addWidget(self.search)
        rows.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # no larger than its content
        self.search.setFixedWidth(WIDTH)
        self.move(parent.mapToGlobal(QPoint((parent.width() - WIDTH) // 2, 90)))
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(lambda: self._choose(self.list.currentItem()))
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        self._fill("")
        self.search.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self._go(step)
                return True
        return False

    def _go(self, step: int) -> None:
        """Moves to the next (1) or previous (-1) possible row, wrapping around."""
        count, at = self.list.count(), self.list.currentRow()
        rows = [(at + step * number) % count for number in range(1, count + 1)]
        row = next((r for r in rows if self.list.item(r).flags() & Qt.ItemFlag.ItemIsEnabled), None)
        if row is not None:
            self.list.setCurrentRow(row)

    def _fill(self, text: str) -> None:
        self._entries = self._find(text)
        self.list.clear()
        for number, entry in enumerate(self._entries):
            item = QListWidgetItem(entry.title)
            item.setData(NUMBER, number)
            if entry.icon is not None:
                item.setIcon(entry.icon)
            if not entry.possible:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        if not self._entries:
            item = QListWidgetItem(tr("No matches"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        rows = min(self.list.count(), MOST_ROWS)
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth())
        for row in range(self.list.count()):
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(row)
                break

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        entry = self._entries[item.data(NUMBER)]
        self.close()
        entry.run()
