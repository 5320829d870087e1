"""The review: goes through instances one at a time, over all images, and takes what the reviewer says of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from PySide6.QtCore import QObject, Signal

from annotations.message import Message
from annotations.project.authors import Author
from annotations.records import Instance, Transaction
from annotations.review.conflicts import is_in_conflict
from annotations.review.selection import UNKNOWN, Filter
from app.document import decisions, reviewing
from app.document.document import Document
from app.session.instances import InstanceWork
from app.session.review_entries import NONE, Entries, Entry
from app.session.review_search import ReviewSearch
from app.session.session import Session

Mode = Literal["", "instances", "doubts", "conflicts"]
AHEAD = 2
"""How many of the images that come next are read in advance."""


class ReviewWork(QObject):
    """Lives in the window's thread. While it is active, nothing is proposed by itself.

    A decision about the entry goes on to the next one; an edit does not. Undo goes back to the entry it is about.
    """

    changed = Signal()
    arrived = Signal()  # the entry is shown and selected: zoom to it
    ended = Signal()  # back to the proposals
    said = Signal(object)  # a message for the user: nothing was found

    def __init__(self, session: Session, instances: InstanceWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self._instances = session, instances
        self.search = ReviewSearch(session, self)
        self.search.changed.connect(self.changed)
        self.search.failed.connect(self.said)
        self.filter = Filter()
        self.mode: Mode = ""
        self.entries: Entries = NONE
        self.at = 0
        self._decided = NONE.reviewed  # of each entry, whether it is
        self._reviewed = 0
        self._mended: set[int] = set()  # instances mended in this review
        self._deciding = False
        self._awaited = 0  # the direction in which an entry is still to be shown; 0: it is
        session.opened.connect(self._opened)
        session.closing.connect(self._closing)
        session.travelled.connect(self._travelled)
        session.imageChanged.connect(self._shown)
        session.contentChanged.connect(self._shown)

    # -- state

    @property
    def active(self) -> bool:
        return self.mode != ""

    @property
    def entry(self) -> Entry | None:
        """What is to be decided; None after the last one."""
        return self.entries[self.at] if self.active and self.at < len(self.entries) else None

    @property
    def instance(self) -> Instance | None:
        """The instance in focus, if the entry is about it."""
        entry, sequence = self.entry, self.session.sequence
        own = sequence.instance() if sequence is not None else None
        return own if own is not None and entry is not None and own.id in entry.ids else None

    @property
    def others(self) -> list[Instance]:
        """Other instances that the entry is about: the other versions of a conflict, the twin of a duplicate."""
        entry, document, own = self.entry, self.session.document, self.instance
        if entry is None or document is None:
            return []
        doubtful = entry.doubtful.others if entry.doubtful is not None else ()
        found = [document.instance(number) for number in (*entry.ids, *doubtful)]
        return [other for other in found if other is not None and other != own]

    @property
    def reviewed(self) -> int:
        """How many entries are decided."""
        return self._reviewed

    @property
    def can_mend(self) -> bool:
        """Whether the doubt about the entry can be settled by one key."""
        entry, own = self.entry, self.instance
        if entry is None or entry.doubtful is None or own is None or own.id in self._mended:
            return False
        return entry.doubtful.mend is not None

    def author(self, instance: Instance) -> Author | None:
        """Who last changed the mask or category of an instance, and when; None while that is not known."""
        return self.search.authors.get(instance.id)

    # -- beginning and ending

    def start_instances(self, wanted: Filter | None = None) -> None:
        """Reviews the instances that fit a filter, as set last."""
        self.filter = wanted if wanted is not None else self.filter
        document, number = self.session.document, self.filter.category
        if document is not None and number not in (None, UNKNOWN) and document.category(number) is None:
            self.filter = replace(self.filter, category=None)
        none = Message("No instance fits the filter of the review.")
        self.search.instances(self.filter, lambda entries: self._begin("instances", entries, none))

    def start_doubts(self) -> None:
        """Looks for doubts in the background, and reviews the doubtful instances, the likeliest wrong first."""

        none = Message("Nothing is doubtful in this project.")
        self.search.doubts(lambda entries: self._begin("doubts", entries, none))

    def start_conflicts(self) -> None:
        """Goes through the conflicts of a merge."""
        none = Message("This project has no conflicts.")
        self.search.conflicts(lambda entries: self._begin("conflicts", entries, none))

    def leave(self) -> None:
        """Ends the review, or the search for what to review, and returns to the proposals."""
        self.search.stop()
        if self.active:
            self._forget()
            self.session.mark(lambda marks: marks.light(None))
            self.session.focus(None)
            self.ended.emit()
        self.changed.emit()

    def _begin(self, mode: Mode, entries: Entries, none: Message) -> None:
        if not entries:
            self.said.emit(none)
            self.changed.emit()
            return
        self.mode, self.entries, self.at = mode, entries, 0
        self._decided = entries.reviewed.copy()
        self._reviewed = int(np.count_nonzero(self._decided))
        self._mended.clear()
        self.session.holds_proposals = True
        self._show(1)

    # -- decisions

    def approve(self, category: str | None = None) -> None:
        """The instance in focus is right, with this category if one is given; of a conflict, this version is kept."""
        own, document = self._in_focus(), self.session.document
        if own is None or document is None or self.entry is None:
            if self._is_at_proposal:
                self.session.accept(category)
            self._return()
        elif self.mode == "conflicts" and self.instance is not None:
            if category is not None:
                self.session.relabel(category)
                own = self.instance or own
            others = [other for other in self.others if is_in_conflict(other)]
            self._decide(reviewing.keep_one(document, own, others, Message("Keep this version")))
        else:
            self._decide(reviewing.mark(document, [own], "verified", self.session.annotator, category))

    def needs_work(self) -> None:
        """The instance in focus needs work, by somebody else or later; also outside a review."""
        own, document = self._in_focus(), self.session.document
        if own is not None and document is not None:
            transaction = reviewing.mark(document, [own], "needs work", self.session.annotator)
            if self.entry is not None:
                self._decide(transaction)
            else:
                self.session.apply(transaction)

    def remove(self) -> None:
        """The instance in focus is wrong and deleted; of a conflict, the other version is kept."""
        own, document = self._in_focus(), self.session.document
        if own is None or document is None or self.entry is None:
            if self._is_at_proposal:
                self.session.turn_down("rejected")
            self._return()
        elif self.mode == "conflicts" and self.instance is not None:
            others = [other for other in self.others if is_in_conflict(other)]
            if others:
                self._decide(reviewing.drop_one(document, own, others), stays=len(others) > 1)
            else:
                self._decide(decisions.delete(document, own))
        else:
            self._decide(decisions.delete(document, own))

    def keep_both(self) -> None:
        """Both versions of a conflict are right, as objects of their own."""
        own, document = self.instance, self.session.document
        if self.mode == "conflicts" and own is not None and document is not None:
            self._decide(reviewing.keep_all(document, [own, *self.others]))

    def mend(self) -> None:
        """Settles the doubt about the entry as its rule proposes. It stays shown, unless it is deleted."""
        from annotations.review import mends  # with the rules for doubts: not at the start

        entry, own, document = self.entry, self.instance, self.session.document
        mend = entry.doubtful.mend if entry is not None and entry.doubtful is not None else None
        if not self.can_mend or mend is None or own is None or document is None:
            return
        change, category = mends.of_mask(mend), document.category(mend.category_id)
        if mend.how == "remove":
            self._decide(decisions.delete(document, own))
            return
        self._mended.add(own.id)
        if change is not None:
            self._instances.change(change, Message("Mend the mask"))
        elif category is not None:
            self.session.relabel(category.name)
        self.changed.emit()

    def go(self, by: int) -> None:
        """Shows the next (1) or previous (-1) entry, without a decision."""
        if 0 <= self.at + by <= len(self.entries):
            self.at += by
            self._show(by)

    def back_to_entry(self) -> bool:
        """Returns to the entry from whatever else is selected; False if it is in focus already."""
        if self.entry is None or self.instance is not None:
            return False
        self._return()
        return True

    # -- internals

    def _in_focus(self) -> Instance | None:
        sequence = self.session.sequence if self.session.ready else None
        return sequence.instance() if sequence is not None else None

    @property
    def _is_at_proposal(self) -> bool:
        """Whether a proposal is in focus, for instance one that a click has asked for."""
        sequence = self.session.sequence if self.session.ready and self.entry is not None else None
        step = sequence.step() if sequence is not None else None
        return step is not None and step.outcome == "open"

    def _decide(self, transaction: Transaction | None, stays: bool = False) -> None:
        """Applies a decision and goes on, if it was about the entry; else returns to that."""
        about_entry = self.instance is not None
        self._awaited, self._deciding = 0, True
        done = transaction is None or self.session.apply(transaction)
        self._deciding = False
        if not done:
            return  # refused, for instance because it is locked
        if about_entry and not stays:
            self.go(1)
        else:
            self._return()

    def _return(self) -> None:
        if self.entry is None:
            self.leave()
        else:
            self._show(1)

    def _show(self, direction: int) -> None:
        """Shows the entry once its image is read; those that are gone are passed over in this direction."""
        while self.entry is not None and self._is_gone(self.entry):
            direction = direction if self.at + direction >= 0 else 1
            self.at += direction
        self._awaited = direction
        self.changed.emit()
        entry = self.entry
        if entry is None:
            self._awaited = 0
            self.session.mark(lambda marks: marks.light(None))
            self.session.focus(None)
            return
        self.session.show_image(entry.image_id)
        self._shown()

    def _shown(self) -> None:
        """The image or its content has changed: selects the entry if it waits for that, or goes on if it is gone."""
        entry, document, image = self.entry, self.session.document, self.session.image
        if entry is None or document is None or self._deciding:
            return
        is_here = self.session.ready and image is not None and image.id == entry.image_id
        if not is_here and document.image_table.row_of(entry.image_id) is not None:
            return
        if self._is_gone(entry):
            self._show(self._awaited or 1)
        elif self._awaited:
            self._awaited = 0
            self.session.select(self._there(entry)[:1])
            others = self.others
            self.session.mark(lambda marks: marks.light(others[0].id if others else None))
            self._read_ahead()
            self.arrived.emit()
            self.changed.emit()

    def _there(self, entry: Entry) -> list[int]:
        """The instances of an entry that are still to be decided about."""
        document = self.session.document
        return [n for n in entry.ids if document is not None and self._is_open(document.instance(n))]

    def _is_gone(self, entry: Entry) -> bool:
        """Whether nothing is left to decide, as far as is known: what is in its image may not be read yet."""
        document = self.session.document
        if document is None or document.image_table.row_of(entry.image_id) is None:
            return True
        return document.is_loaded(entry.image_id) and len(self._there(entry)) < min(2, len(entry.ids))

    def _is_open(self, instance: Instance | None) -> bool:
        """Whether it is still there and, in a conflict, not settled."""
        return instance is not None and (self.mode != "conflicts" or is_in_conflict(instance))

    def _read_ahead(self) -> None:
        images = dict.fromkeys(entry.image_id for entry in self.entries[self.at : self.at + 20])
        for image_id in list(images)[1 : 1 + AHEAD]:
            self.session.prepare(image_id)

    def _opened(self, _project: object) -> None:
        document = self.session.document
        if document is not None:
            document.subscribe(lambda transaction: self._heard(document, transaction))

    def _heard(self, document: Document, transaction: Transaction) -> None:
        """Counts what is decided, also where undo takes it back."""
        if document is not self.session.document:
            return
        for number in self._about(transaction):
            before = bool(self._decided[number])
            now = all(self._is_decided(document.instance(one)) for one in self.entries[number].ids)
            self._decided[number] = now
            self._reviewed += now - before

    def _is_decided(self, instance: Instance | None) -> bool:
        if instance is None:
            return True
        return not is_in_conflict(instance) if self.mode == "conflicts" else instance.review != ""

    def _travelled(self, transaction: Transaction) -> None:
        """After an undo or redo, returns to the entry that it is about."""
        about = self._about(transaction)
        if about:
            self._mended -= {number for entry in about for number in self.entries[entry].ids}
            self.at = min(about, key=lambda number: abs(number - self.at))
            self._show(1)

    def _about(self, transaction: Transaction) -> list[int]:
        """The entries about instances that a transaction changes; none where nothing is reviewed."""
        changed = [part.key[1] for part in transaction.changes if part.key[0] == "instance"]
        return sorted({entry for number in changed for entry in self.entries.about(number)})

    def _forget(self) -> None:
        self.mode, self.entries, self.at, self._awaited = "", NONE, 0, 0
        self._decided, self._reviewed = NONE.reviewed, 0
        self._mended.clear()
        self.session.holds_proposals = False

    def _closing(self) -> None:
        was_active = self.active
        self._forget()
        self.search.forget()
        self.filter = Filter()
        if was_active:
            self.changed.emit()

    def end(self) -> None:
        """Ends background work; for closing."""
        self.search.end()
