"""Reads the header of a TIFF file's first page, or of the pages that are its channels, before any pixels."""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass
from typing import BinaryIO

from annotations.imaging.tiff.errors import TiffError
from annotations.message import Message

# type: (bytes, struct's letter); text and bytes are read as numbers too
_TYPES = {
    1: (1, "B"),
    2: (1, "B"),
    3: (2, "H"),
    4: (4, "I"),
    6: (1, "b"),
    7: (1, "B"),
    8: (2, "h"),
    9: (4, "i"),
    13: (4, "I"),
    16: (8, "Q"),
    17: (8, "q"),
    18: (8, "Q"),
}
_FRACTION = 5
"""The type of a fraction, two numbers."""
_ENTRIES_LIMIT = 4096
"""Maximum number of tags in a directory; real ones have some dozens."""
_PAGES_LIMIT = 4096
"""Maximum number of pages to search for channels."""
_KINDS = {1: "u", 2: "i", 3: "f"}
ALPHA = (1, 2)
"""Types of extra samples that are alpha."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The tags of one page; values are read on access."""

    file: BinaryIO
    order: str
    """"<" or ">", the byte order of the file."""
    entries: dict[int, tuple[int, int, int]]
    """tag: (type, count, offset in the file)"""
    following: int
    """Offset of the next directory; 0 for none."""

    def numbers(self, tag: int, at_most: int | None = None) -> tuple[int, ...]:
        """Return the integers of a tag, () if it is missing; TiffError beyond the file's end."""
        if tag not in self.entries:
            return ()
        kind, count, where = self.entries[tag]
        if kind not in _TYPES:
            raise TiffError(Message("a tag has an unknown type"))
        size, letter = _TYPES[kind]
        count = count if at_most is None else min(count, at_most)
        return struct.unpack(f"{self.order}{count}{letter}", _bytes_at(self.file, where, count * size))

    def number(self, tag: int, default: int) -> int:
        """Return the first number of a tag."""
        return next(iter(self.numbers(tag, 1)), default)

    def ratio(self, tag: int) -> float | None:
        """Return the first value of a tag of fractions; None if it is missing, of another type, or divides by 0."""
        kind, _, where = self.entries.get(tag, (0, 0, 0))
        if kind != _FRACTION:
            return None
        above, below = struct.unpack(f"{self.order}II", _bytes_at(self.file, where, 8))
        return above / below if below else None

    def text(self, tag: int) -> str:
        """Return the text of a tag, at most a megabyte."""
        numbers = self.numbers(tag, 2**20)
        return bytes(number & 255 for number in numbers).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Page:
    """The storage of one page: `height` x `width` pixels (as stored, not upright) of `samples` channels."""

    directory: Directory
    height: int
    width: int
    samples: int
    bits: tuple[int, ...]
    kind: str
    """NumPy's letter for the type: "u", "i" or "f"; empty for any other."""
    photometric: int
    compression: int
    predictor: int
    orientation: int
    is_planar: bool
    extra: tuple[int, ...]
    shift: int = 0
    """Bytes by which the pixels lie behind those that the directory names."""

    @property
    def colours(self) -> int:
        """The number of samples without alpha at the end."""
        alpha = 0
        for kind in reversed(self.extra[: self.samples - 1]):
            if kind not in ALPHA:
                break
            alpha += 1
        return self.samples - alpha

    @property
    def looks(self) -> tuple[object, ...]:
        """The properties that all pages of one image share."""
        return self.height, self.width, self.samples, self.bits, self.kind, self.photometric


@dataclass(frozen=True, slots=True)
class Picture:
    """The first image of a file: one page, or the pages that are its channels, all alike."""

    pages: tuple[Page, ...]

    @property
    def first(self) -> Page:
        """The page that represents them all."""
        return self.pages[0]

    @property
    def samples(self) -> int:
        """Number of channels of all pages, including alpha."""
        return len(self.pages) * self.first.samples

    @property
    def are_colours(self) -> bool:
        """Whether the channels are red, green and blue."""
        return self.first.photometric == 2 and self.first.colours == 3 and len(self.pages) == 1

    @property
    def is_beyond_pillow(self) -> bool:
        """Whether it has more than 8 bits, signed ones, or channels other than grey or colour with alpha."""
        page = self.first
        if page.photometric not in (0, 1, 2):
            return False
        is_usual = len(self.pages) == 1 and page.colours == (3 if page.photometric == 2 else 1)
        is_signed = page.kind == "i"  # which Pillow takes for unsigned
        return max(page.bits) in (16, 32, 64) or (page.bits[0] == 8 and (is_signed or not is_usual))


@dataclass(frozen=True, slots=True)
class Start:
    """The byte order of a TIFF ("<" or ">"), whether it is a BigTIFF, and the offset of its first directory."""

    order: str
    is_big: bool
    where: int


def page_at(file: BinaryIO, start: Start, where: int) -> Page:
    """Return the page of the directory at an offset. TiffError: damaged."""
    return _page(directory(file, start.order, start.is_big, where))


