"""Where the window is, how large, and how its docks are laid out: kept in the settings from one time to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow

from app.settings import Settings
from app.window.frame import Frame

FIRST_SIZE = (1360, 860)
TITLE_BAR = 40  # pixels that a window manager adds above


def bring_back(window: QMainWindow, settings: Settings) -> None:
    """Puts the window where it was; the first time, no larger than what the screen has room for, title bar and all."""
    if not window.restoreGeometry(QByteArray.fromBase64(settings["geometry"].encode())):
        room = window.screen().availableGeometry().size()
        window.resize(QSize(*FIRST_SIZE).boundedTo(QSize(room.width(), room.height() - TITLE_BAR)))


def lay_out(window: Frame, settings: Settings) -> str:
    """Lays out docks and toolbars as they were; returns how they are laid out at first."""
    usual = window.layout_state()
    if settings["window"]:
        window.restore_layout(settings["window"])
    return usual


def keep(window: Frame, settings: Settings) -> None:
    """Keeps all that for the next time."""
    if window.actions_by_name["image_only"].isChecked():
        window.actions_by_name["image_only"].trigger()
    settings.set("window", window.layout_state())
    settings.set("geometry", bytes(window.saveGeometry().toBase64().data()).decode())
