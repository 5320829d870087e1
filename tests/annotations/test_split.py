"""A project is split for several annotators: what each gets, and what a merge of the parts says."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from annotations import cli
from annotations.dealing.split import split
from annotations.errors import DamagedError, ProjectError
from annotations.imaging.identity import look_at
from annotations.imaging.reading import list_images
from annotations.merging.merge import merge
from annotations.project import Project, authors, overview, storage
from annotations.records import Change, Instance, Proposal, Transaction
from tests.annotations.conftest import HEIGHT, WIDTH, ring, square


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    """A project on twelve black images, which are all the same to look at: four scenes of three."""
    folder = tmp_path / "frames"
    folder.mkdir()
    for scene in "abcd":
        for number in range(3):
            Image.new("L", (WIDTH, HEIGHT)).save(folder / f"{scene}_{number}.png")
    with Project.create(tmp_path / "p.rsis") as project:
        project.add_images(list_images(folder))
    return tmp_path / "p.rsis"


def change(path: Path, *changes: Change) -> None:
    with Project.open(path) as project:
        project.commit(Transaction("Change", changes))


def names(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [Path(image.path).name for image in project.images()]


def proposals(path: Path, objectness: dict[int, float]) -> None:
    """Let a proposal wait in each of these images."""
    with Project.open(path) as project:
        made = [
            Proposal(project.next_id("proposal"), number, 0, square(1, 1, 3), objectness=value)
            for number, value in objectness.items()
        ]
        project.commit(Transaction("Propose", tuple(map(Change.add, made))))


def test_a_part_has_everything_of_its_images_and_leads_to_them(filled: Project, tmp_path: Path) -> None:
    filled.model = "starter"
    filled.set_setting("pixel_size", "0.325")
    image = filled.images()[0]
    look_at(filled, image)
    history = filled.history(image.id)
    filled.close()
    before = filled.path.read_bytes()
    report = split(filled.path, tmp_path / "far" / "parts", ["Ada", "Ben"], overlap=1.0)
    assert (report.images, report.shared) == (3, 3)
    assert filled.path.read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "far" / "parts").iterdir()) == ["Ada.rsis", "Ben.rsis"]
    with Project.open(filled.path, read_only=True) as source, Project.open(report.parts[1].path) as part:
        assert part.id != source.id
        assert (part.model, part.setting("pixel_size")) == ("starter", "0.325")
        assert part.categories() == source.categories()
        for own, its in zip(source.images(), part.images(), strict=True):
            assert part.absolute(its) == source.absolute(own)
            assert part.absolute(its).exists()
            assert replace(its, path=own.path) == own
            assert part.instances(its.id) == source.instances(own.id)
            assert part.steps(its.id) == source.steps(own.id)
            assert part.proposals(its.id) == source.proposals(own.id)
        assert [replace(line, id=0) for line in part.history(image.id)] == [
            replace(li, id=0) for li in history
        ]
        assert look_at(part, part.image(image.id)) == "same"
        assert overview.next_track(part) == 4
        ids = [source.next_id(table) for table in ("image", "instance", "step", "proposal", "category")]
        assert [part.next_id(t) for t in ("image", "instance", "step", "proposal", "category")] == ids


def test_each_image_is_dealt_once_but_those_that_all_have(frames: Path, tmp_path: Path) -> None:
    report = split(frames, tmp_path / "parts", ["Ada", "Ben", "Cyd"], overlap=0.25)
    hands = [set(names(part.path)) for part in report.parts]
    shared = set.intersection(*hands)
    assert len(shared) == report.shared == 3
    assert [len(hand - shared) for hand in hands] == [3, 3, 3]
    assert set.union(*hands) == set(names(frames))
    again = split(frames, tmp_path / "again", ["Ada", "Ben", "Cyd"], overlap=0.25)
    assert [set(names(part.path)) for part in again.parts] == hands
    other = split(frames, tmp_path / "other", ["Ada", "Ben", "Cyd"], overlap=0.25, seed=1)
    assert [set(names(part.path)) for part in other.parts] != hands


def test_scenes_stay_together(frames: Path, tmp_path: Path) -> None:
    report = split(frames, tmp_path / "parts", ["Ada", "Ben"], by_scene=True)
    assert report.scenes == 4
    scenes = [[name[0] for name in names(part.path)] for part in report.parts]
    assert [len(set(own)) for own in scenes] == [2, 2]
    assert not set(scenes[0]) & set(scenes[1])


def test_everybody_gets_as_many_of_the_doubtful_images(frames: Path, tmp_path: Path) -> None:
    none = split(frames, tmp_path / "none", ["Ada", "Ben"], doubtful_first=True)
    assert none.doubtful == 0
    assert any("no doubt to go by" in line for line in none.lines())
    with Project.open(frames, read_only=True) as project:
        number_of = {image.id: Path(image.path).name for image in project.images()}
    doubtful, sure = list(number_of)[::3], list(number_of)[1::3]
    proposals(frames, {**dict.fromkeys(doubtful, 0.5), **dict.fromkeys(sure, 0.99)})
    report = split(frames, tmp_path / "parts", ["Ada", "Ben"], doubtful_first=True)
    assert report.doubtful == 8
    for part in report.parts:
        own = names(part.path)
        assert sum(number_of[number] in own for number in doubtful) == 2
        assert sum(number_of[number] in own for number in sure) == 2


@pytest.mark.parametrize(("only", "expected"), [("new", {"a_0.png"}), ("undone", {"a_0.png", "a_1.png"})])
def test_only_images_of_a_status_are_dealt(
    frames: Path, tmp_path: Path, only: Any, expected: set[str]
) -> None:
    with Project.open(frames, read_only=True) as project:
        images = project.images()
    statuses: list[Any] = ["new", "started", "skipped", *["done"] * 9]
    changes = [
        Change.replace(image, replace(image, status=status))
        for image, status in zip(images, statuses, strict=True)
        if status != "new"
    ]
    change(frames, *changes)
    report = split(frames, tmp_path / "parts", ["Ada", "Ben"], only=only)
    assert {name for part in report.parts for name in names(part.path)} == expected
    # The project itself and the parts become one again, and what is in the parts counts.
    part = next(part.path for part in report.parts if part.images)
    with Project.open(part) as project:
        image = project.images()[0]
        done = Change.replace(image, replace(image, status="done"))
        drawn = Instance(project.next_id("instance"), image.id, ring(), None, "drawn", track=None)
        project.commit(Transaction("Draw", (done, Change.add(drawn)), image.id))
    merged = merge([frames, *(part.path for part in report.parts)], tmp_path / "m.rsis")
    assert (merged.images, merged.instances, merged.conflicts) == (12, 1, ())


def test_new_tracks_of_two_parts_stay_apart_and_old_ones_stay_one(frames: Path, tmp_path: Path) -> None:
    with Project.open(frames, read_only=True) as project:
        images = project.images()
    changes = [
        Change.add(Instance(number, image.id, square(1, 1, 5), None, "drawn", track=7))
        for number, image in enumerate(images, 1)
    ]
    change(frames, *changes)
    report = split(frames, tmp_path / "parts", ["Ada", "Ben"])
    for part in report.parts:
        with Project.open(part.path) as project:
            image, track = project.images()[0], overview.next_track(project)
            assert track == 8
            new = Instance(
                project.next_id("instance"), image.id, square(20, 20, 5), None, "drawn", 1, track=track
            )
            project.commit(Transaction("Draw", (Change.add(new),), image.id))
    merged = merge([part.path for part in report.parts], tmp_path / "m.rsis")
    with Project.open(merged.path, read_only=True) as project:
        rows = project.select("SELECT track, count(*) FROM instance GROUP BY track ORDER BY track")
    assert rows == [(7, 12), (8, 1), (9, 1)]


def test_images_of_one_content_stay_apart_and_those_that_all_have_meet_after_a_move(
    frames: Path, tmp_path: Path
) -> None:
    report = split(frames, tmp_path / "parts", ["Ada", "Ben"], overlap=0.25)
    # Ben works on a machine of his own, with copies of the images in another place.
    shutil.copytree(tmp_path / "frames", tmp_path / "ben" / "pictures")
    with Project.open(report.parts[1].path) as project:
        moved = [
            Change.replace(image, replace(image, path=f"../ben/pictures/{Path(image.path).name}"))
            for image in project.images()
        ]
        project.commit(Transaction("Move", tuple(moved)))
    merged = merge([part.path for part in report.parts], tmp_path / "m.rsis")
    assert merged.images == 12
    assert merged.problems == ()


def test_what_all_have_tells_how_far_they_agree(frames: Path, tmp_path: Path) -> None:
    report = split(frames, tmp_path / "parts", ["Ada", "Ben"], overlap=0.25)
    shared = set(names(report.parts[0].path)) & set(names(report.parts[1].path))
    for at, part in enumerate(report.parts):
        with Project.open(part.path) as project:
            for image in project.images():
                new = Instance(project.next_id("instance"), image.id, square(2, 2 + at, 8), None, "drawn")
                done = Change.replace(image, replace(image, status="done"))
                project.commit(Transaction("Draw", (done, Change.add(new)), image.id))
    merged = merge([part.path for part in report.parts], tmp_path / "m.rsis")
    assert {Path(conflict.image).name for conflict in merged.conflicts} == shared
    ((a, b, figures),) = merged.agreement
    assert (a, b, figures.images, figures.matched) == ("Ada", "Ben", 3, 3)
    assert figures.mean_iou == pytest.approx(56 / 72)


def test_whoever_made_an_instance_is_still_named_in_a_part(frames: Path, tmp_path: Path) -> None:
    with Project.open(frames) as project:
        project.person = "Zoe"
        image = project.images()[0]
        drawn = Instance(project.next_id("instance"), image.id, ring(), None, "drawn")
        project.commit(Transaction("Draw", (Change.add(drawn),), image.id))
    report = split(frames, tmp_path / "parts", ["Ada", "Ben"], overlap=1.0)
    with Project.open(report.parts[0].path, read_only=True) as project:
        assert "Zoe" in {line.person for line in project.history(image.id)}
        assert list(authors.read(project).by_id) == [drawn.id]


def test_nothing_is_overwritten_and_nothing_is_left_of_a_failure(
    frames: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "parts"
    place.mkdir()
    (place / "Ben.rsis").write_bytes(b"mine")
    with pytest.raises(ProjectError, match="already exists"):
        split(frames, place, ["Ada", "Ben"])
    assert [(path.name, path.read_bytes()) for path in place.iterdir()] == [("Ben.rsis", b"mine")]

    moves: list[Path] = []

    def fail_at_the_second(part: Path, target: Path) -> None:
        if moves:
            raise ProjectError(target, "the disk is full")
        moves.append(target)
        os.rename(part, target)

    monkeypatch.setattr(storage, "move_new", fail_at_the_second)
    with pytest.raises(ProjectError, match="full"):
        split(frames, tmp_path / "new", ["Ada", "Ben"])
    assert len(moves) == 1
    assert not (tmp_path / "new").exists()


def test_a_damaged_record_ends_the_split_and_is_named(frames: Path, tmp_path: Path) -> None:
    with Project.open(frames) as project:
        image = project.images()[0]
        drawn = Instance(project.next_id("instance"), image.id, ring(), None, "drawn")
        project.commit(Transaction("Draw", (Change.add(drawn),), image.id))
        with project.writing() as connection:
            connection.execute("UPDATE instance SET counts = x'00'")
    with pytest.raises(DamagedError, match="instance 1"):
        split(frames, tmp_path / "parts", ["Ada", "Ben"])
    assert not (tmp_path / "parts").exists()


@pytest.mark.parametrize(
    ("annotators", "reason"),
    [
        ("Ada,ada", "named twice"),
        ("Ada,", "cannot be the name of a file"),
        ("Ada,../Ben", "cannot be the name of a file"),
        ("Ada," + "x" * 101, "too long"),
    ],
)
def test_names_that_cannot_be_files_are_refused(
    frames: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], annotators: str, reason: str
) -> None:
    code = cli.main(["split", str(frames), "--output", str(tmp_path / "d"), "--annotators", annotators])
    assert code == 1
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "d").exists()


def test_a_project_without_images_is_refused(tmp_path: Path) -> None:
    Project.create(tmp_path / "empty.rsis").close()
    with pytest.raises(ProjectError, match="no image"):
        split(tmp_path / "empty.rsis", tmp_path / "d", ["Ada"])


def test_the_command_says_who_got_what(
    frames: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["split", str(frames), "--output", str(tmp_path / "d"), "--annotators", "Ada, Ben", "--json"]
    assert cli.main([*arguments, "--overlap", "0.1", "--doubtful-first"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(part["annotator"], Path(part["path"]).name) for part in answer["parts"]] == [
        ("Ada", "Ada.rsis"),
        ("Ben", "Ben.rsis"),
    ]
    assert (answer["images"], answer["shared"], answer["doubtful"], answer["scenes"]) == (12, 1, 0, None)
    with pytest.raises(SystemExit, match="2"):
        cli.main([*arguments, "--overlap", "1.5"])


def test_copies_of_an_image_are_still_found_by_content_where_all_files_have_one_size(tmp_path: Path) -> None:
    projects = []
    for person, offset in (("anna", 0), ("ben", 2)):
        folder = tmp_path / person
        folder.mkdir()
        for number in range(4):
            pixels = np.full((HEIGHT, WIDTH), number + offset, np.uint8)
            Image.fromarray(pixels).save(folder / f"{person}{number}.bmp")
        with Project.create(folder / "p.rsis") as project:
            project.add_images(list_images(folder))
        projects.append(folder / "p.rsis")
    merged = merge(projects, tmp_path / "m.rsis")
    assert merged.images == 6  # 0…3 and 2…5
