"""Finds what to review, in the background: reads the saved project through a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from annotations.project import Project, overview
from annotations.project import authors as writers
from annotations.project.authors import Author, Authors
from annotations.review import conflicts, selection
from annotations.review.selection import Filter
from app.background.chores import Chores
from app.background.jobs import Check, Jobs
from app.session.review_entries import Entries, Entry
from app.session.session import Session
from app.translation import tr

if TYPE_CHECKING:
    from annotations.review.measures import ImageMeasures

Answer = TypeVar("Answer")
SECONDS = 2.0
"""How long images are measured before progress is reported."""
MOST_AT_ONCE = 1000


Found = Callable[[Entries], object]


class ReviewSearch(QObject):
    """Lives in the window's thread. A new search replaces the one that is running."""

    changed = Signal()
    failed = Signal(object)
    _measured = Signal(int, int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = Jobs(self)
        self._reading = Jobs(self)
        self._chores: Chores | None = None
        self._authors = Authors()
        self.searching = False
        self._done = self._count = 0
        self._measured.connect(self._progress)

    @property
    def authors(self) -> Mapping[int, Author]:
        """Who last changed the mask or category of each instance; read anew with each search."""
        return self._authors.by_id

    @property
    def people(self) -> list[str]:
        """The names of all authors."""
        return list(self._authors.people)

    def words(self) -> str:
        """The progress, as text; empty if nothing is running."""
        if not self.searching:
            return ""
        if not self._count:
            return tr("Looking for what to review…")
        return tr("Looking for doubts: {done:,} of {count:,} images", done=self._done, count=self._count)

    def instances(self, wanted: Filter, then: Found) -> None:
        """Finds the instances that fit a filter, in the order of the images."""
        images, known = self._images(), self._authors
        by_author = wanted.person is not None or wanted.days is not None

        def search(project: Project, check: Check) -> tuple[Entries, Authors]:
            read = writers.read(project, known, check) if by_author else known
            chosen = selection.fitting(project, wanted, images, read.by_id)
            return Entries.of_instances(chosen), read

        def found(answer: tuple[Entries, Authors]) -> None:
            self._take_authors(answer[1])
            then(answer[0])

        self._search(search, found)

    def conflicts(self, then: Found) -> None:
        """Finds the conflicts of a merge."""
        images = self._images()

        def search(project: Project, _check: Check) -> Entries:
            places = {number: place for place, number in enumerate(images)}
            found = conflicts.of_project(project, places)
            return Entries.of(Entry(each.image_id, each.ids) for each in found)

        self._search(search, then)

    def doubts(self, then: Found) -> None:
        """Finds the doubtful instances; the images are measured in a process of their own."""
        self._chores = self._chores or Chores()
        chores = self._chores

        def search(project: Project, check: Check) -> Entries:
            from annotations.review.doubts import rank

            images = sorted(overview.annotated(project))
            measured: list[ImageMeasures] = []
            while len(measured) < len(images):
                check()
                self._measured.emit(len(measured), len(images))
                some = images[len(measured) : len(measured) + MOST_AT_ONCE]
                measured += chores.do("doubts", project.path, some, SECONDS)
            found = rank(measured, {category.id: category.name for category in project.categories()})
            return Entries.of(Entry(each.image_id, (each.instance_id,), each) for each in found)

        self._search(search, then)

    def stop(self) -> None:
        """Drops the search that is running."""
        self._jobs.drop()
        self._stopped()

    def forget(self) -> None:
        """Drops everything; for a project that is closed."""
        self.stop()
        self._reading.drop()
        self._authors = Authors()

    def end(self) -> None:
        """Ends background work; for closing."""
        self.forget()
        if self._chores is not None:
            self._chores.close()
        self._jobs.end(5000)
        self._reading.end(5000)

    # -- internals

    def _images(self) -> list[int]:
        """The ids of the images of the project, in order."""
        document = self._session.document
        return list(document.image_table.ids) if document is not None else []

    def _search(self, search: Callable[[Project, Check], Answer], then: Callable[[Answer], object]) -> None:
        """Searches in a thread, once all decisions so far are saved."""
        self._jobs.drop()
        self.searching, self._done, self._count = True, 0, 0
        self.changed.emit()
        document = self._session.document

        def work(path: Path, check: Check) -> Answer:
            with Project.open(path, read_only=True) as project:
                return search(project, check)

        def found(answer: Answer) -> None:
            self._stopped()
            then(answer)

        def failed(reason: str) -> None:
            self._stopped()
            self.failed.emit(reason)

        def start(path: Path) -> None:
            if self.searching and self._session.document is document:
                self._jobs.run(lambda check: work(path, check), found, failed)
                self._read_authors(path)

        self._session.ask_project(lambda project: project.path, start, failed)

    def _read_authors(self, path: Path) -> None:
        known, document = self._authors, self._session.document

        def read(check: Check) -> Authors:
            with Project.open(path, read_only=True) as project:
                return writers.read(project, known, check)

        def take(authors: Authors) -> None:
            if self._session.document is document:
                self._take_authors(authors)
                self.changed.emit()

        self._reading.drop()
        self._reading.run(read, take, lambda _reason: None)

    def _take_authors(self, authors: Authors) -> None:
        """Takes what was read, unless more is known by now."""
        if authors.last >= self._authors.last:
            self._authors = authors

    def _progress(self, done: int, count: int) -> None:
        self._done, self._count = done, count
        self.changed.emit()

    def _stopped(self) -> None:
        if self.searching:
            self.searching = False
            self.changed.emit()
