"""COCO instance annotations (one JSON file): reader and writer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any

from annotations.errors import FormatError, Problem, StrPath, explain
from annotations.files import atomic_file
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
    check_image,
    inside,
)
from annotations.images import PIXEL_LIMIT
from annotations.masks import Mask, from_polygons, outlines

LARGEST_FILE = 2**31
Json = dict[str, Any]


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a COCO file; its images lie in `images`, else beside it, in `images/` there, or one folder up.

    A record that is wrong is a problem and left out; FormatError only where the file is no COCO file at all.
    """
    path = Path(source).absolute()
    return _Reader(path, _load(path), Path(images).absolute() if images is not None else None).result()


def write(dataset: Dataset, output: StrPath, *, polygons: bool = False, **_options: bool) -> list[Problem]:
    """Write a COCO file: run-length codes, which say every mask exactly.

    With `polygons` masks become crack outlines where that says the same: no hole, no crowd. Instances of unknown
    category are written under a category named "unknown", and reported. Ids count from 1.
    """
    problems: list[Problem] = []
    names = list(dataset.categories)
    instances = [(image, instance) for image in dataset.images for instance in image.instances]
    names += dict.fromkeys(i.category for _, i in instances if i.category and i.category not in names)
    if any(instance.category is None for _, instance in instances) and UNKNOWN not in names:
        names.append(UNKNOWN)
    ids = {name: number for number, name in enumerate(names, 1)}
    annotations: list[Json] = []
    for number, image in enumerate(dataset.images, 1):
        for instance in image.instances:
            if instance.mask.is_empty:
                problems.append(Problem(image.name, "an instance", "it has no pixel, so it was left out"))
                continue
            record = _annotation(instance, len(annotations) + 1, number, ids[instance.category or UNKNOWN])
            if polygons and not instance.crowd:
                rings = outlines(instance.mask)
                if any(ring.is_hole for ring in rings):
                    reason = "it has a hole, which polygons cannot say: written as a run-length code"
                    problems.append(Problem(image.name, f"annotation {record['id']}", reason))
                else:
                    record["segmentation"] = [ring.points.reshape(-1).tolist() for ring in rings]
            annotations.append(record)
        unknown = sum(instance.category is None for instance in image.instances)
        if unknown:
            things = "an instance" if unknown == 1 else f"{unknown} instances"
            problems.append(
                Problem(image.name, things, f'of unknown category: written under the category "{UNKNOWN}"')
            )
    document = {
        "info": {"description": "Made with RSIS Annotator", "version": "1.0"},
        "licenses": [],
        "images": [
            {"id": number, "file_name": image.name, "width": image.width, "height": image.height}
            for number, image in enumerate(dataset.images, 1)
        ],
        "annotations": annotations,
        "categories": [{"id": number, "name": name, "supercategory": ""} for name, number in ids.items()],
    }
    with atomic_file(output) as file:
        file.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())
    return problems


def _annotation(instance: AnnotatedInstance, number: int, image_id: int, category_id: int) -> Json:
    x0, y0, x1, y1 = instance.mask.bbox
    return {
        "id": number,
        "image_id": image_id,
        "category_id": category_id,
        "segmentation": instance.mask.to_coco_rle(),
        "area": instance.mask.area,
        "bbox": [x0, y0, x1 - x0, y1 - y0],
        "iscrowd": int(instance.crowd),
    }


