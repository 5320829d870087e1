"""What begins with the window: once, after it was painted, or soon after if nobody sees it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.window.startup import FirstPaint


def test_it_begins_once_when_the_window_was_painted(qtbot: QtBot) -> None:
    window = QWidget()
    begun: list[bool] = []
    qtbot.addWidget(window)
    FirstPaint(window, lambda: begun.append(window.isVisible()))
    assert begun == []
    window.show()
    qtbot.waitUntil(lambda: begun == [True])
    window.repaint()
    QApplication.processEvents()
    assert begun == [True]


def test_it_begins_without_anybody_seeing_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    begun: list[bool] = []
    qtbot.addWidget(window)
    FirstPaint(window, lambda: begun.append(window.isVisible()))
    qtbot.waitUntil(lambda: begun == [False])
