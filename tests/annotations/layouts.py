"""Small data sets on disk, each as its own tool lays them out and writes them, with what is in them."""

from __future__ import annotations

import base64
import json
import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Bools = NDArray[np.bool_]
Ring = list[tuple[int, int]]
"""The corners of a part (x, y), which are corners of pixels; its sides are upright or level."""
HEIGHT, WIDTH = 48, 64
IMAGES = 4
VOID = 255
VOC_NUMBERS = {"cat": 8, "dog": 12}
CITYSCAPES_NUMBERS = {"road": 7, "person": 24, "car": 26}


@dataclass(frozen=True)
class Object:
    """One object of a picture: its category and parts."""

    category: str
    parts: tuple[Ring, ...]
    crowd: bool = False

    @property
    def pixels(self) -> Bools:
        return np.logical_or.reduce([filled(part) for part in self.parts])


Truth = dict[str, list[tuple[str | None, Bools]]]
"""The category and pixels of each object of an image, by the file of the image, a posix path below the data set."""


@dataclass(frozen=True)
class Layout:
    """How to write a data set into an empty folder, and how a person names it to the commands."""

    name: str
    format: str
    write: Callable[[Path], Truth]
    sources: tuple[str, ...]
    """What is imported, one after the other, as paths below the folder."""
    categories: tuple[str, ...] = ()
    """What the reader must name as categories."""
    train: tuple[str, ...] = ()
    """Options of the training, with {root} for the folder."""
    evaluate: tuple[str, ...] = ()
    trained: int = IMAGES
    evaluated: int = IMAGES
    """How many images these must use."""
    without: tuple[str, ...] = ()
    """Pictures of the set that nothing is annotated in, which the window lists all the same."""
    sides: dict[str, int] = field(default_factory=lambda: {"": IMAGES})
    """How many images the data set itself puts on a side of its split."""


