"""Label maps: `images/NAME.*` with `labels/NAME.png` (8 or 16 bits, 0 background, each value one instance)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.errors import AnnotationError, FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations, ReadResult, check_image
from annotations.images import list_images, natural_key, opened
from annotations.masks import Mask

MOST_INSTANCES = 65535


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a folder of label maps; `images` takes the place of its `images` folder. No categories: all unknown.

    An image or label map without its partner, or one that is wrong, is a problem and left out; FormatError only
    where the folders are not there.
    """
    folder = Path(source).absolute()
    label_folder = folder / "labels"
    image_folder = Path(images).absolute() if images is not None else folder / "images"
    for needed in (label_folder, image_folder):
        if not needed.is_dir():
            raise FormatError(folder, f"it is not a folder of label maps: {needed} is not there")
    problems: list[Problem] = []
    files: dict[str, Path] = {}
    for path in list_images(image_folder):
        if path.parent != image_folder:
            continue
        if path.stem in files:
            reason = f"{files[path.stem].name} has the same name; left out"
            problems.append(Problem(str(path), "", reason))
        else:
            files[path.stem] = path
    taken = []
    for label in sorted(label_folder.glob("*.png"), key=lambda path: natural_key(path.name)):
        image = files.pop(label.stem, None)
        if image is None:
            problems.append(Problem(str(label), "", f"there is no image of this name in {image_folder}"))
            continue
        try:
            labels = _labels(label)
            height, width = labels.shape
            check_image(image, width, height, "its label map")
        except (AnnotationError, ValueError) as error:
            problems.append(Problem(str(label), "", getattr(error, "reason", str(error))))
            continue
        instances = tuple(AnnotatedInstance(mask, None) for mask in masks_of(labels))
        taken.append(ImageAnnotations(image, image.name, width, height, instances))
    problems += [Problem(str(path), "", f"it has no label map in {label_folder}") for path in files.values()]
    return ReadResult(tuple(taken), (), tuple(problems))


def masks_of(labels: NDArray[np.integer]) -> list[Mask]:
    """The mask of each value but 0 of an (H, W) map, in the order of the values."""
    height, width = labels.shape
    flat = np.asarray(labels).T.reshape(-1)
    starts = np.flatnonzero(np.concatenate(([True], flat[1:] != flat[:-1])))
    ends = np.append(starts[1:], flat.size)
    values = flat[starts]
    order = np.argsort(values, kind="stable")
    groups = np.flatnonzero(np.diff(values[order])) + 1
    return [
        Mask.from_intervals(starts[group], ends[group], (height, width))
        for group in np.split(order, groups)
        if values[group[0]] != 0
    ]


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write a folder of label maps with copies of the images; it must be new or empty.

    What they cannot say is reported: categories, crowds (left out), and what lies below another instance.
    """
    problems: list[Problem] = []
    taken: set[str] = set()
    if any(instance.category for image in dataset.images for instance in image.instances):
        problems.append(Problem(str(output), "", "label maps hold no categories; they were left out"))
    with atomic_folder(output) as folder:
        (folder / "images").mkdir()
        (folder / "labels").mkdir()
        for image in dataset.images:
            stem = _free_name(image.name, taken)
            if stem != Path(image.name).stem:
                problems.append(Problem(image.name, "", f"it is named {stem} there"))
            labels = _label_map(image, problems)
            if not image.path.is_file():
                problems.append(Problem(image.name, "", f"its file {image.path} is not there; left out"))
                continue
            copied = folder / "images" / (stem + image.path.suffix)
            shutil.copyfile(image.path, copied)
            written = folder / "labels" / f"{stem}.png"
            Image.fromarray(labels).save(written)
            for path in (copied, written):
                _sync(path)
    return problems


def _labels(path: Path) -> NDArray[np.integer]:
    """An (H, W) map; ValueError if the file is an image of another kind, ImageError if it is none."""
    with opened(path) as image:
        if image.mode in ("1", "L", "P") or image.mode.startswith("I"):
            return np.asarray(image).astype(np.int64)
        mode = image.mode
    raise ValueError(f"it is no label map: its pixels are {mode}, not one whole number each")


def _label_map(image: ImageAnnotations, problems: list[Problem]) -> NDArray[np.integer]:
    """The (H, W) map of an image's instances, later ones on top."""
    crowds = sum(instance.crowd for instance in image.instances)
    if crowds:
        problems.append(Problem(image.name, "", f"label maps hold no crowds; {crowds} left out"))
    masks = [i.mask for i in image.instances if not i.crowd and not i.mask.is_empty]
    if len(masks) > MOST_INSTANCES:
        reason = f"a label map holds {MOST_INSTANCES} instances; {len(masks) - MOST_INSTANCES} left out"
        problems.append(Problem(image.name, "", reason))
        masks = masks[:MOST_INSTANCES]
    labels = np.zeros((image.height, image.width), np.uint8 if len(masks) <= 255 else np.uint16)
    for value, mask in enumerate(masks, 1):
        labels[mask.slices][mask.patch()] = value
    seen = np.bincount(labels.reshape(-1), minlength=len(masks) + 1)[1:]
    cut = [number for number, mask in enumerate(masks) if 0 < seen[number] < mask.area]
    gone = int(np.count_nonzero(seen == 0))
    if cut or gone:
        reason = f"instances overlap: {len(cut)} lost the part below another, {gone} lie wholly below others"
        problems.append(Problem(image.name, "", reason))
    return labels


def _free_name(name: str, taken: set[str]) -> str:
    """A name without folders and suffix that is not taken yet, and now is."""
    parts = [part for part in Path(name).with_suffix("").parts if part not in ("..", "/")]
    stem = wanted = "_".join(parts)
    number = 2
    while stem.casefold() in taken:
        stem, number = f"{wanted}-{number}", number + 1
    taken.add(stem.casefold())
    return stem


def _sync(path: Path) -> None:
    with open(path, "rb") as file:
        os.fsync(file.fileno())
