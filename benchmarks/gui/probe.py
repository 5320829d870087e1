"""Runs the program's main function and measures it from inside its event loop; started by program.py."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

import app.cli

SETTINGS = json.loads(os.environ["RSIS_PROBE"])
TICK_MS = 2
LOOK_SECONDS = 0.5  # how long a quick user looks at a proposal
PATIENCE_SECONDS = 120.0
_exec = QApplication.exec


class Probe(QObject):
    """Watches the window start, then works through images like a quick user, and writes the times."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.application = application
        self.window: Any = None
        self.figures: dict[str, Any] = {"later_proposal": [], "later_proposal_after_a_look": []}
        self.figures["proposal_after_opening"] = []
        self.figures["proposal_after_opening_ahead"] = []
        self.gaps: dict[str, list[float]] = {"coming_up": [], "loading": [], "working": []}
        self.phase = "coming_up"
        self.own: dict[str, list[float]] = {
            phase: [] for phase in self.gaps
        }  # the thread's own time in each gap
        self.last_tick: tuple[float, float] | None = None
        self.asked = 0.0
        self.waiting_for = ""
        self.accepted = 0
        self.opened = 1
        self.before: object = None
        self.began = time.monotonic()
        application.installEventFilter(self)
        self.ticker = QTimer(self)
        self.ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self.ticker.setInterval(TICK_MS)
        self.ticker.timeout.connect(self.tick)
        self.ticker.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Takes the first paint of the main window as the time when a user sees it."""
        if self.window is None and event.type() == QEvent.Type.Paint:
            for widget in self.application.topLevelWidgets():
                if type(widget).__name__ == "MainWindow" and widget.isVisible():
                    self.window = widget
                    self.figures["window"] = time.time() - SETTINGS["started"]
                    self.application.removeEventFilter(self)
        return False

    def tick(self) -> None:
        """Records the gap since the last tick and continues the work."""
        now = time.perf_counter(), time.thread_time()
        if self.last_tick is not None and self.window is not None:
            self.gaps[self.phase].append(now[0] - self.last_tick[0])
            self.own[self.phase].append(now[1] - self.last_tick[1])
        self.last_tick = now
        if self.window is not None:
            self.work()
        if time.monotonic() - self.began > PATIENCE_SECONDS:
            self.finish()

    def work(self) -> None:
        """Checks the window: records what has arrived and performs the next action."""
        window = self.window
        loop = window.loop
        if self.phase != "working":
            if window.session.picture is not None:
                self.figures.setdefault("picture", time.time() - SETTINGS["started"])
                self.phase = "loading"
            if loop.info is not None:
                self.figures.setdefault("model_ready", time.time() - SETTINGS["started"])
            if self.proposal() is not None:
                self.figures["first_proposal_after_start"] = time.time() - SETTINGS["started"]
                self.figures["device"] = loop.info.device
                self.phase = "working"
                self.accept()
            elif loop.info is not None and self.ended():
                self.phase = "working"
                self.next_image()
            return
        if self.waiting_for == "pause":
            if time.perf_counter() - self.asked > 1.5:
                self.next_image()
        elif self.waiting_for == "look":
            if time.perf_counter() - self.asked > LOOK_SECONDS:
                self.accept("later_proposal_after_a_look")
        elif self.proposal() not in (None, self.before):
            self.figures[self.waiting_for].append(time.perf_counter() - self.asked)
            if self.accepted < SETTINGS["accepts"]:
                if self.accepted % 2:
                    self.ask("look")
                else:
                    self.accept()
            else:
                self.leave()
        elif self.ended():
            self.leave()

    def proposal(self) -> object:
        """The id of the pending proposal, or None."""
        sequence = self.window.session.sequence
        step = sequence.step() if sequence is not None else None
        return (step.image_id, step.id) if step is not None and step.outcome == "open" else None

    def ended(self) -> bool:
        """Whether the model has no more proposals in this image."""
        sequence = self.window.session.sequence
        return sequence is not None and sequence.ended and not self.window.loop.waiting

    def accept(self, figure: str = "later_proposal") -> None:
        """Accepts the proposal."""
        self.accepted += 1
        self.ask(figure)
        self.window.actions_by_name["accept"].trigger()

    def leave(self) -> None:
        """Goes to the next image: alternately at once, or after a pause in which it is encoded ahead."""
        if self.opened >= SETTINGS["images"]:
            self.finish()
        elif self.opened % 2:
            self.next_image()
        else:
            self.ask("pause")

    def next_image(self) -> None:
        """Opens the next image."""
        ahead = self.waiting_for == "pause"
        self.opened += 1
        self.accepted = 0
        self.ask("proposal_after_opening_ahead" if ahead else "proposal_after_opening")
        self.window.actions_by_name["next_image"].trigger()

    def ask(self, what: str) -> None:
        """Starts the clock for the next event."""
        self.before = self.proposal()
        self.waiting_for = what
        self.asked = time.perf_counter()

    def finish(self) -> None:
        """Writes the figures and closes the window."""
        self.ticker.stop()
        for phase, gaps in self.gaps.items():
            if gaps:
                self.figures[f"event_loop_gap_{phase}"] = gaps
                self.figures[f"event_loop_gap_{phase}_own_time"] = self.own[phase]
        Path(SETTINGS["output"]).write_text(json.dumps(self.figures), encoding="utf-8")
        self.window.close()
        self.application.quit()


def _watched_exec(*arguments: Any) -> int:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    probe = Probe(application)
    result = _exec()
    del probe
    return result


if __name__ == "__main__":
    QApplication.exec = staticmethod(_watched_exec)  # type: ignore[method-assign,assignment]
    sys.exit(app.cli.main(sys.argv[1:]))
