"""A small data set of each format as its files, and what must hold of a reader whatever is in them."""

from __future__ import annotations

import base64
import functools
import io
import json
import shutil
from contextlib import suppress
from pathlib import Path

import numpy as np
from PIL import Image

from annotations.errors import AnnotationError
from annotations.exporting import export
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.formats.table import FORMATS
from annotations.imaging.reading import PIXEL_LIMIT, read_image
from annotations.masks import Mask
from tests.fuzz import foreign_files
from tests.fuzz.guard import watched

SIZE = (12, 16)
SECRET = "secret.png"
"""Beside the data set: no reader may take it."""
Files = dict[str, bytes]


def dataset(folder: Path) -> Dataset:
    """Two images with a ring, parts, a dot and a crowd; their files are written to `folder`."""
    ring = np.zeros(SIZE, np.bool_)
    ring[1:7, 1:8], ring[3:5, 3:6] = True, False
    parts = np.zeros(SIZE, np.bool_)
    parts[9:11, 2:5], parts[9:12, 12:16] = True, True
    dot = np.zeros(SIZE, np.bool_)
    dot[0, 15] = True
    kinds = [(ring, "car", False), (parts, "cell", False), (dot, None, False)]
    instances = tuple(AnnotatedInstance(Mask.from_array(p), category, crowd) for p, category, crowd in kinds)
    images = []
    for number in range(2):
        path = folder / f"{number}.png"
        Image.fromarray(np.full((*SIZE, 3), number, np.uint8)).save(path)
        images.append(ImageAnnotations(path, f"{number}.png", SIZE[1], SIZE[0], instances))
    return Dataset(tuple(images), ("car", "cell"))


def seeds(name: str, folder: Path) -> Files:
    """The files of an export of that data set by their posix path, the images of COCO included."""
    (folder / "in").mkdir(parents=True)
    made = dataset(folder / "in")
    row = FORMATS[name]
    if row.writer is None:
        return foreign_files.files(name, made)
    target = folder / "out" / f"data{row.suffix}" if row.suffix else folder / "out"
    export(made, name, target)
    if row.suffix:
        for image in made.images:
            shutil.copyfile(image.path, target.parent / image.name)
    root = folder / "out"
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@functools.cache
def strange_images() -> Files:
    """Pictures that readers must take or refuse: deep, many channels, tiles, bombs, cut off, wrong names."""
    deep = np.arange(SIZE[0] * SIZE[1], dtype=np.uint16).reshape(SIZE) * 300
    files = {
        "deep.tif": _saved(Image.fromarray(deep), "TIFF"),
        "deep.png": _saved(Image.fromarray(deep), "PNG"),
    }
    files["bomb.png"] = _saved(Image.new("1", (30_000, 30_000)), "PNG")
    files["animated.gif"] = _saved(Image.new("P", SIZE[::-1]), "GIF")
    files["cut.png"] = files["deep.png"][:60]
    return files


def _saved(image: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    image.save(file, format=kind)
    return file.getvalue()


def put(files: Files, root: Path) -> None:
    """Write files below `root`; names that leave it are not written."""
    for name, content in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def take(name: str, root: Path, pixel_limit: int = PIXEL_LIMIT) -> bool:
    """Read the data set and look at every mask; False where it was refused with one of our errors.

    AssertionError if what was read does not hold together or lies outside, or a file outside was opened; anything else
    raised is a defect.
    """
    source = source_of(name, root)
    with watched(root, also=source):
        return _taken(name, source, root, pixel_limit)


def source_of(name: str, root: Path) -> Path:
    """What a person would name of a data set that lies in the folder."""
    suffix = FORMATS[name].suffix
    return root / f"data{suffix}" if suffix else root


def _taken(name: str, source: Path, root: Path, pixel_limit: int) -> bool:
    reader = FORMATS[name].reader
    assert reader is not None
    try:
        result = reader(source, None)
    except AnnotationError:
        return False
    for problem in result.problems:
        assert problem.reason
        str(problem).encode()
    for image in result.images:
        assert image.path.resolve().is_relative_to(root.resolve()), image.path
        assert image.path.name != SECRET
        with suppress(AnnotationError):
            read_image(image.path, pixel_limit)
        for instance in image.instances:
            assert instance.mask.size == (image.height, image.width)
            assert not instance.mask.is_empty
            assert instance.mask.to_array().sum() == instance.mask.area
            assert instance.category is None or instance.category
    json.dumps([str(problem) for problem in result.problems])
    return True


def names_that_leave() -> list[str]:
    """File names by which a data set might reach outside."""
    return [
        *(
            f"../{SECRET}",
            f"..\\{SECRET}",
            f"a/../../{SECRET}",
            f"/etc/{SECRET}",
            f"C:\\{SECRET}",
            f"\\\\nas\\x\\{SECRET}",
        ),
        *(
            f"//nas/x/{SECRET}",
            f"C:{SECRET}",
            f"file:///{SECRET}",
            f"link/{SECRET}",
            "a\0b.png",
            "",
            ".",
            "..",
            "con",
            "x" * 5000,
        ),
    ]


def encoded(content: bytes) -> str:
    """Base64, as labelme keeps pictures."""
    return base64.b64encode(content).decode()
