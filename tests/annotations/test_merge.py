"""Projects of several annotators become one: everything of each, both versions of conflicts, how far they agree."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from annotations.cli import main
from annotations.errors import ProjectError
from annotations.imaging.identity import look_at
from annotations.imaging.reading import list_images
from annotations.masks import Mask, iou
from annotations.merging.agreement import Tally, same_things
from annotations.merging.merge import MergeReport, merge
from annotations.project import Project
from annotations.records import Attribute, Category, Change, Instance, Origin, Step, Transaction
from tests.annotations.conftest import HEIGHT, WIDTH, content, square

Draw = Callable[..., Path]


def photos_in(folder: Path, count: int = 3) -> Path:
    """Pictures 0.png, 1.png… that differ, the same in every folder."""
    folder.mkdir(parents=True)
    for number in range(count):
        pixels = np.random.default_rng(number).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    return folder


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Makes the project of an annotator with a folder of their own: {image: [(mask, category)]}."""

    def make(
        name: str,
        things: dict[str, list[tuple[Mask, str | None]]],
        status: str = "done",
        folder: Path | None = None,
    ) -> Path:
        folder = folder or photos_in(tmp_path / name)
        path = folder / f"{name}.rsis"
        with Project.create(path) as project:
            project.person = name
            project.add_images(list_images(folder))
            for image in project.images():
                if image.path not in things:
                    continue
                changes = [Change.replace(image, replace(image, status=status))]  # type: ignore[arg-type]
                for mask, kind in things[image.path]:
                    known = {category.name: category.id for category in project.categories()}
                    if kind is not None and kind not in known:
                        made = Category(project.next_id("category"), kind, (len(known), 0, 0))
                        project.commit(Transaction("Category", (Change.add(made),)))
                        known[kind] = made.id
                    number = known[kind] if kind is not None else None
                    instance = Instance(project.next_id("instance"), image.id, mask, number, "drawn")
                    step = Step(
                        project.next_id("step"), image.id, 0, "drawn", mask, kind, instance_id=instance.id
                    )
                    changes += [Change.add(instance), Change.add(step)]
                project.commit(Transaction("Draw", tuple(changes), image.id, Origin(seconds=2.5)))
        return path

    return make


def in_image(project: Project, name: str) -> list[tuple[Mask, str | None]]:
    """(mask, category) of everything in an image."""
    image = next(image for image in project.images() if image.path.endswith(name))
    names = {category.id: category.name for category in project.categories()}
    return [
        (i.mask, names[i.category_id] if i.category_id is not None else None)
        for i in project.instances(image.id)
    ]


A, B, C = square(2, 2, 8), square(2, 20, 8), square(18, 5, 8)
NEARLY_A = square(3, 2, 8)


def test_what_is_the_same_is_kept_once_and_the_rest_is_all_there(draw: Draw, tmp_path: Path) -> None:
    anna = draw("anna", {"0.png": [(A, "cell"), (B, "dirt")], "1.png": [(A, None)]})
    ben = draw("ben", {"0.png": [(A, "cell"), (C, "cell")], "2.png": [(B, "new")]})
    before = [path.read_bytes() for path in (anna, ben)]
    report = merge([anna, ben], tmp_path / "all.rsis")
    assert (report.images, report.instances, report.identical) == (3, 5, 1)
    assert report.conflicts == report.problems == ()
    assert report.only_in == (1, 1)
    assert report.annotators == ("anna", "ben")
    with Project.open(report.path) as merged:
        assert [image.path for image in merged.images()] == [f"anna/{n}.png" for n in range(3)]
        assert [image.status for image in merged.images()] == ["done"] * 3
        assert in_image(merged, "0.png") == [(A, "cell"), (B, "dirt"), (C, "cell")]
        assert in_image(merged, "1.png") == [(A, None)]
        assert in_image(merged, "2.png") == [(B, "new")]
        assert {category.name for category in merged.categories()} == {"cell", "dirt", "new"}
        merged.model = "x"  # it can be worked on
    assert [path.read_bytes() for path in (anna, ben)] == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.rsis", "anna", "ben"]


