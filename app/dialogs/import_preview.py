"""What an import would bring, worked out on a thread: counts, problems and a few images with their masks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from annotations.colors import color_of
from annotations.errors import AnnotationError, Problem
from annotations.formats import FORMATS, ImageAnnotations, ReadResult, guess
from annotations.imaging.reading import read_image
from annotations.message import Message

PICTURES = 4
PICTURE_SIDE = 150
FILL = 0.55


@dataclass(frozen=True)
class Preview:
    """What a source holds, read as a format; `folder` is one that all its images lie in, None if there are none."""

    format: str
    read: ReadResult
    images: int
    instances: int
    categories: Counter[str | None]
    problems: tuple[Problem, ...]
    pictures: tuple[tuple[str, QImage], ...]
    folder: Path | None


class PreviewSignals(QObject):
    """Each says which question it answers."""

    made = Signal(int, object)  # Preview
    failed = Signal(int, object)


class MakePreview:
    """Reads `source` as `format_name`, or as the format that it looks like; `wanted` says whether anybody waits."""

    def __init__(
        self,
        number: int,
        source: Path,
        format_name: str | None,
        images: Path | None,
        signals: PreviewSignals,
        wanted: Callable[[], bool],
    ) -> None:
        self._number, self._source, self._format, self._images = number, source, format_name, images
        self._signals, self._wanted = signals, wanted

    def run(self) -> None:
        try:
            preview = self._preview()
        except (AnnotationError, OSError, MemoryError, ValueError) as error:
            self._tell(self._signals.failed, str(error))
        else:
            if preview is not None:
                self._tell(self._signals.made, preview)

    def _preview(self) -> Preview | None:
        name = self._format or guess(self._source)
        if name is None:
            raise ValueError(Message("It looks like none of the formats. Choose one."))
        reader = FORMATS[name].reader
        assert reader is not None
        read = reader(self._source, self._images)
        count = instances = 0
        categories: Counter[str | None] = Counter(dict.fromkeys(read.categories, 0))
        pictures: list[tuple[str, QImage]] = []
        folder: Path | None = None
        for image in read.images:
            if not self._wanted():
                return None
            count += 1
            instances += len(image.instances)
            categories.update(instance.category for instance in image.instances)
            folder = image.path.parent if folder is None else _shared(folder, image.path)
            if image.instances and len(pictures) < PICTURES:
                picture = picture_of(image, list(read.categories))
                pictures += [(image.name, picture)] if picture is not None else []
        return Preview(name, read, count, instances, categories, read.problems, tuple(pictures), folder)

    def _tell(self, signal: object, value: object) -> None:
        if self._wanted():
            try:
                signal.emit(self._number, value)  # type: ignore[attr-defined]
            except RuntimeError:
                return  # the dialog is gone


def picture_of(image: ImageAnnotations, categories: list[str]) -> QImage | None:
    """The image, small, with its masks in the colours of their categories; None if it cannot be read."""
    try:
        pixels = read_image(image.path)
    except AnnotationError:
        return None
    if pixels.shape[:2] != (image.height, image.width):
        return None
    step = max(1, max(pixels.shape[:2]) // (2 * PICTURE_SIDE))
    small = pixels[::step, ::step].astype(np.float32)
    for instance in image.instances:
        (rows, columns), patch = instance.mask.slices, instance.mask.patch()
        top, left = -rows.start % step, -columns.start % step
        shown = patch[top::step, left::step]
        y, x = (rows.start + top) // step, (columns.start + left) // step
        part = small[y : y + shown.shape[0], x : x + shown.shape[1]]
        known = instance.category in categories
        color = color_of(categories.index(instance.category or "") if known else len(categories))
        part[shown] = (1 - FILL) * part[shown] + FILL * np.array(color, np.float32)
    made = Image.fromarray(small.astype(np.uint8))
    made.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    data = np.ascontiguousarray(np.asarray(made))
    height, width = data.shape[:2]
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _shared(folder: Path, path: Path) -> Path:
    """The nearest folder that holds both."""
    while not path.is_relative_to(folder) and folder != folder.parent:
        folder = folder.parent
    return folder
