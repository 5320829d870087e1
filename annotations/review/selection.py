"""What to review: the instances of a project that fit a filter, in order, image after image."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from annotations.project import Project
from annotations.project.authors import Author
from annotations.records import Review, Source

State = Literal["unreviewed", "needs work", "verified", "any"]
STATES: tuple[State, ...] = ("unreviewed", "needs work", "verified", "any")
UNKNOWN = 0
"""In a filter, the category of instances that have none: ids begin at 1."""


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """An instance as a filter sees it. `time` is UTC, ISO 8601; "" if unknown."""

    id: int
    image_id: int
    category_id: int | None
    source: Source
    score: float | None
    review: Review
    person: str = ""
    time: str = ""


def candidates(project: Project, authors: Mapping[int, Author]) -> tuple[Candidate, ...]:
    """Read all instances of a project, without their masks."""
    query = "SELECT id, image_id, category_id, source, score, review FROM instance ORDER BY id"
    found = []
    for row in project.select(query):
        author = authors.get(row[0])
        found.append(Candidate(*row, *((author.person, author.time) if author is not None else ())))
    return tuple(found)


def fitting(
    among: Sequence[Candidate], wanted: Filter, places: Mapping[int, int], now: datetime | None = None
) -> tuple[Candidate, ...]:
    """Return those that fit, in the order of their images and, within one, of their ids.

    `places` are the places of images in their list, by id; instances of other images are left out.
    """
    since = ""
    if wanted.days is not None:
        start = (now or datetime.now(UTC)) - timedelta(days=wanted.days)
        since = start.astimezone(UTC).isoformat(timespec="milliseconds")
    found = [one for one in among if one.image_id in places and _fits(one, wanted, since)]
    return tuple(sorted(found, key=lambda one: (places[one.image_id], one.id)))


def _fits(one: Candidate, wanted: Filter, since: str) -> bool:
    state = one.review or "unreviewed"
    category = one.category_id if one.category_id is not None else UNKNOWN
    return (
        wanted.state in ("any", state)
        and wanted.category in (None, category)
        and wanted.person in (None, one.person)
        and wanted.source in (None, one.source)
        and one.time >= since
        and (wanted.score_below is None or (one.score is not None and one.score < wanted.score_below))
    )