def test_a_conflict_is_listed_and_kept_with_both_versions_and_its_image_is_open_again(
    draw: Draw, tmp_path: Path
) -> None:
    anna = draw("anna", {"0.png": [(A, "cell")], "1.png": [(A, "cell")], "2.png": [(A, "cell")]})
    ben = draw("ben", {"0.png": [(NEARLY_A, "cell")], "1.png": [(A, "dirt")], "2.png": [(A, "cell")]})
    report = merge([anna, ben], tmp_path / "all.rsis")
    assert [(c.image, c.differs) for c in report.conflicts] == [
        ("anna/0.png", ("mask",)),
        ("anna/1.png", ("category",)),
    ]
    first, second = report.conflicts
    assert [(v.annotator, v.instance.mask, v.category) for v in first.versions] == [
        ("anna", A, "cell"),
        ("ben", NEARLY_A, "cell"),
    ]
    assert first.iou == pytest.approx(56 / 72)
    assert second.iou == 1.0
    with Project.open(report.path) as merged:
        assert in_image(merged, "0.png") == [(A, "cell"), (NEARLY_A, "cell")]
        assert in_image(merged, "1.png") == [(A, "cell"), (A, "dirt")]
        assert [image.status for image in merged.images()] == ["started", "started", "done"]
        marks = [instance.attributes for instance in merged.instances(merged.images()[1].id)]
        assert marks == [
            (("annotator", "anna"), ("conflict", "2")),
            (("annotator", "ben"), ("conflict", "2")),
        ]
        assert [s.instance_id for s in merged.steps(merged.images()[0].id)] == [
            i.id for i in merged.instances(merged.images()[0].id)
        ]


def test_the_first_version_is_taken_or_small_differences_are_none_where_one_says_so(
    draw: Draw, tmp_path: Path
) -> None:
    anna = draw("anna", {"0.png": [(A, "cell")]})
    ben = draw("ben", {"0.png": [(NEARLY_A, "cell")]})
    report = merge([ben, anna], tmp_path / "first.rsis", keep="first")
    assert len(report.conflicts) == 1
    with Project.open(report.path) as merged:
        assert in_image(merged, "0.png") == [(NEARLY_A, "cell")]
        assert merged.instances(merged.images()[0].id)[0].attributes == ()
        assert merged.images()[0].status == "done"
    report = merge([anna, ben], tmp_path / "near.rsis", same_iou=0.7)
    assert (report.conflicts, report.identical) == ((), 1)
    with Project.open(report.path) as merged:
        assert in_image(merged, "0.png") == [(A, "cell")]


def test_three_annotators_have_one_conflict_of_one_thing_with_all_its_versions(
    draw: Draw, tmp_path: Path
) -> None:
    paths = [
        draw(name, {"0.png": [(mask, kind)]})
        for name, mask, kind in (("a", A, "cell"), ("b", NEARLY_A, "cell"), ("c", A, "cell"))
    ]
    report = merge(paths, tmp_path / "all.rsis")
    (conflict,) = report.conflicts
    assert [version.annotator for version in conflict.versions] == ["a", "b"]
    assert report.instances == 2
    assert [(a, b) for a, b, _ in report.agreement] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_agreement_is_that_of_the_images_that_both_worked_on(draw: Draw, tmp_path: Path) -> None:
    anna = draw("anna", {"0.png": [(A, "cell"), (B, "dirt")], "1.png": [(A, "cell")]})
    ben = draw("ben", {"0.png": [(NEARLY_A, "cell"), (B, "cell"), (C, "cell")]})
    ((a, b, figures),) = merge([anna, ben], tmp_path / "all.rsis").agreement
    assert (a, b) == ("anna", "ben")
    assert (figures.images, figures.instances_a, figures.instances_b, figures.matched) == (1, 2, 3, 2)
    assert figures.mean_iou == pytest.approx((1 + 56 / 72) / 2)
    assert figures.f50 == pytest.approx(2 / 3)
    assert figures.category_agreement == 0.5
    assert figures.kappa == pytest.approx(0.0)


