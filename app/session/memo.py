"""Caches one derived value per record; recomputes only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """Derives a value from each record, and again only if its source has changed.

    `make(*source)` is called with a source, whose first part is the record; records are identified by their ids.
    """

    def __init__(self, make: Callable[..., Made]) -> None:
        self._make = make
        self._known: dict[int, tuple[tuple[Any, ...], Made]] = {}
        self._state: tuple[Any, ...] | None = None
        self._all: tuple[Made, ...] = ()

    def of(self, sources: Iterable[tuple[Any, ...]], state: tuple[Any, ...]) -> tuple[Made, ...]:
        """The value of each source, in order; values of removed records are dropped.

        `state` is what the sources depend on: if it is the same as last time, nothing is checked.
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
