"""Opens projects of RSIS Annotator in napari: each image as a layer, and its instances as a layer of labels."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from annotations.errors import AnnotationError
from annotations.imaging.reading import read_image
from annotations.project import Project

Layer = tuple[Any, dict[str, Any], str]
"""Pixels or labels, the layer's options, and its type: as napari takes layers from readers."""
MOST_IMAGES = 50
"""Images of a project that are opened, those with instances first: every layer is held in memory."""


def get_reader(path: str | list[str]) -> Callable[[str | list[str]], list[Layer]] | None:
    """Return the reader of a project file, None for anything else."""
    first = path[0] if isinstance(path, list) else path
    return read if str(first).endswith(".rsis") else None


def read(path: str | list[str]) -> list[Layer]:
    """Return the layers of one or several projects. A label is an instance's id in the project."""
    paths = path if isinstance(path, list) else [path]
    return [layer for one in paths for layer in _layers(Path(one))]


def _layers(path: Path) -> list[Layer]:
    found: list[Layer] = []
    with Project.open(path, read_only=True) as project:
        names = {category.id: category.name for category in project.categories()}
        annotated = project.counts().instances_by_image
        images = sorted(project.images(), key=lambda image: image.id not in annotated)
        for image in images[:MOST_IMAGES]:
            with suppress(AnnotationError):  # moved or damaged: its labels are shown all the same
                found.append((read_image(project.absolute(image)), {"name": image.path}, "image"))
            labels = np.zeros(image.size, np.int32)
            instances = project.instances(image.id)
            for instance in instances:  # from bottom to top
                labels[instance.mask.to_array()] = instance.id
            features = {
                "index": [0, *(instance.id for instance in instances)],
                "category": ["", *(names.get(instance.category_id or 0, "") for instance in instances)],
                "review": ["", *(instance.review for instance in instances)],
            }
            options = {"name": f"{image.path} instances", "features": features}
            found.append((labels, options, "labels"))
    return found
