"""Creates, opens, checks, writes and closes a project file as an SQLite database."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path

from annotations import unfinished
from annotations.errors import DamagedError, ProjectError, explain
from annotations.files import sync_folder
from annotations.message import Message
from annotations.project import left_files, locking, schema, structure, write_ahead
from annotations.project.network_drives import on_network_drive

NO_PROJECT = Message("it is not a project")
BUSY_SECONDS = 10.0
PAGES_AT_ONCE = 1000
"""How much of a file is copied until the next look whether the copy is still wanted."""
STEPS_AT_ONCE = 100_000
"""The same for the check of a copy, in steps of SQLite's machine, which take a few milliseconds."""
ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""SQLite's exceptions; their text quotes the file, which may be damaged."""


def create(path: Path) -> None:
    """Create an empty project at `path`, all or nothing; ProjectError if a file exists there."""
    if path.exists():
        raise ProjectError(path, Message("a file already exists there"))
    with unfinished.writing(unfinished.part_of(path)) as part:
        with reading(path), closing(sqlite3.connect(part, isolation_level=None)) as connection:
            schema.migrate(connection)
            write_ahead.introduce(connection)
        move_new(part, path)


def connect(
    path: Path,
    *,
    read_only: bool,
    checked: bool = False,
    before_upgrade: Callable[[sqlite3.Connection], None] | None = None,
) -> sqlite3.Connection:
    """Return a checked connection to a project file; see `Project.open` for what is refused.

    Every page is checked, which takes the longer the larger the file is, unless `checked` says that another process of
    this program has it open, or this one has. `before_upgrade` is called with the connection before an older file is
    changed.
    """
    _check_file(path)
    if read_only:
        checked = checked or (locking.is_held(path) and left_files.is_known_whole(path))
        with reading(path):
            return _as_newest(_checked(path, _connect_read_only(path), whole=not checked))
    first = not locking.is_held(path)
    locking.acquire(path)
    connection = None
    try:
        if first:
            set_aside_foreign_log(path)
        with reading(path):
            connection = connect_raw(path, "?mode=rw")
            _checked(path, connection, whole=first)
            if first:
                write_ahead.introduce(connection)
            connection.execute("PRAGMA journal_mode = " + ("DELETE" if on_network_drive(path) else "WAL"))
            connection.execute("PRAGMA wal_autocheckpoint = 0")  # see write_ahead
            connection.execute("PRAGMA synchronous = FULL")
            if schema.version(connection) < len(schema.MIGRATIONS):
                if before_upgrade is not None:
                    before_upgrade(connection)
                if schema.version(connection):
                    with writing(path, connection):
                        pass  # begins the log
                schema.migrate(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            # Refuse a file that cannot be written now, not at the first decision.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            left_files.remember(path)
            return connection
    except BaseException:
        if connection is not None:
            connection.close()
        locking.release(path)
        raise


def disconnect(
    path: Path, connection: sqlite3.Connection, *, read_only: bool, keep_log: bool = False
) -> None:
    """Close a connection; the last one merges the write-ahead log into the file, or with `keep_log` leaves both."""
    try:
        with _left_alone(path) if keep_log else nullcontext():
            if not read_only and not keep_log:
                write_ahead.checkpoint(connection)
                left_files.remember(path)
            connection.close()
    finally:
        if not read_only:
            locking.release(path)


@contextmanager
def writing(path: Path, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction: committed and on the disk if the block succeeds, rolled back if it raises."""
    with reading(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            write_ahead.begin(path, connection)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        size = write_ahead.size(path)
        if size is not None and size > write_ahead.LARGEST:
            write_ahead.checkpoint(connection)
        if size is None or size > write_ahead.LARGEST:
            left_files.remember(path)


@contextmanager
def _left_alone(path: Path) -> Iterator[None]:
    """In the block the log of an open connection is empty, so that closing it writes nothing into the file."""
    log = write_ahead.path_of(path)
    kept = write_ahead.aside(path, "-wal")
    with suppress(OSError):
        copy_file(log, kept)
        os.truncate(log, 0)
    yield
    with suppress(OSError):
        os.replace(kept, log)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Convert SQLite's errors in the block to a ProjectError that explains them."""
    try:
        yield
    except ERRORS as error:
        kind = DamagedError if _is_damage(error) else ProjectError
        raise kind(path, _explain(error)) from error
    except UnicodeEncodeError as error:
        raise ProjectError(path, Message("the text {text!r} cannot be stored", text=error.object)) from error


@contextmanager
def snapshot(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """Queries in the block see one consistent state, whatever another connection commits meanwhile."""
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


def _is_damage(error: Exception) -> bool:
    # Invalid text has no error code of its own.
    return _code(error) == sqlite3.SQLITE_CORRUPT or "decode" in str(error)


def damaged(path: Path, record: str, error: Exception) -> DamagedError:
    """The error of a record that cannot be read."""
    return DamagedError(
        path, Message("the project is damaged: {record}: {error}", record=record, error=error)
    )


def _explain(error: Exception) -> str:
    if isinstance(error, sqlite3.ProgrammingError):
        return Message("the project was accessed incorrectly: {error}", error=error)
    if _is_damage(error):
        return Message("the project is damaged ({error})", error=error)
    known = {
        sqlite3.SQLITE_FULL: Message("the disk is full; nothing was changed"),
        sqlite3.SQLITE_BUSY: Message("another program is writing to the project"),
        sqlite3.SQLITE_LOCKED: Message("another program is writing to the project"),
        sqlite3.SQLITE_READONLY: Message("the project cannot be written"),
        sqlite3.SQLITE_PERM: Message("no permission to open the project"),
        sqlite3.SQLITE_CANTOPEN: Message("the project cannot be opened here"),
        sqlite3.SQLITE_NOTADB: NO_PROJECT,
        sqlite3.SQLITE_IOERR: Message("the disk reports an error, or is full; nothing was changed"),
        sqlite3.SQLITE_CONSTRAINT: Message("a change does not fit the project ({error})", error=error),
    }
    return known.get(_code(error), Message("the project cannot be used ({error})", error=error))


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def is_of_the_drive(error: sqlite3.Error) -> bool:
    """Whether the drive failed, so that open connections on it may be stale."""
    return _code(error) in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


def _check_file(path: Path) -> None:
    """Inspect the file without opening it, since closing it would release SQLite's locks on it."""
    try:
        found = os.stat(path)
    except OSError as error:
        raise _cannot_open(path, error) from error
    if not stat.S_ISREG(found.st_mode) or found.st_size == 0:
        raise ProjectError(path, NO_PROJECT)


def connect_raw(path: Path, how: str) -> sqlite3.Connection:
    """Open a connection without any check; never creates a file. `how`: "?mode=rw" or "?mode=ro"."""
    uri = Path(os.path.abspath(path)).as_uri() + how
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    structure.restrain(connection)
    return connection


def _connect_read_only(path: Path) -> sqlite3.Connection:
    """Open a connection that changes nothing.

    It opens the file for writing if possible, so that no log is left behind; on a read-only disk it uses the file as
    it is. If another program has the project open, it touches neither log nor index: on Unix that program has lost
    its locks on them if it ever opened and closed the file itself (as a file dialog does to check file types),
    and the connection that closes last removes the log.
    """
    alone = "?mode=ro&immutable=1"
    ways = ["?mode=rw", "?mode=ro"]
    if locking.is_free(path):
        if _has_foreign_log(path):
            ways = [alone]
    elif not locking.is_held(path):
        ways.insert(0, "?mode=ro&readonly_shm=1")
    if not write_ahead.size(path):
        ways.append(alone)
    failure: Exception = sqlite3.Error()
    for way in ways:
        connection = None
        try:
            connection = connect_raw(path, way)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA query_only = ON")
            return connection
        except ERRORS as error:
            failure = error
            if connection is not None:
                connection.close()
    with reading(path):
        raise failure


def _as_newest(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return the same content in the newest schema: an older file, which must stay unchanged, is copied into memory."""
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
    """Yield the connection; refuse and close it if it is not a project, or too new. `whole`: check every page."""
    try:
        with reading(path):
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != schema.APPLICATION_ID:
                raise ProjectError(path, Message("it is a database of another program, not a project"))
            found, known = schema.version(connection), len(schema.MIGRATIONS)
            if found > known:
                raise ProjectError(
                    path,
                    Message(
                        "the project was made by a newer version of this program "
                        "(format {found}, this one supports up to {known}); "
                        "update the program to open it",
                        found=found,
                        known=known,
                    ),
                )
            if whole:
                wrong = structure.fault(connection)
                if wrong:
                    raise DamagedError(path, Message("the project is damaged ({error})", error=wrong))
                (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
                if verdict != "ok":
                    raise DamagedError(path, Message("the project is damaged ({error})", error=verdict))
    except BaseException:
        connection.close()
        raise
    return connection


def make_folder(folder: Path) -> None:
    """Create a folder and its parents; ProjectError if that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(
            folder, Message("the folder cannot be created: {reason}", reason=explain(error))
        ) from error


def copy(connection: sqlite3.Connection, target: Path, check: Callable[[], None] | None = None) -> None:
    """Write the content of an open project to a new file, complete and flushed; ProjectError if that fails.

    With `check`, which is called now and then and ends the copying by an exception, use it inside `snapshot`: else
    every change by another connection would begin the copy anew. An open file is never copied as a file: reading it
    beside SQLite would release SQLite's locks.
    """
    try:
        with unfinished.writing(unfinished.part_of(target)) as part:
            with reading(target), closing(sqlite3.connect(part, isolation_level=None)) as copied:
                if check is None:
                    connection.backup(copied)
                else:
                    connection.backup(copied, pages=PAGES_AT_ONCE, progress=lambda *_: check())
                copied.execute("PRAGMA journal_mode = DELETE")
                verdict = _verdict(copied, check)
                if verdict != "ok":
                    raise DamagedError(target, Message("the copy is damaged ({verdict})", verdict=verdict))
            os.replace(part, target)
            sync_folder(target.parent)
    except OSError as error:
        raise ProjectError(
            target, Message("it cannot be written: {reason}", reason=explain(error))
        ) from error


def _verdict(copied: sqlite3.Connection, check: Callable[[], None] | None) -> str:
    """Return what SQLite says of a whole copy, "ok" or what is damaged; for `check` see `copy`."""
    ended: list[BaseException] = []

    def go_on() -> bool:
        try:
            if check is not None:
                check()
        except BaseException as error:  # SQLite ends the query, but with an error of its own
            ended.append(error)
        return bool(ended)

    copied.set_progress_handler(go_on, STEPS_AT_ONCE)
    try:
        (verdict,) = copied.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        raise (ended[0] if ended else error) from None
    return str(verdict)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file that is not an open database, complete and flushed; OSError."""
    with unfinished.writing(unfinished.part_of(target)) as part:
        with open(source, "rb") as read, open(part, "xb") as written:
            shutil.copyfileobj(read, written, 2**20)
            written.flush()
            os.fsync(written.fileno())
        os.replace(part, target)


def move_new(path: Path, target: Path) -> None:
    """Rename a closed project to a name that no file has; ProjectError if one has it, or another program takes it."""
    locking.acquire(target)
    try:
        write_ahead.set_aside(target)
        if os.name == "nt":
            os.rename(path, target)  # there it refuses an existing name
            return
        try:
            os.link(path, target)
        except OSError as error:
            if isinstance(error, FileExistsError) or target.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
            os.rename(path, target)  # the drive has no links: the lock keeps other programs away
        else:
            path.unlink()
    except FileExistsError as error:
        raise ProjectError(target, Message("a file already exists there")) from error
    except OSError as error:
        raise ProjectError(
            target, Message("the project cannot be created: {reason}", reason=explain(error))
        ) from error
    finally:
        locking.release(target)


def move(path: Path, target: Path) -> None:
    """Rename a closed project."""
    try:
        os.replace(path, target)
    except OSError as error:
        raise ProjectError(
            target, Message("the project cannot be created: {reason}", reason=explain(error))
        ) from error


def set_aside_foreign_log(path: Path) -> None:
    """Set aside a write-ahead log that belongs to another file; ProjectError."""
    if _has_foreign_log(path):
        try:
            write_ahead.set_aside(path)
        except OSError as error:
            raise _cannot_open(path, error) from error


def _has_foreign_log(path: Path) -> bool:
    try:
        return write_ahead.is_foreign(path)
    except OSError as error:
        raise _cannot_open(path, error) from error


def _cannot_open(path: Path, error: OSError) -> ProjectError:
    return ProjectError(path, Message("the project cannot be opened: {reason}", reason=explain(error)))
