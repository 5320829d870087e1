"""MOTS: `images/SEQUENCE/FRAME`, and in `instances/` a 16-bit PNG each, whose values are class * 1000 + object."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from annotations.errors import AnnotationError, FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
    check_image,
    check_within,
)
from annotations.formats.reading import (
    Notes,
    alike,
    files_below,
    folders_in,
    images_by_stem,
    label_map,
    masks_of,
)
from annotations.formats.writing import (
    Names,
    category_names,
    free_stem,
    layer,
    line_names,
    put_image,
    save_png,
    save_text,
    stem_of,
)
from annotations.imaging.reading import opened
from annotations.imaging.tiff.header import Picture
from annotations.message import Message
from annotations.text_files import lines_of, read_text

INSTANCES, IMAGES, CLASSES = "instances", "images", "classes.txt"
KITTI = {1: "car", 2: "pedestrian"}
"""The classes of KITTI MOTS and MOTSChallenge, whose data sets have no list of them."""
IGNORED_CLASS, IGNORED = 10, 10_000
"""The value of regions that evaluations ignore, and its class: here, crowds."""
A_CLASS, MOST_CLASSES = 1000, 64
"""Values per class, and the largest class that fits into 16 bits with all of them."""
Tracked = tuple[AnnotatedInstance, int | None]
"""An instance, and the value of its object; None for an ignored region."""


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a MOTS folder: its folder `instances`, with the images in `images` or in the folder of that name.

    Objects of one folder with the same value have the same track: their number, or another one where objects of other
    folders or classes have it too. Class names are those in `classes.txt`, or else KITTI's. Regions that are to be
    ignored are crowds of unknown category. A file without an image is reported and left out; FormatError if there is
    no folder `instances` with PNG files.
    """
    root = Path(source).absolute()
    folder = _folder(root, INSTANCES)
    labels = files_below(folder, "*.png") if folder is not None else []
    if folder is None or not labels:
        raise FormatError(
            root, Message('it is not a MOTS folder: there is no folder "instances" with PNG files in it')
        )
    image_root = Path(images).absolute() if images is not None else _folder(root, IMAGES)
    if image_root is None:
        raise FormatError(root, Message('there is no folder "images" in it; choose the folder of the images'))
    notes = Notes()
    names = _class_names(root, notes)
    files = images_by_stem(image_root, notes, below=True)
    taken: list[tuple[ImageAnnotations, str, list[Tracked]]] = []

    def take(label: Path) -> None:
        check_within(label, root)
        stem = label.relative_to(folder).with_suffix("").as_posix()
        image = files.get(stem)
        if image is None:
            raise ValueError(Message("there is no image {name} in {folder}", name=stem, folder=image_root))
        values = label_map(label, notes)
        height, width = values.shape
        check_image(image, width, height, Message("its label file"))
        found = _instances(values, names, label, notes)
        bare = ImageAnnotations(image, stem + image.suffix, width, height)
        taken.append((bare, stem.rpartition("/")[0], found))

    for label in labels:
        notes.guard("", take, label, file=label)
    tracks = _tracks({(where, value) for _, where, found in taken for _, value in found if value is not None})
    read_images = [
        replace(
            bare,
            instances=tuple(
                one if value is None else replace(one, track=tracks[where, value]) for one, value in found
            ),
        )
        for bare, where, found in taken
    ]
    used = {one.category for image in read_images for one in image.instances if one.category is not None}
    listed = names.values() if (root / CLASSES).is_file() else (n for n in names.values() if n in used)
    categories = dict.fromkeys((*(name for name in listed if name != UNKNOWN), *sorted(used)))
    return notes.result(read_images, tuple(categories), root)


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write `images`, `instances` and `classes.txt`; the output must be new or empty.

    An object's number is its track, if that is at most 999 and its own; others get a free number in their folder and
    class. Reported: instances without a track, each of which becomes an object of its own, numbers that change, pixels
    below another instance, and what does not fit into 64 classes of 999 objects. The crowds of an image become
    one region to ignore.
    """
    problems: list[Problem] = []
    free = Names()
    names = line_names(category_names(dataset, problems, crowds=False), problems)
    classes = _classes(list(names), problems)
    stems = [free_stem(image, free, problems, stem_of(image.name)) for image in dataset.images]
    numbers = _Numbers(dataset, stems)
    with atomic_folder(output) as folder:
        for image, stem in zip(dataset.images, stems, strict=True):
            kept, values = _values(image, stem, classes, numbers, problems)
            labels = layer(image, [one.mask for one in kept], problems)
            written = np.array([0, *values], np.uint16)
            ignored = int(np.count_nonzero(written[np.unique(labels)] == IGNORED))
            if ignored > 1:
                reason = Message("its {count} crowds become one region to ignore", count=ignored)
                problems.append(Problem(image.name, "", reason, left_out=ignored - 1))
            place = folder / INSTANCES / f"{stem}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            save_png(Image.fromarray(written[labels]), place)
            put_image(image, folder / IMAGES / stem, problems)
        (folder / INSTANCES).mkdir(exist_ok=True)
        text = "".join(f"{number} {names[name]}\n" for name, number in classes.items())
        save_text(text, folder / CLASSES)
    return problems


def recognises(source: Path) -> bool:
    """Whether it has a folder `instances` whose first PNG has 16 bits."""
    folder = _folder(source, INSTANCES) if source.is_dir() else None
    first = next(iter(files_below(folder, "*.png")), None) if folder is not None else None
    if first is None or first.stem.endswith("_instanceIds"):
        return False
    try:
        with opened(first, only_header=True) as image:
            return isinstance(image, Picture) or image.mode.startswith("I")
    except AnnotationError:
        return False


def _folder(root: Path, name: str) -> Path | None:
    """Return the folder of a name in a folder, whatever its case, or the folder itself if it has that name."""
    inside = next((path for path in folders_in(root) if alike(path.name) == name), None)
    return root if inside is None and alike(root.name) == name else inside


def _class_names(root: Path, notes: Notes) -> dict[int, str]:
    """Return the names of classes by their number: one a line in `classes.txt`, or else KITTI's."""
    if not (root / CLASSES).is_file():
        return dict(KITTI)
    try:
        check_within(root / CLASSES, root)
    except ValueError as error:
        notes.add("", str(error), root / CLASSES)
        return dict(KITTI)
    names = {}
    for line, text in lines_of(read_text(root / CLASSES)):
        number, _, name = text.strip().partition(" ")
        if not number.isdecimal() or len(number) > 3 or not name.strip():
            reason = Message("it is not a number and a name")
            notes.add(Message("line {number}", number=line), reason, root / CLASSES)
            continue
        names[int(number)] = name.strip()
    return names


