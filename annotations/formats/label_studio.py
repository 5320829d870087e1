"""Label Studio's JSON export (a list of tasks): read only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from annotations.errors import FormatError, StrPath
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    Format,
    ImageAnnotations,
    ReadResult,
    check_image,
)
from annotations.formats.extras import from_json
from annotations.formats.image_finder import Found, ImageFinder, NoImageError
from annotations.formats.label_studio_shapes import SHAPES, mask_of
from annotations.formats.reading import Notes
from annotations.formats.sniffing import candidates, says
from annotations.imaging.kinds import is_image
from annotations.imaging.reading import image_size
from annotations.masks import Mask
from annotations.message import Message
from annotations.text_files import is_text, read_json_list

FOLDERS = ("images", "upload", "data")
"""Folders beside the file that the images may be in."""
_SAYS = (re.compile(rb'"(annotations|completions|predictions)"\s*:\s*\['), re.compile(rb'"data"\s*:\s*\{'))
_LIST = re.compile(rb"\A(\xef\xbb\xbf)?\s*\[")
_UPLOADED = re.compile(r"[0-9a-f]{8}-(.+)")
"""The name of an uploaded file: Label Studio puts eight digits before it."""
Json = dict[str, Any]


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read an export of tasks (JSON, not JSON-MIN), or the one in a folder.

    The images are in `images`, or beside the file. Of each task the first annotation that was not cancelled is taken;
    others, and predictions, are reported. Lines and key points are reported. FormatError if there is no such file.
    """
    given = Path(source).absolute()
    files = [path for path in candidates(given, ".json") if _looks(path)]
    if len(files) != 1:
        if files:
            several = ", ".join(path.name for path in files)
            raise FormatError(given, Message("there are several exports; choose one: {files}", files=several))
        raise FormatError(given, Message("there is no JSON export of Label Studio in it"))
    here = files[0].parent
    folder = Path(images).absolute() if images is not None else None
    places = [folder] if folder is not None else [here, *(here / name for name in FOLDERS)]
    finder = ImageFinder(places, places[:1])
    notes = Notes(files[0])
    taken: list[ImageAnnotations] = []
    seen: set[Path] = set()

    def take(task: Any, record: str) -> None:
        image = _image(task, record, finder, notes)
        if image.path in seen:
            raise ValueError(Message("its image {name} is that of another task; left out", name=image.name))
        seen.add(image.path)
        taken.append(image)

    for number, task in enumerate(read_json_list(files[0]), 1):
        notes.guard(f"image {number}", take, task, f"image {number}")
    names = dict.fromkeys(i.category for image in taken for i in image.instances if i.category is not None)
    return notes.result(taken, names, given)


def _looks(path: Path) -> bool:
    return all(says(path, pattern) for pattern in (_LIST, *_SAYS))


def _image(task: Any, record: str, finder: ImageFinder, notes: Notes) -> ImageAnnotations:
    if not isinstance(task, dict):
        raise ValueError(Message("it is not a task"))
    result = _result(task, record, notes)
    found = _found(task, finder)
    if found.remark:
        notes.add(record, found.remark, kept=True)
    height, width = image_size(found.path)
    regions: dict[str, _Region] = {}
    for number, row in enumerate(result or (), 1):
        key = row.get("id") if isinstance(row, dict) else None
        regions.setdefault(key if isinstance(key, str) else f"#{number}", _Region(number)).rows.append(row)
    instances: list[AnnotatedInstance] = []
    for region in regions.values():
        try:
            instance = region.instance(found.path, (height, width))
        except (ValueError, OverflowError, RecursionError) as error:
            where = Message("region {number} of {image}", number=region.number, image=found.name)
            notes.add(where, str(error))
            continue
        if instance is not None:
            instances.append(instance)
    return ImageAnnotations(
        found.path, found.name, width, height, tuple(instances), annotated=result is not None
    )


