"""The model's process in Qt's terms: one run of it after the other, heard by signals."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

from app.assist.link import WORKER, WorkerLink
from app.assist.protocol import FromWorker, ToWorker


class WorkerRuns(QObject):
    """Lives in the window's thread. Only the latest run is heard, and nothing of one that was ended."""

    heard = Signal(object)  # FromWorker
    died = Signal(object)  # why: the run is over, and start() begins another

    _message = Signal(int, object)  # from one of the link's threads
    _death = Signal(int, object)

    def __init__(self, factory: str, worker: str = WORKER, parent: QObject | None = None) -> None:
        """factory, worker: see `WorkerLink`."""
        super().__init__(parent)
        self._factory, self._worker = factory, worker
        self._link: WorkerLink | None = None
        self._run = 0  # the number of the run that is heard
        self._message.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._death.connect(self._bury, Qt.ConnectionType.QueuedConnection)

    @property
    def pid(self) -> int | None:
        """The id of the process; None if it is not running."""
        return self._link.pid if self._link else None

    @property
    def is_running(self) -> bool:
        """Whether a run was started and has not ended."""
        return self._link is not None

    def start(self, messages: Iterable[ToWorker | None]) -> None:
        """Start a run with its first messages, None being none. The run before must have ended."""
        assert self._link is None
        self._run += 1
        run = self._run
        self._link = WorkerLink(
            self._factory,
            on_message=lambda message: _emit_if_alive(self._message, run, message),
            on_death=lambda why: _emit_if_alive(self._death, run, why),
            worker=self._worker,
        )
        for message in messages:
            if message is not None:
                self._link.send(message)

    def send(self, message: ToWorker) -> None:
        """Send a message, if there is a run."""
        if self._link is not None:
            self._link.send(message)

    def end(self) -> None:
        """End the run; no signals follow. It takes a few milliseconds, and may be called twice."""
        self._run += 1
        link, self._link = self._link, None
        if link is not None:
            link.close()

    @Slot(int, object)
    def _hear(self, run: int, message: FromWorker) -> None:
        if run == self._run:
            self.heard.emit(message)

    @Slot(int, object)
    def _bury(self, run: int, why: str) -> None:
        if run == self._run and self._link is not None:
            self.end()
            self.died.emit(why)


def _emit_if_alive(signal: SignalInstance, *arguments: object) -> None:
    """Emit a signal; nothing happens once its object is deleted."""
    with contextlib.suppress(RuntimeError):
        signal.emit(*arguments)
