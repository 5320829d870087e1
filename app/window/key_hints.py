"""Names the keys that the actions have now, wherever the window speaks of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.actions import Action
from app.translation import use_keys

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


@runtime_checkable
class NamesKeys(Protocol):
    """A part of the window, a dialog of it, or what lies over it, that names keys of actions."""

    def show_keys(self, table: tuple[Action, ...]) -> None:
        """Says all anew; `table` has all actions with the keys that they have now."""


def show_keys_everywhere(window: MainWindow) -> None:
    """Gives the actions their keys, and has every part of the window name them."""
    table = window.shortcuts.actions()
    use_keys(table)
    window.show_keys(table)
    over = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for part in (window.bar, window.welcome, window.category_list, window.banners, *over):
        if isinstance(part, NamesKeys):
            part.show_keys(table)
    window.status.show_hint()
    window.refresh_soon()
