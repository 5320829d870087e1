"""The window's position and size and its layout of docks, stored in the settings between runs."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow

from app.settings import Settings
from app.window.frame import Frame

FIRST_SIZE = (1360, 860)
TITLE_BAR = 40  # pixels added above by a window manager


def bring_back(window: QMainWindow, settings: Settings) -> None:
    """Restores the window's position; the first time, no larger than the screen, including the title bar."""
    if not window.restoreGeometry(QByteArray.fromBase64(settings["geometry"].encode())):
        room = window.screen().availableGeometry().size()
        window.resize(QSize(*FIRST_SIZE).boundedTo(QSize(room.width(), room.height() - TITLE_BAR)))


def lay_out(window: Frame, settings: Settings) -> str:
    """Restores the layout of docks and toolbars; returns the original layout."""
    usual = window.layout_state()
    if settings["window"]:
        window.restore_layout(settings["window"])
    return usual


def keep(window: Frame, settings: Settings) -> None:
    """Stores all this for the next run."""
    if window.actions_by_name["image_only"].isChecked():
        window.actions_by_name["image_only"].trigger()
    settings.set("window", window.layout_state())
    settings.set("geometry", bytes(window.saveGeometry().toBase64().data()).decode())
