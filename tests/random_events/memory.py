"""What memory a process has, told apart: what is its own, what are pages of files, and what is free but kept."""

from __future__ import annotations

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
    """Bytes that this process has from malloc, and bytes that malloc keeps though they are free; empty elsewhere."""
    try:
        ask = ctypes.CDLL("libc.so.6").mallinfo2
    except (OSError, AttributeError):
        return {}
    ask.restype = _MallInfo
    info = ask()
    return {"used": info.uordblks + info.hblkhd, "free": info.fordblks}


def give_back_what_is_free() -> None:
    """Gives what malloc keeps though it is free back to the system, where the C library can do that."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
