"""YOLO folders as their tools lay them out, and folders of masks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from annotations.formats import mask_folders, yolo
from annotations.formats.base import AnnotatedInstance
from annotations.formats.table import guess
from annotations.masks import Mask
from tests.annotations.conftest import HEIGHT, WIDTH, ring, square
from tests.annotations.foreign import masks, one_image, photo, picture, reasons, text

LINE = "0 0.25 0.2 0.5 0.2 0.5 0.4 0.25 0.4\n"


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


def test_a_yolo_image_without_text_is_not_annotated_and_a_text_without_image_is_said(tmp_path: Path) -> None:
    photo(tmp_path / "images/a.png")
    photo(tmp_path / "images/c.png")
    text(tmp_path / "labels/b.txt", LINE)
    text(tmp_path / "labels/c.txt", "")
    text(tmp_path / "data.yaml", "names: [cell]")
    read = yolo.read(tmp_path)
    assert [(image.name, image.annotated) for image in read.images] == [("a.png", False), ("c.png", True)]
    assert reasons(read) == {"b.txt": f"there is no image for it in {tmp_path}"}


@pytest.mark.parametrize(
    "files",
    [
        "Images/train/a.png Labels/train/a.txt",
        "images/a.JPG LABELS/a.TXT",
        "IMAGES/Z\u00fcrich.png labels/Zu\u0308rich.txt",
        "Train/Images/A.png Train/Labels/a.txt",
        "A.PNG a.txt",
    ],
)
def test_yolo_texts_are_found_in_any_case_and_unicode_form(tmp_path: Path, files: str) -> None:
    image, label = files.split()
    photo(tmp_path / image)
    text(tmp_path / label, LINE)
    text(tmp_path / "data.yaml", "names: [cell]")
    read = yolo.read(tmp_path)
    assert read.problems == ()
    assert [i.category for image in read.images for i in image.instances] == ["cell"]


@pytest.mark.parametrize("mask", ["masks/a.png", "labels/a.png", "Masks/train/a.png"])
def test_pictures_in_folders_of_masks_are_no_images_of_a_yolo_set(tmp_path: Path, mask: str) -> None:
    photo(tmp_path / "images/masks/a.png")
    text(tmp_path / "labels/masks/a.txt", LINE)
    text(tmp_path / "data.yaml", "names: [cell]")
    photo(tmp_path / mask)
    read = yolo.read(tmp_path)
    assert [image.name for image in read.images] == ["masks/a.png"]
    assert reasons(read) == {
        tmp_path.name: f"its pictures in folders of masks are no images and are not read (1; the first: {mask})"
    }


@pytest.mark.parametrize("folder", ["labelTxt", "Annotations", "elsewhere/deep"])
def test_yolo_texts_that_no_image_refers_to_are_said_and_lists_are_not(tmp_path: Path, folder: str) -> None:
    photo(tmp_path / "images/train/a.png")
    text(tmp_path / folder / "a.txt", LINE)
    text(tmp_path / "train.txt", "./images/train/a.png\n")
    text(tmp_path / "README.txt", "5 images of cells, made in 2020\n")
    text(tmp_path / "data.yaml", "names: [cell]")
    read = yolo.read(tmp_path)
    assert reasons(read) == {
        "a.txt": "it belongs to no image: the text of the image of its name is labels/train/a.txt",
        tmp_path.name: "none of its 1 images has a text file",
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "0 0 0 32 0 32 24 0 24",
            "its coordinates are pixels, not shares of the image: 32 is not within 0 to 1",
        ),
        ("0 8 8 16 8 16 12", "its coordinates are pixels, not shares of the image: 16 is not within 0 to 1"),
        ("0 0.5 0.5 0.4 0.4 0.87", "it is a box, not a polygon, so it has no mask"),
        (
            "0 0.5 0.5 0.4 0.4 0.4 0.4 2 0.6 0.6 1 0 0 0",
            "it is a box with key points, not a polygon, so it has no mask",
        ),
        ("0.5 0 0 1 0 1 1", "it is not a class number with coordinates"),
        (
            "0 0 0 1 0 1 1 0.2 7",
            "its last number, 7, is no share of the image; it may be that of a track",
        ),
        (
            "0 0 0 1 0 1 1 0.91 2",
            "its last number, 2, is no share of the image; it may be that of a track",
        ),
        ("0 0 0 1 0 1 1 1.5", "it has an odd number of coordinates"),
    ],
)
def test_a_yolo_line_that_is_no_polygon_in_shares_makes_no_mask(
    tmp_path: Path, line: str, reason: str
) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "labels/a.txt", line)
    text(tmp_path / "data.yaml", "names: [cell]")
    read = yolo.read(tmp_path)
    assert masks(read) == []
    assert reasons(read) == {"a.txt line 1": reason}


def test_lines_of_a_tracker_end_with_a_confidence_and_the_number_of_a_track(tmp_path: Path) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "data.yaml", "names: [cell]")
    line = LINE.strip()
    outside = line.removesuffix("0.4") + "1.002"
    text(tmp_path / "labels/a.txt", f"{line} 0.91 1\n{outside} 0.5 17\n0 0.5 0.5 0.4 0.4 0.8 3\n")
    read = yolo.read(tmp_path)
    assert [(i.score, i.mask.bbox) for i in read.images[0].instances] == [
        (0.91, (10, 6, 20, 12)),
        (0.5, (10, 6, 20, 29)),
    ]
    assert reasons(read) == {"a.txt line 3": "it is a box, not a polygon, so it has no mask"}


@pytest.mark.parametrize("ends", [("0.5 1", "0.6 1"), ("0.5 1",), ("0.5 1", ""), ("0.5 0", "0.5 1")])
def test_polygons_that_end_at_the_border_are_not_those_of_a_tracker(
    tmp_path: Path, ends: tuple[str, ...]
) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "data.yaml", "names: [cell]")
    text(tmp_path / "labels/a.txt", "".join(f"{LINE.strip()} {end}\n" for end in ends))
    read = yolo.read(tmp_path)
    assert read.problems == ()
    assert [i.score for i in read.images[0].instances] == [None] * len(ends)


def test_key_points_of_a_data_set_that_says_so_are_no_polygon(tmp_path: Path) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "labels/a.txt", "0 0.5 0.5 0.4 0.4 0.4 0.6 0.6 0.3\n")
    text(tmp_path / "data.yaml", "names: [cell]\nkpt_shape: [2, 2]\n")
    assert list(reasons(yolo.read(tmp_path))) == ["a.txt line 1"]
    text(tmp_path / "data.yaml", "names: [cell]\n")
    assert len(masks(yolo.read(tmp_path))) == 1


@pytest.mark.parametrize(
    ("line", "score", "bbox"),
    [
        ("0.0 0.25 0.2 0.5 0.2 0.5 0.4 0.25 0.4", None, (10, 6, 20, 12)),
        ("0 0.25 0.2 0.5 0.2 0.5 0.4 0.25 0.4 0.75", 0.75, (10, 6, 20, 12)),
        ("0\t0.25 0.2  0.5 0.2 0.5 0.4 0.25 0.4\r", None, (10, 6, 20, 12)),
        ("0 -0.01 0.2 0.5 0.2 0.5 1.0021 0 1.0021", None, (0, 6, 20, 30)),
        # A polygon along the border, whose coordinates could be those of key points.
        ("0 0.2 0.2 0.8 0.2 1 0.5 1 1 0.1 1", None, (4, 6, 40, 30)),
    ],
)
def test_yolo_lines_of_other_writers_are_read(
    tmp_path: Path, line: str, score: float | None, bbox: tuple[int, ...]
) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "labels/a.txt", line + "\n")
    text(tmp_path / "data.yaml", "names: {'0': cell}")
    read = yolo.read(tmp_path)
    assert read.problems == ()
    (instance,) = read.images[0].instances
    assert (instance.category, instance.score, instance.mask.bbox) == ("cell", score, bbox)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("labels/classes.txt", "cell\n"),
        ("labels/train/classes.txt", "cell\n"),
        ("coco128-seg.yaml", "names:\n  0: cell\n"),
        ("data.yaml", "names: &n [cell]\nclasses: *n\n"),
        ("conf/data.yaml", "path: ../\ntrain: images/train\nnames: [cell]\n"),
        ("../data.yaml", "names: [cell]\n"),
        ("../classes.txt", "cell\n"),
    ],
)
def test_yolo_names_are_found_where_programs_put_them(tmp_path: Path, file: str, content: str) -> None:
    root = tmp_path / "set"
    photo(root / "images/train/a.png")
    text(root / "labels/train/a.txt", LINE)
    text(root / file, content)
    read = yolo.read(root)
    assert read.problems == ()
    assert [i.category for i in read.images[0].instances] == ["cell"]


def test_names_that_are_nowhere_are_said_once(tmp_path: Path) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "labels/a.txt", LINE * 5)
    read = yolo.read(tmp_path)
    assert [(problem.kept, Path(problem.file)) for problem in read.problems] == [(True, tmp_path)]
    assert [i.category for i in read.images[0].instances] == [None] * 5


@pytest.mark.parametrize(
    "content",
    [
        "path: .\ntrain: images/train\nval: images/val\nnames: [cell]\n",
        "train: ../images/train\nvalid: ['../images/val']\nnames: [cell]\n",
        "train: lists/train.txt\nval: ./lists/val.txt\nnames: [cell]\n",
    ],
)
@pytest.mark.parametrize("name", ["", "data.yaml"])
def test_the_sides_of_a_yolo_set_are_those_of_its_yaml(tmp_path: Path, content: str, name: str) -> None:
    for side in ("train", "val", "more"):
        photo(tmp_path / f"images/{side}/{side}.png")
        text(tmp_path / f"labels/{side}/{side}.txt", LINE)
        text(tmp_path / f"lists/{side}.txt", f"images/{side}/{side}.png\n")
    text(tmp_path / "data.yaml", content)
    read = yolo.read(tmp_path / name)
    assert read.problems == ()
    sides = {"train/train.png": "train", "val/val.png": "val"} | ({} if name else {"more/more.png": ""})
    assert {image.name: image.part for image in read.images} == sides


def test_lines_of_a_list_mean_the_one_image_they_can_or_are_said(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        photo(tmp_path / f"images/{name}.png")
        text(tmp_path / f"labels/{name}.txt", LINE)
    lines = [
        "./images/a.png",
        "/home/me/set/images/b.png",
        "C:\\set\\images\\C.png",
        "./images/y.png",
        "/images/z.png",
    ]
    text(tmp_path / "train.txt", "\n".join(lines))
    text(tmp_path / "data.yaml", "train: train.txt\nnames: [cell]\n")
    read = yolo.read(tmp_path / "data.yaml")
    assert [(image.name, image.part) for image in read.images] == [
        (f"{name}.png", "train") for name in ("a", "b", "c")
    ]
    assert [(Path(problem.file).name, problem.reason, problem.kept) for problem in read.problems] == [
        ("train.txt", "its lines name images that the data set lacks (2; the first: ./images/y.png)", False),
        (
            "train.txt",
            "its lines name images elsewhere (2; the first: /home/me/set/images/b.png); "
            "those of the data set are used",
            True,
        ),
    ]


def test_sides_that_a_yolo_yaml_names_and_the_data_set_lacks_are_said(tmp_path: Path) -> None:
    photo(tmp_path / "train/images/a.png")
    text(tmp_path / "train/labels/a.txt", LINE)
    (tmp_path / "test/images").mkdir(parents=True)
    sides = "train: train/images\nval: valid/images\ntest: test/images\n"
    text(tmp_path / "data.yaml", f"{sides}names: [cell]\n")
    assert yolo.read(tmp_path).problems == ()
    read = yolo.read(tmp_path / "data.yaml")
    assert [image.part for image in read.images] == ["train"]
    assert [(Path(problem.file).name, problem.reason) for problem in read.problems] == [
        ("data.yaml", "its side val is missing: there is no valid/images"),
        ("data.yaml", "its side test is empty: no image is in test/images"),
    ]


def test_the_sides_are_found_beside_a_yolo_yaml_that_names_another_computers_folder(tmp_path: Path) -> None:
    for side in ("train", "val"):
        photo(tmp_path / f"images/{side}/{side}.png")
        text(tmp_path / f"labels/{side}/{side}.txt", LINE)
    text(tmp_path / "set.yaml", "path: /data/set\ntrain: images/train\nval: images/val\nnames: [cell]\n")
    read = yolo.read(tmp_path / "set.yaml")
    assert read.problems == ()
    assert [image.part for image in read.images] == ["train", "val"]


def test_a_side_of_a_yolo_set_is_read_alone(tmp_path: Path) -> None:
    for side in ("train", "val"):
        photo(tmp_path / f"images/{side}/{side}.png")
        text(tmp_path / f"labels/{side}/{side}.txt", LINE)
    text(tmp_path / "data.yaml", "names: [cell]\n")
    assert guess(tmp_path / "images/val") == "yolo"
    read = yolo.read(tmp_path / "images/val")
    assert read.problems == ()
    assert [(image.name, len(image.instances)) for image in read.images] == [("val/val.png", 1)]


@pytest.mark.parametrize("place", ["a.png", "train/a.png", "images/train/a.png", "Images/train/a.png"])
def test_a_side_of_a_yolo_set_is_read_alone_also_with_its_images_elsewhere(
    tmp_path: Path, place: str
) -> None:
    for side, name in (("train", "a"), ("val", "b")):
        photo(tmp_path / f"set/images/{side}/{name}.png")
        text(tmp_path / f"set/labels/{side}/{name}.txt", LINE)
        if place != "a.png" or side == "train":
            photo(tmp_path / "elsewhere" / place.replace("train", side).replace("a.png", f"{name}.png"))
    text(tmp_path / "set/data.yaml", "names: [cell]\n")
    read = yolo.read(tmp_path / "set/images/train", tmp_path / "elsewhere")
    assert read.problems == ()
    assert [(image.path, image.name, image.part, len(image.instances)) for image in read.images] == [
        (tmp_path / "elsewhere" / place, "train/a.png", "train", 1)
    ]


@pytest.mark.parametrize("content", ["names: [cell\n", "nc: 1\n"])
@pytest.mark.parametrize("name", ["data.yaml", "dataset.yml"])
def test_a_yolo_yaml_that_cannot_be_read_is_said_once(tmp_path: Path, name: str, content: str) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "labels/a.txt", LINE)
    text(tmp_path / name, content)
    assert [Path(problem.file).name for problem in yolo.read(tmp_path).problems] == [name]


@pytest.mark.parametrize("content", ["Gr\u00f6\u00dfe\n".encode("cp1252"), "cell\n".encode("utf-16")])
@pytest.mark.parametrize("name", ["classes.txt", "labels/classes.txt", "obj.names"])
def test_a_list_of_classes_that_cannot_be_read_is_said_once(
    tmp_path: Path, name: str, content: bytes
) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "labels/a.txt", LINE)
    (tmp_path / name).write_bytes(content)
    read = yolo.read(tmp_path)
    assert [i.category for i in read.images[0].instances] == [None]
    assert reasons(read) == {Path(name).name: "it is not text in UTF-8"}


def test_a_side_that_a_yolo_yaml_names_twice_is_one_side(tmp_path: Path) -> None:
    photo(tmp_path / "images/val/a.png")
    text(tmp_path / "labels/val/a.txt", LINE)
    text(tmp_path / "data.yaml", "val: images/val\nvalid: images/val\nnames: [cell]\n")
    assert [image.part for image in yolo.read(tmp_path).images] == ["val"]


def test_the_place_of_a_side_may_have_more_characters_than_a_file_name(tmp_path: Path) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "labels/a.txt", LINE)
    text(tmp_path / "data.yaml", f"val: {'x' * 5000}\nnames: [cell]\n")
    assert [image.part for image in yolo.read(tmp_path).images] == [""]


def test_a_data_set_with_sides_is_written_with_them_again(tmp_path: Path) -> None:
    for side in ("train", "val"):
        photo(tmp_path / f"in/images/{side}/{side}.png")
        text(tmp_path / f"in/labels/{side}/{side}.txt", LINE)
    text(tmp_path / "in/data.yaml", "train: images/train\nval: images/val\nnames: [cell]\n")
    first = yolo.read(tmp_path / "in")
    yolo.write(first.dataset, tmp_path / "out")
    second = yolo.read(tmp_path / "out")
    assert [replace(image, path=Path()) for image in second.images] == [
        replace(image, path=Path()) for image in first.images
    ]


def test_names_with_references_do_not_grow(tmp_path: Path) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "labels/a.txt", LINE)
    bomb = "a: &a [x,x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1 if n else ''},*a]\n" for n in range(9))
    text(tmp_path / "data.yaml", bomb + "names: *a8")
    assert yolo.read(tmp_path).categories == ()
    text(tmp_path / "data.yaml", "a: &a {1: x}\nb: &b {<<: [*a, *a]}\nnames: {<<: [*b, *b]}\n")
    read = yolo.read(tmp_path)
    assert reasons(read) == {"data.yaml": "it merges values (<<), which is not supported"}


def test_a_yolo_text_that_cannot_be_read_is_named_itself(tmp_path: Path) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "data.yaml", "names: [cell]")
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels/a.txt").write_bytes(LINE.encode("utf-16"))
    read = yolo.read(tmp_path)
    assert read.images == ()
    assert reasons(read) == {"a.txt": "it is not text in UTF-8"}


def test_links_that_leave_a_yolo_folder_are_said(tmp_path: Path) -> None:
    photo(tmp_path / "store/a.png")
    text(tmp_path / "set/labels/a.txt", LINE)
    text(tmp_path / "set/data.yaml", "names: [cell]")
    (tmp_path / "set/images").symlink_to(tmp_path / "store")
    read = yolo.read(tmp_path / "set")
    assert "is a link to outside the folder" in reasons(read)["a.png"]
    assert "give their folder" in reasons(read)["a.png"]
    assert len(masks(yolo.read(tmp_path / "set", tmp_path / "store"))) == 1


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


@pytest.mark.parametrize("above", ["", "stage1/"])
def test_mask_folders_are_found_in_any_case(tmp_path: Path, above: str) -> None:
    pixels = square(3, 2, 8).to_array().astype(np.uint8) * 255
    for name, folders in (
        ("n1", ("images", "masks")),
        ("n2", ("Images", "Masks")),
        ("n3", ("IMAGES", "MASKS")),
    ):
        photo(tmp_path / above / name / folders[0] / "a.png")
        picture(tmp_path / above / name / folders[1] / "1.png", pixels)
    picture(tmp_path / above / "n1/masks/old/masks/2.png", pixels)
    read = mask_folders.read(tmp_path)
    assert read.problems == ()
    assert [image.name for image in read.images] == [f"{above}n{number}.png" for number in (1, 2, 3)]
    (tmp_path / above / "n1/masks").rename(tmp_path / above / "n1/Masks")
    assert guess(tmp_path) == "mask-folders"


def test_an_image_with_an_empty_mask_folder_is_not_annotated(tmp_path: Path) -> None:
    for name in ("n1", "n2"):
        photo(tmp_path / name / "images/a.png")
        (tmp_path / name / "masks").mkdir()
    read = mask_folders.read(tmp_path)
    assert [image.annotated for image in read.images] == [False, False]
    assert reasons(read) == {tmp_path.name: "none of its 2 images has a mask"}
    picture(tmp_path / "n1/masks/1.png", square(3, 2, 8).to_array().astype(np.uint8) * 255)
    read = mask_folders.read(tmp_path)
    assert [image.annotated for image in read.images] == [True, False]
    assert read.problems == ()


def test_the_export_as_mask_folders_says_which_images_will_not_count_as_annotated(
    photos: Path, tmp_path: Path
) -> None:
    problems = mask_folders.write(one_image(photos), tmp_path / "out")
    assert [problem.reason for problem in problems] == [
        "images without objects (1) will be read as not annotated"
    ]


def test_a_mask_folder_needs_exactly_one_image(tmp_path: Path) -> None:
    for name, count in (("none", 0), ("one", 1), ("two", 2)):
        (tmp_path / name / "masks").mkdir(parents=True)
        for number in range(count):
            photo(tmp_path / name / "images" / f"{number}.png")
    picture(tmp_path / "one/masks/1.png", square(3, 2, 8).to_array().astype(np.uint8) * 255)
    read = mask_folders.read(tmp_path)
    assert [image.name for image in read.images] == ["one.png"]
    assert sorted(problem.reason.rpartition("there are ")[2] for problem in read.problems) == [
        "0; left out",
        "2; left out",
    ]


@pytest.mark.parametrize("name", ["1.JPG", "1.jpe", "1.jfif"])
def test_masks_in_jpeg_are_taken_at_half_brightness_and_other_files_are_said(
    tmp_path: Path, name: str
) -> None:
    photo(tmp_path / "n1/images/n1.jpg")
    picture(tmp_path / f"n1/masks/{name}", square(3, 2, 8).to_array().astype(np.uint8) * 255)
    np.save(tmp_path / "n1/masks/2.npy", square(3, 2, 8).to_array())
    read = mask_folders.read(tmp_path)
    assert masks(read) == [square(3, 2, 8)]
    assert [problem.kept for problem in read.problems] == [True, False]
    assert set(reasons(read)) == {name, "2.npy"}
