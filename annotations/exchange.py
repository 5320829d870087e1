"""Conversion between projects and data sets: import into a project, export out of one."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotations import unfinished
from annotations.colors import free_color
from annotations.errors import FormatError, Problem, StrPath, explain
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations, ReadResult
from annotations.formats.table import FORMATS
from annotations.formats.writing import only_looking
from annotations.imaging.reading import EXPORT_MARK
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


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote, where, and what the format could not store."""

    files: tuple[Path, ...]
    images: int
    instances: int
    problems: tuple[Problem, ...]


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
        name = short_name(given)
        if name != given and name not in self._shortened:
            self._shortened.add(name)
            told = Message(
                "it is longer than {most} characters and was shortened to {name!r}",
                most=LONGEST_NAME,
                name=name,
            )
            self.problems.append(Problem("", Message("a category's name"), told))
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


def dataset_of(project: Project, *, only_done: bool = False) -> Dataset:
    """Return the content of a project as a data set; with `only_done`, only the images marked done.

    Images are named by their path below the project's folder, or below their common folder if one is outside.
    """
    with project.snapshot():
        return _dataset_of(project, only_done)


def _dataset_of(project: Project, only_done: bool) -> Dataset:
    records = [image for image in project.images() if image.status == "done" or not only_done]
    names = {category.id: category.name for category in project.categories()}
    paths = [project.absolute(record) for record in records]
    images = []
    for record, path, name in zip(records, paths, _names(project.root, paths), strict=True):
        instances = tuple(
            AnnotatedInstance(
                *(i.mask, names[i.category_id] if i.category_id is not None else None, i.crowd, i.score),
                *(i.note, i.attributes),
            )
            for i in project.instances(record.id)
        )
        images.append(ImageAnnotations(path, name, record.width, record.height, instances))
    return Dataset(tuple(images), tuple(names.values()))


def _names(root: Path, paths: list[Path]) -> list[str]:
    if not all(path.is_relative_to(root) for path in paths):
        parents = {path.parent for path in paths}
        try:
            root = Path(os.path.commonpath(parents))
        except ValueError:  # on several drives
            return [path.as_posix().replace(":", "") for path in paths]
    return [path.relative_to(root).as_posix() for path in paths]


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


def split(dataset: Dataset, shares: Mapping[str, float]) -> dict[str, Dataset]:
    """Distribute the images by shares that add up to 1; the same names always give the same result."""
    order = sorted(dataset.images, key=lambda image: hashlib.sha256(image.name.encode()).digest())
    parts: dict[str, Dataset] = {}
    total, start = 0.0, 0
    for name, share in shares.items():
        total += share
        end = round(total * len(order))
        chosen = {image.name for image in order[start:end]}
        images = tuple(image for image in dataset.images if image.name in chosen)
        parts[name] = Dataset(images, dataset.categories)
        start = end
    return parts


def export(
    dataset: Dataset,
    format_name: str,
    output: StrPath,
    *,
    shares: Mapping[str, float] | None = None,
    options: Iterable[str] = (),
) -> ExportReport:
    """Write a data set in a format, all or nothing.

    With `shares`, write one file or folder per share, or a single one if the format can hold several splits.

    FormatError: the format cannot be written, or writing to the disk failed.
    """
    writer = FORMATS[format_name].writer
    suffix = FORMATS[format_name].suffix
    target = Path(output).absolute()
    if writer is None:
        raise FormatError(target, Message("{format} can be read but not written", format=format_name))
    parts = split(dataset, shares) if shares else {"": dataset}
    if FORMATS[format_name].holds_parts:
        parts = {"": _with_parts(parts)}
    problems: list[Problem] = []
    files = []
    for name, part in parts.items():
        place = _place(target, suffix, name)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FormatError(
                place.parent, Message("the folder cannot be created: {reason}", reason=explain(error))
            ) from error
        problems += writer(part, place, **dict.fromkeys(options, True))
        _mark(place)
        files.append(place)
    images = [image for part in parts.values() for image in part.images]
    instances = sum(len(image.instances) for image in images) - sum(p.left_out for p in problems)
    return ExportReport(tuple(files), len(images), instances, tuple(problems))


def _mark(place: Path) -> None:
    """Mark an exported folder, so that its copies of images are no images of a project in a folder above."""
    if place.is_dir():
        with suppress(OSError):  # the export is complete without it
            (place / EXPORT_MARK).write_text(
                "RSIS Annotator exported this folder and leaves it out when it lists the images of a folder above.\n"
            )


def what_is_lost(
    dataset: Dataset,
    format_name: str,
    *,
    options: Iterable[str] = (),
    check: Callable[[], None] = lambda: None,
) -> tuple[Problem, ...]:
    """Return the problems that an export would report, by exporting without images into a temporary folder.

    `check` is called for each image; an exception from it ends the work.
    """
    watched = Dataset(_Watched(dataset.images, check), dataset.categories)
    beside = unfinished.part_of(Path(tempfile.gettempdir()) / "rsis")
    with unfinished.writing(beside) as place, only_looking():
        place.mkdir(0o700)
        target = place / f"export{FORMATS[format_name].suffix}"
        problems = export(watched, format_name, target, options=options).problems
    return tuple(replace(p, file="") if Path(p.file).is_relative_to(place) else p for p in problems)


class _Watched(Sequence[ImageAnnotations]):
    """The same images; calls `check` before each one is read."""

    def __init__(self, images: Sequence[ImageAnnotations], check: Callable[[], None]) -> None:
        self._images, self._check = images, check

    def __len__(self) -> int:
        return len(self._images)

    def __getitem__(self, number: Any) -> Any:
        return self._images[number]

    def __iter__(self) -> Iterator[ImageAnnotations]:
        for image in self._images:
            self._check()
            yield image


def only_here(project: Project) -> int:
    """Count the instances with data that most formats cannot store: a note, attributes, occluded or difficult."""
    ((count,),) = project.select("SELECT count(*) FROM instance WHERE note != '' OR attributes != '[]'")
    return int(count)


def _with_parts(parts: Mapping[str, Dataset]) -> Dataset:
    """Combine the sides of a split into one data set, each image with the name of its side."""
    images = [replace(image, part=name) for name, part in parts.items() for image in part.images]
    return Dataset(tuple(images), next(iter(parts.values())).categories)


def _place(target: Path, suffix: str, part: str) -> Path:
    """Return the path of one part of an export: O.json or O_train.json, or for a folder O with files in it."""
    if not suffix:
        return target / part if part else target
    if target.suffix.lower() == suffix:
        return target.with_name(f"{target.stem}_{part}{target.suffix}") if part else target
    return target / (f"instances_{part}{suffix}" if part else f"instances{suffix}")
