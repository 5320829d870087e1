"""Tells files on network drives, where concurrent readers and a write-ahead log do not work."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_KINDS = frozenset({"9p", "afs", "cifs", "davfs", "fuse.sshfs", "nfs", "nfs4", "smb3", "smbfs"})
"""The file systems of network drives, as Linux names them."""


def on_network_drive(path: Path) -> bool:
    """Whether a file is on a network drive."""
    if sys.platform != "linux":
        return str(path).startswith(("\\\\", "//"))
    place = os.path.realpath(path)
    best, kind = "", ""
    with suppress(OSError), open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as mounts:
        for line in mounts:
            before, _, after = line.partition(" - ")
            point = before.split()[4].replace("\\040", " ")
            inside = place == point or place.startswith(point.rstrip("/") + "/")
            if inside and len(point) >= len(best):
                best, kind = point, after.split()[0]
    return kind in _KINDS
