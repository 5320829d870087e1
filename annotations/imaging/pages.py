"""Pages of a stack as images: a path names the file and the page, and this is the one place that reads such paths."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.errors import StrPath

MARK = "#page="
"""Stands between the file and the number of the page, from 1: `stack.tif#page=7`."""
MOST_PAGES = 10_000
"""The pages of a file that has, or says that it has, more are not opened as images."""
STACK_SUFFIXES = (".gif", ".lsm", ".tif", ".tiff", ".webp")
"""Files whose pages can be opened as images."""
_NAMED = re.compile(r"(?P<file>.+)#page=(?P<page>[1-9][0-9]{0,5})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an image is: its file, and the page of it from 1; None for a file that is an image as a whole."""

    file: str
    page: int | None = None


def place_of(path: StrPath) -> Place:
    """Return the file and the page that a path names; a file that really has such a name is that file."""
    text = os.fspath(path)
    named = _NAMED.fullmatch(text) if MARK in text else None
    if named is None or os.path.lexists(text):
        return Place(text)
    return Place(named["file"], int(named["page"]))


def file_of(path: StrPath) -> str:
    """Return the file that a path names, without the page."""
    return place_of(path).file


def name_parts(name: str) -> Place:
    """As `place_of`, by the text of a name alone."""
    named = _NAMED.fullmatch(name) if MARK in name else None
    return Place(name) if named is None else Place(named["file"], int(named["page"]))


def page_path(file: StrPath, page: int) -> str:
    """Return the path of a page, from 1, of a file."""
    return f"{os.fspath(file)}{MARK}{page}"


def plain_name(name: str) -> str:
    """Return a name for a page as a file of its own: `stack_p007.tif`; other names stay as they are."""
    place = name_parts(name)
    if place.page is None:
        return name
    stem, suffix = os.path.splitext(place.file)
    return f"{stem}_p{place.page:03}{suffix}"


def files_with_pages(names: Iterable[str]) -> frozenset[str]:
    """Return the names of the files of which some of these names are pages."""
    return frozenset(name_parts(name).file for name in names if name_parts(name).page is not None)


def is_stack_name(name: str) -> bool:
    """Whether a file's name is one of a kind whose pages can be opened as images."""
    return name.lower().endswith(STACK_SUFFIXES)
