"""The history of a project: which transaction was made when, by whom, about which proposal, in how long."""

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
    """One transaction as the history has it. Entries are ordered by `id`: a clock may go backwards."""

    id: int
    time: str
    """When it was decided: UTC, ISO 8601."""
    label: str
    image_id: int | None
    changes: int
    """How many records it changed."""
    person: str
    seconds: float | None
    """What it took the person, pauses left out; None where no person was waited for."""
    step_id: int | None
    """The step (the proposal) it is about."""

    @classmethod
    def from_row(cls, row: tuple[Any, ...]) -> HistoryEntry:
        """A row of SELECT."""
        return cls(*row)


def insert(connection: sqlite3.Connection, transaction: Transaction, person: str) -> int:
    """Write a transaction's line and return its id; inside the transaction that it tells of."""
    origin = transaction.origin
    decided = origin.time if origin is not None and origin.time is not None else datetime.now(UTC)
    cursor = connection.execute(
        "INSERT INTO history (time, label, image_id, changes, person, seconds, step_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            decided.astimezone(UTC).isoformat(timespec="milliseconds"),
            *(transaction.label, transaction.image_id, len(transaction.changes), person),
            *((origin.seconds, origin.step_id) if origin is not None else (None, None)),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def take(connection: sqlite3.Connection, entries: Iterable[HistoryEntry]) -> None:
    """Write lines as another project had them, each with a new id."""
    connection.executemany(
        "INSERT INTO history (time, label, image_id, changes, person, seconds, step_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(e.time, e.label, e.image_id, e.changes, e.person, e.seconds, e.step_id) for e in entries],
    )


def login_name() -> str:
    """The name under which the person is logged in; empty where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
