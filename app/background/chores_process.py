"""The process that does chores: a job and its arguments come on its standard input, the answer leaves on its output."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any, cast

from annotations.project.adding import measure
from app.background.pipe import read_message, write_message
from app.background.thumbnail_cache import ThumbnailCache

_caches: dict[str, ThumbnailCache] = {}


def _thumbnail(folder: str, limit_bytes: int, path: str, pixel_limit: int) -> bytes:
    cache = _caches.setdefault(folder, ThumbnailCache(folder, limit_bytes))
    cache.limit_bytes = limit_bytes
    return cache.thumbnail(path, pixel_limit)


JOBS: Mapping[str, Callable[..., object]] = {
    "measure": lambda paths: [measure(path) for path in paths],
    "thumbnail": _thumbnail,
}


def main() -> None:
    """Serve the parent that started this process, until it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the window to answer
    if hasattr(os, "nice"):
        os.nice(10)
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the messages
    try:
        while True:
            name, arguments = cast(tuple[str, tuple[Any, ...]], read_message(sys.stdin.buffer))
            try:
                answer: object = JOBS[name](*arguments)
            except Exception as error:
                answer = error
            write_message(outgoing, answer)
    except (EOFError, OSError):
        return


if __name__ == "__main__":
    main()
