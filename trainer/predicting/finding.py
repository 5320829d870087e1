"""Finds the images to predict: in a folder, in tars, or in an object store that fsspec reads."""

from __future__ import annotations

import glob
import os
import posixpath
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from annotations.errors import Problem, explain
from annotations.imaging.kinds import is_image, unread_message
from annotations.imaging.reading import list_images, natural_key, sorted_naturally, unread_below
from trainer.errors import TrainerError
from trainer.predicting.items import Item
from trainer.predicting.tars import members


def find(sources: Sequence[str]) -> tuple[list[Item], list[Problem]]:
    """Return the images of one folder, or of tars (paths and patterns), in order, and what was left out.

    Each may be a URL, such as `s3://bucket/folder`. The ids count from 1. TrainerError: nothing is there.
    """
    if len(sources) == 1 and not _is_tar(sources[0]):
        return _in_bucket(sources[0]) if is_url(sources[0]) else _in_folder(Path(sources[0]))
    if others := [source for source in sources if not _is_tar(source)]:
        raise TrainerError(f"{others[0]}: no tar; --images takes one folder, or one or more tars.")
    return _in_tars([tar for source in sources for tar in _matching(source)])


def item_of(path: Path, name: str, number: Any) -> Item:
    """Return a file of this machine as an image to predict; one that is gone is named when it is read."""
    try:
        status = os.stat(path)
        stamp = f"{status.st_size} {status.st_mtime_ns}"
    except OSError:
        stamp = ""
    return Item(number, name, str(path), stamp=stamp)


def is_url(place: str) -> bool:
    """Whether a place is one for fsspec rather than a path."""
    return "://" in place


def file_system(place: str) -> tuple[Any, str]:
    """Return fsspec's file system for a path or URL, and the path in it. TrainerError if there is none for it."""
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(place)
        return system, str(path)
    except (ImportError, ValueError) as error:
        raise TrainerError(f"{place}: it cannot be opened: {error}") from error


def _is_tar(source: str) -> bool:
    return source.lower().endswith((".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst"))


def _in_folder(folder: Path) -> tuple[list[Item], list[Problem]]:
    if not folder.is_dir():
        raise TrainerError(f"{folder}: no such image folder.")
    unread = unread_below(folder)
    problems = [Problem(str(folder), "", unread_message(unread))] if unread else []
    paths = list_images(folder)
    return [item_of(p, p.relative_to(folder).as_posix(), n) for n, p in enumerate(paths, 1)], problems


def _in_bucket(url: str) -> tuple[list[Item], list[Problem]]:
    system, top = file_system(url)
    found = _asked(url, lambda: system.find(top, detail=True))
    below = {posixpath.relpath(path, top): path for path in found}
    names = sorted_naturally(
        name for name in below if is_image(posixpath.basename(name)) and not name.startswith("..")
    )
    if not names:
        raise TrainerError(f"{url}: no images there.")
    return [
        Item(n, name, system.unstrip_protocol(below[name]), stamp=_stamp(found[below[name]]))
        for n, name in enumerate(names, 1)
    ], []


def _matching(source: str) -> list[str]:
    """Return the tars that a path, URL or pattern names, in natural order. TrainerError if there is none."""
    if is_url(source):
        system, path = file_system(source)
        found = [system.unstrip_protocol(one) for one in _asked(source, lambda: system.glob(path))]
    else:
        found = [source] if os.path.exists(source) else glob.glob(source, recursive=True)
    if not found:
        raise TrainerError(f"{source}: no such tar.")
    return sorted(found, key=natural_key)


def _in_tars(tars: Sequence[str]) -> tuple[list[Item], list[Problem]]:
    items: list[Item] = []
    problems: list[Problem] = []
    tars = list(dict.fromkeys(tars))
    steps = [tar.replace(os.sep, "/").split("/") for tar in tars]
    above = zip(*(step[:-1] for step in steps), strict=False)
    shared = sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, above))
    for tar, step in zip(tars, steps, strict=True):
        system, path = file_system(tar)

        def look(system: Any = system, path: str = path, tar: str = tar) -> Any:
            with system.open(path, "rb") as file:
                return (*members(file, tar), _stamp(system.info(path)))

        found, problem, stamp = _asked(tar, look)
        problems += [problem] if problem else []
        name = "/".join(step[shared:])
        items += [
            Item(len(items) + n, f"{name}/{one.name}", tar, one.start, one.length, stamp)
            for n, one in enumerate(found, 1)
        ]
    return items, problems


def _asked(place: str, question: Any) -> Any:
    """Return what a store answers; TrainerError with its reason if it fails, in whatever way."""
    try:
        return question()
    except TrainerError:
        raise
    except Exception as error:  # each store has its own errors
        raise TrainerError(f"{place}: it cannot be read: {explain(error)}.") from error


def _stamp(information: dict[str, Any]) -> str:
    """Return what fsspec knows of a file that changes with its content."""
    keys = ("size", "mtime", "ETag", "etag", "md5Hash", "LastModified", "updated")
    return " ".join(str(information[key]) for key in keys if information.get(key) is not None)
