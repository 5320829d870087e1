"""Simulated hands: perform one action at a time, wait until it is painted, and time it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.gui.watch import Heartbeat, WatchedApplication

TICK_MS = 4
QUIET_SECONDS = 0.02
PATIENCE_SECONDS = 20.0
LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Act:
    """An action: the name of its figure ("": not measured), and the function that performs it."""

    name: str
    do: Callable[[], None]


@dataclass
class Figures:
    """Measurements of the actions with one name, in seconds."""

    frames: list[float] = field(default_factory=list)
    frames_cpu: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    gaps_cpu: list[float] = field(default_factory=list)
    longest: tuple[float, float, str] = (0.0, 0.0, "")


class Hands(QObject):
    """Performs actions; a frame lasts from the action to the end of the last canvas paint that it caused."""

    def __init__(
        self, application: WatchedApplication, window: Any, acts: Iterator[Act], done: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        self._acts, self._done = acts, done
        self.figures: dict[str, Figures] = {}
        self._act: Act | None = None
        self._began = self._painted = 0.0
        self._used = (0.0, 0.0)  # the thread's own time at the start and at the last paint
        self._dirty = False
        window.canvas.installEventFilter(self)
        application.handled = self._handled
        self._heart = Heartbeat(self)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        self._dirty = self._dirty or event.type() == QEvent.Type.Paint
        return False

    def _handled(self) -> None:
        if self._dirty:
            self._dirty = False
            self._painted = time.perf_counter()
            self._used = self._used[0], time.thread_time()

    def _tick(self) -> None:
        now = time.perf_counter()
        if self._act is not None:
            waiting = not self._settled() or now - max(self._painted, self._began) < QUIET_SECONDS
            if waiting and now - self._began < PATIENCE_SECONDS:
                return
            self._note(self._act)
        self._act = next(self._acts, None)
        if self._act is None:
            self._timer.stop()
            self._done()
            return
        self._application.forget()
        self._heart.forget()
        self._painted = 0.0
        self._used = time.thread_time(), 0.0
        self._began = time.perf_counter()
        self._act.do()

    def _settled(self) -> bool:
        window = self._window
        busy = window.loop.waiting or window.canvas.host.computing or window.instances.computing
        return not (busy or window.refreshing or self._dirty)

    def _note(self, act: Act) -> None:
        if not act.name:
            return
        figures = self.figures.setdefault(act.name, Figures())
        if self._painted > self._began:
            figures.frames.append(self._painted - self._began)
            figures.frames_cpu.append(self._used[1] - self._used[0])
        figures.gaps.append(self._heart.gap)
        figures.gaps_cpu.append(self._heart.gap_cpu)
        figures.longest = max(figures.longest, self._application.longest)


class Pointer:
    """Posts mouse events to the window's canvas, in image coordinates."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def press(self, x: float, y: float, button: Qt.MouseButton = LEFT) -> None:
        self._post(QEvent.Type.MouseButtonPress, x, y, button, button)

    def move(self, x: float, y: float, button: Qt.MouseButton = LEFT) -> None:
        self._post(QEvent.Type.MouseMove, x, y, Qt.MouseButton.NoButton, button)

    def release(self, x: float, y: float, button: Qt.MouseButton = LEFT) -> None:
        self._post(QEvent.Type.MouseButtonRelease, x, y, button, Qt.MouseButton.NoButton)

    def wheel(self, x: float, y: float, notches: int) -> None:
        at = self._at(x, y)
        QApplication.postEvent(
            self._canvas,
            QWheelEvent(
                at, self._canvas.mapToGlobal(at), QPointF(0, 0).toPoint(), QPointF(0, 120 * notches).toPoint(),
                Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
            ),
        )  # fmt: skip

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self._canvas, key, held)

    def _at(self, x: float, y: float) -> QPointF:
        shown = self._canvas.view.to_widget(x, y)
        return QPointF(round(shown[0]), round(shown[1]))

    def _post(
        self, kind: QEvent.Type, x: float, y: float, button: Qt.MouseButton, held: Qt.MouseButton
    ) -> None:
        at = self._at(x, y)
        event = QMouseEvent(kind, at, self._canvas.mapToGlobal(at), button, held, NONE)
        QApplication.postEvent(self._canvas, event)
