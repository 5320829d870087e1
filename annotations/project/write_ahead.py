"""SQLite's write-ahead log beside a project: kept small, and never replayed into another file than its own.

SQLite replays whatever log lies beside a file. So each log begins with a transaction that sets one setting, the mark,
to "BEFORE NOW": BEFORE is what the file had as NOW when the log began, and NOW is new. Copying the log into the file
(a checkpoint) always ends it, and the next one begins with a new mark. A log belongs to a file if the file itself has
the same mark (its pages were copied in part), or if BEFORE is the file's NOW.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from annotations.project import structure

MARK = "write-ahead log"
"""The setting with the mark of the log in which it was last written."""
LARGEST = 4 * 2**20
"""Bytes from which a log is copied into the file."""
_JOURNAL = bytes.fromhex("d9d505f920a163d7")
_NO_LOG = bytes((1, 1))
"""The format in the header of a database without a write-ahead log (SQLite file format, section 1.3.3)."""


def path_of(project: Path) -> Path:
    """Return the path of a project's write-ahead log."""
    return project.with_name(project.name + "-wal")


def size(project: Path) -> int | None:
    """Return the size of the log in bytes; None if there is none."""
    try:
        return path_of(project).stat().st_size
    except OSError:
        return None


def introduce(connection: sqlite3.Connection) -> None:
    """Write the first mark, without a log, into a file that has none, unless someone reads it now."""
    with suppress(sqlite3.Error), _at_once(connection):
        if _read(connection)[1]:
            return
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode == "delete":
            connection.execute(
                "INSERT OR REPLACE INTO setting VALUES (?, ?)", (MARK, f" {secrets.token_hex(8)}")
            )


def begin(project: Path, connection: sqlite3.Connection) -> None:
    """Write the mark if the log is empty; call it first in each transaction."""
    if size(project) == 0:
        _, now = _read(connection)
        mark = f"{now} {secrets.token_hex(8)}"
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (MARK, mark))


def checkpoint(connection: sqlite3.Connection) -> None:
    """Copy the log into the file and empty it, as far as readers allow now."""
    # On a full disk the log stays, and the next opening reads it.
    with suppress(sqlite3.Error), _at_once(connection):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _at_once(connection: sqlite3.Connection) -> Iterator[None]:
    """In the block nothing waits for other programs."""
    ((patience,),) = connection.execute("PRAGMA busy_timeout")
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def is_foreign(project: Path) -> bool:
    """Whether the log or journal beside a file that nobody has open belongs to another file; OSError.

    A file that does not look like a project, or cannot be read, is left to others to judge: False.
    """
    with open(project, "rb") as file:
        head = file.read(100)
    if not head.startswith(b"SQLite format 3\0"):
        return False
    if _is_foreign_journal(project.with_name(project.name + "-journal"), head):
        return True
    if not size(project):
        return False
    if head[18:20] == _NO_LOG:  # such as a backup put back
        return True
    try:
        alone, both = (_look(project, how) for how in ("?mode=ro&immutable=1", "?mode=ro"))
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    (before, now), project_id = both
    if alone[1] is not None and project_id != alone[1]:
        return True
    return (before, now) not in (alone[0], ("", "")) and before != alone[0][1]


def _is_foreign_journal(journal: Path, head: bytes) -> bool:
    """Whether a rollback journal, which SQLite writes on network drives, was begun with another file.

    It keeps pages as they were before a change, and how many there were. The first page holds the same number, and the
    number of changes until then: in the journal's own file, with the header `head`, that one is the same, or one more.
    (SQLite file format, sections 1.3 and 3)
    """
    if not journal.is_file():
        return False
    with open(journal, "rb") as file:
        start = file.read(28)
        if len(start) < 28 or not start.startswith(_JOURNAL):
            return False
        sector, page = struct.unpack(">II", start[20:28])
        first = _first_page(file, sector, page)
    if first is None:  # the file has it as it was
        return head[28:32] != start[16:20]
    (before,), (now,) = (struct.unpack(">I", header[24:28]) for header in (first, head))
    return now not in (before, before + 1)


def _first_page(journal: BinaryIO, sector: int, page: int) -> bytes | None:
    """Return the header of a file's first page as a journal keeps it, if it does."""
    place = 0
    while sector and page and journal.seek(place) == place:
        start = journal.read(12)
        if len(start) < 12 or not start.startswith(_JOURNAL):
            return None
        place += sector
        for _ in range(struct.unpack(">I", start[8:])[0]):
            journal.seek(place)
            record = journal.read(4 + 100)
            if len(record) < 4 + 100:
                return None
            if record[:4] == b"\0\0\0\1":
                return record[4:]
            place += 4 + page + 4
        place = -(-place // sector) * sector
    return None


def set_aside(project: Path) -> None:
    """Rename logs beside a name that another file has or will get, which SQLite would replay into it; OSError.

    Call it with the project locked. They are kept, since they may belong to a file that was only moved.
    """
    for end in ("-wal", "-shm", "-journal"):
        beside = project.with_name(project.name + end)
        if beside.exists():
            os.replace(beside, aside(project, end))


def aside(project: Path, end: str) -> Path:
    """Return a name that no file has for a log that does not belong to the project's file."""
    return project.with_name(f"{project.stem}.left-{secrets.token_hex(4)}{project.suffix}{end}")


def _look(project: Path, how: str) -> tuple[tuple[str, str], object]:
    """The mark and the project's id that a connection reads that neither changes the file nor ends the log."""
    uri = Path(os.path.abspath(project)).as_uri() + how
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        structure.restrain(connection)
        row = connection.execute("SELECT value FROM setting WHERE name = 'id'").fetchone()
        return _read(connection), row


def _read(connection: sqlite3.Connection) -> tuple[str, str]:
    """Return (BEFORE, NOW); empty before the first log."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (MARK,)).fetchone()
    before, _, now = str(row[0]).rpartition(" ") if row is not None else ("", "", "")
    return before, now
