"""Recognises JSON and XML files by the words at their beginning and end, without reading them whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from annotations.formats.base import check_within
from annotations.formats.reading import folders_in

HEAD = 2**16  # bytes
MOST_FILES, MOST_FOLDERS = 50, 20


def says(path: Path, pattern: re.Pattern[bytes]) -> bool:
    """Whether a pattern is found in a file's first or last 64 KB; False if it cannot be read."""
    try:
        if not path.is_file():
            return False
        with open(path, "rb") as file:
            if pattern.search(file.read(HEAD)):
                return True
            size = file.seek(0, os.SEEK_END)
            file.seek(max(HEAD, size - HEAD))
            return pattern.search(file.read(HEAD)) is not None
    except OSError:
        return False


def any_says(source: Path, suffix: str, pattern: re.Pattern[bytes], *, folders: tuple[str, ...] = ()) -> bool:
    """Whether the source, or one of the first files in the folder or in its `folders`, has the suffix and says so."""
    return any(says(path, pattern) for path in candidates(source, suffix, folders=folders))


def candidates(source: Path, suffix: str, *, folders: tuple[str, ...] = ()) -> Iterator[Path]:
    """Yield the source if it has the suffix, or the first such files in it and in its folders of these names.

    Links that lead out of the source are left out.
    """
    if source.is_file():
        yield from [source] * (source.suffix.lower() == suffix)
        return
    named = [path for path in folders_in(source) if path.name.lower() in folders] if folders else []
    for place in (source, *named[:MOST_FOLDERS]):
        fitting = (path for path in sorted(_files(place)) if path.suffix.lower() == suffix)
        yield from (path for path in islice(fitting, MOST_FILES) if is_inside(path, source))


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path leads to no place outside a folder."""
    try:
        check_within(path, folder)
    except ValueError:
        return False
    return True


def _files(place: Path) -> Iterator[Path]:
    try:
        with os.scandir(place) as entries:
            yield from (Path(entry.path) for entry in islice(entries, 1000) if not entry.name.startswith("."))
    except OSError:
        return
