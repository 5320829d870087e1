"""Remembers how this program left each project file, to tell whether another program has changed it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from annotations.project.network_drives import on_network_drive

_left: dict[tuple[int, int], tuple[int, int]] = {}
"""The size in bytes and the time of change in ns of each file, by device and number, as this program left it."""


def remember(path: Path) -> None:
    """Remember how this program left the file."""
    with suppress(OSError):
        found = os.stat(path)
        _left[found.st_dev, found.st_ino] = found.st_size, found.st_mtime_ns


def is_known_whole(path: Path) -> bool:
    """Whether this program opened the file, which checks every page, and it is as this program left it."""
    with suppress(OSError):
        found = os.stat(path)
        return (found.st_dev, found.st_ino) in _left and is_as_left(path) is True
    return False


def is_as_left(path: Path) -> bool | None:
    """Whether nobody else changed the file, as far as its size and time tell; None: the size says so, not the time."""
    found = os.stat(path)
    size, time = _left.get((found.st_dev, found.st_ino), (found.st_size, found.st_mtime_ns))
    if found.st_size != size:
        return False
    return True if found.st_mtime_ns == time or on_network_drive(path) else None
