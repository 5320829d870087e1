"""Writing files so that what is at the target is always whole: beside it first, then renamed."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from annotations.errors import FormatError, StrPath, explain
from annotations.message import Message


def can_write(folder: StrPath) -> bool:
    """Whether a file can really be made in a folder, found out by making one."""
    probe = Path(folder) / f".{secrets.token_hex(6)}.probe"
    try:
        descriptor = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return False
    os.close(descriptor)
    probe.unlink(missing_ok=True)
    return True


@contextmanager
def atomic_file(path: StrPath) -> Iterator[IO[bytes]]:
    """A file to write to that appears at `path`, whole and on the disk, only when the block ends well.

    FormatError if it cannot be written; what was at `path` before is then untouched, nothing is left beside.
    """
    target = Path(path)
    part = _beside(target)
    try:
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
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def atomic_folder(path: StrPath) -> Iterator[Path]:
    """A folder to fill that appears at `path`, whole, only when the block ends well.

    FormatError if it cannot be written or if a folder with something in it is there already.
    """
    target = Path(path)
    part = _beside(target)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise FormatError(target, Message("there is something already; give a new or an empty folder"))
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
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _sync_tree(folder: Path) -> None:
    """Put all files below a folder on the disk: at once where the system can, which takes far less time."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with open(path, "r+b") as file:
                os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some network drives cannot; the file itself is written
    finally:
        os.close(descriptor)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
