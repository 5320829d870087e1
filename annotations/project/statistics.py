"""Statistics of a project: counts, sizes, dates and times, for `stats` and the window."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.masks import rle_batch
from annotations.project.project import Project

AT_ONCE = 5000
UNKNOWN = "unknown"
DECIDED = ("accepted", "fixed", "drawn")
"""The outcomes of a step that leave an instance."""


@dataclass(frozen=True, slots=True)
class Day:
    """The work of one day of the machine's calendar."""

    date: str
    """ISO 8601."""
    images: int
    """Number of images marked done, if last marked on that day."""
    instances: int
    """Number of existing instances, by the day of the first decision on them; imported ones have no day."""
    seconds: float
    """The time of all decisions of the day, without pauses."""


@dataclass(frozen=True, slots=True)
class OfCategory:
    """Number of instances of a category, and of images with at least one."""

    name: str
    instances: int
    images: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The counts of a project."""

    images: int
    images_by_status: dict[str, int]
    images_without_instances: int
    instances: int
    categories: tuple[OfCategory, ...]
    """In order, including those without instances; the instances of unknown category, if any, come last."""
    instances_by_source: dict[str, int]
    instances_by_review: dict[str, int]
    """"not reviewed", "verified" and "needs work", those that there are."""
    areas: NDArray[np.int64]
    """The areas of all instances in pixels, sorted."""
    steps_by_outcome: dict[str, int]
    days: tuple[Day, ...]
    """Only days with decisions, in order."""
    seconds: dict[str, NDArray[np.float64]]
    """The time that each instance took, sorted, by the outcome of its step; imported ones are not included."""

    @property
    def all_seconds(self) -> NDArray[np.float64]:
        """The time that each instance took, sorted, over all outcomes."""
        return np.sort(np.concatenate([self.seconds[outcome] for outcome in DECIDED]))

    def answer(self) -> dict[str, Any]:
        """Return the same as JSON, for `rsis-annotations stats`."""
        areas = self.areas
        return {
            "images": self.images,
            "images_by_status": self.images_by_status,
            "images_without_instances": self.images_without_instances,
            "instances": self.instances,
            "instances_by_category": {c.name: c.instances for c in self.categories},
            "images_by_category": {c.name: c.images for c in self.categories},
            "instances_by_source": self.instances_by_source,
            "instances_by_review": self.instances_by_review,
            "area_in_pixels": {
                "smallest": int(areas[0]) if areas.size else None,
                "median": int(areas[areas.size // 2]) if areas.size else None,
                "largest": int(areas[-1]) if areas.size else None,
            },
            "steps_by_outcome": self.steps_by_outcome,
            "median_seconds_an_instance": {
                outcome: round(float(np.median(values)), 3) if values.size else None
                for outcome, values in (*self.seconds.items(), ("all", self.all_seconds))
            },
            "images_done_by_day": {day.date: day.images for day in self.days},
            "instances_by_day": {day.date: day.instances for day in self.days},
            "hours_by_day": {day.date: round(day.seconds / 3600, 3) for day in self.days},
        }


def of(project: Project, check: Callable[[], None] = lambda: None) -> Statistics:
    """Count the content of a project; `check` is called regularly, and an exception from it ends the counting."""
    with project.snapshot():
        counts = project.counts()
        select = project.select
        images_of = dict(select("SELECT category_id, count(DISTINCT image_id) FROM instance GROUP BY 1"))
        categories = [
            OfCategory(c.name, counts.instances_by_category[c.id], images_of.get(c.id, 0))
            for c in sorted(project.categories(), key=lambda c: (c.position, c.id))
        ]
        if counts.instances_by_category.get(None):
            unknown = counts.instances_by_category[None]
            categories.append(OfCategory(UNKNOWN, unknown, images_of.get(None, 0)))
        check()
        return Statistics(
            images=counts.images,
            images_by_status=counts.images_by_status,
            images_without_instances=counts.images - len(counts.instances_by_image),
            instances=counts.instances,
            categories=tuple(categories),
            instances_by_source=dict(select("SELECT source, count(*) FROM instance GROUP BY 1")),
            instances_by_review={
                review or "not reviewed": count
                for review, count in select("SELECT review, count(*) FROM instance GROUP BY 1")
            },
            areas=np.sort(np.concatenate([np.zeros(0, np.int64), *_areas(project, check)])),
            steps_by_outcome=counts.steps_by_outcome,
            days=_days(project),
            seconds=_seconds(project),
        )


def _areas(project: Project, check: Callable[[], None]) -> Iterator[NDArray[np.int64]]:
    """Read a few thousand at a time: all codes of a large project would not fit into memory."""
    last = -(2**63)
    query = f"SELECT id, counts FROM instance WHERE id > ? ORDER BY id LIMIT {AT_ONCE}"
    while rows := project.select(query, last):
        check()
        last = rows[-1][0]
        yield rle_batch.areas([code if isinstance(code, bytes) else b"" for _, code in rows])


def _days(project: Project) -> tuple[Day, ...]:
    done = project.select(
        "SELECT date(last, 'localtime'), count(*) FROM ("
        "SELECT max(time) AS last FROM history JOIN image ON image.id = image_id"
        " WHERE status = 'done' AND label IN ('Image done', 'Redo: Image done') GROUP BY image_id) GROUP BY 1"
    )
    made = project.select(
        "SELECT date(first, 'localtime'), count(*) FROM ("
        "SELECT min(time) AS first FROM history JOIN step ON step.id = step_id"
        " WHERE instance_id IN (SELECT id FROM instance) GROUP BY step_id) GROUP BY 1"
    )
    spent = project.select(
        "SELECT date(time, 'localtime'), sum(seconds) FROM history WHERE seconds IS NOT NULL GROUP BY 1"
    )
    images, instances, seconds = dict(done), dict(made), dict(spent)
    dates = sorted(date for date in {*images, *instances, *seconds} if isinstance(date, str))
    return tuple(
        Day(date, images.get(date, 0), instances.get(date, 0), float(seconds.get(date, 0.0)))
        for date in dates
    )


def _seconds(project: Project) -> dict[str, NDArray[np.float64]]:
    """Row by row: all of a large project would take a hundred bytes each."""
    found = {outcome: array("d") for outcome in DECIDED}
    rows = project.each(
        "SELECT outcome, sum(seconds) FROM history JOIN step ON step.id = step_id"
        " WHERE seconds IS NOT NULL AND instance_id IN (SELECT id FROM instance) GROUP BY step_id"
    )
    for outcome, seconds in rows:
        if outcome in found:
            found[outcome].append(seconds)
    return {outcome: np.sort(np.array(values, np.float64)) for outcome, values in found.items()}
