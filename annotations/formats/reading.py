"""Helpers for readers: files that belong together, problems of single records, and masks in index maps."""

from __future__ import annotations

import fnmatch
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.errors import AnnotationError, Problem
from annotations.formats.base import AnnotatedInstance, ImageAnnotations, ReadResult, Within, check_image
from annotations.imaging.kinds import unread_message
from annotations.imaging.reading import list_images, natural_key, opened, read_channels, unread_below, walk
from annotations.imaging.remarks import remark
from annotations.imaging.tiff.header import Picture
from annotations.masks import Mask
from annotations.message import Message
from annotations.text_files import clean, is_text

LABEL_PIXEL_LIMIT = 100_000_000
"""Maximum pixels of an index map or mask file, which is decoded whole; a header alone could promise any size."""
MOST_COLOURS = 1000
"""Maximum number of colours of a map in which each stands for an instance or a class."""
BLOCK = 2**22
"""Number of pixels of an index map processed together."""


class Notes:
    """Collects problems, and turns an error of one record into a problem of that record."""

    def __init__(self, file: Path | str = "") -> None:
        self.problems: list[Problem] = []
        self._file = str(file)

    def add(self, record: str, reason: str, file: Path | str | None = None, *, kept: bool = False) -> None:
        """Report a problem with a record, named by a word and a number ("line 3"), or "" for the file itself.

        kept: the record is taken all the same.
        """
        where = self._file if file is None else str(file)
        self.problems.append(Problem(clean(where), clean(_named(record)), clean(reason), kept=kept))

    def result(
        self, images: Sequence[ImageAnnotations], categories: Iterable[str], source: Path
    ) -> ReadResult:
        """Return what was read of a source, without images whose names no file or project can hold.

        Also report it if no image is left and nothing says why.
        """
        for image in images:
            if not is_text(str(image.path)):
                self.add("", Message("its name is not valid text; rename it"), image.path)
        images = [image for image in images if is_text(str(image.path))]
        if not images and not self.problems:
            self.add("", Message("there is no annotated image in it"), source)
        return ReadResult(tuple(images), tuple(categories), tuple(self.problems))

    def guard(
        self, record: str, take: Callable[..., None], *arguments: object, file: Path | str | None = None
    ) -> None:
        """Call `take` with the arguments; turn an error about the record into a problem."""
        try:
            take(*arguments)
        except AnnotationError as error:
            self.add(record, error.reason, file or error.path)
        except (ValueError, OverflowError, RecursionError) as error:
            self.add(record, str(error), file)


_RECORDS: dict[str, Callable[[str], Message]] = {
    "annotation": lambda number: Message("annotation {number}", number=number),
    "category": lambda number: Message("category {number}", number=number),
    "image": lambda number: Message("image {number}", number=number),
    "line": lambda number: Message("line {number}", number=number),
    "object": lambda number: Message("object {number}", number=number),
    "shape": lambda number: Message("shape {number}", number=number),
    "value": lambda number: Message("value {number}", number=number),
}


def _named(record: str) -> str:
    """Return the record's name as a message; built only when reported, since readers name every record."""
    kind, _, number = record.partition(" ")
    return _RECORDS[kind](number) if kind in _RECORDS else record


def files_below(folder: Path, *patterns: str) -> list[Path]:
    """Return the files below a folder whose name fits a pattern, in any case, in natural order; not hidden ones."""
    wanted = re.compile("|".join(fnmatch.translate(pattern.lower()) for pattern in patterns))
    found = [
        folder / (below + name)
        for below, files in walk(folder)
        for name in files
        if wanted.match(name.lower()) and not name.startswith(".")
    ]
    return sorted((path for path in found if path.is_file()), key=lambda path: natural_key(path.as_posix()))


