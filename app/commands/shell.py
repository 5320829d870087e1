"""Defines what commands may ask of the window that they belong to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QDialog, QWidget

from app.document.importing import Importing


class Shell(Protocol):
    """The window as commands see it: its messages, its dialogs, its layout, and the project that is open in it.

    Whatever else a command works on, such as the session, the canvas or a list, is given to it by itself.
    """

    # -- messages and dialogs

    def window(self, /) -> QWidget:
        """Returns the widget that dialogs belong to."""
        ...

    def show_dialog(self, dialog: QDialog) -> None:
        """Shows a dialog beside the work; the window goes on."""

    def say(self, text: str, kind: str = "warn", lasting: bool = True) -> None:
        """Shows one clear message in a banner."""

    def mention(self, text: str, milliseconds: int) -> None:
        """Shows a text in the line at the bottom for a while; an empty one takes away what stands there."""

    def start_tour(self) -> None:
        """Shows what is where in the window."""

    def show_finetuning(self) -> None:
        """Shows the one dialog of the training that goes on, or that may be started."""

    # -- what it shows

    def open_path(self, path: Path | Callable[[], Path], importing: Importing | None = None) -> None:
        """Opens a folder, an image or a project file in place of what is open, and brings in `importing` first."""

    def apply_settings(self) -> None:
        """Takes changed settings into use."""

    def refresh_soon(self) -> None:
        """Brings what is shown in line with the work once the events that are waiting have been handled."""

    # -- its layout

    def settle_bars(self) -> None:
        """Gives the toolbars beside the menus the room they need now, at once."""

    def show_dock(self, name: str) -> None:
        """Shows the dock with that object name: "categories", "instances" or "images"."""

    def toggle_full_screen(self) -> None:
        """Fills the screen with the window, or does so no longer."""

    def toggle_image_only(self) -> None:
        """Hides the docks and toolbars while the action "image_only" is ticked, then shows those that were there."""

    def restore_usual_layout(self) -> None:
        """Lays out the docks and toolbars as they were at first."""

    def close(self, /) -> bool:
        """Closes the window, unless something could not be kept and the person stays."""
        ...
