"""Datumaro, Label Studio, the VGG Image Annotator and X-AnyLabeling: what they say is read, and never written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotations import cli
from annotations.errors import FormatError
from annotations.formats import datumaro, label_studio, labelme, via
from annotations.formats.areas import turned_box, turned_ellipse
from annotations.formats.label_studio_shapes import decoded
from annotations.formats.table import FORMATS, guess
from annotations.masks import Mask
from annotations.masks.shapes import ellipse, rectangle
from tests.annotations.conftest import HEIGHT, WIDTH, ring
from tests.annotations.foreign import masks, photo, reasons, text
from tests.fuzz.foreign_files import brush_code

SIZE = (HEIGHT, WIDTH)
READ_ONLY = [name for name, row in FORMATS.items() if row.writer is None]


def test_formats_that_are_only_read_are_offered_for_reading_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert READ_ONLY == ["datumaro", "label-studio", "via"]
    cli.main(["formats", "--json"])
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)["formats"]}
    assert {name for name, row in rows.items() if not row["writes"]} == set(READ_ONLY)
    assert all(row["reads"] for row in rows.values())
    for name in READ_ONLY:
        with pytest.raises(SystemExit):
            cli.main(["convert", "x", "--from", name, "--to", name, "--output", str(tmp_path / "out")])
        assert f"invalid choice: '{name}'" in capsys.readouterr().err


# ---- turned shapes
@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 360])
def test_shapes_turned_by_right_angles_are_upright_ones(degrees: int) -> None:
    wide, high = (10.0, 6.0) if degrees % 180 == 0 else (6.0, 10.0)
    corners = (20 - wide / 2, 15 - high / 2), (20 + wide / 2, 15 + high / 2)
    assert turned_box((20, 15), (10, 6), degrees, SIZE) == rectangle(*corners, SIZE)
    assert turned_ellipse((20, 15), (5, 3), degrees, SIZE) == ellipse(*corners, SIZE)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 2e6])
def test_a_turned_shape_far_away_is_refused(bad: float) -> None:
    for make in (turned_box, turned_ellipse):
        with pytest.raises(ValueError, match="far outside"):
            make((bad, 1), (5, 5), 30, SIZE)
    assert turned_ellipse((500, 500), (5, 5), 30, SIZE).is_empty
    assert turned_ellipse((5, 5), (0, 5), 30, SIZE).is_empty


# ---- Datumaro
def items(root: Path, *annotations: Any, side: str = "default", **more: Any) -> Path:
    item = {"id": "a", "annotations": list(annotations), "image": {"path": "a.png", "size": [HEIGHT, WIDTH]}}
    content = {
        "dm_format_version": "1.0",
        "categories": {"label": {"labels": [{"name": "car"}, {"name": "van"}]}},
        "items": [{**item, **more}],
    }
    return text(root / "annotations" / f"{side}.json", content)


def test_the_annotations_of_datumaro_are_read(tmp_path: Path) -> None:
    photo(tmp_path / "images/default/a.png")
    box = {"type": "bbox", "bbox": [1, 2, 10, 5], "label_id": 1, "attributes": {"occluded": True, "speed": 3}}
    file = items(
        tmp_path,
        {"type": "polygon", "points": [2, 2, 6, 2, 6, 6, 2, 6], "label_id": 0, "group": 3, "z_order": 1},
        {"type": "mask", "rle": ring().to_coco_rle(), "label_id": 0, "group": 3},
        box,
        {"type": "ellipse", "points": [10, 10, 20, 16], "attributes": {"is_crowd": True}},
        {"type": "label", "label_id": 0},
    )
    for source in (file, tmp_path):
        read = datumaro.read(source)
        assert (read.problems, read.categories) == ((), ("car", "van"))
        van, oval, car = read.images[0].instances
        assert (van.category, van.mask, van.attributes) == (
            "van",
            rectangle((1, 2), (11, 7), SIZE),
            (("occluded", "true"), ("speed", "3")),
        )
        assert (oval.category, oval.crowd, oval.mask) == (None, True, ellipse((10, 10), (20, 16), SIZE))
        assert car.mask.to_array()[ring().to_array()].all() and car.mask.to_array()[2:6, 2:6].all()
        assert guess(source) == "datumaro"


@pytest.mark.parametrize(
    ("annotation", "reason"),
    [
        ({"type": "points", "points": [1, 2]}, "a points has no area"),
        ({"type": "polygon", "points": [1, 2]}, "it has no points"),
        ({"type": "bbox", "bbox": [1, 2, "x", 3]}, "one of its points is not two numbers"),
        ({"type": "mask", "rle": {"counts": "4", "size": [2, 2]}}, "image of another size"),
        ({"type": "bbox", "bbox": [1, 2, 3, 4], "label_id": 7}, "its label is not listed"),
        ([], "it is not a JSON object"),
    ],
)
def test_what_datumaro_says_that_is_no_mask_is_said(tmp_path: Path, annotation: Any, reason: str) -> None:
    photo(tmp_path / "images/a.png")
    items(tmp_path, annotation)
    (said,) = reasons(datumaro.read(tmp_path)).values()
    assert reason in said


def test_the_sides_of_datumaro_are_kept(tmp_path: Path) -> None:
    for side in ("train", "val"):
        photo(tmp_path / "images" / side / "a.png")
        items(tmp_path, side=side)
    assert [image.part for image in datumaro.read(tmp_path).images] == ["train", "val"]


# ---- Label Studio
def task(*result: Any, image: str = "/data/upload/3/0123abcd-a.png", **more: Any) -> dict[str, Any]:
    return {"id": 1, "annotations": [{"result": list(result)}], "data": {"image": image}, **more}


def region(kind: str, *, key: str = "r", **value: Any) -> dict[str, Any]:
    size = {"original_width": WIDTH, "original_height": HEIGHT}
    return {"id": key, "type": kind, "from_name": "tag", "to_name": "image", "value": value, **size}


def test_the_regions_of_label_studio_are_read(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    points = [[10, 10], [50, 10], [50, 50], [10, 50]]
    file = text(
        tmp_path / "export.json",
        [
            task(
                region("polygonlabels", points=points, polygonlabels=["car"], key="1"),
                region("brushlabels", format="rle", rle=brush_code(ring()), brushlabels=["van"], key="2"),
                region("rectangle", x=50, y=10, width=20, height=10, rotation=90, key="3"),
                region("labels", labels=["tree"], key="3"),
                region("choices", choices=["red", "blue"], key="3"),
                region(
                    "ellipselabels", x=50, y=50, radiusX=10, radiusY=20, rotation=0, ellipselabels=[], key="4"
                ),
                region("choices", choices=["day"], key="5"),
            )
        ],
    )
    for source in (file, tmp_path):
        read = label_studio.read(source)
        assert read.problems == ()
        car, van, tree, oval = read.images[0].instances
        assert (car.category, car.mask) == ("car", rectangle((4, 3), (20, 15), SIZE))
        assert (van.category, van.mask) == ("van", ring())
        assert (tree.category, tree.attributes) == ("tree", (("tag", "red, blue"),))
        assert tree.mask == rectangle((17, 3), (20, 11), SIZE)
        assert (oval.category, oval.mask) == (None, ellipse((16, 9), (24, 21), SIZE))
        assert guess(source) == "label-studio"


@pytest.mark.parametrize(
    "address",
    [
        "/data/upload/3/0123abcd-a.png",
        "/data/local-files/?d=photos/a.png",
        "s3://bucket/photos/a.png",
        "https://example.org/x/a.png?token=1",
        "a.png",
    ],
)
def test_the_image_of_a_task_is_found_by_its_address(tmp_path: Path, address: str) -> None:
    photo(tmp_path / "images/a.png")
    text(tmp_path / "export.json", [task(image=address)])
    read = label_studio.read(tmp_path)
    assert ([image.name for image in read.images], read.problems) == (["a.png"], ())


def test_what_is_not_taken_of_tasks_is_said(tmp_path: Path) -> None:
    for name in "abc":
        photo(tmp_path / f"{name}.png")
    whole = region("rectanglelabels", x=0, y=0, width=100, height=100, rectanglelabels=["car"])
    turned = {**whole, "image_rotation": 90}
    other = {**whole, "original_width": 7}
    cancelled = {"result": [], "was_cancelled": True}
    text(
        tmp_path / "export.json",
        [
            task(image="a.png", annotations=[cancelled, {"result": [whole]}, {"result": []}]),
            {"data": {"image": "b.png"}, "annotations": [], "predictions": [{"result": [whole]}]},
            task(region("keypointlabels", x=1), turned | {"id": "s"}, other | {"id": "t"}, image="c.png"),
            task(image="gone.png"),
        ],
    )  # fmt: skip
    read = label_studio.read(tmp_path)
    assert [(image.name, len(image.instances), image.annotated) for image in read.images] == [
        ("a.png", 1, True),
        ("b.png", 0, False),
        ("c.png", 0, True),
    ]
    assert [reason.partition(":")[0][:48] for reason in reasons(read).values()] == [
        "it has 2 annotations; the first is read",
        "it has only predictions, which are not read",
        "a keypoint has no area",
        "it is drawn on a turned image",
        f"its image {tmp_path / 'c.png'}"[:48],
        f"its image {tmp_path / 'gone.png'}"[:48],
    ]


@pytest.mark.parametrize(
    "change", [lambda c: c[:-9], lambda c: [0, 0, 0, 9, *c[4:]], lambda c: [*c, -1], lambda c: "x"]
)
def test_a_damaged_brush_mask_is_said(tmp_path: Path, change: Any) -> None:
    photo(tmp_path / "a.png")
    value = {"format": "rle", "rle": change(brush_code(ring())), "brushlabels": ["car"]}
    text(tmp_path / "export.json", [task(region("brushlabels", **value))])
    assert len(label_studio.read(tmp_path).problems) == 1


def test_brush_codes_of_any_values_are_decoded() -> None:
    rng = np.random.default_rng(0)
    pixels = rng.random((40, 30)) < 0.5
    mask = Mask.from_array(pixels)
    values = decoded(bytes(brush_code(mask)), 40 * 30 * 4)
    assert np.array_equal(values.reshape(40, 30, 4)[..., 3] > 0, pixels)


# ---- VGG Image Annotator
def of_via(root: Path, *regions: tuple[dict[str, Any], dict[str, Any]], project: bool = True) -> Path:
    rows = [{"shape_attributes": shape, "region_attributes": said} for shape, said in regions]
    records = {"a.png7": {"filename": "a.png", "size": 7, "regions": rows, "file_attributes": {}}}
    content = {"_via_settings": {}, "_via_img_metadata": records} if project else records
    return text(root / "via.json", content)


@pytest.mark.parametrize("project", [True, False])
def test_the_regions_of_via_are_read(tmp_path: Path, project: bool) -> None:
    photo(tmp_path / "a.png")
    xs, ys = [2, 12, 12, 2], [2, 2, 8, 8]
    file = of_via(
        tmp_path,
        ({"name": "polygon", "all_points_x": xs, "all_points_y": ys}, {"Type": "car", "colour": "red"}),
        ({"name": "rect", "x": 1, "y": 2, "width": 10, "height": 5}, {"kind": {"van": True, "bus": False}}),
        ({"name": "circle", "cx": 20, "cy": 15, "r": 4}, {}),
        ({"name": "ellipse", "cx": 20, "cy": 15, "rx": 6, "ry": 3, "theta": 0}, {"a": "1", "b": "2"}),
        ({"name": "polyline", "all_points_x": [*xs, 2], "all_points_y": [*ys, 2]}, {}),
        project=project,
    )
    for source in (file, tmp_path):
        read = via.read(source)
        assert read.problems == ()
        assert [(i.category, i.attributes) for i in read.images[0].instances] == [
            ("car", (("colour", "red"),)),
            ("van", ()),
            (None, ()),
            (None, (("a", "1"), ("b", "2"))),
            (None, ()),
        ]
        box = rectangle((2, 2), (12, 8), SIZE)
        assert masks(read) == [
            *(box, rectangle((1, 2), (11, 7), SIZE), ellipse((16, 11), (24, 19), SIZE)),
            *(ellipse((14, 12), (26, 18), SIZE), box),
        ]
        assert guess(source) == "via"


def test_what_via_says_that_is_no_mask_is_said(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    of_via(
        tmp_path,
        ({"name": "point", "cx": 1, "cy": 1}, {}),
        ({"name": "polyline", "all_points_x": [1, 2, 3], "all_points_y": [1, 5, 1]}, {}),
        ({"name": "polygon", "all_points_x": [1, 2, 3], "all_points_y": [1]}, {}),
        ({"name": "rect", "x": "1", "y": 2, "width": 1, "height": 1}, {}),
    )
    assert list(reasons(via.read(tmp_path)).values()) == [
        "a point has no area",
        "a polyline has no area",
        "it has no points",
        "one of its points is not two numbers, or is far outside the image",
    ]


@pytest.mark.parametrize("name", ["datumaro", "label-studio", "via"])
@pytest.mark.parametrize("content", ["", "[", "[" * 100_000, '{"a": ' * 100_000, "7", "{}", "[]"])
def test_other_json_is_refused_in_one_sentence(tmp_path: Path, name: str, content: str) -> None:
    marks = {
        "datumaro": '"dm_format_version": 1',
        "label-studio": '"from_name": 1',
        "via": '"_via_settings": 1',
    }
    text(tmp_path / "a.json", content)
    text(tmp_path / "b.json", f"{{{marks[name]}, {content}")
    reader = FORMATS[name].reader
    assert reader is not None
    for file in ("a.json", "b.json"):
        with pytest.raises(FormatError):
            reader(tmp_path / file, None)


# ---- X-AnyLabeling
def test_the_quadrilaterals_of_x_anylabeling_are_read(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    points = [[2, 2], [12, 2], [12, 8], [2, 8]]
    shapes = [
        {
            "label": "car",
            "points": points,
            "shape_type": kind,
            "score": 0.5,
            "difficult": True,
            "direction": 0,
        }
        for kind in ("polygon", "rectangle", "rotation", "quadrilateral")
    ]
    shapes += [
        {"label": "car", "points": points, "shape_type": kind}
        for kind in ("cuboid", "line", "linestrip", "point")
    ]
    text(
        tmp_path / "a.json",
        {"shapes": shapes, "imagePath": "a.png", "imageHeight": HEIGHT, "imageWidth": WIDTH},
    )
    read = labelme.read(tmp_path)
    assert masks(read) == [rectangle((2, 2), (12, 8), SIZE)] * 4
    assert {(i.score, i.attributes) for i in read.images[0].instances} == {(0.5, (("difficult", "true"),))}
    assert len(read.problems) == 4
