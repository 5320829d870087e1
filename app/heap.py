"""Has the C library keep little memory that is free: of use where a program runs for days, as this one does."""

from __future__ import annotations

import ctypes
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