def folders_in(folder: Path) -> list[Path]:
    """Return the folders directly in a folder, in natural order, without hidden ones; none if it cannot be read."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                # Only a link needs another look at the disk, and it may lead in a circle.
                is_folder = os.path.isdir(entry.path) if entry.is_symlink() else entry.is_dir()
                if is_folder and not entry.name.startswith("."):
                    found.append(folder / entry.name)
    except OSError:
        return []
    return sorted(found, key=lambda path: natural_key(path.name))


def images_by_stem(folder: Path, notes: Notes, *, below: bool) -> Lookup:
    """Return the image files in a folder (or `below` it) by their posix path in it without suffix.

    A second file with the same name, or a link that leaves the folder, is reported and left out, and so are images of
    kinds that are not read.
    """
    found: dict[str, Path] = {}
    within = Within(folder)
    if unread := unread_below(folder):
        notes.add("", unread_message(unread), folder)
    for path in list_images(folder):
        if not below and path.parent != folder:
            continue
        stem = path.relative_to(folder).with_suffix("").as_posix()
        if stem in found:
            notes.add("", Message("{name} has the same name; left out", name=found[stem].name), path)
            continue
        try:
            within.check(path)
        except ValueError as error:
            notes.add("", str(error), path)
            continue
        found[stem] = path
    return Lookup(found)


class Lookup:
    """Files by name, found also if the name is in another case or Unicode form, where only one file fits.

    Programs write names in another form than the file system has them: macOS in another Unicode form, Windows in any
    case.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)
        self._alike: dict[str, list[str]] = {}
        for name in files:
            self._alike.setdefault(alike(name), []).append(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def items(self) -> Iterable[tuple[str, Path]]:
        """The names and files that are left, in their order."""
        return self._files.items()

    def get(self, name: str) -> Path | None:
        """Return the file that a name means, if there is one."""
        return self._files.get(self._key(name))

    def pop(self, name: str) -> Path | None:
        """As `get`, and take the file out."""
        return self._files.pop(self._key(name), None)

    def _key(self, name: str) -> str:
        if name in self._files:
            return name
        same = [key for key in self._alike.get(alike(name), ()) if key in self._files]
        return same[0] if len(same) == 1 else name


SIDES = {
    "train": "train",
    "training": "train",
    "val": "val",
    "valid": "val",
    "validation": "val",
    "test": "test",
}


def side_of(name: str) -> str:
    """Return the side of a split that an image's posix path below the data set names by a folder, or ""."""
    return next((SIDES[alike(part)] for part in name.split("/")[:-1] if alike(part) in SIDES), "")


def alike(name: str) -> str:
    """Return what names have in common that differ only in case or Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def index_map(path: Path) -> tuple[NDArray[np.integer], bool]:
    """Return an (H, W) map of integers: those of the file, 0 for negative ones, or colours as 0xRRGGBB.

    Also return whether they are colours. A palette's numbers are taken, not its colours. Colours count only if there
    are few, as where each stands for an instance or a class. ImageError if the file is no image, ValueError if its
    pixels are no such values.
    """
    with opened(path, LABEL_PIXEL_LIMIT) as image:
        mode = "deep" if isinstance(image, Picture) else image.mode
        if not isinstance(image, Picture) and (mode in ("1", "L", "P", "F") or mode.startswith("I")):
            return whole_numbers(np.asarray(image)), False
        if not isinstance(image, Picture) and mode in ("RGB", "RGBA", "LA", "PA"):
            return _colours(np.asarray(image.convert("RGBA"))), True
    channels = read_channels(path, LABEL_PIXEL_LIMIT)
    if channels.shape[2] == 1:
        return whole_numbers(channels[..., 0]), False
    raise ValueError(
        Message("it is not a label map: its pixels have {count} values each", count=channels.shape[2])
    )


def label_map(path: Path, notes: Notes) -> NDArray[np.integer]:
    """Return an (H, W) label map as `index_map` reads it; it is noted if the file holds more than that."""
    labels, _ = index_map(path)
    if said := remark(path):
        notes.add("", said, path, kept=True)
    return labels


def label_map_image(
    labels: NDArray[np.integer], image: Path, name: str, said_by: Message, part: str = ""
) -> ImageAnnotations:
    """Return an image with an instance of unknown category for each value of its (H, W) label map.

    ValueError, worded for a Problem, if there is no such image or it has another size.
    """
    height, width = labels.shape
    check_image(image, width, height, said_by)
    instances = tuple(AnnotatedInstance(mask, None) for mask in masks_of(labels).values())
    return ImageAnnotations(image, name, width, height, instances, part)


def whole_numbers(values: NDArray[Any]) -> NDArray[np.integer]:
    """Return values of any type as whole numbers, 0 for negative ones; ValueError if some are not whole."""
    if values.dtype == np.bool_:
        return values.view(np.uint8)
    if values.dtype.kind == "f":
        if (
            not np.isfinite(values).all()
            or (values != np.floor(values)).any()
            or np.abs(values).max() >= 2**53
        ):
            raise ValueError(Message("it is not a label map: its values are not whole numbers"))
        values = values.astype(np.int64)
    if values.dtype.kind == "u" and values.dtype.itemsize == 8 and values.max() >= 2**63:
        raise ValueError(Message("it is not a label map: its values are too large"))
    return np.maximum(values, 0) if values.dtype.kind == "i" else values


def _colours(pixels: NDArray[np.uint8]) -> NDArray[np.integer]:
    """Return the colours (H, W) of pixels (H, W, 4) as 0xRRGGBB; 0 where they are transparent."""
    red, green, blue, alpha = (pixels[..., channel].astype(np.int32) for channel in range(4))
    codes = np.where(alpha > 0, red << 16 | green << 8 | blue, 0)
    count = len(np.unique(codes))
    if count > MOST_COLOURS:
        raise ValueError(
            Message("it is not a label map: it has {count} colours, as a photograph does", count=count)
        )
    return codes


def masks_of(labels: NDArray[np.integer], *ignored: int) -> dict[int, Mask]:
    """Return the mask of each value of an (H, W) map except 0 and the `ignored` ones, in the order of the values."""
    height, width = labels.shape
    columns = max(1, BLOCK // height)
    found = [
        _runs(labels[:, left : left + columns], left * height, (0, *ignored))
        for left in range(0, width, columns)
    ]
    values, starts, ends = (np.concatenate(part) for part in zip(*found, strict=True))
    # Runs of one value may touch where blocks meet; from_intervals needs them joined.
    order = np.argsort(values, kind="stable")
    groups = np.flatnonzero(np.diff(values[order])) + 1
    masks = {}
    for group in np.split(order, groups) if order.size else ():
        first, last = starts[group], ends[group]
        gap = first[1:] > last[:-1]
        first, last = first[np.append(True, gap)], last[np.append(gap, True)]
        masks[int(values[group[0]])] = Mask.from_intervals(first, last, (height, width))
    return masks


def _runs(
    block: NDArray[np.integer], offset: int, ignored: tuple[int, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return values, starts and ends of the runs of equal pixels, column by column."""
    flat = block.T.reshape(-1)
    starts = np.flatnonzero(np.concatenate(([True], flat[1:] != flat[:-1])))
    ends = np.append(starts[1:], flat.size)
    values = flat[starts].astype(np.int64)
    kept = ~np.isin(values, ignored)
    return values[kept], starts[kept] + offset, ends[kept] + offset


def are_shares(rings: Sequence[Sequence[float]]) -> bool:
    """Whether the coordinates of polygons are shares of the image, not pixels: within 0 to 1, and not all whole.

    Whole ones may be the corners of the first pixel.
    """
    within = all(ring and min(ring) >= 0 and max(ring) <= 1 for ring in rings)
    return within and any(value % 1 for ring in rings for value in ring)


def shares_message() -> Message:
    """Return a sentence about coordinates that are shares."""
    return Message("its coordinates are shares of the image, not pixels: all are within 0 to 1")
