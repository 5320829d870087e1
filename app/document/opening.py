"""Opens what a person names (a folder, an image, a project file) as a project; runs in the writer's thread."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.errors import AnnotationError, DamagedError, ProjectError
from annotations.image_files import files_near, find, missing
from annotations.images import list_images
from annotations.message import Message, both
from annotations.project import FOLDER_PROJECT, SUFFIX, Project, backups
from annotations.project.repair import repair
from annotations.project.storage import NO_PROJECT
from annotations.records import TABLES, Category, ImageRecord, Instance, Step


@dataclass(frozen=True)
class OpenedProject:
    """What the window needs of a project that was just opened.

    `title` is what it is called, `first` the image to show.
    """

    path: Path
    title: str
    root: Path
    notice: str
    problems: tuple[str, ...]
    categories: tuple[Category, ...]
    images: tuple[ImageRecord, ...]
    next_ids: dict[str, int]
    model: str | None
    first: int | None
    displays: str | None = None
    """How its images are shown, as the window keeps it."""


@dataclass(frozen=True)
class ImageContents:
    """What a project holds of one image."""

    image_id: int
    instances: tuple[Instance, ...]
    steps: tuple[Step, ...]


def open_source(source: Path, person: str = "") -> tuple[Project, OpenedProject]:
    """The project of a folder (its images are added), an image (that one is added) or a project file.

    `person` is who works on it; empty: who is logged in. Raises AnnotationError with one sentence that names the
    file; DamagedError where the project may be repaired.
    """
    if not source.exists():
        raise AnnotationError(source, Message("it does not exist"))
    named: Path | None = None
    added: list[Path] = []
    if source.is_dir():
        project = _repairable(lambda: Project.open_folder(source))
        added = list_images(source)
    elif source.suffix.lower() == SUFFIX:
        project = _repairable(lambda: Project.open(source))
    else:
        project = _repairable(lambda: Project.open_folder(source.parent))
        added, named = [source], source
    project.person = person or project.person
    try:
        return project, _summary(project, _title(project, source), added, named)
    except BaseException:
        project.close()
        raise


def open_repaired(path: Path, person: str = "") -> tuple[Project, OpenedProject]:
    """Repairs a damaged project file and opens it; what the repair came to is the notice."""
    report = repair(path)
    folder = report.path.parent if report.path.name == FOLDER_PROJECT else report.path
    project, summary = open_source(folder, person)
    return project, replace(summary, notice=both(report.sentence, summary.notice))


def _repairable(opening: Callable[[], Project]) -> Project:
    """A project whose first bytes are lost looks like no project; its backups tell that it was one."""
    try:
        return opening()
    except DamagedError:
        raise
    except ProjectError as error:
        path = Path(error.path)
        if (
            path.is_file()
            and path.suffix.lower() == SUFFIX
            and error.reason == NO_PROJECT
            and backups.found(path)
        ):
            raise DamagedError(path, Message("the project is damaged: its beginning is lost")) from error
        raise


def _title(project: Project, source: Path) -> str:
    """The folder's name, also where its project lies elsewhere; else the project file's."""
    if source.is_dir():
        return Path(os.path.abspath(source)).name
    if project.path.name == FOLDER_PROJECT or source.suffix.lower() != SUFFIX:
        return Path(os.path.abspath(source)).parent.name
    return project.path.stem


def _summary(project: Project, title: str, added: list[Path], named: Path | None) -> OpenedProject:
    notice = both(project.notice, _find_moved(project, added))
    problems = project.add_images(added).problems if added else []
    images = project.images()
    if named is not None and problems:
        raise AnnotationError(named, problems[0].reason)
    name = project.relative(named) if named is not None else None
    first = next((image for image in images if image.path == name), None)
    first = first or next((image for image in images if image.status in ("new", "started")), None)
    first = first or (images[0] if images else None)
    return OpenedProject(
        path=project.path,
        title=title,
        root=project.root,
        notice=notice,
        problems=tuple(str(replace(problem, file=Path(problem.file).name)) for problem in problems),
        categories=project.categories(),
        images=images,
        next_ids={table: project.next_id(table) for table in TABLES},
        model=project.model,
        first=first.id if first is not None else None,
        displays=project.setting("displays"),
    )


def _find_moved(project: Project, added: list[Path]) -> str:
    """Finds images again that are not where they were, before their files count as new; says what was found."""
    gone = missing(project)
    found = find(project, gone, added or files_near(project)) if gone else None
    if found is None or found.transaction is None:
        return ""
    project.commit(found.transaction)
    before, after = found.moved[0][0].path, project.relative(found.moved[0][1])
    if len(found.moved) == 1:
        return Message(
            "1 image was moved or renamed and found again ({before} is {after} now).",
            before=before,
            after=after,
        )
    return Message(
        "{count} images were moved or renamed and found again ({before} is {after} now).",
        count=len(found.moved),
        before=before,
        after=after,
    )


def read_contents(project: Project, image_id: int) -> ImageContents:
    return ImageContents(image_id, project.instances(image_id), project.steps(image_id))
