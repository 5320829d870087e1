"""Puts the parts together: COCO results in one file, and a part as a table."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from annotations.errors import Problem
from trainer.errors import TrainerError

BOX = ("x", "y", "box_width", "box_height")
"""Columns of a bounding box."""
SOURCE = b"rsis.part"
"""The name under which a table says of what it was made."""


@dataclass
class Summary:
    """What the parts hold together: numbers of images and of predictions; problems, notes among them, in order."""

    images: int = 0
    predictions: int = 0
    broken: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def add(self, content: dict[str, Any]) -> None:
        """Count a part in."""
        self.images += len(content["images"])
        self.predictions += len(content["annotations"])
        self.broken += [Problem(file, "", reason) for file, reason in content["info"]["broken"]]
        self.notes += [Problem(file, "", reason, kept=True) for file, reason in content["info"]["notes"]]


@contextmanager
def results_in(file: IO[bytes]) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Yield a function that adds a part to COCO results in a file, one JSON list."""
    begun = False

    def add(content: dict[str, Any]) -> None:
        nonlocal begun
        if results := list(_results(content)):
            file.write((", " if begun else "").encode() + json.dumps(results)[1:-1].encode())
            begun = True

    file.write(b"[")
    yield add
    file.write(b"]")


def _results(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names = {image["id"]: image["file_name"] for image in content["images"]}
    for one in content["annotations"]:
        yield {
            "image_id": one["image_id"],
            "file_name": names[one["image_id"]],
            "category_id": one["category_id"],
            "segmentation": one["segmentation"],
            "bbox": one["bbox"],
            "score": one["score"],
        }


def check_parquet() -> None:
    """Raise TrainerError if there is no pyarrow."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise TrainerError("Parquet needs the package pyarrow (pip install pyarrow).") from None


def as_parquet(content: dict[str, Any], source: str, *, whole_ids: bool) -> bytes:
    """Return a part as a Parquet file with one row for each object.

    Columns: id, image_id, file_name, height, width (of the image), category_id, category, score, objectness (null if
    the part is of a version without it), x, y, box_width, box_height (in pixels), area, counts (COCO's compressed
    run-length code of the mask). whole_ids: the ids of images and categories are whole numbers; otherwise they are
    text. source: a digest of the part, for `is_parquet_of`.
    """
    import pyarrow
    from pyarrow import parquet

    id_type = pyarrow.int64() if whole_ids else pyarrow.string()
    types = dict.fromkeys(
        ("id", "image_id", "file_name", "height", "width", "category_id", "category", "score", *BOX, "area"),
        pyarrow.int64(),
    )
    types |= dict.fromkeys(("file_name", "category", "counts"), pyarrow.string())
    types |= {"image_id": id_type, "category_id": id_type, "score": pyarrow.float64()}
    types |= {"objectness": pyarrow.float64()}
    file = io.BytesIO()
    rows = list(_rows(content, whole_ids=whole_ids))
    schema = pyarrow.schema(list(types.items()), {SOURCE: source})
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema), file)
    return file.getvalue()


def is_parquet_of(path: Path, source: str) -> bool:
    """Whether a file is a whole one of `as_parquet`, made of this source."""
    import pyarrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            return bool((file.schema_arrow.metadata or {}).get(SOURCE) == source.encode())
    except (OSError, pyarrow.ArrowException):
        return False


def _rows(content: dict[str, Any], *, whole_ids: bool) -> Iterator[dict[str, Any]]:
    images = {image["id"]: image for image in content["images"]}
    names = {category["id"]: category["name"] for category in content["categories"]}
    for one in content["annotations"]:
        image, category = images[one["image_id"]], one["category_id"]
        yield {
            "id": one["id"],
            "image_id": image["id"] if whole_ids else str(image["id"]),
            **{name: image[name] for name in ("file_name", "height", "width")},
            "category_id": category if whole_ids else str(category),
            "category": names[category],
            "score": one["score"],
            "objectness": one.get("objectness"),
            **dict(zip(BOX, one["bbox"], strict=True)),
            "area": one["area"],
            "counts": one["segmentation"]["counts"],
        }
