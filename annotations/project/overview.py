"""Queries over all images of a project: which have a category, and how sure the model was of them."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.project.project import Project


def with_category(project: Project, category_id: int) -> frozenset[int]:
    """Return the ids of the images that have an instance of a category."""
    query = "SELECT DISTINCT image_id FROM instance WHERE category_id = ?"
    return frozenset(number for (number,) in project.select(query, category_id))


def touched(project: Project) -> frozenset[int]:
    """Return the ids of the images that have an instance or a decision."""
    query = "SELECT image_id FROM instance UNION SELECT image_id FROM step"
    return frozenset(number for (number,) in project.select(query))


def with_review(project: Project, holds: str) -> frozenset[int]:
    """Return the ids of the images with an instance that is "unreviewed", "needs work", or is in a "conflict"."""
    where = {
        "unreviewed": "review = ''",
        "needs work": "review = 'needs work'",
        "conflict": """attributes LIKE '%["conflict", "%'""",  # a quotation mark in a value is escaped
    }[holds]
    query = f"SELECT DISTINCT image_id FROM instance WHERE {where}"
    return frozenset(number for (number,) in project.select(query))


def uses_of_category(project: Project, category_id: int) -> tuple[int, int]:
    """Return how many instances have a category, and in how many images."""
    query = "SELECT count(*), count(DISTINCT image_id) FROM instance WHERE category_id = ?"
    ((instances, images),) = project.select(query, category_id)
    return int(instances), int(images)


def instances_of(project: Project, image_ids: Iterable[int]) -> int:
    """Return how many instances these images have together."""
    query = "SELECT count(*) FROM instance WHERE image_id = ?"
    return sum(int(project.select(query, number)[0][0]) for number in image_ids)


def used_categories(project: Project) -> frozenset[int]:
    """Return the ids of the categories that a person gave to one of their newest thousand instances."""
    query = (
        "SELECT id FROM category WHERE EXISTS (SELECT 1 FROM (SELECT source FROM instance"
        " WHERE category_id = category.id ORDER BY id DESC LIMIT 1000) WHERE source != 'imported')"
    )
    return frozenset(number for (number,) in project.select(query))


def scores(project: Project, image_id: int | None = None) -> dict[int, float]:
    """Return the lowest objectness of an image's instances (0…1), by image; of one image or of all.

    Images without an instance that the model proposed are left out.
    """
    query = (
        "SELECT image_id, min(score) FROM instance WHERE score IS NOT NULL AND (?1 IS NULL OR image_id = ?1)"
        " GROUP BY image_id"
    )
    return {number: float(score) for number, score in project.select(query, image_id)}


def uncertainties(project: Project, image_id: int | None = None) -> dict[int, float]:
    """Return the model's doubt about an image (0…1), by image; of one image or of all.

    It is the mean of 1 - |2p - 1| over the proposals there, p being their objectness: 1 where the model could not
    tell whether there is an object (p = 0.5), 0 where it was sure either way. Images without proposals are left out.
    """
    query = (
        "SELECT image_id, avg(1.0 - abs(2.0 * objectness - 1.0)) FROM step"
        " WHERE outcome != 'drawn' AND (?1 IS NULL OR image_id = ?1) GROUP BY image_id"
    )
    return {number: float(value) for number, value in project.select(query, image_id)}
