"""The shortcuts dialog: changes the keys of any action, explains conflicts, exports and imports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.errors import explain
from annotations.files import atomic_file
from app.actions import MENUS, keys_text
from app.shortcuts import Shortcuts
from app.translation import tr

NAME = int(Qt.ItemDataRole.UserRole)
MOST_BYTES = 1_000_000


class ShortcutsDialog(QDialog):
    """Changes apply at once."""

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Shortcuts"))
        self.resize(620, 560)
        self._shortcuts = shortcuts
        self._items: dict[str, QTreeWidgetItem] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find an action or a key"))
        self.search.setAccessibleName(tr("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Actions and keys"))
        self.tree.setHeaderLabels([tr("Action"), tr("Keys")])
        self.tree.setColumnWidth(0, 360)
        self.tree.setUniformRowHeights(True)
        self.editor = QKeySequenceEdit()
        self.editor.setMaximumSequenceLength(1)
        self.editor.setClearButtonEnabled(True)
        self.editor.setAccessibleName(tr("New key"))
        self.replace_button = self._button(tr("Replace"), self._replace)
        self.add_button = self._button(tr("Add"), self._add)
        self.clear_button = self._button(tr("Remove"), lambda: self._give(()))
        self.reset_button = self._button(tr("Default"), self._reset)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(2 * self.said.fontMetrics().height())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for title, act in (
            (tr("Reset all"), self._reset_all),
            (tr("Import…"), self._import),
            (tr("Export…"), self._export),
        ):
            buttons.addButton(self._button(title, act), QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("New key")))
        row.addWidget(self.editor, 1)
        for button in (self.replace_button, self.add_button, self.clear_button, self.reset_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        layout.addLayout(row)
        layout.addWidget(self.said)
        layout.addWidget(buttons)
        self.search.textChanged.connect(self._fill)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._show_possible())
        self.tree.itemActivated.connect(lambda _item, _column: self.editor.setFocus())
        self.editor.keySequenceChanged.connect(lambda _keys: self._show_possible())
        self._fill()
        self.search.setFocus()

    @property
    def chosen(self) -> str | None:
        """The name of the selected action."""
        item = self.tree.currentItem()
        return item.data(0, NAME) if item is not None else None

    def choose(self, name: str) -> None:
        """Selects an action."""
        if name in self._items:
            self.tree.setCurrentItem(self._items[name])

    # -- display

    def _fill(self, _text: str = "") -> None:
        chosen, words = self.chosen, self.search.text().casefold().split()
        self._items.clear()
        self.tree.clear()
        for menu in MENUS:
            group = QTreeWidgetItem([tr(menu), ""])
            for action in self._shortcuts.actions():
                title, keys = tr(action.text), keys_text(action)
                found = f"{tr(menu)} {title} {keys}".casefold()
                if action.menu != menu or not all(word in found for word in words):
                    continue
                item = QTreeWidgetItem([title, keys])
                item.setData(0, NAME, action.name)
                item.setToolTip(0, tr(action.help))
                font = item.font(1)
                font.setBold(self._shortcuts.is_changed(action.name))
                item.setFont(1, font)
                group.addChild(item)
                self._items[action.name] = item
            if group.childCount():
                self.tree.addTopLevelItem(group)
        self.tree.expandAll()
        if chosen is not None:
            self.choose(chosen)
        self._show_possible()

    def _show_possible(self) -> None:
        name, key = self.chosen, self._key()
        self.editor.setEnabled(name is not None)
        self.replace_button.setEnabled(name is not None and key is not None)
        self.add_button.setEnabled(name is not None and key is not None)
        self.clear_button.setEnabled(name is not None and bool(self._shortcuts.keys(name)))
        self.reset_button.setEnabled(name is not None and self._shortcuts.is_changed(name))

    def _key(self) -> str | None:
        return self.editor.keySequence().toString(QKeySequence.SequenceFormat.PortableText) or None

    # -- changes

    def _replace(self) -> None:
        key = self._key()
        if key is not None:
            self._give((key,))

    def _add(self) -> None:
        key = self._key()
        if key is not None and self.chosen is not None:
            self._give((*self._shortcuts.keys(self.chosen), key))

    def _give(self, keys: tuple[str, ...]) -> None:
        name = self.chosen
        if name is not None:
            self._try(lambda: self._shortcuts.give(name, keys))

    def _reset(self) -> None:
        name = self.chosen
        if name is not None:
            self._try(lambda: self._shortcuts.reset(name))

    def _reset_all(self) -> None:
        self._try(self._shortcuts.reset)

    def _try(self, act: Callable[[], None], said: str = "") -> None:
        try:
            act()
        except ValueError as error:
            self.said.setText(tr(str(error)))
        else:
            self.said.setText(said)
            self.editor.clear()
        self._fill()

    def _export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Export shortcuts"), "shortcuts.json", tr("Shortcuts (*.json)")
        )
        if name:
            try:
                with atomic_file(name) as file:
                    file.write(self._shortcuts.text().encode())
            except OSError as error:
                self.said.setText(tr("{path}: {reason}", path=name, reason=tr(explain(error))))
            else:
                self.said.setText(tr("Shortcuts exported to {path}.", path=name))

    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Import shortcuts"), "", tr("Shortcuts (*.json);;All files (*)")
        )
        if not name:
            return
        try:
            if Path(name).stat().st_size > MOST_BYTES:
                raise ValueError(tr("This file contains no shortcuts for this program."))
            text = Path(name).read_text("utf-8")
        except OSError as error:
            self.said.setText(tr("{path}: {reason}", path=name, reason=tr(explain(error))))
        except ValueError:  # or not UTF-8
            self.said.setText(tr("This file contains no shortcuts for this program."))
        else:
            self._try(lambda: self._shortcuts.read(text), tr("Shortcuts imported from {path}.", path=name))

    def _button(self, title: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(title)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: act())
        return button
