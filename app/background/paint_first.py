"""The window paints first: what works aside lets it, instead of taking Python's lock from it call by call."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 0.2
"""Seconds that work waits for one painting, at most."""
_free = threading.Event()
_free.set()


@contextmanager
def painting() -> Iterator[None]:
    """While the window paints."""
    _free.clear()
    try:
        yield
    finally:
        _free.set()


def let_it_paint() -> None:
    """Waits while the window paints. Long work in a thread calls this every few milliseconds."""
    _free.wait(LONGEST)
