"""Repairs a damaged project from its readable parts, its log, and its newest backup.

Records on intact pages are copied as they are. Those of a damaged table are rebuilt by replaying the log, on top of
the newest backup if the log does not reach back far enough. If log entries are missing too, all readable records are
added, and the possible loss is reported. The damaged file is always kept.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotations import unfinished
from annotations.errors import ProjectError, StrPath, explain
from annotations.files import sync_folder
from annotations.message import Message, both
from annotations.project import backups, history, locking, log, salvage, schema, storage
from annotations.project.backups import Backup
from annotations.project.salvage import Salvaged
from annotations.records import TABLES, Table, Transaction

LABEL = "Repair"


@dataclass(frozen=True, slots=True)
class RepairReport:
    """The result of a repair."""

    path: Path
    damaged: Path
    """The path of the damaged file, kept as it was."""
    backup: Backup | None
    """The backup that was needed."""
    images: int
    instances: int
    lost: tuple[str, ...]
    """What is or may be missing, in sentences; empty if nothing."""

    @property
    def sentence(self) -> str:
        """The result for people, in one or two sentences."""
        kept = Message("The damaged file was kept as {name}.", name=self.damaged.name)
        if not self.lost:
            return both(
                Message(
                    "The project was damaged and has been repaired: {images} images with {instances} instances. "
                    "Nothing is missing.",
                    images=self.images,
                    instances=self.instances,
                ),
                kept,
            )
        repaired: str = Message(
            "The project was damaged and has been repaired as far as possible: "
            "{images} images with {instances} instances.",
            images=self.images,
            instances=self.instances,
        )
        for sentence in (*self.lost, kept):
            repaired = both(repaired, sentence)
        return repaired


def repair(path: StrPath, *, copies: tuple[Backup, ...] | None = None) -> RepairReport:
    """Repair a project file in place; the damaged file is kept beside it under another name.

    `copies` are its backups, newest first; by default they are looked for.

    ProjectError, with the file unchanged: it is open, none of it can be read and it has no backup, or the
    repaired file cannot be written to the disk.
    """
    target = Path(os.path.realpath(path))
    if not target.is_file():
        raise ProjectError(path, Message("there is no file to repair"))
    if locking.is_held(target):
        raise ProjectError(path, Message("the project is open; close it first"))
    locking.acquire(target)
    try:
        with unfinished.writing(unfinished.part_of(target)) as work:
            work.mkdir(0o700)
            return _repair(target, work, copies)
    except OSError as error:
        raise ProjectError(path, Message("it cannot be repaired: {reason}", reason=explain(error))) from error
    finally:
        locking.release(target)


def _repair(target: Path, work: Path, copies: tuple[Backup, ...] | None) -> RepairReport:
    _fold_in_log(target)
    found = salvage.read(target)
    if copies is None:
        copies = backups.found(target, found.project_id if found is not None else "")
    if found is None:
        found = _with_another_first_page(target, copies, work)
    if found is None and not copies:
        raise ProjectError(target, Message("none of it can be read, and it has no backup"))
    made = work / "repaired.rsis"
    with storage.reading(target):
        backup, lost = _make(made, found, copies)
    lost += _make_consistent(made)
    with closing(storage.connect(made, read_only=True)) as connection:
        ((images, instances),) = connection.execute(
            "SELECT (SELECT count(*) FROM image), (SELECT count(*) FROM instance)"
        )
    kept = _put_in_place(made, target)
    return RepairReport(target, kept, backup, images, instances, tuple(lost))


def _fold_in_log(target: Path) -> None:
    """The write-ahead log belongs to the file, damaged or not, unless its mark says otherwise."""
    storage.set_aside_foreign_log(target)
    with suppress(*storage.ERRORS), closing(storage.connect_raw(target, "?mode=rw")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _with_another_first_page(target: Path, copies: tuple[Backup, ...], work: Path) -> Salvaged | None:
    """The first page says where the tables begin; a backup's, or any new project's, says the same."""
    fresh = work / "fresh.rsis"
    storage.create(fresh)
    for number, model in enumerate([*(copy.path for copy in copies), fresh]):
        candidate = work / f"candidate{number}.rsis"
        if salvage.with_first_page(target, model, candidate):
            found = salvage.read(candidate)
            if found is not None and found.parts["image"].rows:
                for part in found.parts.values():
                    part.whole = False  # as nothing else holds what was on the file's first page
                return found
    return None


def _make(made: Path, found: Salvaged | None, copies: tuple[Backup, ...]) -> tuple[Backup | None, list[str]]:
    """Write the repaired project; return which backup it needed and what it lacks."""
    lost: list[str] = []
    if found is None:
        newest = copies[0]
        _start_from(made, newest)
        when = f"{newest.time.astimezone():%Y-%m-%d %H:%M}"
        return newest, [
            Message(
                "None of it could be read: this is the backup of {when}; later work is lost.",
                when=when,
            )
        ]
    backup = None if found.whole else _needed(found, copies)
    if backup is not None:
        _start_from(made, backup)
    else:
        storage.create(made)
    with closing(sqlite3.connect(made, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        begin = _last_log_of(connection)
        complete = found.whole or _play(connection, found, begin)
        for table in TABLES:
            _take(connection, found, table, only_these=found.parts[table].whole, newer=not complete)
        if not complete:
            lost.append(
                Message(
                    "Parts of the file and of its log are lost: check the images that you annotated last."
                )
            )
        _take_others(connection, found)
        ((entries, last),) = connection.execute("SELECT count(*), coalesce(max(id), 0) FROM log")
        _finish(connection, keep_log=complete and entries == last == max(begin, found.last_log or 0))
        connection.execute("COMMIT")
    return backup, lost


def _start_from(made: Path, backup: Backup) -> None:
    with closing(storage.connect(backup.path, read_only=True)) as connection:
        storage.copy(connection, made)


def _needed(found: Salvaged, copies: tuple[Backup, ...]) -> Backup | None:
    """Return the newest backup that the log continues from; None if the log alone has everything."""
    if _is_log_complete(found):
        return None
    logged = {row["id"]: row["records"] for _, row in found.parts["log"].each()}
    for backup in copies:
        with suppress(ProjectError), closing(storage.connect(backup.path, read_only=True)) as connection:
            last = connection.execute("SELECT id, records FROM log ORDER BY id DESC LIMIT 1").fetchone()
            if last is None or logged.get(last[0], last[1]) == last[1]:
                return backup
    return None


def _is_log_complete(found: Salvaged) -> bool:
    return found.last_log is not None and _is_run(found, 1, found.last_log)


def _is_run(found: Salvaged, first: int, last: int) -> bool:
    rows = found.parts["log"].rows
    return last > 0 and all(number in rows for number in range(first, last + 1))


def _last_log_of(connection: sqlite3.Connection) -> int:
    ((last,),) = connection.execute("SELECT coalesce(max(id), 0) FROM log")
    return int(last)


def _play(connection: sqlite3.Connection, found: Salvaged, begin: int) -> bool:
    """Replay the log from after entry `begin`; return whether it is complete."""
    complete = found.last_log is not None and (
        begin == found.last_log or _is_run(found, begin + 1, found.last_log)
    )
    entries = sorted(found.parts["log"].each(), key=lambda entry: entry[0])
    later = [row for number, row in entries if number > begin]
    for _, rows in itertools.groupby(later, key=lambda row: row["history_id"]):
        try:
            log.replay(connection, [row["records"] for row in rows])
        except (ValueError, TypeError, *storage.ERRORS):
            complete = False
    return complete


def _take(
    connection: sqlite3.Connection, found: Salvaged, table: str, *, only_these: bool, newer: bool
) -> None:
    """Prefer the records that were read to those of the log where they are more reliable."""
    if not (only_these or newer):
        return
    part = found.parts[table]
    if only_these:
        connection.execute(f"DELETE FROM {table}")
    columns = log.columns_of(connection, table)
    for number, values in part.each():
        with suppress(sqlite3.IntegrityError):  # another record has the name by now
            log.put(connection, table, number, values, columns)


def _take_others(connection: sqlite3.Connection, found: Salvaged) -> None:
    """Restore the history, the log and other readable rows; never less than the backup has."""
    for table in salvage.OTHERS:
        known = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        either = "IGNORE" if table in ("history", "log") else "REPLACE"  # these never change
        for _, values in found.parts[table].each():
            names = [name for name in known if name in values]
            with suppress(*storage.ERRORS):
                connection.execute(
                    f"INSERT OR {either} INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
                    [values[name] for name in names],
                )


def _finish(connection: sqlite3.Connection, *, keep_log: bool) -> None:
    connection.execute(
        "DELETE FROM sequence WHERE typeof(next) <> 'integer' OR next NOT BETWEEN 1 AND ?",
        (schema.LARGEST_ID,),
    )
    for table in TABLES:
        connection.execute("INSERT OR IGNORE INTO sequence VALUES (?, 1)", (table,))
        connection.execute(
            f"UPDATE sequence SET next = max(next, (SELECT coalesce(max(id), 0) + 1 FROM {table})) WHERE name = ?",
            (table,),
        )
    for number in _ids_in_log(connection):
        connection.execute(
            "UPDATE sequence SET next = max(next, ?) WHERE name = ?", (number[1] + 1, number[0])
        )
    history.insert(connection, Transaction(LABEL, ()), history.login_name())
    if not keep_log:
        connection.execute("DELETE FROM log")
        connection.execute("DELETE FROM sqlite_sequence WHERE name = 'log'")
        log.write_base(connection)


def _ids_in_log(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return the largest id of each table in the log: ids are never reused."""
    largest: dict[str, int] = {}
    for (records,) in connection.execute("SELECT records FROM log"):
        with suppress(ValueError, TypeError):
            for table, number, _ in log.entries(records):
                if number < schema.LARGEST_ID:
                    largest[table] = max(largest.get(table, 0), number)
    return list(largest.items())


