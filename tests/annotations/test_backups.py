"""Copies of a project are made by themselves, a few are kept, and they are found when one is needed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ProjectError
from annotations.project import Project, backups, schema, storage
from annotations.records import Category, Change, Transaction
from tests.annotations.conftest import content

MORNING = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


class Calendar:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = MORNING


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    made = Calendar()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return made.now

    monkeypatch.setattr(backups, "datetime", Clock)
    return made


def copies(project: Project) -> list[str]:
    """The days and hours of the copies, newest first."""
    return [f"{backup.time:%d-%Hh}" for backup in backups.found(project.path)]


def test_a_copy_is_made_once_a_day_and_holds_everything(filled: Project, calendar: Calendar) -> None:
    before = content(filled)
    made = filled.back_up()
    assert made is not None
    assert filled.back_up() is None
    calendar.now += timedelta(hours=23)
    assert filled.back_up() is not None
    assert copies(filled) == ["05-07h", "04-08h"]
    with Project.open(made, read_only=True) as copy:
        assert content(copy) == before
        assert copy.history() == filled.history()
    assert [path.name for path in made.parent.iterdir() if not path.name.endswith(".rsis")] == []
    (backup, _) = backups.found(filled.path)
    assert (backup.images, backup.instances) == (3, 3)


def test_a_reader_copies_what_it_saw_while_decisions_are_saved_and_can_be_stopped(
    filled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "PAGES_AT_ONCE", 1)
    before, steps = content(filled), 0

    def decide() -> None:
        nonlocal steps
        steps += 1
        category = Category(filled.next_id("category"), f"new {steps}", (1, 2, 3))
        filled.commit(Transaction("Add", (Change.add(category),)))

    with Project.open(filled.path, read_only=True) as reader, reader.snapshot():
        made = reader.back_up(check=decide)
    assert made is not None
    assert 3 < steps < 100, "it does not begin anew with each decision"
    with Project.open(made, read_only=True) as copy:
        assert content(copy) == before
    assert len(filled.categories()) == 2 + steps

    def stop() -> None:
        raise KeyboardInterrupt

    with (
        Project.open(filled.path, read_only=True) as reader,
        reader.snapshot(),
        pytest.raises(KeyboardInterrupt),
    ):
        reader.back_up(only_when_due=False, check=stop)
    assert [path for path in made.parent.iterdir() if path != made] == []


def test_also_the_check_of_a_copy_can_be_stopped(filled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "STEPS_AT_ONCE", 1)  # and all pages are copied at once
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise KeyboardInterrupt

    with Project.open(filled.path, read_only=True) as reader, reader.snapshot():
        with pytest.raises(KeyboardInterrupt):
            reader.back_up(check=stop)
        assert calls == 5
        made = reader.back_up(check=lambda: None)
    assert made is not None
    assert list(made.parent.iterdir()) == [made]


def test_a_project_without_anything_to_lose_is_not_copied(project: Project) -> None:
    assert project.back_up() is None
    assert backups.found(project.path) == ()


def test_a_few_are_kept_and_of_earlier_weeks_one_each(filled: Project, calendar: Calendar) -> None:
    for _ in range(40):
        assert filled.back_up() is not None
        calendar.now += timedelta(days=1)
    # The newest five days, and before them the last day of each of four weeks (ISO weeks end on Sunday).
    assert [f"{backup.time:%m-%d}" for backup in backups.found(filled.path)] == [
        *("06-12", "06-11", "06-10", "06-09", "06-08"),
        *("06-07", "05-31", "05-24", "05-17"),
    ]


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), unique=True, max_size=60))
def test_the_newest_copies_are_always_kept_and_never_more_than_a_few(times: list[datetime]) -> None:
    stay = backups.kept(times)
    assert stay <= set(times)
    assert set(sorted(times)[-backups.NEWEST_KEPT :]) <= stay
    assert len(stay) == min(len(times), len(stay)) <= backups.NEWEST_KEPT + backups.WEEKS_KEPT
    assert backups.kept(stay) == stay


def test_a_clock_that_was_wrong_stops_no_copies(filled: Project, calendar: Calendar) -> None:
    calendar.now += timedelta(days=4000)
    assert filled.back_up() is not None
    calendar.now = MORNING
    assert filled.back_up() is not None
    assert filled.back_up() is None


def test_copies_are_found_after_the_folder_was_moved_and_of_two_copies_of_a_project_each_finds_its_own_first(
    filled: Project, tmp_path: Path
) -> None:
    filled.back_up()
    number = filled._session.project_id
    filled.close()
    filled.root.rename(tmp_path / "moved")
    moved = tmp_path / "moved" / filled.path.name
    assert backups.found(moved) == ()
    assert len(backups.found(moved, number)) == 1
    assert len(backups.found(filled.path)) == 1


@pytest.mark.parametrize("strange", ["/../../../out", "*", "?" * 32, "x" * 500, "A" * 32 + "\n", ""])
def test_an_id_that_the_program_did_not_make_leads_to_no_other_place_and_to_no_other_copies(
    filled: Project, tmp_path: Path, strange: str
) -> None:
    filled.back_up()
    filled.close()
    other = tmp_path / "other" / "p.rsis"
    other.parent.mkdir()
    shutil.copy(filled.path, other)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("UPDATE setting SET value = ? WHERE name = 'id'", (strange,))
    assert backups.found(other, strange) == ()
    with Project.open(other) as opened:
        made = opened.back_up()
    assert made is not None
    assert made.resolve().parent.parent == backups.folder().resolve()
    assert [backup.path for backup in backups.found(other, strange)] == [made]


def test_an_older_project_is_copied_before_it_is_brought_up_to_date(
    filled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = len(schema.MIGRATIONS)
    filled.close()
    newer = [*schema.MIGRATIONS, ("ALTER TABLE image ADD COLUMN note TEXT NOT NULL DEFAULT ''",)]
    monkeypatch.setattr(schema, "MIGRATIONS", newer)
    with Project.open(filled.path) as project:
        assert project.notice == ""
        before = content(project)
        (backup,) = backups.found(project.path)
    monkeypatch.undo()
    with Project.open(backup.path, read_only=True) as older:
        assert schema.version(older._session.connection) == version
        assert content(older) == before


def test_no_room_for_a_copy_stops_neither_the_upgrade_nor_the_work(
    filled: Project, monkeypatch: pytest.MonkeyPatch, small_disk: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(small_disk))
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, ("CREATE TABLE more (x)",)])
    filled.close()
    (small_disk / "full").write_bytes(bytes(os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_bsize))
    with Project.open(filled.path) as project:
        assert "No backup could be made" in project.notice
        with pytest.raises(ProjectError, match=r"full|written|made"):
            project.back_up()
        image = project.images()[0]
        project.commit(Transaction("Done", (Change.replace(image, replace(image, status="done")),)))
        assert project.images()[0].status == "done"
    assert not list(small_disk.rglob("*.part"))
    shutil.rmtree(small_disk / "rsis-annotator", ignore_errors=True)


def test_a_copy_of_a_damaged_file_is_not_kept(filled: Project, tmp_path: Path) -> None:
    filled.close()
    whole = bytearray(filled.path.read_bytes())
    for page in range(5, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    filled.path.write_bytes(whole)
    connection = storage.connect_raw(filled.path, "?mode=rw")
    with pytest.raises(ProjectError):
        storage.copy(connection, tmp_path / "copy.rsis")
    connection.close()
    assert not (tmp_path / "copy.rsis").exists()


def test_a_copy_made_after_the_clock_was_set_back_is_kept(filled: Project, calendar: Calendar) -> None:
    for _ in range(backups.NEWEST_KEPT + backups.WEEKS_KEPT + 1):
        filled.back_up()
        calendar.now += timedelta(days=7)
    calendar.now = MORNING - timedelta(days=365)
    made = filled.back_up()
    assert made is not None
    assert made.exists()
