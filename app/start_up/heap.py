"""Has the C library keep little memory that is free: of use where a program runs for days, as this one does."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

M_ARENA_MAX = -8  # malloc.h of the GNU C library


def use_one_heap() -> None:
    """Has all threads share one heap, where the C library can be told so (GNU); to be called before there are any.

    By itself it makes heaps as threads come, up to eight a processor, and what is free in one serves no other: of
    what threads read, trace and write so much stays behind that the program grows by a third. Threads of Python hold
    the interpreter's lock most of the time that they take memory, so that sharing costs nothing.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def use_large_blocks() -> None:
    """Has Pillow take memory in blocks so large that they come empty from the system; before Pillow is loaded.

    Smaller ones the C library may have used before, and fills with zeros: 80 ms for 100 megapixels, in which no other
    thread of Python goes on.
    """
    os.environ.setdefault("PILLOW_BLOCK_SIZE", "64m")
