"""Remembers which files are being written, so that those of a program that was killed are removed at the next start.

A file is written under a name that no one else has, `part_of`, and renamed when it is complete. Each program lists
the names that it is writing in a file of its own in the user's data folder, which it holds locked. A list that nobody
holds belongs to a program that was killed: what it names is removed, and nothing else.
"""

from __future__ import annotations

import atexit
import os
import re
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotations.file_locks import give_back, remove_if_abandoned, take
from annotations.places import data_folder, training_runs

_NAME = re.compile(r"\..*[0-9a-f]{8}\.part", re.DOTALL)
_BESIDE = ("", "-journal", "-wal", "-shm", "-lock")
"""What SQLite and the project's lock add to the name of a file."""
_LOCK = "-lock"
_END = b"\0\n"
_guard = threading.Lock()
_paths: list[str] = []
_list: tuple[int, Path, int] | None = None
"""The descriptor and the path of this program's list, and the process that made it: a fork makes its own."""


def part_of(target: Path) -> Path:
    """Return a hidden name beside the target that no file has, for `writing`."""
    return target.with_name(f".{target.name[:50]}.{secrets.token_hex(4)}.part")


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """A `with` block that may create a file or folder with a name from `part_of`; removes what is left of it."""
    begin(path)
    try:
        yield path
    finally:
        remove(path)
        end(path)


def remove(path: Path) -> None:
    """Remove an unfinished file or folder and what SQLite left beside it, if they exist."""
    for end in _BESIDE:
        beside = path.with_name(path.name + end)
        if beside.is_dir() and not beside.is_symlink():
            shutil.rmtree(beside, ignore_errors=True)
        else:
            with suppress(OSError):
                beside.unlink()


def folder() -> Path:
    """Return the folder of the lists."""
    return data_folder() / "unfinished"


def remove_what_is_left() -> None:
    """Remove what programs that were killed left unfinished, at the first call of a program; never raises."""
    with _guard:
        _own_list()


def begin(path: Path) -> None:
    """List a path until `end`: with a name from `part_of`, a folder in `training_runs`, or a project's lock file."""
    with _guard:
        _paths.append(str(path.absolute()))
        _write(_own_list())


def end(path: Path) -> None:
    """Take a path off the list: it is complete, or removed."""
    with _guard:
        if str(path.absolute()) in _paths:
            _paths.remove(str(path.absolute()))
            _write(_list[0] if _list is not None else None)


def _own_list() -> int | None:
    """Return the descriptor of this program's list, made at the first call; None if there can be no list."""
    global _list
    place = folder()
    if _list is not None and _list[2] == os.getpid() and _list[1].parent == place and _list[1].exists():
        return _list[0]
    if _list is not None and _list[2] != os.getpid():
        _paths[:] = _paths[-1:]  # the others are its parent's
    try:
        place.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        path = place / secrets.token_hex(8)
        _list = take(path), path, os.getpid()
    except OSError:  # a data folder that cannot be written: then nothing is remembered
        return None
    atexit.register(_end, *_list)
    return _list[0]


def _end(descriptor: int, path: Path, process: int) -> None:
    if process == os.getpid() and not _paths:
        give_back(path, descriptor)


def _sweep(place: Path) -> None:
    """Remove what the lists name that nobody holds, and these lists, unless a drive is not connected now."""
    for path in place.iterdir():
        with suppress(OSError):
            descriptor = take(path)  # OSError: its program runs
            try:
                with os.fdopen(os.dup(descriptor), "rb") as file:
                    *names, _cut_off = file.read().split(_END)
                left = [Path(os.fsdecode(name)) for name in names]
                for one in left:
                    if one.is_absolute() and (_NAME.fullmatch(one.name) or one.parent == training_runs()):
                        remove(one)
                    elif one.name.endswith(_LOCK) and one.is_file() and one.stat().st_size == 0:
                        remove_if_abandoned(one)
                if all(one.parent.is_dir() for one in left):
                    path.unlink()
            finally:
                os.close(descriptor)


def _write(descriptor: int | None) -> None:
    if descriptor is not None:
        with suppress(OSError):
            content = b"".join(os.fsencode(path) + _END for path in _paths)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, content)
            os.ftruncate(descriptor, len(content))
