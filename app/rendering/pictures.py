"""Decoded images at several sizes, made on threads so that the window never waits for a disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage

from annotations.masks import Box
from annotations.message import Message
from app.background.jobs import Check, Jobs
from app.rendering.mip_levels import as_painted, halved, level_sizes
from app.rendering.spilled_levels import STRIP, spilled
from app.rendering.tone_mapping import Display, kind_of, render

LARGE = 50_000_000
"""Pixels: from this size on the picture is stored in files, and a coarse one is shown until it is ready."""
KEPT_PICTURES = 4
KEPT_VALUES = 200_000_000  # bytes of the file's own values of a picture
KEPT_BYTES = 800_000_000  # the one shown is kept whatever its size


@dataclass(frozen=True, eq=False)
class Picture:
    """An image ready for painting: level k has 1 / 2**(first + k) of the size. `arrays` keeps their memory alive.

    For a large image a coarse picture comes first; the future `whole` of both yields the one with all levels.
    """

    width: int
    height: int
    levels: tuple[QImage, ...]
    arrays: tuple[NDArray[np.uint8], ...]
    first: int = 0
    whole: Future[Picture] | None = None
    remark: str = ""
    """A sentence on what is not seen in it, such as more images in the file; empty for most."""
    values: NDArray[Any] | None = None
    """The file's own values, (H, W, C), of an image of more than 8 bits, unless they take too much memory."""
    pages: int = 1
    """How many pages of the file can be opened as images; it is the first."""

    def level_for(self, scale: float) -> int:
        """The smallest level with full detail at `scale` screen pixels per image pixel."""
        level = 0
        while level + 1 < len(self.levels) and scale * 2 ** (self.first + level + 1) <= 1.0:
            level += 1
        return level

    def part(self, level: int, x0: float, y0: float, x1: float, y1: float) -> QRectF:
        """Converts a rectangle from image coordinates to those of a level."""
        image = self.levels[level]
        fx, fy = image.width() / self.width, image.height() / self.height
        return QRectF(x0 * fx, y0 * fy, (x1 - x0) * fx, (y1 - y0) * fy)

    @property
    def complete(self) -> bool:
        return self.first == 0

    def refines(self, other: Picture | None) -> bool:
        """Whether it is the whole picture that the other is the coarse version of."""
        return other is not None and self.complete and not other.complete and self.whole is other.whole

    def pixels(self, box: Box) -> NDArray[np.uint8]:
        """The image inside a box x0, y0, x1, y1 within it, (h, w, 3) uint8 RGB.

        Waits for the whole picture, so not for the window's thread; raises the error if loading failed.
        """
        picture = self if self.complete or self.whole is None else self.whole.result()
        x0, y0, x1, y1 = box
        return np.ascontiguousarray(picture.arrays[0][y0:y1, x0:x1, 2::-1])


def make_picture(pixels: NDArray[np.uint8], values: NDArray[Any] | None = None) -> Picture:
    """A picture of an (H, W, 3) uint8 RGB array; `values` are the file's own, (H, W, C), if they are others."""
    arrays = [as_painted(pixels)]
    while len(arrays) < len(level_sizes(pixels.shape[:2])):
        arrays.append(halved(arrays[-1]))
    if values is not None and (values.dtype == np.uint8 or values.nbytes > KEPT_VALUES):
        values = None
    return replace(_of_levels(tuple(arrays)), values=values)


def _of_levels(arrays: tuple[NDArray[np.uint8], ...], whole: Future[Picture] | None = None) -> Picture:
    levels = tuple(
        QImage(a.data, a.shape[1], a.shape[0], a.strides[0], QImage.Format.Format_RGB32) for a in arrays
    )
    return Picture(arrays[0].shape[1], arrays[0].shape[0], levels, arrays, whole=whole)


