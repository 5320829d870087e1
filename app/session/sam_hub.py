"""Looks up and fetches a SAM from the hub for the window, in a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
from functools import partial
from subprocess import PIPE, Popen
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotations.message import Message
from annotations.processes import python_command
from app.background.jobs import Check, Jobs
from app.background.worker_process import quiet_threads
from app.start_up.sam_source import home
from rsis_model.sam.hub import Offer, offer_of

_MODULE = "rsis_model.sam.hub"


class SamHub(QObject):
    """Lives in the window's thread; a new task ends the one before."""

    offered = Signal(object)  # Offer
    fetched = Signal(str)  # the folder
    failed = Signal(object)  # the reason

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)  # its own thread, which waits for the process
        self._process: Popen[bytes] | None = None
        self.running = False

    def look_up(self, name: str) -> None:
        """Finds out what a name on the hub offers; nothing is fetched."""
        self._start(["look-up", name])

    def fetch(self, offer: Offer) -> None:
        """Fetches what was offered."""
        self._start(["fetch", offer.name, offer.revision, str(home())])

    def cancel(self) -> None:
        """Ends what is running; what was fetched so far is used by the next attempt."""
        self._jobs.drop()
        self.running = False
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    def _start(self, arguments: list[str]) -> None:
        self.cancel()
        self.running = True
        self._jobs.run(partial(self._ask, arguments), self._done, self._fail)

    def _done(self, said: dict[str, Any]) -> None:
        self.running = False
        if "template" in said:
            self.failed.emit(Message(said["template"], **said["values"]))
        elif "offer" in said:
            self.offered.emit(offer_of(said["offer"]))
        else:
            self.fetched.emit(said["folder"])

    def _fail(self, reason: str) -> None:
        self.running = False
        self.failed.emit(reason)

    # -- in a thread

    def _ask(self, arguments: list[str], check: Check) -> dict[str, Any]:
        """Starts the process and reads its one line."""
        environment = quiet_threads(dict(os.environ), 1) | {"HF_HUB_DISABLE_PROGRESS_BARS": "1"}
        process = Popen(
            python_command(_MODULE, arguments, background=True), stdin=PIPE, stdout=PIPE, env=environment
        )
        assert process.stdin is not None and process.stdout is not None
        self._process = process
        try:
            check()
            lines = process.stdout.read().decode("utf-8").splitlines()
            check()
            said = json.loads(lines[-1]) if lines else None
            if not isinstance(said, dict):
                raise ValueError(Message("The process that looks into the hub crashed."))
            return said
        finally:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()
