"""Queries over all images of a project: which have a category, and how sure the model was of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotations.project import deals
from annotations.project.project import Project

TRACK = "track"
"""What the numbers of tracks are counted under, beside the ids of the tables."""


def with_category(project: Project, category_id: int) -> frozenset[int]:
    """Return the ids of the images that have an instance of a category."""
    query = "SELECT DISTINCT image_id FROM instance WHERE category_id = ?"
    return frozenset(number for (number,) in project.select(query, category_id))


def counts_by_category(project: Project) -> dict[int | None, int]:
    """Return how many instances each category has, by its id, None for unknown; categories without are left out."""
    return dict(project.select("SELECT category_id, count(*) FROM instance GROUP BY category_id"))


def annotated(project: Project) -> frozenset[int]:
    """Return the ids of the images that have an instance."""
    return frozenset(number for (number,) in project.select("SELECT DISTINCT image_id FROM instance"))


def with_tracks(project: Project, tracks: Iterable[int]) -> frozenset[int]:
    """Return the ids of the images that have an instance of one of these tracks."""
    query = "SELECT DISTINCT image_id FROM instance WHERE track = ?"
    return frozenset(number for track in tracks for (number,) in project.select(query, track))


def next_track(project: Project) -> int:
    """Return the first number after those of all tracks, also of those in the other parts of a split project."""
    ((last,),) = project.select("SELECT max(track) FROM instance")
    deal = deals.read(project)
    return max(int(last or 0) + 1, deal.tracks if deal is not None else 1)


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


def uncertainty(objectness: Sequence[float]) -> float:
    """Return the model's doubt about an image (0…1) from the objectness of what it proposes; 0 if that is nothing.

    It is the mean of 1 - |2p - 1|, p being the objectness of a proposal: 1 where the model could not tell whether
    there is an object (p = 0.5), 0 where it was sure either way.
    """
    return sum(1 - abs(2 * p - 1) for p in objectness) / len(objectness) if objectness else 0.0


def uncertainties(project: Project, image_id: int | None = None) -> dict[int, float]:
    """Return the model's doubt about an image (see `uncertainty`), by image; of one image or of all.

    All proposals there count, also those that wait. Images without proposals are left out.
    """
    query = (
        "SELECT image_id, avg(1.0 - abs(2.0 * objectness - 1.0)) FROM"
        " (SELECT image_id, objectness FROM step WHERE outcome != 'drawn' AND (?1 IS NULL OR image_id = ?1)"
        " UNION ALL SELECT image_id, objectness FROM proposal WHERE ?1 IS NULL OR image_id = ?1) GROUP BY image_id"
    )
    return {number: float(value) for number, value in project.select(query, image_id)}


INSTANCE_FACTS = (
    "SELECT id, image_id, coalesce(category_id, 0), score, review, mask_y, mask_x, mask_height, mask_width"
    " FROM instance ORDER BY id"
)


def instance_facts(
    project: Project,
) -> Iterator[tuple[int, int, int, float | None, str, int, int, int, int]]:
    """Yield what can be sorted and filtered by of every instance, by id; no mask is decoded. See `Project.each`.

    A row is (id, image id, category id or 0, score or None, review, y, x, h, w of the mask's box in pixels).
    """
    return project.each(INSTANCE_FACTS)


def masks_of(project: Project, image_id: int) -> dict[int, tuple[tuple[int, ...], bytes]]:
    """Return the masks of an image by instance id, not decoded.

    Each is (height, width of the image, y, x, h, w of the box) and the run-length code of the box, see
    `annotations.masks.Mask`.
    """
    query = (
        "SELECT id, height, width, mask_y, mask_x, mask_height, mask_width, counts FROM instance"
        " WHERE image_id = ?"
    )
    return {row[0]: (row[1:7], row[7]) for row in project.select(query, image_id)}
