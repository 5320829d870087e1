"""What is counted of a project."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotations.masks import Mask, rle_batch
from annotations.project import Project, statistics
from annotations.records import Category, Change, Instance, Origin, Outcome, Step, Transaction

DAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


def square(side: int) -> Mask:
    return Mask.from_patch(np.ones((side, side), bool), (1, 1), (30, 40))


def decide(project: Project, number: int, outcome: Outcome, side: int, seconds: float, at: datetime) -> None:
    """An instance of category 1 in the first image, made by a step."""
    image = project.images()[0].id
    instance = Instance(number, image, square(side), 1, "accepted", number)
    step = Step(number, image, number, outcome, square(side), instance_id=number)
    made = (Change.add(instance), Change.add(step))
    project.commit(Transaction("Accept", made, image, Origin(at, seconds, number)))


def test_categories_sizes_days_and_times_are_counted(project: Project) -> None:
    project.commit(
        Transaction(
            "Add", (Change.add(Category(1, "cell", (9, 9, 9))), Change.add(Category(2, "dirt", (1, 1, 1))))
        )
    )
    decide(project, 1, "accepted", 2, 1.5, DAY)
    decide(project, 2, "accepted", 4, 2.5, DAY)
    decide(project, 3, "drawn", 3, 20.0, DAY + timedelta(days=2))
    again = project.instances(project.images()[0].id)[0]
    origin = Origin(DAY + timedelta(days=2), 3.0, 1)
    project.commit(
        Transaction("Fix", (Change.replace(again, replace(again, note="seen")),), again.image_id, origin)
    )
    first, second, _ = project.images()
    for image, label in ((first, "Image done"), (second, "Image done"), (second, "Undo: Image done")):
        now = project.image(image.id)
        then = replace(now, status="new" if label.startswith("Undo") else "done")
        origin = Origin(DAY + timedelta(days=2), 1.0, None)
        project.commit(Transaction(label, (Change.replace(now, then),), image.id, origin))

    found = statistics.of(project)
    assert [(c.name, c.instances, c.images) for c in found.categories] == [("cell", 3, 1), ("dirt", 0, 0)]
    assert found.areas.tolist() == [4, 9, 16]
    assert found.seconds["accepted"].tolist() == [2.5, 4.5], "all decisions about an instance add up"
    assert found.seconds["drawn"].tolist() == [20.0]
    assert [(day.images, day.instances, day.seconds) for day in found.days] == [(0, 2, 4.0), (1, 1, 26.0)]
    answer = found.answer()
    assert answer["median_seconds_an_instance"] == {"accepted": 3.5, "fixed": None, "drawn": 20.0, "all": 4.5}
    assert list(answer["images_done_by_day"].values()) == [0, 1]


def test_an_empty_project_has_statistics_too(project: Project) -> None:
    found = statistics.of(project)
    assert (found.images, found.instances, found.categories, found.days) == (3, 0, (), ())
    assert found.answer()["area_in_pixels"]["median"] is None


@given(st.lists(st.lists(st.booleans(), min_size=12, max_size=12), max_size=6))
def test_areas_of_many_codes_at_once_are_those_of_each(pictures: list[list[bool]]) -> None:
    masks = [Mask.from_array(np.array(bits).reshape(3, 4)) for bits in pictures]
    assert rle_batch.areas([mask.counts for mask in masks]).tolist() == [mask.area for mask in masks]


def test_a_damaged_code_covers_nothing(project: Any) -> None:
    good = square(3).counts
    assert rle_batch.areas([b"\xff", good, b"", b"P"]).tolist() == [0, 9, 0, 0]
