"""Datumaro's JSON (`annotations/SIDE.json` with `images`): read only."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.errors import FormatError, StrPath
from annotations.formats.areas import turned_ellipse
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    Format,
    ImageAnnotations,
    ReadResult,
    check_image,
)
from annotations.formats.extras import from_json
from annotations.formats.image_finder import ImageFinder
from annotations.formats.reading import SIDES, Notes, alike
from annotations.formats.sniffing import candidates, says
from annotations.imaging.reading import image_size
from annotations.masks import FARTHEST, Mask, from_polygons
from annotations.masks.edits import union_of
from annotations.masks.shapes import rectangle
from annotations.message import Message
from annotations.text_files import is_text, read_json

ANNOTATIONS, IMAGES, DEFAULT = "annotations", "images", "default"
CROWDS = ("is_crowd", "iscrowd")
_SAYS = re.compile(rb'"(dm_format_version|media_type)"\s*:|"label"\s*:\s*\{\s*"labels"\s*:')
Json = dict[str, Any]
Size = tuple[int, int]


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read one of Datumaro's JSON files, or those of all sides in a folder or its `annotations`.

    The images are in `images`, or else in the folder `images`, with or without a folder for each side. Annotations of
    one label and group are one instance. Lines, points and captions are reported. FormatError if there is no such
    file.
    """
    given = Path(source).absolute()
    files = [path for path in candidates(given, ".json", folders=(ANNOTATIONS,)) if says(path, _SAYS)]
    if not files:
        raise FormatError(given, Message("there is no JSON file of Datumaro in it"))
    folder = Path(images).absolute() if images is not None else None
    notes = Notes()
    taken: list[ImageAnnotations] = []
    names: dict[str, None] = {}
    for file in files:
        content = read_json(file)
        side = "" if len(files) == 1 or file.stem == DEFAULT else SIDES.get(alike(file.stem), file.stem)
        reader = _Reader(file, content, folder, side)
        taken += reader.images()
        names.update(dict.fromkeys(name for name in reader.labels if name is not None))
        notes.problems += reader.notes.problems
    return notes.result(taken, names, given)


class _Reader:
    """Reads the items of one file."""

    def __init__(self, path: Path, content: Json, images: Path | None, side: str) -> None:
        self.notes = Notes(path)
        self._items, self._side = content.get("items"), side
        if not isinstance(self._items, list):
            raise FormatError(path, Message("it is JSON, but not Datumaro's: it has no list of items"))
        self.labels = _labels(content)
        up = path.parent.parent if alike(path.parent.name) == ANNOTATIONS else path.parent
        places = [up / IMAGES / path.stem, up / IMAGES]
        self._finder = ImageFinder(
            [images] if images is not None else places, [images] if images else places[1:]
        )

    def images(self) -> list[ImageAnnotations]:
        """Return the images that can be read; the others are reported."""
        taken: list[ImageAnnotations] = []
        for number, item in enumerate(self._items or (), 1):
            self.notes.guard(f"image {number}", self._take, item, taken)
        return taken

    def _take(self, item: Any, taken: list[ImageAnnotations]) -> None:
        if not isinstance(item, dict) or not isinstance(item.get("annotations", []), list):
            raise ValueError(Message("it is not an item with annotations"))
        picture = item.get("image") or item.get("media")
        name = picture.get("path") if isinstance(picture, dict) else None
        said = name if isinstance(name, str) and name else item.get("id")
        if not isinstance(said, str) or not is_text(said):
            raise ValueError(Message("it has no file name"))
        found = self._finder.find(said)
        if found.remark:
            self.notes.add("", found.remark, kept=True)
        height, width = image_size(found.path)
        size = picture.get("size") if isinstance(picture, dict) else None
        if isinstance(size, list) and len(size) == 2 and size != [height, width]:
            if not all(type(side) is int for side in size):
                raise ValueError(Message("its image's height or width is not a whole number"))
            check_image(found.path, size[1], size[0], Message("the file"))
        instances = self._instances(item.get("annotations", []), (height, width), found.name)
        taken.append(ImageAnnotations(found.path, found.name, width, height, tuple(instances), self._side))

    def _instances(self, records: list[Any], size: Size, image: str) -> list[AnnotatedInstance]:
        taken: dict[Hashable, tuple[float, AnnotatedInstance]] = {}
        parts: dict[Hashable, list[Mask]] = {}

        def take(place: int, record: Any) -> None:
            if not isinstance(record, dict):
                raise ValueError(Message("it is not a JSON object"))
            if record.get("type") == "label":
                return  # of the whole image
            mask = _mask_of(record, size)
            label, group = record.get("label_id"), record.get("group")
            key: Hashable = (label, group) if type(group) is int and group and type(label) is int else place
            parts.setdefault(key, []).append(mask)
            z = record.get("z_order")
            order = float(z) if type(z) in (int, float) and abs(z) < FARTHEST else 0.0  # type: ignore[arg-type]
            taken.setdefault(key, (order, self._instance(record, mask)))

        for place, record in enumerate(records, 1):
            try:
                take(place, record)
            except (ValueError, OverflowError) as error:
                self.notes.add(
                    Message("annotation {number} of {image}", number=place, image=image), str(error)
                )
        in_order = sorted(taken.items(), key=lambda item: item[1][0])
        return [replace(instance, mask=union_of(parts[key])) for key, (_, instance) in in_order]

    def _instance(self, record: Json, mask: Mask) -> AnnotatedInstance:
        label = record.get("label_id")
        if label is not None and (type(label) is not int or not 0 <= label < len(self.labels)):
            raise ValueError(Message("its label is not listed"))
        said = record.get("attributes")
        own = dict(said) if isinstance(said, dict) else {}
        flags = [own.pop(name, False) for name in CROWDS]
        category = None if label is None else self.labels[label]
        return AnnotatedInstance(
            mask, category, any(flag in (True, 1) for flag in flags), None, "", from_json(own)
        )


