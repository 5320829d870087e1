"""The chores process: reads a job and its arguments from standard input, writes the answer to standard output."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from annotations.processes import read_message, write_message
from annotations.project.adding import measure
from app.background.thumbnail_cache import KeptFiles, ThumbnailCache

_caches: dict[str, ThumbnailCache] = {}
_crop_caches: dict[str, KeptFiles] = {}


def _thumbnail(folder: str, limit_bytes: int, path: str, pixel_limit: int) -> bytes:
    cache = _caches.setdefault(folder, ThumbnailCache(folder, limit_bytes))
    cache.limit_bytes = limit_bytes
    return cache.thumbnail(path, pixel_limit)


def _crops(folder: str, limit_bytes: int, path: str, pixel_limit: int, masks: list[Any]) -> list[bytes]:
    # Here, for what it loads: see `_format`.
    from app.background.instance_crops import CropCache

    cache = cast(CropCache, _crop_caches.setdefault(folder, CropCache(folder, limit_bytes)))
    cache.limit_bytes = limit_bytes
    return cache.crops(path, pixel_limit, masks)


def _format(folder: Path) -> str | None:
    """Return the title of the format of the annotations in a folder, or None."""
    # Here, since it loads all formats, which the first thumbnails must not wait for.
    from annotations.formats.table import find, guess

    name = guess(folder)
    return None if name is None else find(name).title


def _doubts(project: Path, image_ids: list[int], seconds: float) -> list[object]:
    """Measure the instances of as many of these images as there is time for, but at least one."""
    from annotations.project import Project
    from annotations.review.doubts import measure_image
    from annotations.review.measures import ImageMeasures

    began = time.monotonic()
    measured: list[object] = []
    # Called many times for one project, which the window has open: neither check nor read all of it each time.
    with Project.open(project, read_only=True, checked=True) as opened:
        for number in image_ids:
            if opened.select("SELECT 1 FROM image WHERE id = ?", number):
                measured.append(measure_image(opened, opened.image(number)))
            else:
                measured.append(ImageMeasures(number, (), ()))
            if time.monotonic() - began > seconds:
                break
    return measured


JOBS: Mapping[str, Callable[..., object]] = {
    "measure": lambda paths: [measure(path) for path in paths],
    "thumbnail": _thumbnail,
    "crops": _crops,
    "format": _format,
    "doubts": _doubts,
}


def main() -> None:
    """Serve the parent process until it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window handles Ctrl+C in the terminal
    if hasattr(os, "nice"):
        os.nice(10)
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # output that libraries print must not mix with the messages
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
