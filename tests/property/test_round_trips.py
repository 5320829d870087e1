"""Whatever can be drawn goes through every format and comes back the same, but for what the writer reported."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from annotations.exporting import export
from annotations.formats.base import UNKNOWN, AnnotatedInstance, Dataset, ImageAnnotations, ReadResult
from annotations.formats.cityscapes_labels import GROUP, OFFICIAL_NAMES
from annotations.formats.table import FORMATS
from annotations.masks import Mask
from tests.fuzz import foreign_files
from tests.property.strategies import Bools, pixels_of

ONE_LAYER = ("cityscapes", "voc", "cvppp", "label-maps", "coco-panoptic", "mots")
WITH_CATEGORIES = (
    "coco",
    "cityscapes",
    "voc",
    "labelme",
    "yolo",
    "imagej",
    "geojson",
    "coco-panoptic",
    "cvat",
    "mots",
)
WITH_CROWDS = ("coco", "labelme", "imagej", "geojson", "coco-panoptic", "cvat")
USED_CATEGORIES = ("voc", "imagej", "geojson")
"""Formats that list no category which no instance has."""
SCRIPTS = st.characters(
    codec="utf-8", categories=("L", "M", "N", "Zs", "P", "S"), exclude_characters="/\\:\0"
)
file_names = st.text(SCRIPTS, min_size=1, max_size=6).filter(lambda name: name.strip(". ") != "")
words = st.text(SCRIPTS, min_size=1, max_size=8).filter(lambda name: name != UNKNOWN)
# Names that each format can hold as they are; that others are reported is a test of its own.
plain_words = words.filter(
    lambda name: (
        " ".join(name.split()) == name
        and ":" not in name
        and not name.startswith("#")
        and not name.endswith(GROUP)
        and name not in OFFICIAL_NAMES
    )
)


WRITTEN = [name for name, row in FORMATS.items() if row.writer is not None]
WAYS = [
    *((name, ()) for name in WRITTEN),
    *(("coco", ("polygons",)), ("labelme", ("masks",))),
    *(("label-maps", options) for options in (("cellpose",), ("tiff",), ("cellpose", "tiff"))),
]
"""Formats and options of their writers."""


@contextmanager
def new_folder() -> Iterator[Path]:
    memory = Path("/dev/shm")  # every file is synced, which takes its time on a disk
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name).resolve()


@st.composite
def datasets(draw: st.DrawFn, folder: Path, *, overlap: bool, crowds: bool) -> Dataset:
    """One to three images, told apart by their width, in folders with names of any script; the files are written."""
    categories = draw(st.lists(plain_words, max_size=3, unique_by=str.casefold))
    images = []
    for number in range(draw(st.integers(1, 3))):
        size = (draw(st.integers(1, 14)), draw(st.integers(0, 6)) * 3 + number + 1)
        free = np.ones(size, np.bool_)
        instances = []
        for array in draw(st.lists(pixels_of(size), max_size=4)):
            pixels: Bools = array if overlap else array & free
            free &= ~array
            if pixels.any():
                category = draw(st.sampled_from([None, *categories]))
                crowd = crowds and draw(st.booleans())
                instances.append(AnnotatedInstance(Mask.from_array(pixels), category, crowd))
        path = folder / f"{number}.png"
        Image.new("L", size[::-1]).save(path)
        name = "/".join(draw(st.lists(file_names, min_size=1, max_size=3))) + f"{number}.png"
        images.append(ImageAnnotations(path, name, size[1], size[0], tuple(instances)))
    return Dataset(tuple(images), tuple(categories))


def there_and_back(name: str, dataset: Dataset, folder: Path, *options: str) -> tuple[ReadResult, list[str]]:
    """What is read of what was written, and the reasons of the writer."""
    row = FORMATS[name]
    assert row.writer is not None and row.reader is not None
    output = folder / f"out{row.suffix}"
    problems = row.writer(dataset, output, **dict.fromkeys(options, True))
    images = None
    if row.suffix:  # one file, which names the images as the data set does
        images = folder / "images"
        for image in dataset.images:
            place = images / image.name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(image.path.read_bytes())
    read = row.reader(output, images)
    return read, [problem.reason for problem in problems]


def content(read: Dataset | ReadResult, name: str) -> dict[int, Counter[AnnotatedInstance]]:
    """The instances of each image, by its width, without what the format has no place for."""
    return {
        image.width: Counter(
            AnnotatedInstance(
                instance.mask,
                instance.category if name in WITH_CATEGORIES else None,
                instance.crowd if name in WITH_CROWDS else False,
            )
            for instance in image.instances
        )
        for image in read.images
    }


@pytest.mark.parametrize(("name", "options"), WAYS)
@settings(max_examples=30)
@given(data=st.data())
def test_every_mask_comes_back(name: str, options: tuple[str, ...], data: st.DataObject) -> None:
    with new_folder() as folder:
        crowds = name in WITH_CROWDS
        dataset = data.draw(datasets(folder, overlap=name not in ONE_LAYER, crowds=crowds))
        if name == "coco" and len({Path(image.name) for image in dataset.images}) < len(dataset.images):
            return
        read, reasons = there_and_back(name, dataset, folder, *options)
        if any("its polygon lacks some" in reason for reason in reasons):
            return
        is_without_masks = name == "mask-folders" and not any(image.instances for image in dataset.images)
        assert bool(read.problems) == is_without_masks
        assert content(read, name) == content(dataset, name)
        if name in WITH_CATEGORIES and name not in USED_CATEGORIES:
            assert set(read.categories) == set(dataset.categories)


def kinds_of_masks(width: int) -> dict[str, list[Bools]]:
    """Masks of an image by what is hard about them; only the last kind overlaps."""
    empty = np.zeros((12, width), np.bool_)

    def box(y0: int, y1: int, x0: int, x1: int) -> Bools:
        pixels = empty.copy()
        pixels[y0:y1, x0:x1] = True
        return pixels

    return {
        "a hole": [box(2, 9, 2, 9) & ~box(4, 6, 4, 7)],
        "holes of one pixel": [box(2, 9, 2, 9) & ~box(4, 5, 4, 5) & ~box(6, 7, 6, 7)],
        "one pixel": [box(5, 6, 5, 6)],
        "one pixel in each corner": [
            box(y, y + 1, x, x + 1) for y, x in ((0, 0), (0, width - 1), (11, 0), (11, width - 1))
        ],
        "parts": [box(1, 3, 1, 3) | box(6, 9, 5, 9)],
        "parts that touch at a corner": [box(1, 3, 1, 3) | box(3, 5, 3, 5)],
        "all of the border": [~box(1, 11, 1, width - 1)],
        "the whole image": [~empty],
        "masks that touch": [box(2, 6, 2, 6), box(6, 9, 2, 6), box(2, 6, 6, 9)],
        "a gap of one pixel": [box(2, 6, 2, 6), box(7, 9, 2, 6), box(2, 6, 7, 9)],
        "lines of one pixel with gaps of one": [box(2, 9, x, x + 1) for x in (1, 3, 5)],
        "overlaps": [box(2, 7, 2, 7), box(4, 9, 4, 9), box(5, 6, 5, 6)],
    }


@pytest.mark.parametrize(("name", "options"), WAYS)
def test_each_hard_kind_of_mask_comes_back_from_folders_of_any_script(
    name: str, options: tuple[str, ...]
) -> None:
    with new_folder() as folder:
        images = []
        for number, kind in enumerate(kinds_of_masks(0)):
            if kind == "overlaps" and name in ONE_LAYER:
                continue
            width = 12 + number
            path = folder / f"{number}.png"
            Image.new("L", (width, 12)).save(path)
            instances = [AnnotatedInstance(Mask.from_array(m), "細胞") for m in kinds_of_masks(width)[kind]]
            images.append(
                ImageAnnotations(path, f"Zellen/細胞 ячейка/{number} é.png", width, 12, tuple(instances))
            )
        dataset = Dataset(tuple(images), ("細胞",))
        read, _ = there_and_back(name, dataset, folder, *options)
        assert read.problems == ()
        assert content(read, name) == content(dataset, name)


@pytest.mark.parametrize("name", ["coco", "labelme", "yolo", "mask-folders", "imagej", "geojson", "cvat"])
@settings(max_examples=10)
@given(data=st.data())
def test_the_order_from_bottom_to_top_comes_back(name: str, data: st.DataObject) -> None:
    with new_folder() as folder:
        dataset = data.draw(datasets(folder, overlap=True, crowds=False))
        read, _ = there_and_back(name, dataset, folder)
        masks = {image.width: [i.mask for i in image.instances] for image in dataset.images}
        assert {image.width: [i.mask for i in image.instances] for image in read.images} == masks


@pytest.mark.parametrize("name", ONE_LAYER)
@settings(max_examples=20)
@given(data=st.data())
def test_of_overlapping_masks_the_upper_one_keeps_the_pixels_and_that_is_said(
    name: str, data: st.DataObject
) -> None:
    with new_folder() as folder:
        dataset = data.draw(datasets(folder, overlap=True, crowds=False))
        read, reasons = there_and_back(name, dataset, folder)
        if any("its polygon lacks some" in reason for reason in reasons):
            return
        expected = {}
        lost = False
        for image in dataset.images:
            top = np.zeros((image.height, image.width), np.int64)
            for value, instance in enumerate(image.instances, 1):
                lost |= bool(top[instance.mask.to_array()].any())
                top[instance.mask.to_array()] = value
            seen = [Mask.from_array(top == value) for value in range(1, len(image.instances) + 1)]
            expected[image.width] = Counter(mask for mask in seen if not mask.is_empty)
        assert {image.width: Counter(i.mask for i in image.instances) for image in read.images} == expected
        assert lost == any("instances overlap" in reason for reason in reasons)


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=10)
@given(data=st.data())
def test_nothing_is_written_outside_the_output_whatever_an_image_is_called(
    name: str, data: st.DataObject
) -> None:
    parts = st.sampled_from(["..", ".", "", "C:", "\\\\server\\share", "/", "~", "con", ".hidden", "a"])
    hostile = "/".join(data.draw(st.lists(parts, min_size=1, max_size=4)))
    with new_folder() as folder:
        (folder / "in").mkdir()
        Image.new("L", (4, 3)).save(folder / "in" / "a.png")
        instance = AnnotatedInstance(Mask.from_array(np.eye(3, 4)), None)
        image = ImageAnnotations(folder / "in" / "a.png", hostile, 4, 3, (instance,))
        row = FORMATS[name]
        assert row.writer is not None
        row.writer(Dataset((image,), ()), folder / f"out{row.suffix}")
        assert {path.name for path in folder.iterdir()} == {"in", f"out{row.suffix}"}
        assert [path.name for path in (folder / "in").iterdir()] == ["a.png"]


@pytest.mark.parametrize(
    ("name", "options"), [*((name, ()) for name in WRITTEN), ("cityscapes", ("official",))]
)
@settings(max_examples=20)
@given(data=st.data())
def test_an_export_counts_the_instances_that_are_in_it(
    name: str, options: tuple[str, ...], data: st.DataObject
) -> None:
    with new_folder() as folder:
        dataset = data.draw(datasets(folder, overlap=True, crowds=True))
        nothing = [AnnotatedInstance(Mask.empty((i.height, i.width)), None) for i in dataset.images]
        images = tuple(
            replace(image, name=f"{number}.png", instances=(*image.instances, empty))
            for number, (image, empty) in enumerate(zip(dataset.images, nothing, strict=True))
        )
        row = FORMATS[name]
        assert row.reader is not None
        output = folder / f"out{row.suffix}"
        report = export(replace(dataset, images=images), name, output, options=options)
        read = row.reader(output, folder if row.suffix else None)
        assert report.instances == sum(len(image.instances) for image in read.images)


@pytest.mark.parametrize(
    "name", [name for name, row in FORMATS.items() if row.writer is None and name != "via"]
)
@settings(max_examples=20)
@given(data=st.data())
def test_what_other_programs_write_is_read_to_the_pixel(name: str, data: st.DataObject) -> None:
    with new_folder() as folder:
        (folder / "in").mkdir()
        dataset = data.draw(datasets(folder / "in", overlap=True, crowds=False))
        plain = [replace(image, name=f"{number}.png") for number, image in enumerate(dataset.images)]
        dataset = replace(dataset, images=tuple(plain))
        for path, written in foreign_files.files(name, dataset).items():
            place = folder / "out" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(written)
        row = FORMATS[name]
        assert row.reader is not None and row.recognises(folder / "out")
        read = row.reader(folder / "out", None)
        assert read.problems == ()
        assert content(read, "yolo") == content(dataset, "yolo")
