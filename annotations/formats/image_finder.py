"""Finds images by the names that an annotation file has for them, also if they are named otherwise than they are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from annotations.errors import ImageError
from annotations.formats.base import Within, relative
from annotations.formats.reading import alike
from annotations.imaging.kinds import image_suffixes, is_image
from annotations.imaging.pages import name_parts, page_path
from annotations.imaging.reading import walk
from annotations.message import Message
from annotations.text_files import is_text

MOST_NAMED = 3
"""Maximum number of files to name where several fit."""


@dataclass(frozen=True, slots=True)
class Found:
    """The file that an image's name means, and its name in its folder.

    If that is not the name given, `why` says what is wrong with the given one.
    """

    path: Path
    name: str
    why: str = ""

    @property
    def remark(self) -> str:
        """A sentence that says which file is used and why, if its name is not the one given."""
        if not self.why:
            return ""
        return Message("{why}; the only one that can be meant, {path}, is used", why=self.why, path=self.path)


class NoImageError(ValueError):
    """There is no image that a name can mean."""


class ImageFinder:
    """Finds images by the names that an annotation file has for them, only below the given folders.

    Names may come from another computer or system: absolute, from another folder, in another case or Unicode form,
    with the escapes of an address, or with another suffix. Then the one file that the name can mean is taken.
    """

    def __init__(self, folders: Sequence[Path], searched: Sequence[Path]) -> None:
        """folders: where names are looked up, likeliest first; searched: those below which files are searched for."""
        self._folders = [(place, Within(place)) for place in folders]
        self._searched = searched
        self._index: dict[str, list[tuple[Path, str]]] | None = None
        """Folder and posix path in it of each image below the folders, by its name without folders and suffix."""

    def find(self, name: str) -> Found:
        """Return the file of a name. ValueError, worded for a Problem: several can be meant; NoImageError: none."""
        reason: ValueError | None = None
        try:
            own = relative(name)
        except ValueError as error:
            own, reason = "", error
        for folder, within in self._folders if own else ():
            if os.path.lexists(folder / own):
                within.check(folder / own)
                return Found(folder / own, own)
        place = name_parts(name)
        if place.page is not None:
            file = self.find(place.file)
            path = Path(page_path(file.path, place.page))
            return Found(path, page_path(file.name, place.page), file.why)
        fits = self._fits(name)
        if len(fits) > 1:
            shown = ", ".join(f"{folder.name}/{path}" for folder, path in fits[:MOST_NAMED])
            raise ValueError(
                Message(
                    "its image {name!r} is missing, and several can be meant: {files}", name=name, files=shown
                )
            )
        if not fits:
            path = self._folders[0][0] / own
            raise NoImageError(
                str(reason)
                if reason
                else Message("its image {path} cannot be opened: no such file or folder", path=path)
            )
        folder, there = fits[0]
        next(within for place, within in self._folders if place == folder).check(folder / there)
        if own and alike(own) == alike(there) and own.casefold() != there.casefold():
            return Found(folder / there, there)  # the same name in another Unicode form
        why = str(reason) if reason else Message("its image {name!r} is missing", name=name)
        return Found(folder / there, there, why)

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
                same if last.suffix.lower() in ("", *image_suffixes()) else [],
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
                            if is_image(name) and is_text(below + name) and folder / below / name not in seen:
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
