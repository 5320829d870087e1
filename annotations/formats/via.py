"""VGG Image Annotator's JSON (version 2: a project, or exported annotations): read only."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import degrees
from pathlib import Path
from typing import Any

from annotations.errors import FormatError, StrPath
from annotations.formats.areas import turned_ellipse
from annotations.formats.base import UNKNOWN, AnnotatedInstance, Format, ImageAnnotations, ReadResult
from annotations.formats.extras import from_json
from annotations.formats.image_finder import ImageFinder
from annotations.formats.reading import Notes
from annotations.formats.sniffing import candidates, says
from annotations.imaging.reading import image_size
from annotations.masks import FARTHEST, Mask
from annotations.masks.filling import filled
from annotations.masks.shapes import rectangle
from annotations.message import Message
from annotations.text_files import is_text, read_json

PROJECT = "_via_img_metadata"
NAMES = ("class", "label", "category", "type", "name", "object")
"""Attributes of regions that are taken as the category, the likeliest first."""
_SAYS = re.compile(rb'"(_via_img_metadata|_via_settings|shape_attributes|file_attributes)"\s*:')
Json = dict[str, Any]
Size = tuple[int, int]


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a project or exported annotations, or the one in a folder; the images are beside it, or in `images`.

    The category is the region's attribute `class`, `label`, `category`, `type`, `name` or `object`, or else its only
    one; the others are attributes. Points and open lines are reported. FormatError if there is no such file.
    """
    given = Path(source).absolute()
    files = [path for path in candidates(given, ".json") if says(path, _SAYS)]
    if len(files) != 1:
        if files:
            several = ", ".join(path.name for path in files)
            raise FormatError(given, Message("there are several exports; choose one: {files}", files=several))
        raise FormatError(given, Message("there is no JSON file of the VGG Image Annotator in it"))
    content = read_json(files[0])
    records = content.get(PROJECT, content)
    if not isinstance(records, dict):
        raise FormatError(files[0], Message("it is JSON, but not of the VGG Image Annotator"))
    folders = (
        [Path(images).absolute()] if images is not None else [files[0].parent, files[0].parent / "images"]
    )
    finder = ImageFinder(folders, folders[:1])
    notes = Notes(files[0])
    taken: list[ImageAnnotations] = []

    def take(record: Any) -> None:
        taken.append(_image(record, finder, notes))

    for number, record in enumerate(records.values(), 1):
        notes.guard(f"image {number}", take, record)
    names = dict.fromkeys(i.category for image in taken for i in image.instances if i.category is not None)
    return notes.result(taken, names, given)


def _image(record: Any, finder: ImageFinder, notes: Notes) -> ImageAnnotations:
    name = record.get("filename") if isinstance(record, dict) else None
    if not isinstance(name, str) or not name or not is_text(name) or "\0" in name:
        raise ValueError(Message("it does not name its image"))
    regions = record.get("regions", [])
    regions = list(regions.values()) if isinstance(regions, dict) else regions  # as version 1 has them
    if not isinstance(regions, list):
        raise ValueError(Message("it has no list of regions"))
    found = finder.find(name)
    if found.remark:
        notes.add("", found.remark, kept=True)
    height, width = image_size(found.path)
    instances: list[AnnotatedInstance] = []
    for number, region in enumerate(regions, 1):
        try:
            instances.append(_instance(region, (height, width)))
        except (ValueError, OverflowError) as error:
            where = Message("region {number} of {image}", number=number, image=found.name)
            notes.add(where, str(error))
    return ImageAnnotations(found.path, found.name, width, height, tuple(instances))


def _instance(region: Any, size: Size) -> AnnotatedInstance:
    shape = region.get("shape_attributes") if isinstance(region, dict) else None
    if not isinstance(shape, dict):
        raise ValueError(Message("it has no shape"))
    kind = shape.get("name")
    make = _KINDS.get(kind) if isinstance(kind, str) else None
    if make is None:
        raise ValueError(Message("a {kind} has no area", kind=str(kind)[:40]))
    mask = make(shape, size)
    if mask.is_empty:
        raise ValueError(Message("it covers no pixels of the image"))
    given = region.get("region_attributes")
    said = {key: _text(value) for key, value in given.items()} if isinstance(given, dict) else {}
    said = {key: value for key, value in said.items() if value}
    key = next((name for name in NAMES for own in said if own.casefold() == name), None)
    own = next((one for one in said if one.casefold() == key), None)
    if own is None and len(said) == 1:
        own = next(iter(said))
    category = said.pop(own) if own is not None else UNKNOWN
    if not is_text(category):
        raise ValueError(Message("its category is not valid text"))
    return AnnotatedInstance(
        mask, None if category == UNKNOWN else category, False, None, "", from_json(said)
    )


def _text(value: Any) -> str:
    """Return an attribute's value as text: a list of ticked boxes as their names."""
    if isinstance(value, dict):
        return ", ".join(str(name) for name, ticked in value.items() if ticked)
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _polygon(shape: Json, size: Size) -> Mask:
    return filled([list(zip(*_coordinates(shape), strict=True))], size)


def _polyline(shape: Json, size: Size) -> Mask:
    points = list(zip(*_coordinates(shape), strict=True))
    if len(points) < 4 or points[0] != points[-1]:
        raise ValueError(Message("a {kind} has no area", kind="polyline"))
    return filled([points], size)


def _coordinates(shape: Json) -> tuple[list[float], list[float]]:
    xs, ys = shape.get("all_points_x"), shape.get("all_points_y")
    if not isinstance(xs, list) or not isinstance(ys, list) or len(xs) != len(ys):
        raise ValueError(Message("it has no points"))
    return [_number(x) for x in xs], [_number(y) for y in ys]


def _rectangle(shape: Json, size: Size) -> Mask:
    x, y, w, h = (_number(shape.get(name)) for name in ("x", "y", "width", "height"))
    return rectangle((x, y), (x + w, y + h), size)


def _circle(shape: Json, size: Size) -> Mask:
    cx, cy, r = (_number(shape.get(name)) for name in ("cx", "cy", "r"))
    return turned_ellipse((cx, cy), (r, r), 0, size)


def _ellipse(shape: Json, size: Size) -> Mask:
    cx, cy, rx, ry = (_number(shape.get(name)) for name in ("cx", "cy", "rx", "ry"))
    return turned_ellipse((cx, cy), (rx, ry), degrees(_number(shape.get("theta", 0))), size)


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not abs(value) <= FARTHEST:
        raise ValueError(Message("one of its points is not two numbers, or is far outside the image"))
    return float(value)


_KINDS: dict[str, Callable[[Json, Size], Mask]] = {
    "polygon": _polygon,
    "polyline": _polyline,
    "rect": _rectangle,
    "circle": _circle,
    "ellipse": _ellipse,
}

FORMAT = Format(
    "via",
    "VGG Image Annotator (JSON)",
    read,
    None,
    recognises=lambda source: any(says(path, _SAYS) for path in candidates(source, ".json")),
    layout="`via_project.json` or exported annotations, with the images beside it or in `images`: polygons, closed "
    "lines, rectangles, circles, ellipses",
    holds="categories and attributes of regions",
    cannot="-",
)
