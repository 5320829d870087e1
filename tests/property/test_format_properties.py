"""What is written and read again is the same, where the format can say it."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from annotations.errors import FormatError
from annotations.formats import coco, label_maps
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.masks import Mask
from tests.property.strategies import Bools, pixels_of

names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@st.composite
def datasets(draw: st.DrawFn, folder: Path) -> Dataset:
    """One to three images of any size with instances that are not empty; the image files are written."""
    categories = draw(st.lists(names.filter(lambda name: name != coco.UNKNOWN), max_size=3, unique=True))
    images = []
    for number in range(draw(st.integers(1, 3))):
        size = draw(st.tuples(st.integers(1, 15), st.integers(1, 15)))
        arrays = draw(st.lists(pixels_of(size).filter(np.any), max_size=4))
        instances = [
            AnnotatedInstance(
                *(Mask.from_array(array), draw(st.sampled_from([None, *categories])), draw(st.booleans()))
            )
            for array in arrays
        ]
        path = folder / f"{number}.png"
        Image.new("L", size[::-1]).save(path)
        images.append(ImageAnnotations(path, path.name, size[1], size[0], tuple(instances)))
    return Dataset(tuple(images), tuple(categories))


@settings(max_examples=50)
@given(st.data(), st.booleans())
def test_coco_brings_back_every_mask_and_category(data: st.DataObject, polygons: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dataset = data.draw(datasets(Path(folder).absolute()))
        coco.write(dataset, Path(folder) / "out.json", polygons=polygons)
        read = coco.read(Path(folder) / "out.json")
    assert read.problems == ()
    assert read.dataset == dataset


@settings(max_examples=50)
@given(st.data())
def test_anything_in_the_place_of_a_value_is_a_problem_or_read_but_never_a_crash(data: st.DataObject) -> None:
    record: dict[str, Any] = {"id": 5, "image_id": 7, "category_id": 9, "iscrowd": 0, "score": 0.5}
    record["segmentation"] = {"size": [4, 5], "counts": [3, 4, 13]}
    image: dict[str, Any] = {"id": 7, "file_name": "a.png", "width": 5, "height": 4}
    category: dict[str, Any] = {"id": 9, "name": "cell"}
    broken = data.draw(st.sampled_from([record, image, category, record["segmentation"]]))
    broken[data.draw(st.sampled_from(sorted(broken)))] = data.draw(json_values)
    document = {"images": [image], "annotations": [record], "categories": [category]}
    with tempfile.TemporaryDirectory() as folder:
        Image.new("L", (5, 4)).save(Path(folder) / "a.png")
        (Path(folder) / "in.json").write_text(json.dumps(document))
        read = coco.read(Path(folder) / "in.json")
    for taken in read.images:
        assert all(instance.mask.size == (4, 5) for instance in taken.instances)
    assert read.problems or len(read.images[0].instances) == 1


@settings(max_examples=50)
@given(json_values)
def test_any_json_is_read_or_refused(value: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.json"
        path.write_text(json.dumps(value))
        with suppress(FormatError):
            assert coco.read(path).images == ()


@settings(max_examples=50)
@given(st.data())
def test_label_maps_bring_back_masks_that_do_not_overlap(data: st.DataObject) -> None:
    size = data.draw(st.tuples(st.integers(1, 15), st.integers(1, 15)))
    free = np.ones(size, np.bool_)
    masks = []
    for array in data.draw(st.lists(pixels_of(size), max_size=4)):
        alone: Bools = array & free
        free &= ~array
        if alone.any():
            masks.append(Mask.from_array(alone))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.png"
        Image.new("L", size[::-1]).save(path)
        instances = tuple(AnnotatedInstance(mask, None) for mask in masks)
        dataset = Dataset((ImageAnnotations(path, "a.png", size[1], size[0], instances),), ())
        assert label_maps.write(dataset, Path(folder) / "out") == []
        read = label_maps.read(Path(folder) / "out")
    assert read.problems == ()
    assert read.images[0].instances == instances
