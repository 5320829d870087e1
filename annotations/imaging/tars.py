"""Finds where the files lie in a tar, so that each can be read by itself; nothing is ever unpacked."""

from __future__ import annotations

import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from annotations.errors import Problem
from annotations.imaging.kinds import is_image
from annotations.message import count_images

BLOCK = tarfile.BLOCKSIZE


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a tar: its name, the place of its first byte, and how many there are."""

    name: str
    start: int
    length: int


def _is_image(name: str) -> bool:
    return is_image(name.rpartition("/")[2])


def members(
    file: IO[bytes], shown: str, wanted: Callable[[str], bool] = _is_image
) -> tuple[list[Member], Problem | None]:
    """Return the images of an uncompressed tar in its order, and what is wrong with the tar, if anything.

    Of a tar that is cut off or damaged, the images before that place are returned. `shown`: its name in the problem.
    wanted: tells by their names which files to return, if not the images.
    """
    found: list[Member] = []
    try:
        size = file.seek(0, 2)
        file.seek(0)
        with tarfile.open(fileobj=file, mode="r:") as tar:
            for entry in tar:
                if entry.offset_data + entry.size > size and not entry.issparse():
                    return found, _broken(shown, "it is cut off", found)
                if entry.isreg() and not entry.issparse() and wanted(entry.name):
                    found.append(Member(entry.name, entry.offset_data, entry.size))
            file.seek(tar.offset)
            if file.read(BLOCK) != bytes(BLOCK):  # a whole tar ends in empty blocks
                return found, _broken(shown, "it is cut off or damaged", found)
    except (tarfile.TarError, ValueError, EOFError):
        if not found and _is_compressed(file):
            reason = (
                "it is compressed, so its images cannot be read one by one; unpack it with gunzip, unxz or so"
            )
            return found, Problem(shown, "", reason)
        return found, _broken(shown, "it is cut off or damaged", found)
    return found, None


def _broken(shown: str, what: str, found: list[Member]) -> Problem:
    taken = f"{count_images(len(found))} before that place can be read" if found else "it has no whole image"
    return Problem(shown, "", f"{what}; {taken}")


def _is_compressed(file: IO[bytes]) -> bool:
    file.seek(0)
    return file.read(6).startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"))
