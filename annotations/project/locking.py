"""Locks a project file for one program at a time, with a lock file beside it that ends with the program."""

from __future__ import annotations

import errno
import os
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import ProjectError, explain
from annotations.message import Message

# The system's error codes if another process holds the lock.
_TAKEN = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})
_guard = threading.Lock()
_held: dict[str, _Held] = {}


@dataclass
class _Held:
    descriptor: int
    users: int


def lock_path(project: Path) -> Path:
    """Return the path of a project's lock file: beside the file itself, whatever link was used to open it."""
    real = Path(os.path.realpath(project))
    return real.with_name(real.name + "-lock")


def acquire(project: Path) -> None:
    """Lock the project for this program; further calls by the same program are counted.

    ProjectError: another program has it open, or the lock cannot be created.
    """
    key = os.path.realpath(project)
    with _guard:
        held = _held.get(key)
        if held is None:
            _held[key] = _Held(_take(project), 1)
            return
        if not _is_at(held.descriptor, lock_path(project)):  # the drive was disconnected and is back
            lost, held.descriptor = held.descriptor, _take(project)
            os.close(lost)
        held.users += 1


def release(project: Path) -> None:
    """Release one `acquire`; the last one removes the lock file."""
    key = os.path.realpath(project)
    with _guard:
        held = _held.get(key)
        if held is None:  # the link in the path is gone with its drive
            return
        held.users -= 1
        if held.users:
            return
        del _held[key]
        _give_back(project, held.descriptor)


def is_held(project: Path) -> bool:
    """Whether this program holds the project already."""
    with _guard:
        return os.path.realpath(project) in _held


def _take(project: Path) -> int:
    path = lock_path(project)
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise ProjectError(
                project, Message("it cannot be opened for writing: {reason}", reason=explain(error))
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno not in _TAKEN:
                reason = Message(
                    "this drive does not support file locks ({reason}); copy the project to another drive",
                    reason=explain(error),
                )
                raise ProjectError(project, reason) from error
            raise ProjectError(
                project, Message("another program has this project open; close it there first")
            ) from None
        if _is_at(descriptor, path):
            return descriptor
        os.close(descriptor)  # its last owner removed it between our opening and locking it


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _give_back(project: Path, descriptor: int) -> None:
        os.close(descriptor)
        with suppress(OSError):  # Windows refuses if another program locked it meanwhile
            lock_path(project).unlink(missing_ok=True)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(project: Path, descriptor: int) -> None:
        path = lock_path(project)
        with suppress(OSError):
            if _is_at(descriptor, path):
                path.unlink(missing_ok=True)
        os.close(descriptor)
