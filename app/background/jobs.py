"""A priority queue of functions for a thread pool; delivers results to the window's thread unless they are stale.

No part of a job stays in memory once it is done or dropped. Qt's own queue cannot guarantee that: PySide leaks a
QRunnable that ends before `start` has returned, and a function that `clear` removes from the queue, with everything
they hold.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

Answer = TypeVar("Answer")
Job = Callable[[], None]
Check = Callable[[], None]
"""Raises DroppedError if the result is no longer wanted. Long work calls it now and then."""
NICENESS = 5
"""On few processors, threads get a third of the window thread's time, so that the window does not wait."""


class DroppedError(Exception):
    """The result of a job is no longer wanted."""


class Jobs(QObject):
    """Its own threads, which end with `parent`, or the program's shared ones. Use it in the window's thread.

    `threads` is the number of own threads, None for the shared ones: jobs on those may outlast the parent, which
    does not wait for them.
    """

    _ended = Signal(object)

    def __init__(self, parent: QObject, threads: int | None = 1) -> None:
        super().__init__(parent)
        self._shared = threads is None
        if threads is None:
            self._pool = QThreadPool.globalInstance()
        else:
            self._pool = QThreadPool(self)
            self._pool.setMaxThreadCount(threads)
        self._lock = threading.Lock()
        self._waiting: list[tuple[int, int, Job]] = []
        self._numbers = itertools.count()
        self._awaited: set[_Task[Any]] = set()
        self._ended.connect(self._deliver)

    def start(self, job: Job, priority: int = 0) -> None:
        """Calls a function in a thread, before all waiting ones with a lower priority."""
        with self._lock:
            heapq.heappush(self._waiting, (-priority, next(self._numbers), job))
        self._pool.start(self._do_one)

    def run(
        self,
        work: Callable[[Check], Answer],
        then: Callable[[Answer], object],
        failed: Callable[[str], object] | None = None,
        priority: int = 0,
        expected: tuple[type[Exception], ...] = (Exception,),
    ) -> None:
        """Calls `work` in a thread, then `then` with its result, or `failed` with a reason, in the window's thread.

        Neither is called once the job is dropped. An unexpected exception, or any exception without `failed`, is a
        fault of the program: it is raised in the thread, where it is reported.
        """
        task = _Task(work, then, failed, expected)
        self._awaited.add(task)
        self.start(partial(self._do, task), priority)

    @property
    def awaited(self) -> bool:
        """Whether the result of a job is still pending."""
        return bool(self._awaited)

    def drop(self) -> None:
        """Drops jobs not begun yet, and the results of running ones."""
        with self._lock:
            self._waiting.clear()
        for task in self._awaited:
            task.drop()
        self._awaited.clear()

    def end(self, milliseconds: int) -> None:
        """Drops everything and waits for running jobs."""
        self.drop()
        self._pool.waitForDone(milliseconds)

    def _deliver(self, task: _Task[Any]) -> None:
        if task in self._awaited:
            self._awaited.discard(task)
            task.deliver()

    # -- in a thread

    def _do_one(self) -> None:
        if not self._shared:
            _give_way()
        with self._lock:
            job = heapq.heappop(self._waiting)[2] if self._waiting else None
        if job is not None:
            job()

    def _do(self, task: _Task[Any]) -> None:
        try:
            task.run()
        finally:
            with contextlib.suppress(RuntimeError):  # the window is gone
                self._ended.emit(task)


class _Task(Generic[Answer]):
    """One job with its callbacks, which are used and released only in the window's thread."""

    def __init__(
        self,
        work: Callable[[Check], Answer],
        then: Callable[[Answer], object],
        failed: Callable[[str], object] | None,
        expected: tuple[type[Exception], ...],
    ) -> None:
        self._work = work
        self._then: Callable[[Answer], object] | None = then
        self._failed = failed
        self._expected = expected if failed is not None else ()
        self._answers: list[Answer] = []
        self._reason: str | None = None
        self._dropped = False

    def drop(self) -> None:
        self._dropped = True
        self._then = self._failed = None

    def deliver(self) -> None:
        then, failed = self._then, self._failed
        self.drop()
        if self._reason is not None and failed is not None:
            failed(self._reason)
        elif self._answers and then is not None:
            then(self._answers[0])

    def run(self) -> None:
        """Runs in the thread."""
        try:
            self._check()
            self._answers.append(self._work(self._check))
        except DroppedError:
            return
        except Exception as error:
            self._reason = str(error) or type(error).__name__
            if not isinstance(error, self._expected):
                raise

    def _check(self) -> None:
        if self._dropped:
            raise DroppedError


def _give_way() -> None:
    """Raises this thread's niceness above the window's, once: only root could lower it again."""
    if sys.platform == "linux":  # on other systems threads have no separate niceness
        thread = threading.get_native_id()
        if os.getpriority(os.PRIO_PROCESS, thread) < NICENESS:
            os.setpriority(os.PRIO_PROCESS, thread, NICENESS)
