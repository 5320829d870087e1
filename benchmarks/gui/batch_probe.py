"""Works in the real program like a person, without and with the batch process beside; started by batch.py."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

import app.cli
from app.document.batch import Wanted

ORDER = json.loads(os.environ.get("RSIS_PROBE", "{}"))
TICK_MS = 2
LOOK_SECONDS = 1.0
"""How long the person looks at every other proposal; the others are accepted at once."""
PATIENCE_SECONDS = 30.0
BLOCKS = 6
"""Work without and with the batch process takes turns, since the machine's load changes."""
_exec = QApplication.exec


class Person(QObject):
    """Accepts proposals from the last image backwards, while the batch process goes forwards from the first."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.application = application
        self.window: Any = None
        self.figures: dict[str, Any] = {"without": [], "with": [], "opening without": [], "opening with": []}
        self.phase = "without"
        self.blocks = 0
        self.waiting_for = ""
        self.accepted = 0
        self.asked = self.shown = time.perf_counter()
        self.before: object = None
        self.ticker = QTimer(self)
        self.ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self.ticker.setInterval(TICK_MS)
        self.ticker.timeout.connect(self.tick)
        self.ticker.start()

    def tick(self) -> None:
        """Looks at the window, and does what comes next."""
        if self.window is None:
            windows = [w for w in self.application.topLevelWidgets() if type(w).__name__ == "MainWindow"]
            self.window = windows[0] if windows else None
        elif self.window.loop.state != "ready" or self.window.session.order is None:
            return
        elif ORDER["only_watch"]:
            self.watch()
        elif self.waiting_for == "":
            self.open(len(self.window.session.order.rows) - 1)
        else:
            self.work()

    def watch(self) -> None:
        """Ends once all is proposed."""
        batch = self.window.images.batch
        if not batch.running and batch.proposed:
            self.write()
            self.window.close()
            self.application.quit()

    def work(self) -> None:
        """Records what has arrived, and accepts it or opens the image before."""
        now, arrived = time.perf_counter(), self.proposal()
        if self.waiting_for == "look":
            if now - self.shown > LOOK_SECONDS:
                self.accept()
        elif arrived not in (None, self.before):
            if self.waiting_for == "opened":
                self.figures[f"opening {self.phase}"].append(now - self.asked)
            else:
                self.figures[self.phase].append(now - self.asked)
            self.shown = now
            self.go_on()
        elif self.ended() or now - self.asked > PATIENCE_SECONDS:
            self.leave()

    def go_on(self) -> None:
        """Accepts the proposal, at once or after a look; goes to another image after some."""
        if self.blocks == BLOCKS:
            return
        if len(self.figures[self.phase]) >= ORDER["accepts"] * (self.blocks // 2 + 1) * 2 // BLOCKS:
            self.next_phase()
        elif self.accepted >= ORDER["an_image"]:
            self.leave()
        elif self.accepted % 2:
            self.waiting_for = "look"
        else:
            self.accept()

    def next_phase(self) -> None:
        """Starts, pauses or resumes the batch process; in the end it goes on until this program is killed."""
        batch, info = self.window.images.batch, self.window.loop.info
        self.blocks += 1
        if self.blocks == BLOCKS:
            self.figures["device"] = info.device
            self.figures["proposed beside the person"] = len(batch.proposed)
            self.write()
            return
        self.phase = "with" if self.blocks % 2 else "without"
        if self.blocks == 1:
            batch.start(Wanted(info.name, info.folder, least=0.5))
        else:
            batch.pause(self.phase == "without")
        self.leave()

    def accept(self) -> None:
        """Accepts the proposal."""
        self.accepted += 1
        self.ask("accepted")
        self.window.actions_by_name["accept"].trigger()

    def leave(self) -> None:
        """Goes to the image before."""
        place = self.window.session.order.place(self.window.session.image.id)
        self.open(place - 1)

    def open(self, place: int) -> None:
        """Opens the image at a place of the list."""
        self.accepted = 0
        self.ask("opened")
        self.window.session.show_image(self.window.session.order.image(place).id)

    def ask(self, what: str) -> None:
        """Starts the clock."""
        self.before, self.waiting_for, self.asked = self.proposal(), what, time.perf_counter()

    def proposal(self) -> object:
        """The pending proposal, by its ids; None if there is none."""
        sequence = self.window.session.sequence
        step = sequence.step() if sequence is not None else None
        return (step.image_id, step.id) if step is not None and step.outcome == "open" else None

    def ended(self) -> bool:
        """Whether the model has no more proposals in this image."""
        sequence = self.window.session.sequence
        return sequence is not None and sequence.ended and not self.window.loop.waiting

    def write(self) -> None:
        """Writes the figures."""
        output = Path(ORDER["output"])
        part = output.with_suffix(".part")
        part.write_text(json.dumps(self.figures), encoding="utf-8")
        part.replace(output)


def _watched_exec(*arguments: Any) -> int:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    person = Person(application)
    result = _exec()
    del person
    return result


if __name__ == "__main__":
    QApplication.exec = staticmethod(_watched_exec)  # type: ignore[method-assign,assignment]
    sys.exit(app.cli.main(sys.argv[1:]))
