"""Cityscapes folders: polygons, instance numbers, groups, and categories of one's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from annotations.formats import cityscapes
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.masks import Mask
from tests.annotations.conftest import HEIGHT, WIDTH, ring, square
from tests.annotations.foreign import box, masks, one_image, photo, picture, text


@pytest.fixture
def street(tmp_path: Path) -> Callable[..., Path]:
    """Makes a Cityscapes folder with one image and the polygons given."""

    def make(*objects: dict[str, Any]) -> Path:
        photo(tmp_path / "set/leftImg8bit/val/ulm/ulm_000001_000019_leftImg8bit.png")
        text(
            tmp_path / "set/gtFine/val/ulm/ulm_000001_000019_gtFine_polygons.json",
            {"imgHeight": HEIGHT, "imgWidth": WIDTH, "objects": list(objects)},
        )
        return tmp_path / "set"

    return make


def test_later_polygons_cover_earlier_ones_and_end_pixels_belong_to_them(street: Any) -> None:
    read = cityscapes.read(street(box("road", 0, 0, 39, 29), box("car", 10, 10, 14, 14)))
    assert read.problems == ()
    road, car = read.images[0].instances
    assert (road.category, car.category) == ("road", "car")
    assert car.mask == square(10, 10, 5)
    assert road.mask.area == HEIGHT * WIDTH - 25
    assert read.images[0].name == "val/ulm/ulm_000001_000019_leftImg8bit.png"


def test_groups_are_crowds_and_unlabeled_and_deleted_are_nothing(street: Any) -> None:
    read = cityscapes.read(
        street(
            box("cargroup", 0, 0, 9, 9),
            box("unlabeled", 0, 0, 4, 9),
            box("person", 20, 20, 24, 24, deleted=1),
            box("license plate", 6, 6, 7, 7),
        )
    )
    assert read.problems == ()
    group, plate = read.images[0].instances
    assert (group.category, group.crowd, group.mask.area) == ("car", True, 50)
    assert (plate.category, plate.mask.area) == ("license plate", 4)


def test_wrong_objects_are_named_and_the_others_taken(street: Any) -> None:
    read = cityscapes.read(
        street(
            box("car", 0, 0, 4, 4),
            {"label": "car"},
            {"polygon": [[0, 0]]},
            {"label": "car", "polygon": [[0, 0], [1e9, 0], [3, 3]]},
            {"label": "car", "polygon": [[0, 0], ["a", 0], [3, 3]]},
            5,
            box("car", 100, 100, 110, 110),
        )
    )
    assert len(masks(read)) == 1
    assert [problem.record for problem in read.problems] == [f"object {n}" for n in range(2, 8)]


def test_instance_numbers_are_read_where_there_are_no_polygons(tmp_path: Path) -> None:
    photo(tmp_path / "leftImg8bit/val/ulm/ulm_000001_000019_leftImg8bit.png")
    values = np.zeros((HEIGHT, WIDTH), np.uint16)
    values[0:3, 0:3], values[5:7, 5:9], values[10:12, 10:12], values[20, 20] = 26000, 24001, 26, 7
    picture(tmp_path / "gtFine/val/ulm/ulm_000001_000019_gtFine_instanceIds.png", values)
    read = cityscapes.read(tmp_path)
    found = {(i.category, i.crowd, i.mask.area) for i in read.images[0].instances}
    assert found == {("car", False, 9), ("person", False, 8), ("car", True, 4), ("road", False, 1)}


def test_numbers_of_instances_count_as_the_official_script_does(photos: Path, tmp_path: Path) -> None:
    two_parts = Mask.from_array(np.isin(np.arange(HEIGHT * WIDTH).reshape(HEIGHT, WIDTH), [5, 1100]))
    instances = [
        AnnotatedInstance(square(2, 2, 4), "car"),
        AnnotatedInstance(two_parts, "car"),
        AnnotatedInstance(square(10, 10, 4), "person", crowd=True),
        AnnotatedInstance(ring(), "sky"),
    ]
    problems = cityscapes.write(one_image(photos, *instances), tmp_path / "out")
    assert [p.reason for p in problems if "overlap" not in p.reason and "written as" not in p.reason] == []
    truth = tmp_path / "out/gtFine/train/images/images_000000_000000_gtFine"
    rows = json.loads(Path(f"{truth}_polygons.json").read_text())["objects"]
    # The one in two parts is painted first, then the background on its way from one to the other.
    assert [row["label"] for row in rows][:2] == ["car", "unlabeled"]
    assert [row["label"] for row in rows if row["label"] != "unlabeled"] == [
        "car",
        "car",
        "persongroup",
        "sky",
    ]
    with Image.open(f"{truth}_instanceIds.png") as ids:
        assert ids.mode == "I;16"
        values = np.asarray(ids)
    assert values[0, 5] == 26000
    assert values[2, 2] == 26001
    assert set(np.unique(values).tolist()) <= {0, 26000, 26001, 24, 23}


def test_foreign_categories_are_written_with_numbers_of_their_own_or_left_out(
    photos: Path, tmp_path: Path
) -> None:
    dataset = one_image(
        photos, AnnotatedInstance(ring(), "cell"), AnnotatedInstance(square(25, 30, 3), "bus")
    )
    problems = cityscapes.write(dataset, tmp_path / "own")
    assert ["number 34" in p.reason for p in problems if "cell" in p.record] == [True]
    assert {i.category for i in cityscapes.read(tmp_path / "own").images[0].instances} == {"cell", "bus"}
    problems = cityscapes.write(dataset, tmp_path / "official", official=True)
    assert ["were left out" in p.reason for p in problems if "cell" in p.record] == [True]
    assert {i.category for i in cityscapes.read(tmp_path / "official").images[0].instances} == {"bus"}


def test_own_names_are_kept_and_others_made_up(photos: Path, tmp_path: Path) -> None:
    names = ["val/ulm/ulm_000001_000019_leftImg8bit.png", "ulm/x_y.png", "z.png"]
    images = tuple(ImageAnnotations(photos / "a1.png", name, WIDTH, HEIGHT) for name in names)
    problems = cityscapes.write(Dataset(images, ()), tmp_path / "out")
    written = sorted(
        path.relative_to(tmp_path / "out/leftImg8bit").as_posix()
        for path in (tmp_path / "out/leftImg8bit").rglob("*.png")
    )
    assert written == [
        "train/images/images_000000_000000_leftImg8bit.png",
        "train/ulm/ulm_000000_000000_leftImg8bit.png",
        "val/ulm/ulm_000001_000019_leftImg8bit.png",
    ]
    assert [p.file for p in problems] == names[1:]