def test_projects_on_the_same_folder_and_renamed_copies_of_images_are_about_the_same_images(
    draw: Draw, tmp_path: Path
) -> None:
    folder = photos_in(tmp_path / "shared")
    anna = draw("anna", {"0.png": [(A, "cell")]}, folder=folder)
    ben = draw("ben", {"0.png": [(A, "cell")], "1.png": [(B, "cell")]}, folder=folder)
    other = photos_in(tmp_path / "other")
    (other / "0.png").rename(other / "zero.png")
    cem = draw("cem", {"zero.png": [(C, "cell")]}, folder=other)
    report = merge([anna, ben, cem], tmp_path / "all.rsis")
    assert (report.images, report.instances, report.identical) == (3, 3, 1)
    with Project.open(report.path) as merged:
        assert [image.path for image in merged.images()] == [f"shared/{n}.png" for n in range(3)]
        assert in_image(merged, "0.png") == [(A, "cell"), (C, "cell")]
        assert look_at(merged, merged.images()[0]) in ("new", "same")


def test_other_images_of_the_same_name_stay_apart(draw: Draw, tmp_path: Path) -> None:
    anna = draw("anna", {"0.png": [(A, "cell")]})
    other = photos_in(tmp_path / "ben", 1)
    Image.fromarray(np.zeros((HEIGHT, WIDTH, 3), np.uint8)).save(other / "0.png")
    ben = draw("ben", {"0.png": [(B, "cell")]}, folder=other)
    report = merge([anna, ben], tmp_path / "all.rsis")
    assert (report.images, report.instances) == (4, 2)
    assert report.agreement == ()
    with Project.open(report.path) as merged:
        assert in_image(merged, "anna/0.png") == [(A, "cell")]
        assert in_image(merged, "ben/0.png") == [(B, "cell")]


def test_the_same_file_with_another_size_is_a_problem_and_left_out(draw: Draw, tmp_path: Path) -> None:
    folder = photos_in(tmp_path / "shared", 1)
    anna = draw("anna", {"0.png": [(A, "cell")]}, folder=folder)
    Image.fromarray(np.zeros((5, 6, 3), np.uint8)).save(folder / "0.png")
    ben = draw("ben", {"0.png": [(Mask.from_array(np.ones((5, 6))), "cell")]}, folder=folder)
    report = merge([anna, ben], tmp_path / "all.rsis")
    (problem,) = report.problems
    assert "6 x 5 pixels here but 40 x 30 in an earlier project" in str(problem)
    assert report.instances == 1


def test_done_and_skipped_is_started_and_said(draw: Draw, tmp_path: Path) -> None:
    anna, ben = draw("anna", {"0.png": []}), draw("ben", {"0.png": []}, "skipped")
    report = merge([anna, ben], tmp_path / "all.rsis")
    assert [str(problem) for problem in report.problems] == [
        "anna/0.png: its status differs (anna: done, ben: skipped); it is started in the merged project"
    ]
    with Project.open(report.path) as merged:
        assert [image.status for image in merged.images()] == ["started", "new", "new"]
        assert report.agreement[0][2].f50 == 1.0