_THINGS = {
    "category": Message("categories"),
    "image": Message("images"),
    "instance": Message("instances"),
    "step": Message("steps"),
    "proposal": Message("proposals"),
}


def _make_consistent(made: Path) -> list[str]:
    """Remove references to lost records; return how many there were."""
    lost: list[str] = []
    with storage.reading(made), closing(sqlite3.connect(made, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        unknown = connection.execute(
            "UPDATE instance SET category_id = NULL WHERE category_id IS NOT NULL"
            " AND category_id NOT IN (SELECT id FROM category)"
        ).rowcount
        if unknown:
            lost.append(Message("The category of {count} instances is lost.", count=unknown))
        for name in TABLES:
            unreadable = _drop_unreadable(connection, name)
            if unreadable:
                lost.append(
                    Message(
                        "{count} {things} could not be read and were left out.",
                        count=unreadable,
                        things=_THINGS[name],
                    )
                )
        for table in ("instance", "step", "proposal"):
            gone = connection.execute(
                f"DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM image WHERE image.id = image_id"
                f" AND image.height = {table}.height AND image.width = {table}.width)"
            ).rowcount
            if gone:
                lost.append(
                    Message(
                        "{count} {things} belonged to a lost image and were left out.",
                        count=gone,
                        things=_THINGS[table],
                    )
                )
        if lost:
            connection.execute("DELETE FROM log")
            connection.execute("DELETE FROM sqlite_sequence WHERE name = 'log'")
            log.write_base(connection)
        connection.execute("COMMIT")
    return lost


def _drop_unreadable(connection: sqlite3.Connection, table: Table) -> int:
    """Remove records that cannot be read; return how many there were."""
    wrong = []
    for row in connection.execute(schema.SELECT[table]):
        try:
            schema.records(table, [row])
        except schema.RecordError:
            wrong.append((row[0],))
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", wrong)
    return len(wrong)


def _put_in_place(made: Path, target: Path) -> Path:
    """Swap the files so that there is a file at the project's path even if the program dies in between."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = target.with_name(f"{target.stem}.damaged-{stamp}{target.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = target.with_name(f"{target.stem}.damaged-{stamp}-{number}{target.suffix}")
    try:
        os.link(target, kept)
    except OSError:  # the drive has no links
        storage.copy_file(target, kept)
    # SQLite would replay a log left beside into the new file.
    for end in ("-wal", "-shm", "-journal"):
        beside = target.with_name(target.name + end)
        if beside.exists():
            os.replace(beside, kept.with_name(kept.name + end))
    storage.move(made, target)
    sync_folder(target.parent)
    return kept
