"""Makes parts of a prediction as `rsis-trainer predict --shards` writes them, and the images they are of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow
from PIL import Image
from pyarrow import parquet

from tests.annotations.conftest import HEIGHT, WIDTH, square

CATEGORIES = ("cell", "dirt")
Found = tuple[str, float, float]
"""An object: its category, its score and its objectness."""


def content_of(
    images: Sequence[tuple[str, Sequence[Found]]], number: int = 0, first: int = 0
) -> dict[str, Any]:
    """A part with these images, each with its objects, squares from left to right."""
    ids = {name: place for place, name in enumerate(CATEGORIES, 1)}
    objects = [
        {
            "id": (first + at) * 1000 + place,
            "image_id": first + at,
            "category_id": ids[category],
            "segmentation": square(2, 2 + 3 * (place % 12), 5).to_coco_rle(),
            "area": 25,
            "bbox": [2 + 3 * (place % 12), 2, 5, 5],
            "iscrowd": 0,
            "score": score,
            "objectness": objectness,
        }
        for at, (_, found) in enumerate(images, 1)
        for place, (category, score, objectness) in enumerate(found)
    ]
    return {
        "info": {"part": number, "model": "starter", "broken": [], "notes": []},
        "images": [
            {"id": first + at, "file_name": name, "width": WIDTH, "height": HEIGHT}
            for at, (name, _) in enumerate(images, 1)
        ],
        "annotations": objects,
        "categories": [{"id": place, "name": name} for name, place in ids.items()],
    }


def write_parts(
    folder: Path, images: Sequence[tuple[str, Sequence[Found]]], size: int = 2, *, tables: bool = False
) -> Path:
    """Write images in parts of `size`, as JSON or as tables, and the plan; return the folder."""
    folder.mkdir()
    for number, first in enumerate(range(0, len(images), size)):
        content = content_of(images[first : first + size], number, first)
        path = folder / f"part-{number:05}"
        if tables:
            parquet.write_table(pyarrow.Table.from_pylist(rows_of(content)), path.with_suffix(".parquet"), 3)
        else:
            path.with_suffix(".json").write_text(json.dumps(content), encoding="utf-8")
    (folder / "plan.json").write_text(json.dumps({"parts": -(-len(images) // size)}), encoding="utf-8")
    return folder


def rows_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a part's table, as far as they are read."""
    images = {one["id"]: one for one in content["images"]}
    names = {one["id"]: one["name"] for one in content["categories"]}
    return [
        {
            "image_id": one["image_id"],
            **{name: images[one["image_id"]][name] for name in ("file_name", "height", "width")},
            "category": names[one["category_id"]],
            **{name: one[name] for name in ("score", "objectness")},
            "counts": one["segmentation"]["counts"],
        }
        for one in content["annotations"]
    ]


def draw_images(folder: Path, names: Sequence[str]) -> Path:
    """Write a small image for each name."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (WIDTH, HEIGHT), (90, 90, 90)).save(folder / name)
    return folder
