"""COCO panoptic: PNG files whose colours are the numbers of segments, and JSON files that say what these are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.colors import color_of
from annotations.errors import FormatError, Problem, StrPath
from annotations.files import atomic_folder
from annotations.formats.base import UNKNOWN, AnnotatedInstance, Dataset, Format, ImageAnnotations, ReadResult
from annotations.formats.coco_panoptic_reading import ANNOTATIONS, NO_SIDE, PREFIX, read_file
from annotations.formats.reading import Notes
from annotations.formats.sniffing import candidates, says
from annotations.formats.writing import (
    Names,
    category_names,
    free_stem,
    layer,
    put_image,
    save_json,
    save_png,
    stem_of,
    with_pixels,
)
from annotations.message import Message

_SAYS = re.compile(rb'"(segments_info|isthing)"\s*:')
Json = dict[str, Any]


def read(source: StrPath, images: StrPath | None = None) -> ReadResult:
    """Read a panoptic JSON file, or those of all sides in a folder or its `annotations`.

    The PNG files are in a folder of the JSON file's name beside it, the images in `images` or where COCO files have
    them. Each segment is an instance, also an area of stuff, which is noted. An invalid record is reported;
    FormatError if there is no such file.
    """
    given = Path(source).absolute()
    files = [path for path in candidates(given, ".json", folders=(ANNOTATIONS,)) if says(path, _SAYS)]
    if not files:
        raise FormatError(given, Message("there is no file of COCO panoptic segments in it"))
    notes = Notes()
    taken: list[ImageAnnotations] = []
    names: dict[str, None] = {}
    folder = Path(images).absolute() if images is not None else None
    for file in files:
        found, categories = read_file(file, folder, given if given.is_dir() else file.parent, notes)
        taken += found
        names.update(dict.fromkeys(categories))
    if len(files) == 1:
        taken = [replace(image, part="") for image in taken]
    return notes.result(taken, names, given)


def write(dataset: Dataset, output: StrPath, **_options: bool) -> list[Problem]:
    """Write `annotations/panoptic_SIDE.json`, a folder of PNG files beside it, and copies of the images.

    The output must be new or empty. All categories are things. Reported as not written: pixels below another
    instance.
    """
    problems: list[Problem] = []
    free = Names()
    ids = {name: number for number, name in enumerate(category_names(dataset, problems), 1)}
    categories = [
        {"id": number, "name": name, "supercategory": "", "isthing": 1, "color": list(color_of(number - 1))}
        for name, number in ids.items()
    ]
    sides: dict[str, tuple[list[Json], list[Json]]] = {}
    with atomic_folder(output) as folder:
        for number, image in enumerate(dataset.images, 1):
            side = image.part or NO_SIDE
            stem = free_stem(image, free, problems, stem_of(image.name))
            copied = put_image(image, folder / "images" / side / stem, problems)
            name = copied.relative_to(folder / "images" / side).as_posix()
            picture = folder / ANNOTATIONS / f"{PREFIX}{side}" / f"{stem}.png"
            segments = _segments(image, ids, picture, problems)
            rows, records = sides.setdefault(side, ([], []))
            rows.append({"id": number, "file_name": name, "width": image.width, "height": image.height})
            records.append({"image_id": number, "file_name": f"{stem}.png", "segments_info": segments})
        for side, (rows, records) in sides.items() or {NO_SIDE: ([], [])}.items():
            content = {
                "info": {"description": "Made with RSIS Annotator"},
                "images": rows,
                "annotations": records,
                "categories": categories,
            }
            save_json(content, folder / ANNOTATIONS / f"{PREFIX}{side}.json")
    return problems


def _segments(
    image: ImageAnnotations, ids: dict[str, int], path: Path, problems: list[Problem]
) -> list[Json]:
    """Write an image's PNG file, and return what is said of the segments in it."""
    instances = with_pixels(image, problems)
    labels = layer(image, [instance.mask for instance in instances], problems)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_png(Image.fromarray(_colours(labels)), path)
    areas = np.bincount(labels.reshape(-1), minlength=len(instances) + 1)
    segments = []
    for number, instance in enumerate(instances, 1):
        if areas[number] == 0:
            continue
        segments.append(
            {
                "id": number,
                "category_id": ids[instance.category if instance.category is not None else UNKNOWN],
                "area": int(areas[number]),
                "bbox": _box(labels, number, instance),
                "iscrowd": int(instance.crowd),
            }
        )
    return segments


def _colours(labels: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Return (H, W, 3) red, green and blue: the lowest byte of each number is red."""
    return np.dstack([labels & 255, labels >> 8 & 255, labels.astype(np.int32) >> 16]).astype(np.uint8)


def _box(labels: NDArray[np.integer], number: int, instance: AnnotatedInstance) -> list[int]:
    """Return x, y, width and height of what is seen of an instance."""
    rows, columns = np.nonzero(labels[instance.mask.slices] == number)
    y, x = instance.mask.origin
    height, width = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    return [x + int(columns.min()), y + int(rows.min()), width, height]


def recognises(source: Path) -> bool:
    """Whether a source is a file of panoptic segments, or a folder whose JSON files are all such files."""
    files = list(candidates(source, ".json", folders=(ANNOTATIONS,)))
    return bool(files) and all(says(path, _SAYS) for path in files)


FORMAT = Format(
    "coco-panoptic",
    "COCO panoptic (PNG and JSON)",
    read,
    write,
    holds_parts=True,
    recognises=recognises,
    layout="`annotations/panoptic_SIDE.json`, `annotations/panoptic_SIDE/NAME.png` (the segment's number as red + 256 "
    "green + 65536 blue), `images/SIDE/NAME.*`; the images also where COCO has them",
    holds="masks of any shape: holes, parts, single pixels; crowds, categories, any number, image folders; "
    "of what is read, each area of stuff is one instance",
    cannot="overlaps (the upper instance keeps the pixels); that a category is stuff",
)
