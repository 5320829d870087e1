"""CVAT for images 1.1 (one XML file): reader and writer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from annotations.colors import color_of
from annotations.errors import FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats.base import UNKNOWN, AnnotatedInstance, Dataset, Format, ReadResult
from annotations.formats.cvat_reading import CROWD, NO_SIDE, NOTE, ROOT, read_file
from annotations.formats.cvat_shapes import mask_fields, polygon_fields
from annotations.formats.reading import Notes
from annotations.formats.sniffing import candidates, says
from annotations.formats.writing import (
    Names,
    category_names,
    free_stem,
    put_image,
    save_text,
    stem_of,
    with_pixels,
)
from annotations.masks import outlines
from annotations.message import Message

FILE, IMAGES = "annotations.xml", "images"
OCCLUDED = "occluded"
_SAYS = re.compile(rb"<annotations[\s>/]")
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold, or changes."""


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read CVAT's XML file, or the one in a folder; the images are in `images`, or beside it as CVAT has them.

    Shapes of one label and group are one instance. Lines, points, cuboids and skeletons are reported, and so are
    videos' tracks. An invalid record is reported; FormatError if the file is not such a file.
    """
    given = Path(source).absolute()
    files = [path for path in candidates(given, ".xml") if says(path, _SAYS)]
    if len(files) != 1:
        if files:
            names = ", ".join(path.name for path in files)
            raise FormatError(
                given, Message("there are several CVAT files; choose one: {files}", files=names)
            )
        raise FormatError(given, Message("there is no CVAT file (annotations.xml) in it"))
    notes = Notes(files[0])
    folder = Path(images).absolute() if images is not None else None
    found, names_of = read_file(files[0], folder, notes)
    return notes.result(found, names_of, given)


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write `annotations.xml` and copies of the images in `images`; the output must be new or empty.

    A mask of one part without holes is a polygon of pixel corners, any other a mask of run lengths. Crowds and notes
    are attributes.
    """
    problems: list[Problem] = []
    free = Names()
    names = category_names(dataset, problems)
    written, sides = _written_names(names, problems), _sides(dataset)
    root = ET.Element(ROOT)
    ET.SubElement(root, "version").text = "1.1"
    root.append(_meta(dataset, names, written))
    with atomic_folder(output) as folder:
        (folder / IMAGES).mkdir()
        for number, image in enumerate(dataset.images):
            stem = free_stem(image, free, problems, stem_of(image.name))
            copied = put_image(image, folder / IMAGES / stem, problems)
            said = {"id": str(number), "name": copied.relative_to(folder / IMAGES).as_posix()}
            said |= {"subset": image.part or NO_SIDE} if sides else {}
            said |= {"width": str(image.width), "height": str(image.height)}
            row = ET.SubElement(root, "image", said)
            for z, instance in enumerate(with_pixels(image, problems)):
                row.append(_shape(instance, z, written, image.name, problems))
        ET.indent(root)
        text = ET.tostring(root, encoding="unicode")
        save_text(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', folder / FILE)
    return problems


def _written_names(names: Iterable[str], problems: list[Problem]) -> dict[str, str]:
    """Map each category to its name in the file, which XML can hold; report the changed ones."""
    free: set[str] = set()
    written = {}
    for name in names:
        plain, number = _plain(name).strip() or "category", 2
        own = plain
        while own in free:
            own, number = f"{plain}-{number}", number + 1
        free.add(own)
        written[name] = own
        if own != name:
            reason = Message("written as {written!r}", written=own)
            problems.append(Problem("", Message("category {name!r}", name=name), reason))
    return written


def _plain(text: str) -> str:
    return _UNWRITABLE.sub(" ", text)


def _meta(dataset: Dataset, names: list[str], written: dict[str, str]) -> ET.Element:
    """Return the element that says which sides of a split and labels there are, these with colours and attributes."""
    attributes: dict[str, dict[str, None]] = {name: {} for name in names}
    for image in dataset.images:
        for instance in image.instances:
            own = attributes.get(instance.category if instance.category is not None else UNKNOWN)
            if own is not None:
                own.update(dict.fromkeys(name for name, _ in _attributes(instance)))
    meta = ET.Element("meta")
    sides = _sides(dataset)
    above = ET.SubElement(meta, "project" if sides else "task")  # only a project has sides
    if sides:
        subsets = ET.SubElement(above, "subsets")
        for side in sides:
            ET.SubElement(subsets, "subset").text = side
    labels = ET.SubElement(above, "labels")
    for place, name in enumerate(names):
        label = ET.SubElement(labels, "label")
        ET.SubElement(label, "name").text = written[name]
        ET.SubElement(label, "color").text = "#{:02x}{:02x}{:02x}".format(*color_of(place))
        ET.SubElement(label, "type").text = "any"
        of_label = ET.SubElement(label, "attributes")
        for attribute in attributes[name]:
            row = ET.SubElement(of_label, "attribute")
            ET.SubElement(row, "name").text = _plain(attribute)
            for tag, value in (
                ("mutable", "False"),
                ("input_type", "text"),
                ("default_value", ""),
                ("values", ""),
            ):
                ET.SubElement(row, tag).text = value
    return meta


def _sides(dataset: Dataset) -> list[str]:
    """Return the names of the sides of a split in the file, none if there is no split."""
    parts = dict.fromkeys(image.part for image in dataset.images)
    return [part or NO_SIDE for part in parts] if any(parts) else []


def _attributes(instance: AnnotatedInstance) -> list[tuple[str, str]]:
    """Return what is written of an instance as attributes: its own, without CVAT's flag, a crowd and a note."""
    own = [(name, value) for name, value in instance.attributes if name not in (OCCLUDED, CROWD, NOTE)]
    own += [(CROWD, "true")] if instance.crowd else []
    return own + ([(NOTE, instance.note)] if instance.note else [])


def _shape(
    instance: AnnotatedInstance, z: int, written: dict[str, str], image: str, problems: list[Problem]
) -> ET.Element:
    said = dict(instance.attributes)
    rings = outlines(instance.mask)
    is_plain = len(rings) == 1
    fields = polygon_fields(rings[0].points.tolist()) if is_plain else mask_fields(instance.mask)
    label = written[instance.category if instance.category is not None else UNKNOWN]
    start = {"label": label, "source": "manual", OCCLUDED: str(int(said.get(OCCLUDED) == "true"))}
    shape = ET.Element("polygon" if is_plain else "mask", {**start, **fields, "z_order": str(z)})
    for name, value in _attributes(instance):
        ET.SubElement(shape, "attribute", name=_plain(name)).text = _plain(value)
    changed = [name for name in (CROWD, NOTE) if name in said]
    changed += [name for name, value in _attributes(instance) if _plain(name + value) != name + value]
    for name in changed:
        reason = Message("its attribute {name!r} cannot be stored as it is", name=name)
        problems.append(Problem(image, Message("an instance"), reason))
    return shape


def recognises(source: Path) -> bool:
    """Whether a source is a CVAT file, or a folder with one."""
    return any(says(path, _SAYS) for path in candidates(source, ".xml"))


FORMAT = Format(
    "cvat",
    "CVAT for images 1.1 (XML)",
    read,
    write,
    holds_parts=True,
    recognises=recognises,
    holds_attributes=True,
    layout="`annotations.xml`, `images/NAME.*`; polygons, masks of run lengths, boxes and ellipses, also turned "
    "ones; labels with colours and attributes, `occluded`, `z_order`, `group_id`, `subset`",
    holds="masks of any shape: polygons of pixel corners, masks of run lengths for holes and parts; overlaps "
    "(`z_order`), any number, categories, image folders, sides of a split; crowds, notes and attributes as attributes",
    cannot="characters that XML has not, in names and notes (written as spaces); spaces around a category's name",
)