def _instances(
    values: np.ndarray[tuple[int, ...], np.dtype[np.integer]],
    names: dict[int, str],
    label: Path,
    notes: Notes,
) -> list[Tracked]:
    found: list[Tracked] = []
    for value, mask in masks_of(values).items():
        kind = value // A_CLASS
        if value == IGNORED:
            found.append((AnnotatedInstance(mask, None, crowd=True), None))
        elif kind == 0 or value >= 2**16:
            notes.add("", Message("the value {value} has no class; left out", value=value), label)
        else:
            name = names.setdefault(kind, f"class {kind}")
            found.append((AnnotatedInstance(mask, None if name == UNKNOWN else name), value))
    return found


def _tracks(objects: set[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """Return the track of each object, by its folder and value: its number, where that is at least 1 and not taken."""
    tracks: dict[tuple[str, int], int] = {}
    taken: set[int] = set()
    for one in sorted(objects):
        number = one[1] % A_CLASS
        if number and number not in taken:
            tracks[one] = number
            taken.add(number)
    fresh = max(taken, default=0) + 1
    for one in sorted(objects - tracks.keys()):
        tracks[one] = fresh
        fresh += 1
    return tracks


def _classes(names: list[str], problems: list[Problem]) -> dict[str, int]:
    """Return the class of each category: KITTI's own for its names, else the first that is free."""
    own = {name: number for number, name in KITTI.items() if name in names}
    free = (n for n in range(1, MOST_CLASSES + 1) if n != IGNORED_CLASS and n not in own.values())
    classes: dict[str, int] = {}
    for name in names:
        number = own.get(name) or next(free, None)
        if number is None:
            reason = Message("MOTS files have at most {most} classes; left out", most=MOST_CLASSES - 1)
            problems.append(Problem("", Message("category {name!r}", name=name), reason))
        else:
            classes[name] = number
    return classes


class _Numbers:
    """The number of each object in its folder and category."""

    def __init__(self, dataset: Dataset, stems: list[str]) -> None:
        self._known: dict[tuple[str, str, int], int] = {}
        taken: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for image, stem in zip(dataset.images, stems, strict=True):
            for one in image.instances:
                if one.track is not None and one.track < A_CLASS:
                    taken[_group(stem, one)].add(one.track)
        self._taken = taken
        self._free: dict[tuple[str, str], Iterator[int]] = {}

    def of(self, stem: str, one: AnnotatedInstance, there: set[int]) -> int | None:
        """Return the number of an object that is in an image; `there` are those of others there. None: none is left."""
        group, track = _group(stem, one), one.track
        if track is None:
            return self._fresh(group)
        known = self._known.get((*group, track))
        if known is None:
            known = track if track < A_CLASS else self._fresh(group)
        if known is None or known in there:
            return self._fresh(group)
        self._known[*group, track] = known
        return known

    def _fresh(self, group: tuple[str, str]) -> int | None:
        numbers = self._free.setdefault(group, (n for n in range(1, A_CLASS) if n not in self._taken[group]))
        return next(numbers, None)


def _group(stem: str, one: AnnotatedInstance) -> tuple[str, str]:
    return os.path.dirname(stem), one.category if one.category is not None else UNKNOWN


def _values(
    image: ImageAnnotations, stem: str, classes: dict[str, int], numbers: _Numbers, problems: list[Problem]
) -> tuple[list[AnnotatedInstance], list[int]]:
    """Return the instances of an image that are written, from bottom to top, and their values."""
    kept: list[AnnotatedInstance] = []
    values: list[int] = []
    there: defaultdict[str, set[int]] = defaultdict(set)
    untracked = changed = lost = 0
    for one in image.instances:
        if one.mask.is_empty:
            lost += 1
            continue
        if one.crowd:
            kept.append(one)
            values.append(IGNORED)
            continue
        name = one.category if one.category is not None else UNKNOWN
        number = numbers.of(stem, one, there[name]) if name in classes else None
        if number is None:
            lost += 1
            continue
        there[name].add(number)
        untracked += one.track is None
        changed += one.track is not None and number != one.track
        kept.append(one)
        values.append(classes[name] * A_CLASS + number)
    for count, reason in (
        (untracked, Message("{count} have no track; each is an object of its own", count=untracked)),
        (changed, Message("{count} have another number than their track", count=changed)),
    ):
        if count:
            problems.append(Problem(image.name, "", reason))
    if lost:
        reason = Message("{count} have no pixels, or do not fit into the numbers; left out", count=lost)
        problems.append(Problem(image.name, "", reason, left_out=lost))
    return kept, values


FORMAT = Format(
    "mots",
    "MOTS (instances as 16-bit PNG, class * 1000 + object)",
    read,
    write,
    recognises=recognises,
    layout="`images/SEQUENCE/FRAME.png`, `instances/SEQUENCE/FRAME.png` (16 bits, class * 1000 + object; 10000: "
    "to be ignored), `classes.txt` (number and name); without it, KITTI's classes 1 car and 2 pedestrian",
    holds="masks of any shape: holes, parts, single pixels; tracks up to 999 and 63 categories; crowds as regions to "
    "ignore; image folders",
    cannot="overlaps (the upper instance keeps the pixels), the categories of crowds, tracks over 999 (another number)",
)
