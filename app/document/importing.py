"""Imports and other bulks, with undo and redo: done in the project's thread, then absorbed by the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotations.errors import AnnotationError
from annotations.message import Message, both, count_images, count_instances
from annotations.project import Project, bulk, overview
from annotations.project.bulk import Bulk
from annotations.project.waiting import Sure
from annotations.records import TABLES, Category, Instance, Proposal, Status, Step
from app.document.image_table import ImageTable

if TYPE_CHECKING:
    from annotations.formats.base import ReadResult

Way = Literal["do", "undo", "redo"]


@dataclass(frozen=True)
class Importing:
    """The data to import, the status of images that receive instances, and the label of the import."""

    read: ReadResult
    status: Status = "started"
    name: str = ""


@dataclass(frozen=True)
class Done:
    """The result of an import or another bulk, or of its undo or redo, in the project.

    `bulk` is None if nothing was done; `said` is the message for the user; `touched` are the images whose records it
    changed.
    """

    way: Way
    bulk: Bulk | None
    said: str = ""
    touched: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Whole:
    """The content of a project afterwards; of instances, steps and proposals only what is new in loaded images."""

    categories: tuple[Category, ...]
    images: ImageTable
    next_ids: dict[str, int]
    records: tuple[Instance | Step | Proposal, ...]


def bring_in(project: Project, importing: Importing) -> tuple[Bulk | None, str]:
    """Imports after a backup. Returns the bulk, None if nothing was done, and a message, also on failure."""
    from annotations.importing import LABEL, import_into  # with the formats' records: not at the start

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


def accepted(project: Project, sure: Sure, otherwise: str | None, apart: bool) -> Done:
    """Accepts the waiting proposals of all images that are sure (`annotations.project.accepting`)."""
    from annotations.project.accepting import accept_sure  # not at the start

    found = accept_sure(project, sure, otherwise=otherwise, apart=apart)
    if found.bulk is None:
        return Done("do", None, Message("No proposal was accepted: none that waits is that sure."))
    said: str = Message(
        "Accepted {instances} in {images}. “Undo” lets them wait again.",
        instances=count_instances(found.instances),
        images=count_images(found.images),
    )
    return Done("do", found.bulk, said, bulk.touched(project, found.bulk))


def travelled(project: Project, done: Bulk, way: Way) -> Done:
    """Undoes ("undo") or redoes ("redo") a bulk. AnnotationError, with nothing changed."""
    if way == "undo":
        touched = bulk.touched(project, done) if done.decided else frozenset()
        bulk.take_back(project, done)
        return Done(way, done, "", touched)
    bulk.do_again(project, done)
    return Done(way, done, "", bulk.touched(project, done))


def next_ids(project: Project) -> dict[str, int]:
    """The ids that the document gives to its next records, by table, and to the next track."""
    known = {str(table): project.next_id(table) for table in TABLES if table != "image"}
    return {**known, overview.TRACK: overview.next_track(project)}


def whole(project: Project, done: Bulk, loaded: frozenset[int]) -> Whole:
    """The current content; `loaded` are the images of which the records of the bulk are wanted."""
    decided = frozenset(done.decided)
    return Whole(
        project.categories(),
        ImageTable.of_rows(project.image_rows()),
        next_ids(project),
        tuple(record for number in sorted(loaded) for record in _records_of(project, done, decided, number)),
    )


def _records_of(
    project: Project, done: Bulk, decided: frozenset[int], image_id: int
) -> list[Instance | Step | Proposal]:
    """The records of an image that a bulk added, or brought back."""
    found: list[Instance | Step | Proposal] = []
    found += [one for one in project.instances(image_id) if one.id in done.ids("instance")]
    if decided:
        found += [one for one in project.steps(image_id) if one.id in done.ids("step")]
        found += [one for one in project.proposals(image_id) if one.id in decided]
    return found
