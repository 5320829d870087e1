"""Measures how long decisions take: from when there is something to decide, without pauses."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from annotations.records import Instance, Origin, Step, Transaction
from app.document.document import Document

PAUSE_SECONDS = 60.0
"""Without activity for longer, the user was away: only this much of such a gap counts."""


class Stopwatch:
    """Runs from showing something to deciding on it; each decision's time begins where the previous one ended.

    So the times of all decisions on one proposal add up to its total. The clock is monotonic, whatever happens to
    the machine's clock.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen = clock()
        self._seconds = 0.0
        self._shown: object = None

    def show(self, what: object) -> None:
        """Sets what the user sees now; anything new restarts the watch."""
        if what != self._shown:
            self._shown = what
            self._seen = self._clock()
            self._seconds = 0.0

    def attend(self) -> None:
        """Records activity: the pointer moved, a key was pressed."""
        now = self._clock()
        self._seconds += min(now - self._seen, PAUSE_SECONDS)
        self._seen = now

    def lap(self) -> float:
        """The seconds since the last decision, or since its object was shown; restarts the watch."""
        self.attend()
        seconds, self._seconds = self._seconds, 0.0
        return seconds


def stamped(transaction: Transaction, document: Document, watch: Stopwatch) -> Transaction:
    """The transaction just applied, completed with time, duration and step."""
    step = step_of(transaction, document)
    return replace(transaction, origin=Origin(datetime.now(UTC), round(watch.lap(), 3), step))


def step_of(transaction: Transaction, document: Document) -> int | None:
    """The id of the step that a transaction is about; None if there is none or several."""
    found: int | None = None
    for change in transaction.changes:
        record = change.after if change.after is not None else change.before
        step = document.step_of(record) if isinstance(record, Instance) else record
        if not isinstance(step, Step) or step.id == found:
            continue
        if found is not None:
            return None
        found = step.id
    return found
