"""Imports into the open project, with undo and redo; no decisions are possible meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotations.message import Message
from annotations.project import Project
from annotations.project.bulk import Bulk
from app.document import importing
from app.document.importing import Done, Importing, Way, Whole
from app.session.session import Work


class BulkWork(QObject):
    """Lives in the window's thread."""

    ended = Signal(object)  # Done: the document has absorbed it

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        work.bulkWanted.connect(self._travel)

    def bring_in(self, wanted: Importing) -> None:
        """Imports into the open project."""
        self._begin(lambda project: importing.imported(project, wanted))

    def _travel(self, bulk: Bulk, way: Way) -> None:
        self._begin(lambda project: importing.travelled(project, bulk, way))

    def _begin(self, question: Callable[[Project], Done]) -> None:
        work = self._work
        if work.busy or work.document is None:
            return
        if work.is_failing:
            work.refused.emit(Message("Wait until your latest changes are saved."))
            return
        work.begin_bulk()
        work.ask_project(question, self._done, self._failed)

    def _done(self, done: Done) -> None:
        """Reads the current content, after all earlier questions about images have been answered."""
        document, bulk = self._work.document, done.bulk
        if document is None:
            return
        if bulk is None:
            self._end(done)
            return
        loaded = document.loaded_among(done.touched)
        self._work.ask_project(
            lambda project: importing.whole(project, bulk, loaded),
            lambda whole: self._absorb(done, whole),
            self._failed,
        )

    def _absorb(self, done: Done, whole: Whole) -> None:
        work = self._work
        if work.document is not None:
            work.outlines.detail([instance.mask for instance in whole.instances])
            work.document.absorb(done, whole)
            self._end(done)

    def _end(self, done: Done) -> None:
        self._work.end_bulk(changed=True)
        self.ended.emit(done)

    def _failed(self, reason: str) -> None:
        self._work.problem.emit(reason)
        self._work.end_bulk(changed=False)
