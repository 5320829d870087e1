"""Backups of a project in the user's data folder: made automatically, limited in number, and found when needed.

They are not beside the project, so that an accident to its folder does not affect them. A project's backups share a
folder named after its id, so they are found after the project moved; each file name also contains a digest of the
project's path, so they are found when the id cannot be read.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotations.errors import ProjectError
from annotations.places import data_folder
from annotations.project import schema, storage

EVERY = timedelta(hours=20)
"""A little less than a day, so that starting a bit earlier each morning still gives one a day."""
NEWEST_KEPT = 5
WEEKS_KEPT = 4
_ID = re.compile("[0-9a-f]{32}")
_NAME = re.compile(r"(\d{8}T\d{6})Z-([0-9a-f]{12})\.rsis")
_TIME = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its path, when it was made (UTC), and how much it contains."""

    path: Path
    time: datetime
    images: int
    instances: int


def folder() -> Path:
    """Return the folder of all backups of all projects."""
    return data_folder() / "backups"


def is_due(project: Path, project_id: str) -> bool:
    """Whether the newest backup is older than a day, or dated in the future."""
    now = datetime.now(UTC)
    times = [time for time, _ in _of_project(project, project_id)]
    return not any(timedelta(0) <= now - time < EVERY for time in times)


def make(
    project: Path, connection: sqlite3.Connection, check: Callable[[], None] | None = None
) -> Path | None:
    """Copy an open project and remove surplus backups; None for a project with nothing to lose.

    For `check` see `storage.copy`. ProjectError if the backup cannot be written.
    """
    with storage.reading(project):
        (something,) = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM instance) OR EXISTS (SELECT 1 FROM step)"
        ).fetchone()
    if not something:
        return None
    name = _valid(_id(connection)) or _digest(project)
    place = folder() / f"{_plain(project.stem)}-{name[:12]}"
    storage.make_folder(place)
    target = place / f"{datetime.now(UTC).strftime(_TIME)}Z-{_digest(project)}.rsis"
    storage.copy(connection, target, check)
    own = {time: path for time, path in _named(place.glob("*.rsis")) if path.name[17:29] == _digest(project)}
    for time in set(own) - kept(own):
        if own[time] == target:  # the clock was set back: it is the newest, whatever its date
            continue
        with suppress(OSError):
            own[time].unlink()
    return target


def kept(times: Iterable[datetime]) -> set[datetime]:
    """Return the backups to keep: the newest ones, and the newest of each of some earlier weeks."""
    newest_first = sorted(times, reverse=True)
    stay = set(newest_first[:NEWEST_KEPT])
    weeks: dict[tuple[int, int], datetime] = {}
    for time in newest_first[NEWEST_KEPT:]:
        year, week, _ = time.isocalendar()
        weeks.setdefault((year, week), time)
    return stay | set(sorted(weeks.values(), reverse=True)[:WEEKS_KEPT])


def found(project: Path, project_id: str = "") -> tuple[Backup, ...]:
    """Return the intact backups of a project, newest first: those of its path, and those of its id if it is known."""
    backups = []
    for time, path in sorted(_of_project(project, project_id), reverse=True):
        with suppress(ProjectError, OSError, *storage.ERRORS):
            backups.append(_looked_at(path, time))
    return tuple(backups)


def _looked_at(path: Path, time: datetime) -> Backup:
    with closing(storage.connect(path, read_only=True)) as connection:
        ((images, instances),) = connection.execute(
            "SELECT (SELECT count(*) FROM image), (SELECT count(*) FROM instance)"
        )
    return Backup(path, time, images, instances)


def _of_project(project: Path, project_id: str) -> list[tuple[datetime, Path]]:
    paths = set(folder().glob(f"*/*-{_digest(project)}.rsis"))
    if _valid(project_id):
        paths |= set(folder().glob(f"*-{project_id[:12]}/*.rsis"))
    return _named(paths)


def _named(paths: Iterable[Path]) -> list[tuple[datetime, Path]]:
    found = []
    for path in paths:
        match = _NAME.fullmatch(path.name)
        with suppress(ValueError):
            if match is not None:
                found.append((datetime.strptime(match[1], _TIME).replace(tzinfo=UTC), path))
    return found


def _id(connection: sqlite3.Connection) -> str:
    """Return the id of a project; empty if an early version made it without one."""
    if schema.version(connection) == 0:
        return ""
    with suppress(*storage.ERRORS):
        row = connection.execute("SELECT value FROM setting WHERE name = 'id'").fetchone()
        if row is not None:
            return str(row[0])
    return ""


def _valid(project_id: str) -> str:
    """Return an id that the program made, and nothing for any other: it becomes part of a path."""
    return project_id if _ID.fullmatch(project_id) else ""


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:12]


def _plain(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name)[:40] or "project"
