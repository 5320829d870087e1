"""The measurements of a project as columns in memory: sorted, filtered, drawn as charts and written as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.measuring.columns import Column, Value
from annotations.message import Message, count_instances
from app.document.figures import Bar, Chart

Rows = NDArray[np.int64]
Numbers = NDArray[np.float64]
MOST_BINS, LEAST_BINS = 30, 5


@dataclass(frozen=True)
class Batch:
    """Some measured instances, as the measuring process sends them."""

    image_ids: NDArray[np.int64]
    texts: dict[str, list[str]]
    """The values of each column of texts, by its name."""
    numbers: dict[str, Numbers]
    """Those of each other column; NaN for what is not known."""


@dataclass(frozen=True)
class Texts:
    """A column of texts: each row's place in the sorted list of all different ones."""

    codes: NDArray[np.int32]
    different: tuple[str, ...]


@dataclass(frozen=True)
class Measurements:
    """All columns, with one value for each instance: row 0 is the first in the project's order."""

    columns: tuple[Column, ...]
    image_ids: NDArray[np.int64]
    texts: dict[str, Texts]
    numbers: dict[str, Numbers]
    origins: dict[str, int] = field(default_factory=dict)
    """Images by where the size of a pixel is from."""
    without_pixel_size: int = 0
    problems: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.image_ids)

    @property
    def categories(self) -> list[tuple[str, int]]:
        """The categories that instances have, each with their number."""
        found = self.texts["category"]
        counts = np.bincount(found.codes, minlength=len(found.different)).tolist()
        return list(zip(found.different, counts, strict=True))

    @property
    def numeric(self) -> tuple[Column, ...]:
        """The columns that can be drawn: numbers of which at least one is known."""
        drawn = (column for column in self.columns if column.kind != "text" and column.name != "instance_id")
        return tuple(column for column in drawn if np.isfinite(self.numbers[column.name]).any())

    def place(self, row: int) -> tuple[int, int]:
        """The ids of a row's image and instance."""
        return int(self.image_ids[row]), int(self.numbers["instance_id"][row])

    def value(self, row: int, column: Column) -> Value:
        if column.kind == "text":
            found = self.texts[column.name]
            return found.different[int(found.codes[row])]
        number = float(self.numbers[column.name][row])
        if np.isnan(number):
            return None
        return int(number) if column.kind == "whole" else number

    def rows_of(self, category: str | None) -> Rows:
        """The rows of a category, or all."""
        if category is None:
            return np.arange(len(self))
        found = self.texts["category"]
        if category not in found.different:
            return np.arange(0)
        return np.flatnonzero(found.codes == found.different.index(category))

    def sorted(self, rows: Rows, column: Column, descending: bool) -> Rows:
        """Rows by the value of a column; those without one come last either way."""
        keys: NDArray[Any] = (
            self.texts[column.name].codes if column.kind == "text" else self.numbers[column.name]
        )[rows]
        if descending:
            keys = -keys
        return rows[np.argsort(keys, kind="stable")]

    def table(self, rows: Iterable[int]) -> Iterator[list[Value]]:
        """The values of rows, of all columns."""
        for row in rows:
            yield [self.value(row, column) for column in self.columns]

    def histogram(self, column: Column, rows: Rows) -> Chart:
        """Bars of equal width over the known values of a column."""
        values = self.numbers[column.name][rows]
        values = values[np.isfinite(values)]
        if not values.size:
            return Chart(column.title, ())
        low, high = float(values.min()), float(values.max())
        bins = min(max(int(np.sqrt(values.size)), LEAST_BINS), MOST_BINS) if high > low else 1
        counts, edges = np.histogram(values, bins, (low, high if high > low else low + 1))
        bars = tuple(
            Bar(
                short(float(first)),
                int(count),
                Message(
                    "{first} to {last}: {instances}",
                    first=short(float(first)),
                    last=short(float(last)),
                    instances=count_instances(int(count)),
                ),
            )
            for count, first, last in zip(counts, edges, edges[1:], strict=False)
        )
        median = Message("median {value}", value=short(float(np.median(values))))
        return Chart(column.title, bars, median)


def batch(image_ids: Sequence[int], values: Mapping[str, Sequence[Any]], every: Sequence[Column]) -> Batch:
    """A batch of the values of columns; None stands for what is not known."""
    texts = {c.name: [value or "" for value in values[c.name]] for c in every if c.kind == "text"}
    numbers = {
        name: np.array([np.nan if value is None else value for value in some], np.float64)
        for name, some in values.items()
        if name not in texts
    }
    return Batch(np.array(image_ids, np.int64), texts, numbers)


def joined(batches: Sequence[Batch], every: tuple[Column, ...]) -> Measurements:
    """All batches as one table of these columns."""
    texts = {c.name: _texts([b.texts[c.name] for b in batches]) for c in every if c.kind == "text"}
    numbers = {
        c.name: np.concatenate([np.zeros(0), *(b.numbers[c.name] for b in batches)])
        for c in every
        if c.kind != "text"
    }
    image_ids = np.concatenate([np.zeros(0, np.int64), *(b.image_ids for b in batches)])
    return Measurements(every, image_ids, texts, numbers)


def _texts(parts: Sequence[list[str]]) -> Texts:
    different = tuple(sorted({text for part in parts for text in part}, key=str.casefold))
    code_of = {text: code for code, text in enumerate(different)}
    codes = np.fromiter((code_of[text] for part in parts for text in part), np.int32)
    return Texts(codes, different)


def short(number: float) -> str:
    """A number for display, with up to five digits that matter."""
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.4g}"
