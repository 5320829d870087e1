"""Helpers for writers of folders: valid names, copies of the images, and flattening of instances."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.errors import AnnotationError, ImageError, Problem
from annotations.formats.base import UNKNOWN, AnnotatedInstance, Dataset, ImageAnnotations
from annotations.imaging.pages import place_of, plain_name
from annotations.imaging.reading import image_size, is_deep, is_turned, opened, read_channels, read_image
from annotations.imaging.tiff.header import Picture
from annotations.imaging.tiff.writing import save_tiff
from annotations.masks import Mask
from annotations.message import Message

FORBIDDEN = set('<>:"|?*\\')
"""Characters that some systems do not allow in file names."""
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
"""File names that Windows does not allow."""
MOST_OF_16_BITS = 65535
LONGEST_NAME = 150
"""Maximum number of bytes, which leaves room for what formats add."""


_looking: ContextVar[bool] = ContextVar("looking", default=False)


@contextmanager
def only_looking() -> Iterator[None]:
    """In the block, images are checked but not copied, to find what a format cannot store without writing much."""
    token = _looking.set(True)
    try:
        yield
    finally:
        _looking.reset(token)


def is_only_looking() -> bool:
    """Whether the code runs in a block of `only_looking`."""
    return _looking.get()


class Names:
    """Hands out unique names, also on file systems that ignore case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, wanted: str) -> str:
        """Return the name, with a number appended if it is taken."""
        name, number = wanted, 2
        while name.casefold() in self._taken:
            name, number = f"{wanted}-{number}", number + 1
        self._taken.add(name.casefold())
        return name


def safe_parts(name: str) -> list[str]:
    """Return the folders and the file of an image's name, without parts that lead outside."""
    parts = [part for part in plain_name(name).replace("\\", "/").split("/") if part.strip(". ")]
    return [_safe(part) for part in parts] or ["image"]


def _safe(part: str) -> str:
    """Return a name that every system allows and that is not hidden."""
    plain = "".join("_" if c in FORBIDDEN or (not c.isprintable() and c != " ") else c for c in part)
    base, suffix = os.path.splitext(plain)
    if base.upper() in RESERVED:
        base += "_"
    while len(base.encode()) > LONGEST_NAME:
        base = base[:-1]
    plain = base + suffix
    plain = "_" + plain[1:] if plain[0] in ". " else plain
    return plain[:-1] + "_" if plain[-1] in ". " else plain


def stem_of(name: str) -> str:
    """Return an image's safe posix path without suffix."""
    *folders, file = safe_parts(name)
    return "/".join((*folders, os.path.splitext(file)[0]))


def flat_stem_of(name: str) -> str:
    """Return an image's safe name without folders and suffix."""
    return stem_of(name).replace("/", "_")


def free_stem(image: ImageAnnotations, names: Names, problems: list[Problem], wanted: str) -> str:
    """Return the unique name under which an image is written; report it if the name changed."""
    own = os.path.splitext(plain_name(image.name))[0]
    stem = names.free(wanted)
    if stem != own:
        problems.append(Problem(image.name, "", Message("written as {stem}", stem=stem)))
    return stem


def put_image(image: ImageAnnotations, target: Path, problems: list[Problem], suffix: str = "") -> Path:
    """Copy an image's file to `target` (without suffix); with another `suffix`, convert it.

    Returns the path. A page of a stack becomes a file of its own: a PNG, or a TIFF if it has more than 8 bits per
    channel, or channels other than grey and colours. A file that is missing, damaged or not an image is reported, and
    the annotations are written without it.
    """
    page = place_of(image.path)
    wanted = suffix or (image.path.suffix if page.page is None else _suffix_of_page(image.path))
    place = target.with_name(target.name + wanted)
    place.parent.mkdir(parents=True, exist_ok=True)
    if not os.path.isfile(page.file):
        problems.append(
            Problem(
                image.name, "", Message("its file {path} is missing; written without it", path=image.path)
            )
        )
        return place
    try:
        image_size(image.path)  # a project may name any file, and only images belong into an export
        if _looking.get():
            return place
        if page.page is not None and not suffix:
            _save_page(image.path, place)
        elif image.path.suffix.lower() == wanted.lower() and not (suffix and is_turned(image.path)):
            shutil.copyfile(image.path, place)
        else:
            save_png(Image.fromarray(read_image(image.path)), place)
    except AnnotationError as error:
        problems.append(
            Problem(
                image.name,
                "",
                Message(
                    "its file {path}: {reason}; written without it", path=error.path, reason=error.reason
                ),
            )
        )
    return place


def _suffix_of_page(path: Path) -> str:
    """Return the suffix of the file that a page of a stack becomes."""
    try:
        with opened(path, only_header=True) as image:
            return ".tif" if isinstance(image, Picture) or is_deep(image) else ".png"
    except ImageError:
        return ".png"


def _save_page(path: Path, place: Path) -> None:
    if place.suffix == ".tif":
        with open(place, "wb") as file:
            save_tiff(read_channels(path), file)
    else:
        save_png(Image.fromarray(read_image(path)), place)


def save_png(image: Image.Image, path: Path) -> None:
    """Write a PNG file."""
    if not _looking.get():
        image.save(path, format="PNG")


