"""A connection to a project file that notices when the file disappears, and reconnects when it is back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from annotations.errors import DamagedError, LostError, ProjectError, explain
from annotations.message import Message
from annotations.project import left_files, schema, storage, write_ahead

GONE = Message("the project file is missing: it was moved or deleted, or its drive was disconnected")
CHANGED = Message("another program has cut off or overwritten the project file")
ROWS_AT_ONCE = 1000
Upgrading = Callable[[sqlite3.Connection], None]


class Session:
    """Queries and transactions on one project file. Use it only in the thread that created it."""

    def __init__(
        self, path: Path, *, read_only: bool, checked: bool = False, before_upgrade: Upgrading | None = None
    ) -> None:
        """Open the file; for `checked` and `before_upgrade` see `storage.connect`."""
        self.path = path
        self.read_only = read_only
        self._connection: sqlite3.Connection | None
        self._connection, self._file = _connect(
            path, read_only=read_only, checked=checked, before_upgrade=before_upgrade
        )
        self._lost = False
        self._logs = _logs_beside(path)
        try:
            self.project_id, self._kept = self._state()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Merge the write-ahead log into the file and release the lock; closing twice does nothing.

        A file that another program has changed, and the log beside it, stay as they are.
        """
        connection, self._connection = self._connection, None
        if connection is not None:
            keep_log = not self.read_only and not self._lost and not self._file_is_as_left()
            self._lost = False
            storage.disconnect(self.path, connection, read_only=self.read_only, keep_log=keep_log)

    @property
    def connection(self) -> sqlite3.Connection:
        """Return the open connection; ProjectError after closing."""
        if self._connection is None:
            raise ProjectError(self.path, GONE if self._lost else Message("the project is closed"))
        return self._connection

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows of one query; ProjectError."""
        with storage.reading(self.path):
            return self.connection.execute(statement, values).fetchall()

    def each(self, statement: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of one query, as they are asked for; ProjectError."""
        with storage.reading(self.path):
            rows = self.connection.execute(statement, values)
        while True:
            with storage.reading(self.path):
                some = rows.fetchmany(ROWS_AT_ONCE)
            if not some:
                return
            yield from some

    def next_id(self, table: str) -> int:
        """Return the next free id of a table; DamagedError if the file lacks it."""
        rows = self.rows("SELECT next FROM sequence WHERE name = ?", table)
        kept = rows[0][0] if rows else None
        if not isinstance(kept, int) or not 1 <= kept <= schema.LARGEST_ID:
            raise DamagedError(
                self.path,
                Message("the project is damaged: it has no next id for {table}", table=table),
            )
        return kept

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed and on the disk if the block succeeds, rolled back if it raises.

        LostError if the file is gone or another program has changed it, since data written to it would be lost. Once
        the same project is back at its path, the next transaction reconnects.
        """
        if not self.read_only:
            self._make_sure_of_the_file()
        try:
            with storage.writing(self.path, self.connection) as connection:
                yield connection
                ((kept,),) = connection.execute(_LAST)
        except ProjectError as error:
            cause = error.__cause__
            if isinstance(cause, sqlite3.Error) and storage.is_of_the_drive(cause):
                self._lost = True  # the drive may come back with another inode; this connection is stale
            raise
        self._kept = int(kept)

    # -- inside

    def _make_sure_of_the_file(self) -> None:
        try:
            found = _file_at(self.path)
        except OSError as error:
            if self._connection is not None:
                self._lost = True
            reason = GONE if isinstance(error, FileNotFoundError | NotADirectoryError) else explain(error)
            raise LostError(self.path, reason) from error
        if self._lost or (self._connection is not None and found != self._file):
            self._take_up()
        elif self._connection is not None and not self._file_is_as_left():
            raise LostError(self.path, CHANGED)

    @property
    def reads_own_file(self) -> bool:
        """Whether the open connection reads what this program wrote."""
        return self._lost or _file_if_any(self.path) != self._file or self._file_is_as_left()

    def _file_is_as_left(self) -> bool:
        """Whether the file at the path is what this program left there, or was only touched."""
        try:
            as_left = left_files.is_as_left(self.path)
            if as_left is None:
                with closing(storage.connect(self.path, read_only=True)) as found:  # checks every page
                    row = found.execute("SELECT value FROM setting WHERE name = 'id'").fetchone()
                    as_left = (str(row[0]) if row is not None else "") == self.project_id
                    if as_left:
                        left_files.remember(self.path)
        except FileNotFoundError:
            return True  # nothing is there that could be spoilt
        except (OSError, ProjectError, *storage.ERRORS):
            return False
        return as_left

    def _take_up(self) -> None:
        """Open the file now at the project's path; LostError unless it is the same project and state.

        Until then the connection to the former file stays open, since `annotations.project.rescue` copies what it has.
        """
        self._lost = True
        if self._connection is not None and _file_if_any(self.path) != self._file:
            self._compare(*self._state_of_other())
        old, self._connection = self._connection, None
        if old is not None:  # SQLite ignores the log at the path if the file there is another
            storage.disconnect(self.path, old, read_only=False)
        self._connection, file = _connect(self.path, read_only=False)
        self._compare(*self._state())
        self._file, self._logs = file, _logs_beside(self.path)
        self._lost = False

    def _state_of_other(self) -> tuple[str, int]:
        """Return what `_state` would of another file at the path; leaves it and the open connection as they are."""
        own = any(file is not None and file == _file_if_any(p) for p, file in self._logs.items())
        try:
            alone = own or write_ahead.is_foreign(self.path)
            how = "?mode=ro&immutable=1" if alone else "?mode=ro"
            with storage.reading(self.path), closing(storage.connect_raw(self.path, how)) as other:
                return _state_in(other)
        except OSError as error:
            raise LostError(self.path, explain(error)) from error
        except ProjectError as error:
            raise LostError(self.path, error.reason) from error

    def _compare(self, project_id: str, kept: int) -> None:
        reason = ""
        if project_id != self.project_id:
            reason = Message("another project is now in its place")
        elif kept < self._kept:
            reason = Message("an older version without the latest decisions is now in its place")
        elif kept > self._kept:
            reason = Message("another program has changed it in the meantime; open it again")
        if reason:
            raise LostError(self.path, reason)

    def _state(self) -> tuple[str, int]:
        """Return the project's id and the last transaction in it."""
        with storage.reading(self.path):
            return _state_in(self.connection)


