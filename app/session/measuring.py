"""Measures the open project in a process of its own, and collects the result."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any, BinaryIO, cast

from PySide6.QtCore import QObject, Signal

from annotations.imaging.pixel_size import PixelSize
from annotations.measuring.columns import Column, columns
from annotations.measuring.sources import SETTING, typed_size
from annotations.message import Message
from annotations.processes import python_command, read_message
from annotations.project import Project
from app.background.jobs import Check, Jobs
from app.background.worker_process import quiet_threads
from app.document.measurements import Batch, Measurements, batch, joined
from app.session.session import Session

_MODULE = "app.background.measuring_process"


class MeasureWork(QObject):
    """Lives in the window's thread. A new measurement ends the one before; so does closing the project."""

    progressed = Signal(int, int)  # images begun, and all
    measured = Signal(object)  # Measurements
    failed = Signal(object)  # the reason
    sizeKnown = Signal(object)  # noqa: N815  (PixelSize that was typed for the project, or None)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = Jobs(self)  # its own thread, which waits for the process
        self._process: Popen[bytes] | None = None
        self._asked = 0
        self.running = False
        session.closing.connect(self.cancel)

    def start(self) -> None:
        """Measures, once all decisions so far are saved."""
        self.cancel()
        self.running = True
        asked = self._asked

        def begin(found: tuple[Path, PixelSize | None]) -> None:
            if asked == self._asked:
                path, size = found
                self.sizeKnown.emit(size)
                self._begin(path, size)

        self._session.ask_project(lambda project: (project.path, typed_size(project)), begin, self._fail)

    def use_size(self, size: PixelSize | None) -> None:
        """Stores the size of a pixel in the project, None for each file's own, and measures again."""
        self.cancel()

        def keep(project: Project) -> None:
            project.set_setting(SETTING, size.text if size is not None else None)

        self._session.ask_project(keep, lambda _: None, self._fail)
        self.start()

    def cancel(self) -> None:
        """Ends the measurement that is running, if any."""
        self._asked += 1
        self._jobs.drop()
        self.running = False
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    # -- internals

    def _begin(self, path: Path, size: PixelSize | None) -> None:
        arguments = [str(path), size.text if size is not None else ""]
        self._jobs.run(partial(self._collect, arguments, self._asked), self._done, self._fail)

    def _done(self, found: Measurements) -> None:
        self.running, self._process = False, None
        self.measured.emit(found)

    def _fail(self, reason: str) -> None:
        self.running, self._process = False, None
        self.failed.emit(reason)

    # -- in a thread

    def _collect(self, arguments: list[str], asked: int, check: Check) -> Measurements:
        """Starts the process, reads its messages until the last, and ends it."""
        process = Popen(
            python_command(_MODULE, arguments, background=True),
            stdin=PIPE,
            stdout=PIPE,
            env=quiet_threads(dict(os.environ), 1),
        )
        assert process.stdin is not None and process.stdout is not None
        self._process = process
        try:
            check()
            return self._read(cast(BinaryIO, process.stdout), asked, check)
        except EOFError:
            check()  # cancelled
            raise ValueError(Message("The measuring process crashed.")) from None
        finally:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()

    def _read(self, stream: BinaryIO, asked: int, check: Check) -> Measurements:
        every: tuple[Column, ...] = ()
        images = 0
        batches: list[Batch] = []
        while True:
            kind, told = cast(tuple[str, Any], read_message(stream))
            check()
            if kind == "begin":
                channels, of_plugins, images = told
                every = columns(channels, of_plugins)
            elif kind == "some":
                batches.append(batch(told[1], told[2], every))
                self._tell(asked, told[0], images)
            elif kind == "failed":
                raise ValueError(told)
            else:
                origins, without, problems = told
                found = joined(batches, every)
                return replace(found, origins=origins, without_pixel_size=without, problems=problems)

    def _tell(self, asked: int, done: int, images: int) -> None:
        if asked == self._asked:
            with contextlib.suppress(RuntimeError):  # the window is gone
                self.progressed.emit(done, images)
