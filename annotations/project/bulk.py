"""Transactions too large for memory: written in parts, and undone and redone as a whole."""

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
from annotations.project.removal import forget_waiting
from annotations.records import (
    TABLES,
    Change,
    ImageRecord,
    Proposal,
    Step,
    Table,
    Transaction,
    waiting_again,
)

if TYPE_CHECKING:
    from annotations.project.project import Project

NOTHING = range(0)
STEPS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a bulk transaction did, without its records, which are in the project's log."""

    label: str
    line: int
    """Its line in the history, which its log entries refer to."""
    added: dict[Table, range] = field(hash=False)
    """The ids it added. Nothing else in the project has an id in these ranges."""
    started: Sequence[int] = field(hash=False)
    """The ids of the images that were new and got another status."""
    decided: Sequence[int] = field(default=(), hash=False)
    places: Sequence[int] = field(default=(), hash=False)
    """The ids and indices of the waiting proposals that became its steps, in the order of the steps; or none."""

    def ids(self, table: str) -> range:
        """Return the ids of the records that it added to a table."""
        return next((ids for name, ids in self.added.items() if name == table), NOTHING)


class Parts:
    """A transaction in progress: `put` its changes in parts that fit into memory.

    The changes add records, whose ids must be one range per table, give new images another status, or remove waiting
    proposals, each of which becomes the step added next.
    """

    def __init__(self, project: Project, connection: sqlite3.Connection, label: str) -> None:
        self._project, self.connection, self._label = project, connection, label
        self._line = 0
        self._count = 0
        self._added: dict[Table, range] = {}
        self._started, self._decided, self._places = array("q"), array("q"), array("q")

    @property
    def bulk(self) -> Bulk | None:
        """The changes so far; None if there are none."""
        if not self._line:
            return None
        return Bulk(self._label, self._line, self._added, self._started, self._decided, self._places)

    @property
    def line(self) -> int:
        """Return its line in the history, written when there is something to record."""
        if not self._line:
            self._line = history.insert(self.connection, Transaction(self._label, ()), self._project.person)
        return self._line

    def put(self, changes: Sequence[Change]) -> None:
        """Write some changes; ProjectError as for `Project.commit`, ValueError if ids cannot describe them."""
        for change in changes:
            self._note(change)
        if changes:
            self.enter(self._project.put(self.connection, changes))

    def enter(self, rows: Iterable[tuple[str, int, log.Row]]) -> None:
        """Log rows that are in the tables already (None: no longer)."""
        log.append(self.connection, self.line, self._counted(rows), schema.COLUMNS)

    def replay(self, line: int) -> None:
        """Replay the log of another line of the history; DamagedError if it is not complete."""
        chunks = [row[0] for row in self.connection.execute(_CHUNKS, (line,))]
        if not chunks:
            raise ProjectError(self._project.path, Message("its log no longer contains it"))
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
        """Record in the history how many changes there were."""
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
        elif isinstance(before, Proposal) and record is None:
            self._decided.append(before.id)
            self._places.append(before.index)
        else:
            raise ValueError(Message("{key} is neither added nor a new image", key=change.key))


_CHUNKS = "SELECT id FROM log WHERE history_id = ? ORDER BY id"
_COUNT = "SELECT changes FROM history WHERE id = ?"


@contextmanager
def in_parts(project: Project, label: str) -> Iterator[Parts]:
    """Yield one transaction whose changes come in parts: committed if the block succeeds, rolled back if it raises."""
    with project.writing() as connection:
        parts = Parts(project, connection, label)
        yield parts
        parts.end()


def take_back(project: Project, bulk: Bulk) -> None:
    """Undo it: remove the records it added, reset the status of its images, and let its proposals wait again.

    ProjectError, with nothing changed, if its records have changed since, or the file cannot be written.
    """
    with in_parts(project, Message("Undo: {label}", label=bulk.label)) as parts:
        connection = parts.connection
        for some in _undecided(project, bulk):
            parts.enter(project.put(connection, some))
        forgotten = forget_waiting(connection, bulk.ids("image"))
        parts.enter(("proposal", number, None) for number in forgotten)
        for table in reversed(TABLES):
            ids = bulk.ids(table)
            gone = connection.execute(
                f"DELETE FROM {table} WHERE id >= ? AND id < ?", (ids.start, ids.stop)
            ).rowcount
            if gone != len(ids):
                told = Message("the imported records have changed: {table}", table=table)
                raise ProjectError(project.path, told)
            parts.enter((table, number, None) for number in ids)
        connection.executemany(
            "UPDATE image SET status = 'new' WHERE id = ?", ((number,) for number in bulk.started)
        )
        select = f"{schema.SELECT['image']} WHERE id = ?"
        rows = (connection.execute(select, (number,)).fetchone() for number in bulk.started)
        parts.enter(("image", number, row) for number, row in zip(bulk.started, rows, strict=True))


def do_again(project: Project, bulk: Bulk) -> None:
    """Redo it after `take_back`, from the log. ProjectError, with nothing changed, if that fails."""
    with in_parts(project, bulk.label) as parts:
        parts.replay(bulk.line)


def _undecided(project: Project, bulk: Bulk) -> Iterator[list[Change]]:
    """The changes that make its steps waiting proposals again, some at a time; ProjectError if steps are missing."""
    ids = bulk.ids("step")
    for start in range(0, len(bulk.decided), STEPS_AT_A_TIME):
        some = range(start, min(start + STEPS_AT_A_TIME, len(bulk.decided)))
        rows = project.select(
            f"{schema.SELECT['step']} WHERE id BETWEEN ? AND ? ORDER BY id",
            ids.start + some.start,
            ids.start + some.stop - 1,
        )
        if len(rows) != len(some):
            told = Message("the imported records have changed: {table}", table="step")
            raise ProjectError(project.path, told)
        yield [
            Change.add(waiting_again(step, bulk.decided[place], bulk.places[place]))
            for place, step in zip(some, schema.records("step", rows), strict=True)
            if isinstance(step, Step)
        ]


def touched(project: Project, bulk: Bulk) -> frozenset[int]:
    """Return the images to which it added instances."""
    ids = bulk.ids("instance")
    found = project.select(
        "SELECT DISTINCT image_id FROM instance WHERE id >= ? AND id < ?", ids.start, ids.stop
    )
    return frozenset(number for (number,) in found)
