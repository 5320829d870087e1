"""Reads the remains of a damaged project file, table by table, and tells whether each table is complete."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotations.project import log, schema, storage, structure
from annotations.records import TABLES, Table

PAGE_SIZE_AT, FORMAT_AT, PAGE_COUNT_AT, FREE_PAGES_AT = 16, 18, 28, 32
"""Offsets in the header of an SQLite file, in bytes (https://www.sqlite.org/fileformat.html)."""
HEADER = b"SQLite format 3\0"
MOST_LOOKUPS = 200_000
"""Maximum number of ids tried one by one between readable ends of a table."""
OTHERS = ("setting", "sequence", "image_file", "proposed_image", "history", "log")


@dataclass(slots=True)
class Part:
    """The rows of one table, by their rowid."""

    columns: tuple[str, ...] = ()
    rows: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    whole: bool = False
    """Whether these are certainly all its rows, as written."""

    def each(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the rows, their values by column: all at once would take twice the memory of the rows."""
        for number, row in self.rows.items():
            yield number, dict(zip(self.columns, row, strict=True))


@dataclass(slots=True)
class Salvaged:
    """The readable content of a damaged project file."""

    version: int
    parts: dict[str, Part]
    last_log: int | None
    """The id of the last log entry ever written; None if it cannot be read."""

    @property
    def whole(self) -> bool:
        """Whether all records are there."""
        return all(self.parts[table].whole for table in TABLES)

    @property
    def project_id(self) -> str:
        """The id of the project; empty if it cannot be read."""
        found = (row for _, row in self.parts["setting"].each() if row.get("name") == "id")
        return next((str(row.get("value", "")) for row in found), "")


def read(path: Path) -> Salvaged | None:
    """Return everything SQLite can still read from a file; None if it does not accept the file as a database."""
    try:
        connection = storage.connect_raw(path, "?mode=rw")  # else it cannot read a log
        connection.execute("PRAGMA query_only = ON")
    except storage.ERRORS:
        return None
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        version = schema.version(connection)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application != schema.APPLICATION_ID or not 1 <= version <= len(schema.MIGRATIONS):
            return None
        parts = {table: _part(connection, table, version) for table in (*TABLES, *OTHERS)}
        return Salvaged(version, parts, _last_log(connection))
    except storage.ERRORS:
        return None
    finally:
        connection.close()


def with_first_page(damaged: Path, model: Path, target: Path) -> bool:
    """Write the damaged file to `target` with the first page of `model`, which says where the tables begin.

    False if the two do not fit together. Neither file may be open.
    """
    with open(model, "rb") as file:
        head = bytearray(file.read(100))
        size = int.from_bytes(head[PAGE_SIZE_AT : PAGE_SIZE_AT + 2], "big")
        size = 65536 if size == 1 else size
        if not head.startswith(HEADER) or size < 512:
            return False
        file.seek(0)
        page = bytearray(file.read(size))
    pages = os.path.getsize(damaged) // size
    if pages < 1:
        return False
    page[PAGE_COUNT_AT : PAGE_COUNT_AT + 4] = pages.to_bytes(4, "big")
    page[FREE_PAGES_AT : FREE_PAGES_AT + 8] = bytes(8)  # the list of free pages differs there
    log_file = damaged.with_name(damaged.name + "-wal")
    if log_file.exists() and os.path.getsize(log_file):
        page[FORMAT_AT : FORMAT_AT + 2] = bytes((2, 2))  # there is a log to read
        storage.copy_file(log_file, target.with_name(target.name + "-wal"))
    storage.copy_file(damaged, target)
    with open(target, "r+b") as file:
        file.write(page)
    return True


def _part(connection: sqlite3.Connection, table: str, version: int) -> Part:
    part = Part()
    try:
        if table not in structure.tables(connection):
            part.whole = version < len(schema.MIGRATIONS) and table in (
                "image_file",
                "log",
                "proposal",
                "proposed_image",
            )
            return part
        part.columns = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
    except storage.ERRORS:
        return part
    part.whole = _is_whole(connection, table)
    if not _scan(connection, table, part, "ASC") or not part.whole:
        part.whole = False
        _scan(connection, table, part, "DESC")
        _look_up(connection, table, part)
    for name in TABLES:
        if name == table:
            _drop_unreadable(part, name)
    if table == "log" and not {"id", "history_id", "records"} <= set(part.columns):
        part.rows.clear()
        part.whole = False
    elif table == "log":
        for number, row in list(part.rows.items()):
            if not log.is_whole(row[part.columns.index("records")]):
                del part.rows[number]
    return part


def _is_whole(connection: sqlite3.Connection, table: str) -> bool:
    with suppress(*storage.ERRORS):
        return [verdict for (verdict,) in connection.execute(f"PRAGMA integrity_check({table})")] == ["ok"]
    return False


def _scan(connection: sqlite3.Connection, table: str, part: Part, order: str) -> bool:
    """Read rows up to the end (True) or to a damaged place (False)."""
    try:
        for number, *row in connection.execute(
            f"SELECT rowid, * FROM {table} NOT INDEXED ORDER BY rowid {order}"
        ):
            part.rows.setdefault(number, tuple(row))
    except storage.ERRORS:
        return False
    return True


def _look_up(connection: sqlite3.Connection, table: str, part: Part) -> None:
    """Try the ids that no scan reached, one by one."""
    top = max(part.rows, default=0) + 1000
    for number in range(1, min(top, MOST_LOOKUPS)):
        if number not in part.rows:
            with suppress(*storage.ERRORS):
                for row in connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", (number,)):
                    part.rows[number] = tuple(row)


def _drop_unreadable(part: Part, table: Table) -> None:
    for number, row in list(part.rows.items()):
        values = dict(zip(part.columns, row, strict=True))
        try:
            named = tuple(values[n] if n in values else schema.ADDED[table, n] for n in schema.COLUMNS[table])
            schema.records(table, [named])
        except (ValueError, KeyError):
            del part.rows[number]
            part.whole = False


def _last_log(connection: sqlite3.Connection) -> int | None:
    with suppress(*storage.ERRORS):
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'log'").fetchone()
        return int(row[0]) if row is not None else 0
    return None
