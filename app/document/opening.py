"""Opens a folder, an image or a project file as a project; runs in the writer's thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.errors import AnnotationError, DamagedError, ProjectError
from annotations.files import can_write
from annotations.imaging.identity import files_near, find, missing
from annotations.imaging.kinds import unread_message
from annotations.imaging.mask_names import without_masks
from annotations.imaging.pages import files_with_pages, page_path
from annotations.imaging.reading import image_names, sorted_naturally, unread_below
from annotations.message import Message, both
from annotations.project import FOLDER_PROJECT, SUFFIX, Project, backups, deals, overview, waiting
from annotations.project.adding import named
from annotations.project.bulk import Bulk
from annotations.project.storage import NO_PROJECT
from annotations.records import STATUSES, Category, ImageRecord, Instance, Proposal, Step
from app.document.image_table import UNDONE, ImageTable
from app.document.importing import Importing, bring_in, next_ids

PAUSED = "proposals paused"
"""The project setting that turns automatic proposals off."""
AT_ONCE = 200
"""The number of new files measured and added before the first image is shown."""


@dataclass(frozen=True)
class OpenedProject:
    """What the window needs from a project just opened.

    `source` is the path that reopens it, `title` its name, `first` the image to show. `waiting` are files of the
    folder still to be measured and added; the first few are added on opening.
    """

    path: Path
    source: Path
    title: str
    root: Path
    is_new: bool
    notice: str
    problems: tuple[str, ...]
    categories: tuple[Category, ...]
    images: ImageTable
    waiting: tuple[str, ...]
    next_ids: dict[str, int]
    model: str | None
    first: int | None
    used: frozenset[int] = frozenset()
    """The ids of categories that the person used before."""
    displays: str | None = None
    """How its images are displayed, as stored by the window."""
    is_paused: bool = False
    """Whether automatic proposals are off in this project."""
    is_doubtful_first: bool = False
    """Whether the images of which the model is least sure come first, as a split or a slice of a prediction says."""
    imported: Bulk | None = None
    """The import done on opening, for undo."""
    whole_folder: bool = False
    """Whether it should contain all images of `source`."""

    def place_of(self, image: ImageRecord) -> Path:
        """The file of an image, for display."""
        path = self.root / image.path
        # The project is elsewhere: never display a path with .. in it.
        return Path(os.path.realpath(path)) if image.path.startswith("../") else path

    def beside_images(self) -> Path:
        """Where to suggest an export: beside the folder of the images or, if nothing can be written there, at home."""
        folder = self.source if self.source.is_dir() else self._images_folder()
        beside = Path(os.path.abspath(folder)).parent
        return beside if can_write(beside) else Path.home()

    def _images_folder(self) -> Path:
        """The folder that all images have in common; the project's own if there is none."""
        folders = {os.path.dirname(path) for path in self.images.paths}
        with suppress(ValueError):  # no images, or images on several drives
            return Path(os.path.commonpath([os.path.normpath(self.root / folder) for folder in folders]))
        return self.root


@dataclass(frozen=True)
class ImageContents:
    """A project's records of one image."""

    image_id: int
    instances: tuple[Instance, ...]
    steps: tuple[Step, ...]
    proposals: tuple[Proposal, ...] = ()


def open_source(
    source: Path, person: str = "", importing: Importing | None = None
) -> tuple[Project, OpenedProject]:
    """Opens the project of a folder (adding its images), an image (adding it) or a project file.

    `person` is the annotator; empty: the login name. `importing` is imported first, after a backup; the notice
    reports the result. Raises AnnotationError with one sentence that names the file; DamagedError if the project
    may be repaired.
    """
    if not source.exists():
        raise AnnotationError(source, Message("it does not exist"))
    named: Path | None = None
    if source.is_dir():
        project = _repairable(lambda: Project.open_folder(source))
    elif source.suffix.lower() == SUFFIX:
        project = _repairable(lambda: Project.open(source))
    else:
        project = _repairable(lambda: Project.open_folder(source.parent))
        named = source
    project.person = person or project.person
    try:
        added = _wanted(project, source)
        done, notice = bring_in(project, importing) if importing is not None else (None, "")
        if source.is_dir() and not project.select("SELECT 1 FROM image LIMIT 1"):
            unread = unread_below(source)
            notice = both(notice, Message("{message}.", message=unread_message(unread)) if unread else "")
        summary = _summary(project, _title(project, source), added, named)
        summary = replace(
            summary, source=source.parent if named is not None else source, whole_folder=source.is_dir()
        )
        return project, replace(summary, notice=both(notice, summary.notice), imported=done)
    except BaseException:
        project.close()
        raise


