"""What was made of many records is kept, so that a change of one of them costs no more than one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """Makes something of each record, and makes it anew only where what it is made of has changed.

    `make(*source)` is called with a source, whose first part is the record; records are told apart by their ids.
    """

    def __init__(self, make: Callable[..., Made]) -> None:
        self._make = make
        self._known: dict[int, tuple[tuple[Any, ...], Made]] = {}
        self._state: tuple[Any, ...] | None = None
        self._all: tuple[Made, ...] = ()

    def of(self, sources: Iterable[tuple[Any, ...]], state: tuple[Any, ...]) -> tuple[Made, ...]:
        """What is made of each source, in order; what belongs to records that are gone is forgotten.

        `state` is what the sources depend on: where it is what it was last time, nothing is looked at.
        """
        if state != self._state:
            before, known = self._known, {}
            for source in sources:
                number = source[0].id
                entry = before.get(number)
                if entry is None or entry[0] != source:
                    entry = source, self._make(*source)
                known[number] = entry
            self._known, self._state = known, state
            self._all = tuple(made for _, made in known.values())
        return self._all
