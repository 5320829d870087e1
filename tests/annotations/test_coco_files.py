"""COCO files are found in the folders in which people have them, and their images near them."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import numpy as np
import pytest
from PIL import Image

from annotations.errors import FormatError
from annotations.formats import coco
from annotations.formats.table import guess


def write(path: Path, names: tuple[str, ...] = ("a.jpg",), **changes: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    images = [{"id": n, "file_name": name, "width": 8, "height": 6} for n, name in enumerate(names, 1)]
    square = {
        "id": 1,
        "image_id": 1,
        "category_id": 1,
        "segmentation": [[1, 1, 4, 1, 4, 4, 1, 4]],
        "iscrowd": 0,
    }
    content = {"images": images, "annotations": [square], "categories": [{"id": 1, "name": "cat"}]}
    path.write_text(json.dumps(content | changes))
    return path


def picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.zeros((6, 8, 3), np.uint8)).save(path)


@pytest.mark.parametrize(
    ("file", "image"),
    [
        ("instances.json", "a.jpg"),
        ("annotations/instances_val2017.json", "val2017/a.jpg"),
        ("annotations/instances_default.json", "images/default/a.jpg"),
        ("annotations/instances_default.json", "images/a.jpg"),
        ("train/_annotations.coco.json", "train/a.jpg"),
    ],
)
def test_the_one_coco_file_of_a_folder_is_read_with_its_images(tmp_path: Path, file: str, image: str) -> None:
    write(tmp_path / file)
    picture(tmp_path / image)
    (tmp_path / "other.json").write_text("{}")
    assert guess(tmp_path) == "coco"
    found = coco.read(tmp_path)
    assert found.problems == ()
    (one,) = found.dataset.images
    assert one.path == tmp_path / image
    assert [instance.category for instance in one.instances] == ["cat"]


def test_of_several_coco_files_none_is_taken_for_the_person(tmp_path: Path) -> None:
    write(tmp_path / "annotations" / "instances_train2017.json")
    write(tmp_path / "annotations" / "instances_val2017.json")
    assert guess(tmp_path) == "coco"
    with pytest.raises(
        FormatError, match=r"several COCO files.*instances_train2017.json, annotations/instances_val"
    ):
        coco.read(tmp_path)


def test_a_folder_with_a_json_file_an_image_is_not_taken_for_coco(tmp_path: Path) -> None:
    shapes = {"version": "5", "shapes": [], "imagePath": "a.jpg", "imageHeight": 6, "imageWidth": 8}
    (tmp_path / "a.json").write_text(json.dumps(shapes))
    picture(tmp_path / "a.jpg")
    assert guess(tmp_path) == "labelme"
    with pytest.raises(FormatError, match="no COCO file"):
        coco.read(tmp_path)


@pytest.mark.parametrize("side", ["val", "valid", "Validation", "part2"])
def test_a_side_in_a_folder_of_any_name_is_not_passed_over(tmp_path: Path, side: str) -> None:
    for name in ("train", side):
        write(tmp_path / name / "_annotations.coco.json")
        picture(tmp_path / name / "a.jpg")
    with pytest.raises(FormatError, match=f"several COCO files.*{side}"):
        coco.read(tmp_path)


NAMES = {
    "..\\..\\label-studio\\media\\upload\\4\\cb0618f6-a.jpg": "images/cb0618f6-a.jpg",
    "/home/someone/project/images/a.jpg": "images/a.jpg",
    "C:\\Users\\someone\\images\\a.jpg": "images/a.jpg",
    "train/a.jpg": "images/a.jpg",
    "/images/a.jpg": "images/a.jpg",
    "images/../images/a.jpg": "images/a.jpg",
    "a.jpg": "a.JPG",
    "A.JPG": "images/deep/a.jpg",
    "My%20photo%20%C3%A9.jpg": "My photo é.jpg",
    "a.jpeg": "a.png",
    "https://example.org/data/a.jpg?size=5": "a.jpg",
    "a": "a.jpg",
}


@pytest.mark.parametrize("said", NAMES)
@pytest.mark.parametrize("given", [False, True])
def test_the_one_image_that_a_name_can_mean_is_taken_and_said(tmp_path: Path, said: str, given: bool) -> None:
    file = write(tmp_path / "set" / "in.json", (said,))
    place = tmp_path / ("far" if given else "set") / NAMES[said]
    picture(place)
    found = coco.read(file, tmp_path / "far" if given else None)
    assert [(image.path, len(image.instances)) for image in found.images] == [(place, 1)]
    (problem,) = found.problems
    assert problem.kept
    assert f"the only one that can be meant, {place}, is used" in problem.reason


def test_a_name_in_another_unicode_form_is_the_same_name(tmp_path: Path) -> None:
    file = write(tmp_path / "in.json", ("Zu\u0308rich.jpg",))
    picture(tmp_path / "Z\u00fcrich.jpg")
    found = coco.read(file)
    assert found.problems == ()
    assert len(found.images) == 1


def test_images_lie_in_data_beside_the_file_as_fiftyone_has_them(tmp_path: Path) -> None:
    picture(tmp_path / "data/a.jpg")
    assert coco.read(write(tmp_path / "labels.json")).problems == ()


@pytest.mark.parametrize(
    ("said", "there", "reason"),
    [
        ("a.jpg", ("x/a.jpg", "y/a.jpg"), "several can be meant"),
        ("a.jpg", ("A.JPG", "a.JPG"), "several can be meant"),
        ("/old/x/a.jpg", ("x/a.jpg", "y/a.jpg"), ""),
        ("a.jpg", ("b.jpg",), "no such file"),
        ("../a.jpg", ("b.jpg",), "points outside the image folder"),
        ("a.jpg\0", ("a.jpg",), "invalid"),
    ],
)
def test_of_several_images_that_a_name_can_mean_none_is_taken(
    tmp_path: Path, said: str, there: tuple[str, ...], reason: str
) -> None:
    file = write(tmp_path / "in.json", (said,))
    for name in there:
        picture(tmp_path / name)
    found = coco.read(file)
    (problem,) = found.problems
    assert len(found.images) == (not reason)
    assert problem.kept == (not reason)
    assert reason in problem.reason


def test_an_image_that_two_names_can_mean_is_taken_for_neither(tmp_path: Path) -> None:
    file = write(tmp_path / "in.json", ("train/a.jpg", "b.jpg", "val/a.jpg"))
    picture(tmp_path / "images/a.jpg")
    picture(tmp_path / "images/b.jpg")
    found = coco.read(file)
    assert [(image.name, len(image.instances)) for image in found.images] == [("b.jpg", 0)]
    assert sorted(problem.record for problem in found.problems) == ["image 1", "image 3"]
    assert "left out with its 1 annotations" in found.problems[0].reason


def test_an_image_that_three_names_can_mean_is_taken_for_none(tmp_path: Path) -> None:
    file = write(tmp_path / "in.json", ("a/x;y.jpg", "b/x;y.jpg", "c/x;y.jpg"))
    picture(tmp_path / "x;y.jpg")
    found = coco.read(file)
    assert list(found.images) == []
    assert sorted((problem.record, problem.reason) for problem in found.problems) == [
        ("image 1", "its image 'a/x;y.jpg' is missing; left out with its 1 annotations"),
        ("image 2", "another image has the same file 'b/x;y.jpg'; left out"),
        ("image 3", "another image has the same file 'c/x;y.jpg'; left out"),
    ]


@pytest.mark.parametrize("names", [("a/x.jpg", "b/x.jpg", "x.jpg"), ("x.jpg", "a/x.jpg", "b/x.jpg")])
def test_a_name_that_is_right_is_taken_among_several_that_can_be_meant(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    picture(tmp_path / "x.jpg")
    found = coco.read(write(tmp_path / "in.json", names))
    assert [image.name for image in found.images] == ["x.jpg"]
    assert len(found.problems) == 2 and not any(problem.kept for problem in found.problems)


def test_a_name_that_is_right_is_preferred_to_one_that_can_only_be_meant(tmp_path: Path) -> None:
    file = write(tmp_path / "in.json", ("elsewhere/b.jpg", "b.jpg"))
    picture(tmp_path / "b.jpg")
    found = coco.read(file)
    assert [image.name for image in found.images] == ["b.jpg"]
    assert [problem.record for problem in found.problems] == ["image 1"]


def test_a_category_may_be_named_by_a_number(tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg")
    assert coco.read(write(tmp_path / "in.json", categories=[{"id": 1, "name": 7}])).categories == ("7",)


def test_ids_may_be_words(tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg")
    square = {
        "id": "x-1",
        "image_id": "a1f",
        "category_id": "cat-id",
        "segmentation": [[1, 1, 4, 1, 4, 4, 1, 4]],
    }
    file = write(
        tmp_path / "in.json",
        images=[{"id": "a1f", "file_name": "a.jpg", "width": 8, "height": 6}],
        annotations=[square, square | {"id": "x-2", "image_id": "b2e"}],
        categories=[{"id": "cat-id", "name": "cat"}],
    )
    found = coco.read(file)
    assert [i.category for i in found.images[0].instances] == ["cat"]
    assert [(p.record, p.reason) for p in found.problems] == [("annotation x-2", "there is no image b2e")]


@pytest.mark.parametrize(
    ("categories", "kept"),
    [
        ([(0, "set", "none"), (1, "cat", "set"), (2, "dog", "set")], ("cat", "dog")),
        ([(0, "set", "none"), (1, "cat", "other")], ("set", "cat")),
        ([(1, "cat", "cat"), (2, "dog", "cat")], ("cat", "dog")),
        ([(0, "set", "none")], ("set",)),
        ([(0, "set", ""), (1, "cat", "set")], ("cat",)),
        # In COCO, the only category below "person" is "person" itself.
        ([(1, "rider", "person"), (2, "person", "person")], ("rider", "person")),
        ([(1, "cat", "none"), (2, "none", "none")], ("cat", "none")),
    ],
)
def test_the_name_of_the_set_is_no_category(
    tmp_path: Path, categories: list[tuple[int, str, str]], kept: tuple[str, ...]
) -> None:
    picture(tmp_path / "a.jpg")
    listed = [{"id": number, "name": name, "supercategory": above} for number, name, above in categories]
    assert coco.read(write(tmp_path / "in.json", categories=listed)).categories == kept


def test_very_many_categories_take_no_longer_than_their_number(tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg")
    listed = [{"id": n, "name": f"name {n}", "supercategory": "thing"} for n in range(40_000)]
    file = write(tmp_path / "in.json", categories=listed)
    start = process_time()
    assert len(coco.read(file).categories) == len(listed)
    assert process_time() - start < 10
