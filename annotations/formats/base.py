"""The common data types that every format reads into and writes from, and the checks that all readers share."""

from __future__ import annotations

import ntpath
import os
import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from annotations.errors import ImageError, Problem
from annotations.imaging.reading import image_size
from annotations.masks import Mask
from annotations.message import Message
from annotations.records import LONGEST_PATH

UNKNOWN = "unknown"
"""Written as the category of unknown instances if the format requires one; read back as no category."""


@dataclass(frozen=True, slots=True)
class AnnotatedInstance:
    """One object in an image, outside any project; `category` is a name, None if unknown.

    `note`, `attributes` and `track` are as in `annotations.records.Instance`.
    """

    mask: Mask
    category: str | None
    crowd: bool = False
    score: float | None = None
    note: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    track: int | None = None


@dataclass(frozen=True, slots=True)
class ImageAnnotations:
    """An image and its instances, from bottom to top.

    `path` is the location of the file, `name` its name in the data set (posix, relative); the size is that of the
    upright image in pixels.
    """

    path: Path
    name: str
    width: int
    height: int
    instances: tuple[AnnotatedInstance, ...] = ()
    part: str = ""
    """The side of a split that it belongs to ("train"), if the data set has several."""
    annotated: bool = True
    """Whether the data set says what is in it; if not, having no instances does not mean that nothing is there."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Annotated images and the names of all categories, used or not."""

    images: Sequence[ImageAnnotations]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The data set that was read, and a problem for each record that could not be read as it is."""

    images: Sequence[ImageAnnotations]
    """May be recreated at each access, so iterate over it once."""
    categories: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def dataset(self) -> Dataset:
        return Dataset(self.images, self.categories)


Reader = Callable[[Path, Path | None], ReadResult]


class Writer(Protocol):
    """Write a data set, all or nothing; return what the format could not store. FormatError if it fails."""

    def __call__(self, dataset: Dataset, output: Path, **options: bool) -> list[Problem]: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats; `suffix` is the suffix of its file, empty for a folder."""

    name: str
    title: str
    reader: Reader | None
    writer: Writer | None
    suffix: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    """Options of the writer: a name and its meaning for people."""
    holds_parts: bool = False
    """Whether one data set holds all sides of a split; if so, an export with a split is one data set."""
    checker: Reader | None = None
    """Like the reader, but also reports valid records that will cause trouble in other programs."""
    recognises: Callable[[Path], bool] = lambda _source: False
    """Whether a source looks like this format, by its file names and their first bytes."""
    holds_attributes: bool = False
    """Whether it can store notes and attributes of instances, including occluded and difficult."""
    layout: str = ""
    holds: str = ""
    cannot: str = ""
    """For the documentation: its files, what it can store, and what it cannot, with what is written instead."""


def relative(name: str) -> str:
    """Return a file's name in a folder as a posix path; ValueError if the text is not a name or leaves the folder."""
    posix = name.replace("\\", "/")
    parts = posix.split("/")
    too_long = len(name) > LONGEST_PATH or any(len(part.encode(errors="replace")) > 255 for part in parts)
    if not name or "\0" in name or too_long:
        raise ValueError(Message("its file name is empty or invalid"))
    if posixpath.isabs(posix) or ntpath.splitdrive(name)[0] or ".." in parts:
        raise ValueError(Message("its file name {name!r} points outside the image folder", name=name))
    return posix


def check_within(path: Path, folder: Path) -> None:
    """Raise ValueError, worded for a Problem, if a link leads from `folder` to a file that is not in it."""
    try:
        leaves = not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as error:  # circular links
        raise ValueError(Message("its file {name!r} cannot be found", name=path.name)) from error
    if leaves:
        raise ValueError(
            Message(
                "its file {name!r} is a link to outside the folder {folder} "
                "(if the images are elsewhere, give their folder)",
                name=path.name,
                folder=folder,
            )
        )


class Within:
    """As `check_within` for many files of one folder: resolves each subfolder only once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._good: set[str] = set()

    def check(self, path: Path) -> None:
        """Raise ValueError, worded for a Problem, if a link leads from the folder to a file that is not in it."""
        above = os.path.dirname(path)
        if above in self._good and not os.path.islink(path):
            return
        check_within(path, self._folder)
        if not os.path.islink(path):  # a link may lead back into the folder
            self._good.add(above)


def check_image(path: Path, width: int, height: int, said_by: Message) -> None:
    """Raise ValueError, worded for a Problem, unless the image file exists and has this size."""
    try:
        real_height, real_width = image_size(path)
    except ImageError as error:
        raise ValueError(Message("its image {path}: {reason}", path=path, reason=error.reason)) from error
    if (real_width, real_height) == (width, height):
        return
    reason = Message(
        "its image {path} is {real_width} x {real_height} pixels, but {source} is for {width} x {height}",
        path=path,
        real_width=real_width,
        real_height=real_height,
        source=said_by,
        width=width,
        height=height,
    )
    if (real_height, real_width) == (width, height):
        reason = Message("{reason} (annotated before the photo was rotated upright?)", reason=reason)
    raise ValueError(reason)
