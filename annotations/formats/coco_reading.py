"""Reads COCO files record by record and tolerates the peculiarities of other writers."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from annotations.errors import FormatError, ImageError, Problem
from annotations.formats.base import UNKNOWN, ImageAnnotations, ReadResult, check_image
from annotations.formats.coco_files import image_folders, the_file
from annotations.formats.coco_remarks import CocoRemarks
from annotations.formats.extras import Pairs, from_json, note_of
from annotations.formats.image_finder import Found, ImageFinder
from annotations.formats.json_stream import Record, records
from annotations.formats.packed import Packed, PackedImages
from annotations.formats.reading import Notes, are_shares, shares_message
from annotations.formats.track_numbers import TrackNumbers
from annotations.imaging.reading import PIXEL_LIMIT, image_size
from annotations.masks import Mask, from_polygons, polygon_code, rle_batch
from annotations.message import Message
from annotations.text_files import is_text

BATCH = 1000
"""Number of annotations whose codes are decoded together."""
SECTIONS = ("images", "annotations", "categories")
LONGEST_ID = 200  # characters
Json = dict[str, Any]
Id = int | str


def read(source: Path, images: Path | None, *, strict: bool = False) -> ReadResult:
    """See `annotations.formats.coco.read`; `strict` also reports what will cause trouble in other programs."""
    source = the_file(source)
    reader = _Reader(source, images, CocoRemarks() if strict else None)
    waiting = False
    for record in records(source):
        if record.position == 0:
            reader.seen.add(record.section)
        elif record.section == "annotations" and "images" not in reader.seen:
            waiting = True  # they need image sizes that come later
        else:
            reader.take(record)
    reader.check_seen(*SECTIONS)
    if waiting:
        for record in records(source):
            if record.section == "annotations" and record.position:
                reader.take(record)
    return reader.result()


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of a data set's images by their file, and of its categories by name; and the records without one."""

    images: dict[Path, Id]
    categories: dict[str, Id]
    problems: tuple[Problem, ...]


