"""Loads the contents of many images into the document, a few at a time, so that the window does not wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from app.document.opening import ImageContents, read_contents
from app.session.session import Session

AT_ONCE = 5
"""Images that are read and loaded in one go: some milliseconds of the window's thread for a hundred instances each."""


class ContentsLoader(QObject):
    """Lives in the window's thread. Requests are answered one after the other."""

    progressed = Signal(int, int)  # how many images of this request are loaded, of how many

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._requests: list[tuple[list[int], Callable[[], object]]] = []
        self._total = 0
        session.closing.connect(self._requests.clear)

    @property
    def loading(self) -> bool:
        return bool(self._requests)

    def load(self, image_ids: Iterable[int], then: Callable[[], object]) -> None:
        """Calls `then` once all these images are loaded; never if the project is closed before, or cannot be read.

        At once, if they are loaded already and nothing else is being loaded.
        """
        self._requests.append((list(dict.fromkeys(image_ids)), then))
        if len(self._requests) == 1:
            self._begin()

    def _begin(self) -> None:
        self._total = len(self._missing())
        self._next()

    def _next(self) -> None:
        document = self._session.document
        if document is None or not self._requests:
            self._requests.clear()
            return
        missing = self._missing()
        if not missing:
            then = self._requests.pop(0)[1]
            then()
            if self._requests:
                self._begin()
            return
        if self._total > AT_ONCE:
            self.progressed.emit(self._total - len(missing), self._total)
        batch = missing[:AT_ONCE]
        self._session.ask_project(
            lambda project: [read_contents(project, number) for number in batch],
            lambda found: self._read(document, found),
            self._failed,
        )

    def _missing(self) -> list[int]:
        """The images of the first request that are still in the project and not loaded."""
        document = self._session.document
        if document is None or not self._requests:
            return []
        there = document.image_table.row_of
        wanted = self._requests[0][0]
        return [n for n in wanted if there(n) is not None and not document.is_loaded(n)]

    def _read(self, document: object, found: list[ImageContents]) -> None:
        now = self._session.document
        if now is None or now is not document:
            return
        for each in found:
            now.load(each.image_id, each.instances, each.steps, each.proposals)
        self._next()

    def _failed(self, reason: str) -> None:
        self._requests.clear()
        self._session.problem.emit(reason)
