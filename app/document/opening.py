"""Opens what a person names (a folder, an image, a project file) as a project; runs in the writer's thread."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import AnnotationError
from annotations.images import list_images
from annotations.project import FOLDER_PROJECT, SUFFIX, Project
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


@dataclass(frozen=True)
class ImageContents:
    """What a project holds of one image."""

    image_id: int
    instances: tuple[Instance, ...]
    steps: tuple[Step, ...]


def open_source(source: Path) -> tuple[Project, OpenedProject]:
    """The project of a folder (its images are added), an image (that one is added) or a project file.

    Raises AnnotationError with one sentence that names the file.
    """
    if not source.exists():
        raise AnnotationError(source, "it does not exist")
    named: Path | None = None
    added: list[Path] = []
    if source.is_dir():
        project = Project.open_folder(source)
        added = list_images(source)
    elif source.suffix.lower() == SUFFIX:
        project = Project.open(source)
    else:
        project = Project.open_folder(source.parent)
        added, named = [source], source
    try:
        return project, _summary(project, _title(project, source), added, named)
    except BaseException:
        project.close()
        raise


def _title(project: Project, source: Path) -> str:
    """The folder's name, also where its project lies elsewhere; else the project file's."""
    if source.is_dir():
        return Path(os.path.abspath(source)).name
    if project.path.name == FOLDER_PROJECT or source.suffix.lower() != SUFFIX:
        return Path(os.path.abspath(source)).parent.name
    return project.path.stem


def _summary(project: Project, title: str, added: list[Path], named: Path | None) -> OpenedProject:
    problems = (
        [f"{Path(p.file).name}: {p.reason}" for p in project.add_images(added).problems] if added else []
    )
    images = project.images()
    if named is not None and problems:
        raise AnnotationError(named, problems[0].partition(": ")[2])
    name = project.relative(named) if named is not None else None
    first = next((image for image in images if image.path == name), None)
    first = first or next((image for image in images if image.status in ("new", "started")), None)
    first = first or (images[0] if images else None)
    return OpenedProject(
        path=project.path,
        title=title,
        root=project.root,
        notice=project.notice,
        problems=tuple(problems),
        categories=project.categories(),
        images=images,
        next_ids={table: project.next_id(table) for table in TABLES},
        model=project.model,
        first=first.id if first is not None else None,
    )


def read_contents(project: Project, image_id: int) -> ImageContents:
    return ImageContents(image_id, project.instances(image_id), project.steps(image_id))
