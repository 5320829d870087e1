"""Reads CVAT's XML file, element by element, so that memory use does not grow with it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from annotations.errors import FormatError, explain
from annotations.formats.base import UNKNOWN, AnnotatedInstance, ImageAnnotations, check_image
from annotations.formats.cvat_shapes import mask_of, number
from annotations.formats.extras import from_json, note_of, with_flags
from annotations.formats.image_finder import ImageFinder
from annotations.formats.reading import SIDES, Notes, alike
from annotations.imaging.reading import image_size
from annotations.masks import Mask
from annotations.masks.edits import union_of
from annotations.message import Message
from annotations.text_files import is_text

ROOT = "annotations"
NO_SIDE = "default"
CROWD, NOTE = "is_crowd", "note"
"""Attributes for what CVAT has no field for; the first is that of its own conversions."""
LARGEST = 2**30  # bytes
MOST_DEEP = 100
SHAPES = ("polygon", "mask", "box", "ellipse", "polyline", "points", "cuboid", "skeleton")


def read_file(
    path: Path, images: Path | None, notes: Notes
) -> tuple[list[ImageAnnotations], dict[str, None]]:
    """Return the images and the categories of a file; FormatError if it is not CVAT's XML, or has entities."""
    folders = [images] if images is not None else [path.parent / "images", path.parent]
    finder = ImageFinder(folders, folders)
    names: dict[str, None] = {}
    taken: list[ImageAnnotations] = []

    def take(element: Element) -> None:
        image = _image(element, finder, notes)
        taken.append(image)
        names.update(dict.fromkeys(i.category for i in image.instances if i.category is not None))

    count = tracks = 0
    for element in _elements(path):
        if element.tag == "label":
            name = element.findtext("name") or ""
            if name and name != UNKNOWN:
                names[name] = None
        elif element.tag == "image":
            count += 1
            notes.guard(f"image {count}", take, element)
        else:
            tracks += 1
    if tracks:
        notes.add("", Message("tracks of a video are not read ({count})", count=tracks))
    return taken, names


def _elements(path: Path) -> Iterator[Element]:
    """Yield each label, image and track, once complete; FormatError if the file cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise FormatError(path, Message("it is larger than {limit:g} MB", limit=LARGEST / 2**20))
        depth, root = 0, None
        with open(path, "rb") as file:
            for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
                if event == "start":
                    depth += 1
                    root = element if root is None else root
                    if depth > MOST_DEEP:
                        raise FormatError(path, Message("its elements are nested too deep"))
                    if root.tag != ROOT:
                        raise FormatError(path, Message("it is XML, but not CVAT's"))
                    continue
                depth -= 1
                if element.tag == "label" and depth > 1:
                    yield element
                elif element.tag in ("image", "track") and depth == 1:
                    yield element
                    element.clear()
                    root.clear() if root is not None else None
    except DefusedXmlException as error:
        raise FormatError(
            path, Message("it declares a document type or entities, which are not read")
        ) from error
    except OSError as error:
        raise FormatError(path, Message("it cannot be read: {reason}", reason=explain(error))) from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise FormatError(path, Message("it is not XML ({error})", error=error)) from error


def _image(element: Element, finder: ImageFinder, notes: Notes) -> ImageAnnotations:
    name = element.get("name", "")
    if not name or "\0" in name:
        raise ValueError(Message("it has no file name"))
    found = finder.find(name)
    if found.remark:
        notes.add("", found.remark, kept=True)
    height, width = image_size(found.path)
    said = number(element.attrib, "height"), number(element.attrib, "width")
    if said[0] and said[1] and said != (height, width):
        check_image(found.path, int(said[1]), int(said[0]), Message("the file"))
    subset = element.get("subset", "")
    part = SIDES.get(alike(subset), subset) if subset != NO_SIDE else ""
    instances = _instances(element, (height, width), name, notes)
    return ImageAnnotations(found.path, found.name, width, height, tuple(instances), part)


def _instances(element: Element, size: tuple[int, int], image: str, notes: Notes) -> list[AnnotatedInstance]:
    """Return the instances from bottom to top; shapes of one label and group are one."""
    taken: dict[Hashable, tuple[float, AnnotatedInstance]] = {}
    parts: dict[Hashable, list[Mask]] = {}

    def take(place: int, shape: Element) -> None:
        label, group = shape.get("label", ""), shape.get("group_id", "0")
        if not label or not is_text(label):
            raise ValueError(Message("it has no label"))
        mask = mask_of(shape.tag, shape.attrib, size)
        key: Hashable = (label, group) if group not in ("", "0") else place
        parts.setdefault(key, []).append(mask)
        if key not in taken:
            taken[key] = number(shape.attrib, "z_order"), _instance(shape, label, mask)

    shapes = [shape for shape in element if shape.tag in SHAPES]
    for place, shape in enumerate(shapes, 1):
        # Images have no number in such a file, so its name says where the shape is.
        try:
            take(place, shape)
        except ValueError as error:
            where = Message("shape {number} of {image}", number=place, image=image)
            notes.add(where, str(error))
    order = sorted(taken.items(), key=lambda item: item[1][0])
    return [replace(instance, mask=union_of(parts[key])) for key, (_, instance) in order]


def _instance(shape: Element, label: str, mask: Mask) -> AnnotatedInstance:
    said = {row.get("name", ""): row.text or "" for row in shape.iter("attribute")}
    crowd, note = said.pop(CROWD, "").casefold() == "true", note_of(said.pop(NOTE, ""))
    attributes = with_flags(from_json(said), {"occluded": shape.get("occluded") == "1"})
    return AnnotatedInstance(mask, None if label == UNKNOWN else label, crowd, None, note, attributes)
