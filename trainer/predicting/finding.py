"""Finds the images to predict: in a folder, in tars, or in an object store that fsspec reads."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from annotations.errors import Problem
from annotations.imaging.kinds import is_image, unread_message
from annotations.imaging.reading import image_names, sorted_naturally, unread_below
from annotations.imaging.tars import members
from trainer.errors import TrainerError
from trainer.predicting.items import Item, Items
from trainer.stores import asked, file_system, is_tar, is_url, matching, stamp_of


def find(sources: Sequence[str]) -> tuple[Items, list[Problem]]:
    """Return the images of one folder, or of tars (paths and patterns), in order, and what was left out.

    Each may be a URL, such as `s3://bucket/folder`. The ids count from 1. TrainerError: nothing is there.
    """
    if len(sources) == 1 and not is_tar(sources[0]):
        return _in_bucket(sources[0]) if is_url(sources[0]) else _in_folder(Path(sources[0]))
    if others := [source for source in sources if not is_tar(source)]:
        raise TrainerError(f"{others[0]}: no tar; --images takes one folder, or one or more tars.")
    return _in_tars([tar for source in sources for tar in matching(source)])


def item_of(path: Path, name: str, number: Any) -> Item:
    """Return a file of this machine as an image to predict; one that is gone is named when it is read."""
    try:
        status = os.stat(path)
        stamp = f"{status.st_size} {status.st_mtime_ns}"
    except OSError:
        stamp = ""
    return Item(number, name, str(path), stamp=stamp)


def _in_folder(folder: Path) -> tuple[Items, list[Problem]]:
    if not folder.is_dir():
        raise TrainerError(f"{folder}: no such image folder.")
    unread = unread_below(folder)
    problems = [Problem(str(folder), "", unread_message(unread))] if unread else []
    names = sorted_naturally(image_names(folder))
    return Items(item_of(folder / name, name, n) for n, name in enumerate(names, 1)), problems


def _in_bucket(url: str) -> tuple[Items, list[Problem]]:
    system, top = file_system(url)
    found = asked(url, lambda: system.find(top, detail=True))
    below = {posixpath.relpath(path, top): path for path in found}
    names = sorted_naturally(
        name for name in below if is_image(posixpath.basename(name)) and not name.startswith("..")
    )
    if not names:
        raise TrainerError(f"{url}: no images there.")
    items = (
        Item(n, name, system.unstrip_protocol(below[name]), stamp=stamp_of(found[below[name]]))
        for n, name in enumerate(names, 1)
    )
    return Items(items), []


def _in_tars(tars: Sequence[str]) -> tuple[Items, list[Problem]]:
    problems: list[Problem] = []
    return Items(_of_tars(list(dict.fromkeys(tars)), problems)), problems


def _of_tars(tars: Sequence[str], problems: list[Problem]) -> Iterator[Item]:
    """Yield the images of tars, and add what is wrong with a tar to the problems."""
    steps = [tar.replace(os.sep, "/").split("/") for tar in tars]
    above = zip(*(step[:-1] for step in steps), strict=False)
    shared = sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, above))
    number = 0
    for tar, step in zip(tars, steps, strict=True):
        system, path = file_system(tar)

        def look(system: Any = system, path: str = path, tar: str = tar) -> Any:
            with system.open(path, "rb") as file:
                return (*members(file, tar), stamp_of(system.info(path)))

        found, problem, stamp = asked(tar, look)
        problems += [problem] if problem else []
        name = "/".join(step[shared:])
        for one in found:
            number += 1
            yield Item(number, f"{name}/{one.name}", tar, one.start, one.length, stamp)
