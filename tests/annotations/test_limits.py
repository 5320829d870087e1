"""Names, notes and paths from elsewhere are of a limited length, whatever way they come in."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from annotations import cli, label_sets
from annotations.errors import DamagedError
from annotations.formats.base import AnnotatedInstance, ImageAnnotations, ReadResult, relative
from annotations.importing import import_into
from annotations.merging.merge import merge
from annotations.project import Project
from annotations.project.repair import repair
from annotations.records import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_ATTRIBUTES,
    Attribute,
    Category,
    Change,
    Transaction,
    short_name,
)
from tests.annotations.conftest import HEIGHT, WIDTH, square

LONG = "x" * 1_000_000


def names(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [category.name for category in project.categories()]


def test_long_names_are_shortened_and_stay_apart() -> None:
    assert short_name("y" * LONGEST_NAME) == "y" * LONGEST_NAME
    short = short_name(LONG)
    assert len(short) == LONGEST_NAME
    assert short_name(short) == short
    assert short_name(LONG + "y") != short
    assert Category(1, LONG, (1, 2, 3)).name == short
    assert len(Category(1, "a", (1, 2, 3), (Attribute("b"),) * 1000).attributes) == MOST_ATTRIBUTES
    assert Attribute(LONG, (LONG,) * 1000) == Attribute(short, (short,) * MOST_ATTRIBUTES)


def test_the_name_of_the_person_is_shortened_too(project: Project) -> None:
    project.person = LONG
    assert project.person == short_name(LONG)
    project.commit(Transaction("a category", (Change.add(Category(1, "cell", (1, 2, 3))),)))
    assert project.history()[-1].person == short_name(LONG)


def test_validate_shortens_a_category_and_says_so(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = {"images": [], "annotations": [], "categories": [{"id": 1, "name": LONG}]}
    (photos / "set.json").write_text(json.dumps(content))
    cli.main(["validate", str(photos / "set.json"), "--format", "coco"])
    said = capsys.readouterr().err
    assert f"categories: {short_name(LONG)}\n" in said
    assert "it is longer than 200 characters and was shortened to" in said
    assert len(said) < 2000
    cli.main(["validate", str(photos / "set.json"), "--format", "coco", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["categories"] == [short_name(LONG)]
    assert [note["record"] for note in answer["notes"]] == ["a category's name"]


def test_an_import_says_once_that_it_shortened_a_name_and_finds_it_again(
    project: Project, photos: Path
) -> None:
    things = tuple(
        AnnotatedInstance(square(2 * n, 2 * n, 2), LONG, note=LONG, attributes=((LONG, LONG),))
        for n in range(3)
    )
    images = (ImageAnnotations(photos / "a1.png", "a1.png", WIDTH, HEIGHT, things),)
    report = import_into(project, ReadResult(images, (LONG,), ()))
    assert [problem.reason[:34] for problem in report.problems] == ["it is longer than 200 characters a"]
    again = import_into(project, ReadResult(images, (LONG,), ()))
    assert (again.already_there, again.categories) == (3, 0)
    for instance in project.instances(project.images()[0].id):
        assert len(instance.note) == LONGEST_TEXT
        assert [(len(name), len(value)) for name, value in instance.attributes] == [
            (LONGEST_NAME, LONGEST_TEXT)
        ]


def test_a_project_from_elsewhere_is_read_and_merged_with_short_names(
    filled: Project, tmp_path: Path
) -> None:
    filled.close()
    with sqlite3.connect(filled.path) as raw:
        raw.execute("UPDATE category SET name = ? WHERE name = 'cell'", (LONG,))
        raw.execute("UPDATE instance SET note = ?, attributes = ?", (LONG, json.dumps([[LONG, LONG]])))
    raw.close()
    expected = [short_name(LONG), "dirt"]
    assert names(filled.path) == expected
    with Project.create(tmp_path / "other.rsis") as other:
        import_into(other, ReadResult((), (LONG,), ()))
    merge([filled.path, tmp_path / "other.rsis"], tmp_path / "merged.rsis")
    assert names(tmp_path / "merged.rsis") == expected


def test_a_path_that_no_system_takes_is_damage_and_can_be_repaired(filled: Project) -> None:
    filled.close()
    with sqlite3.connect(filled.path) as raw:
        raw.execute("UPDATE image SET path = ? WHERE id = 3", ("a/" * 500_000,))
    raw.close()
    with Project.open(filled.path) as again, pytest.raises(DamagedError, match="image 3"):
        again.images()
    repair(filled.path)
    with Project.open(filled.path) as again:
        assert [image.path for image in again.images()] == ["a1.png", "a2.png", "sub/a10.jpg"]  # from the log


def test_file_names_in_data_sets_and_label_sets(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="its file name is empty or invalid"):
        relative("a/" * 500_000 + "b.png")
    path = tmp_path / "set.json"
    content = {"title": "t", "categories": [{"name": "z" * 5000, "color": [1, 2, 3]}]}
    path.write_text(json.dumps(content))
    assert label_sets.read(path).categories[0][0] == short_name("z" * 5000)
