"""The palette: finds any action by its name and does it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.actions import BY_NAME, keys_text
from app.translation import tr
from app.windows.palette import Entry, Palette
from app.windows.shortcuts import Shortcuts


class ActionPalette(Palette):
    """All actions with their menus and keys; those that are not possible now are grey."""

    def __init__(self, parent: QWidget, actions: dict[str, QAction], shortcuts: Shortcuts) -> None:
        self._actions = actions
        self._shortcuts = shortcuts
        super().__init__(parent, tr("What do you want to do?"), tr("Actions"), self._entries_for)

    def _entries_for(self, text: str) -> list[Entry]:
        words = text.casefold().split()
        found = []
        for name, action in self._actions.items():
            title = tr("{menu}: {action}", menu=tr(BY_NAME[name].menu), action=tr(BY_NAME[name].text))
            if name == "palette" or not all(word in title.casefold() for word in words):
                continue
            keys = keys_text(self._shortcuts.action(name))
            found.append(Entry(f"{title}    {keys}" if keys else title, action.trigger, action.isEnabled()))
        return found
