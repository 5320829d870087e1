"""Pascal VOC segmentation: `JPEGImages`, `SegmentationClass` and `SegmentationObject`, 255 = void."""

from __future__ import annotations

from dataclasses import replace
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
from annotations.formats.reading import SIDES, Lookup, Notes, files_below, images_by_stem, index_map, masks_of
from annotations.formats.voc_labels import LABELS, OWN_CATEGORIES, VOID, Labels, labels_of, palette
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
from annotations.imaging.kinds import JPEG_SUFFIXES
from annotations.masks import Mask
from annotations.message import Message
from annotations.text_files import lines_of, read_text

IMAGES, CLASSES, OBJECTS = "JPEGImages", "SegmentationClass", "SegmentationObject"
LISTS = "ImageSets/Segmentation"
VOID_COLOUR = 0xE0E0C0
OTHER_SUFFIXES = (*JPEG_SUFFIXES, ".tif", ".tiff", ".bmp", ".npy")
"""Of object files as some programs may write them, which are not read."""
STRANGE = 2**24
MOST_INSTANCES = 254


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a VOC folder (with `SegmentationObject` in it); `images` replaces `JPEGImages`.

    Pixels are indices, or colours as Datumaro and CVAT write them. Categories come from `labelmap.txt` or
    labelme's `class_names.txt`, or else are VOC's own twenty. Void is in no instance; `ImageSets/Segmentation` names
    the sides of a split. An object file without its image is reported and left out; FormatError if there are no
    object files.
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
    labels = labels_of(root, notes)
    class_files = Lookup(_by_stem(root / CLASSES))
    files = images_by_stem(image_root, notes, below=True)
    sides = _sides(root, files, notes)
    taken: list[ImageAnnotations] = []

    def take(path: Path) -> None:
        check_within(path, root)
        stem = path.relative_to(objects).with_suffix("").as_posix()
        image = files.get(stem)
        if image is None:
            raise ValueError(Message("there is no image of this name in {folder}", folder=image_root))
        values, in_colour = index_map(path)
        height, width = values.shape
        check_image(image, width, height, Message("its object file"))
        class_file = class_files.get(stem) or root / CLASSES / f"{stem}.png"
        classes = _class_map(class_file, root, values.shape, labels, notes)
        found = masks_of(values, VOID_COLOUR if in_colour else VOID)
        numbers = range(1, len(found) + 1) if in_colour else found.keys()
        instances = tuple(
            AnnotatedInstance(mask, _category(mask, classes, labels, notes, path, number))
            for number, mask in zip(numbers, found.values(), strict=True)
        )
        name = image.relative_to(image_root).as_posix()
        taken.append(ImageAnnotations(image, name, width, height, instances, sides.get(stem, "")))

    for path in files_below(objects, "*.png"):
        notes.guard("", take, path, file=path)
    for path in files_below(objects, *(f"*{suffix}" for suffix in OTHER_SUFFIXES)):
        notes.add("", Message("object files are PNG; this one is not read"), path)
    return notes.result(taken, dict.fromkeys(n for n in labels.names.values() if n != UNKNOWN), root)


def _sides(root: Path, images: Lookup, notes: Notes) -> dict[str, str]:
    """Return the side of each image, by its name without suffix, that exactly one of the lists of sides names.

    A line is a name, or a name and a number.
    """
    found: dict[str, set[str]] = {}

    def take(path: Path, side: str) -> None:
        check_within(path, root)
        for _, line in lines_of(read_text(path)):
            name = line.strip()
            name = name if images.get(name) is not None else name.split()[0]
            found.setdefault(name, set()).add(side)

    for path in files_below(root / LISTS, "*.txt") if (root / LISTS).is_dir() else ():
        if side := SIDES.get(path.stem.lower()):
            notes.guard("", take, path, side, file=path)
    return {name: next(iter(sides)) for name, sides in found.items() if len(sides) == 1}


def _by_stem(folder: Path) -> dict[str, Path]:
    """Return the PNG files below a folder by their posix path in it without suffix."""
    found = files_below(folder, "*.png") if folder.is_dir() else []
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in found}


def _class_map(
    path: Path, root: Path, size: tuple[int, ...], labels: Labels, notes: Notes
) -> NDArray[np.integer] | None:
    """Return the (H, W) class numbers of an image, or None (and a problem) if there are none.

    The number of a colour that stands for no class is above all others: `STRANGE` and the colour.
    """
    found: list[NDArray[np.integer]] = []

    def take() -> None:
        check_within(path, root)
        values, in_colour = index_map(path)
        if values.shape != size:
            raise ValueError(Message("its size differs from the object file's"))
        if in_colour:
            codes, places = np.unique(values, return_inverse=True)
            known = {0: 0, VOID_COLOUR: VOID, **labels.colours}
            numbers = [known.get(int(code), STRANGE + int(code)) for code in codes]
            values = np.array(numbers, np.int64)[places].reshape(values.shape)
        found.append(values)

    before = len(notes.problems)
    notes.guard(Message("its instances have no category"), take, file=path)
    notes.problems[before:] = [replace(problem, kept=True) for problem in notes.problems[before:]]
    return found[0] if found else None


def _category(
    mask: Mask,
    classes: NDArray[np.integer] | None,
    labels: Labels,
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
        reason = Message("its pixels have no class; its category is now unknown")
        notes.add(f"object {value}", reason, path, kept=True)
        return None
    if numbers.size > 1:
        notes.add(
            f"object {value}",
            Message("its pixels have several classes; the most frequent one was used"),
            path,
            kept=True,
        )
    number = int(numbers[np.argmax(counts)])
    if number not in labels.names:
        reason = Message("there is no class {number}; its category is now unknown", number=number)
        if number >= STRANGE:
            colour = ", ".join(str(number >> shift & 255) for shift in (16, 8, 0))
            reason = Message(
                "there is no class of the colour {colour}; its category is now unknown", colour=colour
            )
        notes.add(f"object {value}", reason, path, kept=True)
    name = labels.names.get(number)
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
            place = folder / LISTS / f"{part}.txt"
            save_text("".join(f"{stem}\n" for stem in listed), place)
    return problems


def _label_map(names: list[str]) -> str:
    """Return the text of `labelmap.txt`: a line for the background and each category, with its colour."""
    lines = ["# label:color_rgb:parts:actions"]
    for number, name in enumerate(["background", *names]):
        lines.append(f"{name}:{','.join(map(str, palette()[number].tolist()))}::")
    return "\n".join(lines) + "\n"


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
    "`labelmap.txt`, `ImageSets/Segmentation/PART.txt`; also reads colours, as Datumaro and CVAT write them, and "
    "labelme's `class_names.txt`",
    holds="masks of any shape: holes, parts, single pixels; up to 254 per image; categories",
    cannot="overlaps (the upper instance keeps the pixels), crowds (left out), image folders (`a/b.png` becomes "
    "`a_b`), category names with a colon or a line break (replaced by a space); images keep their file type, though "
    "VOC's own are all JPEG",
)
