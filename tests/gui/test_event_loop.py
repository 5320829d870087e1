"""The event loop is never blocked for long: between two of its turns the window's thread works under 50 ms.

Measured in the thread's own time, which a busy machine hardly lengthens, on an image with a few hundred instances. A
machine on which Python is slower than where the limit was set gets more time in that proportion, threefold at most.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from benchmarks.gui.scenes import make_image, make_project
from tests.gui.conftest import MOST_SECONDS, Desk, Watchdog, square

SIDE, INSTANCES = 2400, 300
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    make_image(folder / "large.jpg", SIDE)
    return make_project(folder, SIDE, INSTANCES).parent


@pytest.fixture
def busy_desk(desk: Desk, watchdog: Watchdog, project: Path, tmp_path: Path) -> Iterator[Desk]:
    own = Path(shutil.copytree(project, tmp_path / "own"))
    desk.window.settings.set("follow", False)
    watchdog.forget()  # the window comes up once
    desk.open(own, model=False)
    desk.until(lambda: len(desk.window.canvas.scene.settled) == INSTANCES)
    yield desk
    watchdog.check()


def test_the_watchdog_barks_when_the_loop_is_blocked(desk: Desk, watchdog: Watchdog) -> None:
    def burn() -> None:
        until = time.thread_time() + MOST_SECONDS * 3.2
        while time.thread_time() < until:
            pass

    watchdog.forget()
    QTimer.singleShot(0, burn)
    desk.qtbot.wait(20)
    with pytest.raises(AssertionError, match="blocked for"):
        watchdog.check()


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


def test_reviewing_never_blocks(watchdog: Watchdog, busy_desk: Desk) -> None:
    busy_desk.key(Qt.Key.Key_R, CTRL)
    busy_desk.until(lambda: busy_desk.window.review.instance is not None)
    for key in (
        Qt.Key.Key_Return,
        Qt.Key.Key_2,
        Qt.Key.Key_Y,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_S,
        Qt.Key.Key_Left,
    ):
        busy_desk.key(key)
    busy_desk.key(Qt.Key.Key_Z, CTRL)
    busy_desk.key(Qt.Key.Key_Escape)


def test_drawing_never_blocks(watchdog: Watchdog, busy_desk: Desk) -> None:
    canvas = busy_desk.window.canvas
    for key, radius in ((Qt.Key.Key_B, 4), (Qt.Key.Key_B, 200), (Qt.Key.Key_R, 8), (Qt.Key.Key_O, 8)):
        busy_desk.key(key)
        busy_desk.window.set_radius(radius)
        points = [busy_desk.at(300 + 150 * k, 400 + 130 * k) for k in range(12)]
        busy_desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            busy_desk.qtbot.mouseMove(canvas, point)
            busy_desk.qtbot.wait(2)
        busy_desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=points[-1])
        busy_desk.settle()
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


def test_working_on_an_instance_as_large_as_the_image_never_blocks(
    watchdog: Watchdog, busy_desk: Desk
) -> None:
    window, middle = busy_desk.window, SIDE // 2
    window.canvas.fit()
    busy_desk.key(Qt.Key.Key_R)
    busy_desk.stroke((20, 20), (SIDE - 20, SIDE - 20))
    busy_desk.key(Qt.Key.Key_V)
    busy_desk.click(middle, middle)
    giant = window.session.sequence.instance() if window.session.sequence is not None else None
    assert giant is not None and giant.mask.area > (SIDE - 50) ** 2
    busy_desk.key(Qt.Key.Key_K)
    busy_desk.stroke((SIDE - 20, SIDE - 20), (middle, middle))
    assert busy_desk.shown() != giant.mask
    busy_desk.key(Qt.Key.Key_V)
    for action in ("split", "keep_largest", "grow"):
        busy_desk.act(action)
    busy_desk.key(Qt.Key.Key_A, CTRL)
    busy_desk.act("unite")
    assert len(window.instance_list.texts) == 1
    busy_desk.key(Qt.Key.Key_Z, CTRL)
    assert len(window.instance_list.texts) == INSTANCES + 1


def test_keeping_all_instances_apart_never_blocks(watchdog: Watchdog, busy_desk: Desk) -> None:
    busy_desk.act("no_overlap")
    busy_desk.key(Qt.Key.Key_V)
    busy_desk.key(Qt.Key.Key_A, CTRL)
    with busy_desk.qtbot.waitSignal(busy_desk.window.session.refused) as refused:  # some are there twice
        busy_desk.key(Qt.Key.Key_Right, CTRL)
    assert "overlap is off" in refused.args[0]


def test_the_image_is_painted_before_the_lists_follow(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.window.session.draw(square(2), "nucleus", "Draw")
    desk.settle()
    painted: list[tuple[int, int]] = []  # instances on the image and in the list at each painting

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
            if event.type() == QEvent.Type.Paint:
                scene = desk.window.canvas.scene
                shown = len(scene.settled) + (scene.focus is not None)
                painted.append((shown, len(desk.window.instance_list.texts)))
            return False

    watch = Watch()
    desk.window.canvas.installEventFilter(watch)
    desk.window.actions_by_name["undo"].trigger()
    desk.qtbot.waitUntil(lambda: not desk.window.refreshing)
    assert next(listed for shown, listed in painted if not shown) == 1
    assert desk.window.instance_list.texts == []
