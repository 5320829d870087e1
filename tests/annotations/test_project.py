"""A project keeps what was committed, refuses what is not one, and says why."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from annotations.errors import AnnotationError, ProjectError
from annotations.imaging.reading import list_images
from annotations.masks import Mask
from annotations.project import Project, backups, history
from annotations.project.history import login_name
from annotations.records import Category, Change, ImageRecord, Instance, Origin, Step, Transaction
from tests.annotations.conftest import content, ring, square


def test_every_record_comes_back_as_it_was(filled: Project) -> None:
    image = filled.images()[0]
    instance = Instance(
        *(filled.next_id("instance"), image.id, ring(), None, "fixed"),
        *(-3, 0.25, True, "ünsicher", (("occluded", "yes"), ("a", ""))),
    )
    steps = [
        Step(filled.next_id("step"), image.id, 1, "open", Mask.empty((30, 40))),
        Step(
            filled.next_id("step"), image.id, 0, "fixed", ring(), "cell", 0.5, 0.75, instance.id, (3.5, 4.25)
        ),
    ]
    filled.commit(Transaction("Add", tuple(map(Change.add, (instance, *steps))), image.id))
    before = content(filled)
    assert filled.instances(image.id)[0] == instance
    assert filled.steps(image.id) == (steps[1], steps[0])
    filled.close()
    with Project.open(filled.path) as again:
        assert content(again) == before


def test_a_closed_project_is_one_file_and_says_that_it_is_closed(filled: Project) -> None:
    filled.close()
    filled.close()
    assert [path.name for path in filled.root.iterdir() if "rsis" in path.name] == ["annotations.rsis"]
    with pytest.raises(ProjectError, match="closed"):
        filled.images()


def test_undoing_a_transaction_brings_back_what_was(filled: Project) -> None:
    before = content(filled)
    image = filled.images()[0]
    first, second, third = filled.instances(image.id)
    done = Transaction(
        "Edit",
        (
            Change.replace(first, replace(first, mask=square(1, 1, 3))),
            Change.remove(second),
            Change.replace(image, replace(image, status="done")),
            Change.replace(third, replace(third, category_id=filled.categories()[1].id)),
        ),
        image.id,
    )
    filled.commit(done)
    assert content(filled) != before
    filled.commit(done.inverse())
    assert content(filled) == before


def test_keeping_a_transaction_twice_is_the_same_as_once(filled: Project) -> None:
    category = filled.categories()[0]
    change = Change.replace(category, replace(category, name="nucleus"))
    for _ in range(2):
        filled.commit(Transaction("Rename", (change,)))
    assert [category.name for category in filled.categories()] == ["nucleus", "dirt"]


def test_two_categories_can_swap_their_names_in_one_transaction(filled: Project) -> None:
    one, two = filled.categories()
    changes = (
        Change.replace(one, replace(one, name=two.name)),
        Change.replace(two, replace(two, name=one.name)),
    )
    filled.commit(Transaction("Swap", changes))
    assert [category.name for category in filled.categories()] == ["dirt", "cell"]


@pytest.mark.parametrize("broken", ["no image", "other size", "no category", "same name", "bad status"])
def test_a_change_that_does_not_fit_is_refused_whole(filled: Project, broken: str) -> None:
    before = content(filled)
    image = filled.images()[0]
    good = Change.add(Category(filled.next_id("category"), "good", (1, 2, 3)))
    number = filled.next_id("instance")
    record = {
        "no image": Instance(number, 999, ring(), None, "drawn"),
        "other size": Instance(number, image.id, Mask.from_array(np.ones((3, 3))), None, "drawn"),
        "no category": Instance(number, image.id, ring(), 999, "drawn"),
        "same name": Category(filled.next_id("category"), "cell", (0, 0, 0)),
        "bad status": replace(image, status="lost"),  # type: ignore[arg-type]
    }[broken]
    with pytest.raises(ProjectError, match=r"different size|does not fit"):
        filled.commit(Transaction("Broken", (good, Change(record.key, None, record))))
    assert content(filled) == before
    filled.commit(Transaction("Good", (good,)))
    assert len(filled.categories()) == 3


def test_ids_are_never_used_again(filled: Project) -> None:
    image = filled.images()[0]
    last = filled.instances(image.id)[-1]
    assert filled.next_id("instance") > last.id
    filled.commit(Transaction("Remove", (Change.remove(last),)))
    filled.close()
    with Project.open(filled.path) as again:
        assert again.next_id("instance") > last.id
        assert again.next_id("instance") > again.next_id("instance") - 2
        with pytest.raises(ValueError, match="no table"):
            again.commit(Transaction("Odd", (Change(("sequence", 1), None, None),)))


def test_every_transaction_leaves_a_line_in_the_history(filled: Project) -> None:
    image = filled.images()[0]
    assert [(entry.label, entry.image_id, entry.changes) for entry in filled.history()] == [
        ("Add images", None, 3),
        ("Fill", image.id, 6),
    ]
    filled.commit(Transaction("Nothing", ()))
    assert len(filled.history()) == 2
    assert [entry.label for entry in filled.history(image.id)] == ["Fill"]


def test_the_history_says_who_decided_when_about_which_proposal_in_how_long(filled: Project) -> None:
    image = filled.images()[0]
    step = Step(filled.next_id("step"), image.id, 0, "rejected", ring(), "cell", model="starter")
    decided = datetime(2026, 3, 4, 12, 30, 15, 250_000, tzinfo=timezone(timedelta(hours=2)))
    filled.person = "Ада"
    origin = Origin(decided, 3.25, step.id)
    filled.commit(Transaction("Reject proposal", (Change.add(step),), image.id, origin))
    filled.close()
    with Project.open(filled.path) as again:
        entry = again.history()[-1]
        assert (entry.person, entry.seconds, entry.step_id) == ("Ада", 3.25, step.id)
        assert entry.time == "2026-03-04T10:30:15.250+00:00"
        assert again.steps(image.id) == (step,)
        assert again.steps(image.id)[0].model == "starter"


def test_who_works_is_by_default_who_is_logged_in(filled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, login in (("grace", "grace"), ("", login_name())):
        for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
            monkeypatch.setenv(variable, name)
        with Project.open(filled.path) as project:
            assert project.person == login


def test_a_clock_that_goes_backwards_changes_no_order_and_loses_nothing(
    filled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Past(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Past:
            return cls(1990, 1, 1, tzinfo=tz)

    monkeypatch.setattr(history, "datetime", Past)
    monkeypatch.setattr(backups, "datetime", Past)
    image = filled.images()[0]
    filled.commit(Transaction("Earlier", (Change.replace(image, replace(image, status="done")),), image.id))
    assert filled.back_up() is not None
    before = content(filled)
    filled.close()
    monkeypatch.undo()
    with Project.open(filled.path) as again:
        assert [entry.label for entry in again.history()] == ["Add images", "Fill", "Earlier"]
        assert again.history()[-1].time < again.history()[0].time
        assert content(again) == before
        assert again.back_up() is not None


def test_counts_need_no_mask(filled: Project) -> None:
    counts = filled.counts()
    assert (counts.images, counts.instances) == (3, 3)
    assert counts.images_by_status == {"new": 3, "started": 0, "done": 0, "skipped": 0}
    assert counts.instances_by_category == {1: 1, 2: 1, None: 1}
    assert counts.instances_by_image == {filled.images()[0].id: 3}
    assert set(counts.steps_by_outcome.values()) == {0}


def test_settings_stay_with_the_project(project: Project) -> None:
    assert project.model is None
    project.model = "starter"
    project.set_setting("view", "x")
    project.set_setting("view", None)
    project.close()
    with Project.open(project.path) as again:
        assert again.model == "starter"
        assert again.setting("view") is None


# ---- images


def test_images_are_added_once_relative_to_the_project_in_natural_order(
    project: Project, photos: Path
) -> None:
    assert [image.path for image in project.images()] == ["a1.png", "a2.png", "sub/a10.jpg"]
    assert {image.size for image in project.images()} == {(30, 40)}
    again = project.add_images(list_images(photos))
    assert again.images == again.problems == ()
    assert project.absolute(project.images()[2]) == photos / "sub" / "a10.jpg"
    with pytest.raises(ProjectError, match="no image 99"):
        project.image(99)


def test_images_that_were_removed_are_remembered_until_they_are_added_again(
    filled: Project, tmp_path: Path
) -> None:
    image = filled.images()[0]
    records = (*filled.proposals(image.id), *filled.steps(image.id), *filled.instances(image.id), image)
    removal = Transaction("Remove", tuple(map(Change.remove, records)))
    for _ in range(2):
        filled.commit(removal)
        assert filled.removed_images() == {image.path}
    assert image not in filled.images()
    filled.commit(removal.inverse())
    assert filled.removed_images() == set() and image in filled.images()
    filled.commit(removal)
    filled.close()
    with Project.open_folder(filled.root, data_folder=tmp_path / "data", writable=lambda _: False) as copy:
        (path,) = copy.removed_images()
        assert path == copy.relative(filled.root / image.path)
        copy.add_images([filled.root / image.path])
        assert copy.removed_images() == set()


def test_a_bad_file_is_a_problem_of_its_own_and_the_others_are_added(project: Project, photos: Path) -> None:
    (photos / "text.jpg").write_text("no image")
    Image.new("L", (5, 5)).save(photos / "a3.png")
    added = project.add_images(list_images(photos))
    assert [image.path for image in added.images] == ["a3.png"]
    assert [(problem.file, problem.reason) for problem in added.problems] == [
        (str(photos / "text.jpg"), "it is not an image in a supported format")
    ]


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="names are text here")
def test_a_file_whose_name_is_no_text_is_a_problem(project: Project, photos: Path) -> None:
    odd = os.fsdecode(b"odd\xff.png")
    Image.new("L", (5, 5)).save(photos / odd)
    added = project.add_images(list_images(photos))
    assert added.images == ()
    assert [problem.reason for problem in added.problems] == ["its name is not valid text; rename it"]
    str(added.problems[0]).encode()


def test_text_that_cannot_be_kept_is_refused(filled: Project) -> None:
    bad = Category(filled.next_id("category"), "\ud800", (0, 0, 0))
    with pytest.raises(ProjectError, match="cannot be stored"):
        filled.commit(Transaction("Bad", (Change.add(bad),)))
    assert len(filled.categories()) == 2


def test_a_snapshot_does_not_see_what_is_committed_meanwhile(filled: Project) -> None:
    with Project.open(filled.path) as reader:
        with reader.snapshot():
            before = content(reader)
            filled.commit(
                Transaction("New", (Change.add(Category(filled.next_id("category"), "new", (0, 0, 0))),))
            )
            with reader.snapshot():
                assert content(reader) == before
        assert len(reader.categories()) == 3


def test_moving_the_folder_breaks_nothing(filled: Project, tmp_path: Path) -> None:
    before = content(filled)
    filled.close()
    filled.root.rename(tmp_path / "moved")
    with Project.open(tmp_path / "moved" / "annotations.rsis") as moved:
        assert content(moved) == before
        assert all(moved.absolute(image).exists() for image in moved.images())


def test_a_project_may_lie_beside_its_images(photos: Path, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    with Project.create(tmp_path / "work" / "p.rsis") as project:
        project.add_images([photos / "a1.png"])
        assert project.images()[0].path == "../photos/a1.png"
        assert project.absolute(project.images()[0]) == photos / "a1.png"


# ---- a full disk


def test_a_full_disk_loses_nothing_and_the_same_transaction_works_later(filled: Project) -> None:
    before = content(filled)
    connection = filled._session.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    image = filled.images()[0]
    noise = Mask.from_array(np.random.default_rng(0).random((30, 40)) < 0.5)
    instances = [Instance(filled.next_id("instance"), image.id, noise, None, "drawn") for _ in range(100)]
    transaction = Transaction("Much", tuple(map(Change.add, instances)), image.id)
    with pytest.raises(ProjectError, match="the disk is full; nothing was changed"):
        filled.commit(transaction)
    assert content(filled) == before
    connection.execute("PRAGMA max_page_count = 100000")
    filled.commit(transaction)
    assert len(filled.instances(image.id)) == 103


def test_a_really_full_disk_loses_nothing(photos: Path, small_disk: Path) -> None:
    with Project.create(small_disk / "p.rsis") as project:
        project.add_images(list_images(photos))
        image = project.images()[0]
        random = np.random.default_rng(0)
        reason, kept = "", 0
        while not reason and kept < 8000:
            masks = [Mask.from_array(random.random((30, 40)) < 0.5) for _ in range(4)]
            new = [Instance(project.next_id("instance"), image.id, m, None, "drawn") for m in masks]
            try:
                project.commit(Transaction("More", tuple(map(Change.add, new)), image.id))
                kept += 4
            except ProjectError as error:
                reason = error.reason
        assert "full" in reason
        assert kept > 0
        assert len(project.instances(image.id)) == kept
    with Project.open(small_disk / "p.rsis", read_only=True) as again:
        assert len(again.instances(image.id)) == kept
    with pytest.raises(AnnotationError, match=r"full|written"):
        Project.create(small_disk / "q.rsis").close()
    assert not (small_disk / "q.rsis").exists()


def test_an_image_record_is_told_apart_by_its_key() -> None:
    with pytest.raises(ValueError, match="cannot become"):
        Change.replace(ImageRecord(1, "a", 2, 3), ImageRecord(2, "a", 2, 3))


def test_a_name_that_is_not_unicode_text_keeps_no_decision_from_being_stored(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "J\udcfcrgen")
    assert login_name() == "J?rgen"
    for name in ("J\udcfcrgen", "\ud800"):
        project.person = name
        category = Category(project.next_id("category"), str(len(name)), (0, 0, 0))
        project.commit(Transaction("Add", (Change.add(category),)))
    assert [entry.person for entry in project.history()][-2:] == ["J?rgen", "?"]
