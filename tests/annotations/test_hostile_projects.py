"""A project file that somebody else has had in hand is refused in words, left free, and can be repaired."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest

from annotations.errors import AnnotationError, DamagedError, ProjectError
from annotations.masks import Mask
from annotations.project import Project, locking, log
from annotations.project.repair import repair
from annotations.records import Category, Change, ImageRecord, Instance, Transaction


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A closed project with one image, one category and one instance."""
    path = tmp_path / "p.rsis"
    with Project.create(path) as made:
        image = ImageRecord(made.next_id("image"), "0.png", 16, 12)
        kind = Category(made.next_id("category"), "car", (1, 2, 3))
        mask = Mask.from_array(np.eye(12, 16, dtype=np.bool_))
        instance = Instance(made.next_id("instance"), image.id, mask, kind.id, "drawn")
        made.commit(Transaction("Draw", tuple(map(Change.add, (image, kind, instance)))))
    return path


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)


def look(path: Path, *, read_only: bool = False) -> int:
    """Read everything; how many instances there are."""
    with Project.open(path, read_only=read_only) as opened:
        opened.categories()
        opened.history()
        opened.counts()
        return sum(len(opened.instances(image.id)) for image in opened.images())


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS id, 1, 2 FROM n"
STRANGE = {
    "a table that is a view without end": ("DROP TABLE image_file", f"CREATE VIEW image_file AS {ENDLESS}"),
    "a trigger": ("CREATE TRIGGER t AFTER INSERT ON history BEGIN DELETE FROM instance; END",),
    "a table that is not there": ("DROP TABLE image_file",),
    "a column that is not there": ("ALTER TABLE step RENAME COLUMN model TO other",),
    "a log without its columns": (
        "ALTER TABLE log RENAME COLUMN history_id TO other",
        "UPDATE category SET name = CAST(x'ff' AS TEXT)",
    ),
    "a log without its records": (
        "ALTER TABLE log RENAME COLUMN records TO other",
        "UPDATE category SET name = CAST(x'ff' AS TEXT)",
    ),
    "another version's number": ("PRAGMA user_version = 1",),
    "an index that counts much": ("CREATE INDEX i ON image (length(hex(zeroblob(1000000))))",),
    "a rule that counts much": (
        "UPDATE sqlite_master SET sql = replace(sql, 'path TEXT', 'path TEXT CHECK (length(zeroblob(9)))')",
    ),
    "a table whose text is no text": (
        "UPDATE sqlite_master SET sql = CAST(x'9f9f2043' AS TEXT) WHERE name = 'step'",
    ),
}


@pytest.mark.parametrize("strange", STRANGE)
def test_what_no_project_has_is_damage_that_a_repair_takes_out(project: Path, strange: str) -> None:
    change(project, *STRANGE[strange])
    for read_only in (True, False):
        with pytest.raises(DamagedError, match="damaged"):
            Project.open(project, read_only=read_only)
        assert not locking.is_held(project)
    with suppress(ProjectError):  # where not even SQLite can read it and there is no backup
        repair(project)
        assert look(project) == 1


RECORDS = {
    "deep lists for attributes": f"UPDATE category SET attributes = '{'[' * 5000}'",
    "a name that is no text": "UPDATE category SET name = CAST(x'ff41' AS TEXT)",
    "a box that leaves the image": "UPDATE instance SET mask_y = 65536",
    "an id beyond all that were given": "UPDATE category SET id = 9007199254740992",
    "a side of an image that is a text": "UPDATE image SET width = 'x'",
}


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_that_cannot_be_read_is_damage_and_comes_back_from_the_log(
    project: Path, record: str
) -> None:
    change(project, RECORDS[record])
    with pytest.raises(DamagedError, match="damaged"):
        look(project)
    assert not locking.is_held(project)
    assert "Nothing is missing" in repair(project).sentence
    assert look(project) == 1


@pytest.mark.parametrize("next_id", ["'x'", "-7", "9223372036854775807", "NULL"])
def test_a_next_id_that_is_none_is_damage_and_is_counted_again(project: Path, next_id: str) -> None:
    if next_id == "NULL":
        change(project, "DELETE FROM sequence")
    else:
        change(project, f"UPDATE sequence SET next = {next_id}")
    with Project.open(project) as opened, pytest.raises(DamagedError, match="damaged"):
        opened.next_id("instance")
    repair(project)
    with Project.open(project) as opened:
        assert opened.next_id("instance") == 2


def test_an_older_files_unreadable_records_come_back_from_its_log_too(project: Path) -> None:
    change(project, RECORDS["a box that leaves the image"], "PRAGMA user_version = 3")
    assert "Nothing is missing" in repair(project).sentence
    assert look(project) == 1


def test_a_record_that_even_the_log_has_wrong_is_left_out_and_that_is_said(project: Path) -> None:
    with closing(sqlite3.connect(project, isolation_level=None)) as connection:
        connection.execute("UPDATE instance SET mask_y = 65536")
        connection.execute("DELETE FROM log")
        log.write_base(connection)
    report = repair(project)
    assert report.instances == look(project) == 0
    assert "1 instance" in report.sentence


def test_a_history_of_anything_is_read_or_refused(project: Path) -> None:
    for value in ("NULL", "x''", "'x'", "1e999", "CAST(x'ff' AS TEXT)"):
        for column in ("label", "person", "seconds", "step_id"):
            with suppress(sqlite3.Error):
                change(project, f"UPDATE history SET {column} = {value}")
            with suppress(AnnotationError):
                look(project, read_only=True)
    assert not locking.is_held(project)
