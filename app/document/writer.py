"""Saves the document: one thread owns the project file and commits every transaction in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from annotations.errors import AnnotationError, DamagedError, LostError
from annotations.records import Transaction

RETRY_SECONDS = 1.0


class Store(Protocol):
    """What the writer needs from a project."""

    def commit(self, transaction: Transaction) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Opened:
    """The store is open; `summary` is returned by the function that opened it."""

    summary: object


@dataclass(frozen=True)
class OpenFailed:
    """The project cannot be opened; `damaged` is its file if that may be repaired."""

    reason: str
    damaged: Path | None = None


@dataclass(frozen=True)
class Kept:
    """`pending` transactions are not committed yet; 0 means that everything is on the disk."""

    pending: int


@dataclass(frozen=True)
class Failing:
    """A commit failed. It stays first in the queue and is retried. `lost`: the file is gone or another's now."""

    reason: str
    pending: int
    lost: bool = False


@dataclass(frozen=True)
class Answered:
    """The question with this ticket was answered, or failed for a reason."""

    ticket: int
    reason: str | None


Event = Opened | OpenFailed | Kept | Failing | Answered
Kind = TypeVar("Kind", bound=Store)
Saving = Callable[[Kind, Sequence[Transaction], Sequence[Transaction]], object]
"""Saves a store elsewhere, given the latest transactions that it has and those that it has not."""
LARGE = 100  # changes
DONE_KEPT = 10_000
"""Committed transactions that are kept in memory, which undo holds too."""
PAINT_SECONDS = 0.05
"""A large transaction waits this long before it is saved, so that the window shows its changes first."""


class Writer(Generic[Kind]):
    """A thread with its own store, a project. Reports events from that thread through `report`."""

    def __init__(
        self, open_store: Callable[[], tuple[Kind, object]], report: Callable[[Event], None]
    ) -> None:
        self._open_store = open_store
        self._report = report
        self._queue: deque[Transaction | tuple[int, Callable[[Kind], object]]] = deque()
        self._pending = 0
        self._changed = threading.Condition()
        self._closing = False
        self._give_up = False
        self._hurry = False
        self._done: deque[Transaction] = deque(maxlen=DONE_KEPT)
        self._saving: tuple[int, Saving[Kind]] | None = None
        self._awaited = 0  # how many wait until all is saved
        self._tickets = 0
        self._thread = threading.Thread(target=self._run, name="project writer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def commit(self, transaction: Transaction) -> None:
        """Queues a transaction after all earlier ones. Returns at once."""
        with self._changed:
            self._queue.append(transaction)
            self._pending += 1
            self._changed.notify_all()

    def ask(self, question: Callable[[Kind], object]) -> int:
        """Calls `question(store)` after everything queued so far; `Answered` carries the ticket returned here."""
        with self._changed:
            self._tickets += 1
            self._queue.append((self._tickets, question))
            self._changed.notify_all()
            return self._tickets

    def save_elsewhere(self, saving: Saving[Kind]) -> int:
        """Calls `saving` next, also while commits fail; `Answered` carries the ticket returned here."""
        with self._changed:
            self._tickets += 1
            self._saving = self._tickets, saving
            self._hurry = True
            self._changed.notify_all()
            return self._tickets

    @property
    def pending(self) -> int:
        return self._pending

    def retry_now(self) -> None:
        with self._changed:
            self._hurry = True
            self._changed.notify_all()

    def flush(self, timeout: float) -> bool:
        """Waits until everything is committed; False after `timeout` seconds."""
        with self._changed:
            self._hurry = True
            self._awaited += 1
            self._changed.notify_all()
            kept = self._changed.wait_for(lambda: self._pending == 0 or not self._thread.is_alive(), timeout)
            self._awaited -= 1
            return kept

    def close(self, timeout: float = 10.0, give_up: bool = False) -> bool:
        """Commits the queue, closes the project, ends the thread. False: not everything could be saved.

        Then the thread keeps trying, unless `give_up` says to drop the rest.
        """
        kept = self.flush(timeout)
        if not kept and not give_up:
            return False
        with self._changed:
            self._closing = True
            self._give_up = give_up
            self._hurry = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout)
        return kept

    # -- in the thread

    def _run(self) -> None:
        try:
            store, summary = self._open_store()
        except Exception as error:
            damaged = Path(error.path) if isinstance(error, DamagedError) else None
            self._report(OpenFailed(_sentence(error), damaged))
            return
        try:
            self._report(Opened(summary))
            self._work(store)
        finally:
            store.close()

    def _work(self, store: Kind) -> None:
        failing = False
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._queue or self._closing or self._saving)
                saving, self._saving = self._saving, None
                if saving is None and self._closing and (not self._queue or self._give_up):
                    return
                item = self._queue[0] if self._queue else None
            if saving is not None:
                self._save(store, *saving)
                continue
            assert item is not None
            if isinstance(item, tuple):
                self._answer(store, *item)
                with self._changed:
                    self._queue.popleft()
                continue
            if len(item.changes) > LARGE:
                with self._changed:
                    self._changed.wait_for(lambda: self._awaited or self._closing, PAINT_SECONDS)
            try:
                store.commit(item)
            except Exception as error:  # whatever the error, the decision stays in the queue
                if not failing:
                    self._report(Failing(_sentence(error), self._pending, isinstance(error, LostError)))
                failing = True
                with self._changed:
                    self._hurry = False
                    self._changed.wait_for(lambda: self._hurry or self._closing, RETRY_SECONDS)
                continue
            failing = False
            with self._changed:
                self._queue.popleft()
                self._done.append(item)
                self._pending -= 1
                left = self._pending
                self._changed.notify_all()
            self._report(Kept(left))

    def _save(self, store: Kind, ticket: int, saving: Saving[Kind]) -> None:
        with self._changed:
            pending = [item for item in self._queue if isinstance(item, Transaction)]
        self._answer(store, ticket, lambda store: saving(store, tuple(self._done), pending))

    def _answer(self, store: Kind, ticket: int, question: Callable[[Kind], object]) -> None:
        reason = None
        try:
            question(store)
        except Exception as error:
            reason = _sentence(error)
        self._report(Answered(ticket, reason))


def _sentence(error: Exception) -> str:
    if isinstance(error, AnnotationError):
        return str(error)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
