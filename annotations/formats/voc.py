"""Pascal VOC segmentation: `JPEGImages`, `SegmentationClass` and `SegmentationObject`, 255 = void."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.errors import FormatError, Problem, StrPath
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
    files_below,
    images_by_stem,
    index_map,
    lines_of,
    masks_of,
    read_text,
)
from annotations.formats.writing import (
    Names,
    category_names,
    flat_stem_of,
    free_stem,
    kept_instances,
    layer,
    line_names,
    put_image,
    save_png,
    save_text,
)
from annotations.masks import Mask
from annotations.message import Message

IMAGES, CLASSES, OBJECTS = "JPEGImages", "SegmentationClass", "SegmentationObject"
LABELS = "labelmap.txt"
VOID = 255
MOST_INSTANCES = 254
OWN_CATEGORIES = (
    *("aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow", "diningtable"),
    *("dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor"),
)
"""Pascal VOC's own categories, in the order of their numbers from 1."""


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a VOC folder (with `SegmentationObject` in it); `images` replaces `JPEGImages`.

    Categories come from `labelmap.txt`, or else are VOC's own twenty. Void is in no instance. An object file without
    its image is reported and left out; FormatError if there are no object files.
    """
    root = Path(source).absolute()
    objects = root / OBJECTS
    image_root = Path(images).absolute() if images is not None else root / IMAGES
    for needed in (objects, image_root):
        if not needed.is_dir():
            raise FormatError(
                root, Message("it is not a Pascal VOC folder: {needed} is missing", needed=needed)
            )
    notes = Notes()
    names = _labels(root, notes)
    files = images_by_stem(image_root, notes, below=True)
    taken: list[ImageAnnotations] = []

    def take(path: Path) -> None:
        check_within(path, root)
        stem = path.relative_to(objects).with_suffix("").as_posix()
        image = files.get(stem)
        if image is None:
            raise ValueError(Message("there is no image of this name in {folder}", folder=image_root))
        values = index_map(path)
        height, width = values.shape
        check_image(image, width, height, Message("its object file"))
        classes = _class_map(root / CLASSES / f"{stem}.png", root, values.shape, notes)
        instances = tuple(
            AnnotatedInstance(mask, _category(mask, classes, names, notes, path, value))
            for value, mask in masks_of(values, VOID).items()
        )
        name = image.relative_to(image_root).as_posix()
        taken.append(ImageAnnotations(image, name, width, height, instances))

    for path in files_below(objects, "*.png"):
        notes.guard("", take, path, file=path)
    known = tuple(dict.fromkeys(name for name in names.values() if name != UNKNOWN))
    return ReadResult(tuple(taken), known, tuple(notes.problems))


def _labels(root: Path, notes: Notes) -> dict[int, str]:
    """Return category names by class number."""
    path = root / LABELS
    if not path.is_file():
        return dict(enumerate(OWN_CATEGORIES, 1))
    check = Notes(path)
    names: list[str] = []

    def take() -> None:
        check_within(path, root)
        # label:color_rgb:parts:actions, including the background
        names.extend(
            line.split(":")[0].strip() for _, line in lines_of(read_text(path)) if not line.startswith("#")
        )

    check.guard("", take)
    notes.problems += check.problems
    if "background" in names:
        names.remove("background")
    return {number: name for number, name in enumerate(names, 1) if name and number < VOID}


def _class_map(path: Path, root: Path, size: tuple[int, ...], notes: Notes) -> NDArray[np.integer] | None:
    """Return the (H, W) class numbers of an image, or None (and a problem) if there are none."""
    found: list[NDArray[np.integer]] = []

    def take() -> None:
        check_within(path, root)
        values = index_map(path)
        if values.shape != size:
            raise ValueError(Message("its size differs from the object file's"))
        found.append(values)

    notes.guard(Message("its instances have no category"), take, file=path)
    return found[0] if found else None


def _category(
    mask: Mask,
    classes: NDArray[np.integer] | None,
    names: dict[int, str],
    notes: Notes,
    path: Path,
    value: int,
) -> str | None:
    """Return the most frequent category among an object's pixels."""
    if classes is None:
        return None
    values = classes[mask.slices][mask.patch()]
    numbers, counts = np.unique(values[(values != VOID) & (values != 0)], return_counts=True)
    if numbers.size == 0:
        notes.add(f"object {value}", Message("its pixels have no class; its category is now unknown"), path)
        return None
    if numbers.size > 1:
        notes.add(
            f"object {value}",
            Message("its pixels have several classes; the most frequent one was used"),
            path,
        )
    number = int(numbers[np.argmax(counts)])
    if number not in names:
        notes.add(
            f"object {value}",
            Message("there is no class {number}; its category is now unknown", number=number),
            path,
        )
    name = names.get(number)
    return None if name == UNKNOWN else name


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write a VOC folder with unchanged copies of the images; the output must be new or empty.

    If all categories are VOC's own, they get VOC's numbers; otherwise they are numbered in order. `labelmap.txt` (in
    the form of CVAT and Datumaro) names them. Reported as not written: crowds, more than 254 instances per image or
    categories, and pixels below another instance.
    """
    problems: list[Problem] = []
    free = Names()
    names = category_names(dataset, problems, crowds=False)
    if set(names) <= set(OWN_CATEGORIES):
        names = list(OWN_CATEGORIES)
    if len(names) > MOST_INSTANCES:
        raise FormatError(
            output,
            Message(
                "Pascal VOC allows {most} categories, but there are {count}",
                most=MOST_INSTANCES,
                count=len(names),
            ),
        )
    lines = line_names(names, problems, without=":")
    numbers = {name: number for number, name in enumerate(lines, 1)}
    stems: dict[str, list[str]] = {}
    with atomic_folder(output) as folder:
        for needed in (IMAGES, CLASSES, OBJECTS):
            (folder / needed).mkdir()
        for image in dataset.images:
            stem = free_stem(image, free, problems, flat_stem_of(image.name))
            stems.setdefault(image.part or "default", []).append(stem)
            kept = kept_instances(image, Message("Pascal VOC files"), problems, MOST_INSTANCES)
            objects = layer(image, [instance.mask for instance in kept], problems)
            classes = np.array([0, *(numbers[i.category or UNKNOWN] for i in kept)], np.uint8)[objects]
            put_image(image, folder / IMAGES / stem, problems)
            _save(objects.astype(np.uint8), folder / OBJECTS / f"{stem}.png")
            _save(classes, folder / CLASSES / f"{stem}.png")
        save_text(_label_map(list(lines.values())), folder / LABELS)
        for part, listed in stems.items():
            place = folder / "ImageSets" / "Segmentation" / f"{part}.txt"
            save_text("".join(f"{stem}\n" for stem in listed), place)
    return problems


def _label_map(names: list[str]) -> str:
    """Return the text of `labelmap.txt`: a line for the background and each category, with its colour."""
    lines = ["# label:color_rgb:parts:actions"]
    for number, name in enumerate(["background", *names]):
        lines.append(f"{name}:{','.join(map(str, palette()[number].tolist()))}::")
    return "\n".join(lines) + "\n"


def palette() -> NDArray[np.uint8]:
    """Return VOC's (256, 3) colours: three bits of the number go to each channel in turn, from the highest bit down."""
    numbers = np.arange(256)
    colours = np.zeros((256, 3), np.int64)
    for place in range(8):
        for channel in range(3):
            bit = 3 * place + channel
            if bit < 8:
                colours[:, channel] |= ((numbers >> bit) & 1) << (7 - place)
    return colours.astype(np.uint8)


def _save(values: NDArray[np.uint8], path: Path) -> None:
    image = Image.fromarray(values).convert("P")
    image.frombytes(values.tobytes())
    image.putpalette(palette().tobytes())
    save_png(image, path)


FORMAT = Format(
    "voc",
    "Pascal VOC (SegmentationObject, SegmentationClass)",
    read,
    write,
    holds_parts=True,
    recognises=lambda source: (source / OBJECTS).is_dir(),
    layout="`JPEGImages/NAME.*`, `SegmentationObject/NAME.png` and `SegmentationClass/NAME.png` (palette, 255 void), "
    "`labelmap.txt`, `ImageSets/Segmentation/PART.txt`",
    holds="masks of any shape: holes, parts, single pixels; up to 254 per image; categories",
    cannot="overlaps (the upper instance keeps the pixels), crowds (left out), image folders (`a/b.png` becomes "
    "`a_b`), category names with a colon or a line break (replaced by a space); images keep their file type, though "
    "VOC's own are all JPEG",
)
