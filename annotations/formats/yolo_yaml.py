"""Reads what a YOLO data set says of itself: the names of its categories and the sides of its split."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from annotations.errors import AnnotationError, FormatError
from annotations.formats.base import check_within
from annotations.formats.reading import SIDES, Notes, files_below
from annotations.message import Message
from annotations.text_files import is_text, lines_of, read_bytes, read_text

LARGEST_YAML = 2**19
"""Maximum number of bytes; PyYAML takes about a second for them. Thousands of names need a tenth of it."""
NAME_FILES = ("data.yaml", "dataset.yaml", "data.yml", "dataset.yml")
NAME_LISTS = ("classes.txt", "obj.names")
YAML = (".yaml", ".yml")


@dataclass(frozen=True)
class Description:
    """Category names by number, and the folders and lists of images of each side, as posix paths below the root."""

    names: dict[int, str] = field(default_factory=dict)
    sides: dict[str, tuple[str, ...]] = field(default_factory=dict)
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The folders and lists of each side that are not there, as the file names them."""
    key_points: int = 0
    """Values of the key points at the end of each line, 0 if there are none."""


def describe(root: Path, notes: Notes, given: Path | None = None) -> Description:
    """Return what the given YAML file says, or else the file in a data set that is most likely the one.

    That is its YAML file, its list of classes (also in `labels`), one further down, or one in the folder above. A
    file that should say it and cannot be read is reported.
    """
    own = Description()
    for path in [given] if given is not None else _candidates(root):
        try:
            check_within(path, root if path.is_relative_to(root) else path.parent)
            if path.name in NAME_LISTS:
                lines = (line.strip() for _, line in lines_of(read_text(path)))
                return replace(own, names=dict(enumerate(lines)))
            found = _from_yaml(path, root)
        except (AnnotationError, ValueError) as error:
            if path == given or path.name in (*NAME_FILES, *NAME_LISTS):
                reason = error.reason if isinstance(error, AnnotationError) else str(error)
                notes.add("", reason, path)
            continue
        own = found if not own.sides else replace(own, names=found.names)
        if own.names or path.parent == root:  # which may also say that there are none
            return own
    return own


def in_folder(root: Path) -> bool:
    """Whether a folder has a file of its own that names categories."""
    return any((root / name).is_file() for name in (*NAME_FILES, *NAME_LISTS))


def _candidates(root: Path) -> Iterator[Path]:
    own = [root / name for name in (*NAME_FILES, *NAME_LISTS) if (root / name).is_file()]
    yield from own
    below = sorted(
        files_below(root, *NAME_LISTS, *(f"*{suffix}" for suffix in YAML)),
        key=lambda path: (len(path.parts), path.suffix not in YAML),
    )
    yield from (path for path in below if path not in own)
    above = (root.parent / name for name in (*NAME_FILES, *NAME_LISTS))
    yield from (path for path in above if path.is_file())


def _from_yaml(path: Path, root: Path) -> Description:
    try:
        content: Any = yaml.load(read_bytes(path, LARGEST_YAML), _Loader)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError, AttributeError) as error:
        raise FormatError(
            path,
            Message("it is not YAML ({error!r})", error=str(error).splitlines()[0] if str(error) else error),
        ) from error
    names = content.get("names") if isinstance(content, dict) else None
    rows = enumerate(names) if isinstance(names, list) else names.items() if isinstance(names, dict) else None
    if rows is None:
        raise FormatError(path, Message('it has no "names"'))
    found = {
        int(number): str(name)
        for number, name in rows
        if (type(number) is int or (type(number) is str and number.isdecimal() and len(number) < 9))
        and isinstance(name, str | int | float | bool)
        and is_text(str(name))
        and str(name)
    }
    sides = {side: _places_of_side(content.get(side), content.get("path"), path, root) for side in SIDES}
    shape = content.get("kpt_shape")
    of_points = (
        isinstance(shape, list) and len(shape) == 2 and all(type(n) is int and 0 < n < 1000 for n in shape)
    )
    return Description(
        found,
        {side: places for side, (places, _) in sides.items() if places},
        {side: missing for side, (_, missing) in sides.items() if missing},
        shape[0] * shape[1] if of_points else 0,
    )


def _places_of_side(said: Any, base: Any, path: Path, root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return where the images of a side are, as posix paths below the root, and what is not there, as it is named."""
    found: list[str] = []
    missing: list[str] = []
    folders = [path.parent / base] if isinstance(base, str) and is_text(base) and "\0" not in base else []
    for one in said if isinstance(said, list) else [said]:
        if not isinstance(one, str) or not is_text(one) or "\0" in one:
            continue
        own = one.replace("\\", "/")
        # As in Ultralytics: Roboflow's "../train/images" means a folder beside the file.
        names = (own, own.removeprefix("../"))
        # The base may be a folder of another computer.
        places = [(folder / name).as_posix() for folder in (*folders, path.parent) for name in names]
        there = next(filter(None, (_within(place, root) for place in places)), None)
        if there is None:
            missing.append(one)
        else:
            found.append(there)
    return tuple(found), tuple(missing)


def _within(place: str, root: Path) -> str | None:
    """Return a file or folder as a posix path below the root, None if it is not there."""
    path = Path(posixpath.normpath(place))
    if path.is_relative_to(root) and (os.path.isdir(path) or os.path.isfile(path)):
        return path.relative_to(root).as_posix()
    return None


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Allows only plain values. One that is referred to is kept once; merging could copy it without end."""

    def flatten_mapping(self, node: Any) -> None:
        if any(key.tag == "tag:yaml.org,2002:merge" for key, _ in node.value):
            raise FormatError("", Message("it merges values (<<), which is not supported"))
        super().flatten_mapping(node)
