"""The images listed and their order: search, filters and sort over the table of images."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from annotations.records import STATUSES, ImageRecord, Status
from app.document.image_table import UNDONE, ImageTable

Holds = Literal["unreviewed", "needs work", "conflict"]
Sort = Literal["name", "status", "score", "uncertainty"]


@dataclass(frozen=True)
class Query:
    """The user's query of the image list."""

    text: str = ""
    """Part of the path, ignoring case."""
    statuses: frozenset[Status] = frozenset(STATUSES)
    category: int | None = None
    """Only images with an instance of this category."""
    score_below: float | None = None
    """Only images with an instance whose objectness is below this."""
    review: Holds | None = None
    """Only images with an instance that is not reviewed, needs work, or is in a conflict of a merge."""
    sort: Sort = "name"
    has_proposals: bool = False
    """Only unfinished images in which proposals wait."""


@dataclass(frozen=True)
class Facts:
    """The project's facts on images beyond their records, by image id (`annotations.project.overview`)."""

    scores: Mapping[int, float] = field(default_factory=dict)
    uncertainties: Mapping[int, float] = field(default_factory=dict)
    with_category: frozenset[int] = frozenset()
    with_review: frozenset[int] = frozenset()
    """The images that have what `Query.review` asks for."""


class ImageOrder:
    """Rows of a table in list order; `changed` is called when the order changes."""

    def __init__(self, table: ImageTable) -> None:
        self.table = table
        self.query = Query()
        self.facts = Facts()
        self.waiting: Mapping[int, int] = {}
        """How many proposals wait in an image, by image id, kept up to date by others (see `waiting_changed`)."""
        self.rows: NDArray[np.int64] = np.arange(len(table))
        self.listeners: list[Callable[[int | None], None]] = []
        """Each is called with the place of a changed image, or with None if the whole order may have changed."""
        self.only_longer = False
        """Whether the last change of the order only appended rows."""
        self._stale = False  # an image has changed since it was filtered
        table.subscribe(self._heard)

    def ask(self, query: Query, facts: Facts) -> None:
        """Applies a query."""
        self.query, self.facts = query, facts
        self._list(None)

    def learn(self, facts: Facts) -> None:
        """Adds facts about images; the list uses them from the next image on."""
        self.facts = replace(
            self.facts,
            scores={**self.facts.scores, **facts.scores},
            uncertainties={**self.facts.uncertainties, **facts.uncertainties},
            with_review=facts.with_review if self.query.review is not None else frozenset(),
        )
        self._stale = not self._is_plain

    def waiting_changed(self, image_id: int | None) -> None:
        """Another number of proposals waits in an image (None: in several); filters use it from the next image on."""
        self._stale = not self._is_plain
        place = self.place(image_id) if image_id is not None else None
        if image_id is None or place is not None:
            self.only_longer = False
            self._tell(place)

    def place(self, image_id: int) -> int | None:
        """The place of an image in the list."""
        row = self.table.row_of(image_id)
        if row is None:
            return None
        if self._is_plain:
            return row
        (found,) = np.nonzero(self.rows == row)
        return int(found[0]) if found.size else None

    def image(self, place: int) -> ImageRecord:
        return self.table.at(int(self.rows[place]))

    def refresh(self, current: int) -> None:
        """Updates the list; `current` stays in it if it was there, whatever the filters say."""
        if self._stale:
            self._list(current if self.place(current) is not None else None)

    def ids(self, first: int, last: int) -> list[int]:
        """The images from one place of the list to another, inclusive."""
        return [self.table.ids[row] for row in self.rows[first : last + 1].tolist()]

    def neighbour(self, image_id: int, by: int, undone_only: bool = False) -> ImageRecord | None:
        """The next (by = 1) or previous (-1) image of the list; with `undone_only`, wrapping around."""
        if not len(self.rows):
            return None
        at = self.place(image_id)
        if at is None:
            at = -1 if by > 0 else len(self.rows)
        if not undone_only:
            return self.image(at + by) if 0 <= at + by < len(self.rows) else None
        statuses = np.frombuffer(bytes(self.table.statuses), np.uint8)[self.rows]
        undone = np.flatnonzero(np.isin(statuses, [STATUSES.index(status) for status in UNDONE]))
        undone = undone[undone != at]
        if not undone.size:
            return None
        if by > 0:
            after = undone[undone > at]
            return self.image(int(after[0] if after.size else undone[0]))
        before = undone[undone < at]
        return self.image(int(before[-1] if before.size else undone[-1]))

    # -- internals

    @property
    def _is_plain(self) -> bool:
        return self.query == Query()

    def _heard(self, row: int | None) -> None:
        if row is None and self.table.same_rows:
            self._stale, self.only_longer = not self._is_plain, False
            self._tell(None)
            return
        if row is None:
            self._list(None, self.table.only_longer)
            return
        self._stale = not self._is_plain
        place = self.place(self.table.ids[row])
        if place is not None:
            self._tell(place)

    def _list(self, kept: int | None, grew: bool = False) -> None:
        self._stale = False
        before = self.rows
        if self._is_plain:
            self.rows = np.arange(len(self.table))
        else:
            chosen = self._fitting()
            row = self.table.row_of(kept) if kept is not None else None
            if row is not None:
                chosen[row] = True
            self.rows = self._sorted(np.flatnonzero(chosen))
        self.only_longer = grew and np.array_equal(self.rows[: len(before)], before)
        self._tell(None)

    def _fitting(self) -> NDArray[np.bool_]:
        table, query = self.table, self.query
        fits = np.ones(len(table), bool)
        if query.text:
            text = query.text.casefold()
            fits &= np.array([text in path for path in table.folded], bool)
        if query.statuses != frozenset(STATUSES):
            codes = [STATUSES.index(status) for status in query.statuses]
            fits &= np.isin(np.frombuffer(bytes(table.statuses), np.uint8), codes)
        ids = np.array(table.ids, np.int64)
        if query.category is not None:
            fits &= np.isin(ids, np.fromiter(self.facts.with_category, np.int64))
        if query.has_proposals:
            undone = [STATUSES.index(status) for status in UNDONE]
            fits &= np.isin(np.frombuffer(bytes(table.statuses), np.uint8), undone)
            fits &= np.isin(ids, np.fromiter(self.waiting, np.int64, len(self.waiting)))
        if query.review is not None:
            fits &= np.isin(ids, np.fromiter(self.facts.with_review, np.int64))
        if query.score_below is not None:
            fits &= self._by_row(self.facts.scores) < query.score_below
        return fits

    def _sorted(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sorts as the query says, then by name; images without facts come last."""
        table, sort = self.table, self.query.sort
        if sort == "status":
            return rows[np.argsort(np.frombuffer(bytes(table.statuses), np.uint8)[rows], kind="stable")]
        if sort == "name":
            return rows
        # Least sure or most uncertain first.
        scores, doubts = self.facts.scores, self.facts.uncertainties
        values = self._by_row(scores) if sort == "score" else -self._by_row(doubts)
        values[np.isnan(values)] = np.inf
        return rows[np.argsort(values[rows], kind="stable")]

    def _by_row(self, known: Mapping[int, float]) -> NDArray[np.float64]:
        """The facts by image id for each row of the table; NaN if unknown."""
        values = np.full(len(self.table), np.nan)
        if known and len(values):
            numbers = np.fromiter(known.keys(), np.int64, len(known))
            found = np.fromiter(known.values(), np.float64, len(known))
            ids = np.array(self.table.ids, np.int64)
            by_id = np.argsort(ids, kind="stable")
            places = np.minimum(np.searchsorted(ids, numbers, sorter=by_id), len(ids) - 1)
            rows = by_id[places]
            there = ids[rows] == numbers
            values[rows[there]] = found[there]
        return values

    def _tell(self, place: int | None) -> None:
        for listener in tuple(self.listeners):
            listener(place)
