"""Import of a data set into a project."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import overload

from annotations.colors import free_color
from annotations.errors import Problem
from annotations.formats.base import AnnotatedInstance, ImageAnnotations, ReadResult
from annotations.imaging.pages import name_parts, page_path
from annotations.message import Message
from annotations.project import Project
from annotations.project.bulk import Bulk, in_parts
from annotations.records import (
    LONGEST_NAME,
    Category,
    Change,
    ImageRecord,
    Instance,
    Status,
    last_position,
    short_name,
)

LABEL = Message("Import")
MOST_CHANGES = 10_000
"""Number of changes per part of an import; one part is in memory at a time."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts of what an import added and what already existed, and its problems."""

    images: int
    instances: int
    already_there: int
    """Instances left out because the project has the same mask with the same category."""
    categories: int
    problems: tuple[Problem, ...]
    bulk: Bulk | None = None
    """Undoes the import; None if it added nothing."""


def import_into(
    project: Project, read: ReadResult, status: Status = "started", label: str = LABEL
) -> ImportReport:
    """Add what a reader read to a project; images with instances get `status`.

    The import is one transaction, all or nothing. It is written in parts, so memory use does not grow with its size.
    The report's `bulk` undoes it (`annotations.project.bulk`).

    Categories are matched by name and added if missing. An image whose size differs in the project is
    reported and left out.
    """
    adding = _Import(project, status)
    with in_parts(project, label) as parts:
        for name in read.categories:
            adding.category(name)
        for image in read.images:
            adding.image(image)
            if len(adding.changes) >= MOST_CHANGES:
                parts.put(adding.changes)
                adding.changes.clear()
        parts.put(adding.changes)
    bulk = parts.bulk
    images, instances, categories = (
        len(bulk.ids(table)) if bulk is not None else 0 for table in ("image", "instance", "category")
    )
    problems = (*read.problems, *adding.problems)
    return ImportReport(images, instances, adding.already_there, categories, problems, bulk)


def short_category(given: str) -> tuple[str, Problem | None]:
    """Return the name that a category gets in a project, and a problem that says so if it is shortened."""
    name = short_name(given)
    if name == given:
        return name, None
    told = Message(
        "it is longer than {most} characters and was shortened to {name!r}", most=LONGEST_NAME, name=name
    )
    return name, Problem("", Message("a category's name"), told)


