"""What can be measured: the images of a project or of a data set, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotations.formats.base import UNKNOWN, Dataset, ImageAnnotations
from annotations.imaging.pixel_size import PixelSize, parse
from annotations.masks import Mask
from annotations.project import Project

SETTING = "pixel_size"
"""The setting of a project with the size of a pixel that a person typed."""


@dataclass(frozen=True, slots=True)
class Item:
    """An instance to measure."""

    id: int
    mask: Mask
    category: str
    source: str = ""
    """How it came about ("accepted", "drawn"…); empty if the data set does not say."""
    review: str = ""
    track: int | None = None


@dataclass(frozen=True, slots=True)
class ImageItems:
    """An image with instances to measure; `items` reads them."""

    id: int
    path: Path
    name: str
    size: tuple[int, int]
    """(height, width), as for masks."""
    status: str
    items: Callable[[], Sequence[Item]]


def typed_size(project: Project) -> PixelSize | None:
    """Return the size of a pixel that was typed for a project, if any."""
    text = project.setting(SETTING)
    try:
        return parse(text) if text else None
    except ValueError:  # of a later version
        return None


def of_project(project: Project, *, only_done: bool = False) -> list[ImageItems]:
    """Return the images of a project that have instances; these are read later, from the open project."""
    has = project.counts().instances_by_image
    categories: dict[int, str] = {category.id: category.name for category in project.categories()}
    return [
        ImageItems(
            *(image.id, project.absolute(image), image.path, image.size, image.status),
            partial(_items, project, image.id, categories),
        )
        for image in project.images()
        if image.id in has and (image.status == "done" or not only_done)
    ]


def _items(project: Project, image_id: int, categories: dict[int, str]) -> list[Item]:
    instances = project.instances(image_id)
    if any(one.category_id is not None and one.category_id not in categories for one in instances):
        categories.update((category.id, category.name) for category in project.categories())
    return [
        Item(
            id=one.id,
            mask=one.mask,
            category=UNKNOWN if one.category_id is None else categories.get(one.category_id, UNKNOWN),
            source=one.source,
            review=one.review,
            track=one.track,
        )
        for one in instances
    ]


def of_dataset(dataset: Dataset) -> Iterator[ImageItems]:
    """Yield the images of a data set that have instances, which are numbered from 1 through the whole data set."""
    first = 1
    for number, image in enumerate(dataset.images, 1):
        if image.instances:
            yield ImageItems(
                *(number, image.path, image.name, (image.height, image.width), ""),
                partial(_numbered, image, first),
            )
        first += len(image.instances)


def _numbered(image: ImageAnnotations, first: int) -> list[Item]:
    return [
        Item(number, one.mask, one.category if one.category is not None else UNKNOWN)
        for number, one in enumerate(image.instances, first)
    ]
