"""Lets background threads yield the interpreter lock while the window paints."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 0.2
"""Maximum seconds that work waits for one paint."""
_free = threading.Event()
_free.set()


@contextmanager
def painting() -> Iterator[None]:
    """Wraps the window's painting."""
    _free.clear()
    try:
        yield
    finally:
        _free.set()


def let_it_paint() -> None:
    """Waits while the window paints. Long work in a thread calls this every few milliseconds."""
    _free.wait(LONGEST)
