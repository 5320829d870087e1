"""Opens the pages of a stack as images: counts them on a thread, then adds them to the project."""

from __future__ import annotations

from annotations.imaging.pages import MARK
from annotations.project.stacks import open_pages
from annotations.records import ImageRecord, Transaction
from app.background.jobs import Check, Jobs
from app.session.session import Session


class StackWork:
    """Lives in the window's thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self) -> None:
        """Turns the image shown into the images of its file's pages, and shows the first."""
        session, image = self._session, self._session.image
        if image is None or session.picture is None or session.picture.pages < 2 or MARK in image.path:
            return
        path = session.path_of(image)

        def sizes(_check: Check) -> list[tuple[int, int]]:
            from annotations.imaging.stacks import page_sizes

            return page_sizes(path)

        self._jobs.run(sizes, lambda found: self._add(image, found), session.problem.emit)

    @property
    def _jobs(self) -> Jobs:
        return self._session.pictures.jobs

    def _add(self, image: ImageRecord, sizes: list[tuple[int, int]]) -> None:
        session, document = self._session, self._session.document

        def opened(transaction: Transaction) -> None:
            if session.document is document and document is not None:
                session.apply(transaction)

        session.ask_project(lambda project: open_pages(project, image, sizes), opened)
