"""The palette: finds any action by its name and does it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.actions import BY_NAME, keys_text
from app.translation import tr
from app.windows.override import override
from app.windows.shortcuts import Shortcuts

NAME = int(Qt.ItemDataRole.UserRole)


class ActionPalette(QDialog):
    """Closes when something was chosen, or on Esc. Actions that are not possible now are grey."""

    def __init__(self, parent: QWidget, actions: dict[str, QAction], shortcuts: Shortcuts) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = actions
        self._shortcuts = shortcuts
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("What do you want to do?"))
        self.search.setAccessibleName(tr("What do you want to do?"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Actions"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.resize(520, 380)
        self.move(parent.mapToGlobal(QPoint((parent.width() - 520) // 2, 90)))
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
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return False

    def _fill(self, text: str) -> None:
        self.list.clear()
        words = text.casefold().split()
        for name, action in self._actions.items():
            title = f"{tr(BY_NAME[name].menu)}: {tr(BY_NAME[name].text)}"
            if not all(word in title.casefold() for word in words) or name == "palette":
                continue
            keys = keys_text(self._shortcuts.action(name))
            item = QListWidgetItem(f"{title}    {keys}" if keys else title)
            item.setData(NAME, name)
            if not action.isEnabled():
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        for row in range(self.list.count()):
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.list.setCurrentRow(row)
                break

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        action = self._actions[item.data(NAME)]
        self.close()
        action.trigger()