class _Import:
    """Collects the changes of one import."""

    def __init__(self, project: Project, status: Status) -> None:
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self.already_there = 0
        self._project = project
        self._status = status
        self._images = {image.path: image for image in project.images()}
        self._categories = {category.name: category.id for category in project.categories()}
        self._colors = [category.color for category in project.categories()]
        self._last = last_position(project.categories())
        self._shortened: set[str] = set()
        self._folders: dict[str, str] = {}
        """Project paths of folders, ending in "/", by the folder part of the given image paths."""

    def category(self, given: str) -> int:
        name, problem = short_category(given)
        if problem is not None and name not in self._shortened:
            self._shortened.add(name)
            self.problems.append(problem)
        if name not in self._categories:
            color = free_color(self._colors)
            category = Category(self._project.next_id("category"), name, color, position=self._last)
            self.changes.append(Change.add(category))
            self._colors.append(color)
            self._categories[name] = category.id
        return self._categories[name]

    def image(self, given: ImageAnnotations) -> None:
        path = self._relative(given.path)
        known = self._known(path)
        if known is not None and known.size != (given.height, given.width):
            reason = Message(
                "its size in the project is {known_width} x {known_height} pixels, not {width} x {height}",
                known_width=known.width,
                known_height=known.height,
                width=given.width,
                height=given.height,
            )
            self.problems.append(Problem(str(given.path), "", reason))
            return
        there = self._project.instances(known.id) if known is not None else ()
        same = {(instance.mask, instance.category_id) for instance in there}
        z = max((instance.z for instance in there), default=-1) + 1
        number = known.id if known is not None else self._project.next_id("image")
        new: list[tuple[AnnotatedInstance, int | None]] = []
        for instance in given.instances:
            category_id = self.category(instance.category) if instance.category is not None else None
            if (instance.mask, category_id) in same:
                self.already_there += 1
                continue
            same.add((instance.mask, category_id))
            new.append((instance, category_id))
        fresh = self._project.next_id
        tracks = self._tracks(given, [one for one, _ in new], {instance.track for instance in there})
        added = [
            Instance(
                *(fresh("instance"), number, one.mask, known_as, "imported", z + place),
                *(one.score, one.crowd, one.note, one.attributes),
                track=tracks[place],
            )
            for place, (one, known_as) in enumerate(new)
        ]
        if known is None:
            status = self._status if added else "new"
            image = ImageRecord(number, path, given.width, given.height, status)
            self._images[path] = image
            self.changes.append(Change.add(image))
        elif added and known.status == "new":
            self.changes.append(Change.replace(known, replace(known, status=self._status)))
        self.changes += map(Change.add, added)

    def _known(self, path: str) -> ImageRecord | None:
        """Return the image with this path; a stack and its first page show the same, and stand for each other."""
        place = name_parts(path)
        other = page_path(path, 1) if place.page is None else place.file if place.page == 1 else path
        return self._images.get(path) or self._images.get(other)

    def _tracks(
        self, given: ImageAnnotations, new: list[AnnotatedInstance], there: set[int | None]
    ) -> list[int | None]:
        """Return the tracks of new instances; one that the image has already is reported and left out."""
        found: list[int | None] = []
        for one in new:
            is_free = one.track is None or one.track not in there
            if not is_free:
                reason = Message("track {track} is in this image already; left out", track=one.track)
                self.problems.append(Problem(str(given.path), Message("an instance"), reason, kept=True))
            found.append(one.track if is_free else None)
            there.add(one.track)
        return found

    def _relative(self, path: Path) -> str:
        """Like `Project.relative`, but follows links only once per folder."""
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = self._project.relative(path).removesuffix(name)
        return self._folders[folder] + name


def named(dataset: ReadResult, category: str) -> ReadResult:
    """Put every instance of unknown category into `category`, for formats without categories."""

    def change(instance: AnnotatedInstance) -> AnnotatedInstance:
        return replace(instance, category=category) if instance.category is None else instance

    images = _Changed(dataset.images, lambda instances: tuple(map(change, instances)))
    return replace(dataset, images=images, categories=tuple(dict.fromkeys((*dataset.categories, category))))


def without(read: ReadResult, categories: Iterable[str]) -> tuple[ReadResult, tuple[Problem, ...]]:
    """Leave out some categories and all their instances; also return a note on each of these categories."""
    ignored = tuple(dict.fromkeys(categories))
    counts = Counter(instance.category for image in read.images for instance in image.instances)
    notes = []
    for name in ignored:
        told = Message("ignored: {count} instances left out", count=counts[name])
        if name not in counts and name not in read.categories:
            told = Message("there is no such category, so nothing was left out")
        notes.append(Problem("", Message("category {name!r}", name=name), told, kept=True))
    images = _Changed(read.images, lambda found: tuple(i for i in found if i.category not in ignored))
    names = tuple(name for name in read.categories if name not in ignored)
    return replace(read, images=images, categories=names), tuple(notes)


class _Changed(Sequence[ImageAnnotations]):
    """The same images with other instances, made of theirs whenever an image is accessed."""

    def __init__(
        self,
        images: Sequence[ImageAnnotations],
        change: Callable[[tuple[AnnotatedInstance, ...]], tuple[AnnotatedInstance, ...]],
    ) -> None:
        self._images, self._change = images, change

    def __len__(self) -> int:
        return len(self._images)

    @overload
    def __getitem__(self, place: int) -> ImageAnnotations: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[ImageAnnotations, ...]: ...

    def __getitem__(self, place: int | slice) -> ImageAnnotations | tuple[ImageAnnotations, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        image = self._images[place]
        return replace(image, instances=self._change(image.instances))
