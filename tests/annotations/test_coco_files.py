"""COCO files are found in the folders in which people have them, and their images near them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from annotations.errors import FormatError
from annotations.formats import coco, guess


def write(path: Path, names: tuple[str, ...] = ("a.jpg",)) -> Path:
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
    path.write_text(json.dumps(content))
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
