"""A project of random cells with holes and several parts on 16-bit images of two channels, for tests of measuring."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import tifffile
from numpy.typing import NDArray
from scipy import ndimage

from annotations.masks import Bools, Mask
from annotations.project import Project
from annotations.records import Category, Change, Instance, Transaction

SIDE, CELL = 240, 48


def cell(random: np.random.Generator, side: int = CELL) -> Bools:
    """A rough blob of any size with a part of its own that has a hole; most have more of both."""
    noise = ndimage.gaussian_filter(random.normal(size=(side, side)), random.uniform(0.6, 6))
    y, x = np.mgrid[:side, :side] - side / 2
    hill = 1 - np.hypot(y, x * random.uniform(0.7, 1.6)) / (side * random.uniform(0.1, 0.5))
    found = noise / noise.std() * 0.4 + hill > 0
    found[side // 2, side // 2] = True
    found[:6, :6] = False
    found[1:4, 1:5] = True
    found[2, 2] = False
    return np.asarray(found)


def two_channels(random: np.random.Generator) -> NDArray[np.uint16]:
    """Channels of unlike values, (SIDE, SIDE, 2)."""
    return np.stack(
        (random.integers(0, 65535, (SIDE, SIDE)), random.integers(900, 1000, (SIDE, SIDE))), axis=2
    ).astype(np.uint16)


def make_project(folder: Path, images: int) -> Project:
    """A project with 25 cells in each image, side by side, of which every second has a category."""
    random = np.random.default_rng(5)
    folder.mkdir()
    for number in range(images):
        path = folder / f"{number:03}.tif"
        tifffile.imwrite(path, two_channels(random), photometric="minisblack", planarconfig="contig")
    project = Project.open_folder(folder)
    project.add_images(sorted(folder.glob("*.tif")))
    kind = Category(project.next_id("category"), "cell", (255, 0, 0))
    changes = [Change.add(kind)]
    for image in project.images():
        for n in range((SIDE // CELL) ** 2):
            y, x = divmod(n, SIDE // CELL)
            mask = Mask.from_patch(cell(random), (y * CELL, x * CELL), image.size)
            category = kind.id if n % 2 else None
            changes.append(
                Change.add(Instance(project.next_id("instance"), image.id, mask, category, "drawn", z=n))
            )
    project.commit(Transaction("Fill", tuple(changes)))
    return project
