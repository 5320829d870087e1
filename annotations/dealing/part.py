"""Writes one annotator's part of a project: the records of some images, with the ids that they have there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotations.project import Project, deals, history, schema, storage
from annotations.project.bulk import Parts, in_parts
from annotations.project.history import HistoryEntry
from annotations.project.portable import portable_settings
from annotations.records import Table

LABEL = "Split"
IMAGES_AT_ONCE = 100
_OF_IMAGES: tuple[Table, ...] = ("instance", "step", "proposal")
_BESIDE = {"image_file": 4, "proposed_image": 2}
"""Tables with a row for an image that are not part of the log, and their numbers of columns."""


class Part:
    """Copies some images of one project into a new, empty one; reads and writes a hundred images at a time.

    Rows keep their ids, so that everything that refers to them still does, and a mask is checked but not made anew.
    """

    def __init__(self, source: Project, made: Project, images: Sequence[int]) -> None:
        self._source, self._made, self._images = source, made, images
        self._folders: dict[str, str] = {}
        self._instances = 0

    def write(self, deal: deals.Deal) -> int:
        """Write the part in one transaction; return its number of instances. ProjectError, DamagedError."""
        with in_parts(self._made, LABEL) as parts:
            connection = parts.connection
            self._take_settings(connection, deal)
            history.take(connection, self._history())
            self._copy(parts, "category", self._source.select(f"{schema.SELECT['category']} ORDER BY id"))
            for start in range(0, len(self._images), IMAGES_AT_ONCE):
                self._copy_images(parts, self._images[start : start + IMAGES_AT_ONCE])
        return self._instances

    def _copy_images(self, parts: Parts, some: Sequence[int]) -> None:
        marks = ", ".join("?" * len(some))
        images = self._source.select(f"{schema.SELECT['image']} WHERE id IN ({marks}) ORDER BY id", *some)
        self._copy(parts, "image", [(number, self._moved(path), *rest) for number, path, *rest in images])
        for table in _OF_IMAGES:
            where = f"WHERE image_id IN ({marks}) ORDER BY id"
            rows = self._source.select(f"{schema.SELECT[table]} {where}", *some)
            self._copy(parts, table, rows)
            self._instances += len(rows) if table == "instance" else 0
        for name, width in _BESIDE.items():
            rows = self._source.select(f"SELECT * FROM {name} WHERE image_id IN ({marks})", *some)
            parts.connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * width)})", rows)

    def _copy(self, parts: Parts, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
        """Copy rows of a table; DamagedError if one is not valid."""
        try:
            schema.records(table, rows)
        except schema.RecordError as error:
            raise storage.damaged(self._source.path, error.record, error) from error
        parts.connection.executemany(schema.INSERT[table], rows)
        parts.enter((table, int(str(row[0])), row) for row in rows)

    def _moved(self, path: str) -> str:
        """Return the path of an image from the new project; looks up each folder once."""
        name = path.rpartition("/")[2]
        folder = path.removesuffix(name)
        if folder not in self._folders:
            self._folders[folder] = self._made.relative(self._source.root / f"{folder}x").removesuffix("x")
        return self._folders[folder] + name

    def _take_settings(self, connection: sqlite3.Connection, deal: deals.Deal) -> None:
        """Take the settings, and the next ids: no number is used again that something has or had."""
        settings = {**portable_settings(self._source), deals.SETTING: deal.to_text()}
        connection.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", settings.items())
        connection.executemany(
            "INSERT OR REPLACE INTO sequence VALUES (?, ?)", self._source.select("SELECT * FROM sequence")
        )

    def _history(self) -> Iterator[HistoryEntry]:
        """The lines about these images, and those about no image that is still there."""
        own = frozenset(self._images)
        there = {number for (number,) in self._source.select("SELECT id FROM image")}
        for row in self._source.each(f"{history.SELECT} ORDER BY id"):
            entry = HistoryEntry.from_row(row)
            if entry.image_id is None or entry.image_id in own:
                yield entry
            elif entry.image_id not in there:
                yield replace(entry, image_id=None, step_id=None)
