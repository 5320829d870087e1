"""Finds the COCO file in a folder, and its images, also those that it names otherwise than they are."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from annotations.errors import FormatError, ImageError
from annotations.formats.base import Within, relative
from annotations.formats.reading import alike
from annotations.imaging.reading import IMAGE_SUFFIXES, natural_key, walk
from annotations.message import Message

MOST = 200
"""Maximum number of JSON files of a folder to look at; a folder with more uses a format with one file per image."""
MOST_FOLDERS = 50
MOST_NAMED = 3
"""Maximum number of files to name where several fit."""
HEAD = 2**16  # bytes
_SECTION = re.compile(rb'"(images|annotations|categories)"\s*:\s*\[')
_OTHER = re.compile(rb'"shapes"\s*:')


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


@dataclass(frozen=True, slots=True)
class Found:
    """The file that an image's name means, its name in its folder, and if that is not the name given, why it is it."""

    path: Path
    name: str
    remark: str = ""


class ImageFinder:
    """Finds images by the names that an annotation file has for them, only below the given folders.

    Names may come from another computer or system: absolute, from another folder, in another case or Unicode form,
    with the escapes of an address, or with another suffix. Then the one file that the name can mean is taken.
    """

    def __init__(self, source: Path, given: Path | None) -> None:
        """source: the annotation file; given: the folder of the images, if it is known."""
        self._folders = [(place, Within(place)) for place in ([given] if given else image_folders(source))]
        up = source.parent.parent
        self._searched = [place for place, _ in self._folders if given or place != up]
        self._index: dict[str, list[tuple[Path, str]]] | None = None
        """Folder and posix path in it of each image below the folders, by its name without folders and suffix."""

    def find(self, name: str) -> Found:
        """Return the file of a name; ValueError, worded for a Problem, if there is none, or several can be meant."""
        reason = None
        try:
            own = relative(name)
        except ValueError as error:
            own, reason = "", error
        for folder, within in self._folders if own else ():
            if os.path.lexists(folder / own):
                within.check(folder / own)
                return Found(folder / own, own)
        fits = self._fits(name)
        if len(fits) > 1:
            shown = ", ".join(f"{folder.name}/{path}" for folder, path in fits[:MOST_NAMED])
            raise ValueError(
                Message(
                    "its image {name!r} is missing, and several can be meant: {files}", name=name, files=shown
                )
            )
        if not fits:
            raise reason or ValueError(
                Message(
                    "its image {path} cannot be opened: no such file or folder",
                    path=self._folders[0][0] / own,
                )
            )
        folder, there = fits[0]
        next(within for place, within in self._folders if place == folder).check(folder / there)
        if own and alike(own) == alike(there) and own.casefold() != there.casefold():
            return Found(folder / there, there)  # the same name in another Unicode form
        why = reason or Message("its image {name!r} is missing", name=name)
        remark = Message(
            "{why}; the only one that can be meant, {path}, is used", why=why, path=folder / there
        )
        return Found(folder / there, there, remark)

    def _fits(self, name: str) -> list[tuple[Path, str]]:
        """Return the files that a name can mean: those most like it."""
        if "\0" in name:
            return []
        address = urlsplit(name).path if "://" in name else name
        for said in dict.fromkeys((address.replace("\\", "/"), unquote(address).replace("\\", "/"))):
            last = PurePosixPath(said)
            same = self._images().get(alike(last.stem), [])
            for fits in (
                [one for one in same if PurePosixPath(one[1]).name == last.name],
                [one for one in same if alike(PurePosixPath(one[1]).name) == alike(last.name)],
                same if last.suffix.lower() in ("", *IMAGE_SUFFIXES) else [],
            ):
                if fits:
                    likeness = [_common_end(said, path) for _, path in fits]
                    return [one for one, count in zip(fits, likeness, strict=True) if count == max(likeness)]
        return []

    def _images(self) -> dict[str, list[tuple[Path, str]]]:
        if self._index is None:
            self._index = {}
            seen: set[Path] = set()
            for folder in self._searched:
                try:
                    for below, files in walk(folder) if folder.is_dir() else ():
                        for name in files:
                            if (
                                name.lower().endswith(tuple(IMAGE_SUFFIXES))
                                and folder / below / name not in seen
                            ):
                                seen.add(folder / below / name)
                                stem = alike(PurePosixPath(name).stem)
                                self._index.setdefault(stem, []).append((folder, below + name))
                except ImageError:
                    continue
        return self._index


def _common_end(one: str, other: str) -> int:
    """Return how many last folders two paths have in common."""
    count = 0
    for a, b in zip(reversed(one.split("/")[:-1]), reversed(other.split("/")[:-1]), strict=False):
        if alike(a) != alike(b):
            break
        count += 1
    return count


def _looks(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return _SECTION.search(head) is not None and _OTHER.search(head) is None