def filled(ring: Ring) -> Bools:
    """The pixels inside corners, by the even-odd rule along each row."""
    pixels = np.zeros((HEIGHT, WIDTH), np.bool_)
    for (x, y0), (other, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if x == other:
            pixels[min(y0, y1) : max(y0, y1), x:] ^= True
    return pixels


def rectangle(x0: int, y0: int, x1: int, y1: int) -> Ring:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def objects(number: int, first: str, second: str, *, parts: bool = False) -> list[Object]:
    """Four objects of a picture, of which the first two touch; with `parts`, one more is in two parts."""
    dx, dy = number, 2 * number
    corner: Ring = [(20, 6), (34, 6), (34, 12), (26, 12), (26, 24), (20, 24)]
    bay: Ring = [(38, 4), (52, 4), (52, 14), (48, 14), (48, 8), (42, 8), (42, 14), (38, 14)]
    found = [
        Object(first, (rectangle(6, 6, 20, 18),)),
        Object(second, (corner,)),
        Object(first, (bay,)),
        Object(second, (rectangle(8, 28, 22, 38),)),
    ]
    if parts:
        found.append(Object(first, (rectangle(32, 26, 40, 34), rectangle(46, 28, 54, 36))))
    return [
        Object(o.category, tuple([(x + dx, y + dy) for x, y in part] for part in o.parts), o.crowd)
        for o in found
    ]


def truth_of(found: Iterable[Object], *, named: bool = True) -> list[tuple[str | None, Bools]]:
    return [(o.category if named else None, o.pixels) for o in found]


# -- writing files


def photo(path: Path, found: Iterable[Object], seed: int = 0, mode: str = "RGB") -> Path:
    """A picture of the objects: bright on dark, with noise."""
    rng = np.random.default_rng(seed)
    pixels = rng.integers(10, 40, (HEIGHT, WIDTH, 3))
    for number, one in enumerate(found):
        pixels[one.pixels] += (180 - 20 * number, 100 + 20 * number, 60)
    place(path)
    image = Image.fromarray(pixels.astype(np.uint8))
    if mode == "I;16":
        image = Image.fromarray(pixels[..., 0].astype(np.uint16) * 100)
    elif mode != "RGB":
        image = image.convert(mode)
    image.save(path, **({"quality": 95} if path.suffix == ".jpg" else {}))
    return path


def place(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def text(path: Path, content: object) -> None:
    place(path).write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def index_map(found: Iterable[Object], kind: type = np.uint16) -> NDArray[Any]:
    values = np.zeros((HEIGHT, WIDTH), kind)
    for number, one in enumerate(found, 1):
        values[one.pixels] = number
    return values


def picture(path: Path, values: NDArray[Any], **options: Any) -> None:
    Image.fromarray(values).save(place(path), **options)


def side(number: int) -> str:
    """Three pictures are for training, the last one for validation."""
    return "val" if number == IMAGES - 1 else "train"


# -- the layouts


def coco_annotations(numbered: Iterable[tuple[int, list[Object]]], ids: dict[str, int]) -> list[Any]:
    made: list[Any] = []
    for image_id, found in numbered:
        for one in found:
            ys, xs = one.pixels.nonzero()
            segmentation: Any = [[value for point in part for value in point] for part in one.parts]
            if one.crowd:  # as in COCO: numbers of pixels column by column, of the background first
                flat = one.pixels.T.reshape(-1)
                ends = np.flatnonzero(np.diff(flat.astype(np.int8))) + 1
                counts = np.diff([0, *ends.tolist(), flat.size]).tolist()
                segmentation = {"size": [HEIGHT, WIDTH], "counts": [0, *counts] if flat[0] else counts}
            made.append(
                {
                    "id": len(made) + 1 + 1000 * image_id,
                    "image_id": image_id,
                    "category_id": ids[one.category],
                    "segmentation": segmentation,
                    "area": float(one.pixels.sum()),
                    "bbox": [float(v) for v in (xs.min(), ys.min(), np.ptp(xs) + 1, np.ptp(ys) + 1)],
                    "iscrowd": int(one.crowd),
                }
            )
    return made


def write_coco(root: Path) -> Truth:
    """COCO: ids of images that are their names, polygons, and crowds as uncompressed run-length codes."""
    truth: Truth = {}
    ids = {"person": 1, "dog": 18}
    sides: dict[str, list[tuple[int, list[Object]]]] = {"train": [], "val": []}
    for number in range(IMAGES):
        found = objects(number, "person", "dog", parts=True)
        crowd = Object("person", (rectangle(0, 44, 9, 48), rectangle(12, 45, 30, 48)), crowd=True)
        found = [*found, crowd] if number == 0 else found
        image_id = 100 + number
        truth[f"images/{image_id:012}.jpg"] = truth_of(found)
        photo(root / "images" / f"{image_id:012}.jpg", found, number)
        sides[side(number)].append((image_id, found))
    for name, numbered in sides.items():
        images = [
            {"license": 1, "file_name": f"{number:012}.jpg", "coco_url": "", "height": HEIGHT, "width": WIDTH}
            | {"date_captured": "2013-11-14 17:02:52", "flickr_url": "", "id": number}
            for number, _ in numbered
        ]
        categories = [
            {"supercategory": "person", "id": 1, "name": "person"},
            {"supercategory": "animal", "id": 18, "name": "dog"},
        ]
        content = {"info": {"description": "COCO", "year": 2017}, "licenses": [], "images": images}
        content |= {"annotations": coco_annotations(numbered, ids), "categories": categories}
        text(root / f"annotations/instances_{name}.json", content)
    return truth


def write_roboflow(root: Path) -> Truth:
    """Roboflow's export: the files of a side with the images, a category for the set itself, texts for people."""
    truth: Truth = {}
    ids = {"cell": 1, "dirt": 2}
    sides = ("train", "train", "valid", "test")
    for name in dict.fromkeys(sides):
        own = [number for number, of in enumerate(sides) if of == name]
        images, numbered = [], []
        for image_id, number in enumerate(own):
            found = objects(number, "cell", "dirt")
            file = f"slide-{number}_png.rf.{number:032x}.jpg"
            photo(root / name / file, found, number)
            truth[f"{name}/{file}"] = truth_of(found)
            numbered.append((image_id, found))
            images.append({"id": image_id, "license": 1, "file_name": file, "height": HEIGHT, "width": WIDTH})
        categories = [
            {"id": number, "name": category, "supercategory": "none" if number == 0 else "cells"}
            for category, number in {"cells": 0, **ids}.items()
        ]
        content = {"info": {"year": "2024", "version": "1", "contributor": ""}, "images": images}
        content |= {"licenses": [{"id": 1, "url": "", "name": "CC BY 4.0"}], "categories": categories}
        content |= {"annotations": coco_annotations(numbered, ids)}
        text(root / name / "_annotations.coco.json", content)
    text(root / "README.roboflow.txt", "cells - v1\n\nThe dataset includes 4 images.\n")
    text(root / "README.dataset.txt", "# cells\nhttps://universe.roboflow.com\n")
    return truth


def write_ultralytics(root: Path) -> Truth:
    """Ultralytics: six digits, names by number; its trainer leaves a cache beside the folders of texts."""
    truth: Truth = {}
    names = ["cell", "dirt"]
    for number in range(IMAGES):
        found = objects(number, *names)
        file = f"images/{side(number)}/im{number}.jpg"
        photo(root / file, found, number)
        truth[file] = truth_of(found)
        lines = [
            " ".join(
                [str(names.index(one.category))]
                + [f"{x / WIDTH:.6f} {y / HEIGHT:.6f}" for part in one.parts for x, y in part]
            )
            for one in found
        ]
        text(root / f"labels/{side(number)}/im{number}.txt", "\n".join(lines) + "\n")
    place(root / "labels/train.cache").write_bytes(pickle.dumps({"version": "1.0.3"}))
    lines = ["path: ../datasets/cells  # dataset root dir", "train: images/train", "val: images/val", "test:"]
    text(root / "data.yaml", "\n".join([*lines, "", "names:", "  0: cell", "  1: dirt"]) + "\n")
    return truth


def write_cityscapes(root: Path) -> Truth:
    """Cityscapes: polygons through pixel centres, painted one over the other, and the pictures made of them."""
    truth: Truth = {}
    for number in range(IMAGES):
        city = "aachen" if side(number) == "train" else "lindau"
        core = f"{side(number)}/{city}/{city}_{number:06}_000019"
        road = Object("road", (rectangle(0, 20, WIDTH, HEIGHT),))
        found = [road, *objects(number, "person", "car")]
        photo(root / f"leftImg8bit/{core}_leftImg8bit.png", found[1:], number)
        records, numbers = [], np.zeros((HEIGHT, WIDTH), np.uint16)
        values = Image.new("I", (WIDTH, HEIGHT))
        drawer = ImageDraw.Draw(values)
        for place_in_list, one in enumerate(found, 1):
            ring = centres_of(one.parts[0])
            records.append({"label": one.category, "polygon": ring})
            drawer.polygon([(x, y) for x, y in ring], fill=place_in_list)
        painted = np.asarray(values)
        counts: dict[str, int] = {}
        own = []
        for place_in_list, one in enumerate(found, 1):
            pixels = painted == place_in_list
            label = CITYSCAPES_NUMBERS[one.category]
            count = counts.get(one.category, 0)
            counts[one.category] = count + 1
            numbers[pixels] = label if one.category == "road" else 1000 * label + count
            own.append((one.category, pixels))
        truth[f"leftImg8bit/{core}_leftImg8bit.png"] = list(own)
        text(
            root / f"gtFine/{core}_gtFine_polygons.json",
            {"imgHeight": HEIGHT, "imgWidth": WIDTH, "objects": records},
        )
        picture(root / f"gtFine/{core}_gtFine_instanceIds.png", numbers)
        labels = np.where(numbers >= 1000, numbers // 1000, numbers).astype(np.uint8)
        picture(root / f"gtFine/{core}_gtFine_labelIds.png", labels)
        picture(root / f"gtFine/{core}_gtFine_color.png", np.stack([labels * 9] * 3, axis=-1))
    return truth


def centres_of(ring: Ring) -> list[list[int]]:
    """The corner pixels inside a ring of pixel corners that runs clockwise on the screen."""
    found = []
    for place_in_ring, (x, y) in enumerate(ring):
        before, after = ring[place_in_ring - 1], ring[(place_in_ring + 1) % len(ring)]
        level = next(a for a in ((x - before[0], 0), (after[0] - x, 0)) if a[0])
        upright = next(b for b in ((0, y - before[1]), (0, after[1] - y)) if b[1])
        # Clockwise: below a side that goes right, left of one that goes down.
        found.append([x - (upright[1] > 0), y - (level[0] < 0)])
    return found


def write_voc(root: Path) -> Truth:
    """Pascal VOC: palettes, with a void line around objects that both maps have; photos without maps are there too."""
    truth: Truth = {}
    lists: dict[str, list[str]] = {"train": [], "val": []}
    for number in range(IMAGES):
        found = objects(number, "cat", "dog", parts=True)
        stem = f"2007_{number:06}"
        photo(root / f"JPEGImages/{stem}.jpg", found, number)
        border = np.zeros((HEIGHT, WIDTH), np.bool_)
        instances, classes = np.zeros((2, HEIGHT, WIDTH), np.uint8)
        for place_in_list, one in enumerate(found, 1):
            instances[one.pixels] = place_in_list
            classes[one.pixels] = VOC_NUMBERS[one.category]
            inner = one.pixels.copy()
            for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
                inner &= np.roll(one.pixels, step, axis)
            border |= one.pixels & ~inner
        instances[border] = classes[border] = VOID
        for folder, values in (("SegmentationObject", instances), ("SegmentationClass", classes)):
            image = Image.fromarray(values).convert("P")
            image.frombytes(values.tobytes())
            image.putpalette([level for value in range(256) for level in (value, 255 - value, value // 2)])
            image.save(place(root / folder / f"{stem}.png"))
        truth[f"JPEGImages/{stem}.jpg"] = [(one.category, one.pixels & ~border) for one in found]
        lists[side(number)].append(stem)
        text(root / f"Annotations/{stem}.xml", f"<annotation><filename>{stem}.jpg</filename></annotation>")
    photo(root / "JPEGImages/2008_000001.jpg", ())
    text(
        root / "Annotations/2008_000001.xml", "<annotation><filename>2008_000001.jpg</filename></annotation>"
    )
    for name, stems in (*lists.items(), ("trainval", [*lists["train"], *lists["val"]])):
        text(root / f"ImageSets/Segmentation/{name}.txt", "".join(f"{stem}\n" for stem in stems))
    return truth


def write_labelme(root: Path) -> Truth:
    """labelme: the image in its file, polygons of fractions, parts by group_id."""
    truth: Truth = {}
    for number in range(IMAGES):
        found = objects(number, "cell", "dirt", parts=True)
        path = photo(root / f"IMG_{number}.jpg", found, number)
        truth[path.name] = truth_of(found)
        shapes = [
            {"label": one.category, "points": [[float(x), float(y)] for x, y in part]}
            | {"group_id": 1 if len(one.parts) > 1 else None, "description": ""}
            | {"shape_type": "polygon", "flags": {}, "mask": None}
            for one in found
            for part in one.parts
        ]
        content = {"version": "5.5.0", "flags": {}, "shapes": shapes, "imagePath": path.name}
        content |= {"imageData": base64.b64encode(path.read_bytes()).decode()}
        content |= {"imageHeight": HEIGHT, "imageWidth": WIDTH}
        text(path.with_suffix(".json"), content)
    return truth


def write_bowl(root: Path) -> Truth:
    """The Data Science Bowl of 2018: a folder for each image, one mask each object, a table of codes, a test side."""
    truth: Truth = {}
    for number in range(IMAGES):
        found = objects(number, "nucleus", "nucleus", parts=True)
        name = f"{number + 10:064x}"
        photo(root / f"stage1_train/{name}/images/{name}.png", found, number, "RGBA")
        for place_in_list, one in enumerate(found):
            file = f"stage1_train/{name}/masks/{number * 16 + place_in_list:064x}.png"
            picture(root / file, one.pixels.astype(np.uint8) * 255)
        truth[f"stage1_train/{name}/images/{name}.png"] = truth_of(found, named=False)
    photo(root / f"stage1_test/{99:064x}/images/{99:064x}.png", (), mode="RGBA")
    text(root / "stage1_train_labels.csv", "ImageId,EncodedPixels\n")
    return truth


def write_cellpose(root: Path) -> Truth:
    """Cellpose: its training images with _img and _masks, and what its window and its command leave beside images."""
    truth: Truth = {}
    endings = (("_img.png", "_masks.png"), (".png", "_seg.npy"), (".tif", "_cp_masks.tif"))
    for number, (image, mask) in enumerate((*endings, (".png", "_cp_masks.png"))):
        found = objects(number, "cell", "cell", parts=True)
        stem = f"{number:03}"
        photo(root / f"{stem}{image}", found, number, "I;16" if image == ".tif" else "RGB")
        if mask != "_seg.npy":
            picture(root / f"{stem}{mask}", index_map(found))
        if mask != "_masks.png":
            cellpose_file(root / f"{stem}_seg.npy", found)
        if "_cp_" in mask:
            for left_over in ("flows", "dP", "outlines", "cp_output"):
                ending = ".tif" if left_over in ("flows", "dP") else ".png"
                photo(root / f"{stem}_{left_over}_cp_masks{ending}", found)
            photo(root / f"{stem}_cp_output.png", found)
            photo(root / f"{stem}_flows.tif", found)
            text(root / f"{stem}_cp_outlines.txt", "6,6,20,6\n")
        truth[f"{stem}{image}"] = truth_of(found, named=False)
    return truth


def cellpose_file(path: Path, found: Iterable[Object]) -> None:
    """What cellpose's window saves: a pickled dictionary in NumPy's file."""
    labels = index_map(found)
    flows = [np.zeros((1, HEIGHT, WIDTH, 3), np.uint8), np.zeros((2, HEIGHT, WIDTH), np.float32)]
    content = {"outlines": labels * 0, "masks": labels, "chan_choose": [0, 0], "filename": str(path)}
    content |= {
        "ismanual": np.zeros(9, np.bool_),
        "flows": flows,
        "diameter": np.float64(9.5),
        "ratio": np.nan,
    }
    np.save(place(path), np.array(content, dtype=object), allow_pickle=True)


def write_stardist(root: Path) -> Truth:
    """StarDist: images and masks as TIFF of 16 bits, under one name in two folders on each side."""
    truth: Truth = {}
    for number in range(IMAGES):
        found = objects(number, "nucleus", "nucleus", parts=True)
        name = "test" if side(number) == "val" else "train"
        photo(root / f"{name}/images/nuclei {number}.tif", found, number, "I;16")
        picture(root / f"{name}/masks/nuclei {number}.tif", index_map(found) * 300)  # numbers with gaps
        truth[f"{name}/images/nuclei {number}.tif"] = truth_of(found, named=False)
    return truth


DATA = ("--data", "{root}")
HELD_OUT = (*DATA, "--validation", "0.25")
SIDES = {"train": IMAGES - 1, "val": 1}
LAYOUTS = (
    Layout(
        "COCO",
        "coco",
        write_coco,
        ("annotations/instances_train.json", "annotations/instances_val.json"),
        ("person", "dog"),
        (
            *("--data", "{root}/annotations/instances_train.json"),
            *("--validation", "{root}/annotations/instances_val.json"),
        ),
        ("--data", "{root}/annotations/instances_val.json"),
        trained=3,
        evaluated=1,
    ),
    Layout(
        "Roboflow COCO",
        "coco",
        write_roboflow,
        tuple(f"{name}/_annotations.coco.json" for name in ("train", "valid", "test")),
        ("cell", "dirt"),
        (
            *("--data", "{root}/train/_annotations.coco.json"),
            *("--validation", "{root}/valid/_annotations.coco.json"),
        ),
        ("--data", "{root}/test"),
        trained=2,
        evaluated=1,
    ),
    Layout(
        "Ultralytics",
        "yolo",
        write_ultralytics,
        ("data.yaml",),
        ("cell", "dirt"),
        ("--data", "{root}/data.yaml"),
        ("--data", "{root}/data.yaml", "--side", "val"),
        trained=3,
        evaluated=1,
        sides=SIDES,
    ),
    Layout(
        "Cityscapes",
        "cityscapes",
        write_cityscapes,
        ("",),
        ("road", "person", "car"),
        DATA,
        (*DATA, "--side", "val"),
        trained=3,
        evaluated=1,
        sides=SIDES,
    ),
    Layout(
        "Pascal VOC",
        "voc",
        write_voc,
        ("",),
        (
            *("aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow"),
            *("diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train"),
            "tvmonitor",
        ),
        DATA,
        (*DATA, "--side", "val"),
        without=("JPEGImages/2008_000001.jpg",),
        trained=3,
        evaluated=1,
        sides=SIDES,
    ),
    Layout("labelme", "labelme", write_labelme, ("",), ("cell", "dirt"), HELD_OUT, DATA, trained=IMAGES - 1),
    Layout(
        "DSB 2018",
        "mask-folders",
        write_bowl,
        ("",),
        train=HELD_OUT,
        evaluate=DATA,
        trained=IMAGES - 1,
        without=(f"stage1_test/{99:064x}/images/{99:064x}.png",),
    ),
    Layout(
        "Cellpose",
        "label-maps",
        write_cellpose,
        ("",),
        train=HELD_OUT,
        evaluate=DATA,
        trained=IMAGES - 1,
    ),
    Layout(
        "StarDist",
        "label-maps",
        write_stardist,
        ("",),
        train=HELD_OUT,
        evaluate=(*DATA, "--side", "test"),
        trained=IMAGES - 2,
        evaluated=1,
        sides={"train": 3, "test": 1},
    ),
)
