"""Tries installed plug-ins with an image and a disc in its middle, for those who write one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotations.errors import AnnotationError
from annotations.formats import table
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.imaging.reading import read_channels, read_image
from annotations.masks import Mask
from annotations.measuring.plugged import load_one
from annotations.plugins.found import Plugin
from annotations.plugins.host import PluginError, ask
from annotations.plugins.listing import Listed
from annotations.plugins.proposers import open_image, propose


@dataclass(frozen=True, slots=True)
class Click:
    """A click in the form of `rsis_model.Click`, which this package does not import."""

    x: float
    y: float
    positive: bool = True


def tried(found: Iterable[Listed], image: Path) -> list[Listed]:
    """Use every plug-in that is ready once; `title` tells what came of it. ImageError: the image cannot be read."""
    pixels = read_image(image)
    return [_tried(one, image, pixels) if one.is_ready else one for one in found]


def _tried(one: Listed, image: Path, pixels: NDArray[np.uint8]) -> Listed:
    try:
        return replace(one, title=_use(one.plugin, image, pixels))
    except PluginError as error:
        return replace(one, is_ready=False, reason=error.reason)
    except AnnotationError as error:
        return replace(one, is_ready=False, reason=error.reason)


def _use(plugin: Plugin, image: Path, pixels: NDArray[np.uint8]) -> str:
    size = pixels.shape[:2]
    height, width = size
    if plugin.kind == "proposer":
        mask = propose(
            plugin, open_image(plugin, pixels), [Click((width - 1) / 2, (height - 1) / 2)], None, None
        )
        return "no object at the middle" if mask is None else f"{int(mask.sum())} pixels at the middle"
    if plugin.kind == "image_reader":
        if not image.name.lower().endswith(f".{plugin.name}"):
            return f"not tried: {image.name} is of another kind"
        channels = read_channels(image)
        shape = " x ".join(map(str, channels.shape))
        return f"read {shape} (height, width, channels) of {channels.dtype.name}"
    y, x = np.ogrid[:height, :width]
    radius = min(height, width) / 4
    disc = Mask.from_array((y - height / 2) ** 2 + (x - width / 2) ** 2 <= radius**2)
    if plugin.kind == "measurement":
        extra = load_one(plugin)
        (values,) = ask(plugin, "measure", image.absolute(), [disc], True, None)
        return ", ".join(f"{c.name} {value}" for c, value in zip(extra.columns, values, strict=True))
    return _written_and_read(plugin, ImageAnnotations(
        image.absolute(), image.name, width, height, (AnnotatedInstance(disc, "disc"),)
    ))  # fmt: skip


def _written_and_read(plugin: Plugin, image: ImageAnnotations) -> str:
    form = table.find(plugin.name)
    told: list[Any] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, f"tried{form.suffix}")
        if form.writer is not None:
            problems = form.writer(Dataset((image,), ("disc",)), place)
            told += ["wrote 1 instance", *(problem.reason for problem in problems)]
        if form.reader is not None and form.writer is not None:
            read = form.reader(place, image.path.parent)
            count = sum(len(one.instances) for one in read.images)
            told += [f"read {count}", *(problem.reason for problem in read.problems)]
    return "; ".join(told) or "not tried: it only reads"
