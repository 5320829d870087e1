"""Whatever the tracks and names: masks of one object stay those of one in the formats that store tracks."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations, ReadResult
from annotations.formats.table import FORMATS
from annotations.imaging.pages import name_parts, page_path, place_of, plain_name
from annotations.masks import Mask
from tests.property.test_round_trips import new_folder

FRAMES, SIDE = 3, 6
tracks = st.one_of(st.none(), st.integers(1, 5), st.sampled_from([999, 1000, 40_000]))


@st.composite
def sequences(draw: st.DrawFn, folder: Path) -> Dataset:
    """A few frames of one or two sequences, each object in a row of its own; no track is twice in a frame."""
    images = []
    for number in range(FRAMES):
        size = (SIDE, number + 2)
        path = folder / f"{number}.png"
        Image.new("L", size[::-1]).save(path)
        instances, used = [], set()
        for row in draw(st.lists(st.integers(0, SIDE - 1), unique=True, max_size=4)):
            track = draw(tracks)
            track = None if track in used else track
            used.add(track)
            bits = np.zeros(size, bool)
            bits[row] = True
            # The category is the track's, as an object does not change its kind.
            category = f"kind {track % 2}" if track is not None else "kind 0"
            instances.append(AnnotatedInstance(Mask.from_array(bits), category, track=track))
        name = f"{draw(st.sampled_from(['one', 'two']))}/{number}.png"
        images.append(ImageAnnotations(path, name, size[1], size[0], tuple(instances)))
    return Dataset(tuple(images), ("kind 0", "kind 1"))


def objects(read: Dataset | ReadResult, *, by_folder: bool) -> set[frozenset[tuple[int, int]]]:
    """What is one object: sets of (the frame's width, the row of the mask)."""
    found: defaultdict[object, set[tuple[int, int]]] = defaultdict(set)
    for image in read.images:
        for one in image.instances:
            row = int(one.mask.bbox[1])
            folder = Path(image.name).parent if by_folder else None
            key = (folder, one.track) if one.track is not None else (image.width, row, "alone")
            found[key].add((image.width, row))
    return {frozenset(group) for group in found.values()}


@settings(max_examples=40)
@given(data=st.data())
def test_mots_keeps_which_masks_are_one_object(data: st.DataObject) -> None:
    with new_folder() as folder:
        dataset = data.draw(sequences(folder))
        FORMATS["mots"].writer(dataset, folder / "out")  # type: ignore[misc]
        read = FORMATS["mots"].reader(folder / "out", None)  # type: ignore[misc]
        assert read.problems == ()
        # A sequence is a folder: the same number in another one is another object.
        assert objects(read, by_folder=True) == objects(dataset, by_folder=True)
        assert objects(read, by_folder=False) == objects(dataset, by_folder=True)
        assert {(i.width, one.mask, one.category) for i in read.images for one in i.instances} == {
            (i.width, one.mask, one.category) for i in dataset.images for one in i.instances
        }


@settings(max_examples=40)
@given(data=st.data())
def test_coco_keeps_the_numbers_of_tracks(data: st.DataObject) -> None:
    with new_folder() as folder:
        dataset = data.draw(sequences(folder))
        FORMATS["coco"].writer(dataset, folder / "out.json")  # type: ignore[misc]
        for image in dataset.images:
            (folder / image.name).parent.mkdir(exist_ok=True)
            (folder / image.name).write_bytes(image.path.read_bytes())
        read = FORMATS["coco"].reader(folder / "out.json", folder)  # type: ignore[misc]
        assert [image.instances for image in read.images] == [image.instances for image in dataset.images]


@given(
    file=st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=30),
    page=st.integers(1, 999_999),
)
def test_a_page_path_says_the_file_and_the_page(file: str, page: int) -> None:
    named = page_path(file, page)
    assert (name_parts(named).file, name_parts(named).page) == (file, page)
    assert name_parts(plain_name(named)).page is None or "#page=" in file


@given(name=st.text(st.characters(exclude_characters="\0"), max_size=30))
@pytest.mark.parametrize(
    "tail", ["", "#page=", "#page=0", "#page=01", "#page=-1", "#page=1000000", "#page=1 "]
)
def test_other_names_are_those_of_files(name: str, tail: str) -> None:
    if tail or "#page=" not in name:
        assert name_parts(name + tail).page is None
    assert place_of(f"/nowhere/{name}").file.startswith("/nowhere/")
