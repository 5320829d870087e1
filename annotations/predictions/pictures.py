"""Finds the images of a prediction: in a folder, or in tars and object stores, from which they are copied."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from annotations.errors import FormatError, StoreError, explain
from annotations.files import atomic_file
from annotations.formats.base import relative
from annotations.formats.image_finder import ImageFinder
from annotations.imaging.tars import Member, members
from annotations.stores import asked, fetched, file_system, is_tar, is_url, matching

_IN_TAR = re.compile(r"(.*?\.tar)/(.+)", re.IGNORECASE | re.DOTALL)


class Pictures(Protocol):
    """Where the images of a prediction are."""

    def file(self, name: str) -> Path:
        """Return the file of an image. ValueError, with the reason: there is none. StoreError: a store fails."""
        ...


class InFolder:
    """Images that are files in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        """StoreError: it is no folder."""
        if not folder.is_dir():
            raise StoreError(folder, "no such image folder")
        self._finder = ImageFinder([folder.absolute()], [folder.absolute()])

    def file(self, name: str) -> Path:
        return self._finder.find(name).path


class Copied:
    """Images that are copied into a folder, each under its name; a copy that is there already is used."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        self._folder, self._contents = folder.absolute(), contents

    def file(self, name: str) -> Path:
        """See `Pictures.file`. FormatError: the copy cannot be written."""
        path = self._folder / relative(name)
        content = self._contents.read(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                if path.read_bytes() == content:
                    return path
                raise ValueError(f"another file is at {path} already")
        except OSError as error:
            raise FormatError(path, f"it could not be written: {explain(error)}") from error
        with atomic_file(path) as file:
            file.write(content)
        return path


class Contents(Protocol):
    """Where the content of images can be read."""

    def read(self, name: str) -> bytes:
        """Return an image file's content. ValueError, with the reason: there is none. StoreError: a store fails."""
        ...


class FilesInFolder:
    """The content of the files in a folder of this machine."""

    def __init__(self, pictures: InFolder) -> None:
        self._pictures = pictures

    def read(self, name: str) -> bytes:
        path = self._pictures.file(name)
        try:
            return path.read_bytes()
        except OSError as error:
            raise ValueError(f"its image {path} cannot be read: {explain(error)}") from error


class InStore:
    """The images below a URL of fsspec."""

    def __init__(self, url: str) -> None:
        """StoreError: nothing can read such a URL."""
        file_system(url)
        self._url = url.rstrip("/")

    def read(self, name: str) -> bytes:
        place = posixpath.join(self._url, relative(name))
        try:
            return fetched(place)
        except FileNotFoundError as error:
            raise ValueError(f"its image {place} cannot be read: {explain(error)}") from error


class InTars:
    """The images in uncompressed tars; the list of one tar is in memory at a time."""

    def __init__(self, sources: Sequence[str]) -> None:
        """sources: paths, patterns or URLs. StoreError: one names no tar."""
        self._tars = sorted({tar for source in sources for tar in matching(source)}, key=len)
        self._listed = ""
        self._members: dict[str, Member] = {}

    def read(self, name: str) -> bytes:
        split = _IN_TAR.fullmatch(name)
        tar = self._tar(split[1]) if split is not None else None
        if split is None or tar is None:
            raise ValueError(f"its image {name!r} is in none of the tars")
        if tar != self._listed:
            self._members, self._listed = self._list(tar), tar
        member = self._members.get(split[2])
        if member is None:
            raise ValueError(f"its image {split[2]!r} is not in {tar}")
        content = fetched(tar, member.start, member.length)
        if len(content) != member.length:
            raise ValueError(f"{tar} was cut off after its images were listed")
        return content

    def _tar(self, label: str) -> str | None:
        """Return the tar whose path ends in a label: the shortest, if there are several."""
        paths = ((tar, tar.replace(os.sep, "/")) for tar in self._tars)
        return next((tar for tar, path in paths if path == label or path.endswith(f"/{label}")), None)

    def _list(self, tar: str) -> dict[str, Member]:
        system, path = file_system(tar)

        def look() -> dict[str, Member]:
            with system.open(path, "rb") as file:
                return {one.name: one for one in members(file, tar)[0]}

        return asked(tar, look)


def are_files(sources: Sequence[str]) -> bool:
    """Whether the images are files of this machine, which a project can refer to: in one folder."""
    return len(sources) == 1 and not is_url(sources[0]) and not is_tar(sources[0])


def pictures(sources: Sequence[str], copies: Path | None = None) -> Pictures:
    """Return where images are, by what `rsis-trainer predict --images` took: a folder, tars, or URLs of such.

    copies: the folder to copy them into; needed unless `are_files`. StoreError: nothing is there.
    """
    if are_files(sources):
        folder = InFolder(Path(sources[0]))
        return folder if copies is None else Copied(copies, FilesInFolder(folder))
    if copies is None:
        raise StoreError(
            sources[0],
            "a project needs its images as files in a folder; name one with --copy-images to copy them there",
        )
    if len(sources) == 1 and not is_tar(sources[0]):
        return Copied(copies, InStore(sources[0]))
    if others := [source for source in sources if not is_tar(source)]:
        raise StoreError(others[0], "no tar; give one folder, or one or more tars")
    return Copied(copies, InTars(sources))
