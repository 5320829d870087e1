"""labelme files, one JSON file beside each image; also reads those of X-AnyLabeling and ISAT."""

from __future__ import annotations

import os
from dataclasses import replace
from math import isfinite
from pathlib import Path, PureWindowsPath
from typing import Any

from annotations.errors import FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats import isat
from annotations.formats.base import (
    UNKNOWN,
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
    check_image,
    check_within,
    relative,
)
from annotations.formats.extras import as_json, from_json, note_of, with_flags
from annotations.formats.image_finder import Found, ImageFinder, NoImageError
from annotations.formats.labelme_pictures import has_picture
from annotations.formats.labelme_shapes import mask_of, mask_shape
from annotations.formats.reading import Notes, files_below
from annotations.formats.writing import (
    Names,
    category_names,
    free_stem,
    put_image,
    save_json,
    save_text,
    stem_of,
)
from annotations.imaging.reading import image_size
from annotations.masks import Mask, outlines
from annotations.masks.edits import components, union_of
from annotations.message import Message
from annotations.records import FLAGS
from annotations.text_files import is_text, lines_of, read_json, read_text

VERSION = "5.5.0"
"""The first version of labelme whose "mask" shapes have today's form."""
LABELS = "labels.txt"
IMAGES = "images"
CROWD = "crowd"
NO_LABELS = {"__ignore__", "_background_"}
"""Labels that labelme's own exports leave out."""
Json = dict[str, Any]


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a labelme file, or every one below a folder; images are where the file says, beside it, or in `images`.

    Shapes of one label and group_id are the parts of one instance; lines and points are reported, and so are the
    areas that labelme itself ignores. An image that lies elsewhere or is spelled otherwise is taken if only one can be
    meant. An invalid file is reported; FormatError if there is no JSON file at all.
    """
    given = Path(source).absolute()
    root = given.parent if given.is_file() else given
    files = [given] if given.is_file() else files_below(given, "*.json") if given.is_dir() else []
    if not files:
        raise FormatError(given, Message("it is not a labelme folder: there are no JSON files in it"))
    if given.is_file():
        read_json(given)
    notes = Notes()
    names = dict.fromkeys(_listed(root, notes))
    reader = _Reader(root, Path(images).absolute() if images is not None else None, notes)
    seen: dict[Path, Path] = {}
    taken: list[ImageAnnotations] = []

    def take(file: Path) -> None:
        check_within(file, root)
        image = reader.read(file)
        if image.path in seen:
            raise ValueError(
                Message(
                    "it has the same image {name} as {other}; left out",
                    name=image.name,
                    other=seen[image.path].name,
                )
            )
        seen[image.path] = file
        taken.append(image)
        names.update(dict.fromkeys(i.category for i in image.instances if i.category is not None))

    for file in files:
        notes.guard("", take, file, file=file)
    return notes.result(taken, names, given)


class _Reader:
    """Reads one file after the other, and finds their images."""

    def __init__(self, root: Path, images: Path | None, notes: Notes) -> None:
        self._root, self._image_root, self._notes = root, images or root, notes
        folders = [images] if images is not None else [root, root.parent / IMAGES]
        self._finder = ImageFinder(folders, folders)

    def read(self, file: Path) -> ImageAnnotations:
        """Read a file; AnnotationError or ValueError says why it cannot be used."""
        content = read_json(file)
        of_isat = isat.is_isat(content)
        if not of_isat and not isinstance(content.get("shapes"), list):
            raise ValueError(Message('it is JSON, but not a labelme file: it has no "shapes" list'))
        said = isat.image_name(content) if of_isat else content.get("imagePath")
        if not isinstance(said, str) or not said or not is_text(said) or "\0" in said:
            raise ValueError(Message("it does not name its image"))
        own = Notes(file)
        found = self._find(said, file, has_picture(content))
        if found.remark:
            own.add("", found.remark, kept=True)
        size = isat.size_of(content) if of_isat else (content.get("imageHeight"), content.get("imageWidth"))
        size = _pixels(size[0]), _pixels(size[1])
        height, width = image_size(found.path)
        if None not in size and size != (height, width):
            said_height, said_width = size
            if type(said_height) is not int or type(said_width) is not int:
                raise ValueError(Message("its image's height or width is not a whole number"))
            check_image(found.path, said_width, said_height, Message("the file"))
        take = isat.instances_of if of_isat else _instances_of
        instances = take(content, (height, width), own)
        self._notes.problems += own.problems
        return ImageAnnotations(found.path, found.name, width, height, tuple(instances))

    def _find(self, said: str, file: Path, embedded: bool) -> Found:
        """Return the image's file, never outside the folders: where the file says, or beside it, or the one meant.

        ValueError if there is none. A path that leaves the folder may be from another computer, so its last part
        counts too.
        """
        beside = self._image_root / file.parent.relative_to(self._root)
        name = PureWindowsPath(said).name
        there = Path(os.path.normpath(beside / said.replace("\\", "/")))
        if there.is_relative_to(self._image_root):
            places = [(self._image_root, there.relative_to(self._image_root).as_posix()), (beside, name)]
        else:
            places = [(beside, name)]
        for folder, wanted in places:
            try:
                path = folder / relative(wanted)
            except ValueError:
                continue
            check_within(path, folder)
            if path.is_file() and path != file:
                return Found(path, path.relative_to(self._image_root).as_posix())
        try:
            return self._finder.find(said if name != file.name else file.with_suffix(".png").name)
        except NoImageError:
            pass
        if embedded:
            raise ValueError(
                Message(
                    "its image {said!r} is missing; the labelme file itself holds it "
                    "(rsis-annotations … --pictures takes it out)",
                    said=said,
                )
            )
        raise ValueError(Message("its image {said!r} is missing", said=said))


def _pixels(said: Any) -> Any:
    """Return a height or width, also from a text of digits; anything else as it is."""
    return int(said) if isinstance(said, str) and said.isdecimal() and len(said) < 10 else said


def _instances_of(content: Json, size: tuple[int, int], notes: Notes) -> list[AnnotatedInstance]:
    taken: dict[object, AnnotatedInstance] = {}
    parts: dict[object, list[Mask]] = {}

    def take(number: int, shape: Any, record: str) -> None:
        if not isinstance(shape, dict):
            raise ValueError(Message("it is not a JSON object"))
        label, group = shape.get("label"), shape.get("group_id")
        if type(label) in (int, float):
            label = str(label)
        if not isinstance(label, str) or not label or not is_text(label):
            raise ValueError(Message("it has no label"))
        if group is not None and type(group) not in (int, str):
            raise ValueError(Message("its group_id is not a whole number"))
        if label in NO_LABELS:
            notes.add(record, Message("it is an area that labelme ignores ({label}); left out", label=label))
            return
        mask = mask_of(shape, size)
        key = number if group is None else (label, group)
        there = taken.get(key)
        flags, score = shape.get("flags"), shape.get("score")
        crowd = isinstance(flags, dict) and flags.get(CROWD) is True
        known = float(score) if isinstance(score, int | float) and isfinite(score) else None
        attributes = with_flags(with_flags(from_json(shape.get("attributes")), shape), flags)
        note = note_of(shape.get("description"))
        if there is not None:
            note, attributes = note or there.note, attributes or there.attributes
        category = None if label == UNKNOWN else label
        taken[key] = AnnotatedInstance(mask, category, crowd, known, note, attributes)
        parts.setdefault(key, []).append(mask)

    for number, shape in enumerate(content["shapes"], 1):
        notes.guard(f"shape {number}", take, number, shape, f"shape {number}")
    return [replace(instance, mask=union_of(parts[key])) for key, instance in taken.items()]


def _listed(root: Path, notes: Notes) -> list[str]:
    """Return the categories of `labels.txt`, which labelme reads with --labels, if it exists."""
    path = root / LABELS
    if not path.is_file():
        return []
    found: list[str] = []

    def take() -> None:
        check_within(path, root)
        found.extend(line.strip() for _, line in lines_of(read_text(path)))

    notes.guard("", take, file=path)
    return [name for name in found if name not in NO_LABELS and name != UNKNOWN]


def write(dataset: Dataset, output: StrPath, *, masks: bool = False, **_options: bool) -> list[Problem]:
    """Write a JSON file beside a copy of each image; the output must be new or empty.

    Masks are polygons of pixel corners, several with one group_id for several parts. A mask with a hole, or every
    mask with `masks`, becomes labelme's own mask shape, which holds every pixel.
    """
    problems: list[Problem] = []
    free = Names()
    names = category_names(dataset, problems)
    with atomic_folder(output) as folder:
        for image in dataset.images:
            stem = free_stem(image, free, problems, stem_of(image.name))
            copied = put_image(image, folder / stem, problems)
            shapes: list[Json] = []
            group = 0
            for instance in image.instances:
                if instance.mask.is_empty:
                    problems.append(
                        Problem(
                            image.name,
                            Message("an instance"),
                            Message("it has no pixels and was left out"),
                            left_out=1,
                        )
                    )
                    continue
                parts = _shapes(instance.mask, masks)
                group += len(parts) > 1
                for part in parts:
                    shapes.append(_shape(instance, part, group if len(parts) > 1 else None))
            content: Json = {
                "version": VERSION,
                "flags": {},
                "shapes": shapes,
                "imagePath": copied.name,
                "imageData": None,
                "imageHeight": image.height,
                "imageWidth": image.width,
            }
            save_json(content, folder / f"{stem}.json")
        lines = [name for name in names if name.strip() == name and len(name.splitlines()) == 1]
        lines = [name for name in lines if name not in NO_LABELS]
        used = {i.category for image in dataset.images for i in image.instances}
        for name in sorted(set(names) - set(lines) - used - {UNKNOWN}):
            problems.append(
                Problem(
                    str(output),
                    Message("category {name!r}", name=name),
                    Message("it is unused and not a single line; left out"),
                )
            )
        save_text("".join(f"{name}\n" for name in lines), folder / LABELS)
    return problems


def _shapes(mask: Mask, as_masks: bool) -> list[Json]:
    """Return a mask as the fields of one or more shapes."""
    rings = outlines(mask)
    if not as_masks and not any(ring.is_hole for ring in rings):
        return [{"points": r.points.tolist(), "shape_type": "polygon", "mask": None} for r in rings]
    # If a part is far from the others, the mask picture becomes large.
    parts = components(mask) if mask.area * 16 < mask.shape[0] * mask.shape[1] else (mask,)
    return [mask_shape(part) for part in parts]


def _shape(instance: AnnotatedInstance, part: Json, group: int | None) -> Json:
    label = instance.category if instance.category is not None else UNKNOWN
    said = dict(instance.attributes)
    flags = {CROWD: True} if instance.crowd else {}
    flags |= {name: True for name in FLAGS if said.pop(name, "") == "true"}
    shape = {"label": label, "group_id": group, "description": instance.note, "flags": flags, **part}
    return {**shape, "attributes": as_json(said.items())} if said else shape


FORMAT = Format(
    "labelme",
    "labelme (one JSON file per image)",
    read,
    write,
    options={"masks": "Mask images instead of polygons (exact when labelme exports them)"},
    recognises=lambda source: source.is_dir() and any(source.rglob("*.json")),
    holds_attributes=True,
    layout="`NAME.json` beside `NAME.*` (`imageData` null), `labels.txt`; also reads the files of X-AnyLabeling and "
    "ISAT",
    holds="masks of any shape: polygons of pixel corners, parts by `group_id`, masks with holes as shapes of type "
    "`mask`; overlaps, crowds (a flag), any number, categories, image folders; notes (`description`), occluded and "
    "difficult (flags), other attributes",
    cannot="an unused category whose name has more than one line",
)
