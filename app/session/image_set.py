"""The images of the project as a whole: the scan of a large folder, and background work for the image list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotations.errors import Problem
from annotations.project import AddedImages, Project, overview
from annotations.project.adding import Measured
from app.background.chores import Chores
from app.document.image_order import Facts, Query
from app.document.importing import Done
from app.document.opening import not_added
from app.rendering.thumbnails import Thumbnails
from app.session.batch import BatchProposing
from app.session.doubt import Estimating
from app.session.folder_scan import Gathering
from app.session.session import Session
from app.translation import tr

Needs = tuple[int | None, bool, bool, str | None]
"""A category, whether scores and uncertainties are needed, and what the review asks for."""
_NOTHING: Needs = (None, False, False, None)


class ImageWork(QObject):
    """Lives in the window's thread."""

    changed = Signal()
    failed = Signal(object)  # why the scan of the folder has stopped
    leftOut = Signal(object)  # noqa: N815  (tuple of str: files of the folder that could not be added)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.chores = Chores()
        self.gathering = Gathering(self.chores, self._add, self)
        self.gathering.added.connect(self._added)
        self.gathering.failed.connect(lambda reason: self.failed.emit(_not_all(reason)))
        self.gathering.finished.connect(self._gathered)
        self.thumbnails = Thumbnails(self.chores, self)
        self.estimating = Estimating(session, self)
        self.estimating.learned.connect(self._learned)
        self.estimating.changed.connect(self.changed)
        self.batch = BatchProposing(session, self)
        self.batch.changed.connect(self.changed)
        self.query = Query()
        self._known = _NOTHING  # what the order's facts were requested for
        self._image: int | None = None
        self._problems: list[str] = []
        self._again = False  # the rest of the folder must be scanned again
        session.opened.connect(self._opened)
        session.closing.connect(self.gathering.end)
        session.closing.connect(self.thumbnails.forget)
        session.imageChanged.connect(self._image_changed)

    def end(self) -> None:
        """Ends background work; for closing."""
        self.gathering.end()
        self.batch.end()
        self.chores.close()
        self.thumbnails.end()

    def ask(self, query: Query) -> None:
        """Applies a query to the list, after reading the facts it needs from the project."""
        order = self.session.order
        self.query = query
        if order is None:
            return
        needs = _needs(query)
        if needs == self._known or needs == _NOTHING:
            order.ask(query, order.facts if needs == self._known else Facts())
            self._known = needs
            self.changed.emit()
            return

        def learned(facts: Facts) -> None:
            if self.session.order is order and self.query == query:
                self._known = needs
                order.ask(query, facts)
                self.changed.emit()

        values = dict(self.estimating.values)
        self.session.ask_project(lambda project: _facts(project, query, values), learned)

    def most_uncertain(self, then: Callable[[int | None], None]) -> None:
        """Finds the unfinished image, other than this one, with the highest doubt; None if none is known."""
        current = self.session.image.id if self.session.image is not None else None

        def found(uncertain: dict[int, float]) -> None:
            document = self.session.document
            if document is None:
                return
            table = document.image_table
            undone = [
                (value, number)
                for number, value in {**uncertain, **self.estimating.values}.items()
                if number != current and (row := table.row_of(number)) is not None and table.is_undone(row)
            ]
            then(max(undone)[1] if undone else None)

        self.session.ask_project(overview.uncertainties, found)

    def words(self) -> str:
        """The progress of the scan or of the estimates, as text; empty if neither is running."""
        gathering = self.gathering
        if not gathering.running:
            return self.estimating.words()
        return tr("Reading the folder: {done:,} of {count:,}", done=gathering.done, count=gathering.total)

    def _opened(self, _project: object) -> None:
        assert self.session.project is not None
        self._problems, self._again = [], False
        self._known, self._image = _NOTHING, None
        self.ask(self.query)
        self.gathering.start(self.session.project.waiting)
        self.changed.emit()

    def look_anew(self, done: Done) -> None:
        """Updates the list after changes in the images; after an undo, images of the folder may be gone."""
        self._known = _NOTHING
        self.ask(self.query)
        self.batch.look_anew()
        if done.way == "undo":
            self._gather_again()

    def _gather_again(self) -> None:
        opened = self.session.project
        self._again = self.gathering.running
        if opened is not None and opened.whole_folder and not self._again:
            self.session.ask_project(lambda project: not_added(project, opened.source), self.gathering.start)

    def _image_changed(self) -> None:
        """Updates the facts of the image just left, if the list depends on them."""
        image, order, left = self.session.image, self.session.order, self._image
        if image is None or order is None or image.id == left:
            return
        self._image = image.id
        if left is not None and self._known != _NOTHING:
            query, values = replace(order.query, category=None), dict(self.estimating.values)
            self.session.ask_project(lambda project: _facts(project, query, values, left), order.learn)

    def _learned(self, image_id: int, value: float) -> None:
        order = self.session.order
        if order is not None and self._known[2]:
            order.learn(replace(order.facts, uncertainties={image_id: value}))

    def _add(
        self,
        measured: list[Measured | Problem],
        added: Callable[[AddedImages], None],
        failed: Callable[[str], None],
    ) -> None:
        self.session.ask_project(lambda project: project.add_measured(measured), added, failed)

    def _added(self, added: AddedImages) -> None:
        self._problems += [
            f"{problem.file.rsplit('/', 1)[-1]}: {problem.reason}" for problem in added.problems
        ]
        document = self.session.document
        if document is not None:
            document.image_table.add(added.images)
            if self.session.image is None and len(document.image_table):
                self.session.show_image(document.image_table.ids[0])
        self.changed.emit()

    def _gathered(self) -> None:
        if self._problems:
            self.leftOut.emit(tuple(self._problems))
        self.changed.emit()
        if self._again:
            self._gather_again()


def _needs(query: Query) -> Needs:
    by_score = query.score_below is not None or query.sort == "score"
    return query.category, by_score, query.sort == "uncertainty", query.review


def _facts(project: Project, query: Query, estimated: dict[int, float], image_id: int | None = None) -> Facts:
    """Reads the query's facts on one image or all; the current model's estimates take precedence."""
    category, by_score, by_doubt, _ = _needs(query)
    if image_id is not None:
        estimated = {number: value for number, value in estimated.items() if number == image_id}
    return Facts(
        overview.scores(project, image_id) if by_score else {},
        {**overview.uncertainties(project, image_id), **estimated} if by_doubt else {},
        overview.with_category(project, category) if category is not None else frozenset(),
        overview.with_review(project, query.review) if query.review is not None else frozenset(),
    )


def _not_all(reason: str) -> str:
    return tr("Some images in the folder could not be added: {reason}", reason=reason)
