"""A slice of a large prediction becomes a project: which images, what waits in them, and what is left out."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotations import cli, exporting
from annotations.errors import FormatError
from annotations.predictions.parts import Parts
from annotations.project import Project, overview, waiting
from annotations.project.accepting import accept_sure
from annotations.records import Change, Transaction
from tests.annotations.conftest import content, square
from tests.annotations.made_predictions import Found, content_of, draw_images, write_parts

IMAGES: list[tuple[str, list[Found]]] = [
    ("sure.png", [("cell", 0.9, 0.98), ("cell", 0.9, 0.99)]),
    ("a/half.png", [("cell", 0.4, 0.5), ("dirt", 0.36, 0.6)]),
    ("empty.png", []),
    ("b/mixed.png", [("dirt", 0.5, 0.5), ("cell", 0.9, 1.0)]),
    ("quite.png", [("cell", 0.8, 0.9)]),
]
BY_DOUBT = ["a/half.png", "b/mixed.png", "quite.png", "sure.png"]


class World:
    """Parts, their images, and the command with --json."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.parts = write_parts(folder / "parts", IMAGES)
        self.images = draw_images(folder / "images", [name for name, _ in IMAGES])
        self.project = folder / "p.rsis"
        self._capsys = capsys

    def run(self, *arguments: object, images: tuple[object, ...] = (), parts: Path | None = None) -> Any:
        """The exit code, the answer and what was said."""
        given = ["import-predictions", parts or self.parts, "--project", self.project, *arguments, "--images"]
        try:
            code = cli.main([*map(str, (*given, *(images or (self.images,)))), "--json"])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = self._capsys.readouterr()
        return code, json.loads(out), err

    def names(self) -> list[str]:
        """The project's images, the most doubtful first."""
        with Project.open(self.project, read_only=True) as project:
            doubts = overview.uncertainties(project)
            images = sorted(project.images(), key=lambda image: -doubts.get(image.id, -1.0))
            return [image.path.removeprefix("images/") for image in images]


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    return World(tmp_path, capsys)


def test_the_most_doubtful_images_become_a_project_with_waiting_proposals(world: World) -> None:
    code, answer, _ = world.run("--doubtful", 2)
    assert (code, answer["images"], answer["proposals"], answer["problems"]) == (0, 2, 4, [])
    assert (answer["to_choose_from"], answer["already_there"], answer["categories"]) == (4, 0, 2)
    assert (answer["most_doubt"], answer["least_doubt"]) == (0.9, 0.5)
    assert world.names() == BY_DOUBT[:2]
    with Project.open(world.project) as project:
        image = next(image for image in project.images() if image.path.endswith("half.png"))
        first, second = project.proposals(image.id)
        assert (first.category, first.objectness, first.model) == ("cell", 0.5, "starter")
        assert first.category_probability * first.objectness == pytest.approx(0.4)
        assert (first.mask, second.mask) == (square(2, 2, 5), square(2, 5, 5))
        assert (image.status, project.instances(image.id)) == ("new", ())
        assert [category.name for category in project.categories()] == ["cell", "dirt"]
        assert waiting.proposed(project) == {image.id: "starter" for image in project.images()}
        assert project.history()[-1].label == "Import predictions"
        accept_sure(project, waiting.sure_of(project, 0.55))
        dataset = exporting.dataset_of(project)
        assert [len(image.instances) for image in dataset.images] == [1, 1]
        assert project.absolute(image).exists()


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--doubtful", 2, "--offset", 1), BY_DOUBT[1:3]),
        (("--doubtful", 99), BY_DOUBT),
        (("--doubtful", 9, "--category", "dirt"), ["b/mixed.png", "a/half.png"]),
        (("--doubtful", 9, "--at-least", 0.55, "--at-most", 0.95), ["a/half.png", "quite.png"]),
    ],
)
def test_a_slice_may_begin_later_and_be_of_some_objects(
    options: tuple[object, ...], names: list[str], world: World
) -> None:
    assert world.run(*options)[0] == 0
    assert world.names() == names


