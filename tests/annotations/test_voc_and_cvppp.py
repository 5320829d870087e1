"""VOC and CVPPP folders as they are delivered, and as CVAT writes them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from annotations.exporting import dataset_of, export
from annotations.formats import cvppp, voc, voc_labels
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.project import Project
from tests.annotations.conftest import HEIGHT, WIDTH, ring, square
from tests.annotations.foreign import masks, one_image, photo, picture, reasons, text


def test_a_split_of_voc_is_a_list_of_names_for_each_side(filled: Project, tmp_path: Path) -> None:
    export(dataset_of(filled), "voc", tmp_path / "out", shares={"train": 0.67, "val": 0.33})
    listed = tmp_path / "out" / "ImageSets" / "Segmentation"
    names = [(listed / f"{part}.txt").read_text().split() for part in ("train", "val")]
    assert sorted(names[0] + names[1]) == ["a1", "a2", "sub_a10"]
    assert [len(part) for part in names] == [2, 1]


@pytest.mark.parametrize("after", ["", " ", " -1", "\t1"])
def test_the_sides_of_voc_are_read_also_of_images_with_spaces_in_their_names(
    tmp_path: Path, after: str
) -> None:
    instances = (AnnotatedInstance(ring(), "cat"),)
    images = [
        ImageAnnotations(photo(tmp_path / name), name, WIDTH, HEIGHT, instances, part)
        for name, part in (("my photo 0.png", "train"), ("my photo 1.png", "val"), ("my.png", "val"))
    ]
    voc.write(Dataset(tuple(images), ()), tmp_path / "out")
    for side in ("train", "val"):
        file = tmp_path / f"out/ImageSets/Segmentation/{side}.txt"
        lines = file.read_text().splitlines()
        file.write_text("".join(line + (after if " " not in line else "") + "\n" for line in lines))
    found = {image.name: image.part for image in voc.read(tmp_path / "out").images}
    assert found == {"my photo 0.png": "train", "my photo 1.png": "val", "my.png": "val"}


# ---- Pascal VOC
def test_voc_as_it_is_delivered_has_its_own_classes_and_void(tmp_path: Path) -> None:
    photo(tmp_path / "JPEGImages/2007_000032.jpg")
    objects, classes = np.zeros((HEIGHT, WIDTH), np.uint8), np.zeros((HEIGHT, WIDTH), np.uint8)
    objects[2:8, 2:8], classes[2:8, 2:8] = 255, 255
    objects[3:7, 3:7], classes[3:7, 3:7] = 1, 15
    objects[20:22, 20:24], classes[20:22, 20:24] = 2, 1
    objects[25, 25] = 3
    picture(tmp_path / "SegmentationObject/2007_000032.png", objects)
    picture(tmp_path / "SegmentationClass/2007_000032.png", classes)
    read = voc.read(tmp_path)
    found = [(i.category, i.mask.area) for i in read.images[0].instances]
    assert found == [("person", 16), ("aeroplane", 8), (None, 1)]
    assert reasons(read) == {
        "2007_000032.png object 3": "its pixels have no class; its category is now unknown"
    }
    assert read.categories == voc_labels.OWN_CATEGORIES


def test_cvats_segmentation_masks_have_a_label_map_a_list_and_no_images_of_their_own(tmp_path: Path) -> None:
    photo(tmp_path / "photos/sub/a.jpg")
    export = tmp_path / "export"
    objects, classes = np.zeros((HEIGHT, WIDTH), np.uint8), np.zeros((HEIGHT, WIDTH), np.uint8)
    objects[3:7, 3:7], classes[3:7, 3:7] = 1, 2
    objects[20:22, 20:24], classes[20:22, 20:24] = 2, 1
    picture(export / "SegmentationObject/sub/a.png", objects)
    picture(export / "SegmentationClass/sub/a.png", classes)
    labels = ["# label:color_rgb:parts:actions", "background:0,0,0::", "cell:250,50,83::", "dirt:61,61,245::"]
    (export / "labelmap.txt").write_text("\n".join(labels) + "\n")
    (export / "ImageSets/Segmentation").mkdir(parents=True)
    (export / "ImageSets/Segmentation/default.txt").write_text("sub/a\n")
    read = voc.read(export, tmp_path / "photos")
    assert read.problems == ()
    assert [(i.category, i.mask.area) for i in read.images[0].instances] == [("dirt", 16), ("cell", 8)]


@pytest.mark.parametrize(
    ("file", "names", "categories", "found"),
    [
        ("class_names.txt", "_background_\ncell\n", ("cell",), ["cell", None]),
        ("class_names.txt", "_background_\ncell\ndirt", ("cell", "dirt"), ["cell", "dirt"]),
        ("labels.txt", "__ignore__\n_background_\ncell\ndirt\n", ("cell", "dirt"), ["cell", "dirt"]),
        ("class_names.txt", "cat\naeroplane\n", voc_labels.OWN_CATEGORIES, ["aeroplane", "bicycle"]),
        ("class_names.txt", "cell\ndirt\n", (), [None, None]),
    ],
)
def test_labelmes_data_sets_in_the_form_of_voc_have_a_list_of_names(
    tmp_path: Path, file: str, names: str, categories: tuple[str, ...], found: list[str | None]
) -> None:
    photo(tmp_path / "JPEGImages/a.jpg")
    objects, classes = np.zeros((HEIGHT, WIDTH), np.uint8), np.zeros((HEIGHT, WIDTH), np.uint8)
    objects[3:7, 3:7], classes[3:7, 3:7] = 1, 1
    objects[20:22, 20:24], classes[20:22, 20:24] = 2, 2
    picture(tmp_path / "SegmentationObject/a.png", objects)
    picture(tmp_path / "SegmentationClass/a.png", classes)
    text(tmp_path / file, names)
    read = voc.read(tmp_path)
    assert [i.category for i in read.images[0].instances] == found
    assert read.categories == categories
    assert bool(read.problems) == (None in found)
    assert (file in reasons(read)) == (not categories)


@pytest.mark.parametrize(
    ("labels", "names", "colours"),
    [
        ("background:::\ncell:::\nnucleus:::\n", ("cell", "nucleus"), [(128, 0, 0), (0, 128, 0)]),
        (
            "background:0,0,0::\ncell:250,50,83::\ndirt:61,61,245::",
            ("cell", "dirt"),
            [(250, 50, 83), (61, 61, 245)],
        ),
        ("", ("aeroplane", "bicycle"), [(128, 0, 0), (0, 128, 0)]),
    ],
)
def test_voc_in_colours_is_read_as_datumaro_and_cvat_write_it(
    tmp_path: Path, labels: str, names: tuple[str, str], colours: list[tuple[int, int, int]]
) -> None:
    photo(tmp_path / "JPEGImages/a.jpg")
    objects, classes = np.zeros((HEIGHT, WIDTH, 3), np.uint8), np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    objects[2:8, 2:8] = classes[2:8, 2:8] = 224, 224, 192
    # One object is pure blue of 255, the number of void in a map of indices.
    objects[3:7, 3:7], classes[3:7, 3:7] = (0, 0, 255), colours[0]
    objects[20:22, 20:24], classes[20:22, 20:24] = (0, 128, 0), colours[1]
    objects[25, 25], classes[25, 25] = (128, 128, 0), (1, 2, 3)
    picture(tmp_path / "SegmentationObject/a.png", objects)
    picture(tmp_path / "SegmentationClass/a.png", classes)
    if labels:
        (tmp_path / "labelmap.txt").write_text(labels)
    read = voc.read(tmp_path)
    found = {(i.category, i.mask.area) for i in read.images[0].instances}
    assert found == {(names[0], 16), (names[1], 8), (None, 1)}
    assert [problem.reason for problem in read.problems] == [
        "there is no class of the colour 1, 2, 3; its category is now unknown"
    ]
    assert all(problem.kept for problem in read.problems)


def test_voc_files_are_found_in_any_case_and_others_are_said(tmp_path: Path) -> None:
    photo(tmp_path / "JPEGImages/a.JPG")
    values = np.zeros((HEIGHT, WIDTH), np.uint8)
    values[3:7, 3:7] = 1
    picture(tmp_path / "SegmentationObject/A.PNG", values)
    picture(tmp_path / "SegmentationClass/a.Png", values)
    assert [i.category for i in voc.read(tmp_path).images[0].instances] == ["aeroplane"]
    assert voc.read(tmp_path).problems == ()
    (tmp_path / "SegmentationObject/A.PNG").rename(tmp_path / "SegmentationObject/a.tif")
    read = voc.read(tmp_path)
    assert reasons(read) == {"a.tif": "object files are PNG; this one is not read"}


@pytest.mark.parametrize("name", ["SegmentationObject", "JPEGImages"])
def test_a_voc_folder_with_nothing_to_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "JPEGImages").mkdir()
    (tmp_path / "SegmentationObject").mkdir()
    if name == "JPEGImages":
        photo(tmp_path / "JPEGImages/a.jpg")
    assert [problem.reason for problem in voc.read(tmp_path).problems] == [
        "there is no annotated image in it"
    ]


def test_the_colours_are_those_of_voc() -> None:
    assert voc_labels.palette()[[1, 2, 15, 20, 255]].tolist() == [
        [128, 0, 0],
        [0, 128, 0],
        [192, 128, 128],
        [0, 64, 128],
        [224, 224, 192],
    ]


def test_voc_says_which_names_and_instances_do_not_fit(photos: Path, tmp_path: Path) -> None:
    many = [AnnotatedInstance(square(n // 40, n % 40, 1), "a:b") for n in range(300)]
    problems = voc.write(one_image(photos, *many), tmp_path / "out")
    said = [problem.reason for problem in problems]
    assert said == ["written as 'a b'", "Pascal VOC files allow 254 instances per image; 46 left out"]
    read = voc.read(tmp_path / "out")
    assert (len(masks(read)), read.categories) == (254, ("a b",))


# ---- CVPPP
def test_cvppp_as_it_is_delivered_lies_in_several_folders(tmp_path: Path) -> None:
    values = np.zeros((HEIGHT, WIDTH), np.uint8)
    values[2:5, 2:5], values[9:12, 9:12] = 1, 7
    for folder in ("A1", "A4"):
        photo(tmp_path / folder / "plant001_rgb.png")
        photo(tmp_path / folder / "plant001_fg.png")
        picture(tmp_path / folder / "plant001_label.png", values)
    photo(tmp_path / "A1" / "plant002_rgb.png")
    picture(tmp_path / "A1" / "plant003_label.png", values)
    read = cvppp.read(tmp_path)
    assert [image.name for image in read.images] == ["A1/plant001.png", "A4/plant001.png"]
    assert masks(read) == [square(2, 2, 3), square(9, 9, 3)]
    assert list(reasons(read)) == ["plant003_label.png"]


def test_of_several_label_maps_in_a_cvppp_file_the_first_is_read_and_that_is_said(tmp_path: Path) -> None:
    photo(tmp_path / "plant001_rgb.png")
    maps = [Image.fromarray(square(n, n, 3).to_array().astype(np.uint8)) for n in (2, 9)]
    maps[0].save(tmp_path / "plant001_label.png", save_all=True, append_images=maps[1:])
    read = cvppp.read(tmp_path)
    assert masks(read) == [square(2, 2, 3)]
    assert [(problem.kept, "Image 1 of 2" in problem.reason) for problem in read.problems] == [(True, True)]


def test_a_photo_becomes_a_png_with_the_same_upright_pixels(photos: Path, tmp_path: Path) -> None:
    turned = Image.new("RGB", (HEIGHT, WIDTH), (200, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(photos / "turned.jpg", exif=exif)
    image = ImageAnnotations(
        photos / "turned.jpg", "turned.jpg", WIDTH, HEIGHT, (AnnotatedInstance(ring(), None),)
    )
    cvppp.write(Dataset((image,), ()), tmp_path / "out")
    read = cvppp.read(tmp_path / "out")
    assert (read.problems, masks(read)) == ((), [ring()])
    with Image.open(tmp_path / "out/turned_rgb.png") as written:
        assert written.size == (WIDTH, HEIGHT)
