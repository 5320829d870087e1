"""The event loop is never blocked for long: no single event keeps the window's thread busy over 50 ms.

Measured in the thread's own time, which a busy machine hardly lengthens, on an image with a few hundred instances. A
machine on which Python is slower than where the limit was set gets more time in that proportion, threefold at most.
"""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from benchmarks.gui.scenes import make_image, make_project
from benchmarks.gui.watch import WatchedApplication
from tests.gui.conftest import Desk

MOST_SECONDS = 0.05
USUAL_SECONDS = 0.008  # that `slowness` takes
SIDE, INSTANCES = 2400, 300
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    make_image(folder / "large.jpg", SIDE)
    return make_project(folder, SIDE, INSTANCES).parent


def slowness() -> float:
    """How many times slower than usual Python is here and now; 1 where it is not."""
    began = time.thread_time()
    made = {number: (number, str(number)) for number in range(40_000)}
    return min(max((time.thread_time() - began) / USUAL_SECONDS * len(made) / 40_000, 1.0), 3.0)


class Watchdog:
    """Barks at an event that took the window's thread too long."""

    def __init__(self, application: WatchedApplication) -> None:
        self._application = application
        application.forget()

    def check(self) -> None:
        own, _, what = self._application.longest
        limit = MOST_SECONDS * slowness()
        assert own < limit, f"{what} kept the window's thread busy for {own * 1000:.0f} ms"


@pytest.fixture
def watchdog(qapp: QApplication) -> Iterator[Watchdog]:
    assert isinstance(qapp, WatchedApplication)
    gc.collect()
    gc.freeze()  # what other tests have left is none of ours to look through
    dog = Watchdog(qapp)
    yield dog
    dog.check()
    gc.unfreeze()


@pytest.fixture
def busy_desk(desk: Desk, project: Path, tmp_path: Path, qapp: QApplication) -> Desk:
    assert isinstance(qapp, WatchedApplication)
    own = Path(shutil.copytree(project, tmp_path / "own"))
    desk.window.settings.set("follow", False)
    qapp.forget()  # the window comes up once
    desk.open(own, model=False)
    desk.until(lambda: len(desk.window.canvas.scene.settled) == INSTANCES)
    return desk


def test_the_watchdog_barks_when_the_loop_is_blocked(desk: Desk, qapp: QApplication) -> None:
    assert isinstance(qapp, WatchedApplication)
    dog = Watchdog(qapp)

    def burn() -> None:
        until = time.thread_time() + MOST_SECONDS * 3.2
        while time.thread_time() < until:
            pass

    QTimer.singleShot(0, burn)
    desk.qtbot.wait(20)
    with pytest.raises(AssertionError, match="busy for"):
        dog.check()


def test_opening_and_looking_about_never_blocks(watchdog: Watchdog, busy_desk: Desk) -> None:
    canvas = busy_desk.window.canvas
    watchdog.check()
    busy_desk.qtbot.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=QPoint(300, 200))
    for step in range(8):
        busy_desk.qtbot.mouseMove(canvas, QPoint(300 + 11 * step, 200 - 7 * step))
        busy_desk.qtbot.wait(2)
    busy_desk.qtbot.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=QPoint(377, 151))
    for notches in (1,) * 8 + (-1,) * 8:
        at = QPointF(250, 240)
        wheel = QWheelEvent(
            at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas, wheel)
        busy_desk.qtbot.wait(2)
    for _ in range(2):
        busy_desk.key(Qt.Key.Key_T)


def test_drawing_never_blocks(watchdog: Watchdog, busy_desk: Desk) -> None:
    for key, radius in ((Qt.Key.Key_B, 4), (Qt.Key.Key_B, 200), (Qt.Key.Key_R, 8), (Qt.Key.Key_O, 8)):
        busy_desk.key(key)
        busy_desk.window.set_radius(radius)
        busy_desk.stroke(*((300 + 150 * k, 400 + 130 * k) for k in range(12)))
        busy_desk.key(Qt.Key.Key_Z, CTRL)
        busy_desk.key(Qt.Key.Key_Y, CTRL)
        watchdog.check()


def test_working_on_all_instances_at_once_never_blocks(watchdog: Watchdog, busy_desk: Desk) -> None:
    busy_desk.window.canvas.setFocus()
    busy_desk.key(Qt.Key.Key_V)
    busy_desk.key(Qt.Key.Key_A, CTRL)
    assert len(busy_desk.window.canvas.scene.also) == INSTANCES - 1
    busy_desk.key(Qt.Key.Key_Right, CTRL)
    busy_desk.key(Qt.Key.Key_2)
    for _ in range(2):
        busy_desk.key(Qt.Key.Key_Z, CTRL)
    busy_desk.key(Qt.Key.Key_A, CTRL)
    busy_desk.key(Qt.Key.Key_Delete)
    assert not busy_desk.window.canvas.scene.settled
    busy_desk.key(Qt.Key.Key_Z, CTRL)
    assert len(busy_desk.window.canvas.scene.settled) >= INSTANCES - 1
