"""Reads Cityscapes: polygons as its own rasteriser paints them, or instanceIds where there are no polygons."""

from __future__ import annotations

import re
from math import isfinite
from pathlib import Path
from typing import Any

from annotations.errors import FormatError, StrPath
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    ImageAnnotations,
    ReadResult,
    check_image,
    check_within,
)
from annotations.formats.cityscapes_labels import GROUP, OFFICIAL, UNLABELED, Label, labels_for
from annotations.formats.cityscapes_polygons import paint
from annotations.formats.reading import (
    LABEL_PIXEL_LIMIT,
    Notes,
    files_below,
    images_by_stem,
    index_map,
    masks_of,
    side_of,
)
from annotations.masks import FARTHEST, Mask
from annotations.message import Message
from annotations.text_files import is_text, read_json, read_json_list

TRUTH, IMAGES, IMAGE = "gtFine", "leftImg8bit", "_leftImg8bit"
LABEL_FILE = "labels.json"
FILE = re.compile(r"(?P<core>.+)_gt[A-Za-z]+_(polygons|instanceIds)")
MOST_POINTS = 100_000
Json = dict[str, Any]


def recognises(source: Path) -> bool:
    """Whether a folder looks like Cityscapes or a part of it, down to a city."""
    places = (f"{above}*_gt*_polygons.json" for above in ("", "*/", "*/*/"))
    return (source / TRUTH).is_dir() or (source.is_dir() and any(any(source.glob(place)) for place in places))


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read Cityscapes, its `gtFine`, or a folder in that; images are in its `leftImg8bit`, or in `images`.

    As in its own scripts, a later polygon takes pixels from those below, and "unlabeled" is background.
    A file that is invalid or lacks its image is reported and left out; FormatError if there are no files at all.
    """
    root = Path(source).absolute()
    polygons = files_below(root, "*_gt*_polygons.json") if root.is_dir() else []
    ids = files_below(root, "*_gt*_instanceIds.png") if root.is_dir() else []
    if not polygons and not ids:
        raise FormatError(
            root, Message("it is not a Cityscapes folder: there are no …_polygons.json files in it")
        )
    notes = Notes()
    image_root = Path(images).absolute() if images is not None else _image_root(root)
    reader = _Reader(root, image_root, notes)
    have = {_core(path) for path in polygons}
    for path in [*polygons, *(path for path in ids if _core(path) not in have)]:
        notes.guard("", reader.take, path, file=path)
    return notes.result(reader.taken, reader.names, root)


def _core(path: Path) -> tuple[Path, str]:
    found = FILE.fullmatch(path.stem)
    return path.parent, found["core"] if found else path.stem


def _image_root(root: Path) -> Path:
    """Return the nearest folder, from the source up to three levels up (for a city's folder), that has the images."""
    for place in (root, *root.parents[:3]):
        if (place / IMAGES).is_dir():
            return place / IMAGES
    return root


class _Reader:
    def __init__(self, root: Path, image_root: Path, notes: Notes) -> None:
        self.taken: list[ImageAnnotations] = []
        self.names: dict[str, None] = {}
        self._root, self._image_root, self._notes = root, image_root, notes
        self._labels = labels_for(())
        self._labels.update(_own_labels(root, notes))
        self.names.update(
            dict.fromkeys(n for n, o in self._labels.items() if o not in OFFICIAL and n != UNKNOWN)
        )
        self._files: dict[str, list[Path]] = {}
        for stem, path in images_by_stem(image_root, notes, below=True).items():
            core = stem.rsplit("/", 1)[-1].removesuffix(IMAGE)
            self._files.setdefault(core, []).append(path)

    def take(self, path: Path) -> None:
        """Read one file of polygons or of instance numbers with its image."""
        check_within(path, self._root)
        parent, core = _core(path)
        found = self._files.get(core, [])
        image = next((file for file in found if file.parent.name == parent.name), found[0] if found else None)
        if image is None:
            raise ValueError(
                Message(
                    "there is no image {name} in {folder}",
                    name=core + IMAGE,
                    folder=self._image_root,
                )
            )
        if path.suffix == ".json":
            size, instances = self._polygons(path, image)
        else:
            size, instances = self._ids(path)
            check_image(image, size[1], size[0], Message("the file"))
        name = image.relative_to(self._image_root).as_posix()
        self.taken.append(ImageAnnotations(image, name, size[1], size[0], tuple(instances), side_of(name)))
        self.names.update(dict.fromkeys(i.category for i in instances if i.category is not None))

    def _polygons(self, path: Path, image: Path) -> tuple[tuple[int, int], list[AnnotatedInstance]]:
        content = read_json(path)
        size = (content.get("imgHeight"), content.get("imgWidth"))
        if not all(type(side) is int and side > 0 for side in size) or not isinstance(
            content.get("objects"), list
        ):
            raise ValueError(
                Message('it is not a Cityscapes file: imgHeight, imgWidth or "objects" is missing')
            )
        height, width = int(size[0] or 0), int(size[1] or 0)
        if height * width > LABEL_PIXEL_LIMIT:
            raise ValueError(
                Message(
                    "its image size of {width} x {height} pixels is too large",
                    width=width,
                    height=height,
                )
            )
        check_image(image, width, height, Message("the file"))  # before memory is allocated to paint it
        painted: list[tuple[int, list[list[float]]]] = []
        above: list[tuple[int, Mask]] = []
        said: dict[int, tuple[str | None, bool]] = {}
        own = Notes(path)

        def take(number: int, record: Any) -> None:
            if not isinstance(record, dict):
                raise ValueError(Message("it is not a JSON object"))
            if record.get("deleted"):
                return
            category, crowd = self._category(record.get("label"))
            points = _points(record.get("polygon"))
            said[number] = category, crowd
            label = self._labels.get(category or "")
            if label is not None and label.number < 0:  # its own scripts do not paint it
                above.append((number, Mask.from_array(paint([(1, points)], (height, width)))))
            else:
                painted.append((0 if category == UNLABELED.name else number, points))

        for number, record in enumerate(content["objects"], 1):
            own.guard(f"object {number}", take, number, record)
        masks = masks_of(paint(painted, (height, width)))
        masks.update((number, mask) for number, mask in above if not mask.is_empty)
        for number, (category, _) in said.items():
            if number not in masks and category != UNLABELED.name:
                own.add(
                    f"object {number}",
                    Message("none of it is visible: other objects cover it, or it is outside the image"),
                )
        self._notes.problems += own.problems
        return (height, width), [
            AnnotatedInstance(masks[number], None if category == UNKNOWN else category, crowd)
            for number, (category, crowd) in said.items()
            if number in masks and category != UNLABELED.name
        ]

    def _category(self, label: Any) -> tuple[str, bool]:
        """Return a label's category, and whether it is a group."""
        if not isinstance(label, str) or not label or not is_text(label):
            raise ValueError(Message("it has no label"))
        single = label.removesuffix(GROUP)
        if label not in self._labels and single != label and single in self._labels:
            return single, True
        return label, False

    def _ids(self, path: Path) -> tuple[tuple[int, int], list[AnnotatedInstance]]:
        values, _ = index_map(path)
        labels = {label.number: label for label in self._labels.values()}
        instances = []
        for value, mask in masks_of(values).items():
            number = value // 1000 if value >= 1000 else value
            label: Label | None = labels.get(number)
            if label is None:
                self._notes.add(
                    f"value {value}",
                    Message("there is no label {number}; its category is now unknown", number=number),
                    path,
                )
            crowd = label is not None and label.has_instances and value < 1000
            name = None if label is None or label.name == UNKNOWN else label.name
            instances.append(AnnotatedInstance(mask, name, crowd))
        return (int(values.shape[0]), int(values.shape[1])), instances


def _points(value: Any) -> list[list[float]]:
    if not isinstance(value, list) or not value:
        raise ValueError(Message("it has no polygon"))
    if len(value) > MOST_POINTS:
        raise ValueError(Message("its polygon has more than {most} points", most=MOST_POINTS))
    for point in value:
        if not isinstance(point, list) or len(point) != 2 or not all(type(n) in (int, float) for n in point):
            raise ValueError(Message("one of its points is not two numbers"))
        if not all(isfinite(number) and abs(number) <= FARTHEST for number in point):
            raise ValueError(Message("one of its points is far outside the image"))
    return value + value[-1:] * (3 - len(value))


def _own_labels(root: Path, notes: Notes) -> dict[str, Label]:
    """Read `labels.json`, which an export writes if some of its labels are not Cityscapes' own."""
    path = next((place / LABEL_FILE for place in (root, root.parent) if (place / LABEL_FILE).is_file()), None)
    if path is None:
        return {}
    found: dict[str, Label] = {}

    def take() -> None:
        check_within(path, path.parent)
        for row in read_json_list(path):
            if not isinstance(row, dict):
                continue
            name, number = row.get("name"), row.get("id")
            if is_text(name) and name and type(number) is int and 0 <= number <= 65:
                found[str(name)] = Label(str(name), number, bool(row.get("hasInstances")), (0, 0, 0))

    notes.guard("", take, file=path)
    return found
