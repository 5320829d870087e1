"""Helpers for readers of folders: matching files, and safe reading of small files from untrusted sources."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.errors import AnnotationError, FormatError, Problem, explain
from annotations.formats.base import check_within
from annotations.imaging.reading import list_images, natural_key, opened_picture
from annotations.masks import Mask
from annotations.message import Message

LARGEST_JSON = 256 * 2**20
LARGEST_TEXT = 64 * 2**20
LABEL_PIXEL_LIMIT = 100_000_000
"""Maximum pixels of an index map or mask file, which is decoded whole; a header alone could promise any size."""
BLOCK = 2**22
"""Number of pixels of an index map processed together."""


class Notes:
    """Collects problems, and turns an error of one record into a problem of that record."""

    def __init__(self, file: Path | str = "") -> None:
        self.problems: list[Problem] = []
        self._file = str(file)

    def add(self, record: str, reason: str, file: Path | str | None = None, *, kept: bool = False) -> None:
        """Report a problem with a record, named by a word and a number ("line 3"), or "" for the file itself.

        kept: the record is taken all the same.
        """
        where = self._file if file is None else str(file)
        self.problems.append(Problem(clean(where), clean(_named(record)), clean(reason), kept=kept))

    def guard(
        self, record: str, take: Callable[..., None], *arguments: object, file: Path | str | None = None
    ) -> None:
        """Call `take` with the arguments; turn an error about the record into a problem."""
        try:
            take(*arguments)
        except AnnotationError as error:
            self.add(record, error.reason, file or error.path)
        except (ValueError, OverflowError, RecursionError) as error:
            self.add(record, str(error), file)


_RECORDS: dict[str, Callable[[str], Message]] = {
    "annotation": lambda number: Message("annotation {number}", number=number),
    "category": lambda number: Message("category {number}", number=number),
    "image": lambda number: Message("image {number}", number=number),
    "line": lambda number: Message("line {number}", number=number),
    "object": lambda number: Message("object {number}", number=number),
    "shape": lambda number: Message("shape {number}", number=number),
    "value": lambda number: Message("value {number}", number=number),
}


def _named(record: str) -> str:
    """Return the record's name as a message; built only when reported, since readers name every record."""
    kind, _, number = record.partition(" ")
    return _RECORDS[kind](number) if kind in _RECORDS else record


def clean(text: str) -> str:
    """Return a text that can be shown and written, even if the file contained lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


def is_text(value: object) -> bool:
    """Whether a value is a text that can be written again (JSON may contain lone surrogates)."""
    return isinstance(value, str) and not any("\ud800" <= character <= "\udfff" for character in value)


def files_below(folder: Path, *patterns: str) -> list[Path]:
    """Return the files below a folder that match one of the patterns, in natural order, without hidden ones."""
    found = {path for pattern in patterns for path in folder.rglob(pattern)}
    kept = [
        path
        for path in found
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    return sorted(kept, key=lambda path: natural_key(path.as_posix()))


def images_by_stem(folder: Path, notes: Notes, *, below: bool) -> dict[str, Path]:
    """Return the image files in a folder (or `below` it) by their posix path in it without suffix.

    A second file with the same name, or a link that leaves the folder, is reported and left out.
    """
    found: dict[str, Path] = {}
    for path in list_images(folder):
        if not below and path.parent != folder:
            continue
        stem = path.relative_to(folder).with_suffix("").as_posix()
        if stem in found:
            notes.add("", Message("{name} has the same name; left out", name=found[stem].name), path)
            continue
        try:
            check_within(path, folder)
        except ValueError as error:
            notes.add("", str(error), path)
            continue
        found[stem] = path
    return found


def read_bytes(path: Path, limit: int) -> bytes:
    """Return a file's content; FormatError if it cannot be read or is larger than `limit` bytes."""
    try:
        found = path.stat()
        if stat.S_ISFIFO(found.st_mode):
            raise FormatError(path, Message("it is not a file"))  # reading a pipe would block forever
        size = found.st_size  # reading up to a limit would allocate the limit
        with open(path, "rb") as file:
            content = file.read(min(size, limit) + 1)
    except (OSError, ValueError) as error:
        raise FormatError(path, Message("it cannot be read: {reason}", reason=explain(error))) from error
    if len(content) > limit:
        raise FormatError(path, Message("it is larger than {limit:g} MB", limit=limit / 2**20))
    return content


def read_text(path: Path) -> str:
    """Return a text file's content (UTF-8, with or without a byte order mark); FormatError if it is not one."""
    try:
        return read_bytes(path, LARGEST_TEXT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(path, Message("it is not text in UTF-8")) from error


def read_json(path: Path, limit: int = LARGEST_JSON) -> dict[str, Any]:
    """Return a JSON object; FormatError if the file is not one, or larger than `limit` bytes."""
    content = _json(path, limit)
    if not isinstance(content, dict):
        raise FormatError(path, Message("it is JSON, but not an object"))
    return content


def read_json_list(path: Path) -> list[Any]:
    """Return a JSON list; FormatError if the file is not one."""
    content = _json(path, LARGEST_JSON)
    if not isinstance(content, list):
        raise FormatError(path, Message("it is JSON, but not a list"))
    return content


def _json(path: Path, limit: int) -> Any:
    try:
        return json.loads(read_bytes(path, limit).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormatError(path, Message("it is not JSON, or not text at all")) from error
    except (ValueError, RecursionError) as error:
        raise FormatError(path, Message("it is not JSON ({error})", error=error)) from error


def index_map(path: Path) -> NDArray[np.integer]:
    """Return an (H, W) map of integers; ImageError if the file is no image, ValueError for other image types."""
    with opened_picture(path, LABEL_PIXEL_LIMIT) as image:
        mode = image.mode
        if mode in ("1", "L", "P") or mode.startswith("I"):
            pixels = np.asarray(image)
            return pixels.view(np.uint8) if pixels.dtype == np.bool_ else pixels
    raise ValueError(
        Message("it is not a label map: its pixels are {mode}, not one whole number each", mode=mode)
    )


def masks_of(labels: NDArray[np.integer], *ignored: int) -> dict[int, Mask]:
    """Return the mask of each value of an (H, W) map except 0 and the `ignored` ones, in the order of the values."""
    height, width = labels.shape
    columns = max(1, BLOCK // height)
    found = [
        _runs(labels[:, left : left + columns], left * height, (0, *ignored))
        for left in range(0, width, columns)
    ]
    values, starts, ends = (np.concatenate(part) for part in zip(*found, strict=True))
    # Runs of one value may touch where blocks meet; from_intervals needs them joined.
    order = np.argsort(values, kind="stable")
    groups = np.flatnonzero(np.diff(values[order])) + 1
    masks = {}
    for group in np.split(order, groups) if order.size else ():
        first, last = starts[group], ends[group]
        gap = first[1:] > last[:-1]
        first, last = first[np.append(True, gap)], last[np.append(gap, True)]
        masks[int(values[group[0]])] = Mask.from_intervals(first, last, (height, width))
    return masks


def _runs(
    block: NDArray[np.integer], offset: int, ignored: tuple[int, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return values, starts and ends of the runs of equal pixels, column by column."""
    flat = block.T.reshape(-1)
    starts = np.flatnonzero(np.concatenate(([True], flat[1:] != flat[:-1])))
    ends = np.append(starts[1:], flat.size)
    values = flat[starts].astype(np.int64)
    kept = ~np.isin(values, ignored)
    return values[kept], starts[kept] + offset, ends[kept] + offset


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Return the lines of a text that are not empty, with their numbers from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")
