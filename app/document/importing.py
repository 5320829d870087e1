"""Imports into the open project, and their undo and redo: done in the project's thread, then told to the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotations.errors import AnnotationError
from annotations.message import Message, both, count_images, count_instances
from annotations.project import Project, bulk
from annotations.project.bulk import Bulk
from annotations.records import TABLES, Category, Instance, Status
from app.document.image_table import ImageTable

if TYPE_CHECKING:
    from annotations.formats import ReadResult

Way = Literal["do", "undo", "redo"]


@dataclass(frozen=True)
class Importing:
    """What is imported into a project, the status of the images that get instances by it, and what it is called."""

    read: ReadResult
    status: Status = "started"
    name: str = ""


@dataclass(frozen=True)
class Done:
    """What the project has done by itself: an import, or its undo or redo.

    `bulk` is None where nothing was done; `said` is what the person should hear; `touched` are the images that have
    instances of it now.
    """

    way: Way
    bulk: Bulk | None
    said: str = ""
    touched: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Whole:
    """What there is in a project afterwards; of the instances those that it put in images that are loaded."""

    categories: tuple[Category, ...]
    images: ImageTable
    next_ids: dict[str, int]
    instances: tuple[Instance, ...]


def bring_in(project: Project, importing: Importing) -> tuple[Bulk | None, str]:
    """Imports after a backup. What was done, None if nothing, and what to say of it; a failure is told too."""
    from annotations.exchange import (  # with all formats: nothing to load before the window is up
        LABEL,
        import_into,
    )

    label = Message("Import of {name}", name=importing.name) if importing.name else LABEL
    try:
        backup = project.back_up(only_when_due=False)
        report = import_into(project, importing.read, importing.status, label)
    except AnnotationError as error:
        return None, Message("Import failed: {reason}. Your project is unchanged.", reason=error)
    if report.bulk is None:
        said: str = Message(
            "Nothing was imported. Already there: {already:,}; problems: {problems:,}.",
            already=report.already_there,
            problems=len(report.problems),
        )
        return None, both(said, str(report.problems[0])) if report.problems else said
    said = Message(
        "Imported {images}, {instances} and {categories}. Already there: {already:,}; problems: {problems:,}. "
        "“Undo” removes them.",
        images=count_images(report.images), instances=count_instances(report.instances),
        categories=Message("1 category" if report.categories == 1 else "{count:,} categories", count=report.categories),
        already=report.already_there, problems=len(report.problems),
    )  # fmt: skip
    if backup is not None:
        said = both(said, Message("A backup from before the import is in {backup}.", backup=backup))
    return report.bulk, both(said, str(report.problems[0])) if report.problems else said


def imported(project: Project, importing: Importing) -> Done:
    """Imports into a project."""
    done, said = bring_in(project, importing)
    return Done("do", done, said, bulk.touched(project, done) if done is not None else frozenset())


def travelled(project: Project, done: Bulk, way: Way) -> Done:
    """Takes an import back ("undo") or does it again ("redo"). AnnotationError, with nothing changed."""
    if way == "undo":
        bulk.take_back(project, done)
        return Done(way, done)
    bulk.do_again(project, done)
    return Done(way, done, "", bulk.touched(project, done))


def whole(project: Project, done: Bulk, loaded: frozenset[int]) -> Whole:
    """What there is now; `loaded` are the images whose new instances are wanted."""
    ids = done.ids("instance")
    return Whole(
        project.categories(),
        ImageTable.of_rows(project.image_rows()),
        {table: project.next_id(table) for table in TABLES if table != "image"},
        tuple(one for number in sorted(loaded) for one in project.instances(number) if one.id in ids),
    )
