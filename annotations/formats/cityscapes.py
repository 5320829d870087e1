"""Cityscapes: `gtFine/{split}/{city}/…_gtFine_{polygons.json,labelIds,instanceIds,color.png}` with `leftImg8bit`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.errors import Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats import cityscapes_reading
from annotations.formats.base import UNKNOWN, AnnotatedInstance, Dataset, Format, ImageAnnotations
from annotations.formats.cityscapes_labels import (
    GROUP,
    INSTANCES,
    OFFICIAL_NAMES,
    UNLABELED,
    Label,
    labels_for,
)
from annotations.formats.cityscapes_polygons import Plan, plan
from annotations.formats.cityscapes_reading import IMAGE, IMAGES, LABEL_FILE, TRUTH
from annotations.formats.writing import (
    category_names,
    layer,
    put_image,
    safe_parts,
    save_json,
    save_png,
    stem_of,
)
from annotations.message import Message

read = cityscapes_reading.read
OWN_NAME = re.compile(r"([^_]+)_\d{6}_\d{6}")
MOST_INSTANCES = 65535
DEFAULT_SPLIT = "train"


@dataclass(frozen=True, slots=True)
class _Object:
    """An instance to paint: its label, whether it is a group, and its mask's value in the layer."""

    label: Label
    is_group: bool
    instance: AnnotatedInstance

    @property
    def is_counted(self) -> bool:
        return self.label.has_instances and not self.is_group


def write(dataset: Dataset, output: StrPath, *, official: bool = False, **_options: bool) -> list[Problem]:
    """Write a Cityscapes data set with the images as PNG; the output must be new or empty.

    Categories that Cityscapes lacks become labels with numbers from 34 on, listed in `labels.json`; with `official`
    they are left out, since its scripts stop at them. Both are reported, as are renamed images, pixels below another
    instance, and masks of several parts whose polygon could not be joined.
    """
    problems: list[Problem] = []
    names = category_names(dataset, problems)
    foreign = [name for name in names if name not in OFFICIAL_NAMES]
    labels = labels_for(() if official else foreign)
    _tell_foreign(dataset, foreign, labels, official, str(output), problems)
    writer = _Writer(labels, problems)
    with atomic_folder(output) as folder:
        for made in (TRUTH, IMAGES):
            (folder / made).mkdir()
        for image in dataset.images:
            writer.image(image, folder)
        own = [label for label in labels.values() if label.name not in OFFICIAL_NAMES]
        if own:
            rows = [
                {"name": o.name, "id": o.number, "hasInstances": True, "color": list(o.color)} for o in own
            ]
            save_json(rows, folder / LABEL_FILE)
    return problems


def _tell_foreign(
    dataset: Dataset,
    foreign: Sequence[str],
    labels: dict[str, Label],
    official: bool,
    output: str,
    problems: list[Problem],
) -> None:
    counts = Counter(
        UNKNOWN if i.category is None else i.category
        for image in dataset.images
        for i in image.instances
        if not i.mask.is_empty
    )
    for name in foreign:
        if official:
            reason = Message("Cityscapes has no such label; its instances were left out")
        elif name not in labels:
            reason = Message("no label numbers are left; its instances were left out")
        else:
            reason = Message(
                "Cityscapes has no such label: written with number {number}, at which its own scripts stop",
                number=labels[name].number,
            )
        left_out = 0 if name in labels else counts[name]
        problems.append(Problem(output, Message("category {name!r}", name=name), reason, left_out=left_out))


