"""How a project file is made, opened, checked, written and closed as an SQLite database."""

from __future__ import annotations

import os
import secrets
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotations import locking, schema
from annotations.errors import ProjectError, explain

BUSY_SECONDS = 10.0
NETWORK_DRIVES = frozenset({"9p", "afs", "cifs", "davfs", "fuse.sshfs", "nfs", "nfs4", "smb3", "smbfs"})


def create(path: Path) -> None:
    """Make an empty project at `path`, whole or not at all."""
    if path.exists():
        raise ProjectError(path, "there is a file already")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with reading(path):
            connection = sqlite3.connect(part, isolation_level=None)
            try:
                schema.migrate(connection)
            finally:
                connection.close()
        os.replace(part, path)
    except OSError as error:
        raise ProjectError(path, f"the project cannot be made: {explain(error)}") from error
    finally:
        for leftover in (part, part.with_name(part.name + "-journal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A checked connection to a project file; see `Project.open` for what is refused."""
    _check_header(path)
    if read_only:
        return _as_newest(_checked(path, _connect_read_only(path), whole=True))
    first = not locking.is_held(path)
    locking.acquire(path)
    connection = None
    try:
        with reading(path):
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
            _checked(path, connection, whole=first)
            connection.execute("PRAGMA journal_mode = " + ("DELETE" if on_network_drive(path) else "WAL"))
            connection.execute("PRAGMA synchronous = FULL")
            schema.migrate(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            # What cannot be written is refused now, not at the person's first decision.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            return connection
    except BaseException:
        if connection is not None:
            connection.close()
        locking.release(path)
        raise


def disconnect(path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
    """Close a connection; the last one folds the log into the file."""
    try:
        if not read_only:
            with suppress(
                sqlite3.Error
            ):  # on a full disk the log stays beside, and the next opening reads it
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    finally:
        if not read_only:
            locking.release(path)


@contextmanager
def writing(path: Path, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction: kept, on the disk, when the block ends well; undone whole when it raises."""
    with reading(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Errors of SQLite in the block become a ProjectError that says what they mean."""
    try:
        yield
    except sqlite3.Error as error:
        raise ProjectError(path, _explain(error)) from error
    except UnicodeEncodeError as error:
        raise ProjectError(path, f"the text {error.object!r} cannot be kept") from error


@contextmanager
def snapshot(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """What the block reads belongs together, whatever another connection commits meanwhile."""
    if connection.in_transaction:
        yield
        return
    with reading(path):
        connection.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _explain(error: sqlite3.Error) -> str:
    if isinstance(error, sqlite3.ProgrammingError):
        return f"the project was used wrongly: {error}"
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    known = {
        sqlite3.SQLITE_FULL: "the disk is full; nothing was changed",
        sqlite3.SQLITE_BUSY: "another program is writing to the project",
        sqlite3.SQLITE_LOCKED: "another program is writing to the project",
        sqlite3.SQLITE_READONLY: "the project cannot be written",
        sqlite3.SQLITE_PERM: "no permission to open the project",
        sqlite3.SQLITE_CANTOPEN: "the project cannot be opened here",
        sqlite3.SQLITE_NOTADB: "it is not a project",
        sqlite3.SQLITE_CORRUPT: f"the project is damaged ({error})",
        sqlite3.SQLITE_IOERR: "the disk reports an error, or is full; nothing was changed",
        sqlite3.SQLITE_CONSTRAINT: f"a change does not fit the project ({error})",
    }
    return known.get(code, f"the project cannot be used ({error})")


def _check_header(path: Path) -> None:
    try:
        with open(path, "rb") as file:
            header = file.read(16)
    except OSError as error:
        raise ProjectError(path, f"the project cannot be opened: {explain(error)}") from error
    if header != b"SQLite format 3\0":
        raise ProjectError(path, "it is not a project")


def _connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing.

    It opens for writing where it can, so that it leaves no log behind; on a disk that cannot be written it takes
    the file as it is.
    """
    log = path.with_name(path.name + "-wal")
    ways = [
        "?mode=rw",
        "?mode=ro",
        *([] if log.exists() and log.stat().st_size else ["?mode=ro&immutable=1"]),
    ]
    failure = sqlite3.Error()
    for way in ways:
        connection = None
        try:
            uri = path.as_uri() + way
            connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA query_only = ON")
            return connection
        except sqlite3.Error as error:
            failure = error
            if connection is not None:
                connection.close()
    raise ProjectError(path, _explain(failure)) from failure


def _as_newest(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The same content in the newest form: an older file, which is not to be changed, is copied into memory."""
    if schema.version(connection) == len(schema.MIGRATIONS):
        return connection
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.backup(memory)
        schema.migrate(memory)
        memory.execute("PRAGMA query_only = ON")
    except BaseException:
        memory.close()
        raise
    finally:
        connection.close()
    return memory


def _checked(path: Path, connection: sqlite3.Connection, *, whole: bool) -> sqlite3.Connection:
    """The connection, closed and refused if this is no project, or too new; `whole`: checked page by page."""
    try:
        with reading(path):
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != schema.APPLICATION_ID:
                raise ProjectError(path, "it is a database of another program, not a project")
            found, known = schema.version(connection), len(schema.MIGRATIONS)
            if found > known:
                raise ProjectError(
                    path,
                    f"the project was made by a newer version of this program (format {found}, "
                    f"this one knows up to {known}); update the program to open it",
                )
            if whole:
                (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
                if verdict != "ok":
                    raise ProjectError(path, f"the project is damaged ({verdict})")
    except BaseException:
        connection.close()
        raise
    return connection


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; ProjectError if that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(folder, f"the folder cannot be made: {explain(error)}") from error


def remove(path: Path) -> None:
    """Remove a file if it is there."""
    with suppress(FileNotFoundError):
        path.unlink()


def move(path: Path, target: Path) -> None:
    """Give a closed project another name."""
    try:
        os.replace(path, target)
    except OSError as error:
        raise ProjectError(target, f"the project cannot be made: {explain(error)}") from error


def on_network_drive(path: Path) -> bool:
    """Whether a file lies on a network drive, where several readers and a write-ahead log do not work."""
    if sys.platform != "linux":
        return str(path).startswith(("\\\\", "//"))
    place = os.path.realpath(path)
    best, kind = "", ""
    with suppress(OSError), open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as mounts:
        for line in mounts:
            before, _, after = line.partition(" - ")
            point = before.split()[4].replace("\\040", " ")
            inside = place == point or place.startswith(point.rstrip("/") + "/")
            if inside and len(point) >= len(best):
                best, kind = point, after.split()[0]
    return kind in NETWORK_DRIVES
