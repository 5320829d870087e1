"""CVAT's XML and COCO's panoptic files as their programs write them, and files that are not what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from annotations.errors import FormatError
from annotations.formats import coco_panoptic, cvat
from annotations.formats.base import AnnotatedInstance, Dataset
from annotations.formats.table import guess
from tests.annotations.conftest import HEIGHT, WIDTH, ring, square
from tests.annotations.foreign import masks, one_image, photo, picture, reasons, text

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<annotations><version>1.1</version><meta><task><labels>
<label><name>car</name><color>#ff0000</color><attributes><attribute><name>colour</name></attribute></attributes></label>
<label><name>van</name></label></labels></task></meta>"""


def xml(path: Path, shapes: str, more: str = "", image: str = "a.png") -> Path:
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    return text(path, f'{HEAD}<image id="0" name="{image}" {size}>{shapes}</image>{more}</annotations>')


# ---- CVAT
def test_the_shapes_of_cvat_are_read_from_the_lowest_up(tmp_path: Path) -> None:
    photo(tmp_path / "images/a.png")
    xml(
        tmp_path / "annotations.xml",
        """<polygon label="car" points="2,2;12,2;12,12;2,12" occluded="1" z_order="3">
        <attribute name="colour">red</attribute><attribute name="is_crowd">true</attribute></polygon>
        <mask label="van" rle="1, 2, 2, 1" left="3" top="4" width="3" height="3" z_order="1"/>
        <box label="car" xtl="20" ytl="2" xbr="30" ybr="6" rotation="90" z_order="2"/>
        <ellipse label="tree" cx="20" cy="20" rx="5" ry="3" rotation="90" z_order="4"/>""",
    )
    read = cvat.read(tmp_path)
    assert read.problems == ()
    assert read.categories == ("car", "van", "tree")
    mask, box, polygon, oval = read.images[0].instances
    assert mask.mask.patch().tolist() == [[True, True], [False, True]]
    assert mask.mask.bbox == (4, 4, 6, 6)
    assert box.mask.bbox == (23, 0, 27, 9)
    assert polygon.mask.area == 100
    assert (polygon.crowd, polygon.attributes) == (True, (("colour", "red"), ("occluded", "true")))
    assert oval.mask.bbox == (17, 15, 23, 25)


def test_shapes_of_one_group_are_one_instance(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    xml(
        tmp_path / "annotations.xml",
        """<box label="car" xtl="1" ytl="1" xbr="3" ybr="3" group_id="5"/>
        <box label="car" xtl="5" ytl="1" xbr="7" ybr="3" group_id="5"/>
        <box label="van" xtl="5" ytl="5" xbr="7" ybr="7" group_id="5"/>""",
    )
    assert [(i.category, i.mask.area) for i in cvat.read(tmp_path).images[0].instances] == [
        ("car", 8),
        ("van", 4),
    ]


def test_what_cvat_says_that_is_no_mask_is_said(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    bad = 'left="30" top="4" width="30" height="3"'
    xml(
        tmp_path / "annotations.xml",
        f"""<points label="car" points="1,1"/><polyline label="car" points="1,1;2,2"/><cuboid label="car"/>
        <polygon label="car" points="1,1;2"/><polygon points="1,1;9,1;9,9"/><mask label="car" rle="1" {bad}/>
        <mask label="car" rle="9, 99" left="3" top="4" width="3" height="3"/><tag label="car"/>
        <box label="car" xtl="nan" ytl="1" xbr="3" ybr="3"/>""",
        '<track id="0" label="car"><box frame="0"/></track>',
    )
    assert list(reasons(cvat.read(tmp_path)).values()) == [
        "a points has no area",
        "a polyline has no area",
        "a cuboid has no area",
        "one of its points is not x and y",
        "it has no label",
        "the mask's box extends beyond the image",
        "its run-length code has a negative run or one longer than the image",
        "its xtl is not a number, or is far outside the image",
        "tracks of a video are not read (1)",
    ]


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f"<!DOCTYPE annotations [{BOMB}]><annotations>&a9;</annotations>", "document type"),
        (
            '<!DOCTYPE annotations [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotations>&x;</annotations>',
            "document type",
        ),
        ('<!DOCTYPE annotations SYSTEM "http://localhost/x.dtd"><annotations/>', "document type"),
        ("<annotations>" + "<a>" * 100_000, "nested too deep"),
        ("<annotations><image", "it is not XML"),
        ("<other><annotations></annotations></other>", "not CVAT's"),
    ],
)
def test_hostile_xml_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    text(tmp_path / "annotations.xml", content)
    with pytest.raises(FormatError, match=reason):
        cvat.read(tmp_path)


