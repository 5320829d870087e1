"""Mask folders in the form of the Data Science Bowl 2018: `NAME/images/NAME.*`, `NAME/masks/*.png`, one per object."""

from __future__ import annotations

from glob import escape
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
from annotations.formats.reading import LABEL_PIXEL_LIMIT, Notes, alike, files_below, folders_in
from annotations.formats.writing import (
    Names,
    free_stem,
    kept_instances,
    put_image,
    save_png,
    stem_of,
    without_categories,
)
from annotations.imaging.kinds import IMAGE_SUFFIXES, JPEG_SUFFIXES
from annotations.imaging.reading import image_size, list_images, opened_picture, walk
from annotations.masks import Mask
from annotations.message import Message

COLOURED = {"P", "PA", "LA", "RGB", "RGBA", "CMYK", "YCbCr"}
"""Pillow modes that are read by colour, ignoring transparency and palette indices."""
HALF = 128
IMAGES, MASKS = "images", "masks"


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a folder of mask folders; `images` names the image folder if it is a different one.

    It has no categories: all are unknown. Every non-black pixel of a mask is in the instance; of a JPEG, which does
    not hold a mask exactly, every one of at least half the brightness, and that is reported. An invalid mask
    is reported and left out, as is a folder without exactly one image. An image with an empty mask folder is not
    annotated. FormatError only if there are no mask folders at all.
    """
    root = Path(source).absolute()
    if not root.is_dir():
        raise FormatError(root, Message("it is not a folder"))
    places = _mask_folders(root)
    if not places:
        raise FormatError(
            root, Message('it is not a folder of mask folders: there is no folder "masks" in it')
        )
    notes = Notes()
    taken: list[ImageAnnotations] = []

    def take(masks: Path) -> None:
        taken.append(_image(root, masks, images, notes))

    for masks in places:
        notes.guard("", take, masks, file=masks)
    if taken and not any(image.annotated for image in taken):
        notes.add("", Message("none of its {count} images has a mask", count=len(taken)), root)
    return notes.result(taken, (), root)


def recognises(source: Path) -> bool:
    """Whether there is a mask folder in it, or one folder deeper, as where the Bowl's archive was unpacked."""
    inside = folders_in(source)
    return any(_has_masks(path) for path in inside) or any(
        _is_mask_folder(masks)
        for path in inside
        for deeper in folders_in(path)
        for masks in folders_in(deeper)
        if alike(masks.name) == MASKS
    )


def _has_masks(folder: Path) -> bool:
    return any(alike(path.name) == MASKS for path in folders_in(folder))


def _is_mask_folder(masks: Path) -> bool:
    """Whether there is one image beside a folder, which has none of the image's name: that would be a label map."""
    images = _images_in(masks.parent)
    found = list_images(images) if images.is_dir() else []
    return len(found) == 1 and not any(masks.glob(f"{escape(found[0].stem)}.*"))


def _images_in(folder: Path) -> Path:
    """Return the folder of the image in the folder of one image, whatever the case of its name."""
    return next((path for path in folders_in(folder) if alike(path.name) == IMAGES), folder / IMAGES)


def _mask_folders(root: Path) -> list[Path]:
    """Return the folders of masks below a folder, without those inside another one."""
    found = []
    for below, _ in walk(root):
        parts = [alike(part) for part in below.split("/")[:-1]]
        if MASKS in parts[-1:] and MASKS not in parts[:-1]:
            found.append(root / below)
    return sorted(found, key=lambda path: path.parts)


