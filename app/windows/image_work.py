"""The images of the project as a whole: the rest of a large folder that comes in, and the chores done for the list."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotations.errors import Problem
from annotations.project import AddedImages, Project
from annotations.project.adding import Measured
from app.background.chores import Chores
from app.document.image_order import Facts, Query
from app.translation import tr
from app.windows.gathering import Gathering
from app.windows.work import Work


class ImageWork(QObject):
    """Lives in the window's thread."""

    changed = Signal()
    leftOut = Signal(object)  # noqa: N815  (tuple of str: files of the folder that could not be taken)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.chores = Chores()
        self.gathering = Gathering(self.chores, self._add, self)
        self.gathering.added.connect(self._added)
        self.gathering.failed.connect(lambda reason: work.problem.emit(_not_all(reason)))
        self.gathering.finished.connect(self._gathered)
        self._problems: list[str] = []
        work.opened.connect(self._opened)
        work.closing.connect(self.gathering.end)

    def end(self) -> None:
        """Ends what goes on in the background; for closing."""
        self.gathering.end()
        self.chores.close()

    def ask(self, query: Query) -> None:
        """Lists the images that the query asks for."""
        if self.work.order is not None:
            self.work.order.ask(query, Facts())
            self.changed.emit()

    def words(self) -> str:
        """How far the folder was read; empty once it is."""
        gathering = self.gathering
        if not gathering.running:
            return ""
        return tr("Reading the folder: {done:,} of {count:,}", done=gathering.done, count=gathering.total)

    def _opened(self, _project: object) -> None:
        assert self.work.project is not None
        self._problems = []
        self.gathering.start(self.work.project.waiting)
        self.changed.emit()

    def _add(self, measured: list[Measured | Problem], *then: object) -> None:
        def add(project: Project) -> AddedImages:
            return project.add_measured(measured)

        self.work.ask_project(add, *then)  # type: ignore[arg-type]

    def _added(self, added: AddedImages) -> None:
        self._problems += [
            f"{problem.file.rsplit('/', 1)[-1]}: {problem.reason}" for problem in added.problems
        ]
        document = self.work.document
        if document is not None:
            document.image_table.add(added.images)
            if self.work.image is None and len(document.image_table):
                self.work.show_image(document.image_table.ids[0])
        self.changed.emit()

    def _gathered(self) -> None:
        if self._problems:
            self.leftOut.emit(tuple(self._problems))
        self.changed.emit()


def _not_all(reason: str) -> str:
    return tr("Not all images of the folder could be added: {reason}", reason=reason)
