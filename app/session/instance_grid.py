"""All instances of the project, listed by a query that stays true, and decided about many at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from annotations.message import Message
from annotations.project import overview
from annotations.records import Instance, Review, Transaction
from app.background.jobs import Jobs
from app.document import across_images
from app.document.document import Document
from app.document.instance_table import (
    ImageNames,
    InstanceQuery,
    Ints,
    Rows,
    changed,
    chosen,
    from_rows,
    rows_of,
)
from app.session.contents_loader import ContentsLoader
from app.session.image_set import ImageWork
from app.session.imports import BulkWork
from app.session.instance_pictures import InstancePictures
from app.session.session import Session

Decide = Callable[[Document, Sequence[Instance]], Transaction | None]
_NONE = from_rows(())
AT_ONCE = 20_000
"""More instances are sorted in a thread, since that would block the window."""


class GridWork(QObject):
    """Lives in the window's thread. Reads the instances once it is first shown, and then follows the document.

    It may be made while a project is open.
    """

    listed = Signal()  # other instances, or another order
    updated = Signal()  # the same instances; other facts of them
    told = Signal(object)  # a message; "" ends it
    found = Signal()  # the instance that was to be shown is in focus in its image

    def __init__(
        self, session: Session, images: ImageWork, bulk: BulkWork, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.pictures = InstancePictures(session, images, self)
        self.loader = ContentsLoader(session, self)
        self.loader.progressed.connect(
            lambda done, count: self.told.emit(
                Message("Loading {done} of {count} images…", done=done, count=count)
            )
        )
        self.query = InstanceQuery()
        self.table: Rows = _NONE
        self.ids: Ints = np.zeros(0, np.int64)
        """The listed instances, in order."""
        self.oddness: dict[int, float] = {}
        self._known = False  # whether the table follows the document
        self._missed: list[Transaction] | None = None  # applied since the instances were asked for
        self._asked_for = 0
        self._goal: tuple[int, int] | None = None  # the image and the instance to show
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._list)
        self._jobs = Jobs(self)
        self.pictures.judged.connect(self._judged)
        session.opened.connect(self._opened)
        session.closing.connect(self._forget)
        bulk.ended.connect(lambda _done: self._follow_bulk())
        self._opened()
        # Once the window has taken in what the session tells: the picture would be fitted after the zoom.
        self._goal_soon = QTimer(self, singleShot=True, interval=0)
        self._goal_soon.timeout.connect(self._go_on_to_goal)
        for told in (session.contentChanged, session.imageChanged):
            told.connect(lambda: self._goal_soon.start() if self._goal is not None else None)

    @property
    def reading(self) -> bool:
        """Whether the instances are not known yet."""
        return self._missed is not None

    @property
    def listing(self) -> bool:
        """Whether many instances are being sorted or filtered in a thread."""
        return self._soon.isActive() or self._jobs.awaited

    @property
    def busy(self) -> bool:
        """Whether a decision waits for the contents of its images."""
        return self.loader.loading

    def end(self) -> None:
        """Ends background work; for closing, after the chores."""
        self.pictures.end()
        self._jobs.end(5000)

    # -- the list

    def begin(self) -> None:
        """Reads the instances, unless they are known."""
        if not self._known and self._missed is None and self.session.document is not None:
            self.read_again()

    def read_again(self) -> None:
        """Reads all instances from the project's file, if they were ever wanted: a bulk change is told to nobody."""
        if self.session.document is None:
            return
        self._missed = []
        self._asked_for += 1
        ticket = self._asked_for
        self.session.ask_project(
            lambda project: from_rows(overview.instance_facts(project)),
            lambda table: self._read(table, ticket),
        )

    def ask(self, query: InstanceQuery) -> None:
        """Lists other instances or in another order. Oddness is judged first, unless it is known."""
        self.query = query
        if query.sort == "oddest" and len(self.oddness) < len(self.table):
            self.pictures.look_at(self.table)
        elif query.sort != "oddest":
            self.pictures.stop_looking()
        self._list()

    def rows(self, ids: Collection[int] | Ints) -> Rows:
        """What is known of instances, in the order of their ids given; those that are gone are left out."""
        return rows_of(self.table, ids)

    # -- decisions, each one step of undo

    def relabel(self, ids: Collection[int], category: str | None) -> None:
        """Sets the category of instances in any images; it is created if missing."""
        self._decide(ids, lambda document, instances: across_images.relabel(document, instances, category))

    def delete(self, ids: Collection[int]) -> None:
        self._decide(ids, across_images.delete)

    def review(self, ids: Collection[int], said: Review) -> None:
        """Records a review of instances in the name of the person who works here; "" takes it back."""
        by = self.session.annotator
        self._decide(ids, lambda document, instances: across_images.review(document, instances, said, by))

    def _decide(self, ids: Collection[int], decide: Decide) -> None:
        rows, document = self.rows(ids), self.session.document
        if document is None or not len(rows):
            return
        numbers = rows["id"].tolist()

        def go_on() -> None:
            self.told.emit("")
            there = [document.instance(number) for number in numbers]
            instances = [instance for instance in there if instance is not None]
            if not instances or self.session.document is not document:
                return
            if self.session.busy:
                self.told.emit(Message("Nothing was changed: another change is being made. Try again."))
                return
            self.session.apply(decide(document, instances))

        self.loader.load(rows["image"].tolist(), go_on)

    # -- an instance in its image

    def go_to(self, instance_id: int) -> None:
        """Shows the image of an instance and puts it in focus; `found` follows."""
        rows = self.rows([instance_id])
        if len(rows):
            self._goal = int(rows["image"][0]), instance_id
            self.session.show_image(self._goal[0])
            self._goal_soon.start()

    def _go_on_to_goal(self) -> None:
        session, goal = self.session, self._goal
        if goal is None:
            return
        if session.image is None or session.image.id != goal[0]:
            self._goal = None  # the person went elsewhere meanwhile
        elif session.document is not None and (session.ready or _is_without_picture(session)):
            self._goal = None
            if session.document.instance(goal[1]) is not None:
                session.focus(("instance", goal[1]))
                self.found.emit()

    # -- following the document

    def _opened(self, _project: object = None) -> None:
        if self.session.document is not None:
            self.session.document.subscribe(self._follow)

    def _follow_bulk(self) -> None:
        """Takes in an import or its undo."""
        self.pictures.forget()
        if self._known or self._missed is not None:
            self.read_again()

    def _forget(self) -> None:
        self._known, self._missed, self._goal = False, None, None
        self._goal_soon.stop()
        self._asked_for += 1
        self.table, self.ids, self.oddness = _NONE, _NONE["id"], {}
        self._soon.stop()
        self._jobs.drop()
        self.listed.emit()

    def _read(self, table: Rows, ticket: int) -> None:
        if ticket != self._asked_for or self._missed is None:
            return
        for transaction in self._missed:
            table = changed(table, transaction)
        self.table, self._missed, self._known = table, None, True
        self.ask(self.query)
        self.listed.emit()

    def _follow(self, transaction: Transaction) -> None:
        if self._missed is not None:
            self._missed.append(transaction)
        if not self._known:
            return
        self.pictures.follow(transaction)
        table = changed(self.table, transaction)
        if table is not self.table or any(
            part.key[0] in ("image", "category") for part in transaction.changes
        ):
            self.table = table
            self._soon.start()

    def _judged(self, values: dict[int, float]) -> None:
        self.oddness = values
        self._list()

    def _list(self) -> None:
        self._soon.stop()
        if self.session.document is None:
            return
        images = ImageNames.of(self.session.document.image_table)
        work = partial(chosen, self.table, self.query, images, self.oddness)
        self._jobs.drop()
        if len(self.table) <= AT_ONCE:
            self._take(work())
        else:
            self._jobs.run(lambda _check: work(), self._take)

    def _take(self, ids: Ints) -> None:
        if np.array_equal(ids, self.ids):
            self.updated.emit()
        else:
            self.ids = ids
            self.listed.emit()


def _is_without_picture(session: Session) -> bool:
    """Whether the contents of the image shown are there and its picture will not come."""
    return session.sequence is not None and session.picture_problem is not None
