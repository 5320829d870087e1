"""The history of a project: which transaction was made when, by whom, on which proposal, and how long it took."""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from annotations.records import Transaction

SELECT = "SELECT id, time, label, image_id, changes, person, seconds, step_id FROM history"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One transaction in the history. Entries are ordered by `id`, since a clock may go backwards."""

    id: int
    time: str
    """When it was decided: UTC, ISO 8601."""
    label: str
    image_id: int | None
    changes: int
    """How many records it changed."""
    person: str
    seconds: float | None
    """How long the person took, without pauses; None if nobody was involved."""
    step_id: int | None
    """The step (proposal) it is about."""

    @classmethod
    def from_row(cls, row: tuple[Any, ...]) -> HistoryEntry:
        """A row of SELECT."""
        return cls(*row)


def insert(connection: sqlite3.Connection, transaction: Transaction, person: str) -> int:
    """Write a transaction's line and return its id; call it inside that transaction."""
    origin = transaction.origin
    decided = origin.time if origin is not None and origin.time is not None else datetime.now(UTC)
    cursor = connection.execute(
        "INSERT INTO history (time, label, image_id, changes, person, seconds, step_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            decided.astimezone(UTC).isoformat(timespec="milliseconds"),
            *(transaction.label, transaction.image_id, len(transaction.changes), _storable(person)),
            *((origin.seconds, origin.step_id) if origin is not None else (None, None)),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def take(connection: sqlite3.Connection, entries: Iterable[HistoryEntry]) -> None:
    """Copy lines of another project, each with a new id, one after the other: there may be millions."""
    connection.executemany(
        "INSERT INTO history (time, label, image_id, changes, person, seconds, step_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((e.time, e.label, e.image_id, e.changes, e.person, e.seconds, e.step_id) for e in entries),
    )


def login_name() -> str:
    """Return the login name of the person; empty if the system knows none."""
    try:
        return _storable(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return ""


def _storable(name: str) -> str:
    """A name with a question mark for each character that is not Unicode text, which would refuse every decision."""
    return name.encode("utf-8", "replace").decode("utf-8")