def test_the_history_of_all_is_there_with_who_and_how_long_and_a_common_beginning_once(
    draw: Draw, tmp_path: Path
) -> None:
    anna = draw("anna", {"0.png": [(A, "cell")]})
    shutil.copytree(anna.parent, tmp_path / "copy")
    copy = tmp_path / "copy" / "anna.rsis"
    with Project.open(copy) as project:
        project.person = "ben"
        image = project.images()[0]
        more = Instance(project.next_id("instance"), image.id, C, None, "drawn")
        project.commit(Transaction("Draw more", (Change.add(more),), image.id, Origin(seconds=1.0)))
        project.commit(Transaction("Again", (Change.replace(image, image),), image.id))
    report = merge([anna, copy], tmp_path / "all.rsis")
    assert (report.instances, report.identical, report.conflicts) == (2, 1, ())
    with Project.open(report.path) as merged, Project.open(anna, read_only=True) as before:
        lines = [entry for entry in merged.history() if entry.label != "Merge"]
        assert [entry.label for entry in lines] == [
            *(entry.label for entry in before.history()),
            "Draw more",
            "Again",
        ]
        assert [(e.person, e.seconds) for e in lines[-3:]] == [("anna", 2.5), ("ben", 1.0), ("ben", None)]
        assert lines[-2].image_id == merged.images()[0].id
        assert len(merged.steps(merged.images()[0].id)) == 1
        assert merged.images()[0].path == "anna/0.png"


def test_what_categories_ask_for_is_put_together(draw: Draw, tmp_path: Path) -> None:
    paths = []
    for name, asked in (("anna", ("phase", "state")), ("ben", ("phase", "size"))):
        path = draw(name, {"0.png": [(A, "cell")]})
        with Project.open(path) as project:
            (cell,) = project.categories()
            attributes = tuple(Attribute(question, (name,)) for question in asked)
            change = Change.replace(cell, replace(cell, attributes=attributes))
            project.commit(Transaction("Ask", (change,)))
        paths.append(path)
    with Project.open(merge(paths, tmp_path / "all.rsis").path) as merged:
        (cell,) = merged.categories()
        assert cell.attributes == (
            Attribute("phase", ("anna",)),
            Attribute("state", ("anna",)),
            Attribute("size", ("ben",)),
        )


def test_what_cannot_be_merged_is_refused_and_leaves_nothing(draw: Draw, tmp_path: Path) -> None:
    anna, ben = draw("anna", {"0.png": [(A, "cell")]}), draw("ben", {})
    (tmp_path / "there.rsis").write_text("mine")
    (tmp_path / "text.rsis").write_text("no project")
    for paths, output, reason in (
        ([anna], "all.rsis", "at least two projects"),
        ([anna, anna], "all.rsis", "listed twice"),
        ([anna, ben], "there.rsis", "a file already"),
        ([anna, tmp_path / "text.rsis"], "all.rsis", "not a project"),
        ([anna, ben], "nowhere/all.rsis", "cannot be"),
    ):
        with pytest.raises(ProjectError, match=reason):
            merge(paths, tmp_path / output)
    assert (tmp_path / "there.rsis").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anna", "ben", "text.rsis", "there.rsis"]


