"""The log inside a project file: every record of every transaction, so that lost pages can be rebuilt.

A log entry is a list of records as they were after a transaction (None: deleted), with the names of their columns, as
compressed JSON. Replaying the entries in order restores the content of the project.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotations.message import Message
from annotations.records import TABLES

RECORDS_A_CHUNK = 500
LARGEST_CHUNK = 1 << 30
"""Maximum bytes after decompression: a hostile file must not fill the memory."""
_BASE = 0  # the history id of the content before the log began

Row = tuple[Any, ...] | None
Entry = tuple[str, int, dict[str, Any] | None]
"""Table, id, and the values by column; None if the record was deleted."""


def append(
    connection: sqlite3.Connection,
    history_id: int,
    entries: Iterable[tuple[str, int, Row]],
    columns: Mapping[str, Sequence[str]],
) -> None:
    """Log the records of a transaction, inside that transaction."""
    remaining = iter(entries)
    while chunk := list(itertools.islice(remaining, RECORDS_A_CHUNK)):
        names = {table: list(columns[table]) for table, _, _ in chunk}
        text = json.dumps([names, chunk], ensure_ascii=False, separators=(",", ":"), default=_as_text)
        connection.execute(
            "INSERT INTO log (history_id, records) VALUES (?, ?)",
            (history_id, zlib.compress(text.encode(), 1)),
        )


def write_base(connection: sqlite3.Connection) -> None:
    """Start the log of a project that had none, with everything in it."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in TABLES:
        if table not in there:
            continue  # in the schema of an older version
        cursor = connection.execute(f"SELECT * FROM {table} ORDER BY id")
        columns: dict[str, list[str]] = {table: [column[0] for column in cursor.description]}
        append(connection, _BASE, ((table, row[0], row) for row in cursor), columns)


def entries(chunk: bytes) -> Iterator[Entry]:
    """Decode one row of the log; ValueError if it is damaged."""
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(chunk, LARGEST_CHUNK)
        if not unpacker.eof:
            raise ValueError(Message("a log entry is cut off or too large"))
        names, records = json.loads(text)
        for table, number, row in records:
            if table not in TABLES or type(number) is not int:
                raise ValueError(Message("a log entry is for an unknown table"))
            yield table, number, None if row is None else dict(zip(names[table], _kept(row), strict=True))
    except (zlib.error, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ValueError(Message("a log entry is damaged ({error})", error=error)) from error


def is_whole(chunk: object) -> bool:
    """Whether a row of the log can be replayed."""
    try:
        return isinstance(chunk, bytes) and all(True for _ in entries(chunk))
    except ValueError:
        return False


def replay(connection: sqlite3.Connection, chunks: Sequence[bytes]) -> None:
    """Replay a transaction from all its log entries; ValueError, before anything is changed, if they are damaged.

    A column that the entries do not have gets its default.
    """
    held = [list(entries(chunk)) for chunk in chunks] if len(chunks) == 1 else None
    columns: dict[str, list[str]] = {table: columns_of(connection, table) for table in TABLES}

    def all_entries() -> Iterator[Entry]:
        return itertools.chain.from_iterable(held if held is not None else map(entries, chunks))

    for _ in all_entries():
        pass
    for (
        table,
        number,
        _,
    ) in all_entries():  # first, since records of one transaction may take over each other's names
        put(connection, table, number, None, columns[table])
    for table, _, values in all_entries():
        if values is not None:
            _insert(connection, table, values, columns[table])


def put(
    connection: sqlite3.Connection,
    table: str,
    number: int,
    values: dict[str, Any] | None,
    columns: Sequence[str],
) -> None:
    """Set a record to these values, whatever it was before; None deletes it. `columns` are those of the table."""
    connection.execute(f"DELETE FROM {table} WHERE id = ?", (number,))
    if values is not None:
        _insert(connection, table, values, columns)


def _insert(
    connection: sqlite3.Connection, table: str, values: dict[str, Any], columns: Sequence[str]
) -> None:
    known = {name: values[name] for name in columns if name in values}
    connection.execute(
        f"INSERT INTO {table} ({', '.join(known)}) VALUES ({', '.join('?' * len(known))})",
        tuple(known.values()),
    )


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of a table's columns."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _as_text(value: object) -> list[str]:
    """JSON has no bytes: they are stored as a list of one text, one character per byte."""
    if not isinstance(value, bytes):
        raise TypeError(Message("{value!r} cannot be logged", value=value))
    return [value.decode("latin-1")]


def _kept(row: list[Any]) -> list[Any]:
    return [value[0].encode("latin-1") if isinstance(value, list) else value for value in row]
