"""The project file (SQLite): open in one program at a time, with transactions that survive any crash."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from annotations import places, unfinished
from annotations.errors import Problem, ProjectError, StrPath
from annotations.files import can_write
from annotations.imaging.pages import files_with_pages
from annotations.imaging.reading import sorted_naturally
from annotations.message import Message
from annotations.project import backups, history, locking, log, schema, sizes, storage
from annotations.project.adding import AddedImages, Measured, measure, named
from annotations.project.history import HistoryEntry, login_name
from annotations.project.removal import REMOVED, forget_waiting, mark_removed
from annotations.project.session import Session
from annotations.records import (
    LONGEST_PATH,
    OUTCOMES,
    STATUSES,
    TABLES,
    Category,
    Change,
    ImageRecord,
    Instance,
    Proposal,
    Record,
    Status,
    Step,
    Table,
    Transaction,
    short_name,
)

SUFFIX = ".rsis"
FOLDER_PROJECT = "annotations" + SUFFIX


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of a project's content."""

    images: int
    images_by_status: dict[str, int]
    """Every status, including those without images."""
    instances: int
    instances_by_category: dict[int | None, int]
    """By category id, None for unknown. Every category, including those without instances."""
    instances_by_image: dict[int, int]
    """By image id; only images with instances."""
    steps_by_outcome: dict[str, int]