def _result(task: Json, record: str, notes: Notes) -> list[Any] | None:
    """Return the regions of the annotation to take, None if there is none."""
    said = task.get("annotations", task.get("completions"))
    rows = [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []
    kept = [row for row in rows if row.get("was_cancelled") is not True]
    if not kept:
        if task.get("predictions"):
            notes.add(record, Message("it has only predictions, which are not read"))
        return None
    if len(kept) > 1:
        reason = Message("it has {count} annotations; the first is read", count=len(kept))
        notes.add(record, reason, kept=True)
    result = kept[0].get("result")
    if not isinstance(result, list):
        raise ValueError(Message("its annotation has no list of results"))
    return result


def _found(task: Json, finder: ImageFinder) -> Found:
    """Return the image of a task; ValueError if it names none that is there."""
    data = task.get("data")
    values = [value for value in data.values() if isinstance(value, str)] if isinstance(data, dict) else []
    addresses = [_address(value) for value in values]
    name = next((name for name in addresses if is_image(name)), addresses[0] if addresses else "")
    if not name or not is_text(name):
        raise ValueError(Message("it does not name its image"))
    last = PurePosixPath(name.replace("\\", "/")).name
    uploaded = _UPLOADED.fullmatch(last)
    for said in dict.fromkeys((last, uploaded[1] if uploaded is not None else last)):
        try:
            # The folders are those of Label Studio's server.
            return finder.find(said)
        except NoImageError:
            continue
    return finder.find(name)


def _address(value: str) -> str:
    """Return the path that an address means, also one of a server's local files: /data/local-files/?d=PATH."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return value
    local = parse_qs(parts.query).get("d") if parts.query else None
    return local[0] if local else unquote(parts.path) if "://" in value or value.startswith("/") else value


@dataclass
class _Region:
    """The results of one id: its shape, its labels, and its attributes, which may be apart."""

    number: int
    rows: list[Any] = field(default_factory=list)

    def instance(self, path: Path, size: tuple[int, int]) -> AnnotatedInstance | None:
        """Return the instance; None for results about the whole image. ValueError says why it has no pixels."""
        mask: Mask | None = None
        labels: list[str] = []
        attributes: Json = {}
        flat = ""
        for row in self.rows:
            value = row.get("value") if isinstance(row, dict) else None
            if not isinstance(value, dict):
                raise ValueError(Message("it is not a result with a value"))
            kind = row.get("type")
            shape = kind.removesuffix("labels") if isinstance(kind, str) else ""
            if shape in SHAPES and mask is None:
                _check_size(row, path, size)
                mask = mask_of(shape, value, size)
            elif shape in ("keypoint", "vector", "video"):
                flat = shape
            said = value.get(kind) if isinstance(kind, str) else None
            if shape in SHAPES or kind == "labels":
                labels += (
                    [label for label in said if isinstance(label, str)] if isinstance(said, list) else []
                )
            elif isinstance(said, list) and isinstance(row.get("from_name"), str):
                attributes[row["from_name"]] = ", ".join(str(one) for one in said)
        if mask is None:
            if flat:
                raise ValueError(Message("a {kind} has no area", kind=flat))
            return None
        category = labels[0] if labels and labels[0] != UNKNOWN else None
        if category is not None and (not category or not is_text(category)):
            raise ValueError(Message("it has no label"))
        return AnnotatedInstance(mask, category, False, None, "", from_json(attributes))


def _check_size(row: Json, path: Path, size: tuple[int, int]) -> None:
    """Raise ValueError if a result is for an image of another size, or turned."""
    said = row.get("original_height"), row.get("original_width")
    if all(type(side) is int for side in said) and said != size:
        check_image(path, said[1], said[0], Message("the result"))  # type: ignore[arg-type]
    if row.get("image_rotation") not in (None, 0):
        raise ValueError(Message("it is drawn on a turned image"))


FORMAT = Format(
    "label-studio",
    "Label Studio (JSON)",
    read,
    None,
    recognises=lambda source: any(_looks(path) for path in candidates(source, ".json")),
    layout="`export.json`, a list of tasks, with the images beside it or in `images`: polygons, brush masks, "
    "rectangles and ellipses, also turned ones",
    holds="categories, attributes (choices and texts of a region)",
    cannot="-",
)
