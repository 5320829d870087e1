"""Keeps memory that tensors have freed, since asking the system for it again at every step takes time."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

KEPT = 2**30
"""Bytes of free memory that a process keeps at most, and from which a single tensor's are given back at once."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Parameters of glibc's `mallopt`."""


def keep_freed_memory() -> bool:
    """Have this process keep up to KEPT bytes that it has freed; return whether that is possible (glibc only).

    By default, glibc gives back what is larger than some MB at once. The system then has to clear every page of the
    next tensor, which takes up to three times as long as a convolution over a batch of images itself.
    """
    if not sys.platform.startswith("linux"):
        return False
    with suppress(OSError, AttributeError):  # another C library
        mallopt = ctypes.CDLL(None).mallopt
        return bool(mallopt(_MMAP_THRESHOLD, KEPT) and mallopt(_TRIM_THRESHOLD, KEPT))
    return False
