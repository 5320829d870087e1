"""The open project: one at a time; opened, closed, written and queried without blocking the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from annotations.message import Message
from annotations.project import Project
from annotations.project.history import login_name
from annotations.records import ImageRecord
from app.document.document import Document
from app.document.image_order import ImageOrder
from app.document.importing import Importing
from app.document.opening import OpenedProject, open_repaired, open_source
from app.document.timing import Stopwatch, stamped
from app.session.project_link import ProjectLink

if TYPE_CHECKING:
    from annotations.project.rescue import Rescue

Answer = TypeVar("Answer")

PATIENCE_SECONDS = 30.0
"""How long an ending program waits for the disk."""


class OpenProject(QObject):
    """Lives in the window's thread. Anyone may read its state; only its methods change it."""

    opened = Signal(object)  # OpenedProject
    openFailed = Signal(object, object)  # noqa: N815  (reason, the damaged file or None)
    closing = Signal()  # results still pending for the project are no longer wanted
    contentChanged = Signal()
    """Records, proposals or possible actions have changed; or a change already shown was refused."""
    kept = Signal(int)
    failing = Signal(object, bool)  # the reason, and whether the file is gone or another's now
    problem = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._project: OpenedProject | None = None
        self._order: ImageOrder | None = None
        self.person = ""  # empty: the login name
        self.watch = Stopwatch()
        self._link = ProjectLink(self)
        self._link.opened.connect(self._project_opened)
        self._link.openFailed.connect(self._opening_failed)
        self._link.kept.connect(self.kept)
        self._link.failing.connect(self.failing)

    @property
    def document(self) -> Document | None:
        return self._document

    @property
    def project(self) -> OpenedProject | None:
        return self._project

    @property
    def order(self) -> ImageOrder | None:
        """The order of the image list."""
        return self._order

    @property
    def annotator(self) -> str:
        """The name of the person who works here: the one given, else the login name."""
        return self.person or login_name()

    @property
    def opening(self) -> bool:
        return self._link.opening

    @property
    def is_failing(self) -> bool:
        """Whether the disk refused the latest decision."""
        return self._link.is_failing

    @property
    def pending(self) -> int:
        """The number of decisions not on the disk yet."""
        return self._link.pending

    def open(self, source: Path | Callable[[], Path], importing: Importing | None = None) -> bool:
        """Opens a folder, an image or a project file instead of the open one. False: that could not be saved."""
        person = self.person
        return self._open(lambda: open_source(source() if callable(source) else source, person, importing))

    def repair(self, path: Path) -> bool:
        """Repairs a damaged project file and opens it, like `open`."""
        person = self.person
        return self._open(lambda: open_repaired(path, person))

    def _open(self, opening: Callable[[], tuple[Project, OpenedProject]]) -> bool:
        if not self.close():
            return False
        self._link.open(opening)
        self.contentChanged.emit()
        return True

    def save_pending(self) -> None:
        """Saves everything pending; for a program that ends without closing the project."""
        self._link.save_pending(PATIENCE_SECONDS)

    def close(self, give_up: bool = False) -> bool:
        """Saves everything pending and closes the project. False: not everything could be saved."""
        self.closing.emit()
        if not self._link.close(give_up):
            return False
        self._document = self._order = self._project = None
        return True

    def set_person(self, person: str) -> None:
        """Sets the annotator from the next decision on; empty: the login name."""

        def name(project: Project) -> None:
            project.person = person or login_name()

        if person != self.person:
            self.person = person
            self.ask_project(name, lambda _none: None)

    def ask_project(
        self,
        question: Callable[[Project], Answer],
        answered: Callable[[Answer], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Queries the project in the writer's thread, after all decisions so far have been saved."""
        self._link.ask(question, answered, failed or self.problem.emit)

    def retry(self) -> None:
        self._link.retry()

    def save_elsewhere(self, target: Path) -> None:
        """Saves the project and all decisions as another file, and opens that instead."""

        def saved(rescue: Rescue) -> None:
            self._link.close(give_up=True, seconds=0.0)  # nothing is lost: it is all in the other file
            self.open(rescue.path)
            if rescue.lost:
                self.problem.emit(
                    Message(
                        "{count} of your changes do not fit what was left of the project and are missing.",
                        count=rescue.lost,
                    )
                )

        self._link.save_elsewhere(target, saved, self.problem.emit)

    def flush(self, timeout: float) -> bool:
        return self._link.flush(timeout)

    def path_of(self, image: ImageRecord) -> Path:
        assert self.project is not None
        return self.project.place_of(image)

    def _project_opened(self, project: OpenedProject) -> None:
        self._project = project
        keep, document = self._link.keeper(), Document(project.categories, project.images, project.next_ids)
        document.subscribe(lambda transaction: keep(stamped(transaction, document, self.watch)))
        document.remember(project.imported)
        self._document = document
        self._order = ImageOrder(document.image_table)
        self.opened.emit(project)

    def _opening_failed(self, reason: str, damaged: Path | None) -> None:
        self.openFailed.emit(reason, damaged)
        self.contentChanged.emit()
