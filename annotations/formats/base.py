"""What every file format reads into and writes from, and the checks that all readers share."""

from __future__ import annotations

import ntpath
import os
import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from annotations.errors import ImageError, Problem, StrPath
from annotations.imaging.reading import image_size
from annotations.masks import Mask
from annotations.message import Message

UNKNOWN = "unknown"
"""The category under which instances without one are written where each must have one, read as none again."""


@dataclass(frozen=True, slots=True)
class AnnotatedInstance:
    """One thing in an image, in no project: `category` is a name, None where it is unknown.

    `note` and `attributes` are as those of `annotations.records.Instance`.
    """

    mask: Mask
    category: str | None
    crowd: bool = False
    score: float | None = None
    note: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImageAnnotations:
    """An image and what is in it, from the bottom to the top.

    `path` is where the file lies, `name` what the data set calls it (posix, relative), the size that of the
    upright image in pixels.
    """

    path: Path
    name: str
    width: int
    height: int
    instances: tuple[AnnotatedInstance, ...] = ()
    part: str = ""
    """The side of a split it is written on ("train"), where a data set holds several."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Annotated images with the names of all categories, used or not."""

    images: Sequence[ImageAnnotations]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a reader took, and a problem for each record that it could not take as it is."""

    images: Sequence[ImageAnnotations]
    """Maybe made anew whenever looked at: take each once."""
    categories: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def dataset(self) -> Dataset:
        return Dataset(self.images, self.categories)


Reader = Callable[[Path, Path | None], ReadResult]


class Writer(Protocol):
    """Writes a data set, whole or not at all; returns what the format could not say. FormatError if it fails."""

    def __call__(self, dataset: Dataset, output: Path, **options: bool) -> list[Problem]: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats; `suffix` is that of its file, empty where it is a folder."""

    name: str
    title: str
    reader: Reader | None
    writer: Writer | None
    suffix: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    """What its writer may be asked for: a name and what it means to a person."""
    holds_parts: bool = False
    """Whether one data set holds the sides of a split, so that an export with a split is one."""
    checker: Reader | None = None
    """Reads as the reader does, and also names what was taken but will trip other programs."""
    recognises: Callable[[Path], bool] = lambda _source: False
    """Whether a source looks like this format, from the names of its files and how they begin."""
    holds_attributes: bool = False
    """Whether it says the notes and attributes of instances, occluded and difficult among these."""
    layout: str = ""
    holds: str = ""
    cannot: str = ""
    """For the documents: its files, what it holds, and what it cannot, with what is written instead."""


def inside(folder: Path, name: str) -> Path:
    """The path of `name` in `folder`; ValueError if it would lie anywhere else, also by way of a link."""
    path = folder / relative(name)
    check_within(path, folder)
    return path


def relative(name: str) -> str:
    """A file's name in some folder as a posix path; ValueError if as a text it is no name or leaves the folder."""
    posix = name.replace("\\", "/")
    parts = posix.split("/")
    if not name or "\0" in name or any(len(part.encode(errors="replace")) > 255 for part in parts):
        raise ValueError(Message("its file name is empty or not a name"))
    if posixpath.isabs(posix) or ntpath.splitdrive(name)[0] or ".." in parts:
        raise ValueError(Message("its file name {name!r} leaves the folder of the images", name=name))
    return posix


def check_within(path: Path, folder: Path) -> None:
    """ValueError, in the words of a Problem, if a link leads from `folder` to a file that is not in it."""
    try:
        leaves = not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as error:  # links in a circle
        raise ValueError(Message("its file {name!r} cannot be found", name=path.name)) from error
    if leaves:
        raise ValueError(
            Message(
                "its file {name!r} is a link that leaves the folder {folder} (where the "
                "images lie elsewhere, name their folder)",
                name=path.name,
                folder=folder,
            )
        )


class Within:
    """As `check_within` for many files of one folder: the way to each folder below it is followed only once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._good: set[str] = set()

    def check(self, path: Path) -> None:
        """ValueError, in the words of a Problem, if a link leads from the folder to a file that is not in it."""
        above = os.path.dirname(path)
        if above in self._good and not os.path.islink(path):
            return
        check_within(path, self._folder)
        if not os.path.islink(path):  # a link may lead back into the folder from outside
            self._good.add(above)


def check_image(path: Path, width: int, height: int, said_by: Message) -> None:
    """ValueError, in the words of a Problem, unless the image file is there and has this size."""
    try:
        real_height, real_width = image_size(path)
    except ImageError as error:
        raise ValueError(Message("its image {path}: {reason}", path=path, reason=error.reason)) from error
    if (real_width, real_height) == (width, height):
        return
    reason = Message(
        "its image {path} is {real_width} x {real_height} pixels, {source} is for {width} x {height}",
        path=path,
        real_width=real_width,
        real_height=real_height,
        source=said_by,
        width=width,
        height=height,
    )
    if (real_height, real_width) == (width, height):
        reason = Message("{reason} (made before the photo was turned upright?)", reason=reason)
    raise ValueError(reason)


def absolute_folder(path: StrPath) -> Path:
    """A folder as an absolute path, without looking at it."""
    return Path(path).absolute()
