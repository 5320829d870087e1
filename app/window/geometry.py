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
    if not window.restoreGeometry(_bytes(settings["geometry"])):
        room = window.screen().availableGeometry().size()
        window.resize(QSize(*FIRST_SIZE).boundedTo(QSize(room.width(), room.height() - TITLE_BAR)))


def lay_out(window: QMainWindow, settings: Settings) -> QByteArray:
    """Lays out docks and toolbars as they were; returns how they are laid out at first."""
    usual = window.saveState()
    if settings["window"]:
        window.restoreState(_bytes(settings["window"]))
    return usual


def keep(window: Frame, settings: Settings) -> None:
    """Keeps all that for the next time."""
    if window.actions_by_name["image_only"].isChecked():
        window.actions_by_name["image_only"].trigger()
    settings.set("window", _text(window.saveState()))
    settings.set("geometry", _text(window.saveGeometry()))


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode())


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode()
