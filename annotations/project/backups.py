"""Copies of a project in the user's data folder: made by themselves, a few kept, found again when one is needed.

They lie in another place than the project, so that what happens to its folder does not happen to them. A
project's copies share a folder named after the id that it carries, and so are found when it was moved; the
name of each also tells the path it was made from, and so is found when the id cannot be read any more.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotations.errors import ProjectError
from annotations.project import schema, storage

EVERY = timedelta(hours=20)
"""A little less than a day, so that who begins a bit earlier each morning has one a day."""
NEWEST_KEPT = 5
WEEKS_KEPT = 4
_NAME = re.compile(r"(\d{8}T\d{6})Z-([0-9a-f]{12})\.rsis")
_TIME = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: where it lies, when it was made (UTC), and how much is in it."""

    path: Path
    time: datetime
    images: int
    instances: int


def folder() -> Path:
    """Where all copies of all projects lie."""
    import platformdirs

    return Path(platformdirs.user_data_dir("rsis-annotator", appauthor=False)) / "backups"


def is_due(project: Path, project_id: str) -> bool:
    """Whether the newest copy is older than a day; also where the clock says that it is yet to be made."""
    now = datetime.now(UTC)
    times = [time for time, _ in _of_project(project, project_id)]
    return not any(timedelta(0) <= now - time < EVERY for time in times)


def make(project: Path, connection: sqlite3.Connection) -> Path | None:
    """Copy an open project and remove copies that are too many; None for a project without anything to lose.

    ProjectError if the copy cannot be written.
    """
    with storage.reading(project):
        (something,) = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM instance) OR EXISTS (SELECT 1 FROM step)"
        ).fetchone()
    if not something:
        return None
    project_id = _id(connection)
    place = folder() / f"{_plain(project.stem)}-{(project_id or _digest(project))[:12]}"
    storage.make_folder(place)
    target = place / f"{datetime.now(UTC).strftime(_TIME)}Z-{_digest(project)}.rsis"
    storage.copy(connection, target)
    own = {time: path for time, path in _named(place.glob("*.rsis")) if path.name[17:29] == _digest(project)}
    for time in set(own) - kept(own):
        with suppress(OSError):
            own[time].unlink()
    return target


def kept(times: Iterable[datetime]) -> set[datetime]:
    """Which copies stay: the newest ones, and of those before them the newest of each week, for some weeks."""
    newest_first = sorted(times, reverse=True)
    stay = set(newest_first[:NEWEST_KEPT])
    weeks: dict[tuple[int, int], datetime] = {}
    for time in newest_first[NEWEST_KEPT:]:
        year, week, _ = time.isocalendar()
        weeks.setdefault((year, week), time)
    return stay | set(sorted(weeks.values(), reverse=True)[:WEEKS_KEPT])


def found(project: Path, project_id: str = "") -> tuple[Backup, ...]:
    """The whole copies of a project, newest first; those of its path, and of its id if that is known."""
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
    if project_id:
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
    """The id that a project carries; none in one that an early version made."""
    if schema.version(connection) == 0:
        return ""
    with suppress(*storage.ERRORS):
        row = connection.execute("SELECT value FROM setting WHERE name = 'id'").fetchone()
        if row is not None:
            return str(row[0])
    return ""


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:12]


def _plain(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name)[:40] or "project"
