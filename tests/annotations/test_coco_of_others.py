"""COCO files as Roboflow, CVAT, LVIS and VIA write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotations.formats import coco
from tests.annotations.conftest import square

Json = dict[str, Any]


def read(document: object, photos: Path) -> coco.ReadResult:
    (photos / "in.json").write_text(json.dumps(document))
    return coco.read(photos / "in.json")


def test_roboflow_counts_from_0_and_writes_boxes_with_fractions(photos: Path) -> None:
    document = {
        "info": {"year": "2024", "version": "1", "url": "https://public.roboflow.com/"},
        "licenses": [{"id": 1, "url": "", "name": "Unknown"}],
        "categories": [
            {"id": 0, "name": "cells", "supercategory": "none"},
            {"id": 1, "name": "cell", "supercategory": "cells"},
        ],
        "images": [
            {
                "id": 0,
                "license": 1,
                "file_name": "a1.png",
                "height": 30,
                "width": 40,
                "extra": {"name": "x.png"},
            }
        ],
        "annotations": [
            {"id": 0, "image_id": 0, "category_id": 1, "bbox": [3, 4, 5.5, 5], "area": 27.5, "iscrowd": 0}
            | {"segmentation": [[3.0, 4.0, 8.0, 4.0, 8.0, 9.0, 3.0, 9.0]]},
            {
                "id": 1,
                "image_id": 0,
                "category_id": 1,
                "bbox": [3, 4, 5, 5],
                "segmentation": [],
                "iscrowd": 0,
            },
        ],
    }
    result = read(document, photos)
    assert result.categories == ("cell",)
    assert [(i.category, i.mask) for i in result.images[0].instances] == [("cell", square(4, 3, 5))]
    assert [(p.record, p.reason) for p in result.problems] == [
        ("annotation 1", "it has no mask: neither polygons nor a run-length code")
    ]


def test_cvat_writes_masks_as_lists_of_runs_with_attributes(photos: Path) -> None:
    document = {
        "licenses": [{"name": "", "id": 0, "url": ""}],
        "info": {
            "contributor": "",
            "date_created": "",
            "description": "",
            "url": "",
            "version": "",
            "year": "",
        },
        "categories": [{"id": 1, "name": "cell", "supercategory": ""}],
        "images": [
            {"id": 1, "width": 40, "height": 30, "file_name": "sub/a10.jpg", "license": 0, "flickr_url": ""}
            | {"coco_url": "", "date_captured": 0}
        ],
        "annotations": [
            {
                "id": 1,
                "image_id": 1,
                "category_id": 1,
                "area": 30.0,
                "bbox": [1.0, 0.0, 1.0, 30.0],
                "iscrowd": 1,
            }
            | {
                "segmentation": {"counts": [30, 30, 1140], "size": [30, 40]},
                "attributes": {"occluded": False},
            }
        ],
    }
    result = read(document, photos)
    assert result.problems == ()
    (instance,) = result.images[0].instances
    assert (instance.crowd, instance.mask.bbox) == (True, (1, 0, 2, 30))


def test_lvis_has_no_file_names_no_crowds_and_its_categories_at_the_end(photos: Path) -> None:
    (photos / "val2017").mkdir()
    (photos / "a1.png").rename(photos / "val2017" / "a1.png")
    document = {
        "images": [
            {
                "id": 397133,
                "width": 40,
                "height": 30,
                "neg_category_ids": [],
                "not_exhaustive_category_ids": [],
            }
            | {"coco_url": "http://images.cocodataset.org/val2017/a1.png", "license": 4}
        ],
        "annotations": [
            {"id": 1, "image_id": 397133, "category_id": 1203, "bbox": [1.5, 1.5, 4.0, 4.0], "area": 16.0}
            | {"segmentation": [[1, 1, 5, 1, 5, 5, 1, 5]]}
        ],
        "categories": [{"id": 1203, "name": "zucchini", "synset": "zucchini.n.02", "frequency": "c"}],
    }
    result = read(document, photos)
    assert result.problems == ()
    assert [image.name for image in result.images] == ["val2017/a1.png"]
    assert [i.category for i in result.images[0].instances] == ["zucchini"]


def test_via_writes_ids_as_text_no_sizes_and_a_polygon_without_a_list_around_it(photos: Path) -> None:
    document = {
        "images": [{"id": "0", "width": 0, "height": 0, "file_name": "a1.png", "license": 0, "coco_url": ""}],
        "annotations": [
            {
                "id": "0",
                "image_id": "0",
                "category_id": "1",
                "area": 25,
                "bbox": [3, 4, 5, 5],
                "iscrowd": False,
            }
            | {"segmentation": [3, 4, 8, 4, 8, 9, 3, 9]}
        ],
        "categories": [{"id": "1", "name": "cell", "supercategory": "type"}],
    }
    result = read(document, photos)
    assert result.problems == ()
    assert [(i.category, i.mask) for i in result.images[0].instances] == [("cell", square(4, 3, 5))]


def test_polygons_in_shares_of_the_image_make_no_mask_and_the_first_pixel_is_one(photos: Path) -> None:
    shares = [[0.25, 0.25, 0.5, 0.25, 0.5, 0.75, 0.25, 0.75]]
    first_pixel = [[0, 0, 1, 0, 1.0, 1, 0, 1]]
    document = {
        "categories": [{"id": 1, "name": "cell"}],
        "images": [{"id": 1, "file_name": "a1.png", "height": 30, "width": 40}],
        "annotations": [
            {"id": number, "image_id": 1, "category_id": 1, "segmentation": polygons}
            for number, polygons in enumerate((shares, first_pixel, [*shares, [2, 2, 3, 2, 3, 3, 2, 3]]))
        ],
    }
    result = read(document, photos)
    assert [i.mask.bbox for i in result.images[0].instances] == [(0, 0, 1, 1), (0, 0, 3, 3)]
    assert [(p.record, p.reason) for p in result.problems] == [
        ("annotation 0", "its coordinates are shares of the image, not pixels: all are within 0 to 1")
    ]
