"""What memory a process has, told apart: what is its own, what are pages of files, and what is free but kept."""

from __future__ import annotations

import _sqlite3
import contextlib
import ctypes
from pathlib import Path

KINDS = {"VmRSS": "all", "RssAnon": "own", "RssFile": "of_files", "RssShmem": "shared"}


class _MallInfo(ctypes.Structure):
    """mallinfo2 of the GNU C library."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks"),
            *("fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


def of_process(pid: int | str = "self") -> dict[str, int]:
    """Resident bytes of a process by kind; empty where it is gone or the system does not say."""
    found = {}
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            name, _, value = line.partition(":")
            if name in KINDS:
                found[KINDS[name]] = int(value.split()[0]) * 1024
    return found


def of_heap() -> dict[str, int]:
    """Bytes that this process has from malloc, of these SQLite, and that malloc keeps though they are free.

    Empty where the C library does not say. SQLite keeps up to 2 MB of pages for each project that is open.
    """
    try:
        ask = ctypes.CDLL("libc.so.6").mallinfo2
    except (OSError, AttributeError):
        return {}
    ask.restype = _MallInfo
    info = ask()
    return {"used": info.uordblks + info.hblkhd, "of_sqlite": _of_sqlite(), "free": info.fordblks}


def _of_sqlite() -> int:
    try:
        ask = ctypes.CDLL(_sqlite3.__file__).sqlite3_memory_used
    except (OSError, AttributeError):
        return 0
    ask.restype = ctypes.c_int64
    used: int = ask()
    return used


def give_back_what_is_free() -> None:
    """Gives what malloc keeps though it is free back to the system, where the C library can do that."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
