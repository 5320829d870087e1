"""A damaged project becomes whole again: from its own pages, its log, and its backups; nothing is thrown away."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from annotations.errors import DamagedError, ProjectError
from annotations.masks import Mask
from annotations.project import Project, backups, log, schema
from annotations.project.repair import repair
from annotations.records import Category, Change, ImageRecord, Instance, Step, Transaction
from tests.annotations.conftest import content

PAGE = 4096
THOROUGH = bool(os.environ.get("RSIS_THOROUGH"))
"""Every page instead of some; takes a few minutes."""
SIZE = (40, 60)


def work_on(project: Project, transactions: int, seed: int = 0) -> None:
    """So many transactions of all kinds, some of them undone."""
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    if not project.images():
        images = [ImageRecord(project.next_id("image"), f"{n}.png", SIZE[1], SIZE[0]) for n in range(30)]
        named = [Category(project.next_id("category"), f"kind {n}", (n, 2, 3)) for n in range(4)]
        project.commit(Transaction("Begin", tuple(map(Change.add, (*images, *named)))))
    for _ in range(transactions):
        image = chance.choice(project.images())
        mask = Mask.from_array(noise.random(SIZE) < 0.3)
        own = project.instances(image.id)
        if own and chance.random() < 0.4:
            instance = chance.choice(own)
            after = None if chance.random() < 0.5 else replace(instance, mask=mask, note="edited")
            transaction = Transaction("Edit", (Change(instance.key, instance, after),), image.id)
        else:
            kind = chance.choice([None, *project.categories()])
            instance = Instance(
                *(project.next_id("instance"), image.id, mask, kind.id if kind else None, "drawn")
            )
            step = Step(project.next_id("step"), image.id, 0, "drawn", mask, instance_id=instance.id)
            changes = [Change.add(instance), Change.add(step)]
            if image.status == "new":
                changes.append(Change.replace(image, replace(image, status="started")))
            transaction = Transaction("Draw", tuple(changes), image.id)
        project.commit(transaction)
        if chance.random() < 0.1:
            project.commit(transaction.inverse())


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with 150 transactions."""
    path = tmp_path_factory.mktemp("original") / "p.rsis"
    with Project.create(path) as project:
        work_on(project, 150)
    return path


@pytest.fixture
def worked(original: Path, tmp_path: Path) -> Path:
    path = tmp_path / "p.rsis"
    path.write_bytes(original.read_bytes())
    return path


