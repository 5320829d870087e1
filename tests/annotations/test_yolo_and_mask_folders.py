"""YOLO folders as their tools lay them out, and folders of masks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from annotations.formats import (
    AnnotatedInstance,
    mask_folders,
    yolo,
)
from annotations.masks import Mask
from tests.annotations.conftest import HEIGHT, WIDTH, ring, square
from tests.annotations.foreign import masks, one_image, photo, picture, reasons, text


# ---- YOLO
@pytest.mark.parametrize(
    "layout", ["images/train/a.png labels/train/a.txt", "train/images/a.png train/labels/a.txt"]
)
@pytest.mark.parametrize("names", ["names: [cell, dirt]", "names:\n  0: cell\n  1: dirt", ""])
def test_yolo_is_read_as_ultralytics_and_roboflow_lay_it_out(tmp_path: Path, layout: str, names: str) -> None:
    image, label = layout.split()
    photo(tmp_path / image)
    text(
        tmp_path / label,
        "1 0.1 0.1 0.2 0.1 0.2 0.2 0.1 0.2\n\n0 0.5 0.5 0.1 0.1\n5 0 0 1 0 1 1 0 1\nx\n0 1 nan 0 0 1 1\n",
    )
    text(tmp_path / ("data.yaml" if names else "classes.txt"), names or "cell\ndirt\n")
    read = yolo.read(tmp_path)
    assert read.categories == ("cell", "dirt")
    assert [(i.category, i.mask.bbox) for i in read.images[0].instances] == [
        ("dirt", (4, 3, 8, 6)),
        (None, (0, 0, 40, 30)),
    ]
    assert reasons(read) == {
        "a.txt line 3": "it is a box, not a polygon, so it has no mask",
        "a.txt line 4": "there is no class 5; its category is now unknown",
        "a.txt line 5": "it is not a class number with coordinates",
        "a.txt line 6": "a polygon has a coordinate that is not finite",
    }


def test_yolo_images_without_text_are_background_and_text_without_image_is_said(tmp_path: Path) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "labels/b.txt", "0 0 0 1 0 1 1\n")
    read = yolo.read(tmp_path)
    assert [len(image.instances) for image in read.images] == [0]
    assert [Path(problem.file).name for problem in read.problems] == [tmp_path.name, "b.txt"]


def test_names_with_references_are_refused_before_they_grow(tmp_path: Path) -> None:
    photo(tmp_path / "images/a.png")
    (tmp_path / "labels").mkdir()
    bomb = "a: &a [x,x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1 if n else ''},*a]\n" for n in range(9))
    text(tmp_path / "data.yaml", bomb + "names: *a8")
    read = yolo.read(tmp_path)
    assert ["references" in problem.reason for problem in read.problems] == [True]


def test_a_mask_with_a_hole_and_parts_comes_back_from_one_yolo_line(photos: Path, tmp_path: Path) -> None:
    pixels = ring().to_array() | square(25, 30, 3).to_array()
    dataset = one_image(photos, AnnotatedInstance(Mask.from_array(pixels), "cell"))
    problems = yolo.write(dataset, tmp_path / "out")
    assert ["zero-width cuts" in problem.reason for problem in problems] == [True]
    assert len((tmp_path / "out/labels/a1.txt").read_text().splitlines()) == 1
    assert masks(yolo.read(tmp_path / "out")) == [Mask.from_array(pixels)]


# ---- mask folders
def test_mask_folders_as_the_bowl_delivers_them(tmp_path: Path) -> None:
    for name in ("00ae65", "0acd2c"):
        photo(tmp_path / name / "images" / f"{name}.png")
        for number in range(2):
            mask = square(number * 9, number * 9, 4).to_array()
            picture(tmp_path / name / "masks" / f"{number}af.png", mask.astype(np.uint8) * 255)
    colour = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    colour[..., 3] = 255
    colour[20:22, 20:22, 0] = 255
    picture(tmp_path / "00ae65" / "masks" / "c.png", colour)
    picture(tmp_path / "00ae65" / "masks" / "empty.png", np.zeros((HEIGHT, WIDTH), np.uint8))
    picture(tmp_path / "00ae65" / "masks" / "small.png", np.ones((3, 3), np.uint8))
    read = mask_folders.read(tmp_path)
    assert [image.name for image in read.images] == ["00ae65.png", "0acd2c.png"]
    assert masks(read) == [square(0, 0, 4), square(9, 9, 4), square(20, 20, 2)]
    assert set(reasons(read)) == {"empty.png", "small.png"}


def test_a_mask_folder_needs_exactly_one_image(tmp_path: Path) -> None:
    for name, count in (("none", 0), ("one", 1), ("two", 2)):
        (tmp_path / name / "masks").mkdir(parents=True)
        for number in range(count):
            photo(tmp_path / name / "images" / f"{number}.png")
    read = mask_folders.read(tmp_path)
    assert [image.name for image in read.images] == ["one.png"]
    assert sorted(problem.reason.rpartition("there are ")[2] for problem in read.problems) == [
        "0; left out",
        "2; left out",
    ]
