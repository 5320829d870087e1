"""Finds the sides of a YOLO data set's split: the folders and lists of images that its YAML file names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotations.formats.base import check_within
from annotations.formats.reading import SIDES, Lookup, Notes
from annotations.formats.yolo_yaml import Description
from annotations.imaging.kinds import is_image
from annotations.message import Message
from annotations.text_files import lines_of, read_text


@dataclass(frozen=True)
class _Listed:
    """The images that a list names, and the lines that name one by a path elsewhere, or none at all."""

    images: set[Path] = field(default_factory=set)
    elsewhere: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


class Sides:
    """Knows the sides of each image, and what is named that the data set lacks."""

    def __init__(self, root: Path, said: Description, images: Lookup, notes: Notes) -> None:
        """images: all of the data set, by their posix paths below the root without suffix."""
        self._root, self._said, self._images, self._notes = root, said, images, notes
        places = dict.fromkeys(place for places in said.sides.values() for place in places)
        self._lists = {place: _Listed() for place in places if (root / place).is_file()}
        for place, listed in self._lists.items():
            notes.guard("", self._read, root / place, listed, file=root / place)

    def of(self, path: Path) -> set[str]:
        """Return the sides that an image belongs to."""
        return {
            SIDES[side]
            for side, places in self._said.sides.items()
            if any(self._has(place, path) for place in places)
        }

    def report(self, file: Path) -> None:
        """Report the sides and the lines of lists without images; `file` names the sides."""
        for side, missing in self._said.missing.items():
            for place in missing:
                reason = Message("its side {side} is missing: there is no {place}", side=side, place=place)
                self._notes.add("", reason, file)
        paths = [path for _, path in self._images.items()]
        for side, places in self._said.sides.items():
            for place in places:
                if place not in self._lists and not any(self._has(place, path) for path in paths):
                    reason = Message(
                        "its side {side} is empty: no image is in {place}", side=side, place=place
                    )
                    self._notes.add("", reason, file)
        for place, listed in self._lists.items():
            if listed.missing:
                reason = Message(
                    "its lines name images that the data set lacks ({count}; the first: {name})",
                    count=len(listed.missing),
                    name=listed.missing[0],
                )
                self._notes.add("", reason, self._root / place)
            if listed.elsewhere:
                reason = Message(
                    "its lines name images elsewhere ({count}; the first: {name}); those of the data set are used",
                    count=len(listed.elsewhere),
                    name=listed.elsewhere[0],
                )
                self._notes.add("", reason, self._root / place, kept=True)

    def _read(self, file: Path, listed: _Listed) -> None:
        check_within(file, self._root)
        folder = file.parent.relative_to(self._root)
        for _, line in lines_of(read_text(file)):
            said = line.strip()
            own = said.replace("\\", "/")
            name, *ends = _ends((folder / own).as_posix() if own.startswith("./") else own)
            path = self._images.get(name)
            if path is None:
                path = next((found for end in ends if (found := self._images.get(end)) is not None), None)
                (listed.missing if path is None else listed.elsewhere).append(said)
            if path is not None:
                listed.images.add(path)

    def _has(self, place: str, path: Path) -> bool:
        listed = self._lists.get(place)
        return path.is_relative_to(self._root / place) if listed is None else path in listed.images


def _ends(name: str) -> Iterator[str]:
    """Yield a posix path without the suffix of an image, and what is left of it without its first folders."""
    stem = name.rpartition(".")[0] if is_image(name) else name
    parts = stem.split("/")
    return ("/".join(parts[first:]) for first in range(len(parts)))
