"""Small data sets of formats with one file per image or per project, as other programs write them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import numpy as np
from roifile import ROI_OPTIONS, ROI_TYPE, ImagejRoi

from tests.fuzz.pieces import HEIGHT, RING, WIDTH, picture, text
from tests.fuzz.targets import Files


def imagej() -> list[Files]:
    boxes = {"left": 2, "top": 2, "right": 9, "bottom": 8}

    def roi(kind: ROI_TYPE, **more: Any) -> bytes:
        made = ImagejRoi()
        made.roitype = kind
        for name, value in {**boxes, **more}.items():
            setattr(made, name, value)
        return bytes(made.tobytes())

    ring = np.array(RING, np.int32)
    whole = {"n_coordinates": 4, "integer_coordinates": ring}
    parts = {
        "multi_coordinates": np.array(
            [0, 1, 1, 1, 9, 1, 2, 9, 8, 1, 8, 4, 0, 3, 3, 3, 5, 3, 6, 6, 3, 6, 1, 1], "f4"
        ),
        "shape_roi_size": 24,
    }
    kinds = {
        "rectangle": roi(ROI_TYPE.RECT, name="car", position=1),
        "oval": roi(ROI_TYPE.OVAL, name="0001-0002", group=3),
        "freehand": roi(ROI_TYPE.FREEHAND, **whole, options=ROI_OPTIONS.SUB_PIXEL_RESOLUTION,
                        subpixel_coordinates=ring.astype(np.float32) + 0.5, z_position=2),
        "point": roi(ROI_TYPE.POINT, **whole),
        "parts": roi(ROI_TYPE.RECT, **parts, props='rsis: {"category": "car", "crowd": true}\n'),
    }  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in kinds.items():
            archive.writestr(f"{name}.roi", content)
    single = {f"{name}.roi": content for name, content in kinds.items()}
    return [
        {"a_RoiSet.zip": packed.getvalue(), "a.png": picture()},
        single | {f"{name}.png": picture() for name in kinds},
    ]


def geojson() -> list[Files]:
    rings = [[*RING, RING[0]], [[3, 3], [5, 3], [5, 5], [3, 3]]]
    shapes: list[Any] = [
        {"type": "Polygon", "coordinates": rings, "plane": {"c": -1, "z": 0, "t": 0}},
        {"type": "MultiPolygon", "coordinates": [rings, [[[10, 9], [15, 9], [15, 11], [10, 9]]]]},
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": rings}]},
        {"type": "LineString", "coordinates": RING},
        None,
    ]
    properties: list[Any] = [
        {"objectType": "annotation", "classification": {"name": "car", "color": [1, 2, 3]}},
        {"objectType": "detection", "classification": {"names": ["Tumor", "Positive"]}},
        {"label": "cell", "metadata": {"ANNOTATION_DESCRIPTION": "a", "iscrowd": "true", "occluded": "true"}},
        {"class": 7},
        None,
    ]
    features = [
        {"type": "Feature", "geometry": shape, "properties": said}
        for shape, said in zip(shapes, properties, strict=True)
    ]
    return [
        {"a.geojson": text({"type": "FeatureCollection", "features": features}), "a.png": picture()},
        {
            "a.png.geojson": text(features[0]),
            "a.png": picture(),
            "b.json": text(features),
            "b.png": picture(),
        },
    ]


def cvat() -> list[Files]:
    shapes = """<polygon label="car" points="1,1;9,1;9,8" occluded="1" z_order="2" group_id="1">
    <attribute name="colour">red</attribute></polygon>
    <polygon label="car" points="10.5,2;14,2;14,6" group_id="1"/>
    <mask label="cell" rle="1, 3, 5, 2" left="2" top="3" width="4" height="4"/>
    <box label="cell" xtl="1" ytl="2" xbr="9" ybr="8.5" rotation="30"/>
    <ellipse label="car" cx="7" cy="6" rx="3" ry="2" rotation="10"/>
    <points label="car" points="1,1"/><cuboid label="car"/><tag label="car"/>"""
    xml = f"""<?xml version="1.0" encoding="utf-8"?><annotations><version>1.1</version><meta><job><labels><label>
    <name>car</name><color>#ff0000</color></label></labels></job></meta>
    <image id="0" name="a.png" subset="Train" width="{WIDTH}" height="{HEIGHT}">{shapes}</image>
    <track id="0" label="car"><box frame="0" xtl="1" ytl="1" xbr="2" ybr="2"/></track></annotations>"""
    return [{"annotations.xml": xml.encode(), "images/a.png": picture()}]


def datumaro() -> list[Files]:
    kinds: list[dict[str, Any]] = [
        {"type": "polygon", "points": [1, 1, 9, 1, 9, 8], "label_id": 0, "group": 1, "z_order": 1},
        {"type": "mask", "rle": {"counts": "=5O1N2O", "size": [HEIGHT, WIDTH]}, "label_id": 0, "group": 1},
        {
            "type": "bbox",
            "bbox": [1.5, 2, 5, 6],
            "label_id": 1,
            "attributes": {"occluded": True, "is_crowd": True},
        },
        {"type": "ellipse", "points": [1, 2, 9, 8], "label_id": None},
        {"type": "label", "label_id": 0},
        {"type": "caption", "caption": "a"},
    ]
    content = {
        "info": {},
        "categories": {"label": {"labels": [{"name": "car"}, {"name": "cell"}]}},
        "items": [
            {"id": "a", "annotations": kinds, "image": {"path": "/home/x/a.png", "size": [HEIGHT, WIDTH]}},
            {"id": "b", "annotations": [], "media": {"path": ""}},
        ],
    }
    return [
        {"annotations/train.json": text(content), "images/train/a.png": picture(), "images/b.png": picture()}
    ]


def label_studio() -> list[Files]:
    box = {"x": 10, "y": 20, "width": 50, "height": 40, "rotation": 15}
    oval = {"x": 50, "y": 50, "radiusX": 20, "radiusY": 30, "rotation": 5}
    rows: list[dict[str, Any]] = [
        {"type": "rectanglelabels", "value": {**box, "rectanglelabels": ["car"]}, "id": "a"},
        {"type": "ellipse", "value": oval, "id": "b"},
        {"type": "labels", "value": {"labels": ["cell"]}, "id": "b"},
        {"type": "choices", "value": {"choices": ["red"]}, "id": "b", "from_name": "colour"},
        {"type": "keypointlabels", "value": {"x": 1, "y": 1, "width": 1}, "id": "c"},
        {"type": "polygonlabels", "value": {"points": [[1, 1], [90, 1], [90, 90]], "polygonlabels": []}},
    ]
    tasks = [
        {
            "completions": [{"result": rows, "was_cancelled": True}, {"result": rows}],
            "data": {"x": 1, "y": "http://h/a.png"},
        },
        {"annotations": [], "predictions": [{}], "data": {"image": "/data/local-files/?d=sub/b.png"}},
    ]
    return [{"tasks.json": text(tasks), "images/a.png": picture(), "b.png": picture()}]


def via() -> list[Files]:
    shapes: list[dict[str, Any]] = [
        {"name": "rect", "x": 1, "y": 2, "width": 6, "height": 5},
        {"name": "circle", "cx": 7, "cy": 6, "r": 3.5},
        {"name": "ellipse", "cx": 7, "cy": 6, "rx": 4, "ry": 2, "theta": 0.3},
        {"name": "polyline", "all_points_x": [1, 9, 9, 1], "all_points_y": [1, 1, 8, 1]},
        {"name": "point", "cx": 1, "cy": 1},
    ]
    said: list[Any] = [
        {"Class": "car", "colour": "red"},
        {"kind": {"cell": True, "x": False}},
        {},
        {"a": 1, "b": 2},
        None,
    ]
    regions = [
        {"shape_attributes": shape, "region_attributes": attributes}
        for shape, attributes in zip(shapes, said, strict=True)
    ]
    content = {
        "a.png9": {"filename": "a.png", "regions": regions, "file_attributes": {}},
        "b.png9": {"filename": "http://x/b.png", "regions": {"0": regions[0]}},
    }
    return [{"via_region_data.json": text(content), "a.png": picture(), "images/b.png": picture()}]
