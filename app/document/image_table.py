"""The images of the open project as columns, for a hundred thousand images; records are created on demand."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Self, TypeVar, cast

from annotations.imaging.reading import natural_key
from annotations.records import STATUSES, ImageRecord, Status

Thing = TypeVar("Thing")
UNDONE: tuple[Status, ...] = ("new", "started")
MANY = 50
"""Up to this many changed rows are reported one by one."""
Heard = Callable[[int | None], None]


class ImageTable:
    """Image records by row, in natural order of their paths, and by id."""

    def __init__(self, images: Iterable[ImageRecord] = ()) -> None:
        self.only_longer = False
        """Whether the last change only appended rows."""
        self.same_rows = False
        """Whether the last change only changed the status or size of rows."""
        self._listeners: list[Heard] = []
        self._rows: dict[int, int] = {}
        self._take(sorted((_row(image) for image in images), key=lambda row: natural_key(row[1])))

    @classmethod
    def of_rows(cls, rows: Iterable[tuple[Any, ...]]) -> Self:
        """From (id, path, width, height, status) as a project has them, in the table's order."""
        table = cls()
        table._take(rows)
        return table

    def _take(self, rows: Iterable[tuple[Any, ...]]) -> None:
        rows = list(rows)  # column by column: zip(*rows) would block the other threads
        self.ids: list[int] = [row[0] for row in rows]
        self.paths: list[str] = [row[1] for row in rows]
        self.folded = [path.casefold() for path in self.paths]
        """The paths in the form that searches compare."""
        self._widths: list[int] = [row[2] for row in rows]
        self._heights: list[int] = [row[3] for row in rows]
        self.statuses = bytearray([_CODES[row[4]] for row in rows])
        """Per row, the index of its status in STATUSES."""
        self._count_rows()

    # -- reading

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[ImageRecord]:
        return map(self.at, range(len(self)))

    def at(self, row: int) -> ImageRecord:
        """The image of a row."""
        return ImageRecord(
            *(self.ids[row], self.paths[row], self._widths[row], self._heights[row]),
            STATUSES[self.statuses[row]],
        )

    def get(self, image_id: int) -> ImageRecord | None:
        row = self._rows.get(image_id)
        return self.at(row) if row is not None else None

    def row_of(self, image_id: int) -> int | None:
        return self._rows.get(image_id)

    def is_undone(self, row: int) -> bool:
        """Whether the image of a row is unfinished."""
        return self.statuses[row] in _UNDONE

    def count(self, status: Status) -> int:
        """The number of images with a status."""
        return self.statuses.count(_CODES[status])

    # -- changes

    def subscribe(self, listener: Heard) -> None:
        """Calls `listener` with each changed row, or None if rows were added, removed or moved, or many changed."""
        self._listeners.append(listener)

    def put(self, records: Iterable[tuple[int, ImageRecord | None]]) -> None:
        """Sets image records by id; None removes one; a new one is inserted in order."""
        moved: list[tuple[int, ImageRecord | None]] = []
        changed: list[int] = []
        for image_id, image in records:
            row = self._rows.get(image_id)
            if image is None or row is None or self.paths[row] != image.path:
                moved.append((image_id, image))
                continue
            self._widths[row], self._heights[row] = image.width, image.height
            self.statuses[row] = _CODES[image.status]
            changed.append(row)
        if len(changed) <= MANY:
            for row in changed:
                self._tell(row)
        elif not moved:
            self.same_rows, self.only_longer = True, False
            self._tell(None)
        if moved:
            self._take_out({image_id for image_id, _ in moved})
            self._put_in(image for _, image in moved if image is not None)
            self.same_rows = self.only_longer = False
            self._tell(None)

    def add(self, images: Iterable[ImageRecord]) -> None:
        """Inserts images added to the project, each in order."""
        self.only_longer, self.same_rows = True, False
        self._put_in(images)
        self._tell(None)

    def become(self, other: ImageTable) -> None:
        """Takes over the rows of another table."""
        self.ids, self.paths, self.folded = other.ids, other.paths, other.folded
        self._widths, self._heights, self.statuses = other._widths, other._heights, other.statuses
        self._rows = other._rows
        self.same_rows = self.only_longer = False
        self._tell(None)

    def _put_in(self, images: Iterable[ImageRecord]) -> None:
        new = sorted(map(_row, images), key=lambda row: natural_key(row[1]))
        if not new:
            return
        self.only_longer = not self.paths or natural_key(new[0][1]) >= natural_key(self.paths[-1])
        ids, paths, widths, heights, statuses = (list(column) for column in zip(*new, strict=True))
        folded = [path.casefold() for path in paths]
        codes = [_CODES[status] for status in statuses]
        if self.only_longer:
            self._rows.update(zip(ids, range(len(self.ids), len(self.ids) + len(ids)), strict=True))
            self.ids += ids
            self.paths += paths
            self.folded += folded
            self._widths += widths
            self._heights += heights
            self.statuses += bytes(codes)
            return
        places: list[int] = []
        for path in paths:
            start = places[-1] if places else 0
            places.append(bisect.bisect_left(self.paths, natural_key(path), start, key=natural_key))
        self.ids = _merged(self.ids, ids, places)
        self.paths = _merged(self.paths, paths, places)
        self.folded = _merged(self.folded, folded, places)
        self._widths = _merged(self._widths, widths, places)
        self._heights = _merged(self._heights, heights, places)
        self.statuses = bytearray(_merged(list(self.statuses), codes, places))
        self._count_rows()

    def _take_out(self, image_ids: set[int]) -> None:
        stay = [row for row, image_id in enumerate(self.ids) if image_id not in image_ids]
        self.ids = [self.ids[row] for row in stay]
        self.paths = [self.paths[row] for row in stay]
        self.folded = [self.folded[row] for row in stay]
        self._widths = [self._widths[row] for row in stay]
        self._heights = [self._heights[row] for row in stay]
        self.statuses = bytearray(self.statuses[row] for row in stay)
        self._count_rows()

    def _count_rows(self) -> None:
        self._rows = dict(zip(self.ids, range(len(self.ids)), strict=True))

    def _tell(self, row: int | None) -> None:
        for listener in tuple(self._listeners):
            listener(row)


def _merged(old: list[Thing], new: Sequence[Thing], places: Sequence[int]) -> list[Thing]:
    """A column with new values inserted before the given places."""
    merged: list[Thing] = []
    start = 0
    for value, place in zip(new, places, strict=True):
        merged += old[start:place]
        merged.append(value)
        start = place
    return merged + old[start:]


def _row(image: ImageRecord) -> tuple[int, str, int, int, str]:
    return image.id, image.path, image.width, image.height, image.status


_CODES = cast(dict[str, int], {status: code for code, status in enumerate(STATUSES)})
_UNDONE = frozenset(_CODES[status] for status in UNDONE)
