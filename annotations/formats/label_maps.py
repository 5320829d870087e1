"""Label maps: `images/NAME.*` with `labels/NAME.png` (8 or 16 bits, 0 background, each value one instance)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from annotations.errors import FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats.base import (
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
    check_image,
    check_within,
)
from annotations.formats.reading import Notes, images_by_stem, index_map, masks_of
from annotations.formats.writing import (
    Names,
    flat_stem_of,
    free_stem,
    kept_instances,
    layer,
    put_image,
    save_png,
    without_categories,
)
from annotations.imaging.reading import natural_key
from annotations.message import Message

MOST_INSTANCES = 65535


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a folder of label maps; `images` replaces its `images` folder. It has no categories: all are unknown.

    An image or label map that is invalid or lacks its partner is reported and left out; FormatError only if the
    folders do not exist.
    """
    folder = Path(source).absolute()
    label_folder = folder / "labels"
    image_folder = Path(images).absolute() if images is not None else folder / "images"
    for needed in (label_folder, image_folder):
        if not needed.is_dir():
            raise FormatError(
                folder, Message("it is not a folder of label maps: {needed} is missing", needed=needed)
            )
    notes = Notes()
    files = images_by_stem(image_folder, notes, below=False)
    taken: list[ImageAnnotations] = []

    def take(label: Path, image: Path) -> None:
        check_within(label, folder)
        labels = index_map(label)
        height, width = labels.shape
        check_image(image, width, height, Message("its label map"))
        instances = tuple(AnnotatedInstance(mask, None) for mask in masks_of(labels).values())
        taken.append(ImageAnnotations(image, image.name, width, height, instances))

    for label in sorted(label_folder.glob("*.png"), key=lambda path: natural_key(path.name)):
        image = files.pop(label.stem, None)
        if image is None:
            notes.add("", Message("there is no image of this name in {folder}", folder=image_folder), label)
        else:
            notes.guard("", take, label, image, file=label)
    for path in files.values():
        notes.add("", Message("it has no label map in {folder}", folder=label_folder), path)
    return ReadResult(tuple(taken), (), tuple(notes.problems))


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write a folder of label maps with copies of the images; it must be new or empty.

    Reported as not written: categories, crowds (left out), and pixels below another instance.
    """
    problems: list[Problem] = []
    names = Names()
    without_categories(dataset, output, Message("label maps"), problems)
    with atomic_folder(output) as folder:
        (folder / "images").mkdir()
        (folder / "labels").mkdir()
        for image in dataset.images:
            stem = free_stem(image, names, problems, flat_stem_of(image.name))
            kept = kept_instances(image, Message("label maps"), problems, MOST_INSTANCES)
            labels = layer(image, [instance.mask for instance in kept], problems)
            put_image(image, folder / "images" / stem, problems)
            narrow = labels.astype(np.uint8) if len(kept) <= 255 else labels
            save_png(Image.fromarray(narrow), folder / "labels" / f"{stem}.png")
    return problems


FORMAT = Format(
    "label-maps",
    "Label maps (a folder of images and labels)",
    read,
    write,
    recognises=lambda source: (source / "labels").is_dir() and (source / "images").is_dir(),
    layout="`images/NAME.*`, `labels/NAME.png` (8 or 16 bits, 0 background, each value one instance)",
    holds="masks of any shape: holes, parts, single pixels; up to 65535 per image",
    cannot="overlaps (the upper instance keeps the pixels), categories, crowds (left out), image folders "
    "(`a/b.png` becomes `a_b`)",
)