_LAST = "SELECT coalesce(max(id), 0) FROM history"


def _state_in(connection: sqlite3.Connection) -> tuple[str, int]:
    found = connection.execute("SELECT value FROM setting WHERE name = 'id'").fetchone()
    ((kept,),) = connection.execute(_LAST)
    return (str(found[0]) if found is not None else ""), int(kept)


def _connect(
    path: Path, *, read_only: bool, checked: bool = False, before_upgrade: Upgrading | None = None
) -> tuple[sqlite3.Connection, tuple[int, int] | None]:
    """Connect and tell which file it is; ProjectError if another file took its place meanwhile."""
    before = _file_if_any(path)
    connection = storage.connect(path, read_only=read_only, checked=checked, before_upgrade=before_upgrade)
    if _file_if_any(path) != before:
        storage.disconnect(path, connection, read_only=read_only)
        raise ProjectError(path, Message("another program has replaced it in the meantime; open it again"))
    return connection, before


def _logs_beside(path: Path) -> dict[Path, tuple[int, int] | None]:
    """Which files are the log and its index, to tell them from those of another file with the same name."""
    return {
        beside: _file_if_any(beside) for beside in (path.with_name(path.name + e) for e in ("-wal", "-shm"))
    }


def _file_if_any(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        return _file_at(path)
    return None


def _file_at(path: Path) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_dev, found.st_ino
