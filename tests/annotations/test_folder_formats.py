"""Formats that are folders, all alike: what is written is read back, and nothing else is taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from annotations.errors import FormatError
from annotations.exporting import dataset_of, export
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.formats.table import FORMATS, guess
from annotations.project import Project
from tests.annotations.conftest import HEIGHT, WIDTH, ring
from tests.annotations.foreign import photo

FOLDERS = (
    *("cityscapes", "voc", "cvppp", "labelme", "yolo", "label-maps", "mask-folders"),
    *("imagej", "geojson", "coco-panoptic", "cvat", "mots"),
)


@pytest.mark.parametrize("name", FOLDERS)
def test_what_a_project_holds_is_read_back_and_recognised(name: str, filled: Project, tmp_path: Path) -> None:
    dataset = dataset_of(filled)
    export(dataset, name, tmp_path / "out")
    reader = FORMATS[name].reader
    assert reader is not None
    read = reader(tmp_path / "out", None)
    assert read.problems == ()
    assert sorted(len(image.instances) for image in read.images) == [0, 0, 3]
    held = next(image for image in read.images if image.instances)
    assert {i.mask for i in held.instances} == {i.mask for i in dataset.images[0].instances}
    assert guess(tmp_path / "out") == name


@pytest.mark.parametrize("name", FOLDERS)
def test_a_moved_export_is_as_good(name: str, filled: Project, tmp_path: Path) -> None:
    export(dataset_of(filled), name, tmp_path / "out")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").rename(tmp_path / "elsewhere" / "moved")
    reader = FORMATS[name].reader
    assert reader is not None
    read = reader(tmp_path / "elsewhere" / "moved", None)
    assert read.problems == ()
    assert sum(len(image.instances) for image in read.images) == 3


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_of_something_else_is_refused(name: str, tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    reader = FORMATS[name].reader
    assert reader is not None
    for place in (tmp_path, tmp_path / "nothing", tmp_path / "a.png"):
        with pytest.raises(FormatError):
            reader(place, None)


@pytest.mark.parametrize("name", FOLDERS)
def test_an_image_that_is_gone_is_said_and_its_annotations_are_written(
    name: str, photos: Path, tmp_path: Path
) -> None:
    image = ImageAnnotations(
        photos / "gone.png", "gone.png", WIDTH, HEIGHT, (AnnotatedInstance(ring(), "car"),)
    )
    report = export(Dataset((image,), ("car",)), name, tmp_path / "out")
    assert any("is missing; written without it" in problem.reason for problem in report.problems)
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.stat().st_size > 10]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_link_out_of_the_folder_is_not_followed(name: str, filled: Project, tmp_path: Path) -> None:
    export(dataset_of(filled), name, tmp_path / "out")
    secret = photo(tmp_path / "secret.png")
    for path in sorted((tmp_path / "out").rglob("*")):
        if path.is_file() and path.suffix == ".png" and "label" not in path.name:
            path.unlink()
            path.symlink_to(secret)
    reader = FORMATS[name].reader
    assert reader is not None
    read = reader(tmp_path / "out", None)
    assert all(image.path.resolve() != secret for image in read.images)
    assert read.problems


@pytest.mark.parametrize(
    ("name", "where"),
    [("yolo", "images/train"), ("cityscapes", "leftImg8bit/train"), ("coco-panoptic", "images/train")],
)
def test_a_split_is_one_data_set_where_the_format_holds_its_sides(
    name: str, where: str, filled: Project, tmp_path: Path
) -> None:
    report = export(dataset_of(filled), name, tmp_path / "out", shares={"train": 0.67, "val": 0.33})
    assert report.files == (tmp_path / "out",)
    counts = [
        len([path for path in (tmp_path / "out" / place).rglob("*") if path.is_file()])
        for place in (where, where.replace("train", "val"))
    ]
    assert counts == [2, 1]


@pytest.mark.parametrize("name", ["label-maps", "voc", "cvppp"])
def test_a_picture_that_unpacks_to_very_much_is_refused_by_its_header(name: str, tmp_path: Path) -> None:
    place = {
        "label-maps": "labels/a.png",
        "voc": "SegmentationObject/a.png",
        "cvppp": "a_label.png",
    }[name]
    photo(tmp_path / {"label-maps": "images/a.png", "voc": "JPEGImages/a.png", "cvppp": "a_rgb.png"}[name])
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    Image.new("1", (20_000, 20_000)).save(tmp_path / place)
    reader = FORMATS[name].reader
    assert reader is not None
    read = reader(tmp_path, None)
    assert ["too large" in problem.reason for problem in read.problems] == [True]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_file_that_is_not_an_image_is_reported_and_not_copied(name: str, tmp_path: Path) -> None:
    for file in ("keys", "keys.png", "keys.jpg"):
        (tmp_path / file).write_text("secret")
        image = ImageAnnotations(tmp_path / file, file, WIDTH, HEIGHT, ())
        report = export(Dataset((image,), ("car",)), name, tmp_path / f"out-{file}")
        assert any("is not an image" in str(problem.reason) for problem in report.problems)
        written = [path for path in (tmp_path / f"out-{file}").rglob("*") if path.is_file()]
        assert all(b"secret" not in path.read_bytes() for path in written)
