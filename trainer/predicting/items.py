"""Which image is to be predicted, which of them make a part, and what a worker returns of one."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from annotations.formats.coco_reading import Id

BLOCK = 1024
"""Images that are packed together."""


@dataclass(frozen=True, slots=True)
class Item:
    """An image to predict.

    id, name: its id and file name in the results. where: the file, or the tar that holds it: a path, or a URL for
    fsspec. start, length: its bytes in the tar; None for a file of its own. stamp: changes when the file does.
    """

    id: Id
    name: str
    where: str
    start: int | None = None
    length: int | None = None
    stamp: str = ""

    @property
    def shown(self) -> str:
        """Where the image is, for messages."""
        return self.where if self.start is None else f"{self.where}: {self.name.rpartition('.tar/')[2]}"


class Items:
    """Images in order, packed: a million take less than 20 MB, where records would take 400."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._blocks: list[bytes] = []
        self._count = 0
        rest = iter(items)
        while block := tuple(islice(rest, BLOCK)):
            self._blocks.append(packed(block))
            self._count += len(block)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Item]:
        return chain.from_iterable(map(unpacked, self._blocks))


def packed(items: Iterable[Item]) -> bytes:
    """Return images as few bytes, for `unpacked`."""
    rows = [(one.id, one.name, one.where, one.start, one.length, one.stamp) for one in items]
    return zlib.compress(json.dumps(rows).encode(), 1)


def unpacked(content: bytes) -> tuple[Item, ...]:
    """Return the images that were packed."""
    return tuple(Item(*row) for row in json.loads(zlib.decompress(content)))


@dataclass(frozen=True, slots=True)
class Part:
    """Some images that are predicted together. first: the place of the first of them among all, from 0."""

    number: int
    first: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is predicted. content: its file (JSON). by: host and process; seconds: what it took there."""

    number: int
    content: bytes
    images: int
    seconds: float
    by: str


def cut(items: Iterable[Item], size: int) -> Iterator[Part]:
    """Cut images into parts of `size`, in order; the last may be smaller."""
    rest = iter(items)
    number = 0
    while taken := tuple(islice(rest, size)):
        yield Part(number, number * size, taken)
        number += 1
