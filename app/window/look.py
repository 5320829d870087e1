"""Keeps the window in the colours of the theme that is chosen, or that the desktop has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QApplication

from app.settings import Settings
from app.widgets.theme import Theme, apply_theme
from app.window.frame import Frame


class Restyles(Protocol):
    """A part of the window that draws in colours of the theme by itself."""

    def restyle(self) -> None:
        """Draws in the colours of now."""


class Look:
    """`parts` draw in the colours by themselves, beside the icons of the frame's actions."""

    def __init__(self, frame: Frame, settings: Settings, parts: Sequence[Restyles]) -> None:
        self._frame, self._settings, self._parts = frame, settings, parts
        self._theme: Theme | None = None  # the one that the parts are drawn in

    def apply(self) -> None:
        """Takes the theme of the settings into use; "system" is the one that the desktop has now."""
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
