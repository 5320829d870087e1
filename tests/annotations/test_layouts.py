"""Data sets as their own tools lay them out: every image, instance, category and pixel is read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from annotations.formats.base import ImageAnnotations
from annotations.formats.table import FORMATS, guess
from annotations.importing import import_into
from annotations.project import Project
from tests.annotations.layouts import LAYOUTS, Layout, Truth

every = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)


def content(images: list[ImageAnnotations], root: Path) -> Truth:
    return {
        image.path.relative_to(root).as_posix(): [(i.category, i.mask.to_array()) for i in image.instances]
        for image in images
    }


def assert_same(found: Truth, truth: Truth) -> None:
    assert sorted(found) == sorted(truth)
    for name, own in truth.items():
        assert [category for category, _ in found[name]] == [category for category, _ in own], name
        for (_, pixels), (_, wanted) in zip(found[name], own, strict=True):
            np.testing.assert_array_equal(pixels, wanted, name)


@every
def test_all_that_is_in_a_data_set_is_read_and_nothing_is_wrong_with_it(
    layout: Layout, tmp_path: Path
) -> None:
    truth = layout.write(tmp_path)
    row = FORMATS[layout.format]
    assert row.reader is not None
    images: list[ImageAnnotations] = []
    for source in layout.sources:
        read = (row.checker or row.reader)(tmp_path / source, None)
        assert [str(problem) for problem in read.problems] == []
        assert sorted(read.categories) == sorted(layout.categories)
        images += read.images
    assert_same(content(images, tmp_path), truth)
    assert Counter(image.part for image in images) == layout.sides


@every
def test_a_project_holds_all_that_is_in_a_data_set(layout: Layout, tmp_path: Path) -> None:
    root = tmp_path / "set"
    truth = layout.write(root)
    reader = FORMATS[layout.format].reader
    assert reader is not None
    with Project.create(tmp_path / "p.rsis") as project:
        for source in layout.sources:
            import_into(project, reader(root / source, None), "done")
        names = {category.id: category.name for category in project.categories()}
        found: Truth = {
            project.absolute(image).relative_to(root).as_posix(): [
                (names.get(i.category_id or -1), i.mask.to_array()) for i in project.instances(image.id)
            ]
            for image in project.images()
        }
    assert sorted(names.values()) == sorted(layout.categories)
    assert_same(found, truth)


@every
def test_the_format_of_a_data_set_is_guessed(layout: Layout, tmp_path: Path) -> None:
    layout.write(tmp_path)
    assert guess(tmp_path) == layout.format


@pytest.mark.parametrize("below", ["gtFine", "gtFine/train", "gtFine/train/aachen"])
def test_a_part_of_cityscapes_is_recognised(below: str, tmp_path: Path) -> None:
    named("Cityscapes").write(tmp_path)
    assert guess(tmp_path / below) == "cityscapes"


def test_a_folder_above_label_maps_is_no_folder_of_mask_folders(tmp_path: Path) -> None:
    named("StarDist").write(tmp_path / "above")
    assert guess(tmp_path) is None


def named(name: str) -> Layout:
    return next(layout for layout in LAYOUTS if layout.name == name)
