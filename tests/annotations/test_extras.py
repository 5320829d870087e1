"""Notes and attributes in the formats that hold them, and as other programs write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exporting import dataset_of
from annotations.formats import coco, labelme
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.formats.extras import as_json, from_json
from annotations.formats.table import FORMATS
from annotations.importing import import_into
from annotations.project import Project
from tests.annotations.conftest import square

NOTED = AnnotatedInstance(
    square(2, 3, 6),
    "car",
    note="mirror missing\nsee 12",
    attributes=(("colour", "red"), ("occluded", "true")),
)
PLAIN = AnnotatedInstance(square(12, 3, 6), "car")


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if entry.holds_attributes])
def test_notes_and_attributes_are_read_back_by_the_formats_that_hold_them(
    photos: Path, tmp_path: Path, name: str
) -> None:
    image = ImageAnnotations(photos / "a1.png", "a1.png", 40, 30, (NOTED, PLAIN))
    entry = FORMATS[name]
    assert entry.reader is not None
    assert entry.writer is not None
    output = tmp_path / f"out{entry.suffix}"
    assert entry.writer(Dataset((image,), ("car",)), output) == []
    (found,) = entry.reader(output, photos if name == "coco" else None).images
    assert found.instances == (NOTED, PLAIN)


def test_these_are_such_formats() -> None:
    held = [name for name, entry in FORMATS.items() if entry.holds_attributes]
    assert held == ["coco", "labelme", "imagej", "geojson", "cvat"]


def test_attributes_come_into_a_project_and_out_of_it(project: Project, photos: Path) -> None:
    image = ImageAnnotations(photos / "a1.png", "a1.png", 40, 30, (NOTED,))
    coco.write(Dataset((image,), ("car",)), photos / "in.json")
    import_into(project, coco.read(photos / "in.json"))
    (record,) = [record for record in project.images() if record.path == "a1.png"]
    (instance,) = project.instances(record.id)
    assert (instance.note, instance.attributes) == (NOTED.note, NOTED.attributes)
    (again,) = [one for each in dataset_of(project).images for one in each.instances]
    assert again == NOTED


def test_what_cvat_says_of_instances_is_taken(photos: Path) -> None:
    said = {"occluded": True, "difficult": False, "rotation": 0.0, "Make": "VW", "Doors": 5, "Parked": False}
    annotation = {
        "id": 1, "image_id": 1, "category_id": 1, "segmentation": [[1, 1, 9, 1, 9, 9]], "iscrowd": 0,
        "attributes": said,
    }  # fmt: skip
    (photos / "in.json").write_text(json.dumps({
        "images": [{"id": 1, "file_name": "a1.png", "width": 40, "height": 30}],
        "annotations": [annotation], "categories": [{"id": 1, "name": "car"}],
    }))  # fmt: skip
    (instance,) = coco.read(photos / "in.json").images[0].instances
    assert instance.attributes == (("Doors", "5"), ("Make", "VW"), ("Parked", "false"), ("occluded", "true"))


def test_what_x_anylabeling_says_of_shapes_is_taken(photos: Path) -> None:
    shape: dict[str, Any] = {
        "label": "car", "points": [[1, 1], [9, 1], [9, 9]], "shape_type": "polygon", "group_id": None,
        "description": "by the wall", "difficult": True, "flags": {"occluded": True, "odd": True},
        "attributes": {"colour": "red"},
    }  # fmt: skip
    content = {"version": "2", "shapes": [shape], "imagePath": "a1.png", "imageHeight": 30, "imageWidth": 40}
    (photos / "a1.json").write_text(json.dumps(content))
    (instance,) = labelme.read(photos / "a1.json").images[0].instances
    assert instance.note == "by the wall"
    assert instance.attributes == (("colour", "red"), ("difficult", "true"), ("occluded", "true"))


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), lambda inner: st.lists(inner)
                    | st.dictionaries(st.text(), inner)))  # fmt: skip
def test_anything_in_their_place_gives_attributes_that_come_back(value: object) -> None:
    found = from_json(value)
    assert all(name and text for name, text in found)
    assert from_json(json.loads(json.dumps(as_json(found)))) == found