def files_of(source: Path) -> list[str]:
    """The image files of a source: all in a folder but masks and exports, an image itself, none for a project."""
    if source.is_dir():
        return [f"{source}{os.sep}{name}" for name in without_masks(image_names(source, exports=False))]
    return [] if source.suffix.lower() == SUFFIX else [str(source)]


def not_added(project: Project, source: Path) -> list[str]:
    """The files of the source that are not images of the project."""
    return sorted_naturally(project.not_added(_wanted(project, source)))


def _wanted(project: Project, source: Path) -> list[str]:
    """The image files of a source and, of a folder, without images removed from the project."""
    files = files_of(source)
    removed = project.removed_images() if source.is_dir() else frozenset()
    removed |= files_with_pages(removed)
    return (
        [path for path, name in named(files, project.relative) if name not in removed] if removed else files
    )


def open_repaired(path: Path, person: str = "") -> tuple[Project, OpenedProject]:
    """Repairs a damaged project file and opens it; the notice reports the result."""
    from annotations.project.repair import repair  # not at the start

    report = repair(path)
    folder = report.path.parent if report.path.name == FOLDER_PROJECT else report.path
    project, summary = open_source(folder, person)
    return project, replace(summary, notice=both(report.sentence, summary.notice))


def _repairable(opening: Callable[[], Project]) -> Project:
    """A file whose first bytes are lost does not look like a project; backups show that it was one."""
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
            raise DamagedError(
                path, Message("the project file is damaged: its beginning is missing")
            ) from error
        raise


def _title(project: Project, source: Path) -> str:
    """The folder's name, even if its project is elsewhere; else the project file's."""
    if source.is_dir():
        return Path(os.path.abspath(source)).name
    if project.path.name == FOLDER_PROJECT or source.suffix.lower() != SUFFIX:
        return Path(os.path.abspath(source)).parent.name
    return project.path.stem


def _summary(project: Project, title: str, added: list[str], named: Path | None) -> OpenedProject:
    notice = both(project.notice, _find_moved(project, added))
    is_new = not project.select("SELECT 1 FROM image LIMIT 1")
    new = sorted_naturally(project.not_added(added))
    problems = project.add_images(new[:AT_ONCE]).problems if new else []
    images = ImageTable.of_rows(project.image_rows())
    if named is not None and problems:
        raise AnnotationError(named, problems[0].reason)
    deal = deals.read(project)
    is_doubtful_first = (deal is not None and deal.doubtful_first) or (
        project.setting(waiting.DOUBTFUL_FIRST) is not None
    )
    doubts = overview.uncertainties(project) if is_doubtful_first else {}
    return OpenedProject(
        path=project.path,
        source=project.path,
        title=title,
        root=project.root,
        is_new=is_new,
        notice=notice,
        problems=tuple(str(replace(problem, file=Path(problem.file).name)) for problem in problems),
        categories=project.categories(),
        images=images,
        waiting=tuple(new[AT_ONCE:]),
        next_ids=next_ids(project),
        model=project.model,
        first=_first(images, project.relative(named) if named is not None else None, doubts),
        used=frozenset(overview.used_categories(project)),
        displays=project.setting("displays"),
        is_paused=project.setting(PAUSED) is not None,
        is_doubtful_first=is_doubtful_first,
    )


def _first(images: ImageTable, name: str | None, doubts: Mapping[int, float]) -> int | None:
    """The image to show: the one with this name, else the most doubtful or the first unfinished one, else the first.

    doubts: the model's doubt by image id, if the doubtful images come first.
    """
    for wanted in (name, page_path(name, 1)) if name is not None else ():
        if wanted in images.paths:
            return images.ids[images.paths.index(wanted)]
    doubtful = [row for row, number in enumerate(images.ids) if number in doubts and images.is_undone(row)]
    if doubtful:
        return images.ids[max(doubtful, key=lambda row: doubts[images.ids[row]])]
    undone = (images.statuses.find(STATUSES.index(status)) for status in UNDONE)
    row = min((row for row in undone if row >= 0), default=0)
    return images.ids[row] if len(images) else None


def _find_moved(project: Project, added: list[str]) -> str:
    """Finds moved images, before their files count as new; returns a message about them."""
    gone = missing(project)
    found = find(project, gone, added or files_near(project)) if gone else None
    if found is None or found.transaction is None:
        return ""
    project.commit(found.transaction)
    before, after = found.moved[0][0].path, project.relative(found.moved[0][1])
    if len(found.moved) == 1:
        return Message(
            "Found 1 image that was moved or renamed ({before} is now {after}).",
            before=before,
            after=after,
        )
    return Message(
        "Found {count} images that were moved or renamed ({before} is now {after}).",
        count=len(found.moved),
        before=before,
        after=after,
    )


def read_contents(project: Project, image_id: int) -> ImageContents:
    return ImageContents(
        image_id, project.instances(image_id), project.steps(image_id), project.proposals(image_id)
    )
