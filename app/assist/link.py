"""The parent's end of the model's process: starts it, communicates on threads, ends it. Independent of Qt."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable
from typing import BinaryIO, cast

from annotations.errors import explain
from annotations.message import Message
from annotations.processes import python_command, read_message, write_message
from app.assist.protocol import FromWorker, ToWorker
from app.background.worker_process import model_threads, quiet_threads

DEFAULT_FACTORY = "app.assist.loader:load_predictor"

WORKER = "app.assist.process"
_JOIN_SECONDS = 5.0


class WorkerLink:
    """One run of the model's process.

    on_message and on_death(why) are called on one of the link's threads; on_death once, unless close() came
    first. No method waits for the process except close(), which kills it: the process holds nothing of value.
    """

    def __init__(
        self,
        factory: str,
        on_message: Callable[[FromWorker], None],
        on_death: Callable[[str], None],
        worker: str = WORKER,
    ) -> None:
        """factory: see `Assistant`; worker: the module to run as the process."""
        self._worker = worker
        self._factory = factory
        self._on_message = on_message
        self._on_death = on_death
        self._outbox: queue.SimpleQueue[ToWorker | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the link)
        self._writer = threading.Thread(target=self._write, name="assist writer", daemon=True)
        self._writer.start()

    @property
    def pid(self) -> int | None:
        """The process's id, once it has started."""
        return self._process.pid if self._process else None

    def send(self, message: ToWorker) -> None:
        """Queue a message; a thread writes it."""
        self._outbox.put(message)

    def close(self) -> None:
        """End the process and both threads; no callbacks follow. Safe to call twice."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()
        self._outbox.put(None)
        for thread in (self._writer, self._reader):
            if thread is not None and thread is not threading.current_thread():
                thread.join(_JOIN_SECONDS)
        if self._process is not None:
            self._process.wait(_JOIN_SECONDS)
        self._complaints.close()

    def _write(self) -> None:
        try:
            process = self._start()
        except OSError as error:
            self._die(Message("could not be started: {reason}", reason=explain(error)))
            return
        if process is None:
            return
        stream = cast(BinaryIO, process.stdin)
        while (message := self._outbox.get()) is not None:
            try:
                write_message(stream, message)
            except (OSError, ValueError):
                break  # the reader will find out why
        with contextlib.suppress(OSError):
            stream.close()

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._closed:
                return None
            self._process = subprocess.Popen(
                python_command(self._worker, [self._factory]),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                env=quiet_threads(dict(os.environ), model_threads()),
            )
            self._reader = threading.Thread(
                target=self._read, args=(self._process,), name="assist reader", daemon=True
            )
            self._reader.start()
            return self._process

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        stream = cast(BinaryIO, process.stdout)
        try:
            while True:
                message = cast(FromWorker, read_message(stream))
                if not self._closed:
                    self._on_message(message)
        except (EOFError, OSError):
            pass
        finally:
            stream.close()
            code = process.wait()
            self._outbox.put(None)
        if not self._closed:
            self._die(_why(code, self._last_words()))

    def _die(self, why: str) -> None:
        if not self._closed:
            self._on_death(why)

    def _last_words(self) -> str:
        """The last line of the process's standard error."""
        try:
            end = self._complaints.seek(0, os.SEEK_END)
            self._complaints.seek(max(0, end - 2000))
            lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        except (OSError, ValueError):
            return ""
        told = [line for line in lines if line and not line.startswith((" ", "\t"))]
        return told[-1].strip() if told else ""


def _why(code: int, words: str) -> str:
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = str(-code)
        if name == "SIGKILL":
            return Message("was killed by {signal} (usually because memory ran out)", signal=name)
        return Message("was killed by {signal}", signal=name)
    if words:
        return Message("exited with code {code}: {words}", code=code, words=words)
    return Message("exited with code {code}", code=code)