def save_text(text: str, path: Path) -> None:
    """Write a text file (UTF-8, line ends as given), and its folder if necessary."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def save_json(content: Any, path: Path) -> None:
    """Write a JSON file, and its folder if necessary."""
    save_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), path)


def category_names(dataset: Dataset, problems: list[Problem], *, crowds: bool = True) -> list[str]:
    """Return the data set's categories, then those named only by instances, then "unknown" if an instance has none.

    Instances of unknown category are reported for their image. Without `crowds`, crowds do not count.
    """
    names = dict.fromkeys(dataset.categories)
    needed = False
    for image in dataset.images:
        written = [i for i in image.instances if not i.mask.is_empty and (crowds or not i.crowd)]
        names.update(dict.fromkeys(i.category for i in written if i.category is not None))
        unknown = sum(i.category is None for i in written)
        if unknown:
            needed = True
            things = Message("an instance") if unknown == 1 else Message("{count} instances", count=unknown)
            reason = Message('no category, so written under the category "{name}"', name=UNKNOWN)
            problems.append(Problem(image.name, things, reason))
    if needed:
        names[UNKNOWN] = None
    return list(names)


def line_names(names: Iterable[str], problems: list[Problem], *, without: str = "") -> dict[str, str]:
    """Map each category to its written name: one line, without the characters in `without`.

    Each changed name is reported.
    """
    free = Names()
    written = {}
    for name in names:
        plain = " ".join("".join(" " if c in without else c for c in name).split()).lstrip("#") or "category"
        written[name] = free.free(plain)
        if written[name] != name:
            problems.append(
                Problem(
                    "",
                    Message("category {name!r}", name=name),
                    Message("written as {written!r}", written=written[name]),
                )
            )
    return written


def without_categories(dataset: Dataset, output: object, what: Message, problems: list[Problem]) -> None:
    """Report a problem if the format has no categories but the data set does."""
    if any(i.category is not None for image in dataset.images for i in image.instances):
        problems.append(
            Problem(str(output), "", Message("{what} cannot store categories; they were left out", what=what))
        )


def kept_instances(
    image: ImageAnnotations, what: Message, problems: list[Problem], most: int | None = None
) -> list[AnnotatedInstance]:
    """Return the instances of an image for a format without crowds, at most `most`; report the others."""
    crowds = sum(instance.crowd for instance in image.instances)
    if crowds:
        problems.append(
            Problem(
                image.name,
                "",
                Message("{what} cannot store crowds; {count} left out", what=what, count=crowds),
                left_out=crowds,
            )
        )
    kept = [i for i in image.instances if not i.crowd]
    empty = sum(i.mask.is_empty for i in kept)
    if empty:
        reason = Message("{count} without pixels left out", count=empty)
        problems.append(Problem(image.name, "", reason, left_out=empty))
        kept = [i for i in kept if not i.mask.is_empty]
    if most is not None and len(kept) > most:
        reason = Message(
            "{what} allow {most} instances per image; {count} left out",
            what=what,
            most=most,
            count=len(kept) - most,
        )
        problems.append(Problem(image.name, "", reason, left_out=len(kept) - most))
        kept = kept[:most]
    return kept


def layer(image: ImageAnnotations, masks: list[Mask], problems: list[Problem]) -> NDArray[np.integer]:
    """Return the (H, W) map of masks as 1, 2, …, later ones on top; report those that lose pixels.

    It has 16 bits if these are enough, else 32.
    """
    labels = np.zeros((image.height, image.width), np.uint16 if len(masks) <= MOST_OF_16_BITS else np.int32)
    for value, mask in enumerate(masks, 1):
        labels[mask.slices][mask.patch()] = value
    seen = np.bincount(labels.reshape(-1), minlength=len(masks) + 1)[1:]
    cut = sum(0 < seen[number] < mask.area for number, mask in enumerate(masks))
    gone = int(np.count_nonzero(seen == 0))
    if cut or gone:
        reason = Message(
            "instances overlap: {cut} lost the part under another, {gone} are completely covered",
            cut=cut,
            gone=gone,
        )
        problems.append(Problem(image.name, "", reason, left_out=gone))
    return labels


def save_label_map(
    image: ImageAnnotations, instances: list[AnnotatedInstance], path: Path, problems: list[Problem]
) -> None:
    """Write instances as an image in which each has a value, 1, 2, …; creates the folder if necessary.

    A PNG has 8 bits if these are enough, else 16; a TIFF has 32. Those that lose pixels to others are reported.
    """
    labels = layer(image, [instance.mask for instance in instances], problems)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".tif":
        if not _looking.get():
            Image.fromarray(labels.astype(np.int32)).save(
                path, format="TIFF", compression="tiff_adobe_deflate"
            )
        return
    save_png(Image.fromarray(labels.astype(np.uint8) if len(instances) <= 255 else labels), path)


def with_pixels(image: ImageAnnotations, problems: list[Problem]) -> list[AnnotatedInstance]:
    """Return the instances of an image that have pixels; report the others."""
    kept = [instance for instance in image.instances if not instance.mask.is_empty]
    if left := len(image.instances) - len(kept):
        reason = Message("{count} without pixels left out", count=left)
        problems.append(Problem(image.name, "", reason, left_out=left))
    return kept
