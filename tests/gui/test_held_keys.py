"""A key that is held repeats what moves, and never a verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Desk, square

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
REPETITIONS = 4


def send(desk: Desk, kind: QEvent.Type, key: Qt.Key, held: Qt.KeyboardModifier, time: int) -> bool:
    """Sends one key event as the screen does, with its time; True if the program took it."""
    event = QKeyEvent(kind, key, held)
    event.setTimestamp(time)
    event.ignore()
    QApplication.sendEvent(QApplication.focusWidget() or desk.window, event)
    return event.isAccepted()


def hold(desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Holds a key as X11 tells it: each repetition is a release and a press at the same time."""
    times = range(1000, 1000 + 40 * REPETITIONS, 40)
    for time in (960, *times):
        if time >= 1000:
            send(desk, QEvent.Type.KeyRelease, key, held, time)
        if not send(desk, QEvent.Type.ShortcutOverride, key, held, time):
            desk.qtbot.keyPress(QApplication.focusWidget() or desk.window, key, held)
        desk.settle()
    send(desk, QEvent.Type.KeyRelease, key, held, 2000)
    desk.settle()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_held_accepts_one_proposal(desk: Desk, photos: Path, key: Qt.Key) -> None:
    desk.open(photos)
    hold(desk, key)
    assert desk.outcomes() == ["accepted", "open"]
    hold(desk, key)
    assert desk.outcomes() == ["accepted", "accepted", "open"]


@pytest.mark.parametrize(
    ("key", "held", "outcome"),
    [
        (Qt.Key.Key_Backspace, NONE, "rejected"),
        (Qt.Key.Key_S, NONE, "skipped"),
        (Qt.Key.Key_Delete, NONE, "rejected"),
        (Qt.Key.Key_1, SHIFT, "accepted"),
    ],
)
def test_no_verdict_repeats(
    desk: Desk, photos: Path, key: Qt.Key, held: Qt.KeyboardModifier, outcome: str
) -> None:
    desk.open(photos)
    hold(desk, key, held)
    assert desk.outcomes() == [outcome, "open"]


def test_ctrl_enter_held_marks_one_image(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    hold(desk, Qt.Key.Key_Return, CTRL)
    document = desk.window.session.document
    assert document is not None
    assert [image.status for image in map(document.image, document.image_table.ids)] == ["done", "new", "new"]


def test_a_held_key_still_moves_undoes_and_nudges(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    hold(desk, Qt.Key.Key_Right, CTRL)
    nudged = desk.shown()
    assert nudged is not None
    assert nudged.origin[1] == square(0).origin[1] + REPETITIONS + 1
    hold(desk, Qt.Key.Key_Z, CTRL)
    assert desk.shown() == square(0)
    hold(desk, Qt.Key.Key_D)
    assert desk.window.session.image is not None
    assert desk.window.session.image.path == "c.png"


def test_space_held_still_pans_after_it_repeats_and_accepts_once(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    canvas = desk.window.canvas
    canvas.setFocus()
    send(desk, QEvent.Type.KeyPress, Qt.Key.Key_Space, NONE, 1000)
    for time in (1600, 1640, 1680):
        send(desk, QEvent.Type.KeyRelease, Qt.Key.Key_Space, NONE, time)
        send(desk, QEvent.Type.KeyPress, Qt.Key.Key_Space, NONE, time)
        assert canvas.space_held
        assert desk.outcomes() == ["open"]
    send(desk, QEvent.Type.KeyRelease, Qt.Key.Key_Space, NONE, 1700)
    desk.until(lambda: desk.outcomes() == ["accepted", "open"])
