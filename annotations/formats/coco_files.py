"""Finds the COCO file in a folder, and the folders of its images."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from annotations.errors import FormatError
from annotations.imaging.reading import natural_key
from annotations.message import Message

MOST = 200
"""Maximum number of JSON files of a folder to look at; a folder with more uses a format with one file per image."""
MOST_FOLDERS = 50
HEAD = 2**16  # bytes
_SECTION = re.compile(rb'"(images|annotations|categories)"\s*:\s*\[')
_OTHER = re.compile(rb'"(shapes|segments_info)"\s*:')


def in_folder(folder: Path) -> list[Path]:
    """Return the files that look like COCO in a folder or directly in one of its folders: all sides of a split."""
    found: list[Path] = []
    try:
        below = sorted(
            (path for path in folder.iterdir() if path.is_dir()), key=lambda path: natural_key(path.name)
        )
    except OSError:
        below = []
    for place in [folder, *(path for path in below[:MOST_FOLDERS] if not path.name.startswith("."))]:
        found += [path for path in sorted(islice(place.glob("*.json"), MOST)) if _looks(path)]
    return found


def the_file(source: Path) -> Path:
    """Return the file itself, or the one in a folder. FormatError: there are several, or none."""
    if not source.is_dir():
        return source
    found = in_folder(source)
    if not found:
        raise FormatError(source, Message("there is no COCO file in this folder"))
    if len(found) > 1:
        names = ", ".join(path.relative_to(source).as_posix() for path in found)
        raise FormatError(source, Message("there are several COCO files; choose one: {files}", files=names))
    return found[0]


def image_folders(path: Path) -> list[Path]:
    """Return the folders that may contain the images of a COCO file, likeliest first.

    They are beside it, in `images` or `data`, or one folder up, as in COCO: `annotations/instances_val2017.json`,
    `val2017/`.
    """
    here, up, part = path.parent, path.parent.parent, path.stem.rpartition("_")[2]
    return [
        *(here, here / "images", here / "data"),
        *(up, up / part, up / "images", up / "images" / part, up / "data"),
    ]


def _looks(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return _SECTION.search(head) is not None and _OTHER.search(head) is None