def test_a_sample_is_drawn_by_the_seed_also_from_images_without_objects(world: World) -> None:
    drawn = []
    for seed in (0, 0, 1, 2, 3):
        world.project.unlink(missing_ok=True)
        assert world.run("--sample", 2, "--seed", seed)[1]["images"] == 2
        drawn.append(frozenset(world.names()))
    assert drawn[0] == drawn[1]
    assert len(set(drawn)) > 1
    world.project.unlink()
    assert world.run("--sample", 2)[1]["images"] == 2
    assert world.run("--sample", 3, "--offset", 2)[1]["images"] == 3
    assert sorted(world.names()) == sorted(name for name, _ in IMAGES)
    with Project.open(world.project) as project:
        assert project.setting(waiting.DOUBTFUL_FIRST) is None
        assert len(waiting.proposed(project)) == 5


def test_what_is_there_already_is_counted_and_not_touched(world: World) -> None:
    world.run("--doubtful", 2)
    with Project.open(world.project) as project:
        first = project.images()[0]
        (proposal, _) = project.proposals(first.id)
        done = (Change.remove(proposal), Change.replace(first, replace(first, status="done")))
        project.commit(Transaction("Decide", done, first.id))
        before = content(project)
    code, answer, _ = world.run("--doubtful", 2)
    assert (code, answer["images"], answer["already_there"]) == (0, 0, 2)
    with Project.open(world.project) as project:
        assert content(project) == before
    code, answer, _ = world.run("--doubtful", 3, "--offset", 1)
    assert (answer["images"], answer["already_there"]) == (2, 1)
    assert sorted(world.names()) == sorted(BY_DOUBT)


def test_an_image_with_which_nobody_has_begun_gets_its_proposals(world: World) -> None:
    with Project.create(world.project) as project:
        project.add_images([world.images / "sure.png", world.images / "a" / "half.png"])
        done, new = sorted(project.images(), key=lambda image: image.path, reverse=True)
        project.commit(Transaction("Done", (Change.replace(done, replace(done, status="done")),), done.id))
    code, answer, _ = world.run("--doubtful", 9)
    assert (code, answer["images"], answer["already_there"]) == (0, 3, 1)
    with Project.open(world.project) as project:
        assert len(project.images()) == 4
        assert len(project.proposals(new.id)) == 2
        assert project.proposals(done.id) == ()
        assert project.setting(waiting.DOUBTFUL_FIRST) is None  # the project is a person's


def test_tables_are_read_where_there_is_no_json(world: World, tmp_path: Path) -> None:
    world.run("--doubtful", 3)
    with Project.open(world.project) as project:
        from_json = [project.proposals(image.id) for image in project.images()]
    world.project.unlink()
    tables = write_parts(tmp_path / "starter", IMAGES, 3, tables=True)
    code, answer, _ = world.run("--doubtful", 3, parts=tables)
    assert (code, answer["images"], answer["problems"]) == (0, 3, [])
    assert world.names() == BY_DOUBT[:3]
    with Project.open(world.project) as project:
        assert {row.objectness for some in from_json for row in some} == {
            row.objectness for image in project.images() for row in project.proposals(image.id)
        }
        assert [category.name for category in project.categories()] == ["cell", "dirt"]


DAMAGES: dict[str, Any] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-40]),
    "no JSON": lambda path: path.write_bytes(b"\xff\xfe nothing"),
    "a list": lambda path: path.write_text("[]"),
    "no images": lambda path: path.write_text('{"annotations": [], "categories": []}'),
    "another image's": lambda path: path.write_text(
        path.read_text().replace('"image_id": 1', '"image_id": 77')
    ),
    "no score": lambda path: path.write_text(path.read_text().replace('"score": 0.9', '"score": "much"')),
    "a score of 7": lambda path: path.write_text(
        path.read_text().replace('"objectness": 0.98', '"objectness": 7')
    ),
    "missing": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_part_that_is_damaged_or_missing_is_one_line_and_the_others_are_used(
    damage: str, world: World
) -> None:
    DAMAGES[damage](world.parts / "part-00000.json")
    code, answer, _ = world.run("--doubtful", 9)
    assert (code, answer["images"]) == (0, 2)
    (problem,) = answer["problems"]
    said = f"{problem['file']} {problem['reason']}"
    assert "part 0: it is missing" in said if damage == "missing" else "part-00000.json" in said
    assert world.names() == ["b/mixed.png", "quite.png"]


