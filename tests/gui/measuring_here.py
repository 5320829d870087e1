"""The measuring process as a thread, for tests that are not about processes: starting one takes longer than them."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from annotations.processes import write_message
from app.background.measuring_process import messages


class Here:
    """Stands in for subprocess.Popen."""

    def __init__(self, command: Sequence[str], **_options: Any) -> None:
        ours, self._theirs = os.pipe()
        self.stdin, self.stdout = io.BytesIO(), os.fdopen(ours, "rb")
        self._arguments = command[-2], command[-1]
        self._killed = False
        threading.Thread(target=self._run, daemon=True).start()

    def kill(self) -> None:
        self._killed = True

    def wait(self) -> int:
        return 0

    def _run(self) -> None:
        with suppress(OSError), os.fdopen(self._theirs, "wb") as stream:
            for message in messages(*self._arguments):
                if self._killed:
                    return
                write_message(stream, message)
