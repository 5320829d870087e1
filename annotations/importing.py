"""Import of a data set into a project."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.colors import free_color
from annotations.errors import Problem
from annotations.formats.base import AnnotatedInstance, ImageAnnotations, ReadResult
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
        self._last = max((c.position for c in project.categories() if c.position > 0), default=0)
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
        known = self._images.get(path)
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
        added = [
            Instance(
                *(fresh("instance"), number, one.mask, known_as, "imported", z + place),
                *(one.score, one.crowd, one.note, one.attributes),
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

    def _relative(self, path: Path) -> str:
        """Like `Project.relative`, but follows links only once per folder."""
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = self._project.relative(path).removesuffix(name)
        return self._folders[folder] + name


def named(dataset: ReadResult, category: str) -> ReadResult:
    """Put every instance of unknown category into `category`, for formats without categories."""
    images = tuple(
        replace(
            image,
            instances=tuple(
                replace(instance, category=category) if instance.category is None else instance
                for instance in image.instances
            ),
        )
        for image in dataset.images
    )
    return replace(dataset, images=images, categories=tuple(dict.fromkeys((*dataset.categories, category))))


def without(read: ReadResult, categories: Iterable[str]) -> ReadResult:
    """Leave out all instances of some categories, and the categories; a problem counts those of each."""
    ignored = tuple(categories)
    counts = dict.fromkeys(ignored, 0)
    images = []
    for image in read.images:
        kept = tuple(instance for instance in image.instances if instance.category not in counts)
        for instance in image.instances:
            if instance.category in counts:
                counts[instance.category] += 1
        images.append(replace(image, instances=kept))
    problems = [
        Problem(
            "",
            Message("category {name!r}", name=name),
            Message("ignored: {count} instances left out", count=count),
        )
        for name, count in counts.items()
    ]
    names = tuple(name for name in read.categories if name not in counts)
    return ReadResult(tuple(images), names, (*read.problems, *problems))
