"""Transactions of more records than are to be held in memory: kept in parts, taken back and done again whole."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotations.errors import DamagedError, ProjectError
from annotations.message import Message
from annotations.project import history, log, schema
from annotations.records import TABLES, Change, ImageRecord, Table, Transaction

if TYPE_CHECKING:
    from annotations.project.project import Project

NOTHING = range(0)


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a transaction that was kept in parts did, without its records: they are in the project's log."""

    label: str
    line: int
    """Its line in the history, under which the log has its records."""
    added: dict[Table, range] = field(hash=False)
    """The ids that it added. Nothing else in the project has an id among them."""
    started: Sequence[int] = field(hash=False)
    """The ids of the images that were new before and have another status since."""

    def ids(self, table: Table) -> range:
        """The ids of the records that it added to a table."""
        return self.added.get(table, NOTHING)


class Parts:
    """A transaction that is being kept: `put` its changes in parts of a size that may be held in memory.

    They add records, whose ids have to be one run in each table, or give new images another status.
    """

    def __init__(self, project: Project, connection: sqlite3.Connection, label: str) -> None:
        self._project, self.connection, self._label = project, connection, label
        self._line = 0
        self._count = 0
        self._added: dict[Table, range] = {}
        self._started = array("q")

    @property
    def bulk(self) -> Bulk | None:
        """What was done until now; None: nothing."""
        return Bulk(self._label, self._line, self._added, self._started) if self._line else None

    @property
    def line(self) -> int:
        """Its line in the history, written when there is something to tell of."""
        if not self._line:
            self._line = history.insert(self.connection, Transaction(self._label, ()), self._project.person)
        return self._line

    def put(self, changes: Sequence[Change]) -> None:
        """Keeps some changes; ProjectError as `Project.commit`, ValueError if it cannot be told by ids."""
        for change in changes:
            self._note(change)
        if changes:
            self.enter(self._project.put(self.connection, changes))

    def enter(self, rows: Iterable[tuple[str, int, log.Row]]) -> None:
        """Enters rows into the log that are in the tables already (None: no longer)."""
        log.append(self.connection, self.line, self._counted(rows), schema.COLUMNS)

    def replay(self, line: int) -> None:
        """Does again what the log has under another line of the history; DamagedError if it is not whole there."""
        chunks = [row[0] for row in self.connection.execute(_CHUNKS, (line,))]
        if not chunks:
            raise ProjectError(self._project.path, Message("its log does not hold it any more"))
        for chunk in chunks:
            ((records,),) = self.connection.execute("SELECT records FROM log WHERE id = ?", (chunk,))
            try:
                log.replay(self.connection, [records])
            except ValueError as error:
                told = Message("the project is damaged: its log cannot be read ({error})", error=error)
                raise DamagedError(self._project.path, told) from error
            self.connection.execute(
                "INSERT INTO log (history_id, records) VALUES (?, ?)", (self.line, records)
            )
        (self._count,) = self.connection.execute(_COUNT, (line,)).fetchone()

    def end(self) -> None:
        """Says in the history how much it was."""
        if self._line:
            self.connection.execute("UPDATE history SET changes = ? WHERE id = ?", (self._count, self._line))

    def _counted(self, rows: Iterable[tuple[str, int, log.Row]]) -> Iterator[tuple[str, int, log.Row]]:
        for row in rows:
            self._count += 1
            yield row

    def _note(self, change: Change) -> None:
        record, before = change.after, change.before
        if before is None and record is not None:
            ids = self._added.get(record.table, range(record.id, record.id))
            if record.id != ids.stop:
                raise ValueError(Message("{key} is out of turn", key=change.key))
            self._added[record.table] = range(ids.start, record.id + 1)
        elif isinstance(before, ImageRecord) and before.status == "new":
            self._started.append(before.id)
        else:
            raise ValueError(Message("{key} is neither added nor a new image", key=change.key))


_CHUNKS = "SELECT id FROM log WHERE history_id = ? ORDER BY id"
_COUNT = "SELECT changes FROM history WHERE id = ?"


@contextmanager
def in_parts(project: Project, label: str) -> Iterator[Parts]:
    """One transaction whose changes come in parts: kept when the block ends well, undone whole when it raises."""
    with project.writing() as connection:
        parts = Parts(project, connection, label)
        yield parts
        parts.end()


def take_back(project: Project, bulk: Bulk) -> None:
    """Undoes it, where all else is as it was after it: what it added goes, the images it started are new again.

    ProjectError, with nothing changed, where that is not so or it cannot be written.
    """
    with in_parts(project, Message("Undo: {label}", label=bulk.label)) as parts:
        connection = parts.connection
        for table in reversed(TABLES):
            ids = bulk.ids(table)
            gone = connection.execute(
                f"DELETE FROM {table} WHERE id >= ? AND id < ?", (ids.start, ids.stop)
            ).rowcount
            if gone != len(ids):
                told = Message("what was imported is not there as it was: {table}", table=table)
                raise ProjectError(project.path, told)
            parts.enter((table, number, None) for number in ids)
        connection.executemany(
            "UPDATE image SET status = 'new' WHERE id = ?", ((number,) for number in bulk.started)
        )
        select = f"{schema.SELECT['image']} WHERE id = ?"
        rows = (connection.execute(select, (number,)).fetchone() for number in bulk.started)
        parts.enter(("image", number, row) for number, row in zip(bulk.started, rows, strict=True))


def do_again(project: Project, bulk: Bulk) -> None:
    """Does it once more after `take_back`, from the log. ProjectError, with nothing changed, where that fails."""
    with in_parts(project, bulk.label) as parts:
        parts.replay(bulk.line)


def touched(project: Project, bulk: Bulk) -> frozenset[int]:
    """The images in which it added instances."""
    ids = bulk.ids("instance")
    found = project.select(
        "SELECT DISTINCT image_id FROM instance WHERE id >= ? AND id < ?", ids.start, ids.stop
    )
    return frozenset(number for (number,) in found)
