"""Makes large projects for measurements, as several annotators and a model would have left them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from PIL import Image

from annotations.colors import COLORS
from annotations.masks import Mask
from annotations.project import Project, history
from annotations.project.bulk import in_parts
from annotations.project.history import HistoryEntry
from annotations.records import (
    Category,
    Change,
    ImageRecord,
    Instance,
    Proposal,
    Review,
    Status,
    Step,
    Transaction,
)

SIDE, SHAPES, PICTURES, IMAGES_AT_ONCE = 1000, 200, 100, 200
CATEGORIES = ("nucleus", "cell", "vessel", "debris", "fibre")
OF_TEN: tuple[Status, ...] = (*["done"] * 7, "skipped", "started", "new")
"""The statuses of each ten images."""
WAITING = 3
"""How many proposals wait in a new image."""


def make(path: Path, images: int, instances: int) -> None:
    """Writes a project with this many images and instances: discs of 40 to 80 pixels in images of 1000 x 1000.

    Each instance has the step that made it and a line of the history; twenty images are a scene. In one image of ten,
    proposals wait. One instance of seven is verified, and one of 97 needs work.
    """
    rng = np.random.default_rng(0)
    masks = [_disc(rng) for _ in range(SHAPES)]
    with Project.create(path) as project:
        with in_parts(project, "Make") as parts:
            made = [Category(n, name, COLORS[n], position=n) for n, name in enumerate(CATEGORIES, 1)]
            parts.put([Change.add(category) for category in made])
            for start in range(0, images, IMAGES_AT_ONCE):
                some = range(start, min(start + IMAGES_AT_ONCE, images))
                parts.put([each for at in some for each in _image(at, images, instances, masks)])
        with project.writing() as connection:
            history.take(connection, _lines(images, instances))


def make_pictures(folder: Path, images: int) -> None:
    """Writes the image files of such a project: links to a hundred images, which take little space."""
    rng = np.random.default_rng(0)
    sources = folder / "sources"
    sources.mkdir(parents=True)
    for number in range(min(PICTURES, images)):
        pixels = np.full((SIDE, SIDE, 3), rng.integers(0, 255, 3), np.uint8)
        pixels[200:500, 300:700] = rng.integers(0, 255, 3)
        Image.fromarray(pixels).save(sources / f"{number}.png")
    for at in range(images):
        target = folder / name_of(at)
        target.parent.mkdir(exist_ok=True)
        os.link(sources / f"{at % PICTURES}.png", target)


def draw_one(path: Path, images: Collection[str] = ()) -> str:
    """Draws one more object into the first image of a project that is not among these paths; returns its path."""
    with Project.open(path) as project:
        image = next(image for image in project.images() if image.path not in images)
        mask = Mask.from_patch(np.ones((9, 9), np.bool_), (0, 0), image.size)
        drawn = Instance(project.next_id("instance"), image.id, mask, None, "drawn", 10**9)
        project.commit(Transaction("Draw", (Change.add(drawn),), image.id))
        return image.path


def name_of(at: int) -> str:
    """Returns the path of an image."""
    scene, number = divmod(at, 20)
    return f"photos/scene{scene:06}_{number:02}.png"


def _image(at: int, images: int, instances: int, masks: Sequence[Mask]) -> Iterator[Change]:
    """What adds an image, its instances and its proposals; through a scene, each object is a track."""
    status = OF_TEN[at % 10]
    yield Change.add(ImageRecord(at + 1, name_of(at), SIDE, SIDE, status))
    own = range(at * instances // images + 1, (at + 1) * instances // images + 1)
    for place, one in enumerate(own):
        mask, track = masks[one % SHAPES], at // 20 * len(own) + place + 1
        category, objectness = one % len(CATEGORIES), 0.5 + one % 97 / 200
        review: Review = "verified" if one % 7 == 0 else "needs work" if one % 97 == 1 else ""
        yield Change.add(
            Instance(
                *(one, at + 1, mask, category + 1, "accepted", place, objectness),
                review=review,
                reviewer="Ann" if review else "",
                track=track,
            )
        )
        values = ("accepted", mask, CATEGORIES[category], 0.9, objectness)
        yield Change.add(Step(one, at + 1, place, *values, instance_id=one))
    if status == "new":
        for place in range(WAITING):
            number = at // 10 * WAITING + place + 1
            yield Change.add(
                Proposal(number, at + 1, place, masks[number % SHAPES], CATEGORIES[0], 0.9, 0.8, model="made")
            )


def _disc(rng: np.random.Generator) -> Mask:
    radius = int(rng.integers(20, 40))
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    place = rng.integers(0, SIDE - 2 * radius - 1, 2)
    return Mask.from_patch(y**2 + x**2 <= radius**2, (int(place[0]), int(place[1])), (SIDE, SIDE))


def _lines(images: int, instances: int) -> Iterator[HistoryEntry]:
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(1, instances + 1):
        image = (number - 1) * images // instances + 1
        when = (start + timedelta(seconds=number)).isoformat(timespec="milliseconds")
        yield HistoryEntry(0, when, "Accept", image, 2, "Zoe", 1.5, number)