def _image(root: Path, masks: Path, images: StrPath | None, notes: Notes) -> ImageAnnotations:
    """Read one image with its masks; ValueError or AnnotationError says why it cannot be read."""
    check_within(masks, root)
    own = masks.parent
    folder = _images_in(own if images is None else Path(images).absolute() / own.relative_to(root))
    found = list_images(folder) if folder.is_dir() else []
    if len(found) != 1:
        raise ValueError(
            Message(
                "it needs exactly one image in {folder}, but there are {count}; left out",
                folder=folder,
                count=len(found),
            )
        )
    path = found[0]
    check_within(path, root if images is None else Path(images).absolute())
    height, width = image_size(path)
    instances: list[AnnotatedInstance] = []

    def take(file: Path) -> None:
        check_within(file, root)
        mask = _mask(file, path, (height, width))
        if mask.is_empty:
            raise ValueError(Message("it has no pixels"))
        if file.suffix.lower() in JPEG_SUFFIXES:
            reason = Message("a JPEG does not hold a mask exactly: pixels brighter than half are taken")
            notes.add("", reason, file, kept=True)
        instances.append(AnnotatedInstance(mask, None))

    files = files_below(masks, "*")
    for file in files:
        if file.suffix.lower() in IMAGE_SUFFIXES:
            notes.guard("", take, file, file=file)
        else:
            notes.add("", Message("it is not a picture of a mask; left out"), file)
    name = own.relative_to(root).as_posix()
    name = path.stem if name == "." else name
    name += path.suffix
    return ImageAnnotations(path, name, width, height, tuple(instances), annotated=bool(files))


def _mask(file: Path, image: Path, size: tuple[int, int]) -> Mask:
    height, width = image_size(file, LABEL_PIXEL_LIMIT)
    if (height, width) != size:
        check_image(image, width, height, Message("its mask"))
    with opened_picture(file, LABEL_PIXEL_LIMIT) as opened_image:
        values = np.asarray(opened_image.convert("RGB") if opened_image.mode in COLOURED else opened_image)
    if file.suffix.lower() in JPEG_SUFFIXES:
        values = values >= HALF  # a JPEG's black is only nearly black
    pixels = np.asarray(values.any(axis=2)) if values.ndim == 3 else values
    if pixels.shape != size:
        raise ValueError(
            Message(
                "it is {width} x {height} pixels, but the image is {image_width} x {image_height}",
                width=pixels.shape[1],
                height=pixels.shape[0],
                image_width=size[1],
                image_height=size[0],
            )
        )
    return Mask.from_array(pixels)


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write a folder for each image, with a copy of it and one mask file (0 and 255) per instance.

    The output must be new or empty. Reported as not written: categories, crowds (left out), and that an image has no
    objects.
    """
    problems: list[Problem] = []
    names = Names()
    without_categories(dataset, output, Message("mask folders"), problems)
    without = sum(image.annotated and not image.instances for image in dataset.images)
    if without:
        reason = Message("images without objects ({count}) will be read as not annotated", count=without)
        problems.append(Problem(str(output), "", reason))
    with atomic_folder(output) as folder:
        for image in dataset.images:
            stem = _name(image, names, problems)
            place = folder / stem
            (place / IMAGES).mkdir(parents=True)
            (place / MASKS).mkdir()
            put_image(image, place / IMAGES / Path(stem).name, problems)
            for number, instance in enumerate(kept_instances(image, Message("mask folders"), problems), 1):
                pixels = instance.mask.to_array().astype(np.uint8) * 255
                save_png(Image.fromarray(pixels), place / MASKS / f"{number:05}.png")
    return problems


def _name(image: ImageAnnotations, names: Names, problems: list[Problem]) -> str:
    """Return the image's folder; it never has the name of a folder inside it."""
    parts = [
        part + "_" if part.casefold() in (IMAGES, MASKS) else part for part in stem_of(image.name).split("/")
    ]
    return free_stem(image, names, problems, "/".join(parts))


FORMAT = Format(
    "mask-folders",
    "Mask folders (one PNG per instance, as in DSB 2018)",
    read,
    write,
    recognises=recognises,
    layout="`NAME/images/NAME.*`, `NAME/masks/00001.png` (0 and 255), one file per instance",
    holds="masks of any shape, overlaps, any number, image folders",
    cannot="categories, crowds (left out), that an image has no objects (it counts as not annotated)",
)