def _labels(content: Json) -> list[str | None]:
    """Return the names of the labels by their number; None for one without a valid name."""
    found: Any = content.get("categories")
    for key in ("label", "labels"):
        found = found.get(key) if isinstance(found, dict) else None
    rows = found if isinstance(found, list) else []
    names = [row.get("name") if isinstance(row, dict) else None for row in rows]
    return [
        name if isinstance(name, str) and name and is_text(name) and name != UNKNOWN else None
        for name in names
    ]


def _mask_of(record: Json, size: Size) -> Mask:
    """Return the pixels of an annotation; ValueError says why it has none."""
    kind = record.get("type")
    if kind == "mask":
        code = record.get("rle")
        mask = Mask.from_coco_rle(code if isinstance(code, dict) else {})
        if mask.size != size:
            raise ValueError(Message("its mask is for an image of another size"))
    elif kind == "polygon":
        mask = from_polygons([_numbers(record.get("points"), 6)], size)
    elif kind == "bbox":
        x, y, w, h = _numbers(record.get("bbox"), 4)[:4]
        mask = rectangle((x, y), (x + w, y + h), size)
    elif kind == "ellipse":
        x0, y0, x1, y1 = _numbers(record.get("points"), 4)[:4]
        mask = turned_ellipse(((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) / 2, (y1 - y0) / 2), 0, size)
    else:
        raise ValueError(Message("a {kind} has no area", kind=str(kind)[:40]))
    if mask.is_empty:
        raise ValueError(Message("it covers no pixels of the image"))
    return mask


def _numbers(value: Any, count: int) -> list[float]:
    """Return a list of at least so many numbers; ValueError if it is not one, or if one is far away."""
    if not isinstance(value, list) or len(value) < count:
        raise ValueError(Message("it has no points"))
    if not all(type(number) in (int, float) and abs(number) <= FARTHEST for number in value):
        raise ValueError(Message("one of its points is not two numbers, or is far outside the image"))
    return [float(number) for number in value]


FORMAT = Format(
    "datumaro",
    "Datumaro (JSON)",
    read,
    None,
    recognises=lambda source: any(
        says(path, _SAYS) for path in candidates(source, ".json", folders=(ANNOTATIONS,))
    ),
    layout="`annotations/SIDE.json`, `images/SIDE/NAME.*` or `images/NAME.*`: masks (run-length codes), polygons, "
    "boxes, ellipses",
    holds="categories, groups, attributes, crowds, sides of a split",
    cannot="-",
)
