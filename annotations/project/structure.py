"""Checks that a database has a project's tables, and nothing that SQLite would execute on its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache

from annotations.message import Message
from annotations.project import schema

LONGEST_VALUE = 2**28
"""Maximum bytes of one value; limits what SQLite computes for a hostile file. Masks are far shorter."""
_OBJECTS = (
    "SELECT type, name, CAST(sql AS BLOB) FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'"
)


def restrain(connection: sqlite3.Connection) -> None:
    """Make SQLite distrust the file: no functions with side effects in views and constraints, no unlimited values."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.execute("PRAGMA trusted_schema = OFF")


def fault(connection: sqlite3.Connection) -> str:
    """Return what differs from a project of the file's version, in words; "" if nothing. Reads no row of a table.

    A view or trigger would be executed, and so would the constraints of a changed table.
    """
    known = dict(_made(tuple(schema.MIGRATIONS[: schema.version(connection)])))
    for kind, name, sql in connection.execute(_OBJECTS).fetchall():
        wanted = known.pop(name, None)
        if wanted is not None and wanted != (kind, _plain(sql)):
            return Message(
                "its {kind} {name} differs from the one this program creates", kind=kind, name=name
            )
        if wanted is None and (kind != "table" or _plain(sql).startswith(b"create virtual")):
            return Message("it contains a {kind} {name}, which no project has", kind=kind, name=name)
    return Message("its table or index {name} is missing", name=next(iter(known))) if known else ""


def tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the names of the plain tables."""
    rows = connection.execute(_OBJECTS).fetchall()
    return frozenset(
        name for kind, name, sql in rows if kind == "table" and not _plain(sql).startswith(b"create virtual")
    )


@cache
def _made(migrations: tuple[tuple[schema.Statement, ...], ...]) -> tuple[tuple[str, tuple[str, bytes]], ...]:
    """Return name, kind and text of everything in a new project of this version."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection, len(migrations))
        return tuple((name, (kind, _plain(sql))) for kind, name, sql in connection.execute(_OBJECTS))


def _plain(sql: bytes | None) -> bytes:
    """Normalise the text: ignore case, spaces and quotes."""
    return b" ".join((sql or b"").lower().replace(b'"', b"").split())
