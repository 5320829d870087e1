"""Atomic writing: a file or folder is written beside its target and then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from annotations import unfinished
from annotations.errors import FormatError, StrPath, explain
from annotations.message import Message


def can_write(folder: StrPath) -> bool:
    """Find out whether a folder is writable by creating a file in it."""
    with unfinished.writing(unfinished.part_of(Path(folder) / "probe")) as probe:
        try:
            os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError:
            return False
    return True


@contextmanager
def atomic_file(path: StrPath) -> Iterator[IO[bytes]]:
    """Yield a file that appears at `path`, complete and flushed to the disk, only if the block succeeds.

    FormatError if it cannot be written. The previous file at `path` then stays, and nothing is left beside it.
    """
    target = Path(path)
    try:
        with unfinished.writing(unfinished.part_of(target)) as part:
            with open(part, "xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, target)
            sync_folder(target.parent)
    except OSError as error:
        raise FormatError(
            target, Message("it could not be written: {reason}", reason=explain(error))
        ) from error


@contextmanager
def atomic_folder(path: StrPath) -> Iterator[Path]:
    """Yield a folder that appears at `path`, complete, only if the block succeeds.

    FormatError if it cannot be written, or if a non-empty folder already exists there.
    """
    target = Path(path)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise FormatError(target, Message("it already exists; choose a new or empty folder"))
        with unfinished.writing(unfinished.part_of(target)) as part:
            part.mkdir()
            yield part
            _sync_tree(part)
            if target.exists():
                target.rmdir()
            os.replace(part, target)
            sync_folder(target.parent)
    except OSError as error:
        raise FormatError(
            target, Message("it could not be written: {reason}", reason=explain(error))
        ) from error


def _sync_tree(folder: Path) -> None:
    """Flush all files below a folder to the disk: together if the system can, which is far faster."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with open(path, "r+b") as file:
                os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, if the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some network drives cannot; the file itself is on the disk
    finally:
        os.close(descriptor)