class _Writer:
    """Writes one image after another, under unique names."""

    def __init__(self, labels: dict[str, Label], problems: list[Problem]) -> None:
        self._labels = labels
        self._problems = problems
        self._taken: set[str] = set()
        self._counts: Counter[str] = Counter()

    def image(self, image: ImageAnnotations, folder: Path) -> None:
        """Write the image and its four files."""
        place, core = self._name(image)
        put_image(image, folder / IMAGES / place / f"{core}{IMAGE}", self._problems, ".png")
        objects = self._objects(image)
        flat = layer(image, [item.instance.mask for item in objects], self._problems)
        painted = plan(flat)
        self._tell_incomplete(image, painted, objects)
        truth = folder / TRUTH / place
        truth.mkdir(parents=True, exist_ok=True)
        rows = [_row(objects[ring.value - 1] if ring.value else None, ring.points) for ring in painted.rings]
        content = {"imgHeight": image.height, "imgWidth": image.width, "objects": rows}
        start = truth / f"{core}_{TRUTH}"
        save_json(content, Path(f"{start}_polygons.json"))
        numbers = np.array([0, *(max(0, item.label.number) for item in objects)], np.uint8)
        save_png(Image.fromarray(numbers[flat]), Path(f"{start}_labelIds.png"))
        save_png(Image.fromarray(_ids(objects, painted)[flat]), Path(f"{start}_instanceIds.png"))
        colors = np.array([UNLABELED.color, *(item.label.color for item in objects)], np.uint8)
        save_png(Image.fromarray(colors[flat]), Path(f"{start}_color.png"))

    def _name(self, image: ImageAnnotations) -> tuple[Path, str]:
        """Return the folder (split and city) and the common prefix of an image's files."""
        *folders, file = safe_parts(stem_of(image.name))
        file = file.removesuffix(IMAGE)
        own = OWN_NAME.fullmatch(file)
        if own is not None and (not folders or folders[-1] == own[1]):
            split = folders[0] if len(folders) == 2 else DEFAULT_SPLIT
            city, core = own[1], file
        else:
            split, city, core = DEFAULT_SPLIT, "-".join(folders).replace("_", "-") or "images", ""
        split = image.part or split
        while not core or core.casefold() in self._taken:
            core = f"{city}_000000_{self._counts[city]:06}"
            self._counts[city] += 1
        self._taken.add(core.casefold())
        if core != file:
            self._problems.append(
                Problem(
                    image.name,
                    "",
                    Message("written as {split}/{city}/{core}", split=split, city=city, core=core),
                )
            )
        return Path(split, city), core

    def _objects(self, image: ImageAnnotations) -> list[_Object]:
        """Return the instances of an image to paint, from bottom to top; report the rest."""
        objects: list[_Object] = []
        counts: Counter[str] = Counter()
        over = empty = unlabeled = 0
        for instance in image.instances:
            label = self._labels.get(instance.category if instance.category is not None else UNKNOWN)
            empty += instance.mask.is_empty
            if label is None or instance.mask.is_empty:
                continue
            if label is UNLABELED:
                unlabeled += 1
                continue
            can_group = label.has_instances and label.name + GROUP not in self._labels
            item = _Object(label, instance.crowd and can_group, instance)
            if instance.crowd and not item.is_group:
                self._problems.append(
                    Problem(
                        image.name,
                        Message("a crowd of {name!r}", name=label.name),
                        Message("this label cannot mark groups: written as a normal instance"),
                    )
                )
            if len(objects) >= MOST_INSTANCES or (item.is_counted and counts[label.name] >= INSTANCES):
                over += 1
                continue
            counts[label.name] += item.is_counted
            objects.append(item)
        if over:
            reason = Message(
                "Cityscapes allows {most} instances per label and image; {count} left out",
                most=INSTANCES,
                count=over,
            )
            self._problems.append(Problem(image.name, "", reason, left_out=over))
        if unlabeled:
            reason = Message(
                '"{name}" is the background in Cityscapes; {count} left out',
                name=UNLABELED.name,
                count=unlabeled,
            )
            self._problems.append(Problem(image.name, "", reason, left_out=unlabeled))
        if empty:
            reason = Message("{count} without pixels left out", count=empty)
            self._problems.append(Problem(image.name, "", reason, left_out=empty))
        return objects

    def _tell_incomplete(self, image: ImageAnnotations, painted: Plan, objects: Sequence[_Object]) -> None:
        for value in painted.incomplete:
            reason = Message(
                "other masks enclose its parts, so its polygon lacks some; instanceIds has all of them"
            )
            self._problems.append(
                Problem(
                    image.name, Message("an instance of {name!r}", name=objects[value - 1].label.name), reason
                )
            )


def _row(item: _Object | None, points: Sequence[tuple[int, int]]) -> dict[str, object]:
    name = UNLABELED.name if item is None else item.label.name + (GROUP if item.is_group else "")
    return {"label": name, "polygon": [list(point) for point in points]}


def _ids(objects: Sequence[_Object], painted: Plan) -> NDArray[np.uint16]:
    """Return the number in instanceIds of each value, counted in the order of the polygons like the official script."""
    ids = np.zeros(len(objects) + 1, np.uint16)
    counts: Counter[str] = Counter()
    for value in [ring.value for ring in painted.rings if ring.value]:
        item = objects[value - 1]
        ids[value] = max(0, item.label.number)
        if item.is_counted:
            ids[value] = item.label.number * 1000 + counts[item.label.name]
            counts[item.label.name] += 1
    return ids


FORMAT = Format(
    "cityscapes",
    "Cityscapes (polygons, labelIds, instanceIds, color)",
    read,
    write,
    options={"official": "Only labels that Cityscapes' own scripts know"},
    holds_parts=True,
    recognises=cityscapes_reading.recognises,
    layout="`gtFine/SPLIT/CITY/CITY_000000_000000_gtFine_{polygons.json,labelIds.png,instanceIds.png,color.png}`, "
    "`leftImg8bit/SPLIT/CITY/…_leftImg8bit.png`; `labels.json` if there are labels that Cityscapes lacks",
    holds="masks of any shape, as polygons through pixel centres, with paths to holes and parts and back; "
    "categories; crowds as groups; up to 1000 instances per label and image",
    cannot="overlaps (the upper instance keeps the pixels), other image names (replaced and reported), categories that "
    "Cityscapes lacks (numbered from 34 on, where its own scripts stop, or left out), parts enclosed by other masks of "
    "several parts (kept in instanceIds only)",
)
