"""What a review goes through, as columns: a project may have a million instances to review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, overload

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from annotations.review.doubt import Doubtful
    from annotations.review.selection import Chosen


Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is shown at one time: an instance or, of a conflict, all its versions by id."""

    image_id: int
    ids: tuple[int, ...]
    doubtful: Doubtful | None = None
    reviewed: bool = False
    """Whether it was reviewed before the review began."""


class Entries(Sequence[Entry]):
    """All entries of a review, in order; each is made when it is asked for.

    `reviewed` tells of each, (n,) bool, whether it was reviewed before the review began.
    """

    def __init__(
        self,
        image_ids: Ints,
        ids: Ints,
        starts: Ints,
        reviewed: NDArray[np.bool_],
        doubts: Sequence[Doubtful],
    ) -> None:
        """The ids of entry n are ids[starts[n] : starts[n + 1]]."""
        self._image_ids, self._ids, self._starts, self._doubts = image_ids, ids, starts, doubts
        self.reviewed = reviewed
        self._order = np.argsort(ids, kind="stable")
        self._sorted = ids[self._order]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """Entries of any kind; all or none have doubts."""
        given = tuple(entries)
        return cls(
            np.array([entry.image_id for entry in given], np.int64),
            np.array([number for entry in given for number in entry.ids], np.int64),
            np.cumsum([0, *(len(entry.ids) for entry in given)], dtype=np.int64),
            np.array([entry.reviewed for entry in given], np.bool_),
            [entry.doubtful for entry in given if entry.doubtful is not None],
        )

    @classmethod
    def of_instances(cls, chosen: Chosen) -> Self:
        """An entry for each instance."""
        return cls(chosen.image_ids, chosen.ids, np.arange(len(chosen.ids) + 1), chosen.reviewed, ())

    def __len__(self) -> int:
        return len(self._image_ids)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        places = range(len(self))[at]
        if isinstance(places, range):
            return [self._entry(place) for place in places]
        return self._entry(places)

    def about(self, instance_id: int) -> list[int]:
        """The places of the entries about an instance."""
        first, end = np.searchsorted(self._sorted, [instance_id, instance_id + 1])
        places = np.searchsorted(self._starts, self._order[first:end], side="right") - 1
        return sorted(places.tolist())

    def _entry(self, place: int) -> Entry:
        ids = self._ids[self._starts[place] : self._starts[place + 1]].tolist()
        doubtful = self._doubts[place] if self._doubts else None
        return Entry(int(self._image_ids[place]), tuple(ids), doubtful, bool(self.reviewed[place]))


NONE = Entries.of(())
