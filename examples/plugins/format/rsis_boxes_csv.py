"""Boxes as a CSV file with the columns image, x0, y0, x1, y1, category; images lie beside it. It reads and writes."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from annotations.errors import FormatError, ImageError, Problem
from annotations.formats.base import (
    AnnotatedInstance,
    Dataset,
    Format,
    ImageAnnotations,
    ReadResult,
    relative,
)
from annotations.imaging.reading import image_size
from annotations.masks import Mask

HEAD = ["image", "x0", "y0", "x1", "y1", "category"]


def read(source: Path, images: Path | None = None) -> ReadResult:
    """Read boxes as masks that fill them; a line that cannot be read is a problem, and all others are taken."""
    sizes: dict[str, tuple[int, int]] = {}
    found: dict[str, list[AnnotatedInstance]] = {}
    problems: list[Problem] = []
    folder = images or source.parent
    with open(source, newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file)
        if list(rows.fieldnames or ()) != HEAD:
            raise FormatError(source, f"its first line is not {','.join(HEAD)}")
        for row in rows:
            try:
                name = relative(row["image"])
                if name not in sizes:
                    sizes[name] = image_size(folder / name)
                x0, y0, x1, y1 = (round(float(row[side])) for side in HEAD[1:5])
                box = np.ones((y1 - y0, x1 - x0), bool)
                mask = Mask.from_patch(box, (y0, x0), sizes[name])
            except (ValueError, TypeError, OverflowError) as error:
                problems.append(Problem(str(source), f"line {rows.line_num}", str(error)))
                continue
            except ImageError as error:
                problems.append(Problem.of(error))
                continue
            found.setdefault(name, []).append(AnnotatedInstance(mask, row["category"] or None))
    read_images = [
        ImageAnnotations(folder / name, name, sizes[name][1], sizes[name][0], tuple(instances))
        for name, instances in found.items()
    ]
    categories = {one.category for image in read_images for one in image.instances if one.category}
    return ReadResult(read_images, tuple(sorted(categories)), tuple(problems))


def write(dataset: Dataset, output: Path, **_options: bool) -> list[Problem]:
    """Write the box of each instance; say of which masks that is not the whole truth."""
    problems = []
    with open(output, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD)
        for image in dataset.images:
            rough = 0
            for one in image.instances:
                x0, y0, x1, y1 = one.mask.bbox
                rows.writerow([image.name, x0, y0, x1, y1, one.category or ""])
                rough += one.mask.area != (x1 - x0) * (y1 - y0)
            if rough:
                problems.append(Problem(image.name, "", f"{rough} of its masks are written as boxes"))
    return problems


def recognises(source: Path) -> bool:
    """Whether a file begins as these do."""
    if not source.is_file() or source.suffix.lower() != ".csv":
        return False
    with open(source, encoding="utf-8-sig", errors="replace") as file:
        return file.readline().strip() == ",".join(HEAD)


FORMAT = Format(
    "boxes-csv",
    "Boxes as CSV (image, x0, y0, x1, y1, category)",
    read,
    write,
    suffix=".csv",
    recognises=recognises,
)
