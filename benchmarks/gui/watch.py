"""Observes a window's thread from inside: how long it is busy at a time, when it paints, and its memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

BEAT_MS = 1


class WatchedApplication(QApplication):
    """Times every event that the window's thread handles; `handled` is called after each.

    `longest` is the event since `forget` with the most thread time: thread time and wall-clock time in seconds, and
    its name. A busy machine inflates the wall-clock time, but hardly the thread time.
    """

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._depth = 0
        self.handled: Callable[[], None] = lambda: None
        self.longest: tuple[float, float, str] = (0.0, 0.0, "")

    def forget(self) -> None:
        self.longest = (0.0, 0.0, "")

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self._depth:
            return super().notify(receiver, event)
        kind, name = event.type(), type(receiver).__name__
        self._depth += 1
        began, used = time.perf_counter(), time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            own = time.thread_time() - used
            if own > self.longest[0]:
                self.longest = (own, time.perf_counter() - began, f"{name} {kind.name}")
            self.handled()


class Heartbeat(QObject):
    """Beats while the event loop is free; the longest pause between two beats is how long it was blocked.

    `gap` and `gap_cpu` are that pause and the largest thread time in one; `gap_own` is the longest pause less the time
    in which no thread of the program ran, so that it includes waiting for other threads, but not for other programs.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.gap = self.gap_cpu = self.gap_own = 0.0
        self._last = _now()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def forget(self) -> None:
        self.gap = self.gap_cpu = self.gap_own = 0.0
        self._last = _now()

    def end(self) -> None:
        self._timer.stop()
        self.deleteLater()

    def _beat(self) -> None:
        now = _now()
        gap, own, used = (after - before for after, before in zip(now, self._last, strict=True))
        self.gap, self.gap_cpu = max(self.gap, gap), max(self.gap_cpu, own)
        self.gap_own = max(self.gap_own, min(gap, used))
        self._last = now


def _now() -> tuple[float, float, float]:
    """Wall-clock time, thread time and process time, in seconds."""
    return time.perf_counter(), time.thread_time(), time.process_time()


def memory() -> dict[str, float]:
    """Returns this process's memory in MiB: resident now and at its peak, and proportional (PSS); Linux only."""
    status = _fields("/proc/self/status")
    shares = _fields("/proc/self/smaps_rollup")
    names = {"resident": "VmRSS", "of it from files": "RssFile", "peak": "VmHWM"}
    found = {name: status[field] for name, field in names.items() if field in status}
    return found | ({"share": shares["Pss"]} if "Pss" in shares else {})


def _fields(path: str) -> dict[str, Any]:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return {}
    rows = (line.split() for line in lines)
    return {row[0][:-1]: int(row[1]) / 1024 for row in rows if len(row) == 3 and row[2] == "kB"}
