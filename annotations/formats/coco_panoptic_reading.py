"""Reads one file of COCO panoptic segments with its PNG files."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    ImageAnnotations,
    check_image,
    check_within,
    relative,
)
from annotations.formats.coco_files import image_folders
from annotations.formats.image_finder import ImageFinder
from annotations.formats.json_stream import records
from annotations.formats.reading import LABEL_PIXEL_LIMIT, SIDES, Notes, masks_of
from annotations.imaging.reading import opened_picture
from annotations.message import Message
from annotations.text_files import is_text

ANNOTATIONS, PREFIX, NO_SIDE = "annotations", "panoptic_", "default"
Json = dict[str, Any]


def read_file(
    path: Path, images: Path | None, root: Path, notes: Notes
) -> tuple[list[ImageAnnotations], list[str]]:
    """Return the images and categories of one JSON file; FormatError if it is not JSON.

    root: the folder that no PNG file may be outside.
    """
    reader = _Reader(path, images, root)
    for record in records(path):
        if record.position and (take := reader.sections.get(record.section)) is not None:
            kind = {"annotations": "annotation", "categories": "category", "images": "image"}[record.section]
            reader.notes.guard(f"{kind} {record.position}", take, record.value)
    reader.finish()
    notes.problems += reader.notes.problems
    return reader.taken, list(reader.categories.values())


class _Reader:
    """Collects the records of one file, since they may come in any order."""

    def __init__(self, path: Path, images: Path | None, root: Path) -> None:
        self.notes = Notes(path)
        self.taken: list[ImageAnnotations] = []
        self.categories: dict[Hashable, str] = {}
        self.sections = {
            "annotations": self._annotation,
            "categories": self._category,
            "images": self._image,
        }
        self._stuff = 0
        self._images: dict[Hashable, Json] = {}
        self._annotations: list[Json] = []
        self._masks, self._root = path.with_suffix(""), root
        folders = [images] if images is not None else image_folders(path)
        # Not beside the file, where the PNG files are.
        searched = [place for place in folders if images is not None or place not in path.parents]
        self._finder = ImageFinder(folders, searched)
        side = path.stem.removeprefix(PREFIX)
        known = SIDES.get(side.rstrip("0123456789").casefold(), side)
        self._part = "" if side in (path.stem, NO_SIDE) else known

    def _category(self, record: Any) -> None:
        row = _object(record)
        name = row.get("name")
        if not isinstance(name, str) or not name or not is_text(name):
            raise ValueError(Message("it has no name"))
        self._stuff += row.get("isthing") == 0
        self.categories[_id(row.get("id"))] = name

    def _image(self, record: Any) -> None:
        row = _object(record)
        self._images[_id(row.get("id"))] = row

    def _annotation(self, record: Any) -> None:
        row = _object(record)
        if not isinstance(row.get("segments_info"), list):
            raise ValueError(Message("it has no list of segments"))
        self._annotations.append(row)

    def finish(self) -> None:
        """Read the PNG files, once all is known."""
        for number, row in enumerate(self._annotations, 1):
            self.notes.guard(f"annotation {number}", self._take, row)
        if self._stuff:
            reason = Message(
                "categories that are stuff (isthing 0): {count}; each of their areas is read as one instance",
                count=self._stuff,
            )
            self.notes.add("", reason, kept=True)
        self.categories = {key: name for key, name in self.categories.items() if name != UNKNOWN}

    def _take(self, row: Json) -> None:
        said = self._images.pop(_id(row.get("image_id")), None)
        if said is None:
            raise ValueError(Message("there is no image {number}", number=str(row.get("image_id"))[:40]))
        found = self._finder.find(_file_name(said))
        ids = self._numbers(_file_name(row))
        height, width = ids.shape
        check_image(found.path, width, height, Message("its PNG file"))
        if found.remark:
            self.notes.add("", found.remark, kept=True)
        masks = masks_of(ids)
        instances = []
        for segment in row["segments_info"]:
            number = segment.get("id") if isinstance(segment, dict) else None
            mask = masks.pop(number, None) if type(number) is int else None
            if mask is None:
                self._add(row, Message("segment {number} has no pixels", number=str(number)[:40]))
                continue
            category = self.categories.get(_id(segment.get("category_id")))
            if category is None:
                self._add(row, Message("segment {number} has a category that is not listed", number=number))
            name = None if category == UNKNOWN else category
            instances.append(AnnotatedInstance(mask, name, segment.get("iscrowd") in (1, True)))
        if masks:
            self._add(row, Message("areas that are no segments were left out ({count})", count=len(masks)))
        self.taken.append(
            ImageAnnotations(found.path, found.name, width, height, tuple(instances), self._part)
        )

    def _add(self, row: Json, reason: Message) -> None:
        self.notes.add("", reason, self._masks / _file_name(row))

    def _numbers(self, name: str) -> NDArray[np.int32]:
        """Return the numbers of the segments, (H, W); ValueError or ImageError if it is no such file."""
        path = self._masks / relative(name)
        if not path.exists():
            raise ValueError(
                Message("there is no PNG file {name} in {folder}", name=name, folder=self._masks)
            )
        check_within(path, self._root)
        with opened_picture(path, LABEL_PIXEL_LIMIT) as image:
            if image.mode not in ("RGB", "RGBA"):
                raise ValueError(Message("its PNG file {name} has no colours", name=name))
            red, green, blue = np.moveaxis(np.asarray(image.convert("RGB")).astype(np.int32), 2, 0)
        numbers: NDArray[np.int32] = red + (green << 8) + (blue << 16)
        return numbers


def _object(record: Any) -> Json:
    if not isinstance(record, dict):
        raise ValueError(Message("it is not a JSON object"))
    return record


def _id(value: Any) -> Hashable:
    if type(value) not in (int, str):
        raise ValueError(Message("its id is not a number or text"))
    return str(value)


def _file_name(row: Json) -> str:
    name = row.get("file_name")
    if not isinstance(name, str) or not is_text(name):
        raise ValueError(Message("it has no file name"))
    return name