def test_parts_at_the_end_that_were_never_written_are_named_together(world: World) -> None:
    (world.parts / "plan.json").write_text('{"parts": 12}')
    (world.parts / "part-00001.json").unlink()
    reasons = [problem["reason"] for problem in world.run("--doubtful", 9)[1]["problems"]]
    assert reasons == ["part 1: it is missing", "part 3: it and all up to part 11 are missing"]


def test_without_a_part_or_an_image_nothing_is_made(world: World, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    code, answer, err = world.run("--doubtful", 9, parts=tmp_path / "none")
    assert (code, "there are no parts" in answer["error"], err.count("\n")) == (1, True, 1)
    assert "no such image folder" in world.run("--doubtful", 9, images=(tmp_path / "no",))[1]["error"]
    assert "no image could be added" in world.run("--doubtful", 9, images=(tmp_path / "none",))[1]["error"]
    assert "no image in it" in world.run("--doubtful", 9, "--category", "cat")[1]["error"]
    assert "only 4 images" in world.run("--doubtful", 9, "--offset", 4)[1]["error"]
    for path in world.parts.glob("*.json"):
        path.write_text("{")
    assert "none of its parts can be read" in world.run("--doubtful", 9)[1]["error"]
    assert not world.project.exists()


def test_images_and_objects_that_do_not_fit_are_named_and_left_out(world: World, tmp_path: Path) -> None:
    (world.images / "quite.png").unlink()
    draw_images(tmp_path / "other", ["sure.png"])
    (world.images / "sure.png").write_bytes(b"no image")
    path = world.parts / "part-00000.json"
    part = json.loads(path.read_text())
    part["annotations"][2]["segmentation"]["counts"] = "nonsense"
    path.write_text(json.dumps(part))
    code, answer, _ = world.run("--doubtful", 9)
    assert (code, answer["images"], answer["proposals"]) == (0, 2, 3)
    named = {problem["file"]: problem["record"] for problem in answer["problems"]}
    assert named == {"quite.png": "", "sure.png": "", "a/half.png": "object 1"}


def test_parts_of_earlier_versions_have_their_scores_for_objectness(world: World) -> None:
    path = world.parts / "part-00000.json"
    part = json.loads(path.read_text())
    for one in part["annotations"]:
        del one["objectness"]
    del part["info"]["model"]
    path.write_text(json.dumps(part))
    code, answer, _ = world.run("--doubtful", 1)
    assert (code, answer["most_doubt"]) == (0, 0.76)
    assert [problem["reason"] for problem in answer["problems"]] == [
        "it is of an earlier version, without objectness: the scores are taken instead"
    ]


def as_tar(path: Path, folder: Path, names: list[str]) -> Path:
    path.parent.mkdir(exist_ok=True)
    with tarfile.open(path, "w") as tar:
        for name in names:
            tar.add(folder / name, name)
    return path


def in_tars(world: World, tmp_path: Path) -> tuple[Path, Path]:
    """Parts of images in two tars, and the folder of the tars."""
    names = [name for name, _ in IMAGES]
    as_tar(tmp_path / "tars" / "1.tar", world.images, names[:2])
    as_tar(tmp_path / "tars" / "2.tar", world.images, names[2:])
    told = [(f"{1 if at < 2 else 2}.tar/{name}", found) for at, (name, found) in enumerate(IMAGES)]
    return write_parts(tmp_path / "tarred", told), tmp_path / "tars"


def test_images_in_tars_are_copied_into_a_folder(world: World, tmp_path: Path) -> None:
    parts, tars = in_tars(world, tmp_path)
    code, answer, _ = world.run("--doubtful", 2, images=(tars / "*.tar",), parts=parts)
    assert (code, "name one with --copy-images" in answer["error"]) == (2, True)
    wanted = ("--doubtful", 2, "--copy-images", tmp_path / "copies")
    code, answer, _ = world.run(*wanted, images=(tars / "*.tar",), parts=parts)
    assert (code, answer["images"], answer["problems"]) == (0, 2, [])
    assert world.names() == ["copies/1.tar/a/half.png", "copies/2.tar/b/mixed.png"]
    copies = sorted(path for path in (tmp_path / "copies").rglob("*") if path.is_file())
    assert len(copies) == 2
    assert copies[0].read_bytes() == (world.images / "a" / "half.png").read_bytes()
    (tmp_path / "copies" / "2.tar" / "quite.png").write_bytes(b"of somebody else")
    code, answer, _ = world.run("--doubtful", 4, *wanted[2:], images=(tars / "*.tar",), parts=parts)
    assert (answer["images"], answer["already_there"]) == (1, 2)
    assert "another file is at" in answer["problems"][0]["reason"]
    assert (tmp_path / "copies" / "2.tar" / "quite.png").read_bytes() == b"of somebody else"


def test_images_that_are_in_no_tar_are_named(world: World, tmp_path: Path) -> None:
    parts, tars = in_tars(world, tmp_path)
    as_tar(tars / "2.tar", world.images, ["empty.png"])
    wanted = ("--doubtful", 9, "--copy-images", tmp_path / "copies")
    code, answer, _ = world.run(*wanted, images=(tars / "2.tar", tars / "1.tar"), parts=parts)
    assert (code, answer["images"], len(answer["problems"])) == (0, 2, 2)
    assert "is not in" in answer["problems"][0]["reason"]
    world.project.unlink()
    code, answer, _ = world.run(*wanted, images=(tars / "1.tar",), parts=parts)
    assert "is in none of the tars" in answer["problems"][0]["reason"]
    assert "no such tar" in world.run(*wanted, images=(tars / "no.tar",), parts=parts)[1]["error"]


@pytest.fixture
def bucket(world: World) -> Iterator[str]:
    """An object store in memory with the images."""
    import fsspec

    store = fsspec.filesystem("memory")
    for name, _ in IMAGES:
        store.pipe_file(f"/bucket/in/{name}", (world.images / name).read_bytes())
    yield "memory://bucket/in"
    store.rm("/bucket", recursive=True)


def test_images_in_an_object_store_are_copied_too(world: World, bucket: str, tmp_path: Path) -> None:
    wanted = ("--doubtful", 2, "--copy-images", tmp_path / "copies")
    code, answer, _ = world.run(*wanted, images=(bucket,))
    assert (code, answer["images"], answer["problems"]) == (0, 2, [])
    assert world.names() == ["copies/a/half.png", "copies/b/mixed.png"]
    assert "it cannot be opened" in world.run(*wanted, images=("nosuch://x",))[1]["error"]


def test_options_that_do_not_fit_are_refused(world: World) -> None:
    for wrong in (
        ("--doubtful", 0),
        ("--doubtful", 1, "--sample", 1),
        ("--doubtful", 1, "--seed", 1),
        ("--doubtful", 1, "--at-least", 0.8, "--at-most", 0.2),
        ("--offset", 1),
    ):
        assert world.run(*wrong)[0] == 2


def test_parts_are_an_iterator_over_images(world: World) -> None:
    parts = Parts(world.parts)
    assert [(image.name, len(image.objects)) for image in parts] == [(name, len(one)) for name, one in IMAGES]
    assert (parts.model, parts.categories, parts.problems) == ("starter", ("cell", "dirt"), [])
    with pytest.raises(FormatError, match="it cannot be read"):
        Parts(world.parts / "no")


def test_a_model_that_only_tells_objects_from_background_gives_no_categories(
    world: World, tmp_path: Path
) -> None:
    part = content_of(IMAGES[:2])
    part["categories"] = [{"id": 1, "name": "object"}]
    part["annotations"] = [{**one, "category_id": 1} for one in part["annotations"]]
    (tmp_path / "any").mkdir()
    (tmp_path / "any" / "part-00000.json").write_text(json.dumps(part))
    code, answer, _ = world.run("--doubtful", 1, parts=tmp_path / "any")
    assert (code, answer["categories"], answer["problems"]) == (0, 0, [])
    with Project.open(world.project) as project:
        assert {one.category for one in project.proposals(project.images()[0].id)} == {None}
