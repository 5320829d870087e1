"""A window with a fake assistant on a folder of small pictures of squares, and the means to use it as a person."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotations.masks import Mask
from annotations.project import Project
from app.settings import Settings
from app.window.main_window import MainWindow
from benchmarks.gui.watch import Heartbeat
from tests.gui.fake_assistant import FakeAssistant

SIZE = (96, 128)
SQUARES = tuple((8 + 24 * column, 8 + 28 * row) for row in range(3) for column in range(5))
SIDE = 14
MOST_SECONDS = 0.05
USUAL_SECONDS = 0.008  # that `slowness` takes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen says this of every window; it is no fault of ours."""
    for item in items:
        if "tests/gui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


def square(number: int, side: int = SIDE) -> Mask:
    """The mask that the fake assistant proposes as number 0, 1, 2…"""
    x, y = SQUARES[number]
    return Mask.from_patch(np.ones((side, side), bool), (y, x), SIZE)


def place_of(widget: QWidget) -> tuple[int, int, int, int]:
    """Where a widget is in its window: left, top, width, height."""
    at = widget.mapTo(widget.window(), QPoint(0, 0))
    return at.x(), at.y(), widget.width(), widget.height()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with three pictures."""
    folder = tmp_path / "photos"
    folder.mkdir()
    pixels = np.full((*SIZE, 3), 40, np.uint8)
    for x, y in SQUARES:
        pixels[y : y + SIDE, x : x + SIDE] = (200, 120, 60)
    for name in ("a.png", "b.png", "c.png"):
        Image.fromarray(pixels).save(folder / name)
    return folder


class Desk:
    """The window and the hands that use it."""

    def __init__(self, qtbot: QtBot, settings: Path) -> None:
        self.qtbot = qtbot
        self.window = MainWindow(Settings(settings))
        self.window.resize(1200, 800)
        self.window.show()
        self.assistant = FakeAssistant(lambda path: [(square(n), "nucleus") for n in range(6)])
        qtbot.addWidget(self.window, before_close_func=lambda _window: self.end())

    def end(self) -> None:
        self.window.shut_down(give_up=True)

    def open(self, path: Path, model: bool = True) -> None:
        self.window.open_path(path)
        if model:
            self.window.use_assistant(self.assistant, Path("starter"))
        self.until(lambda: self.window.session.ready)
        if model:
            self.until(self.proposing)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=5000)
        self.lay_out()

    def lay_out(self) -> None:
        """Brings the window up to date, and its parts to their places: the strip grows with its first thumbnail."""
        self.window.refresh()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def proposing(self) -> bool:
        sequence = self.window.session.sequence
        step = sequence.step() if sequence is not None else None
        return step is not None and step.outcome == "open" and not self.window.loop.waiting

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Presses a key where the focus is, and lets the program answer."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, held)
        self.settle()

    def act(self, name: str) -> None:
        self.window.refresh()
        assert self.window.actions_by_name[name].isEnabled(), f"{name} is not possible"
        self.window.actions_by_name[name].trigger()
        self.settle()

    def settle(self) -> None:
        self.qtbot.wait(5)
        window = self.window
        self.qtbot.waitUntil(
            lambda: not (window.loop.waiting or window.canvas.host.computing or window.instances.computing),
            timeout=5000,
        )
        self.lay_out()

    def at(self, x: float, y: float) -> QPoint:
        """Where a point of the image is on the canvas."""
        shown = self.window.canvas.view.to_widget(x, y)
        return QPoint(round(shown[0]), round(shown[1]))

    def click(
        self,
        x: float,
        y: float,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self.qtbot.mouseClick(self.window.canvas, button, held, self.at(x, y))
        self.settle()

    def stroke(
        self,
        *points: tuple[float, float],
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        canvas = self.window.canvas
        self.qtbot.mousePress(canvas, button, held, self.at(*points[0]))
        for point in points[1:]:
            self.qtbot.mouseMove(canvas, self.at(*point))
        self.qtbot.mouseRelease(canvas, button, held, self.at(*points[-1]))
        self.settle()

    def outcomes(self) -> list[str]:
        """What became of each step, as the strip shows it."""
        self.window.refresh()
        return [item.outcome for item in self.window.strip.items]

    def shown(self) -> Mask | None:
        self.window.refresh()
        focus = self.window.canvas.scene.focus
        return focus.mask if focus is not None else None

    def kept(self) -> tuple[list[Mask], list[str]]:
        """Masks and outcomes of the first image as they are in the project's file now."""
        assert self.window.session.flush(5.0)
        project = self.window.session.project
        assert project is not None
        with Project.open(project.path, read_only=True) as reader:
            image = reader.images()[0]
            return [i.mask for i in reader.instances(image.id)], [s.outcome for s in reader.steps(image.id)]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(qtbot, tmp_path / "settings.json")


def slowness() -> float:
    """How many times slower than usual Python is here and now; 1 where it is not."""
    began = time.thread_time()
    made = {number: (number, str(number)) for number in range(40_000)}
    return min(max((time.thread_time() - began) / USUAL_SECONDS * len(made) / 40_000, 1.0), 3.0)


class Watchdog:
    """Barks where the event loop did not turn for too long, as the beats of a timer tell."""

    def __init__(self, application: QApplication) -> None:
        self._beats = Heartbeat(application)

    def forget(self) -> None:
        self._beats.forget()

    def check(self) -> None:
        limit = MOST_SECONDS * slowness()
        own = self._beats.gap_cpu
        assert own < limit, f"the event loop was blocked for {own * 1000:.0f} ms of its own time"
        self.forget()

    def end(self) -> None:
        self._beats.end()


@pytest.fixture
def watchdog(qapp: QApplication) -> Iterator[Watchdog]:
    gc.collect()
    gc.freeze()  # what other tests have left is none of ours to look through
    dog = Watchdog(qapp)
    yield dog
    dog.end()
    gc.unfreeze()
