"""Import adds to a project what is new; export takes out what is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotations import importing
from annotations.errors import FormatError, ProjectError
from annotations.exporting import dataset_of, export, split, what_is_lost
from annotations.formats import coco
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations, ReadResult
from annotations.formats.table import FORMATS
from annotations.importing import import_into, named, without
from annotations.project import Project, bulk
from annotations.project.repair import repair
from annotations.records import Change, Transaction
from tests.annotations.conftest import ring, square


def test_what_was_exported_is_the_same_after_an_import(filled: Project, photos: Path) -> None:
    dataset = dataset_of(filled)
    coco.write(dataset, photos / "out.json")
    filled.close()
    with Project.create(photos / "other.rsis") as other:
        report = import_into(other, coco.read(photos / "out.json"))
        assert (report.images, report.instances, report.categories) == (3, 3, 2)
        assert dataset_of(other) == dataset
        assert {i.source for i in other.instances(other.images()[0].id)} == {"imported"}
        assert [image.status for image in other.images()] == ["started", "new", "new"]


def test_importing_twice_adds_nothing(filled: Project, photos: Path) -> None:
    coco.write(dataset_of(filled), photos / "out.json")
    before = dataset_of(filled)
    report = import_into(filled, coco.read(photos / "out.json"))
    assert (report.images, report.instances, report.already_there, report.categories) == (0, 0, 3, 0)
    assert dataset_of(filled) == before


def test_categories_are_matched_by_name_and_imports_lie_on_top(filled: Project, photos: Path) -> None:
    new = AnnotatedInstance(square(10, 30, 4), "cell")
    other = AnnotatedInstance(square(14, 30, 4), "leaf")
    image = ImageAnnotations(photos / "a1.png", "a1.png", 40, 30, (new, other))
    report = import_into(filled, ReadResult((image,), ("cell", "leaf"), ()), status="done")
    assert (report.images, report.instances, report.categories) == (0, 2, 1)
    record = filled.images()[0]
    assert record.status == "done"
    assert [i.mask for i in filled.instances(record.id)][-2:] == [new.mask, other.mask]
    assert [category.name for category in filled.categories()] == ["cell", "dirt", "leaf"]


def test_an_image_that_the_project_knows_with_another_size_is_a_problem(
    filled: Project, photos: Path
) -> None:
    image = ImageAnnotations(photos / "a1.png", "a1.png", 30, 40)
    (problem,) = import_into(filled, ReadResult((image,), (), ())).problems
    assert problem.reason == "its size in the project is 40 x 30 pixels, not 30 x 40"


def test_only_images_that_are_done_are_exported_if_asked(filled: Project) -> None:
    image = filled.images()[1]
    filled.commit(Transaction("Done", (Change.replace(image, replace(image, status="done")),)))
    assert [image.name for image in dataset_of(filled, only_done=True).images] == ["a2.png"]


def test_images_outside_the_folder_are_named_below_the_folder_they_share(
    photos: Path, tmp_path: Path
) -> None:
    (tmp_path / "work").mkdir()
    with Project.create(tmp_path / "work" / "p.rsis") as project:
        project.add_images([photos / "a1.png", photos / "sub" / "a10.jpg"])
        assert [image.name for image in dataset_of(project).images] == ["a1.png", "sub/a10.jpg"]


def test_a_split_deals_each_image_once_and_always_the_same_way(tmp_path: Path) -> None:
    images = tuple(ImageAnnotations(tmp_path / f"{n}.png", f"{n}.png", 5, 5) for n in range(50))
    dataset = Dataset(images, ("cell",))
    parts = split(dataset, {"train": 0.8, "val": 0.2})
    assert [len(part.images) for part in parts.values()] == [40, 10]
    assert {image.name for part in parts.values() for image in part.images} == {i.name for i in images}
    assert split(Dataset(images[::-1], ("cell",)), {"train": 0.8, "val": 0.2})["val"].images == tuple(
        reversed(parts["val"].images)
    )


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.holds_parts])
@pytest.mark.parametrize("shares", [None, {"train": 1 / 3, "val": 2 / 3}])
def test_the_sides_of_a_data_set_are_kept_unless_it_is_split_anew(
    photos: Path, tmp_path: Path, name: str, shares: dict[str, float] | None
) -> None:
    instances = (AnnotatedInstance(ring(), "car"),)
    sides = {"a1": "train", "a2": "val", "sub/a10": "train"}
    images = [
        ImageAnnotations(path, path.relative_to(photos).as_posix(), 40, 30, instances, sides[stem])
        for stem in sides
        for path in photos.glob(f"{stem}.*")
    ]
    export(Dataset(tuple(images), ("car",)), name, tmp_path / "out", shares=shares)
    reader = FORMATS[name].reader
    assert reader is not None
    kept = ["train", "train", "val"] if shares is None else ["train", "val", "val"]
    assert sorted(image.part for image in reader(tmp_path / "out", None).images) == kept


def test_an_export_goes_where_it_was_told(filled: Project, tmp_path: Path) -> None:
    dataset = dataset_of(filled)
    shares = {"train": 0.5, "val": 0.5}
    out = tmp_path / "deep" / "out"
    assert export(dataset, "coco", out / "a.json").files == (out / "a.json",)
    assert export(dataset, "coco", out).files == (out / "instances.json",)
    assert [p.name for p in export(dataset, "coco", out / "a.json", shares=shares).files] == [
        "a_train.json",
        "a_val.json",
    ]
    assert [p.name for p in export(dataset, "coco", out, shares=shares).files] == [
        "instances_train.json",
        "instances_val.json",
    ]
    assert export(dataset, "label-maps", out / "lm", shares=shares).files == (
        out / "lm" / "train",
        out / "lm" / "val",
    )
    report = export(dataset, "coco", out / "p.json", options=["polygons"])
    assert (report.images, report.instances) == (3, 3)
    assert any("hole" in problem.reason for problem in report.problems)


def test_a_folder_that_cannot_be_made_is_named(filled: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FormatError, match="cannot be created"):
        export(dataset_of(filled), "coco", tmp_path / "file" / "deep" / "out.json")


def test_a_format_that_is_only_read_is_not_written(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, "coco", replace(FORMATS["coco"], writer=None))
    with pytest.raises(FormatError, match="read but not written"):
        export(dataset_of(filled), "coco", tmp_path / "out.json")


def test_unknown_instances_can_be_given_a_category() -> None:
    image = ImageAnnotations(
        *(Path("a"), "a", 40, 30),
        (AnnotatedInstance(ring(), None), AnnotatedInstance(ring(), "dirt")),
    )
    result = named(ReadResult((image,), ("dirt",), ()), "cell")
    assert [i.category for i in result.images[0].instances] == ["cell", "dirt"]
    assert result.categories == ("dirt", "cell")


def test_categories_can_be_left_out_without_expanding_all_images() -> None:
    instances = (AnnotatedInstance(ring(), "cell"), AnnotatedInstance(ring(), "dirt"))
    images = [ImageAnnotations(Path(name), name, 40, 30, instances) for name in "ab"]
    result, notes = without(ReadResult(images, ("dirt", "cell", "unused"), ()), ["dirt", "unused", "gone"])
    assert [[i.category for i in image.instances] for image in result.images] == [["cell"]] * 2
    assert result.images[1:] == (replace(images[1], instances=instances[:1]),)
    assert (result.categories, result.problems) == (("cell",), ())
    assert [note.reason for note in notes] == [
        "ignored: 2 instances left out",
        "ignored: 0 instances left out",
        "there is no such category, so nothing was left out",
    ]


def test_a_large_import_is_kept_in_pieces_and_complete(
    filled: Project, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    monkeypatch.setattr(importing, "MOST_CHANGES", 1)
    with Project.create(photos / "new.rsis") as new:
        report = import_into(new, coco.read(photos / "in.json"))
        assert (report.images, report.instances, report.categories) == (3, 3, 2)
        assert dataset_of(new) == dataset_of(filled)
        assert import_into(new, coco.read(photos / "in.json")).already_there == 3


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.writer is not None])
def test_what_would_be_lost_is_what_the_export_reports(filled: Project, tmp_path: Path, name: str) -> None:
    dataset = dataset_of(filled)
    before = what_is_lost(dataset, name)
    report = export(dataset, name, tmp_path / f"out{FORMATS[name].suffix}")
    assert [(p.record, p.reason) for p in before] == [(p.record, p.reason) for p in report.problems]


def test_a_look_at_what_would_be_lost_can_be_ended(filled: Project) -> None:
    def enough() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        what_is_lost(dataset_of(filled), "voc", check=enough)


def all_of(project: Project) -> list[object]:
    images = project.images()
    return [*project.categories(), *images, *(i for image in images for i in project.instances(image.id))]


def test_an_import_is_taken_back_and_done_again_and_the_log_tells_of_it(
    filled: Project, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    monkeypatch.setattr(importing, "MOST_CHANGES", 2)
    with Project.create(photos / "new.rsis") as new:
        new.add_images([filled.absolute(filled.images()[0])])
        before = all_of(new)
        done = import_into(new, coco.read(photos / "in.json")).bulk
        assert done is not None
        after = all_of(new)
        for _ in range(2):
            bulk.take_back(new, done)
            assert all_of(new) == before
            bulk.do_again(new, done)
            assert all_of(new) == after
        assert [(e.label, e.changes) for e in new.history()[1:]] == [
            ("Import", len(after)),
            *[("Undo: Import", len(after)), ("Import", len(after))] * 2,
        ]
        assert import_into(new, coco.read(photos / "in.json")).bulk is None
    (photos / "new.rsis").write_bytes((photos / "new.rsis").read_bytes()[:-3000] + bytes(3000))
    repair(photos / "new.rsis")
    with Project.open(photos / "new.rsis") as whole:
        assert all_of(whole) == after


def test_an_import_is_not_taken_back_where_something_of_it_has_changed(filled: Project, photos: Path) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    with Project.create(photos / "new.rsis") as new:
        done = import_into(new, coco.read(photos / "in.json")).bulk
        assert done is not None
        gone = new.instances(new.images()[0].id)[0]
        new.commit(Transaction("Delete", (Change.remove(gone),)))
        there = all_of(new)
        with pytest.raises(ProjectError, match="imported records have changed"):
            bulk.take_back(new, done)
        assert all_of(new) == there


def test_an_import_that_fails_midway_leaves_nothing(
    filled: Project, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coco.write(dataset_of(filled), photos / "in.json")
    read = coco.read(photos / "in.json")
    wrong = ImageAnnotations(photos / "z.png", "z.png", 9, 9, (AnnotatedInstance(ring(), "cell"),))
    monkeypatch.setattr(importing, "MOST_CHANGES", 1)
    with Project.create(photos / "new.rsis") as new:
        with pytest.raises(ProjectError, match="different size"):
            import_into(new, replace(read, images=(*read.images, wrong)))
        assert all_of(new) == []
        assert new.history() == ()


def test_a_split_by_scene_keeps_the_images_of_a_scene_on_one_side() -> None:
    names = [f"{scene}/tile_{number}.png" for scene in "abcdefghij" for number in range(4)]
    images = tuple(ImageAnnotations(Path(name), name, 4, 4, ()) for name in names)
    shares = {"train": 0.8, "val": 0.1, "test": 0.1}
    parts = split(Dataset(images, ()), shares, by_scene=True)
    sides = {image.name: side for side, part in parts.items() for image in part.images}
    assert sorted(sides) == sorted(names)
    assert all(len({sides[name] for name in names if name.startswith(scene)}) == 1 for scene in "abcdefghij")
    assert [len(part.images) for part in parts.values()] == [32, 4, 4]
    again = split(Dataset(images[::-1], ()), shares, by_scene=True)
    assert {image.name: side for side, part in again.items() for image in part.images} == sides


def test_neighbouring_frames_of_one_video_stay_together_in_a_split_by_scene() -> None:
    names = [f"frame {number:03}.png" for number in range(50)]
    images = tuple(ImageAnnotations(Path(name), name, 4, 4, ()) for name in names)
    parts = split(Dataset(images, ()), {"train": 0.8, "val": 0.2}, by_scene=True)
    assert [len(part.images) for part in parts.values()] == [40, 10]
    blocks = {int(image.name[6:9]) // 5 for image in parts["val"].images}
    assert len(blocks) == 2