def damage(path: Path, pages: list[int], filling: bytes = b"\xa5") -> None:
    with open(path, "r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(filling * PAGE)


def pages_of(path: Path) -> dict[int, str]:
    """Which table or index each page belongs to, as far as this SQLite tells."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            return {page - 1: name for page, name in connection.execute("SELECT pageno, name FROM dbstat")}
        except sqlite3.OperationalError:
            return {}


def all_of(path: Path) -> tuple[object, ...]:
    with Project.open(path, read_only=True) as project:
        return content(project)


def test_playing_the_log_gives_the_content_of_the_project(worked: Path, tmp_path: Path) -> None:
    Project.create(tmp_path / "played.rsis").close()
    with (
        closing(sqlite3.connect(worked)) as kept,
        closing(sqlite3.connect(tmp_path / "played.rsis")) as played,
    ):
        for (records,) in kept.execute("SELECT records FROM log ORDER BY id"):
            log.replay(played, [records])
        played.commit()
    assert all_of(tmp_path / "played.rsis") == all_of(worked)


@pytest.mark.parametrize("filling", [b"\0", b"\xa5"])
def test_any_one_damaged_page_costs_nothing(worked: Path, original: Path, filling: bytes) -> None:
    """Without a backup: what the pages do not tell, the log does, and the other way round."""
    before = all_of(original)
    count = os.path.getsize(original) // PAGE
    noticed = 0
    for page in range(0, count, 1 if THOROUGH else max(1, count // 8)):
        worked.write_bytes(original.read_bytes())
        damage(worked, [page], filling)
        try:
            with Project.open(worked) as project:
                same = content(project) == before
        except ProjectError:
            same = False
        if same:  # a free page, or one that only tells of the past
            continue
        noticed += 1
        report = repair(worked)
        assert all_of(worked) == before, f"page {page}: {report}"
        assert report.lost == ()
        assert report.damaged.read_bytes()[page * PAGE : (page + 1) * PAGE] == filling * PAGE
        with Project.open(worked) as again:
            assert again.history()[-1].label == "Repair"
            work_on(again, 2)
    assert noticed > 3


def test_all_pages_of_the_instances_damaged_at_once_cost_nothing(worked: Path) -> None:
    before = all_of(worked)
    pages = [page for page, name in pages_of(worked).items() if name in ("instance", "step", "image")]
    if not pages:
        pytest.skip("this SQLite does not tell which page is whose")
    damage(worked, pages)
    with pytest.raises(DamagedError):
        Project.open(worked)
    report = repair(worked)
    assert report.lost == ()
    assert all_of(worked) == before


def test_damage_to_pages_and_log_is_mended_with_the_newest_backup(worked: Path) -> None:
    with Project.open(worked) as project:
        project.back_up()
        older = project.history()
        work_on(project, 30, seed=5)
    before = all_of(worked)
    with closing(sqlite3.connect(worked)) as connection:
        (last,) = connection.execute("SELECT max(id) FROM history").fetchone()
        assert last > len(older)
        connection.execute(
            "UPDATE log SET records = x'00' WHERE id <= 20"
        )  # log lost where the backup reaches
        connection.commit()
    damage(worked, [page for page, name in pages_of(worked).items() if name == "instance"])
    report = repair(worked)
    assert report.backup is not None
    assert report.lost == ()
    assert all_of(worked) == before
    with Project.open(worked) as project:
        assert [entry.label for entry in project.history()][: len(older)] == [e.label for e in older]
        work_on(project, 3, seed=9)
    assert repair(worked).lost == ()


def test_where_pages_and_log_are_lost_and_there_is_no_backup_the_rest_is_kept_and_said(worked: Path) -> None:
    before = {image.id: image for image in all_of(worked)[1]}  # type: ignore[attr-defined]
    with closing(sqlite3.connect(worked)) as connection:
        connection.execute("DELETE FROM log WHERE id BETWEEN 40 AND 60")
        connection.commit()
    pages = [page for page, name in pages_of(worked).items() if name == "instance"]
    if not pages:
        pytest.skip("this SQLite does not tell which page is whose")
    damage(worked, pages[-1:])
    report = repair(worked)
    assert report.backup is None
    assert "check the images that you annotated last" in report.sentence
    with Project.open(worked) as project:
        assert {image.id: image for image in project.images()} == before
        assert project.counts().instances > 0
        work_on(project, 3, seed=9)


def test_what_refers_to_something_lost_is_left_out_and_said(worked: Path) -> None:
    with closing(sqlite3.connect(worked)) as connection:
        connection.execute("DELETE FROM log")
        connection.execute("DELETE FROM category WHERE id = 1")
        (image,) = connection.execute("SELECT image_id FROM instance LIMIT 1").fetchone()
        connection.execute("DELETE FROM image WHERE id = ?", (image,))
        connection.commit()
    report = repair(worked)
    assert any("category" in line for line in report.lost)
    assert any("belonged to a lost image" in line for line in report.lost)
    with Project.open(worked) as project:
        assert image not in [record.id for record in project.images()]
        work_on(project, 3, seed=9)


@pytest.mark.parametrize("with_backup", [True, False])
def test_a_destroyed_first_page_is_made_again(worked: Path, with_backup: bool) -> None:
    if with_backup:
        with Project.open(worked) as project:
            project.back_up()
            work_on(project, 20, seed=7)
    before = all_of(worked)
    damage(worked, [0])
    with pytest.raises(ProjectError, match="not a project"):
        Project.open(worked)
    report = repair(worked)
    assert report.lost == ()
    assert all_of(worked) == before


def test_of_a_file_of_which_nothing_is_left_the_backup_is_taken_and_said(worked: Path) -> None:
    with Project.open(worked) as project:
        project.back_up()
        before = content(project)
    worked.write_bytes(os.urandom(100_000))
    lost = worked.read_bytes()
    report = repair(worked)
    assert "this is the backup of" in report.sentence
    assert report.damaged.read_bytes() == lost
    assert all_of(worked) == before


def test_of_a_file_of_which_nothing_is_left_without_a_backup_nothing_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "p.rsis"
    path.write_bytes(b"all gone" * 1000)
    with pytest.raises(ProjectError, match="none of it can be read, and it has no backup"):
        repair(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.rsis"]
    assert path.read_bytes() == b"all gone" * 1000
    with pytest.raises(ProjectError, match="no file to repair"):
        repair(tmp_path / "missing.rsis")


def test_a_file_that_was_cut_off_is_mended_from_the_backup(worked: Path) -> None:
    with Project.open(worked) as project:
        project.back_up()
        before = content(project)
    whole = worked.read_bytes()
    worked.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ProjectError):
        Project.open(worked)
    repair(worked)
    assert all_of(worked) == before


def test_an_open_project_is_not_repaired_under_the_feet_of_who_has_it_open(worked: Path) -> None:
    with Project.open(worked), pytest.raises(ProjectError, match="close it first"):
        repair(worked)


def test_a_whole_project_comes_out_as_it_was(worked: Path) -> None:
    before = all_of(worked)
    report = repair(worked)
    assert report.lost == ()
    assert report.sentence.startswith("The project was damaged and has been repaired: 30 images with ")
    assert all_of(worked) == before


def test_instances_of_unknown_category_are_nothing_lost(worked: Path) -> None:
    with closing(sqlite3.connect(worked)) as connection:
        connection.execute("UPDATE instance SET category_id = NULL")
        connection.execute("DELETE FROM category")
        connection.commit()
    before = all_of(worked)
    assert repair(worked).lost == ()
    assert all_of(worked) == before


def test_what_sqlites_own_log_still_holds_is_not_lost(worked: Path, tmp_path: Path) -> None:
    with Project.open(worked) as project:
        work_on(project, 10, seed=3)
        before = content(project)
        killed = tmp_path / "killed"
        killed.mkdir()
        for path in worked.parent.glob("p.rsis*"):
            if not path.name.endswith("-lock"):
                (killed / path.name).write_bytes(path.read_bytes())
    assert (killed / "p.rsis-wal").stat().st_size > 0
    damage(killed / "p.rsis", [0])
    report = repair(killed / "p.rsis")
    assert report.lost == ()
    assert all_of(killed / "p.rsis") == before
    assert not (killed / "p.rsis-wal").exists()


def test_a_disk_without_room_leaves_the_damaged_file_as_it_was(worked: Path, small_disk: Path) -> None:
    path = small_disk / "p.rsis"
    path.write_bytes(worked.read_bytes())
    damage(path, [3])
    before = path.read_bytes()
    room = os.statvfs(small_disk)
    (small_disk / "full").write_bytes(bytes(max(0, room.f_bavail * room.f_bsize - 100_000)))
    with pytest.raises(ProjectError, match="full"):
        repair(path)
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in small_disk.iterdir()) == ["full", "p.rsis"]


@pytest.fixture
def oldest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A project as the first version made them, with something in it."""
    path = tmp_path / "old.rsis"
    with monkeypatch.context() as early:
        early.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            schema.migrate(connection)
            connection.execute("INSERT INTO image VALUES (7, 'a.png', 60, 40, 'done')")
            connection.execute("INSERT INTO category VALUES (3, 'cell', 255)")
            connection.execute(
                "INSERT INTO instance VALUES (5, 7, 40, 60, 0, 0, 0, 0, x'', 3, 'drawn', 0, NULL, 0, '', '[]')"
            )
            connection.execute("UPDATE sequence SET next = 99")
    return path


def test_the_log_of_a_project_from_before_there_was_one_begins_with_all_that_it_held(oldest: Path) -> None:
    with Project.open(oldest) as project:
        before = content(project)
        assert len(project.instances(7)) == 1
    with closing(sqlite3.connect(oldest)) as connection:
        connection.execute("DELETE FROM instance")
        connection.execute("DROP INDEX instance_of_image")  # a damaged table, for who asks for its integrity
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rootpage = 999 WHERE name = 'instance'")
        connection.commit()
    assert repair(oldest).lost == ()
    assert all_of(oldest) == before
    with Project.open(oldest) as project:
        assert project.next_id("instance") >= 99
    assert len(backups.found(oldest)) == 1
