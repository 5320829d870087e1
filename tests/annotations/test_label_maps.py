"""Label maps: one value, one instance."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from annotations.errors import FormatError
from annotations.exchange import dataset_of
from annotations.formats import AnnotatedInstance, Dataset, ImageAnnotations, label_maps
from annotations.masks import Mask
from annotations.project import Project
from tests.annotations.conftest import ring, square


@pytest.fixture
def folder(photos: Path, tmp_path: Path) -> Path:
    """A data set with one image, a1, and two instances with the values 3 and 700."""
    made = tmp_path / "set"
    for name in ("images", "labels"):
        (made / name).mkdir(parents=True)
    (made / "images" / "a1.png").write_bytes((photos / "a1.png").read_bytes())
    labels = np.zeros((30, 40), np.uint16)
    labels[ring().to_array()], labels[20:25, 25:30] = 700, 3
    Image.fromarray(labels).save(made / "labels" / "a1.png")
    return made


def test_each_value_is_an_instance_of_unknown_category(folder: Path) -> None:
    result = label_maps.read(folder)
    assert result.problems == ()
    assert result.categories == ()
    (image,) = result.images
    assert (image.path, image.width, image.height) == (folder / "images" / "a1.png", 40, 30)
    assert [i.mask for i in image.instances] == [square(20, 25, 5), ring()]
    assert {i.category for i in image.instances} == {None}


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.bool_])
def test_maps_of_eight_and_sixteen_bits_and_one_are_read(folder: Path, kind: type) -> None:
    Image.fromarray(square(2, 2, 3).to_array().astype(kind)).save(folder / "labels" / "a1.png")
    assert [i.mask for i in label_maps.read(folder).images[0].instances] == [square(2, 2, 3)]


def test_a_full_column_and_a_full_map_are_read(folder: Path) -> None:
    labels = np.ones((30, 40), np.uint8)
    labels[:, 7] = 2
    Image.fromarray(labels).save(folder / "labels" / "a1.png")
    first, second = label_maps.read(folder).images[0].instances
    assert np.array_equal(second.mask.to_array(), labels == 2)
    assert np.array_equal(first.mask.to_array(), labels == 1)


def test_what_is_wrong_is_named_and_left_out(folder: Path) -> None:
    pixels = Image.new("RGB", (40, 30))
    for stem in ("alone", "colour", "small", "cut"):
        pixels.save(folder / "images" / f"{stem}.png")
    pixels.save(folder / "images" / "alone.jpg")
    pixels.save(folder / "labels" / "colour.png")
    Image.new("L", (30, 40)).save(folder / "labels" / "small.png")
    Image.new("L", (40, 30)).save(folder / "labels" / "nobody.png")
    (folder / "labels" / "cut.png").write_bytes((folder / "labels" / "a1.png").read_bytes()[:60])
    result = label_maps.read(folder)
    assert [image.path.name for image in result.images] == ["a1.png"]
    reasons = {Path(problem.file).name: problem.reason for problem in result.problems}
    assert "no label map in" in reasons.pop("alone.jpg")
    assert "has the same name" in reasons.pop("alone.png")
    assert "its pixels are RGB" in reasons.pop("colour.png")
    assert "is 40 x 30 pixels, but its label map is for 30 x 40" in reasons.pop("small.png")
    assert "no image of this name" in reasons.pop("nobody.png")
    assert "damaged" in reasons.pop("cut.png")
    assert reasons == {}


def test_a_folder_without_label_maps_is_refused(photos: Path) -> None:
    with pytest.raises(FormatError, match="not a folder of label maps"):
        label_maps.read(photos)


def test_what_was_written_is_read_back_but_for_what_was_reported(filled: Project, tmp_path: Path) -> None:
    problems = label_maps.write(dataset_of(filled), tmp_path / "out")
    reasons = [problem.reason for problem in problems]
    assert reasons == ["label maps cannot store categories; they were left out", "written as sub_a10"]
    read = label_maps.read(tmp_path / "out")
    assert read.problems == ()
    assert [[i.mask for i in image.instances] for image in read.images] == [
        [i.mask for i in image.instances] for image in dataset_of(filled).images
    ]
    with Image.open(tmp_path / "out" / "labels" / "a1.png") as labels:
        assert labels.mode == "L"


def test_more_than_255_instances_take_sixteen_bits(photos: Path, tmp_path: Path) -> None:
    instances = tuple(AnnotatedInstance(square(n // 40, n % 40, 1), None) for n in range(300))
    image = ImageAnnotations(photos / "a1.png", "a1.png", 40, 30, instances)
    assert label_maps.write(Dataset((image,), ()), tmp_path / "out") == []
    assert label_maps.read(tmp_path / "out").images[0].instances == instances


def test_what_lies_below_another_is_reported_and_crowds_are_left_out(photos: Path, tmp_path: Path) -> None:
    instances = (
        AnnotatedInstance(square(0, 0, 4), None),
        AnnotatedInstance(square(5, 5, 2), None),
        AnnotatedInstance(square(2, 2, 8), None),
        AnnotatedInstance(square(20, 20, 5), None, crowd=True),
    )
    image = ImageAnnotations(photos / "a1.png", "a1.png", 40, 30, instances)
    gone = ImageAnnotations(photos / "gone.png", "gone.png", 40, 30)
    problems = label_maps.write(Dataset((image, gone), ()), tmp_path / "out")
    assert [problem.reason.partition(str(photos))[0] for problem in problems] == [
        "label maps cannot store crowds; 1 left out",
        "instances overlap: 1 lost the part under another, 1 are completely covered",
        "its file ",
    ]


def test_images_of_one_name_in_several_folders_do_not_overwrite_each_other(
    photos: Path, tmp_path: Path
) -> None:
    mask = Mask.from_array(np.eye(30, 40))
    images = tuple(
        ImageAnnotations(photos / "a1.png", name, 40, 30, (AnnotatedInstance(mask, None),))
        for name in ("a/b.png", "a_b.png", "A_B.png")
    )
    label_maps.write(Dataset(images, ()), tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out" / "images").iterdir())
    assert names == ["A_B-3.png", "a_b-2.png", "a_b.png"]


def test_a_folder_with_something_in_it_is_left_alone(filled: Project, photos: Path, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="new or empty folder"):
        label_maps.write(dataset_of(filled), photos)
    (tmp_path / "empty").mkdir()
    label_maps.write(dataset_of(filled), tmp_path / "empty")
    assert (tmp_path / "empty" / "labels" / "a1.png").exists()


def test_a_full_disk_leaves_no_half_written_folder(filled: Project, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(2**20 - 12_000))
    with pytest.raises(FormatError, match="the disk is full"):
        label_maps.write(dataset_of(filled), small_disk / "out")
    assert [path.name for path in small_disk.iterdir()] == ["filler"]
