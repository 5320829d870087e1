"""The pages of a TIFF stack: each is one image, of one directory or of those that are its channels."""

from __future__ import annotations

import io
import os
import re
import struct
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast

from annotations.imaging.tiff.errors import TiffError
from annotations.imaging.tiff.header import Page, Picture, Start, channel_order, directory, page_at, start_of
from annotations.message import Message

_KEPT = 8
"""Number of files whose directories are remembered: each page of a stack is read on its own."""
_stacks: OrderedDict[tuple[int, ...], Stack] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Stack:
    """Where the pages of a file are.

    `wheres` are the offsets of the directories of full-size images. `channels` of them, `step` apart, are one page.
    In a large file of ImageJ, one directory stands for `packed` images, whose pixels follow each other.
    """

    start: Start
    wheres: tuple[int, ...]
    channels: int
    step: int
    packed: int

    @property
    def count(self) -> int:
        """The number of pages."""
        return max(1, (self.packed if self.packed > 1 else len(self.wheres)) // self.channels)

    def directories_of(self, page: int) -> tuple[int, ...]:
        """Return the offsets of a page's directories, from page 1; TiffError if the file has no such page."""
        if not 1 <= page <= self.count:
            raise TiffError(
                Message("it has {count} pages, so there is no page {page}", count=self.count, page=page)
            )
        if self.packed > 1:
            return self.wheres[:1]
        block, rest = divmod(page - 1, self.step)
        first = block * self.step * self.channels + rest
        return tuple(self.wheres[first + channel * self.step] for channel in range(self.channels))


def stack_of(file: BinaryIO, most: int) -> Stack | None:
    """Return where the pages of a TIFF are; None for any other file.

    TiffError: damaged, more than `most` pages, or shorter than the pages that it says it has.
    """
    start = start_of(file)
    if start is None:
        return None
    known = os.fstat(file.fileno())
    key = (known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns, most)
    if key not in _stacks:
        _stacks[key] = _found(file, start, most)
        while len(_stacks) > _KEPT:
            _stacks.popitem(last=False)
    return _stacks[key]


def picture_of_page(file: BinaryIO, stack: Stack, page: int) -> Picture:
    """Return a page, from 1. TiffError: damaged, or there is no such page."""
    pages = tuple(page_at(file, stack.start, where) for where in stack.directories_of(page))
    if stack.packed > 1:
        first = pages[0]
        before = (page - 1) * stack.channels
        return Picture(
            tuple(replace(first, shift=(before + n) * bytes_of(first)) for n in range(stack.channels))
        )
    if len({page.looks for page in pages}) > 1:
        raise TiffError(Message("the channels of this page differ in size or depth"))
    return Picture(pages)


def from_page(file: BinaryIO, stack: Stack, page: int) -> BinaryIO:
    """Return the file as if it began with a page, from 1, for a reader that reads the first one only."""
    (where, *_) = stack.directories_of(page)
    start = stack.start
    head = struct.pack(f"{start.order}{'Q' if start.is_big else 'I'}", where)
    return cast(BinaryIO, io.BufferedReader(_Pointed(file, 8 if start.is_big else 4, head)))


class _Pointed(io.RawIOBase):
    """A file with other bytes at one place of its header."""

    def __init__(self, file: BinaryIO, at: int, head: bytes) -> None:
        self._file, self._at, self._head = file, at, head

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        here = self._file.tell()
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        for place, value in enumerate(self._head, self._at - here):
            if 0 <= place < len(content):
                buffer[place] = value
        return len(content)


def _found(file: BinaryIO, start: Start, most: int) -> Stack:
    first = page_at(file, start, start.where)
    wheres, seen, where = [], set(), start.where
    while where and where not in seen:
        seen.add(where)
        if len(seen) > most:
            raise TiffError(Message("it has more than {most:,} pages", most=most))
        tags = directory(file, start.order, start.is_big, where)
        if not tags.number(254, 0) & 1:  # else a small version
            wheres.append(where)
        where = tags.following
    text = first.directory.text(270)
    said = re.search(r"^images=([0-9]{1,12})\s*$", text, re.MULTILINE)
    channels, step = channel_order(text)
    if len(wheres) == 1 and said and int(said[1]) > 1 and text.startswith("ImageJ="):
        packed = int(said[1])
        _check_packed(file, first, packed, most)
        return Stack(start, tuple(wheres), channels if packed % channels == 0 else 1, 1, packed)
    if first.samples > 1 or channels * step > len(wheres) or len(wheres) % channels:
        channels, step = 1, 1
    return Stack(start, tuple(wheres) or (start.where,), channels, step, 1)


def _check_packed(file: BinaryIO, first: Page, count: int, most: int) -> None:
    """Raise TiffError if there are too many images that follow each other, or the file is too short for them."""
    if count > most:
        raise TiffError(Message("it has more than {most:,} pages", most=most))
    if first.directory.number(273, 0) + count * bytes_of(first) > file.seek(0, 2):
        raise TiffError(Message("the file is too short for its {count:,} pages", count=count))


def bytes_of(page: Page) -> int:
    """Return how many bytes the pixels of a page take, not compressed."""
    return page.height * page.width * page.samples * page.bits[0] // 8
