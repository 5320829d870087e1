"""The preview of an import, computed on a thread: counts, problems and a few images with their masks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtGui import QImage

from annotations.colors import color_of
from annotations.errors import AnnotationError, Problem
from annotations.formats.base import ImageAnnotations, ReadResult
from annotations.formats.table import find, guess
from annotations.imaging.reading import read_image
from annotations.message import Message
from annotations.problems import Grouped, grouped
from app.background.jobs import Check

SHOWN_PROBLEMS = 200  # kinds
PICTURES = 4
PICTURE_SIDE = 150
FILL = 0.55


@dataclass(frozen=True)
class Preview:
    """The content of a source, read as a format; `folder` contains all its images, None if there are none."""

    format: str
    """The title of the format."""
    read: ReadResult
    images: int
    instances: int
    categories: Counter[str | None]
    problems: tuple[Problem, ...]
    kinds: Grouped
    """The same problems by kind."""
    pictures: tuple[tuple[str, QImage], ...]
    folder: Path | None


def preview_of(source: Path, format_name: str | None, images: Path | None, check: Check) -> Preview:
    """Reads `source` as `format_name`, or as the detected format; `images` is the folder of its images."""
    name = format_name or guess(source)
    if name is None:
        raise ValueError(Message("The format was not recognised. Choose one."))
    form = find(name)
    if form.reader is None:
        raise ValueError(Message("This format can be written but not read."))
    read = form.reader(source, images)
    count = instances = 0
    categories: Counter[str | None] = Counter(dict.fromkeys(read.categories, 0))
    pictures: list[tuple[str, QImage]] = []
    folder: Path | None = None
    for image in read.images:
        check()
        count += 1
        instances += len(image.instances)
        categories.update(instance.category for instance in image.instances)
        folder = image.path.parent if folder is None else _shared(folder, image.path)
        if image.instances and len(pictures) < PICTURES:
            picture = picture_of(image, list(read.categories))
            pictures += [(image.name, picture)] if picture is not None else []
    kinds = grouped(read.problems, SHOWN_PROBLEMS)
    return Preview(
        form.title, read, count, instances, categories, read.problems, kinds, tuple(pictures), folder
    )


def picture_of(image: ImageAnnotations, categories: list[str]) -> QImage | None:
    """A thumbnail with the masks in the colours of their categories; None if the image cannot be read."""
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
    """The nearest common parent folder."""
    while not path.is_relative_to(folder) and folder != folder.parent:
        folder = folder.parent
    return folder
