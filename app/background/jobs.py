"""Work for threads: functions, the more urgent first; nothing of them stays in memory once they are done or dropped.

Qt's own queue does not do for that: PySide lets go neither of a QRunnable that ends before `start` has returned nor of
a function that `clear` takes out of the queue, and with these stays all that they hold.
"""

from __future__ import annotations

import heapq
import itertools
import os
import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool

Job = Callable[[], None]
NICENESS = 5
"""Where processors are few the threads get a third of the time that the window's gets, so that it does not wait."""


class Jobs:
    """Threads of its own, which end with `parent`. Used from the window's thread."""

    def __init__(self, parent: QObject, threads: int = 1) -> None:
        self._pool = QThreadPool(parent)
        self._pool.setMaxThreadCount(threads)
        self._lock = threading.Lock()
        self._waiting: list[tuple[int, int, Job]] = []
        self._numbers = itertools.count()

    def start(self, job: Job, priority: int = 0) -> None:
        """Has a function called in a thread, before all that wait with a lower priority."""
        with self._lock:
            heapq.heappush(self._waiting, (-priority, next(self._numbers), job))
        self._pool.start(self._do_one)

    def clear(self) -> None:
        """Drops what was not begun yet."""
        with self._lock:
            self._waiting.clear()

    def end(self, milliseconds: int) -> None:
        """Drops what was not begun yet and waits for what was."""
        self.clear()
        self._pool.waitForDone(milliseconds)

    def _do_one(self) -> None:
        _give_way()
        with self._lock:
            job = heapq.heappop(self._waiting)[2] if self._waiting else None
        if job is not None:
            job()


def _give_way() -> None:
    """Makes this thread nicer than the window's, if it is not that nice already: only root may go back."""
    if sys.platform == "linux":  # elsewhere a thread has no niceness of its own
        thread = threading.get_native_id()
        if os.getpriority(os.PRIO_PROCESS, thread) < NICENESS:
            os.setpriority(os.PRIO_PROCESS, thread, NICENESS)


def do_aside(job: Job) -> None:
    """Has a function called in one of the threads that all share."""
    QThreadPool.globalInstance().start(job)
