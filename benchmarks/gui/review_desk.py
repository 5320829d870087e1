"""Reviews a project in the real window by key events, and writes what was seen and how long it took to appear."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from app.window.main_window import MainWindow
from benchmarks.gui.watch import Heartbeat, WatchedApplication

PATIENCE_SECONDS = 300.0
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Reviewer(QObject):
    """Presses keys, and waits until what they lead to is painted."""

    def __init__(self, application: WatchedApplication, window: MainWindow) -> None:
        super().__init__(window)
        self.window, self.keys = window, 0
        self._painted, self._dirty = 0.0, False
        window.canvas.installEventFilter(self)
        application.handled = self._handled
        self.heart = Heartbeat(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Notes that the canvas is painted."""
        self._dirty = self._dirty or event.type() == QEvent.Type.Paint
        return False

    def _handled(self) -> None:
        if self._dirty:
            self._dirty = False
            self._painted = time.perf_counter()

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        """Presses a key where the keyboard focus is."""
        modifiers = Qt.KeyboardModifier.NoModifier
        for modifier in held:
            modifiers |= modifier
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget() or self.window.canvas, key, modifiers)

    def until(self, holds: Callable[[], bool]) -> None:
        """Lets the program work until something holds."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            if time.monotonic() > end:
                raise SystemExit("the program did not answer")
            QTest.qWait(1)

    def shows(self, place: int, since: float) -> bool:
        """Whether an entry of the review has been painted since a time; after the last one, nothing has to be."""
        review, scene = self.window.review, self.window.canvas.scene
        if review.at != place:
            return False
        if review.entry is None:
            return True
        own = review.instance
        return (
            own is not None
            and scene.focus is not None
            and scene.focus.mask == own.mask
            and self._painted > since
        )

    def go_through(self, look_ms: int) -> dict[str, Any]:
        """Presses Enter for each entry of the review that has begun."""
        review, waits, before = self.window.review, [], self.keys
        count = len(review.entries)
        self.heart.forget()
        for place in range(1, count + 1):
            QTest.qWait(look_ms)
            began = time.perf_counter()
            self.press(Qt.Key.Key_Return)
            self.until(lambda place=place, began=began: self.shows(place, began))  # type: ignore[misc]
            if review.entry is not None:
                waits.append(self._painted - began)
        return {
            "seen": count,
            "keys": self.keys - before + 1,  # the one that began it
            "waits": waits,
            "gap": self.heart.gap,
            "gap_cpu": self.heart.gap_cpu,
        }


def main() -> int:
    """Look for doubts, go through them and through all instances, and write the figures."""
    order = json.loads(os.environ["RSIS_DESK"])
    application = WatchedApplication(sys.argv[:1])
    application.setStyle("Fusion")
    window = MainWindow(Settings(Path(order["folder"]).parent / "settings.json"))
    window.resize(*order["window"])
    window.show()
    window.open_path(Path(order["folder"]))
    reviewer, review = Reviewer(application, window), window.review
    reviewer.until(lambda: window.session.ready)
    QTest.qWait(500)
    began = time.perf_counter()
    reviewer.press(Qt.Key.Key_R, CTRL, SHIFT)
    reviewer.until(lambda: review.mode == "doubts" and reviewer.shows(0, began))
    figures: dict[str, Any] = {"search": time.perf_counter() - began, "passes": {}}
    figures["doubts"] = [
        {
            "id": entry.ids[0],
            "weight": entry.doubtful.weight,
            "kinds": [doubt.kind for doubt in entry.doubtful.doubts],
            "twins": [n for d in entry.doubtful.doubts if d.kind == "duplicate" for n in d.others],
        }
        for entry in review.entries
        if entry.doubtful is not None
    ]
    passes = figures["passes"]
    passes["list of doubts"] = reviewer.go_through(order["look_ms"])
    for name, look_ms in (("all, each looked at", order["look_ms"]), ("all, as fast as keys can be", 0)):
        reviewer.press(Qt.Key.Key_Escape)
        reviewer.until(lambda: not review.active)
        while window.session.document is not None and window.session.document.undo_label is not None:
            reviewer.press(Qt.Key.Key_Z, CTRL)
        began = time.perf_counter()
        reviewer.press(Qt.Key.Key_R, CTRL)
        reviewer.until(lambda began=began: review.mode == "instances" and reviewer.shows(0, began))  # type: ignore[misc]
        passes[name] = reviewer.go_through(look_ms)
    Path(order["output"]).write_text(json.dumps(figures), encoding="utf-8")
    window.shut_down(give_up=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
