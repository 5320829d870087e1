"""Writes docs/exactness.md: random blobs through each format, and how much of each mask comes back."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from pycocotools.coco import COCO

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from annotations.exchange import export  # noqa: E402
from annotations.formats import FORMATS, AnnotatedInstance, Dataset, ImageAnnotations  # noqa: E402
from annotations.masks import Mask, iou  # noqa: E402
from tests.official_tools import blobs  # noqa: E402

PAGE = ROOT / "docs" / "exactness.md"
COUNT = 200
START = """# How exact the masks are

Made by `python docs/make_exactness.py`: {count} random blobs, one an image, and as many again in {many} images, 25
each, that touch, leave one pixel free, lie at the border, have holes and several parts. IoU of what was written
with what is read back, and how many are equal to the pixel.

| written | read back by | masks | smallest IoU | mean IoU | equal |
|---|---|---|---|---|---|
"""
END = """
Where a mask is not equal, the export said so for it: a Cityscapes polygon lacks a part that is shut in by other masks
in several parts (instanceIds has it).

labelme's own pictures of *polygons* are larger than what was drawn: it paints the end pixels, while its points are
corners of pixels. With `--masks` they are exact. The programs of others were asked by
`python -m tests.official_tools.run`, each in an environment of its own.
"""
Read = Callable[[Path, Dataset], list[Mask]]


def by_pycocotools(output: Path, _dataset: Dataset) -> list[Mask]:
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(str(output))
        return [Mask.from_array(coco.annToMask(record)) for record in coco.dataset["annotations"]]


def by_cityscapes_rasteriser(output: Path, _dataset: Dataset) -> list[Mask]:
    """As its scripts paint: each polygon in turn with Pillow, ends included, the last on top."""
    masks = []
    for path in sorted(output.rglob("*_polygons.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        picture = Image.new("I", (content["imgWidth"], content["imgHeight"]), 0)
        drawer = ImageDraw.Draw(picture)
        for number, row in enumerate(content["objects"], 1):
            known = row["label"] != "unlabeled"
            drawer.polygon([tuple(point) for point in row["polygon"]], fill=number if known else 0)
        values = np.asarray(picture)
        masks += [Mask.from_array(values == value) for value in np.unique(values) if value]
    return masks


def by_instance_numbers(output: Path, _dataset: Dataset) -> list[Mask]:
    masks = []
    for path in sorted(output.rglob("*_instanceIds.png")):
        with Image.open(path) as picture:
            values = np.asarray(picture)
        masks += [Mask.from_array(values == value) for value in np.unique(values) if value]
    return masks


def by_our_reader(name: str) -> Read:
    def read(output: Path, dataset: Dataset) -> list[Mask]:
        reader = FORMATS[name].reader
        assert reader is not None
        images = dataset.images[0].path.parent if FORMATS[name].suffix else None
        return [i.mask for image in reader(output, images).images for i in image.instances]

    return read


def rows(label: str, dataset: Dataset, folder: Path) -> list[str]:
    """The lines of the table for a data set."""
    cases: list[tuple[str, str, Sequence[str], str, Read]] = [
        ("coco", "COCO polygons", ("polygons",), "pycocotools", by_pycocotools),
        ("coco", "COCO run-length codes", (), "pycocotools", by_pycocotools),
        ("cityscapes", "Cityscapes polygons", (), "Cityscapes' way of painting", by_cityscapes_rasteriser),
        ("cityscapes", "Cityscapes instanceIds", (), "its numbers", by_instance_numbers),
    ]
    cases += [
        (name, row.title.partition(" (")[0], (), "our reader", by_our_reader(name))
        for name, row in FORMATS.items()
    ]
    lines = []
    for number, (name, title, options, reader, read) in enumerate(cases):
        output = folder / f"{label} {number}{FORMATS[name].suffix}"
        export(dataset, name, output, options=options)
        wanted = [i.mask for image in dataset.images for i in image.instances]
        found = read(output, dataset)
        same = set(found)
        best = [1.0 if mask in same else float(iou([mask], found).max(initial=0.0)) for mask in wanted]
        equal = sum(mask in same for mask in wanted)
        figures = f"{len(wanted)} | {min(best):.3f} | {np.mean(best):.4f} | {equal}"
        lines.append(f"| {title}, {label} | {reader} | {figures} |")
    return lines


def single(folder: Path) -> Dataset:
    """One blob in each of COUNT images."""
    folder.mkdir()
    made = []
    for number, mask in enumerate(blobs.masks(COUNT, 1, plain=False)):
        path = folder / f"{number}.png"
        Image.new("L", blobs.SIZE[::-1]).save(path)
        made.append(
            ImageAnnotations(path, path.name, blobs.SIZE[1], blobs.SIZE[0], (AnnotatedInstance(mask, "car"),))
        )
    return Dataset(tuple(made), ("car",))


def many(folder: Path) -> Dataset:
    folder.mkdir()
    dataset = blobs.dataset(folder, images=COUNT // 25)
    return replace(dataset, images=tuple(replace(image, name=image.path.name) for image in dataset.images))


def page() -> str:
    """The page's text."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        lines = rows("one an image", single(folder / "single photos"), folder)
        lines += rows("25 an image", many(folder / "many photos"), folder)
    return START.format(count=COUNT, many=COUNT // 25) + "\n".join(lines) + "\n" + END


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