class Project:
    """An open project file. Use it only in the thread that opened it; another thread opens the file itself.

    Get one from `create`, `open` or `open_folder`, and `close` it, which makes the project a single file again.
    """

    def __init__(self, session: Session) -> None:
        self.path = session.path
        self.root = session.path.parent
        """The folder that image paths are relative to."""
        self.read_only = session.read_only
        self._person = short_name(login_name())
        self.notice = ""
        """What the user should know about the project's location; usually empty."""
        self._session = session
        self._next_ids: dict[Table, int] = {}

    @property
    def person(self) -> str:
        """The author of new transactions, for the history; a long name is shortened."""
        return self._person

    @person.setter
    def person(self, name: str) -> None:
        self._person = short_name(name)

    # ---- opening and closing

    @classmethod
    def create(cls, path: StrPath) -> Self:
        """Create an empty project file and open it; ProjectError if the file exists or cannot be created."""
        target = Path(os.path.abspath(path))
        if target.exists():
            raise ProjectError(target, Message("a file already exists there"))
        locking.acquire(target)  # until it is open, so that no other program comes between
        try:
            storage.create(target)
            return cls.open(target)
        finally:
            locking.release(target)

    @classmethod
    def open(cls, path: StrPath, *, read_only: bool = False, checked: bool = False) -> Self:
        """Open a project file after checking that it is intact; an older one is upgraded.

        The check reads the whole file. It is not repeated for reading what this process has open; `checked` says that
        another process of this program has it open. Read-only opening takes no lock, so it works while another program
        has the project open, or on a read-only disk. ProjectError: missing, not a project, damaged, too new, or open
        elsewhere.
        """
        target = Path(os.path.abspath(path))
        notes: list[Message] = []

        def keep_the_older_form(connection: sqlite3.Connection) -> None:
            try:
                backups.make(target, connection)
            except ProjectError as error:  # continue without: the upgrade itself is one transaction
                notes.append(Message("No backup could be made before the update: {error}", error=error))

        session = Session(target, read_only=read_only, checked=checked, before_upgrade=keep_the_older_form)
        project = cls(session)
        project.notice = notes[0] if notes else ""
        return project

    @classmethod
    def open_folder(
        cls,
        folder: StrPath,
        *,
        data_folder: StrPath | None = None,
        writable: Callable[[StrPath], bool] = can_write,
    ) -> Self:
        """Open the folder's `annotations.rsis`, created if missing; images are not added.

        If the folder cannot be written, the project is in the user's data folder, and `notice` says so.
        """
        place = Path(os.path.abspath(folder))
        if not place.is_dir():
            raise ProjectError(place, Message("it is not a folder"))
        if writable(place):
            target = place / FOLDER_PROJECT
            return cls.open(target) if target.exists() else cls.create(target)
        digest = hashlib.sha256(os.fsencode(os.path.realpath(place))).hexdigest()[:12]
        data = Path(data_folder or places.data_folder()).resolve()
        target = data / "projects" / f"{place.name or 'folder'}-{digest}{SUFFIX}"
        storage.make_folder(target.parent)
        if not target.exists() and (place / FOLDER_PROJECT).exists():
            cls._copy(place / FOLDER_PROJECT, target)
        project = cls.open(target) if target.exists() else cls.create(target)
        project.notice = Message(
            "{folder} cannot be written to: its annotations are stored in {target}",
            folder=place,
            target=target,
        )
        return project

    @classmethod
    def _copy(cls, source: Path, target: Path) -> None:
        """Copy a project, with its history, to another place and adjust its image paths; all or nothing."""
        with unfinished.writing(unfinished.part_of(target)) as part:
            with cls.open(source, read_only=True) as old:
                storage.copy(old._session.connection, part)
                with cls.open(part) as new:
                    moved = [
                        Change.replace(image, replace(image, path=new.relative(old.absolute(image))))
                        for image in old.images()
                    ]
                    label = Message("Copy from a folder that cannot be written")
                    new.commit(Transaction(label, tuple(moved)))
                    for path in old.removed_images():
                        new.set_setting(REMOVED + path, None)
                        new.set_setting(REMOVED + new.relative(old.root / path), "")
            storage.move_new(part, target)

    def close(self) -> None:
        """Merge the write-ahead log into the file and release the lock; closing twice does nothing."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def id(self) -> str:
        """The project's id, which its copies share."""
        return self._session.project_id

    @property
    def reads_own_file(self) -> bool:
        """Whether the open connection reads what this program wrote: nobody else has changed its file in place."""
        return self._session.reads_own_file

    def copy(self, target: StrPath) -> None:
        """Write the content as a new file; ProjectError if that fails or the copy is damaged."""
        storage.copy(self._session.connection, Path(target))

    # ---- reading

    def snapshot(self) -> AbstractContextManager[None]:
        """A `with` block whose queries see one consistent state; do not commit in it."""
        return storage.snapshot(self.path, self._session.connection)

    def categories(self) -> tuple[Category, ...]:
        """Return all categories, in the order they were created."""
        return cast(tuple[Category, ...], self._records("category", "ORDER BY id"))

    def images(self) -> tuple[ImageRecord, ...]:
        """Return all images, in natural order of their paths."""
        return tuple(ImageRecord(*row) for row in self.image_rows())

    def image_rows(self) -> list[tuple[int, str, int, int, Status]]:
        """Like `images`, but as (id, path, width, height, status): a hundred thousand records would take too long."""
        rows = self.select(schema.SELECT["image"])
        wrong = next(
            (
                row
                for row in rows
                if tuple(map(type, row)) != schema.IMAGE_TYPES or len(row[1]) > LONGEST_PATH
            ),
            None,
        )
        if wrong is not None:
            told = Message("it has values of the wrong kind")
            raise storage.damaged(self.path, Message("image {wrong}", wrong=wrong[0]), ValueError(told))
        by_path = {row[1]: row for row in rows}
        return [by_path[path] for path in sorted_naturally(by_path)]

    def image(self, image_id: int) -> ImageRecord:
        """Return one image; ProjectError if none has this id."""
        found = cast(tuple[ImageRecord, ...], self._records("image", "WHERE id = ?", image_id))
        if not found:
            raise ProjectError(self.path, Message("it has no image {number}", number=image_id))
        return found[0]

    def instances(self, image_id: int) -> tuple[Instance, ...]:
        """Return the instances of an image from bottom to top."""
        found = self._records("instance", "WHERE image_id = ? ORDER BY z, id", image_id)
        return cast(tuple[Instance, ...], found)

    def steps(self, image_id: int) -> tuple[Step, ...]:
        """Return the steps of an image's sequence in order."""
        return cast(
            tuple[Step, ...], self._records("step", "WHERE image_id = ? ORDER BY position, id", image_id)
        )

    def proposals(self, image_id: int) -> tuple[Proposal, ...]:
        """Return the proposals of an image that wait for a decision, in order."""
        found = self._records("proposal", "WHERE image_id = ? ORDER BY position, id", image_id)
        return cast(tuple[Proposal, ...], found)

    def counts(self) -> Counts:
        """Count everything, without reading a mask."""
        with self.snapshot():
            return self._counts()

    def _counts(self) -> Counts:
        statuses: dict[str, int] = dict.fromkeys(STATUSES, 0)
        statuses.update(self.select("SELECT status, count(*) FROM image GROUP BY 1"))
        of_category: dict[int | None, int] = {
            number: 0 for (number,) in self.select("SELECT id FROM category")
        }
        of_category.update(self.select("SELECT category_id, count(*) FROM instance GROUP BY 1"))
        outcomes: dict[str, int] = dict.fromkeys(OUTCOMES, 0)
        outcomes.update(self.select("SELECT outcome, count(*) FROM step GROUP BY 1"))
        return Counts(
            images=sum(statuses.values()),
            images_by_status=statuses,
            instances=sum(of_category.values()),
            instances_by_category=of_category,
            instances_by_image=dict(self.select("SELECT image_id, count(*) FROM instance GROUP BY 1")),
            steps_by_outcome=outcomes,
        )

    def history(self, image_id: int | None = None) -> tuple[HistoryEntry, ...]:
        """Return every transaction ever committed, or those of one image, oldest first."""
        where = "WHERE ?1 IS NULL OR image_id = ?1 ORDER BY id"
        return tuple(map(HistoryEntry.from_row, self.select(f"{history.SELECT} {where}", image_id)))

    def select(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a query on the tables of `annotations.project.schema`, for the modules of this package."""
        return self._session.rows(query, *values)

    def each(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Like `select`, but row by row, for more rows than fit into memory; use it inside `snapshot`."""
        return self._session.each(query, *values)

    def absolute(self, image: ImageRecord) -> Path:
        """Return the path of an image's file."""
        return Path(os.path.normpath(self.root / image.path))

    def relative(self, path: StrPath) -> str:
        """Return a path as image records store it: posix, relative to the root; absolute only on another drive."""
        given = Path(os.path.abspath(path))
        file = given.parent.resolve() / given.name
        try:
            return Path(os.path.relpath(file, self.root.resolve())).as_posix()
        except ValueError:
            return file.as_posix()

    # ---- changing

    def next_id(self, table: Table) -> int:
        """Return a new id for a record of a table; it was never used in this project or returned by this object."""
        if table not in self._next_ids:
            self._next_ids[table] = self._session.next_id(table)
        number = self._next_ids[table]
        self._next_ids[table] += 1
        return number

    def commit(self, transaction: Transaction) -> None:
        """Commit a transaction: all its records become `after`, together, and are flushed to the disk.

        ProjectError, with nothing changed, if that fails (a full disk) or would be inconsistent (an instance whose
        image is missing, a mask of another size than its image). The same transaction may then be tried again;
        committing one twice is the same as once.
        """
        if not transaction.changes:
            return
        with self.writing() as connection:
            rows = self.put(connection, transaction.changes)
            line = history.insert(connection, transaction, self.person)
            log.append(connection, line, rows, schema.COLUMNS)

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction of the file, for the modules of this package: committed if the block succeeds."""
        return self._session.writing()

    def put(
        self, connection: sqlite3.Connection, changes: Sequence[Change]
    ) -> list[tuple[str, int, log.Row]]:
        """Apply changes inside `writing`; return what to log. See `commit`."""
        final = {change.key: change.after for change in changes}
        gone = [number for (table, number), record in final.items() if table == "image" and record is None]
        rows = {key: None if record is None else schema.to_row(record) for key, record in final.items()}
        for table in {_checked(table) for table, _ in final}:
            numbers = [number for kind, number in final if kind == table]
            connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(n,) for n in numbers])
            self._reserve(connection, table, max(numbers) + 1)
        forgotten = forget_waiting(connection, gone)
        for table in TABLES:
            added = (row for (kind, _), row in rows.items() if kind == table and row is not None)
            connection.executemany(schema.INSERT[table], added)
        sizes.check(self.path, connection, final.values())
        mark_removed(connection, changes)
        rows.update((("proposal", number), None) for number in forgotten)
        return [(table, number, row) for (table, number), row in rows.items()]

    def back_up(self, *, only_when_due: bool = True, check: Callable[[], None] | None = None) -> Path | None:
        """Back the project up to the user's data folder (see `annotations.project.backups`); None if not due.

        Another thread that has it open for reading may do it; inside `snapshot`, `check` is called now and then, and an
        exception from it ends the work. ProjectError if the backup cannot be written; the project is unchanged.
        """
        if only_when_due and not backups.is_due(self.path, self._session.project_id):
            return None
        return backups.make(self.path, self._session.connection, check)

    def add_images(self, paths: Iterable[StrPath]) -> AddedImages:
        """Add image files that the project lacks, in one transaction; only their headers are read.

        A file that is not an image is reported, and the others are added.
        """
        return self.add_measured(map(measure, self.not_added(paths)))

    def not_added(self, paths: Iterable[StrPath]) -> list[str]:
        """Return the paths that are not images of the project yet, each once; a stack is if its pages are."""
        known = {path for (path,) in self.select("SELECT path FROM image")}
        known |= files_with_pages(known)
        return list({name: path for path, name in named(paths, self.relative) if name not in known}.values())

    def removed_images(self) -> frozenset[str]:
        """Return the paths of images that were removed from the project, as records have them.

        Who lists a folder leaves them out; an image that is added anew is no longer among them.
        """
        query = (
            "SELECT substr(name, ?) FROM setting WHERE substr(name, 1, ?) = ?"
            " AND NOT EXISTS (SELECT 1 FROM image WHERE path = substr(name, ?))"
        )
        start = len(REMOVED) + 1
        found = self.select(query, start, len(REMOVED), REMOVED, start)
        return frozenset(path for (path,) in found)

    def add_measured(self, found: Iterable[Measured | Problem]) -> AddedImages:
        """Add measured image files in one transaction; those already in the project stay as they are."""
        files = list(found)
        problems = tuple(file for file in files if isinstance(file, Problem))
        given = [file for file in files if isinstance(file, Measured)]
        names = [name for _, name in named((file.path for file in given), self.relative)]
        known = "SELECT 1 FROM image WHERE path = ?"
        new = [(file, name) for file, name in zip(given, names, strict=True) if not self.select(known, name)]
        measured = [file for file, _ in new]
        added = [ImageRecord(self.next_id("image"), name, file.width, file.height) for file, name in new]
        self.commit(Transaction(Message("Add images"), tuple(Change.add(image) for image in added)))
        if added:
            self.set_image_files(
                (image.id, file.bytes, file.modified, None)
                for image, file in zip(added, measured, strict=True)
            )
        return AddedImages(tuple(added), problems)

    @property
    def model(self) -> str | None:
        """The model that the project uses: a name or a folder."""
        return self.setting("model")

    @model.setter
    def model(self, value: str | None) -> None:
        self.set_setting("model", value)

    def setting(self, name: str) -> str | None:
        """Return a setting of this project, or None if it was never set."""
        rows = self.select("SELECT value FROM setting WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def set_setting(self, name: str, value: str | None) -> None:
        """Store a setting with the project; None removes it. It is not part of the history."""
        with self._session.writing() as connection:
            connection.execute("DELETE FROM setting WHERE name = ?", (name,))
            if value is not None:
                connection.execute("INSERT INTO setting VALUES (?, ?)", (name, value))

    def set_image_files(self, files: Iterable[tuple[int, int, int, bytes | None]]) -> None:
        """Store the fingerprints of image files (see `annotations.imaging.identity`); not part of the history.

        Each is an image's id and its file's size in bytes, modification time (ns) and digest.
        """
        with self._session.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO image_file VALUES (?, ?, ?, ?)", files)

    def take_history(self, entries: Iterable[HistoryEntry]) -> None:
        """Append history lines of other projects, in the order given, with new ids."""
        with self._session.writing() as connection:
            history.take(connection, entries)

    # ---- inside

    def _records(self, table: Table, where: str, *values: object) -> tuple[Record, ...]:
        rows = self.select(f"{schema.SELECT[table]} {where}", *values)
        try:
            return schema.records(table, rows)
        except schema.RecordError as error:
            raise storage.damaged(self.path, error.record, error) from error

    def _reserve(self, connection: sqlite3.Connection, table: Table, next_id: int) -> None:
        connection.execute("UPDATE sequence SET next = max(next, ?) WHERE name = ?", (next_id, table))
        if table in self._next_ids:
            self._next_ids[table] = max(self._next_ids[table], next_id)


def _checked(table: str) -> Table:
    if table not in TABLES:
        raise ValueError(Message("there is no table {table!r}", table=table))
    return table
