"""Makes the C library hold on to little free memory, since this program may run for days."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

M_ARENA_MAX = -8  # malloc.h of the GNU C library


def use_one_heap() -> None:
    """Makes all threads share one heap, if the C library (GNU) allows it; call it before starting any.

    By default it creates heaps for threads, up to eight per processor, and free memory in one serves no other: what
    threads leave behind makes the program grow by a third. Python threads mostly hold the interpreter lock while they
    allocate, so sharing costs nothing.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def use_large_blocks() -> None:
    """Makes Pillow allocate blocks so large that they come zeroed from the system; call it before loading Pillow.

    Smaller blocks may be reused, so the C library fills them with zeros: 80 ms for 100 megapixels, during which no
    other Python thread runs.
    """
    os.environ.setdefault("PILLOW_BLOCK_SIZE", "64m")
