"""COCO instance annotations (one JSON file): reader and writer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from annotations.errors import Problem, StrPath
from annotations.files import atomic_file
from annotations.formats import coco_reading
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
)
from annotations.formats.coco_files import in_folder
from annotations.formats.extras import as_json
from annotations.formats.writing import category_names
from annotations.masks import outlines, rle_batch
from annotations.message import Message

__all__ = ["FORMAT", "UNKNOWN", "ReadResult", "read", "write"]

Json = dict[str, Any]
BATCH = 1000
"""Number of masks encoded together."""


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a COCO file, or the one in a folder.

    The images are in `images`, or else near the file (`coco_files.image_folders`). An invalid record is reported and
    left out; FormatError only if the file is not a COCO file at all. It is read record by record, and masks stay
    run-length codes, so memory grows only with these. The reader also accepts ids as text, missing or zero sizes
    (then the file's), LVIS without file names, polygons without a list around them, and tracks as words
    or 0, which get new numbers.
    """
    return coco_reading.read(Path(source).absolute(), Path(images).absolute() if images is not None else None)


def check(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Like `read`, but also report what will cause trouble in other programs: wrong areas, boxes and ids."""
    folder = Path(images).absolute() if images is not None else None
    return coco_reading.read(Path(source).absolute(), folder, strict=True)


def write(dataset: Dataset, output: StrPath, *, polygons: bool = False, **_options: bool) -> list[Problem]:
    """Write a COCO file with run-length codes, which hold every mask exactly.

    With `polygons`, masks become crack outlines if that is equivalent: no hole, no crowd. Instances of unknown
    category are written under a category named "unknown", and reported. Ids start at 1.
    """
    problems: list[Problem] = []
    ids = {name: number for number, name in enumerate(category_names(dataset, problems), 1)}
    start = {"info": {"description": "Made with RSIS Annotator", "version": "1.0"}, "licenses": []}
    images = (
        {"id": number, "file_name": image.name, "width": image.width, "height": image.height}
        for number, image in enumerate(dataset.images, 1)
    )
    with atomic_file(output) as file:
        file.write(_json(start)[:-1])
        _write_list(file, "images", images)
        _write_list(file, "annotations", _annotations(dataset, ids, polygons, problems))
        categories = ({"id": number, "name": name, "supercategory": ""} for name, number in ids.items())
        _write_list(file, "categories", categories)
        file.write(b"}")
    return problems


def _annotations(
    dataset: Dataset, ids: dict[str, int], polygons: bool, problems: list[Problem]
) -> Iterable[Json]:
    number = 0
    for part in _batches(dataset, problems):
        codes, areas = rle_batch.codes([instance.mask for _, _, instance in part])
        for (image_id, image, instance), code, area in zip(part, codes, areas, strict=True):
            number += 1
            x0, y0, x1, y1 = instance.mask.bbox
            rings = outlines(instance.mask) if polygons and not instance.crowd else ()
            segmentation: Json | list[list[int]] = {"size": list(instance.mask.size), "counts": code.decode()}
            if any(ring.is_hole for ring in rings):
                reason = Message(
                    "it has a hole, which polygons cannot represent: written as a run-length code"
                )
                problems.append(Problem(image.name, Message("annotation {number}", number=number), reason))
            elif rings:
                segmentation = [ring.points.reshape(-1).tolist() for ring in rings]
            yield {
                "id": number,
                "image_id": image_id,
                "category_id": ids[instance.category if instance.category is not None else UNKNOWN],
                "segmentation": segmentation,
                "area": area,
                "bbox": [x0, y0, x1 - x0, y1 - y0],
                "iscrowd": int(instance.crowd),
                **({"track_id": instance.track} if instance.track is not None else {}),
                **({"attributes": as_json(instance.attributes)} if instance.attributes else {}),
                **({"note": instance.note} if instance.note else {}),
            }


def _batches(
    dataset: Dataset, problems: list[Problem]
) -> Iterator[list[tuple[int, ImageAnnotations, AnnotatedInstance]]]:
    """Yield the instances that have pixels, with their image and id, a few thousand at a time."""
    part: list[tuple[int, ImageAnnotations, AnnotatedInstance]] = []
    for image_id, image in enumerate(dataset.images, 1):
        for instance in image.instances:
            if instance.mask.is_empty:
                problems.append(
                    Problem(
                        image.name,
                        Message("an instance"),
                        Message("it has no pixels and was left out"),
                        left_out=1,
                    )
                )
            else:
                part.append((image_id, image, instance))
        if len(part) >= BATCH:
            yield part
            part = []
    yield part


def _write_list(file: IO[bytes], name: str, records: Iterable[Json]) -> None:
    """Write a list of the document record by record."""
    file.write(b"," + _json(name) + b":[")
    for number, record in enumerate(records):
        file.write((b",\n" if number else b"\n") + _json(record))
    file.write(b"]")


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

FORMAT = Format(
    "coco",
    "COCO instances (JSON)",
    read,
    write,
    ".json",
    {"polygons": "Polygons instead of run-length codes (holes are lost)"},
    checker=check,
    recognises=lambda source: (
        source.suffix.lower() == ".json" or (source.is_dir() and bool(in_folder(source)))
    ),
    holds_attributes=True,
    layout="one JSON file with `images`, `annotations`, `categories`; ids from 1",
    holds="masks of any shape as run-length codes; overlaps, crowds, any number, categories, image folders; "
    "notes and attributes in CVAT's form; tracks as `track_id`",
    cannot="holes in polygons, if polygons are requested (such a mask stays a run-length code)",
)
