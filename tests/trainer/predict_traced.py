"""Runs `rsis-trainer` and notes each image that is read: FILE, then the command's arguments.

Environment variables make reading fail: KILL_AT names an image at which the process that reads it is killed, HANG_AT
one that is never read, and DELAY gives seconds that each takes.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from trainer.cli import main
from trainer.predicting import local, on_ray, reading
from trainer.predicting.items import Done, Part


class Traced:
    """A worker that adds a line to a file for each image that its process reads: the image's name and the process."""

    def __init__(self, make: local.Make, file: str) -> None:
        self._work = make()
        self._read, self._file = reading.read_image, file

    def __call__(self, part: Part) -> Done:
        with mock.patch.object(reading, "read_image", self._traced):
            return self._work(part)

    def _traced(self, path: Path) -> Any:
        with open(self._file, "a", encoding="utf-8") as file:
            file.write(f"{path.name} {os.getpid()}\n")
        if path.name == os.environ.get("KILL_AT"):
            os.kill(os.getpid(), signal.SIGKILL)
        if path.name == os.environ.get("HANG_AT"):
            threading.Event().wait()
        time.sleep(float(os.environ.get("DELAY", "0")))
        return self._read(path)


def traced(deal: Any) -> Any:
    """As the `deal` of an engine, with workers that are traced."""

    def dealt(parts: Any, make: local.Make, *rest: Any) -> Any:
        return deal(parts, partial(Traced, make, sys.argv[1]), *rest)

    return dealt


if __name__ == "__main__":
    with (
        mock.patch.object(local, "deal", traced(local.deal)),
        mock.patch.object(on_ray, "deal", traced(on_ray.deal)),
    ):
        main(sys.argv[2:])
