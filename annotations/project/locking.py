"""Locks a project file for one program at a time, with lock files that end with the program.

One lock file is beside the project, for every program on any machine that opens it by this name. The other is in the
user's data folder and named after the file's device and number, since a file may have several names (hard links): two
programs that wrote to one file by two names would keep a log each and damage it.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path

from annotations import file_locks, unfinished
from annotations.errors import ProjectError, explain
from annotations.file_locks import NoLocksError, TakenError, give_back, is_at, remove_abandoned, take
from annotations.message import Message
from annotations.places import data_folder

_guard = threading.Lock()
_held: dict[str, _Held] = {}
File = tuple[int, int]
"""The device and the number of a file, which are the same for all its names."""


@dataclass
class _Held:
    descriptor: int
    users: int
    file: File | None = None
    by_file: int | None = None
    """The lock by device and number, if there can be one."""


def lock_path(project: Path) -> Path:
    """Return the path of a project's lock file: beside the file itself, whatever link was used to open it."""
    real = Path(os.path.realpath(project))
    return real.with_name(real.name + "-lock")


def folder() -> Path:
    """Return the folder of the locks by device and number."""
    return data_folder() / "locks"


def acquire(project: Path) -> None:
    """Lock the project for this program, by its name and by its file; further calls by the same program are counted.

    ProjectError: another program has it open, it is open by another name, or the lock cannot be created.
    """
    key = os.path.realpath(project)
    with _guard:
        held = _held.get(key)
        if held is None:
            unfinished.begin(lock_path(project))
            try:
                held = _Held(_take(project), 0)
            except ProjectError:
                unfinished.end(lock_path(project))
                raise
        elif not is_at(held.descriptor, lock_path(project)):  # the drive was disconnected and is back
            lost, held.descriptor = held.descriptor, _take(project)
            os.close(lost)
        try:
            _lock_file(held, project)
        except ProjectError:
            if not held.users:
                give_back(lock_path(project), held.descriptor)
                unfinished.end(lock_path(project))
            raise
        held.users += 1
        _held[key] = held


def release(project: Path) -> None:
    """Release one `acquire`; the last one removes the lock files."""
    key = os.path.realpath(project)
    with _guard:
        held = _held.get(key)
        if held is None:  # the link in the path is gone with its drive
            return
        held.users -= 1
        if held.users:
            return
        del _held[key]
        _unlock_file(held)
        give_back(lock_path(project), held.descriptor)
        unfinished.end(lock_path(project))


def is_held(project: Path) -> bool:
    """Whether this program holds the project already."""
    with _guard:
        return os.path.realpath(project) in _held


def is_free(project: Path) -> bool:
    """Whether no program holds the project, by this name; a lock file that a killed program left is removed."""
    return not is_held(project) and file_locks.remove_if_abandoned(lock_path(project))


def _take(project: Path) -> int:
    try:
        return take(lock_path(project))
    except TakenError:
        raise ProjectError(
            project, Message("another program has this project open; close it there first")
        ) from None
    except NoLocksError as error:
        reason = Message(
            "this drive does not support file locks ({reason}); copy the project to another drive",
            reason=explain(error),
        )
        raise ProjectError(project, reason) from error
    except OSError as error:
        raise ProjectError(
            project, Message("it cannot be opened for writing: {reason}", reason=explain(error))
        ) from error


def _lock_file(held: _Held, project: Path) -> None:
    """Lock the file that has the project's name now, instead of the one that had it before."""
    try:
        found = os.stat(project)
    except OSError:  # it is being created, or gone
        return
    file = found.st_dev, found.st_ino
    if held.file == file:
        return
    path = _of_file(file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned(path.parent)
        by_file = take(path)
    except TakenError:
        raise ProjectError(
            project,
            Message("this project is open under another name of the same file; close it there first"),
        ) from None
    except OSError:
        return  # the data folder takes no locks: the one beside the project remains
    _unlock_file(held)
    held.file, held.by_file = file, by_file


def _unlock_file(held: _Held) -> None:
    if held.file is not None and held.by_file is not None:
        give_back(_of_file(held.file), held.by_file)
    held.file = held.by_file = None


def _of_file(file: File) -> Path:
    return folder() / f"{file[0]:x}-{file[1]:x}"