def test_a_merge_that_does_not_end_leaves_nothing(
    draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = draw("anna", {"0.png": [(A, "cell")]}), draw("ben", {"0.png": [(B, "cell")]})

    def fail(*_given: object) -> None:
        raise ProjectError(tmp_path, "the disk is full")

    monkeypatch.setattr(Project, "take_history", fail)
    with pytest.raises(ProjectError, match="the disk is full"):
        merge([anna, ben], tmp_path / "all.rsis")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anna", "ben"]


def test_a_merge_onto_a_full_disk_says_so_and_leaves_nothing(draw: Draw, small_disk: Path) -> None:
    noise = np.random.default_rng(0)
    masks = [Mask.from_array(noise.random((HEIGHT, WIDTH)) < 0.5) for _ in range(60)]
    paths = [draw(name, {"0.png": [(mask, None) for mask in masks]}) for name in ("anna", "ben")]
    room = os.statvfs(small_disk)
    (small_disk / "full").write_bytes(bytes(max(0, room.f_bavail * room.f_bsize - 130_000)))
    with pytest.raises(ProjectError, match="full"):
        merge(paths, small_disk / "all.rsis")
    assert [path.name for path in small_disk.iterdir()] == ["full"]


def test_merging_a_project_with_a_copy_of_itself_gives_the_same_content(draw: Draw, tmp_path: Path) -> None:
    anna = draw("anna", {"0.png": [(A, "cell"), (B, None)], "1.png": [(A, "cell"), (A, "dirt")]})
    shutil.copy(anna, anna.with_name("copy.rsis"))
    report: MergeReport = merge([anna, anna.with_name("copy.rsis")], anna.with_name("merged.rsis"))
    assert (report.conflicts, report.identical, report.only_in) == ((), 4, (0, 0))
    with Project.open(anna) as one, Project.open(report.path) as merged:
        first, second = content(one), content(merged)
        assert first[1] == second[1]
        assert [in_image(one, f"{n}.png") for n in range(3)] == [
            in_image(merged, f"{n}.png") for n in range(3)
        ]


def test_the_command_prints_conflicts_and_agreement(
    draw: Draw, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anna, ben = draw("anna", {"0.png": [(A, "cell")]}), draw("ben", {"0.png": [(NEARLY_A, None)]})
    output = tmp_path / "all.rsis"
    assert main(["merge", str(anna), str(ben), "--output", str(output), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["images"], answer["instances"]) == (3, 2)
    (conflict,) = answer["conflicts"]
    assert conflict["differs"] == ["mask", "category"]
    assert [version["category"] for version in conflict["versions"]] == ["cell", None]
    masks = [Mask.from_coco_rle(version["mask"]) for version in conflict["versions"]]
    assert masks == [A, NEARLY_A]
    assert answer["agreement"][0]["mean_iou"] == pytest.approx(56 / 72)
    output.unlink()
    arguments = ["merge", str(anna), str(ben), "--output", str(output), "--conflicts", "first"]
    assert main([*arguments, "--same-iou", "0.5"]) == 0
    shown = capsys.readouterr().err
    assert "conflict 1 in anna/0.png (mask, category; IoU 0.778)" in shown
    assert "anna and ben: 1 images" in shown
    assert main(arguments) == 1
    assert "a file already exists there" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*arguments, "--same-iou", "2"])


squares = st.lists(
    st.tuples(
        st.builds(square, st.integers(0, 20), st.integers(0, 30), st.integers(1, 9)),
        st.sampled_from([None, "a", "b"]),
    ),
    max_size=5,
)


@given(squares, squares)
def test_agreement_does_not_depend_on_who_comes_first(
    a: list[tuple[Mask, str | None]], b: list[tuple[Mask, str | None]]
) -> None:
    one, other = Tally(), Tally()
    one.add(a, b)
    other.add(b, a)
    first, second = one.figures(), other.figures()
    assert (first.instances_a, first.instances_b) == (second.instances_b, second.instances_a)
    pairs = same_things(a, b)
    assert len({i for i, _, _ in pairs}) == len({j for _, j, _ in pairs}) == len(pairs) == first.matched
    for i, j, overlap in pairs:
        assert overlap == iou([a[i][0]], [b[j][0]])[0, 0] >= 0.5
    same = Tally()
    same.add(a, a)
    alike = same.figures()
    assert alike.matched == len(a)
    assert alike.f50 == 1.0
    assert alike.category_agreement in (None, 1.0)


def change_all(path: Path, **values: object) -> None:
    """Changes all instances of a project."""
    with Project.open(path) as project:
        changes = [
            Change.replace(instance, replace(instance, **values))  # type: ignore[arg-type]
            for image in project.images()
            for instance in project.instances(image.id)
        ]
        project.commit(Transaction("Change", tuple(changes)))


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("", "verified", "verified"),
        ("verified", "", "verified"),
        ("", "needs work", "needs work"),
        ("verified", "needs work", "needs work"),
        ("needs work", "verified", "needs work"),
    ],
)
def test_a_review_of_what_is_the_same_in_both_is_kept(
    draw: Draw, tmp_path: Path, first: str, second: str, kept: str
) -> None:
    things: dict[str, list[tuple[Mask, str | None]]] = {"0.png": [(square(2, 2, 9), "cell")]}
    one, two = draw("ann", things), draw("bob", things)
    change_all(one, review=first, reviewer="ann" if first else "")
    change_all(two, review=second, reviewer="bob" if second else "")
    merge([one, two], tmp_path / "merged.rsis")
    with Project.open(tmp_path / "merged.rsis") as made:
        (instance,) = made.instances(made.images()[0].id)
    assert (instance.review, instance.reviewer) == (kept, "ann" if first == kept else "bob")


