"""How many instances each category has in the whole project; follows every change."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, Signal

from annotations.project import overview
from annotations.records import Instance, Transaction
from app.session.session import Session


class CategoryCounts(QObject):
    """Lives in the window's thread. `counts` is by category id, None for unknown; empty until it is known."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.counts: Counter[int | None] = Counter()
        self._missed: list[Transaction] | None = None  # applied since the counts were asked for
        self._asked_for = 0
        session.opened.connect(self._opened)
        session.closing.connect(self._forget)

    def read_again(self) -> None:
        """Counts in the project's file: of a bulk change, listeners of the document hear nothing."""
        self._missed = []
        self._asked_for += 1
        ticket = self._asked_for
        self._session.ask_project(overview.counts_by_category, lambda counts: self._take(counts, ticket))

    def _opened(self, _project: object) -> None:
        assert self._session.document is not None
        self._session.document.subscribe(self._follow)
        self.read_again()

    def _forget(self) -> None:
        self._asked_for += 1
        self._missed = None
        self.counts.clear()

    def _take(self, found: dict[int | None, int], ticket: int) -> None:
        counts = Counter(found)
        if ticket != self._asked_for or self._missed is None:
            return
        for transaction in self._missed:
            _add(counts, transaction)
        self.counts, self._missed = counts, None
        self.changed.emit()

    def _follow(self, transaction: Transaction) -> None:
        if self._missed is not None:
            self._missed.append(transaction)
        else:
            _add(self.counts, transaction)


def _add(counts: Counter[int | None], transaction: Transaction) -> None:
    for part in transaction.changes:
        if isinstance(part.before, Instance):
            counts[part.before.category_id] -= 1
        if isinstance(part.after, Instance):
            counts[part.after.category_id] += 1
