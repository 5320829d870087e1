"""Runs the model on unfinished images at idle time, so that they can be sorted by its doubt."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from annotations.message import duration
from annotations.project import Project, overview
from app.assist.protocol import ModelInfo
from app.document import estimates
from app.document.image_table import UNDONE
from app.session.session import Session
from app.translation import tr

LEAST_DONE = 3
"""Images after which the pace is known."""


class AnyEstimator(Protocol):
    """The part of the assistant used here."""

    @property
    def modelReady(self) -> SignalInstance: ...  # noqa: N802
    @property
    def estimated(self) -> SignalInstance: ...
    def estimate(self, path: str | Path | None) -> None: ...


class Estimating(QObject):
    """Lives in the window's thread. `values` has the doubt (0…1) of the current model, by image id."""

    learned = Signal(int, float)
    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.values: dict[int, float] = {}
        self.total = self.done = 0
        self._assistant: AnyEstimator | None = None
        self._model: str | None = None
        self._now = time.monotonic
        self._began = 0.0
        self._waiting: list[int] = []  # the next one last
        self._asked: tuple[int, str] | None = None
        session.opened.connect(self._read)
        session.closing.connect(self._forget)

    def use(self, assistant: AnyEstimator) -> None:
        """Takes the assistant."""
        self._assistant = assistant
        assistant.modelReady.connect(self._model_ready)
        assistant.estimated.connect(self._estimated)

    @property
    def running(self) -> bool:
        return self._asked is not None

    def start(self) -> None:
        """Estimates all unfinished images without an estimate, in list order."""
        order, document = self.session.order, self.session.document
        if order is None or document is None or self._assistant is None or self._model is None:
            return
        table = order.table
        rows = dict.fromkeys([*order.rows.tolist(), *range(len(table))])
        undone = [row for row in rows if table.is_undone(row) and table.ids[row] not in self.values]
        self._waiting = [table.ids[row] for row in reversed(undone)]
        self.total, self.done, self._began = len(self._waiting), 0, self._now()
        self._next()
        self.changed.emit()

    def stop(self) -> None:
        """Stops; estimates so far are kept."""
        if self._assistant is not None and self.running:
            self._assistant.estimate(None)
        self._waiting, self._asked = [], None
        self.changed.emit()

    def words(self) -> str:
        """The progress, as text; empty if not running."""
        if not self.running:
            return ""
        said = tr("Checked {done:,} of {count:,} images", done=self.done, count=self.total)
        left = self.seconds_left()
        if left is None:
            return said
        if left < 60:
            return tr("{progress}, less than a minute left", progress=said)
        return tr("{progress}, about {time} left", progress=said, time=duration(left))

    def seconds_left(self) -> float | None:
        """How long it will go on at the pace so far; None before there is one."""
        if not self.running or self.done < LEAST_DONE:
            return None
        return (self._now() - self._began) / self.done * (self.total - self.done)

    # -- internals

    def _next(self) -> None:
        document = self.session.document
        self._asked = None
        while self._waiting and document is not None and self._assistant is not None:
            image = document.image_table.get(self._waiting.pop())
            if image is not None and image.status in UNDONE:
                self._asked = (image.id, str(self.session.path_of(image)))
                self._assistant.estimate(self._asked[1])
                return
            self.done += 1

    def _estimated(self, path: str, objectness: tuple[float, ...] | None) -> None:
        if self._asked is None or self._asked[1] != path:
            return
        number, model = self._asked[0], self._model
        if objectness is not None and model is not None:
            value = overview.uncertainty(objectness)
            self.values[number] = value
            self.session.ask_project(
                lambda project: estimates.append(estimates.file_of(project, model), number, value),
                lambda _: None,
            )
            self.learned.emit(number, value)
        self.done += 1
        self._next()
        self.changed.emit()

    def _model_ready(self, info: ModelInfo) -> None:
        if info.folder == self._model:
            return
        self.stop()
        self._model = info.folder
        self._read(None)

    def _read(self, _project: object) -> None:
        self.values = {}
        model = self._model
        if model is None or self.session.document is None:
            return

        def read(project: Project) -> dict[int, float]:
            return estimates.read(estimates.file_of(project, model))

        def take(values: dict[int, float]) -> None:
            if self._model == model:
                self.values = {**values, **self.values}

        self.session.ask_project(read, take, lambda _reason: None)

    def _forget(self) -> None:
        self.stop()
        self.values = {}
