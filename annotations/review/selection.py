"""What to review: the instances of a project that fit a filter, in order, image after image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from annotations.project import Project
from annotations.project.authors import Author
from annotations.records import Source

State = Literal["unreviewed", "needs work", "verified", "any"]
STATES: tuple[State, ...] = ("unreviewed", "needs work", "verified", "any")
UNKNOWN = 0
"""In a filter, the category of instances that have none: ids begin at 1."""
NOBODY = Author()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which instances to review; None leaves a question open."""

    state: State = "unreviewed"
    category: int | None = None
    """A category's id, or UNKNOWN."""
    person: str | None = None
    """Who last changed the mask or the category."""
    days: int | None = None
    """Changed at most this many days ago."""
    score_below: float | None = None
    """The model's objectness was below this; instances without one do not fit."""
    source: Source | None = None


@dataclass(frozen=True)
class Chosen:
    """Instances to review, in order."""

    ids: NDArray[np.int64]
    """(n,)"""
    image_ids: NDArray[np.int64]
    """(n,)"""
    reviewed: NDArray[np.bool_]
    """(n,), whether a reviewer has said something of it."""


_ROW = np.dtype([("id", np.int64), ("image", np.int64), ("reviewed", np.bool_)])


def fitting(
    project: Project,
    wanted: Filter,
    images: Sequence[int],
    authors: Mapping[int, Author],
    now: datetime | None = None,
) -> Chosen:
    """Return the instances that fit, in the order of their images and, within one, of their ids.

    `images` are the ids of the images in the order of their list; instances of other images are left out. No more than
    the instances that fit are held in memory, without their masks.
    """
    where, values = _where(wanted)
    query = f"SELECT id, image_id, review != '' FROM instance WHERE {where} ORDER BY id"
    with project.snapshot():
        rows = project.each(query, *values)
        if wanted.person is not None or wanted.days is not None:
            rows = _by_author(rows, wanted, authors, now or datetime.now(UTC))
        found = np.fromiter(rows, _ROW)
    listed = np.array(images, np.int64)
    by_id = np.argsort(listed, kind="stable")
    at = np.searchsorted(listed, found["image"], sorter=by_id)
    places = by_id[np.minimum(at, max(len(listed) - 1, 0))] if len(listed) else at
    there = listed[places] == found["image"] if len(listed) else np.zeros(len(found), np.bool_)
    found, places = found[there], places[there]
    found = found[np.argsort(places, kind="stable")]
    return Chosen(*(np.ascontiguousarray(found[name]) for name in ("id", "image", "reviewed")))


def _where(wanted: Filter) -> tuple[str, list[object]]:
    """What a filter asks of an instance's own columns, as SQL and its values."""
    parts: list[tuple[str, list[object]]] = [("TRUE", [])]
    if wanted.state != "any":
        parts.append(("review = ?", ["" if wanted.state == "unreviewed" else wanted.state]))
    if wanted.category == UNKNOWN:
        parts.append(("category_id IS NULL", []))
    elif wanted.category is not None:
        parts.append(("category_id = ?", [wanted.category]))
    if wanted.source is not None:
        parts.append(("source = ?", [wanted.source]))
    if wanted.score_below is not None:
        parts.append(("score < ?", [wanted.score_below]))
    return " AND ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def _by_author(
    rows: Iterable[tuple[Any, ...]], wanted: Filter, authors: Mapping[int, Author], now: datetime
) -> Iterator[tuple[Any, ...]]:
    """The rows of instances whose author and time a filter asks for."""
    since = ""
    if wanted.days is not None:
        start = now - timedelta(days=wanted.days)
        since = start.astimezone(UTC).isoformat(timespec="milliseconds")
    for row in rows:
        author = authors.get(row[0], NOBODY)
        if wanted.person in (None, author.person) and author.time >= since:
            yield row
