"""Adds the rest of a large folder to the project: files are measured in the background and added in batches."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotations.errors import Problem
from annotations.project import AddedImages
from annotations.project.adding import Measured
from app.background.chores import ChoreError, Chores

BATCH = 250
AHEAD = 2
"""The maximum number of batches measured but not yet added."""

Add = Callable[[list[Measured | Problem], Callable[[AddedImages], None], Callable[[str], None]], None]


class Gathering(QObject):
    """Lives in the window's thread; one folder at a time. `add` adds a batch to the project and reports back."""

    added = Signal(object)  # AddedImages
    failed = Signal(object)  # the reason, a text
    finished = Signal()
    _measured = Signal(object, object)

    def __init__(self, chores: Chores, add: Add, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chores, self._add = chores, add
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._room = threading.Semaphore(AHEAD)
        self.total = self.done = 0
        self._measured.connect(self._keep)

    @property
    def running(self) -> bool:
        return self.done < self.total

    def start(self, paths: Sequence[str]) -> None:
        """Starts with other files; drops the previous ones."""
        self.end()
        if paths:
            self.total, self.done = len(paths), 0
            self._stop, self._room = threading.Event(), threading.Semaphore(AHEAD)
            arguments = (paths, self._stop, self._room)
            self._thread = threading.Thread(
                target=self._measure, args=arguments, name="gathering", daemon=True
            )
            self._thread.start()

    def end(self) -> None:
        """Stops; what was added stays, and the next opening of the folder continues."""
        self._stop.set()
        self._room.release()
        if self._thread is not None:
            self._thread.join(10.0)
        self._thread = None
        self.total = self.done = 0

    # -- in the window's thread

    def _keep(self, stop: threading.Event, measured: list[Measured | Problem]) -> None:
        if stop.is_set():
            return
        room = self._room

        def taken(added: AddedImages) -> None:
            room.release()
            if not stop.is_set():
                self.done += len(measured)
                self.added.emit(added)
                if not self.running:
                    self.finished.emit()

        def refused(reason: str) -> None:
            if not stop.is_set():
                self.end()
                self.failed.emit(reason)

        self._add(measured, taken, refused)

    # -- in its own thread

    def _measure(self, paths: Sequence[str], stop: threading.Event, room: threading.Semaphore) -> None:
        for start in range(0, len(paths), BATCH):
            room.acquire()
            if stop.is_set():
                return
            batch = paths[start : start + BATCH]
            try:
                measured = self._chores.do("measure", batch)
            except ChoreError as error:
                if stop.is_set():
                    return
                measured = [Problem(path, "", str(error)) for path in batch]
            with contextlib.suppress(RuntimeError):  # the window is gone
                self._measured.emit(stop, measured)
