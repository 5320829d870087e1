"""Saves the content of an open project as a new file, when its own file is gone, spoilt or cannot be written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annotations import unfinished
from annotations.errors import ProjectError, StrPath
from annotations.message import Message
from annotations.project import backups, storage, write_ahead
from annotations.project.project import Project
from annotations.project.repair import repair
from annotations.records import Change, Transaction


@dataclass(frozen=True, slots=True)
class Rescue:
    """The new project file, and how many of the transactions given did not fit what was left."""

    path: Path
    lost: int


def rescue(
    project: Project, done: Sequence[Transaction], pending: Sequence[Transaction], output: StrPath
) -> Rescue:
    """Write a new project with everything that can be had of an open one, and with the `pending` transactions.

    That is what the open connection still reads, as after the file was deleted or replaced or on a full disk. If its
    pages are gone, as after the file was cut off or overwritten, it is what repair makes of the file, or else the
    newest backup, and then the transactions `done` since the project was opened.

    ProjectError: a file exists at `output`, it cannot be written, or there is nothing to begin with.
    """
    target = Path(os.path.abspath(output))
    if target.exists():
        raise ProjectError(target, Message("a file already exists there"))
    storage.make_folder(target.parent)
    with unfinished.writing(unfinished.part_of(target)) as work:
        work.mkdir(0o700)
        part = work / "rescued.rsis"
        again = [] if _copied(project, part) else list(done)
        if not part.exists() and not _repaired(project, part):
            raise ProjectError(project.path, Message("nothing is left of it, and it has no backup"))
        lost = 0
        with Project.open(part) as saved:
            saved.person = project.person
            for transaction in (*again, *pending):
                try:
                    saved.commit(transaction)
                except ProjectError:
                    lost += 1
            moved = [
                Change.replace(image, replace(image, path=_seen_from(target.parent, project.absolute(image))))
                for image in saved.images()
            ]
            saved.commit(Transaction(Message("Save elsewhere"), tuple(moved)))
        storage.move_new(part, target)
    return Rescue(target, lost)


def _copied(project: Project, part: Path) -> bool:
    """Copy what the open connection reads; False if another program has changed the file under it."""
    if not project.reads_own_file:
        return False
    try:
        project.copy(part)
    except ProjectError:
        part.unlink(missing_ok=True)
        return False
    return True


def _repaired(project: Project, part: Path) -> bool:
    """Make the file at the project's path whole, or take the newest backup; False if there is neither."""
    copies = backups.found(project.path, project.id)
    with suppress(ProjectError, OSError):
        storage.copy_file(project.path, part)
        if write_ahead.size(project.path):
            storage.copy_file(write_ahead.path_of(project.path), write_ahead.path_of(part))
        repair(part, copies=copies)
        with Project.open(part, read_only=True) as repaired:
            if repaired.id == project.id:
                return True
    unfinished.remove(part)
    for copy in copies:
        with suppress(OSError):
            storage.copy_file(copy.path, part)
            return True
    return False


def _seen_from(root: Path, path: Path) -> str:
    """Return the path of an image as a project in `root` stores it."""
    try:
        return Path(os.path.relpath(path.parent.resolve() / path.name, root.resolve())).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()
