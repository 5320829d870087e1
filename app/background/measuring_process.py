"""The measuring process: reads a project, writes measured instances to standard output in batches.

Its arguments are the project's file and the size of a pixel that was typed, empty for each file's own. It ends when
its standard input closes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from annotations.errors import AnnotationError
from annotations.imaging.pixel_size import parse
from annotations.measuring import plugged, sources
from annotations.measuring.columns import Column, columns, own_names
from annotations.measuring.measure import Measured, Report, measured, most_channels
from annotations.processes import write_message
from annotations.project import Project

AT_ONCE = 500
"""Instances of a message."""


def messages(path: str, pixel_size: str) -> Iterator[tuple[str, Any]]:
    """Yield what the window is told.

    "begin" (channels, columns of plug-ins, images), "some" (images so far, values by column)…, and "end".
    """
    with Project.open(path, read_only=True, checked=True) as project:
        size = parse(pixel_size) if pixel_size else None
        images = sources.of_project(project)
        channels = most_channels(images)
        report = Report()
        extras = plugged.load(own_names(), report.problems)
        of_plugins = tuple(column for extra in extras for column in extra.columns)
        every = columns(channels, of_plugins)
        yield "begin", (channels, of_plugins, len(images))
        stream = measured(images, report, pixel=size, extras=extras)
        while some := list(islice(stream, AT_ONCE)):
            yield "some", (report.images, [one.image.id for one in some], _values(every, some))
    problems = tuple(str(problem) for problem in report.problems)
    yield "end", (report.origins, report.without_pixel_size, problems)


def _values(every: tuple[Column, ...], some: list[Measured]) -> dict[str, list[Any]]:
    return {column.name: [column.of(one) for one in some] for column in every}


def main() -> None:
    """Measure, and tell the window of any failure."""
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # output that libraries print must not mix with the messages
    try:
        for message in messages(*sys.argv[1:3]):
            write_message(outgoing, message)
    except (AnnotationError, MemoryError) as error:
        write_message(outgoing, ("failed", str(error)))


if __name__ == "__main__":
    main()
