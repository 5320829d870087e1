"""Proposals made for images that nobody had open, which wait in the project for a person's decision."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotations.message import Message
from annotations.project import history, log, schema
from annotations.project.project import Project
from annotations.records import Change, Proposal, Transaction, short_name

LABEL = Message("Propose in the background")
DOUBTFUL_FIRST = "doubtful first"
"""The project setting that lets the images of which the model is least sure come first in the window."""
_BEGUN = (
    "SELECT 1 FROM image WHERE id = ?1 AND (status != 'new' OR EXISTS (SELECT 1 FROM step WHERE image_id = ?1)"
    " OR EXISTS (SELECT 1 FROM instance WHERE image_id = ?1))"
)
_OPEN = "SELECT id FROM image WHERE status IN ('new', 'started')"


def keep_proposals(
    project: Project, image_id: int, proposals: Iterable[Proposal], model: str
) -> tuple[Proposal, ...] | None:
    """Keep what a model proposes in an image, instead of what waits there; one transaction of the file.

    The proposals get new ids, this image's id, the model's name and the index of their place. There may be none: the
    image counts as done by this model all the same. The history has a line for it without a person, since nobody was
    involved. Returns the proposals as they are now, or None, with nothing changed, if the image is gone, a person has
    begun with it, or this model has been there. ProjectError as for `Project.commit`.
    """
    name = short_name(model)
    with project.writing() as connection:
        there = connection.execute("SELECT 1 FROM image WHERE id = ?", (image_id,)).fetchone()
        if there is None or connection.execute(_BEGUN, (image_id,)).fetchone() is not None:
            return None
        query = "SELECT 1 FROM proposed_image WHERE image_id = ? AND model = ?"
        if connection.execute(query, (image_id, name)).fetchone() is not None:
            return None
        kept = tuple(
            replace(one, id=project.next_id("proposal"), image_id=image_id, index=place, model=name)
            for place, one in enumerate(proposals)
        )
        changes = (*map(Change.remove, project.proposals(image_id)), *map(Change.add, kept))
        if changes:
            rows = project.put(connection, changes)
            line = history.insert(connection, Transaction(LABEL, changes, image_id), person="")
            log.append(connection, line, rows, schema.COLUMNS)
        note(connection, [image_id], name)
    return kept


def proposed(project: Project) -> dict[int, str]:
    """Return the images in which a model proposed in the background, none or many, and the name of the last model."""
    return dict(project.select("SELECT image_id, model FROM proposed_image"))


def taken(project: Project) -> set[int]:
    """Return the ids of the images for which proposals were made already, or with which a person has begun."""
    query = (
        "SELECT id FROM image WHERE status != 'new' UNION SELECT image_id FROM step"
        " UNION SELECT image_id FROM instance UNION SELECT image_id FROM proposal"
        " UNION SELECT image_id FROM proposed_image"
    )
    return {number for (number,) in project.select(query)}


def note(connection: sqlite3.Connection, image_ids: Iterable[int], model: str) -> None:
    """Note, inside `Project.writing`, that a model has proposed in images, many objects or none."""
    rows = ((number, model) for number in image_ids)
    connection.executemany("INSERT OR REPLACE INTO proposed_image VALUES (?, ?)", rows)


def counts(project: Project) -> dict[int, int]:
    """Return how many proposals wait in each unfinished image, by image id; images without any are left out."""
    return dict(
        project.select(
            f"SELECT image_id, count(*) FROM proposal WHERE image_id IN ({_OPEN}) GROUP BY image_id"
        )
    )


@dataclass(frozen=True, slots=True)
class Sure:
    """How many proposals with an objectness of at least `least` wait, and in how many unfinished images.

    `last` is the highest id among them, which tells them from those that come later; 0 if there are none.
    """

    least: float
    proposals: int
    images: int
    last: int

    def has(self, proposal: Proposal) -> bool:
        """Whether a waiting proposal is one of them."""
        return proposal.objectness >= self.least and proposal.id <= self.last


def sure_of(project: Project, least: float) -> Sure:
    """Count the waiting proposals of at least this objectness."""
    query = (
        "SELECT count(*), count(DISTINCT image_id), coalesce(max(id), 0) FROM proposal"
        f" WHERE objectness >= ? AND image_id IN ({_OPEN})"
    )
    ((proposals, images, last),) = project.select(query, least)
    return Sure(least, int(proposals), int(images), int(last))


def images_of(project: Project, sure: Sure) -> list[int]:
    """Return the unfinished images in which some of these proposals still wait."""
    query = (
        f"SELECT DISTINCT image_id FROM proposal WHERE objectness >= ? AND id <= ? AND image_id IN ({_OPEN})"
        " ORDER BY image_id"
    )
    return [number for (number,) in project.select(query, sure.least, sure.last)]