class PictureLoader(QObject):
    """Loads pictures by path. `loaded` and `failed` carry the path; the last few are cached."""

    loaded = Signal(str, object)
    failed = Signal(str, object)
    _coarse = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pixel_limit = 400_000_000
        self.displays: Mapping[str, Display] = {}  # by kind of image; replaced, never changed
        self.jobs = Jobs(self, threads=2)
        self._kept: OrderedDict[str, Picture] = OrderedDict()
        self._under_way: set[str] = set()
        self.loaded.connect(self._keep)
        self.failed.connect(lambda path, _: self._under_way.discard(path))
        self._coarse.connect(self._take_coarse)

    def request(self, path: Path, priority: int = 1) -> Picture | None:
        """The picture if it is cached; else it is loaded and a signal follows. Priority 0 is for reading ahead."""
        key = str(path)
        picture = self._kept.get(key)
        if picture is not None:
            self._kept.move_to_end(key)
            return picture
        if key not in self._under_way:
            self._under_way.add(key)
            load = partial(self._load, path)
            self.jobs.run(load, partial(self.loaded.emit, key), partial(self.failed.emit, key), priority)
        return None

    def show_as(self, displays: Mapping[str, Display]) -> None:
        """Changes how images of these kinds are displayed; outdated pictures are dropped."""
        if displays != self.displays:
            self.displays = displays
            self._kept.clear()

    def forget(self) -> None:
        """Drops running and waiting work, and the cached pictures."""
        self.jobs.drop()
        self._under_way.clear()
        self._kept.clear()

    def drop(self, path: str) -> None:
        """Forgets the picture of one file."""
        self._kept.pop(path, None)

    def wait(self) -> None:
        """Waits for running work; for closing."""
        self.jobs.end(5000)

    def _take_coarse(self, path: str, picture: Picture) -> None:
        if path in self._under_way:
            self.loaded.emit(path, picture)

    def _keep(self, path: str, picture: Picture) -> None:
        if picture.complete:
            self._under_way.discard(path)
        self._kept[path] = picture
        while len(self._kept) > KEPT_PICTURES or (len(self._kept) > 1 and self._bytes() > KEPT_BYTES):
            self._kept.popitem(last=False)

    def _bytes(self) -> int:
        kept = [each for picture in self._kept.values() for each in (*picture.arrays, picture.values)]
        return sum(array.nbytes for array in kept if array is not None)

    # -- in a thread

    def _load(self, path: Path, _check: Check) -> Picture:
        whole: Future[Picture] = Future()
        try:
            displays = None
            while displays is not self.displays:  # they may change in the meantime
                displays = self.displays
                picture = self._picture(path, displays, whole)
        except Exception as error:
            whole.set_exception(error)
            raise
        whole.set_result(picture)
        return picture

    def _picture(self, path: Path, displays: Mapping[str, Display], whole: Future[Picture]) -> Picture:
        from annotations.imaging.reading import image_size
        from annotations.imaging.remarks import remark
        from annotations.imaging.strips import read_parts

        size = image_size(path, self.pixel_limit)
        said, pages = remark(path), _pages(path)
        if displays or size[0] * size[1] < LARGE:
            return replace(make_picture(*_shown(path, self.pixel_limit, displays)), remark=said, pages=pages)
        parts = read_parts(path, STRIP, self.pixel_limit)
        reduced = next(parts)
        first = round(log2(size[0] / reduced.shape[0]))
        coarse = replace(make_picture(reduced), height=size[0], width=size[1], first=first, whole=whole)
        self._coarse.emit(str(path), coarse)
        try:
            return replace(_of_levels(spilled(parts, size), whole), remark=said, pages=pages)
        except OSError:  # no room on the disk
            picture = make_picture(*_shown(path, self.pixel_limit, displays))
            return replace(picture, whole=whole, remark=said, pages=pages)


def _pages(path: Path) -> int:
    """How many pages of a file can be opened as images; 1 if that cannot be found out."""
    from annotations.errors import ImageError
    from annotations.imaging.stacks import count_pages

    try:
        return count_pages(path)
    except (ImageError, OSError):
        return 1


def _shown(
    path: Path, pixel_limit: int, displays: Mapping[str, Display]
) -> tuple[NDArray[np.uint8], NDArray[Any] | None]:
    """The pixels of an image (H, W, 3), in the display chosen for its kind, and the file's own values if deep."""
    from annotations.imaging.reading import read_channels, read_with_values

    if displays:
        channels = read_channels(path, pixel_limit)
        display = displays.get(kind_of(channels))
        if display is not None:
            return render(channels, display), channels
    return read_with_values(path, pixel_limit)


def of_another_size(path: str, picture: Picture, size: tuple[int, int]) -> Message:
    """Why a picture is not shown with annotations made for one of `size` (height, width)."""
    now, before = f"{picture.width} × {picture.height}", f"{size[1]} × {size[0]}"
    return Message(
        "{path}: the image is now {now} pixels, but its annotations are for {before}",
        path=path,
        now=now,
        before=before,
    )
