"""Locks on whole files that the system gives back when the program ends, however it ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

PATIENCE = 0.05
"""Seconds to try: another program that only looks whether a lock is held has it for a moment."""
_TAKEN = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})
"""The system's error codes if someone else holds the lock."""


class TakenError(OSError):
    """Someone else holds the lock."""


class NoLocksError(OSError):
    """The drive has no locks."""


def is_at(descriptor: int, path: Path) -> bool:
    """Whether the open file is the one at this path."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def lock(descriptor: int) -> None:
        """Lock an open file without waiting; OSError."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def give_back(path: Path, descriptor: int) -> None:
        """Close a locked file and remove it."""
        os.close(descriptor)
        with suppress(OSError):  # Windows refuses if another program locked it meanwhile
            path.unlink(missing_ok=True)

else:
    import fcntl

    def lock(descriptor: int) -> None:
        """Lock an open file without waiting; OSError."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def give_back(path: Path, descriptor: int) -> None:
        """Close a locked file and remove it."""
        with suppress(OSError):
            if is_at(descriptor, path):
                path.unlink(missing_ok=True)
        os.close(descriptor)


def take(path: Path) -> int:
    """Create and lock a file; return its descriptor. OSError: TakenError, NoLocksError, or it cannot be created."""
    end = time.monotonic() + PATIENCE
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno not in _TAKEN:
                raise NoLocksError(error.errno, error.strerror) from error
            if time.monotonic() > end:
                raise TakenError(error.errno, error.strerror) from None
            time.sleep(0.005)
            continue
        if is_at(descriptor, path):
            return descriptor
        os.close(descriptor)  # its last owner removed it between our opening and locking it


def remove_if_abandoned(path: Path) -> bool:
    """Remove a lock file that a killed program left. Return whether nobody holds it, also where it is missing."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return not path.exists()
    try:
        lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        return error.errno not in _TAKEN
    give_back(path, descriptor)
    return True


def remove_abandoned(folder: Path) -> None:
    """Remove the lock files in a folder that nobody holds any more."""
    with suppress(OSError):
        for path in folder.iterdir():
            remove_if_abandoned(path)
