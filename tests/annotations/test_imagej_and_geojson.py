"""ImageJ regions and GeoJSON as their programs write them, and files that are not what they say."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from roifile import ROI_OPTIONS, ROI_SUBTYPE, ROI_TYPE, ImagejRoi

from annotations.errors import FormatError
from annotations.formats import geojson, imagej
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.formats.table import guess
from annotations.masks import Mask
from annotations.masks.shapes import ellipse, rectangle
from tests.annotations.conftest import HEIGHT, WIDTH, ring, square
from tests.annotations.foreign import masks, one_image, photo, reasons, text

SIZE = (HEIGHT, WIDTH)


def roi(kind: ROI_TYPE, box: tuple[int, int, int, int] = (2, 3, 12, 9), **more: Any) -> bytes:
    made = ImagejRoi()
    made.roitype = kind
    made.left, made.top, made.right, made.bottom = box
    for name, value in more.items():
        setattr(made, name, value)
    return bytes(made.tobytes())


def of_points(kind: ROI_TYPE, points: list[tuple[int, int]], **more: Any) -> bytes:
    values = np.array(points, np.int32)
    box = (*values.min(axis=0), *values.max(axis=0))
    relative = values - values.min(axis=0)
    return roi(kind, box, n_coordinates=len(points), integer_coordinates=relative, **more)


def zipped(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


# ---- ImageJ
def test_each_kind_of_region_that_has_an_area_is_read(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    corners = [(5, 5), (15, 5), (15, 10), (5, 10)]
    shifted = np.array([[5.0, 5], [15, 5], [15, 10], [5, 10]], np.float32) + 0.6
    curve = np.array([0, 5, 5, 2, 15, 5, 15, 15, 1, 5, 15, 4], np.float32)
    zipped(
        tmp_path / "a_RoiSet.zip",
        {
            "rectangle.roi": roi(ROI_TYPE.RECT),
            "oval.roi": roi(ROI_TYPE.OVAL),
            "polygon.roi": of_points(ROI_TYPE.POLYGON, corners),
            "freehand.roi": of_points(
                ROI_TYPE.FREEHAND,
                corners,
                options=ROI_OPTIONS.SUB_PIXEL_RESOLUTION,
                subpixel_coordinates=shifted,
            ),
            "curve.roi": roi(ROI_TYPE.RECT, multi_coordinates=curve, shape_roi_size=len(curve)),
        },
    )
    read = imagej.read(tmp_path)
    assert read.problems == ()
    found = {instance.category: instance.mask for instance in read.images[0].instances}
    assert found["rectangle"] == rectangle((2, 3), (12, 9), SIZE)
    assert found["oval"] == ellipse((2, 3), (12, 9), SIZE)
    assert found["polygon"].bbox == (5, 5, 15, 10)
    assert found["freehand"].bbox == (6, 6, 16, 11)
    assert 5 * 10 // 2 < found["curve"].area < 100


def test_regions_without_an_area_are_said(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    line = of_points(ROI_TYPE.POLYLINE, [(1, 1), (5, 5)])
    zipped(
        tmp_path / "a_RoiSet.zip",
        {
            "line.roi": line,
            "point.roi": of_points(ROI_TYPE.POINT, [(1, 1)]),
            "text.roi": roi(ROI_TYPE.RECT, subtype=ROI_SUBTYPE.TEXT),
            "round.roi": roi(ROI_TYPE.RECT, rounded_rect_arc_size=4),
            "outside.roi": roi(ROI_TYPE.RECT, (100, 100, 120, 120)),
            "broken.roi": line[:70],
            "other.roi": b"x" * 100,
            "whole.roi": roi(ROI_TYPE.RECT),
        },
    )
    read = imagej.read(tmp_path)
    assert [i.category for i in read.images[0].instances] == ["whole"]
    assert reasons(read) == {
        "a_RoiSet.zip line": "a polyline has no area",
        "a_RoiSet.zip point": "a point has no area",
        "a_RoiSet.zip text": "a text has no area",
        "a_RoiSet.zip round": "a rectangle with round corners is not read; make it a polygon in ImageJ",
        "a_RoiSet.zip outside": "it covers no pixels of the image",
        "a_RoiSet.zip broken": "it is a damaged ImageJ region",
        "a_RoiSet.zip other": "it is not an ImageJ region",
    }


@pytest.mark.parametrize(
    ("name", "group", "category"),
    [
        ("cell", 0, "cell"),
        ("cell-12", 4, "cell"),
        ("0012-0345", 0, None),
        ("0001-0012-0345", 3, "group 3"),
        ("17", 0, None),
        ("unknown", 0, None),
        ("", 0, "entry"),
    ],
)
def test_the_name_of_a_region_is_its_category(
    tmp_path: Path, name: str, group: int, category: str | None
) -> None:
    photo(tmp_path / "a.png")
    zipped(tmp_path / "a.zip", {"entry.roi": roi(ROI_TYPE.RECT, name=name, group=group)})
    assert [i.category for i in imagej.read(tmp_path).images[0].instances] == [category]


def test_a_region_renamed_in_imagej_has_the_new_category(photos: Path, tmp_path: Path) -> None:
    instance = AnnotatedInstance(ring(), "cell-2", note="a")
    imagej.write(one_image(photos, instance), tmp_path / "out")
    path = tmp_path / "out" / "a1_RoiSet.zip"
    with zipfile.ZipFile(path) as archive:
        ((entry, content),) = [(name, archive.read(name)) for name in archive.namelist()]
    assert entry == "cell-2.roi"
    made = ImagejRoi.frombytes(content)
    assert (made.name, made.group) == ("cell-2", 1)
    made.name = "debris"
    zipped(path, {entry: made.tobytes()})
    ((found,),) = [image.instances for image in imagej.read(tmp_path / "out").images]
    assert (found.category, found.note, found.mask) == ("debris", "a", ring())


def test_regions_on_other_slices_of_a_stack_are_said_and_of_one_image_taken(tmp_path: Path) -> None:
    stack = np.zeros((3, HEIGHT, WIDTH), np.uint8)
    tifffile.imwrite(tmp_path / "stack.tif", stack, photometric="minisblack")
    photo(tmp_path / "slice.png")
    entries = {f"{z}.roi": roi(ROI_TYPE.RECT, position=z) for z in (0, 1, 2)}
    for stem in ("stack", "slice"):
        zipped(tmp_path / f"{stem}_RoiSet.zip", entries)
    read = imagej.read(tmp_path)
    assert {image.name: len(image.instances) for image in read.images} == {"slice.png": 3, "stack.tif": 2}
    assert reasons(read) == {"stack_RoiSet.zip 2": "it is on plane 2 of a stack, of which the first is read"}


def test_a_single_set_beside_a_single_image_needs_no_name(tmp_path: Path) -> None:
    photo(tmp_path / "cells.png")
    zipped(tmp_path / "RoiSet.zip", {"a.roi": roi(ROI_TYPE.RECT)})
    assert [image.name for image in imagej.read(tmp_path).images] == ["cells.png"]
    assert [image.name for image in imagej.read(tmp_path / "RoiSet.zip").images] == ["cells.png"]
    assert guess(tmp_path / "RoiSet.zip") == "imagej"


def test_the_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    photo(tmp_path / "set/a.png")
    names = ("../../evil.roi", "/etc/evil.roi", "C:\\evil.roi")
    zipped(tmp_path / "set/a.zip", {name: roi(ROI_TYPE.RECT, name="cell") for name in names})
    before = sorted(tmp_path.rglob("*"))
    assert len(imagej.read(tmp_path / "set").images[0].instances) == 3
    assert sorted(tmp_path.rglob("*")) == before


def test_an_archive_that_unpacks_to_very_much_is_refused_by_its_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo(tmp_path / "a.png")
    monkeypatch.setattr(imagej, "LARGEST_ROI", 2**16)
    zipped(tmp_path / "a.zip", {"a.roi": b"Iout" + bytes(2**20)})
    assert (tmp_path / "a.zip").stat().st_size < 2**12
    assert ["it unpacks to more" in reason for reason in reasons(imagej.read(tmp_path)).values()] == [True]


@pytest.mark.parametrize("content", [b"", b"PK\3\4broken", b"x" * 99])
def test_a_damaged_archive_is_said(tmp_path: Path, content: bytes) -> None:
    photo(tmp_path / "a.png")
    (tmp_path / "a_RoiSet.zip").write_bytes(content)
    read = imagej.read(tmp_path)
    assert ["it is not a zip file" in reason for reason in reasons(read).values()] == [True]


def test_a_region_beyond_what_the_format_can_say_is_left_out(tmp_path: Path) -> None:
    size = (10, 70_000)
    near, far = (Mask.from_patch(np.ones((3, 3)), (1, x), size) for x in (50_000, 65_000))
    image = ImageAnnotations(photo(tmp_path / "a.png", size[::-1]), "a.png", size[1], size[0], (
        AnnotatedInstance(near, None), AnnotatedInstance(far, None)))  # fmt: skip
    (problem,) = imagej.write(Dataset((image,), ()), tmp_path / "out")
    assert (problem.left_out, "up to 60535" in problem.reason) == (1, True)
    assert masks(imagej.read(tmp_path / "out")) == [near]


# ---- GeoJSON
SQUARE = [[2, 2], [12, 2], [12, 12], [2, 12], [2, 2]]
TRIANGLE = [[20, 2], [25, 2], [25, 9], [20, 2]]
HOLE = [[4, 4], [4, 6], [6, 6], [6, 4], [4, 4]]


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def polygon(*rings: list[list[int]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def test_the_features_of_qupath_and_others_are_read(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    features = [
        feature(polygon(SQUARE, HOLE), objectType="annotation", classification={"name": "Tumor", "color": [1, 2, 3]}),
        feature(polygon(SQUARE), objectType="detection", classification={"names": ["Tumor", "Positive"]}),
        feature({"type": "MultiPolygon", "coordinates": [[SQUARE], [TRIANGLE]]}, label="cell"),
        feature(polygon(SQUARE), category=7),
        feature(polygon(SQUARE), name="an object's own name"),
        feature({"type": "LineString", "coordinates": SQUARE}),
        feature(None),
        {"type": "Polygon"},
    ]  # fmt: skip
    text(tmp_path / "a.geojson", {"type": "FeatureCollection", "features": features})
    read = geojson.read(tmp_path)
    assert read.categories == ("Tumor", "Tumor: Positive", "cell", "7")
    assert [i.category for i in read.images[0].instances] == [*read.categories, None]
    assert [mask.area for mask in masks(read)][:2] == [96, 100]
    assert reasons(read) == {
        "a.geojson object 6": "a LineString has no area",
        "a.geojson object 7": "a null has no area",
        "a.geojson object 8": "it is not a GeoJSON feature",
    }


@pytest.mark.parametrize(
    ("file", "image"), [("a.geojson", "a.png"), ("a.png.geojson", "a.png"), ("b/a.json", "b/a.png")]
)
def test_a_geojson_file_is_found_by_the_name_of_its_image(tmp_path: Path, file: str, image: str) -> None:
    photo(tmp_path / image)
    photo(tmp_path / "other.png")
    text(tmp_path / file, [feature(polygon(SQUARE))])
    text(tmp_path / "settings.json", {"a": 1})
    if file.endswith(".json"):
        text(tmp_path / file, {"type": "FeatureCollection", "features": [feature(polygon(SQUARE))]})
    read = geojson.read(tmp_path)
    assert (read.problems, [i.name for i in read.images]) == ((), [image])
    assert guess(tmp_path / file) == "geojson"


def test_shares_of_the_image_are_not_taken_for_pixels(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    shares = polygon([[0.1, 0.1], [0.5, 0.1], [0.5, 0.5], [0.1, 0.1]])  # type: ignore[list-item]
    text(tmp_path / "a.geojson", feature(shares))
    assert ["shares of the image" in reason for reason in reasons(geojson.read(tmp_path)).values()] == [True]


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"type": "FeatureCollection", "features": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        b'{"type": "Topology"}',
        b"\xff\xfe",
        b"",
    ],
)
def test_a_file_that_is_no_geojson_is_one_problem(tmp_path: Path, content: bytes) -> None:
    photo(tmp_path / "a.png")
    (tmp_path / "a.geojson").write_bytes(content)
    read = geojson.read(tmp_path)
    assert len(read.problems) == 1
    assert not any(image.instances for image in read.images)


def test_nested_collections_of_geometries_end(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    geometry: dict[str, Any] = polygon(SQUARE)
    for _ in range(50):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    text(tmp_path / "a.geojson", feature(geometry))
    assert ["nested too deep" in reason for reason in reasons(geojson.read(tmp_path)).values()] == [True]


def test_what_qupath_needs_is_written(photos: Path, tmp_path: Path) -> None:
    instances = [
        AnnotatedInstance(ring(), "Tumor", True, note="a", attributes=(("grade", "2"),)),
        AnnotatedInstance(square(2, 3, 6), None),
    ]
    assert geojson.write(one_image(photos, *instances), tmp_path / "out") == []
    content = json.loads((tmp_path / "out/a1.geojson").read_text())
    first, second = content["features"]
    assert first["properties"] == {
        "objectType": "annotation",
        "classification": {"name": "Tumor", "color": [255, 99, 71]},
        "metadata": {"grade": "2", "ANNOTATION_DESCRIPTION": "a", "iscrowd": "true"},
    }
    assert second["properties"] == {"objectType": "annotation"}
    assert second["geometry"]["type"] == "Polygon"
    assert all(r[0] == r[-1] for r in first["geometry"]["coordinates"])


@pytest.mark.parametrize("module", [imagej, geojson])
def test_what_has_no_place_in_a_list_of_objects_is_said(photos: Path, tmp_path: Path, module: Any) -> None:
    dataset = one_image(photos, AnnotatedInstance(ring(), "unknown"))
    problems = module.write(Dataset(dataset.images, ("unknown", "car")), tmp_path / "out")
    assert [str(problem.record) for problem in problems] == ["an instance", "category 'car'"]
    read = module.read(tmp_path / "out")
    assert [i.category for i in read.images[0].instances] == [None]


def test_two_files_for_one_image_are_said(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    zipped(tmp_path / "a.zip", {"a.roi": roi(ROI_TYPE.RECT)})
    (tmp_path / "a.roi").write_bytes(roi(ROI_TYPE.RECT))
    read = imagej.read(tmp_path)
    assert reasons(read) == {"a.zip": "it has the same image a.png as a.roi; left out"}


def test_a_file_without_an_image_is_said(tmp_path: Path) -> None:
    photo(tmp_path / "a.png")
    photo(tmp_path / "c.png")
    text(tmp_path / "b.geojson", [])
    assert reasons(geojson.read(tmp_path)) == {"b.geojson": f"there is no image b in {tmp_path}"}
    with pytest.raises(FormatError, match="there are no files of ImageJ"):
        imagej.read(tmp_path)


@pytest.mark.parametrize(("name", "category"), [("a", None), ("", None), ("cell", "cell")])
def test_one_roi_file_is_read_and_the_name_of_its_image_is_no_category(
    tmp_path: Path, name: str, category: str | None
) -> None:
    photo(tmp_path / "a.png")
    (tmp_path / "a.roi").write_bytes(roi(ROI_TYPE.RECT, name=name))
    assert [i.category for i in imagej.read(tmp_path / "a.roi").images[0].instances] == [category]
    assert guess(tmp_path / "a.roi") == "imagej"
