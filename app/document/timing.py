"""How long a person takes to decide: from when there is something to decide, pauses left out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from annotations.records import Instance, Origin, Step, Transaction
from app.document.document import Document

PAUSE_SECONDS = 60.0
"""Who gives no sign of life for longer was away: of such a gap no more than this counts."""


class Stopwatch:
    """Runs from what is shown to what is decided; each decision's time begins where the one before it ended.

    So the times of all decisions about one proposal add up to what it took. The clock is one that never goes
    backwards, whatever happens to that of the machine.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen = clock()
        self._seconds = 0.0
        self._shown: object = None

    def show(self, what: object) -> None:
        """Says what the person has before them now; something else than before starts the watch anew."""
        if what != self._shown:
            self._shown = what
            self._seen = self._clock()
            self._seconds = 0.0

    def attend(self) -> None:
        """A sign of life: the pointer moved, a key was pressed."""
        now = self._clock()
        self._seconds += min(now - self._seen, PAUSE_SECONDS)
        self._seen = now

    def lap(self) -> float:
        """The seconds since the last decision, or since what was decided on was shown; starts anew."""
        self.attend()
        seconds, self._seconds = self._seconds, 0.0
        return seconds


def stamped(transaction: Transaction, document: Document, watch: Stopwatch) -> Transaction:
    """The transaction, just applied to the document, with when it was decided, how long it took, about which step."""
    step = step_of(transaction, document)
    return replace(transaction, origin=Origin(datetime.now(UTC), round(watch.lap(), 3), step))


def step_of(transaction: Transaction, document: Document) -> int | None:
    """The id of the step that a transaction is about; None if it is about none, or about several."""
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
