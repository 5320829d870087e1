"""Makes the large images and projects for measuring the window."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

import resources
from annotations.colors import COLORS
from annotations.masks import Mask
from annotations.project import Project
from annotations.records import Category, Change, Instance, Step, Transaction

CATEGORIES = ("nucleus", "cell", "vessel", "debris")
LARGE = 12  # number of masks of about a tenth of the image's side
RIPPLES = 9
TILE = 512


def make_image(path: Path, side: int) -> None:
    """Makes a square image of tiled photos, with some noise so that the file is not small."""
    rng = np.random.default_rng(0)
    photos = [np.asarray(Image.open(photo).convert("RGB")) for photo in resources.sample_photos()]
    least = min(min(photo.shape[:2]) for photo in photos)
    tiles = [photo[:least, :least] for photo in photos]
    pixels = np.empty((side, side, 3), np.uint8)
    for top in range(0, side, least):
        for left in range(0, side, least):
            part = pixels[top : top + least, left : left + least]
            tile = tiles[int(rng.integers(len(tiles)))][: part.shape[0], : part.shape[1]]
            part[:] = np.minimum(tile, 231) + rng.integers(0, 24, part.shape, np.uint8)
    if path.suffix == ".tif":
        write_tiled(path, pixels)
    else:
        Image.fromarray(pixels).save(path)


def write_tiled(path: Path, pixels: NDArray[np.uint8]) -> None:
    """Writes an (H, W, 3) uint8 array as an uncompressed, tiled TIFF, like those of microscopes."""
    height, width = pixels.shape[:2]
    down, across = -(-height // TILE), -(-width // TILE)
    count, length = down * across, TILE * TILE * 3
    # Tag, type (3: 2 bytes, 4: 4 bytes), count, value or offset of the values
    first = 8 + count * length
    fields = [
        (256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, first + 8 * count), (259, 3, 1, 1), (262, 3, 1, 2),
        (277, 3, 1, 3), (322, 4, 1, TILE), (323, 4, 1, TILE), (324, 4, count, first),
        (325, 4, count, first + 4 * count),
    ]  # fmt: skip
    with open(path, "wb") as file:
        file.write(struct.pack("<2sHI", b"II", 42, first + 8 * count + 6))
        for top in range(0, height, TILE):
            for left in range(0, width, TILE):
                tile = np.zeros((TILE, TILE, 3), np.uint8)
                part = pixels[top : top + TILE, left : left + TILE]
                tile[: part.shape[0], : part.shape[1]] = part
                file.write(tile.tobytes())
        file.write(struct.pack(f"<{count}I", *(8 + number * length for number in range(count))))
        file.write(struct.pack(f"<{count}I", *([length] * count)))
        file.write(struct.pack("<3H", 8, 8, 8))
        file.write(struct.pack("<H", len(fields)))
        for tag, kind, number, value in fields:
            file.write(struct.pack("<HHI", tag, kind, number) + struct.pack("<I", value))
        file.write(struct.pack("<I", 0))


def blob(rng: np.random.Generator, radius: float) -> NDArray[np.bool_]:
    """Returns a filled shape with a wavy rim and a radius of about `radius` pixels, in a square that just fits it."""
    size = int(2.6 * radius) + 4
    y, x = np.mgrid[:size, :size] - size / 2
    angle = np.arctan2(y, x)
    rim = np.full(angle.shape, radius)
    for wave in range(2, RIPPLES):
        strength = rng.uniform(0, 0.16) * radius / wave
        rim += strength * np.cos(wave * angle + rng.uniform(0, 2 * np.pi))
    inside: NDArray[np.bool_] = np.hypot(x, y) < rim
    return inside


def make_masks(side: int, count: int, seed: int = 0) -> list[Mask]:
    """Makes masks all over a square image; most are a fortieth to a hundredth of its side, some a tenth."""
    rng = np.random.default_rng(seed)
    masks = []
    for number in range(count):
        radius = side * (rng.uniform(0.04, 0.06) if number < LARGE else rng.uniform(0.005, 0.0125))
        patch = blob(rng, radius)
        top, left = rng.integers(0, side - patch.shape[0], 2)
        masks.append(Mask.from_patch(patch, (int(top), int(left)), (side, side)))
    return masks


def make_project(folder: Path, side: int, count: int) -> Path:
    """Makes a project of the one image in `folder` whose instances were all proposed and accepted, for a full strip."""
    with Project.open_folder(folder) as project:
        project.add_images([next(path for path in folder.iterdir() if path.suffix != ".rsis")])
        image = project.images()[0]
        categories = [
            Category(number, name, COLORS[number], position=number)
            for number, name in enumerate(CATEGORIES, 1)
        ]
        changes = [Change.add(category) for category in categories]
        for number, mask in enumerate(make_masks(side, count), 1):
            category = categories[number % len(categories)]
            changes += [
                Change.add(Instance(number, image.id, mask, category.id, "accepted", z=number, score=0.9)),
                Change.add(Step(number, image.id, number, "accepted", mask, category.name, 0.9, 0.9, number)),
            ]
        project.commit(Transaction("Made for a measurement", tuple(changes), image.id))
        return project.path