def first_picture(file: BinaryIO) -> Picture | None:
    """Return the first image of a TIFF or BigTIFF; None for any other file. TiffError: damaged."""
    start = start_of(file)
    if start is None:
        return None
    order, is_big = start.order, start.is_big
    page = first = page_at(file, start, start.where)
    count, step = channel_order(first.directory.text(270))
    if first.samples > 1 or (count - 1) * step >= _PAGES_LIMIT:
        return Picture((first,))
    pages = [first]
    for number in range(1, (count - 1) * step + 1):
        if not page.directory.following:
            return Picture((first,))
        page = _page(directory(file, order, is_big, page.directory.following))
        if number % step == 0:
            pages.append(page)
    are_alike = {page.looks for page in pages} == {first.looks}
    return Picture(tuple(pages)) if are_alike else Picture((first,))


def channel_order(description: str) -> tuple[int, int]:
    """Return how many pages are channels, and the distance between them, from ImageJ's or OME-TIFF's description.

    Of several depths and times only the first is read; 1, 1 for any other file.
    """
    if description.startswith("ImageJ="):
        found = re.search(r"^channels=([0-9]{1,4})\s*$", description, re.MULTILINE)
        return max(int(found[1]), 1) if found else 1, 1
    said = dict(re.findall(r'\b(Size[CZT]|DimensionOrder)\s*=\s*"(\w{1,5})"', ome_pixels(description)))
    sizes = {axis: int(n) if (n := said.get(f"Size{axis}", "")).isdecimal() else 1 for axis in "CZT"}
    before_channels = said.get("DimensionOrder", "XYC").partition("C")[0]
    step = math.prod(sizes[axis] for axis in before_channels if axis in "ZT")
    return max(sizes["C"], 1), max(step, 1)


def ome_pixels(description: str) -> str:
    """Return the attributes of the first image in OME-TIFF's description, as in its XML; empty for any other text."""
    element = re.search(r"<(?:\w{1,20}:)?Pixels\s([^<>]{1,5000})>", description)
    return element[1] if element else ""


def start_of(file: BinaryIO) -> Start | None:
    """Return the byte order, whether it is BigTIFF, and the offset of the first directory."""
    file.seek(0)
    head = file.read(16)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None or len(head) < 8:
        return None
    (version,) = struct.unpack(f"{order}H", head[2:4])
    if version == 42:
        return Start(order, False, struct.unpack(f"{order}I", head[4:8])[0])
    if version == 43 and len(head) == 16 and struct.unpack(f"{order}HH", head[4:8]) == (8, 0):
        return Start(order, True, struct.unpack(f"{order}Q", head[8:16])[0])
    return None


def directory(file: BinaryIO, order: str, is_big: bool, where: int) -> Directory:
    """Return the directory at an offset. TiffError: damaged."""
    head, entry, inline = ("Q", 20, 8) if is_big else ("H", 12, 4)
    first = where + struct.calcsize(head)
    (count,) = struct.unpack(order + head, _bytes_at(file, where, first - where))
    if not 0 < count <= _ENTRIES_LIMIT:
        raise TiffError(Message("its list of tags is damaged"))
    content = _bytes_at(file, first, count * entry)
    entries: dict[int, tuple[int, int, int]] = {}
    letter = "Q" if is_big else "I"
    for at in range(0, len(content), entry):
        tag, kind, values = struct.unpack_from(f"{order}HH{letter}", content, at)
        place = first + at + entry - inline
        if values * _TYPES.get(kind, (8, ""))[0] > inline:
            (place,) = struct.unpack_from(order + letter, content, at + entry - inline)
        entries.setdefault(tag, (kind, values, place))
    try:
        (following,) = struct.unpack(order + letter, _bytes_at(file, first + len(content), inline))
    except TiffError:  # some writers omit the end
        following = 0
    return Directory(file, order, entries, following)


def _page(tags: Directory) -> Page:
    samples = tags.number(277, 1)
    bits = tags.numbers(258, samples) or (1,)
    orientation = tags.number(274, 1)
    return Page(
        directory=tags,
        height=tags.number(257, 0),
        width=tags.number(256, 0),
        samples=samples,
        bits=bits,
        kind=_KINDS.get(tags.number(339, 1), ""),
        photometric=tags.number(262, 1),
        compression=tags.number(259, 1),
        predictor=tags.number(317, 1),
        orientation=orientation if 1 <= orientation <= 8 else 1,
        is_planar=tags.number(284, 1) == 2 and samples > 1,
        extra=tags.numbers(338, samples),
    )


def _bytes_at(file: BinaryIO, where: int, count: int) -> bytes:
    try:
        file.seek(where)
        content = file.read(count) if count <= _size(file) else b""
    except (OverflowError, ValueError):
        content = b""
    if len(content) != count:
        raise TiffError(Message("a tag lies beyond the end of the file"))
    return content


def _size(file: BinaryIO) -> int:
    here = file.tell()
    size = file.seek(0, 2)
    file.seek(here)
    return size