def read_ids(source: Path, images: Path) -> Ids:
    """Read the ids of a COCO file whose images are in a folder; it may lack annotations. FormatError as in `read`."""
    reader = _Reader(source, images, None)
    for record in records(source):
        if record.position == 0:
            reader.seen.add(record.section)
        elif record.section != "annotations":
            reader.take(record)
    reader.check_seen("images", "categories")
    return reader.ids()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An annotation of the image and category at these indices, whose mask may still be a code."""

    label: str
    image: int
    category: int
    mask: Mask | bytes
    crowd: bool
    score: float | None
    note: str
    attributes: Pairs
    track: int
    """See `TrackNumbers`."""
    record: Json
    """Set only if there may be something to remark on."""


class _Reader:
    """Reads record by record, and reports each invalid one."""

    def __init__(self, path: Path, folder: Path | None, remarks: CocoRemarks | None) -> None:
        self._path = path
        self._remarks = remarks
        self.seen: set[str] = set()
        folders = [folder] if folder else image_folders(path)
        # The folder above may hold anything, so what is below it is not searched.
        self._finder = ImageFinder(
            folders, [place for place in folders if folder or place != path.parent.parent]
        )
        self._notes = Notes(path)
        self._names: dict[Id, str] = {}
        """Categories by their id."""
        self._above: dict[Id, str] = {}
        """The supercategory of each, empty if it has none."""
        self._used: dict[Id, int] = {}
        """Indices of the categories that annotations refer to, by their id."""
        self._first_use: list[str] = []
        """The label of the first annotation of each of these."""
        self._count_use: list[int] = []
        self._images: list[ImageAnnotations] = []
        self._places: dict[Id, int] = {}
        """Images in that list, by their id."""
        self._files: dict[str, tuple[Id, Found]] = {}
        """The image that took each file; it was refused later if another record can mean the same file."""
        self._refused: dict[Id, str] = {}
        self._lost: dict[Id, int] = {}
        self._packed = Packed()
        self._tracks = TrackNumbers()
        self._waiting: list[_Waiting] = []
        self._kinds: dict[str, tuple[str, Callable[[Json, str], None]]] = {
            "categories": ("category", self._category),
            "images": ("image", self._image),
            "annotations": ("annotation", self._annotation),
        }

    def take(self, record: Record) -> None:
        """Read a record of one of the three lists."""
        if record.section not in self._kinds:
            return
        kind, take = self._kinds[record.section]
        value = record.value
        known = _id(value.get("id")) if isinstance(value, dict) else None
        label = f"{kind} {known}" if known is not None else f"{kind} number {record.position}"
        try:
            if not isinstance(value, dict):
                raise ValueError(Message("it is not a JSON object"))
            take(value, label)
        except (ValueError, OverflowError) as error:
            self._notes.add(label, str(error))

    def check_seen(self, *sections: str) -> None:
        """Raise FormatError unless the file has these lists."""
        for name in sections:
            if name not in self.seen:
                raise FormatError(
                    self._path, Message('it is not a COCO data set: it has no "{name}" list', name=name)
                )

    def ids(self) -> Ids:
        """Return the ids after all records but the annotations were read."""
        problems = self.result().problems
        images = {Path(path): number for path, (number, _) in self._files.items()}
        return Ids(images, {name: number for number, name in self._names.items()}, problems)

    def result(self) -> ReadResult:
        """Return the result after all records were read."""
        self._keep()
        self._packed.tracks = self._tracks.settled(self._packed.tracks)
        for image_id, reason in self._refused.items():
            lost = self._lost.get(image_id, 0)
            told = Message("{reason}; left out", reason=reason)
            if lost:
                told = Message("{reason}; left out with its {count} annotations", reason=reason, count=lost)
            self._notes.add(f"image {image_id}", told)
        for image_id, found in self._files.values():
            if found.why and image_id in self._places:
                self._notes.add(f"image {image_id}", found.remark, kept=True)
        names: list[str | None] = []
        for category_id, place in self._used.items():
            name = self._names.get(category_id)
            if name is None:
                count = self._count_use[place]
                reason = Message(
                    "there is no category {number}; its category is now unknown", number=category_id
                )
                if count > 1:
                    reason = Message(
                        "there is no category {number}; its category is now unknown (so are {more} more)",
                        number=category_id,
                        more=count - 1,
                    )
                self._notes.add(self._first_use[place], reason, kept=True)
            names.append(None if name == UNKNOWN else name)
        root = self._placeholder()
        known = (name for number, name in self._names.items() if number != root and name != UNKNOWN)
        # Images of which two could be meant by one file were taken in and then refused; they have no annotations.
        kept = sorted(self._places.values())
        places = np.searchsorted(kept, np.frombuffer(self._packed.images, np.int64))
        self._packed.images = array("q", places.astype(np.int64).tobytes())
        images = PackedImages([self._images[place] for place in kept], self._packed, names)
        return ReadResult(images, tuple(dict.fromkeys(known)), tuple(self._notes.problems))

    def _placeholder(self) -> Id | None:
        """Return the unused category that is above all others, which Roboflow writes for the data set itself."""
        below = Counter(self._above.values())
        for number, name in self._names.items():
            is_at_top = self._above[number] in ("", "none") and name != self._above[number]
            if number not in self._used and is_at_top and below[name] == len(self._names) - 1 > 0:
                return number
        return None

    def _category(self, record: Json, _label: str) -> None:
        number, name = _identity(record, "id"), record.get("name")
        if type(name) in (int, float):
            name = str(name)
        if not isinstance(name, str) or not name or not is_text(name):
            raise ValueError(Message("it has no name"))
        if number in self._names:
            raise ValueError(Message("another category has the same id"))
        self._names[number] = name
        above = record.get("supercategory")
        self._above[number] = above if isinstance(above, str) else ""

    def _image(self, record: Json, _label: str) -> None:
        number = _identity(record, "id")
        if number in self._places or number in self._refused:
            raise ValueError(Message("another image has the same id"))
        try:
            name = _file_name(record)
            found = self._finder.find(name)
            width, height = _size(record, found.path)
            self._claim(found, name)
            check_image(found.path, width, height, Message("the annotation file"))
        except ValueError as error:
            self._refused[number] = str(error)
            return
        self._files[str(found.path)] = number, found
        self._places[number] = len(self._images)
        self._images.append(ImageAnnotations(found.path, found.name, width, height))

    def _claim(self, found: Found, name: str) -> None:
        """Raise ValueError if a file is another image's; refuse that one too if its name is another as well."""
        if str(found.path) not in self._files:
            return
        other, first = self._files[str(found.path)]
        if first.why and other in self._places:
            self._refused[other] = first.why
            del self._places[other]
        if found.why or not first.why:
            raise ValueError(Message("another image has the same file {name!r}", name=name))

    def _annotation(self, record: Json, label: str) -> None:
        image_id = _identity(record, "image_id")
        place = self._places.get(image_id)
        if place is None:
            if image_id in self._refused:
                self._lost[image_id] = self._lost.get(image_id, 0) + 1
                return
            raise ValueError(Message("there is no image {number}", number=image_id))
        crowd = record.get("iscrowd")
        if crowd not in (None, 0, 1, "0", "1"):
            raise ValueError(Message("its iscrowd is neither 0 nor 1"))
        score = record.get("score")
        if score is not None and not (isinstance(score, int | float) and isfinite(score)):
            raise ValueError(Message("its score is not a number"))
        image = self._images[place]
        mask = self._mask(record.get("segmentation"), (image.height, image.width), label)
        category_id = _identity(record, "category_id")
        category = self._used.setdefault(category_id, len(self._used))
        if category == len(self._first_use):
            self._first_use.append(label)
            self._count_use.append(0)
        self._count_use[category] += 1
        known = None if score is None else float(score)
        own = record if self._remarks is not None else {}
        note, attributes = note_of(record.get("note")), from_json(record.get("attributes"))
        self._waiting.append(
            _Waiting(
                *(label, place, category, mask, crowd in (1, "1"), known, note, attributes),
                *(self._tracks.of(_id(record.get("track_id"))), own),
            )
        )
        if len(self._waiting) >= BATCH:
            self._keep()

    def _keep(self) -> None:
        """Decode the codes of all waiting annotations together, and keep the annotations."""
        waiting, self._waiting = self._waiting, []
        codes = [item.mask for item in waiting if isinstance(item.mask, bytes)]
        sizes = [
            (i.height, i.width) for i in (self._images[w.image] for w in waiting if isinstance(w.mask, bytes))
        ]
        made = iter(rle_batch.masks(codes, sizes))
        for item in waiting:
            try:
                self._keep_one(item, item.mask if isinstance(item.mask, Mask) else next(made))
            except ValueError as error:
                self._notes.add(item.label, str(error))

    def _keep_one(self, item: _Waiting, mask: Mask | None) -> None:
        if mask is None:  # it tells what is wrong with the code
            image = self._images[item.image]
            mask = Mask.from_coco_rle({"size": [image.height, image.width], "counts": item.mask})
        if mask.is_empty:
            raise ValueError(Message("its mask covers no pixels of the image"))
        if self._remarks is not None:
            for remark in self._remarks.of(item.record, mask):
                self._notes.add(item.label, remark)
        self._packed.add(
            *(item.image, item.category, mask, item.crowd, item.score, item.note, item.attributes, item.track)
        )

    def _mask(self, segmentation: Any, size: tuple[int, int], label: str) -> Mask | bytes:
        """Return the mask, or a compressed code that is not checked yet."""
        if isinstance(segmentation, dict):
            said = segmentation.get("size")
            if said != list(size):
                raise ValueError(
                    Message(
                        "its run-length code is for size {said}, but the image has size {size}",
                        said=said,
                        size=list(size),
                    )
                )
            counts = segmentation.get("counts")
            if isinstance(counts, str) and counts.isascii():
                return counts.encode()
            return Mask.from_coco_rle(segmentation)
        if not isinstance(segmentation, list) or not segmentation:
            raise ValueError(Message("it has no mask: neither polygons nor a run-length code"))
        if all(type(value) in (int, float) for value in segmentation) and len(segmentation) > 1:
            segmentation = [segmentation]  # one polygon without a list around it, as VIA writes it
        rings = [_ring(ring) for ring in segmentation]
        if are_shares(rings):
            raise ValueError(shares_message())
        kept = [ring for ring in rings if len(ring) not in (2, 4)]
        if kept and len(kept) < len(rings):
            flat = len(rings) - len(kept)
            self._notes.add(
                label,
                Message(
                    "{count} of its polygons have fewer than three points; they were left out", count=flat
                ),
            )
        return polygon_code(kept, size) if kept else from_polygons(rings, size)


