"""Folders that others made are read as they are: Cityscapes, VOC, CVPPP, YOLO, mask folders."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from annotations.errors import FormatError
from annotations.exchange import dataset_of, export
from annotations.formats import (
    FORMATS,
    AnnotatedInstance,
    Dataset,
    ImageAnnotations,
    ReadResult,
    cityscapes,
    cvppp,
    guess,
    mask_folders,
    voc,
    yolo,
)
from annotations.masks import Mask
from annotations.project import Project
from tests.annotations.conftest import HEIGHT, WIDTH, ring, square

FOLDERS = ("cityscapes", "voc", "cvppp", "labelme", "yolo", "label-maps", "mask-folders")


def photo(path: Path, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, (9, 9, 9)).save(path)
    return path


def picture(path: Path, values: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.asarray(values)).save(path)
    return path


def text(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def masks(read: ReadResult, image: int = 0) -> list[Mask]:
    return [instance.mask for instance in read.images[image].instances]


def reasons(read: ReadResult) -> dict[str, str]:
    """The problems by file name and record."""
    return {f"{Path(p.file).name} {p.record}".strip(): p.reason for p in read.problems}


def one_image(photos: Path, *instances: AnnotatedInstance) -> Dataset:
    return Dataset((ImageAnnotations(photos / "a1.png", "a1.png", WIDTH, HEIGHT, instances),), ())


# ---- what all of them do


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
    assert any("is not there; written without it" in problem.reason for problem in report.problems)
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


@pytest.mark.parametrize(("name", "where"), [("yolo", "images/train"), ("cityscapes", "leftImg8bit/train")])
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


def test_a_split_of_voc_is_a_list_of_names_for_each_side(filled: Project, tmp_path: Path) -> None:
    export(dataset_of(filled), "voc", tmp_path / "out", shares={"train": 0.67, "val": 0.33})
    listed = tmp_path / "out" / "ImageSets" / "Segmentation"
    names = [(listed / f"{part}.txt").read_text().split() for part in ("train", "val")]
    assert sorted(names[0] + names[1]) == ["a1", "a2", "sub_a10"]
    assert [len(part) for part in names] == [2, 1]


# ---- Cityscapes


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


def box(label: str, x0: int, y0: int, x1: int, y1: int, **more: object) -> dict[str, Any]:
    return {"label": label, "polygon": [[x0, y0], [x1, y0], [x1, y1], [x0, y1]], **more}


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
    assert [p.reason for p in problems if "overlap" not in p.reason and "named" not in p.reason] == []
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
    assert read.categories == voc.OWN_CATEGORIES


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


def test_the_colours_are_those_of_voc() -> None:
    assert voc.palette()[[1, 2, 15, 20, 255]].tolist() == [
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
    assert said == ["it is written 'a b'", "Pascal VOC files hold 254 instances an image; 46 left out"]
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
        "a.txt line 3": "it is a box, not a polygon: it says nothing of the mask",
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
    assert ["cuts of no width" in problem.reason for problem in problems] == [True]
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
