"""Imports and other bulks in the open project, with undo and redo; no decisions are possible meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotations.message import Message
from annotations.project import Project
from annotations.project.bulk import Bulk
from annotations.project.waiting import Sure
from annotations.records import Instance
from app.document import importing
from app.document.importing import Done, Importing, Way, Whole
from app.session.session import Session


class BulkWork(QObject):
    """Lives in the window's thread."""

    ended = Signal(object)  # Done: the document has absorbed it

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.bulkWanted.connect(self._travel)

    def bring_in(self, wanted: Importing) -> None:
        """Imports into the open project."""
        self._begin(lambda project: importing.imported(project, wanted))

    def accept_sure(self, sure: Sure, otherwise: str | None) -> None:
        """Accepts waiting proposals of all images, as counted before.

        `otherwise`: the category of those whose own the project lacks; None: unknown.
        """
        apart = self._session.overlap != "allow"
        self._begin(lambda project: importing.accepted(project, sure, otherwise, apart))

    def _travel(self, bulk: Bulk, way: Way) -> None:
        self._begin(lambda project: importing.travelled(project, bulk, way))

    def _begin(self, question: Callable[[Project], Done]) -> None:
        session = self._session
        if session.busy or session.document is None:
            return
        if session.is_failing:
            session.refused.emit(Message("Wait until your latest changes are saved."))
            return
        session.begin_bulk()
        session.ask_project(question, self._done, self._failed)

    def _done(self, done: Done) -> None:
        """Reads the current content, after all earlier questions about images have been answered."""
        document, bulk = self._session.document, done.bulk
        if document is None:
            return
        if bulk is None:
            self._end(done)
            return
        loaded = document.loaded_among(done.touched)
        self._session.ask_project(
            lambda project: importing.whole(project, bulk, loaded),
            lambda whole: self._absorb(done, whole),
            self._failed,
        )

    def _absorb(self, done: Done, whole: Whole) -> None:
        session = self._session
        if session.document is not None:
            made = [record.mask for record in whole.records if isinstance(record, Instance)]
            session.outlines.detail(made)
            session.document.absorb(done, whole)
            self._end(done)

    def _end(self, done: Done) -> None:
        self._session.end_bulk(changed=True)
        self.ended.emit(done)

    def _failed(self, reason: str) -> None:
        self._session.problem.emit(reason)
        self._session.end_bulk(changed=False)
