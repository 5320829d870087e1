"""The open project: one at a time; opened, closed, written and asked without the window waiting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from annotations.project import Project
from annotations.project.history import login_name
from annotations.records import ImageRecord
from app.document.document import Document
from app.document.image_order import ImageOrder
from app.document.importing import Importing
from app.document.opening import OpenedProject, open_repaired, open_source
from app.document.timing import Stopwatch, stamped
from app.session.project_link import ProjectLink

Answer = TypeVar("Answer")


class OpenProject(QObject):
    """Lives in the window's thread. What is held here is read by all and changed by the methods alone."""

    opened = Signal(object)  # OpenedProject
    openFailed = Signal(object, object)  # noqa: N815  (reason, the damaged file or None)
    closing = Signal()  # what still comes in for the project has no place to go from now on
    contentChanged = Signal()
    """Records or proposals, or what can be done now, are others; or a change was refused that is shown already."""
    kept = Signal(int)
    failing = Signal(object)
    problem = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._project: OpenedProject | None = None
        self._order: ImageOrder | None = None
        self.person = ""  # empty: who is logged in
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
        """Of the list of images."""
        return self._order

    @property
    def opening(self) -> bool:
        return self._link.opening

    @property
    def is_failing(self) -> bool:
        """Did the disk refuse the latest decision?"""
        return self._link.is_failing

    @property
    def pending(self) -> int:
        """How many decisions are not on the disk yet."""
        return self._link.pending

    def open(self, source: Path | Callable[[], Path], importing: Importing | None = None) -> bool:
        """Opens a folder, an image or a project file in place of what is open. False: that could not be kept."""
        person = self.person
        return self._open(lambda: open_source(source() if callable(source) else source, person, importing))

    def repair(self, path: Path) -> bool:
        """Repairs a damaged project file and opens it, as `open`."""
        person = self.person
        return self._open(lambda: open_repaired(path, person))

    def _open(self, opening: Callable[[], tuple[Project, OpenedProject]]) -> bool:
        if not self.close():
            return False
        self._link.open(opening)
        self.contentChanged.emit()
        return True

    def close(self, give_up: bool = False) -> bool:
        """Keeps what is still to be kept and closes the project. False: the disk did not take it all."""
        self.closing.emit()
        if not self._link.close(give_up):
            return False
        self._document = self._order = self._project = None
        return True

    def set_person(self, person: str) -> None:
        """Says who works here, from the next decision on; empty: who is logged in."""

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
        """Asks the project in the writer's thread, after all that was decided so far has been kept."""
        self._link.ask(question, answered, failed or self.problem.emit)

    def retry(self) -> None:
        self._link.retry()

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