def test_what_xml_cannot_hold_is_written_otherwise_and_said(photos: Path, tmp_path: Path) -> None:
    instances = (
        AnnotatedInstance(ring(), "a\x01b", note="x\ry"),
        AnnotatedInstance(ring(), " car "),
        AnnotatedInstance(ring(), "car"),
        AnnotatedInstance(ring(), "car", attributes=(("note", "1"),)),
    )
    problems = cvat.write(Dataset(one_image(photos, *instances).images, ()), tmp_path / "out")
    assert [problem.reason for problem in problems] == [
        "written as 'a b'",
        "written as 'car'",
        "written as 'car-2'",
        "its attribute 'note' cannot be stored as it is",
        "its attribute 'note' cannot be stored as it is",
    ]
    read = cvat.read(tmp_path / "out")
    assert [(i.category, i.note) for i in read.images[0].instances] == [
        ("a b", "x y"),
        ("car", ""),
        ("car-2", ""),
        ("car-2", ""),
    ]


def test_labels_are_written_with_their_colours_and_attributes(photos: Path, tmp_path: Path) -> None:
    instance = AnnotatedInstance(square(2, 3, 6), "car", attributes=(("colour", "red"), ("occluded", "true")))
    cvat.write(Dataset(one_image(photos, instance).images, ("car", "van")), tmp_path / "out")
    root = ET.parse(tmp_path / "out/annotations.xml").getroot()
    labels = [(label.findtext("name"), label.findtext("color")) for label in root.iter("label")]
    assert labels == [("car", "#ff6347"), ("van", "#2ec4b6")]
    assert [row.findtext("name") for row in root.iter("attribute") if "name" not in row.attrib] == ["colour"]
    (shape,) = root.iter("polygon")
    assert (shape.get("occluded"), [row.text for row in shape]) == ("1", ["red"])
    assert guess(tmp_path / "out") == guess(tmp_path / "out/annotations.xml") == "cvat"


# ---- COCO panoptic
def panoptic(root: Path, segments: list[dict[str, Any]], ids: Any, **more: Any) -> Path:
    values = np.asarray(ids)
    pixels = np.dstack([values & 255, values >> 8 & 255, values >> 16]).astype(np.uint8)
    picture(root / "annotations/panoptic_val2017/a.png", pixels)
    photo(root / "val2017/a.jpg")
    content = {
        "images": [{"id": 9, "file_name": "a.jpg", "width": WIDTH, "height": HEIGHT}],
        "annotations": [{"image_id": 9, "file_name": "a.png", "segments_info": segments}],
        "categories": [
            {"id": 1, "name": "person", "isthing": 1, "supercategory": "person"},
            {"id": 200, "name": "sky", "isthing": 0, "supercategory": "sky"},
        ],
        **more,
    }
    return text(root / "annotations/panoptic_val2017.json", content)


def test_things_stuff_and_crowds_are_read_as_coco_lays_them_out(tmp_path: Path) -> None:
    ids = np.zeros((HEIGHT, WIDTH), np.int32)
    ids[:5], ids[10:15, 3:8], ids[20:22] = 0x010203, 300, 7
    segments = [
        {"id": 300, "category_id": 1, "iscrowd": 0},
        {"id": 0x010203, "category_id": 200, "iscrowd": 0},
        {"id": 7, "category_id": 1, "iscrowd": 1},
    ]
    file = panoptic(tmp_path, segments, ids)
    for source in (file, tmp_path):
        read = coco_panoptic.read(source)
        found = [(i.category, i.mask.area, i.crowd) for i in read.images[0].instances]
        assert found == [("person", 25, False), ("sky", 5 * WIDTH, False), ("person", 2 * WIDTH, True)]
        assert read.categories == ("person", "sky")
        assert [(p.kept, "are stuff" in p.reason) for p in read.problems] == [(True, True)]
        assert guess(source) == "coco-panoptic"


