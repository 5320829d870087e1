"""Adds image files to a project: what the project stores about each, read from its header."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from annotations.errors import AnnotationError, Problem, StrPath, explain
from annotations.imaging.pages import file_of
from annotations.imaging.reading import image_size
from annotations.message import Message
from annotations.records import ImageRecord


@dataclass(frozen=True, slots=True)
class AddedImages:
    """The added records, and a problem for each file that could not be added."""

    images: tuple[ImageRecord, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """An image file: the size of the upright image in pixels, the file's in bytes, its modification time (ns)."""

    path: str
    height: int
    width: int
    bytes: int
    modified: int


def measure(path: StrPath) -> Measured | Problem:
    """Return what a project stores about an image file, or why it cannot be added."""
    name = os.fspath(path)
    try:
        name.encode()
        height, width = image_size(name)
        found = os.stat(file_of(name))
    except AnnotationError as error:
        return Problem(error.path, "", error.reason)
    except OSError as error:
        return Problem(name, "", Message("it cannot be opened: {reason}", reason=explain(error)))
    except UnicodeEncodeError:
        shown = os.fsencode(name).decode(errors="replace")
        return Problem(shown, "", Message("its name is not valid text; rename it"))
    return Measured(name, height, width, found.st_size, found.st_mtime_ns)


def named(paths: Iterable[StrPath], relative: Callable[[StrPath], str]) -> Iterator[tuple[str, str]]:
    """Return paths with their names in a project; `relative` is called once per folder, since it accesses the disk."""
    folders: dict[str, str] = {}
    for path in paths:
        given = os.fspath(path)
        folder, separator, name = given.rpartition(os.sep)
        if not separator or name in ("", ".", "..") or (os.altsep and os.altsep in name):
            yield given, relative(given)
            continue
        if folder not in folders:
            folders[folder] = relative(f"{folder}{os.sep}x")[:-1]
        yield given, folders[folder] + name
