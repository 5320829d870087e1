"""The window's end of the chores process: started by the first chore, restarted if it dies."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from typing import Any, cast

from annotations.message import Message
from annotations.processes import python_command, read_message, write_message
from app.background.worker_process import quiet_threads

_MODULE = "app.background.chores_process"


class ChoreError(Exception):
    """The process could not be started, or died at this chore twice."""


class Chores:
    """For any thread but the window's: `do` waits for its answer; other calls wait their turn."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def do(self, job: str, *arguments: Any) -> Any:
        """Run a job of `app.background.chores_process`; its exception is raised here. ChoreError: no answer."""
        with self._turn:
            for _ in range(2):
                try:
                    answer = self._ask(job, arguments)
                except (OSError, EOFError):
                    self._end()
                    continue
                if isinstance(answer, Exception):
                    raise answer
                return answer
        raise ChoreError(Message("The background process crashed during “{job}”.", job=job))

    def close(self) -> None:
        """Ends the process; pending calls raise ChoreError."""
        self._closed = True
        self._end()

    def _ask(self, job: str, arguments: tuple[Any, ...]) -> object:
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        write_message(cast(Any, process.stdin), (job, arguments))
        return read_message(cast(Any, process.stdout))

    def _running(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._closed:
                raise EOFError
            if self._process is None:
                self._process = subprocess.Popen(
                    python_command(_MODULE, []),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env=quiet_threads(dict(os.environ), 1),
                )
            return self._process

    def _end(self) -> None:
        with self._starting:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError, ValueError):
                        stream.close()
