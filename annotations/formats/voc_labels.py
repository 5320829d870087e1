"""Reads the category names of a VOC folder, by class number and by colour."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotations.formats.base import check_within
from annotations.formats.reading import Notes
from annotations.message import Message
from annotations.text_files import lines_of, read_text

LABELS = "labelmap.txt"
NAME_LISTS = ("class_names.txt", "labels.txt")
"""Lists of names as labelme2voc writes and reads them: the line of the background is number 0."""
BACKGROUND = ("_background_", "background")
IGNORED = "__ignore__"
VOID = 255
OWN_CATEGORIES = (
    *("aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow", "diningtable"),
    *("dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor"),
)
"""Pascal VOC's own categories, in the order of their numbers from 1."""
Row = tuple[str, int | None]
"""A category's name and colour, None without one."""
_OWN: dict[int, Row] = {number: (name, None) for number, name in enumerate(OWN_CATEGORIES, 1)}


@dataclass(frozen=True)
class Labels:
    """Category names by class number from 1, and class numbers by colour (0xRRGGBB)."""

    names: dict[int, str]
    colours: dict[int, int]


def labels_of(root: Path, notes: Notes) -> Labels:
    """Return the categories of `labelmap.txt`, or else of a list of names, or else VOC's own twenty.

    A file that cannot be used is reported; then no number has a name.
    """
    rows = dict(_OWN)

    def take(path: Path) -> None:
        rows.clear()
        check_within(path, root)
        lines = list(lines_of(read_text(path)))
        rows.update(_of_label_map(lines) if path.name == LABELS else _of_name_list(lines))

    path = next((root / name for name in (LABELS, *NAME_LISTS) if (root / name).is_file()), None)
    if path is not None:
        notes.guard("", take, path, file=path)
    rows = {number: row for number, row in rows.items() if row[0] and 0 < number < VOID}
    own = [int(red) << 16 | int(green) << 8 | int(blue) for red, green, blue in palette()]
    colours = {own[number] if colour is None else colour: number for number, (_, colour) in rows.items()}
    return Labels(
        {number: name for number, (name, _) in rows.items()},
        {colour: number for colour, number in colours.items() if colour},
    )


def _of_label_map(lines: list[tuple[int, str]]) -> dict[int, Row]:
    """Return names and colours of lines label:color_rgb:parts:actions, including the background."""
    rows = [_row(line) for _, line in lines if not line.startswith("#")]
    return dict(enumerate((row for row in rows if row[0] != "background"), 1))


def _row(line: str) -> Row:
    """Return a label's name and colour, None without one."""
    name, _, rest = line.partition(":")
    parts = rest.split(":")[0].split(",")
    if len(parts) != 3 or not all(part.strip().isdecimal() and int(part) < 256 for part in parts):
        return name.strip(), None
    red, green, blue = map(int, parts)
    return name.strip(), red << 16 | green << 8 | blue


def _of_name_list(lines: list[tuple[int, str]]) -> dict[int, Row]:
    """Return the names of a list by their distance from the background's line; ValueError if there is none."""
    names = {number: line.strip() for number, line in lines}
    zero = next((number for number, name in names.items() if name in BACKGROUND), None)
    if zero is not None:
        return {number - zero: (name, None) for number, name in names.items() if name != IGNORED}
    if set(names.values()) <= {IGNORED, *OWN_CATEGORIES}:
        return dict(_OWN)
    raise ValueError(Message("it has no line _background_, so it does not say which number each name has"))


def palette() -> NDArray[np.uint8]:
    """Return VOC's (256, 3) colours: three bits of the number go to each channel in turn, from the highest bit down."""
    numbers = np.arange(256)
    colours = np.zeros((256, 3), np.int64)
    for place in range(8):
        for channel in range(3):
            bit = 3 * place + channel
            if bit < 8:
                colours[:, channel] |= ((numbers >> bit) & 1) << (7 - place)
    return colours.astype(np.uint8)