def test_a_review_of_another_mask_is_not_taken_over(draw: Draw, tmp_path: Path) -> None:
    one = draw("ann", {"0.png": [(square(2, 2, 20), "cell")]})
    two = draw("bob", {"0.png": [(square(2, 3, 20), "cell")]})
    change_all(two, review="verified", reviewer="bob")
    merge([one, two], tmp_path / "merged.rsis", same_iou=0.8)
    with Project.open(tmp_path / "merged.rsis") as made:
        (instance,) = made.instances(made.images()[0].id)
    assert (instance.review, instance.reviewer) == ("", "")


def test_objects_of_two_annotators_do_not_share_a_track(draw: Draw, tmp_path: Path) -> None:
    left, right = square(2, 2, 9), square(15, 20, 9)
    one = draw("ann", {"0.png": [(left, "cell")], "1.png": [(left, "cell")]})
    two = draw("bob", {"1.png": [(right, "cell")], "2.png": [(right, "cell")]})
    change_all(one, track=1)
    change_all(two, track=1)
    merge([one, two], tmp_path / "merged.rsis")
    with Project.open(tmp_path / "merged.rsis") as made:
        tracks = [
            sorted((i.mask == left, i.track) for i in made.instances(image.id)) for image in made.images()
        ]
    assert tracks == [[(True, 1)], [(False, 2), (True, 1)], [(False, 2)]]


def test_one_object_that_both_tracked_keeps_one_track(draw: Draw, tmp_path: Path) -> None:
    mask = square(2, 2, 9)
    one = draw("ann", {"0.png": [(mask, "cell")], "1.png": [(mask, "cell")]})
    two = draw("bob", {"1.png": [(mask, "cell")], "2.png": [(mask, "cell")]})
    change_all(one, track=3)
    change_all(two, track=5)
    merge([one, two], tmp_path / "merged.rsis")
    with Project.open(tmp_path / "merged.rsis") as made:
        assert [[i.track for i in made.instances(image.id)] for image in made.images()] == [[3], [3], [3]]


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("", "is it one cell?", "is it one cell?"),
        ("blurred", "is it one cell?", "blurred / is it one cell?"),
        ("blurred / is it one cell?", "is it one cell?", "blurred / is it one cell?"),
        ("blurred", "blurred", "blurred"),
    ],
)
def test_notes_on_what_is_the_same_are_joined_and_are_no_conflict(
    draw: Draw, tmp_path: Path, mine: str, theirs: str, merged: str
) -> None:
    anna, ben = (draw(name, {"0.png": [(square(2, 2, 9), "cell")]}) for name in ("anna", "ben"))
    change_all(anna, note=mine)
    change_all(ben, note=theirs)
    report = merge([anna, ben], tmp_path / "all.rsis")
    assert report.conflicts == () and report.identical == 1
    with Project.open(tmp_path / "all.rsis") as project:
        assert [instance.note for instance in project.instances(1)] == [merged]


def test_notes_that_are_too_long_together_are_a_conflict_so_that_nothing_is_lost(
    draw: Draw, tmp_path: Path
) -> None:
    anna, ben = (draw(name, {"0.png": [(square(2, 2, 9), "cell")]}) for name in ("anna", "ben"))
    change_all(anna, note="a" * 1500)
    change_all(ben, note="b" * 1500)
    assert [conflict.differs for conflict in merge([anna, ben], tmp_path / "all.rsis").conflicts] == [
        ("note",)
    ]
    with Project.open(tmp_path / "all.rsis") as project:
        assert sorted(instance.note for instance in project.instances(1)) == ["a" * 1500, "b" * 1500]