def _ring(ring: Any) -> list[float]:
    """Return a ring as x, y, x, y, …; some writers use pairs."""
    if isinstance(ring, list) and ring and all(isinstance(point, list) and len(point) == 2 for point in ring):
        ring = [value for point in ring for value in point]
    if not isinstance(ring, list) or not set(map(type, ring)) <= {int, float}:
        raise ValueError(Message("its polygon is not a list of numbers"))
    return ring


def _file_name(record: Json) -> str:
    """Return the image's file; LVIS has only its URL, of which the last two parts count."""
    name, url = record.get("file_name"), record.get("coco_url")
    if name is None and isinstance(url, str):
        name = "/".join(urlsplit(url).path.split("/")[-2:])
    if not isinstance(name, str) or not is_text(name):
        raise ValueError(Message("it has no file name"))
    return name


def _size(record: Json, path: Path) -> tuple[int, int]:
    """Return width and height from the record, or from the file if the record has none or 0."""
    if not record.get("width") and not record.get("height"):
        try:
            height, width = image_size(path)
        except ImageError as error:
            raise ValueError(Message("its image {path}: {reason}", path=path, reason=error.reason)) from error
        return width, height
    width, height = _whole(record, "width"), _whole(record, "height")
    if width < 1 or height < 1:
        raise ValueError(
            Message("its size of {width} x {height} pixels is impossible", width=width, height=height)
        )
    if width * height > PIXEL_LIMIT:
        raise ValueError(
            Message("its size of {width} x {height} pixels is too large to read", width=width, height=height)
        )
    return width, height


def _number(value: Any) -> int | None:
    """Return a whole number, however it is written: 7, 7.0 or "7"."""
    if type(value) is int:
        return value if abs(value) < 2**62 else None
    if type(value) is float and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if type(value) is str and value.isascii() and value.isdigit() and len(value) < 18:
        return int(value)
    return None


def _id(value: Any) -> Id | None:
    """Return an id: a whole number, however it is written, or a word."""
    number = _number(value)
    if number is None and isinstance(value, str) and 0 < len(value) <= LONGEST_ID and is_text(value):
        return value
    return number


def _identity(record: Json, name: str) -> Id:
    found = _id(record.get(name))
    if found is None:
        raise ValueError(Message("its {name} is neither a whole number nor a word", name=name))
    return found


def _whole(record: Json, name: str) -> int:
    number = _number(record.get(name))
    if number is None:
        raise ValueError(Message("its {name} is not a whole number", name=name))
    return number
