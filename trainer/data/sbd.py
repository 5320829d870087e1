"""Reads SBD, extra annotations of Pascal VOC's images: `inst/NAME.mat` with `img/NAME.jpg`, as published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.io import loadmat

from annotations.errors import FormatError, StrPath
from annotations.formats.base import (
    AnnotatedInstance,
    ImageAnnotations,
    ReadResult,
    check_image,
    check_within,
)
from annotations.formats.reading import Notes, files_below, images_by_stem, masks_of
from annotations.formats.voc_labels import OWN_CATEGORIES
from annotations.message import Message
from annotations.text_files import read_bytes

INSTANCES, IMAGES = "inst", "img"
LARGEST_FILE = 16 * 2**20


def recognises(source: Path) -> bool:
    """Whether a folder is SBD's `benchmark_RELEASE`, or the `dataset` in it."""
    return any(
        (place / INSTANCES).is_dir() and (place / "cls").is_dir() for place in (source, source / "dataset")
    )


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read SBD's `dataset` folder, or the one that contains it; `images` replaces `img`.

    Each instance has VOC's category of its number. An invalid file or one without its image is skipped and reported as
    a problem. Raises FormatError if there are no instance files.
    """
    root = Path(source).absolute()
    root = root / "dataset" if (root / "dataset" / INSTANCES).is_dir() else root
    files = files_below(root / INSTANCES, "*.mat") if (root / INSTANCES).is_dir() else []
    if not files:
        raise FormatError(root, f"it is not an SBD folder: it has no {INSTANCES}/NAME.mat files")
    image_root = Path(images).absolute() if images is not None else root / IMAGES
    if not image_root.is_dir():
        raise FormatError(root, f"it is not an SBD folder: {image_root} does not exist")
    notes = Notes()
    pictures = images_by_stem(image_root, notes, below=False)
    taken: list[ImageAnnotations] = []

    def take(path: Path) -> None:
        check_within(path, root)
        image = pictures.get(path.stem)
        if image is None:
            raise ValueError(f"there is no image of this name in {image_root}")
        values, categories = _content(path)
        height, width = values.shape
        check_image(image, width, height, Message("its instance file"))
        instances = tuple(
            AnnotatedInstance(mask, _category(categories, number))
            for number, mask in masks_of(values).items()
        )
        taken.append(ImageAnnotations(image, image.name, width, height, instances))

    for path in files:
        notes.guard("", take, path, file=path)
    return notes.result(taken, OWN_CATEGORIES, root)


def _content(path: Path) -> tuple[NDArray[np.uint8], list[int]]:
    """Read `GTinst`: the (H, W) map of instance numbers from 1, and each instance's category number."""
    read_bytes(path, LARGEST_FILE)
    try:
        record: Any = loadmat(str(path), variable_names=["GTinst"])["GTinst"][0, 0]
        values = np.asarray(record["Segmentation"])
        categories = [int(number) for number in np.asarray(record["Categories"]).ravel()]
    except Exception as error:  # scipy may raise anything on a damaged file
        raise ValueError(f"it is not an SBD instance file ({type(error).__name__})") from error
    if values.ndim != 2 or values.dtype != np.uint8:
        raise ValueError("its Segmentation is not a map of 8-bit numbers")
    return values, categories


def _category(categories: list[int], number: int) -> str | None:
    """Return the name of an instance's category; None if it is not one of VOC's."""
    known = number <= len(categories) and 1 <= categories[number - 1] <= len(OWN_CATEGORIES)
    return OWN_CATEGORIES[categories[number - 1] - 1] if known else None