def _load(path: Path) -> Json:
    """The file's JSON, which has the shape of a COCO file; FormatError otherwise."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise FormatError(path, f"it is larger than {LARGEST_FILE // 2**30} GB")
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise FormatError(path, f"it cannot be read: {explain(error)}") from error
    except UnicodeDecodeError as error:
        raise FormatError(path, "it is not JSON, or not text at all") from error
    except (ValueError, RecursionError) as error:
        raise FormatError(path, f"it is not JSON ({error})") from error
    if isinstance(content, list):
        raise FormatError(path, "it is a list, as COCO results are, not a data set")
    if not isinstance(content, dict):
        raise FormatError(path, "it is JSON, but not a COCO data set")
    for name in ("images", "annotations", "categories"):
        if not isinstance(content.get(name), list):
            raise FormatError(path, f'it is not a COCO data set: it has no list "{name}"')
    return content


class _Reader:
    """Takes one record after the other, and notes a problem for each that is wrong."""

    def __init__(self, path: Path, content: Json, folder: Path | None) -> None:
        self._path = path
        self._content = content
        self._folders = [folder] if folder else [path.parent, path.parent / "images", path.parent.parent]
        self._problems: list[Problem] = []
        self._categories: dict[int, str] = {}
        self._images: dict[int, ImageAnnotations] = {}
        self._files: set[Path] = set()
        self._refused: dict[int, str] = {}
        self._instances: dict[int, list[AnnotatedInstance]] = {}

    def result(self) -> ReadResult:
        for label, record in self._records("categories", "category"):
            self._try(label, self._category, record)
        for label, record in self._records("images", "image"):
            self._try(label, self._image, record)
        lost = dict.fromkeys(self._refused, 0)
        for label, record in self._records("annotations", "annotation"):
            image_id = record.get("image_id") if isinstance(record, dict) else None
            if isinstance(image_id, int) and image_id in lost:
                lost[image_id] += 1
            else:
                self._try(label, self._annotation, record, label)
        for image_id, reason in self._refused.items():
            also = f"; left out with its {lost[image_id]} annotations" if lost[image_id] else "; left out"
            self._note(f"image {image_id}", reason + also)
        images = tuple(
            ImageAnnotations(
                image.path, image.name, image.width, image.height, tuple(self._instances[number])
            )
            for number, image in self._images.items()
        )
        names = dict.fromkeys(name for name in self._categories.values() if name != UNKNOWN)
        return ReadResult(images, tuple(names), tuple(self._problems))

    def _records(self, name: str, label: str) -> Iterator[tuple[str, Any]]:
        for position, record in enumerate(self._content[name], 1):
            known = record.get("id") if isinstance(record, dict) else None
            yield (f"{label} {known}" if _is_whole(known) else f"{label} number {position}"), record

    def _note(self, record: str, reason: str) -> None:
        self._problems.append(Problem(str(self._path), record, reason.encode(errors="replace").decode()))

    def _try(self, label: str, take: Any, record: Any, *more: Any) -> None:
        try:
            if not isinstance(record, dict):
                raise ValueError("it is not a JSON object")
            take(record, *more)
        except (ValueError, OverflowError) as error:
            self._note(label, str(error))

    def _category(self, record: Json) -> None:
        number, name = _whole(record, "id"), record.get("name")
        if not isinstance(name, str) or not name or not _is_text(name):
            raise ValueError("it has no name")
        if number in self._categories:
            raise ValueError("its id is taken by another category")
        self._categories[number] = name

    def _image(self, record: Json) -> None:
        number = _whole(record, "id")
        if number in self._images or number in self._refused:
            raise ValueError("its id is taken by another image")
        try:
            name = record.get("file_name")
            if not isinstance(name, str) or not _is_text(name):
                raise ValueError("it has no file name")
            width, height = _whole(record, "width"), _whole(record, "height")
            if width < 1 or height < 1:
                raise ValueError(f"its size of {width} x {height} pixels cannot be")
            if width * height > PIXEL_LIMIT:
                raise ValueError(f"its size of {width} x {height} pixels is beyond what can be read")
            path = self._find(name)
            if path in self._files:
                raise ValueError(f"its file {name!r} is that of another image")
            check_image(path, width, height, "the annotation file")
        except ValueError as error:
            self._refused[number] = str(error)
            return
        self._files.add(path)
        self._images[number] = ImageAnnotations(path, name.replace("\\", "/"), width, height)
        self._instances[number] = []

    def _find(self, name: str) -> Path:
        places = [inside(folder, name) for folder in self._folders]
        return next((place for place in places if place.exists()), places[0])

    def _annotation(self, record: Json, label: str) -> None:
        image = self._images.get(_whole(record, "image_id"))
        if image is None:
            raise ValueError(f"there is no image {record['image_id']}")
        crowd = record.get("iscrowd", 0)
        if crowd not in (0, 1):
            raise ValueError("its iscrowd is neither 0 nor 1")
        score = record.get("score")
        if score is not None and not (isinstance(score, int | float) and isfinite(score)):
            raise ValueError("its score is not a number")
        score = None if score is None else float(score)
        mask = _mask(record.get("segmentation"), (image.height, image.width))
        if mask.is_empty:
            raise ValueError("its mask covers no pixel of the image")
        number = _whole(record, "category_id")
        name = self._categories.get(number)
        if name is None:
            self._note(label, f"there is no category {number}; its category is now unknown")
        category = None if name == UNKNOWN else name
        self._instances[record["image_id"]].append(AnnotatedInstance(mask, category, bool(crowd), score))


def _mask(segmentation: Any, size: tuple[int, int]) -> Mask:
    if isinstance(segmentation, dict):
        said = segmentation.get("size")
        if said != list(size):
            raise ValueError(f"its run-length code is for size {said}, the image has {list(size)}")
        return Mask.from_coco_rle(segmentation)
    if isinstance(segmentation, list) and segmentation:
        for ring in segmentation:
            if not isinstance(ring, list) or not all(type(value) in (int, float) for value in ring):
                raise ValueError("its polygon is not a list of numbers")
        return from_polygons(segmentation, size)
    raise ValueError("it has no mask: neither polygons nor a run-length code")


def _is_whole(value: Any) -> bool:
    return type(value) is int and abs(value) < 2**62


def _is_text(value: str) -> bool:
    """Whether a string from JSON, which may have halves of characters, can be written again."""
    return not any("\ud800" <= character <= "\udfff" for character in value)


def _whole(record: Json, name: str) -> int:
    value: Any = record.get(name)
    if not _is_whole(value):
        raise ValueError(f"its {name} is not a whole number")
    return int(value)


FORMAT = Format(
    "coco",
    "COCO instances (JSON)",
    read,
    write,
    ".json",
    {"polygons": "Polygons instead of run-length codes (holes cannot be said)"},
    recognises=lambda source: source.suffix.lower() == ".json",
    layout="one JSON file with `images`, `annotations`, `categories`; ids from 1",
    holds="masks of any shape as run-length codes; overlaps, crowds, any number, categories, folders of images",
    cannot="holes in polygons, if those are asked for (such a mask stays a run-length code)",
)
