"""Keeps the window in the colours of the chosen theme, or the desktop's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QApplication

from app.settings import Settings
from app.widgets.theme import Theme, apply_theme
from app.window.frame import Frame


class Restyles(Protocol):
    """A part of the window that uses the theme's colours in its own drawing."""

    def restyle(self) -> None:
        """Redraws in the current colours."""


class Look:
    """`parts` do their own drawing; the icons of the frame's actions are updated too."""

    def __init__(self, frame: Frame, settings: Settings, parts: Sequence[Restyles]) -> None:
        self._frame, self._settings, self._parts = frame, settings, parts
        self._theme: Theme | None = None  # the theme that the parts are drawn in

    def apply(self) -> None:
        """Applies the theme in the settings; "system" is the desktop's current one."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        chosen = self._settings["theme"]
        theme = apply_theme(application, chosen)
        if theme != self._theme:
            self._theme = theme
            self._frame.redraw_icons()
            for part in self._parts:
                part.restyle()
        self._frame.actions_by_name["theme_dark"].setChecked(chosen == "dark")
        self._frame.actions_by_name["theme_light"].setChecked(chosen == "light")