def test_segments_that_do_not_fit_the_picture_are_said(tmp_path: Path) -> None:
    ids = np.zeros((HEIGHT, WIDTH), np.int32)
    ids[:5], ids[9:], ids[7] = 1, 2, 3
    segments = [{"id": 1, "category_id": 5}, {"id": 4, "category_id": 1}, {"id": 2, "category_id": 1}, None]
    panoptic(tmp_path, segments, ids)  # type: ignore[arg-type]
    read = coco_panoptic.read(tmp_path)
    assert [i.category for i in read.images[0].instances] == [None, "person"]
    said = [p.reason for p in read.problems if not p.kept]
    assert said == [
        "segment 1 has a category that is not listed",
        "segment 4 has no pixels",
        "segment None has no pixels",
        "areas that are no segments were left out (1)",
    ]


@pytest.mark.parametrize("name", ["../secret.png", "/etc/secret.png", "gone.png", 7])
def test_a_picture_of_segments_elsewhere_or_gone_is_said(tmp_path: Path, name: object) -> None:
    photo(tmp_path / "annotations/secret.png")
    rows = [{"image_id": 9, "file_name": name, "segments_info": []}]
    panoptic(tmp_path, [], np.zeros((HEIGHT, WIDTH), np.int32), annotations=rows)
    read = coco_panoptic.read(tmp_path)
    assert len(read.images) == 0
    assert len([p for p in read.problems if not p.kept]) == 1


def test_a_picture_in_grey_is_no_picture_of_segments(tmp_path: Path) -> None:
    panoptic(tmp_path, [], np.zeros((HEIGHT, WIDTH), np.int32))
    picture(tmp_path / "annotations/panoptic_val2017/a.png", np.zeros((HEIGHT, WIDTH), np.uint8))
    read = coco_panoptic.read(tmp_path)
    assert any("has no colours" in p.reason for p in read.problems)


def test_the_sides_of_a_data_set_are_files_of_their_own(filled: Any, tmp_path: Path) -> None:
    for side in ("train2017", "val2017"):
        panoptic(tmp_path / side, [], np.zeros((HEIGHT, WIDTH), np.int32))
    (tmp_path / "annotations").mkdir()
    for side in ("train", "val"):
        place = tmp_path / f"{side}2017" / "annotations"
        (place / "panoptic_val2017.json").rename(tmp_path / f"annotations/panoptic_{side}2017.json")
        (place / "panoptic_val2017").rename(tmp_path / f"annotations/panoptic_{side}2017")
        (tmp_path / f"{side}2017/val2017/a.jpg").rename(tmp_path / f"{side}2017/a.jpg")
    read = coco_panoptic.read(tmp_path)
    assert sorted(image.part for image in read.images) == ["train", "val"]


def test_more_than_a_byte_of_segments_come_back(tmp_path: Path) -> None:
    photo(tmp_path / "a1.png")
    instances = []
    for place in range(300):
        pixels = np.zeros((HEIGHT, WIDTH), np.bool_)
        pixels[place // WIDTH, place % WIDTH] = True
        instances.append(AnnotatedInstance(type(ring()).from_array(pixels), "car"))
    coco_panoptic.write(one_image(tmp_path, *instances), tmp_path / "out")
    assert masks(coco_panoptic.read(tmp_path / "out")) == [instance.mask for instance in instances]
    with Image.open(tmp_path / "out/annotations/panoptic_default/a1.png") as image:
        assert image.mode == "RGB"
    content = json.loads((tmp_path / "out/annotations/panoptic_default.json").read_text())
    assert content["annotations"][0]["segments_info"][299] == {
        "id": 300, "category_id": 1, "area": 1, "bbox": [299 % WIDTH, 299 // WIDTH, 1, 1], "iscrowd": 0,
    }  # fmt: skip
