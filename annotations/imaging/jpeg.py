"""Checks JPEG files before they are decoded, and completes those of which only the end mark is missing."""

from __future__ import annotations

import io
import mmap
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

FORMATS = ("JPEG", "MPO")
"""Pillow's names for a JPEG: the second one where others follow it in the file, as phones write them."""
MOST_SCANS = 100
"""Limit for the scans of a progressive JPEG; encoders write about ten, and no useful script has more than this."""
MARK, SCAN, END = b"\xff", b"\xda", b"\xd9"
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
"""A marker of a JPEG, not the bytes that may be within a scan's data."""
_FILLERS = (b"", bytes(range(219, 91, -1)) * 4, bytes(range(73, 201)) * 4)
"""Different bytes without marks: pixels that are missing would be decoded from them."""


def has_too_many_scans(file: BinaryIO) -> bool:
    """Whether a JPEG has many scans: each costs a pass over the whole image, and may take a few bytes."""
    scans = (kind for kind in _markers(file) if kind == SCAN)
    return sum(1 for _ in islice(scans, MOST_SCANS + 1)) > MOST_SCANS


def lacks_end(file: BinaryIO) -> bool:
    """Whether a JPEG has no end mark after its scans."""
    if file.seek(0, 2) < 4:
        return False
    file.seek(-2, 2)
    return file.read(2) != MARK + END and END not in _markers(file)


def _markers(file: BinaryIO) -> Iterator[bytes]:
    """Yield the second byte of each marker up to the end mark; what comes after that is not decoded."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        place = 0
        while found := _MARKER.search(content, place):
            kind, place = found[1], found.end()
            yield kind
            if kind == END:
                return
            if kind not in (b"\x01", b"\xd8"):
                place += int.from_bytes(content[place : place + 2], "big")


def completed(file: BinaryIO) -> BinaryIO | None:
    """Return the JPEG with an end mark if nothing but that is missing; None if pixels are.

    Its pixels are all there if they do not depend on what is written after them. Only for files that lack an end mark;
    decodes the image several times.
    """
    file.seek(0)
    content = file.read()

    def decoded(filler: bytes) -> NDArray[np.uint8]:
        with Image.open(io.BytesIO(content + filler + MARK + END), formats=("JPEG",)) as image:
            return np.asarray(image)

    try:
        first = decoded(_FILLERS[0])
        are_same = all(np.array_equal(first, decoded(filler)) for filler in _FILLERS[1:])
    except (OSError, ValueError, SyntaxError):
        return None
    return io.BytesIO(content + MARK + END) if are_same else None
