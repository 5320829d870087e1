"""Watches which paths are opened or changed while a reader runs, whatever it thinks that it does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"),
    *("os.truncate", "os.utime", "shutil.rmtree", "shutil.copyfile", "shutil.move", "tempfile.mkdtemp"),
    *("tempfile.mkstemp", "sqlite3.connect"),
}
_NEVER = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ctypes.", "urllib.")
_TWO_PATHS = ("shutil.copyfile", "os.link", "os.rename", "os.symlink", "shutil.move")
"""Events with a second path, which is changed; the first two leave the first as it is."""
_LISTS = {"os.listdir", "os.scandir"}
_CODE = (".py", ".pyc", ".so")
_INSTALLED = tuple(
    {os.path.realpath(path) for path in (sys.prefix, sys.base_prefix)}
    | {os.path.realpath(path) for path in sys.path if "site-packages" in path}
)
_SYSTEM = ("/proc/self/", "/dev/urandom")

_watching: tuple[str, bool, set[str]] | None = None
_installed = False


@contextmanager
def watched(root: Path, *, may_write: bool = False, also: Path | None = None) -> Iterator[None]:
    """AssertionError at the end of the block for each path outside `root` that was opened, listed or changed.

    Paths count where their links lead. `also` may be read: a file that the person named. Modules that Python loads are
    no matter. Without `may_write` nothing may be changed inside either.
    """
    global _watching, _installed
    if not _installed:
        sys.addaudithook(_hear)
        _installed = True
    found: set[str] = set()
    places = os.path.realpath(root), may_write, found
    allowed = os.path.realpath(also) if also else ""
    _watching = places
    try:
        yield
    finally:
        _watching = None
    found.discard(f"read {allowed}")
    assert not found, sorted(found)[:5]


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    global _watching
    if _watching is None:
        return
    is_listing = event in _LISTS
    if event != "open" and not is_listing and event not in _CHANGES:
        if event.startswith(_NEVER):
            _watching[2].add(f"{event} {arguments!r:.200}")
        return
    watching, _watching = _watching, None  # what is done here is not the reader's doing
    root, may_write, found = watching
    try:
        folder = None
        if event == "open":
            mode, flags = arguments[1], arguments[2]
            writes = bool((mode and set(mode) & set("wax+")) or (flags and flags & _WRITING))
        else:
            folder = arguments[-1]
            writes = event in _CHANGES and event not in _TWO_PATHS[:2]
        _judge(_whole(arguments[0], folder), writes, root, may_write, found)
        if event in _TWO_PATHS:
            _judge(_whole(arguments[1], folder), True, root, may_write, found)
    finally:
        _watching = watching


def _whole(path: Any, folder: Any) -> Any:
    """A path that was given beside the descriptor of its folder, as a path of its own."""
    if isinstance(path, str) and type(folder) is int and folder > 2 and not os.path.isabs(path):
        return os.path.join(os.readlink(f"/proc/self/fd/{folder}"), path)
    return path


def _judge(path: Any, writes: bool, root: str, may_write: bool, found: set[str]) -> None:
    if isinstance(path, int) or path in (None, ":memory:", b":memory:"):
        return
    text = os.fsdecode(path)
    if text.startswith("file:"):
        text = text[5:].partition("?")[0]
    real = os.path.realpath(text)
    is_inside = real == root or real.startswith(root + os.sep)
    if writes and not (is_inside and may_write):
        found.add(f"changed {real}")
    is_code = real.endswith(_CODE) or real.startswith(_INSTALLED)
    if not is_inside and not writes and not is_code and not text.startswith(_SYSTEM):
        found.add(f"read {real}")
