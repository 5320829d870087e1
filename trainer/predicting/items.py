"""Which image is to be predicted, which of them make a part, and what a worker returns of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.formats.coco_reading import Id


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


def cut(items: Sequence[Item], size: int) -> Iterator[Part]:
    """Cut images into parts of `size`, in order; the last may be smaller."""
    for number, first in enumerate(range(0, len(items), size)):
        yield Part(number, first, tuple(items[first : first + size]))
