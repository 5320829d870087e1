"""The list of doubts of a project: every instance that is likely wrong, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from annotations.errors import AnnotationError
from annotations.project import Project
from annotations.records import ImageRecord
from annotations.review.doubt import Doubt, Doubtful, of_instance
from annotations.review.looks import looks
from annotations.review.measures import ImageMeasures, Pixels, measure
from annotations.review.rules import RULES, Everything

LEAST_WEIGHT = 0.05
"""Doubts below this are not listed."""


def of_project(project: Project, check: Callable[[], None] = lambda: None) -> tuple[Doubtful, ...]:
    """Find the doubts about all instances of a project, without those that a reviewer has verified.

    Images are read for it; one that cannot be read is judged by its masks alone. `check` is called between images,
    and an exception from it ends the search.
    """
    measured = []
    for image in project.images():
        check()
        measured.append(measure_image(project, image))
    return rank(measured, {category.id: category.name for category in project.categories()})


def measure_image(project: Project, image: ImageRecord) -> ImageMeasures:
    """Measure the instances of an image of a project."""
    instances = project.instances(image.id)
    pixels = _pixels(project, image) if instances else None  # an image with none need not be read
    return measure(image.id, instances, project.steps(image.id), project.proposals(image.id), pixels)


def rank(images: Iterable[ImageMeasures], names: Mapping[int, str]) -> tuple[Doubtful, ...]:
    """Apply all rules to what was measured; `names` are the categories by id.

    What is verified tells what is usual, but is not listed itself.
    """
    everything = Everything(tuple(images), names)
    found: dict[int, list[Doubt]] = defaultdict(list)
    for rule in (*RULES.values(), looks):
        for doubt in rule(everything):
            if doubt.weight >= LEAST_WEIGHT:
                found[doubt.instance_id].append(doubt)
    listed = [
        of_instance(instance.image_id, found[instance.id])
        for instance in everything.instances
        if instance.id in found and not instance.verified
    ]
    return tuple(sorted(listed, key=lambda doubtful: (-doubtful.weight, doubtful.instance_id)))


def answer(project: Project, most: int | None = None) -> dict[str, Any]:
    """Return the list as JSON, for `rsis-annotations doubts`, with its lines for people as "text"."""
    found = of_project(project)
    shown = found[:most]
    paths = {image.id: image.path for image in project.images()}
    text = [f"{len(found)} doubtful instances"]
    text += [
        f"{doubtful.weight:.2f}  {paths[doubtful.image_id]}  instance {doubtful.instance_id}: "
        + " ".join(doubt.reason for doubt in doubtful.doubts)
        for doubtful in shown
    ]
    return {
        "text": text,
        "doubtful": len(found),
        "doubts": [
            {
                "image": paths[doubtful.image_id],
                "instance": doubtful.instance_id,
                "weight": round(doubtful.weight, 4),
                "reasons": [
                    {
                        "kind": doubt.kind,
                        "weight": round(doubt.weight, 4),
                        "reason": str(doubt.reason),
                        "mend": doubt.mend.how if doubt.mend is not None else None,
                        "others": list(doubt.others),
                    }
                    for doubt in doubtful.doubts
                ],
            }
            for doubtful in shown
        ],
    }


def _pixels(project: Project, image: ImageRecord) -> Pixels | None:
    from annotations.imaging.reading import read_image

    try:
        pixels = read_image(project.absolute(image))
    except (AnnotationError, OSError, MemoryError):
        return None
    return pixels if pixels.shape[:2] == image.size else None
