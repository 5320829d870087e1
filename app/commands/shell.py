"""Defines what commands may ask of their window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QDialog, QWidget

from app.document.importing import Importing
from app.panels.banners import Scope


class Shell(Protocol):
    """The window as seen by commands: its messages, dialogs and layout, and the open project.

    Anything else a command works on, such as the session, the canvas or a list, is passed to it separately.
    """

    # -- messages and dialogs

    def window(self, /) -> QWidget:
        """Returns the parent widget for dialogs."""
        ...

    def show_dialog(self, dialog: QDialog) -> None:
        """Shows a non-modal dialog."""

    def say(self, text: str, kind: str = "warn", lasting: bool = True, scope: Scope = "project") -> None:
        """Shows a message in a banner."""

    def mention(self, text: str, milliseconds: int) -> None:
        """Shows a text in the status line for a while; an empty one clears it."""

    def start_tour(self) -> None:
        """Shows the tour of the window."""

    def show_finetuning(self) -> None:
        """Shows the dialog for starting and following a training."""

    # -- content

    def open_path(self, path: Path | Callable[[], Path], importing: Importing | None = None) -> None:
        """Opens a folder, an image or a project file instead of the open one, and performs `importing` first."""

    def apply_settings(self) -> None:
        """Applies changed settings."""

    def refresh_soon(self) -> None:
        """Refreshes the window once pending events have been handled."""

    # -- its layout

    def settle_bars(self) -> None:
        """Resizes the toolbars beside the menus to their contents, at once."""

    def show_dock(self, name: str) -> None:
        """Shows the dock with this object name: "categories", "instances" or "images"."""

    def toggle_full_screen(self) -> None:
        """Turns full screen on or off."""

    def toggle_image_only(self) -> None:
        """Hides the docks and toolbars while the action "image_only" is checked, then restores them."""

    def restore_usual_layout(self) -> None:
        """Restores the original layout of docks and toolbars."""

    def close(self, /) -> bool:
        """Closes the window, unless something could not be saved and the user chooses to stay."""
        ...
