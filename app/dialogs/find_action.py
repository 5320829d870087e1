"""The palette: finds any action by name and runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QWidget

from app.actions import BY_NAME, keys_text
from app.dialogs.finder import Entry, Palette
from app.session.appearance import Choice
from app.shortcuts import Shortcuts
from app.translation import tr
from app.widgets.brief import brief
from app.widgets.icons import swatch


class ActionPalette(Palette):
    """All actions with their menus and keys; those not possible now are grey.

    Below them come matching `choices`, the categories; `give` is called with the chosen one.
    """

    def __init__(
        self,
        parent: QWidget,
        actions: Mapping[str, QAction],
        shortcuts: Shortcuts,
        choices: Sequence[Choice] = (),
        give: Callable[[str], None] = lambda _name: None,
    ) -> None:
        self._actions = actions
        self._shortcuts = shortcuts
        self._choices, self._give = choices, give
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
        for choice in self._choices if words else ():
            title = tr("Category: {name}", name=brief(choice.name))
            if all(word in title.casefold() for word in words):
                found.append(
                    Entry(title, partial(self._give, choice.name), icon=swatch(QColor(*choice.color)))
                )
        return found
