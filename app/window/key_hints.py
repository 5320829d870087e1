"""Updates the keys shown throughout the window to the current ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.actions import Action
from app.shortcuts import Shortcuts
from app.translation import use_keys
from app.window.frame import Frame


@runtime_checkable
class NamesKeys(Protocol):
    """A part of the window, a dialog or an overlay that shows keys of actions."""

    def show_keys(self, table: tuple[Action, ...]) -> None:
        """Updates the shown keys; `table` has all actions with their current keys."""


class KeyHints:
    """Knows the parts of one window that show keys."""

    def __init__(self, frame: Frame, shortcuts: Shortcuts, parts: Sequence[NamesKeys]) -> None:
        self._frame, self._shortcuts, self._parts = frame, shortcuts, parts

    def show(self) -> None:
        """Sets the actions' keys, and updates every part of the window and its overlays."""
        table = self._shortcuts.actions()
        use_keys(table)
        self._frame.show_keys(table)
        over = self._frame.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for part in (*self._parts, *(widget for widget in over if isinstance(widget, NamesKeys))):
            part.show_keys(table)
