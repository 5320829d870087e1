"""YOLO segmentation: `images/…/NAME.*` with `labels/…/NAME.txt`, one normalised polygon per line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import yaml

from annotations.errors import Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats.base import (
    UNKNOWN,
    Dataset,
    Format,
)
from annotations.formats.reading import alike, folders_in
from annotations.formats.writing import (
    Names,
    category_names,
    free_stem,
    kept_instances,
    put_image,
    save_text,
    stem_of,
)
from annotations.formats.yolo_reading import IMAGES, LABELS, read
from annotations.formats.yolo_yaml import NAME_FILES, YAML, in_folder
from annotations.imaging.reading import walk
from annotations.masks import outlines
from annotations.masks.tracing import joined
from annotations.message import Message

__all__ = ["FORMAT", "read", "write"]

DIGITS = 9
FIRST_FOLDERS = 20
"""Number of folders below `labels` to look into for a text file."""


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write a YOLO data set with copies of the images; the output must be new or empty.

    One line is one polygon: parts and holes of an instance are joined by cuts of zero width, exact in programs that
    fill by the even-odd rule; this is reported. Not written: crowds.
    """
    problems: list[Problem] = []
    free = Names()
    names = category_names(dataset, problems, crowds=False)
    numbers = {name: number for number, name in enumerate(names)}
    joined_rings = 0
    with atomic_folder(output) as folder:
        for made in (IMAGES, LABELS):
            (folder / made).mkdir()
        for image in dataset.images:
            stem = free_stem(image, free, problems, _safe_stem(image.name))
            stem = f"{image.part}/{stem}" if image.part and not stem.startswith(f"{image.part}/") else stem
            put_image(image, folder / IMAGES / stem, problems)
            lines = []
            for instance in kept_instances(image, Message("YOLO files"), problems):
                rings = outlines(instance.mask)
                joined_rings += len(rings) > 1
                points = joined([ring.points for ring in rings])
                shares = _shares(points.tolist(), image.width, image.height)
                lines.append(f"{numbers[instance.category or UNKNOWN]} {shares}\n")
            save_text("".join(lines), folder / LABELS / f"{stem}.txt")
        parts = [part for part in dict.fromkeys(image.part for image in dataset.images) if part]
        places = {part: f"{IMAGES}/{part}" for part in parts} or {"train": IMAGES, "val": IMAGES}
        content = {"path": ".", **places, "names": dict(enumerate(names))}
        save_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), folder / NAME_FILES[0])
    if joined_rings:
        reason = Message(
            "{count} instances have holes or several parts, joined by zero-width cuts; "
            "programs that draw outlines show them as lines one pixel wide",
            count=joined_rings,
        )
        problems.append(Problem(str(output), "", reason))
    return problems


def _safe_stem(name: str) -> str:
    """Return the image's name, without folders named `images`, which other programs would replace by `labels`."""
    *folders, file = stem_of(name).split("/")
    return "/".join((*(part + "_" if part == IMAGES else part for part in folders), file))


def _shares(points: Sequence[Sequence[int]], width: int, height: int) -> str:
    return " ".join(f"{x / width:.{DIGITS}g} {y / height:.{DIGITS}g}" for x, y in points)


def recognises(source: Path) -> bool:
    """Whether a source is a YAML file, or a folder that has one that names categories, or texts in `labels`."""
    if source.is_file():
        return source.suffix.lower() in YAML
    if not source.is_dir():
        return False
    if in_folder(source):
        return True
    above = source if alike(source.name) == IMAGES else source.parent
    places = [source, above.parent] if alike(above.name) == IMAGES else [source]
    labels = [path for place in places for path in folders_in(place) if alike(path.name) == LABELS]
    return any(
        name.lower().endswith(".txt")
        for folder in labels
        for _, files in islice(walk(folder), FIRST_FOLDERS)
        for name in files
    )


FORMAT = Format(
    "yolo",
    "YOLO segmentation (normalised polygons)",
    read,
    write,
    holds_parts=True,
    recognises=recognises,
    layout="`data.yaml` (names), `images/…/NAME.*`, `labels/…/NAME.txt`: one line per instance, class number and "
    "polygon normalised by width and height",
    holds="masks, overlaps, any number, categories, image folders",
    cannot="holes and parts as such: they are joined by cuts of zero width, exact in programs that fill by the "
    "even-odd rule; crowds (left out)",
)
