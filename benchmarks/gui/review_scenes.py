"""Makes images of cells as a microscope shows them, with annotations of a person and errors planted among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from annotations.colors import COLORS
from annotations.masks import Mask
from annotations.masks.edits import union
from annotations.masks.morphology import grow, shift, shrink
from annotations.project import Project
from annotations.records import Category, Change, Instance, Transaction

SIZE = (320, 416)
IMAGES = 12
INSTANCES = 300
ERRORS = {"category": 8, "shifted": 8, "doubled": 7, "speck": 7}
MOST_TRIES = 400
Floats = NDArray[Any]


@dataclass(frozen=True)
class Kind:
    """Cells of one category: half axes in pixels (mean, spread), how long they are, and their mean colour (RGB)."""

    name: str
    radius: tuple[float, float]
    long: tuple[float, float]
    color: tuple[float, float, float]
    spread: float
    share: float


KINDS = (
    Kind("lymphocyte", (8.0, 1.4), (1.1, 0.12), (112, 84, 146), 17, 0.45),
    Kind("epithelial cell", (13.0, 3.6), (1.3, 0.22), (160, 124, 176), 17, 0.35),
    Kind("fibroblast", (6.5, 1.3), (2.4, 0.6), (142, 104, 160), 17, 0.2),
)


@dataclass(frozen=True)
class Cell:
    """One cell as it is: its mask and its kind."""

    mask: Mask
    kind: int


@dataclass(frozen=True)
class Planted:
    """What is wrong on purpose: the error, by the id of the instance that has it."""

    path: Path
    errors: dict[int, str]


def make_project(folder: Path, seed: int, enlarge: int = 1) -> Planted:
    """Make the images and their project in a folder; the categories are `KINDS`, the source is an import.

    enlarge: how many times larger the images are, and all in them.
    """
    import cv2

    rng = np.random.default_rng(seed)
    cells = []
    for number in range(IMAGES):
        pixels, found = _image(rng, INSTANCES // IMAGES)
        large = cv2.resize(pixels, None, fx=enlarge, fy=enlarge, interpolation=cv2.INTER_CUBIC)
        Image.fromarray(large).save(folder / f"slide-{number + 1:02}.png")
        cells.append(found)
    with Project.open_folder(folder) as project:
        project.add_images(sorted(folder.glob("*.png")))
        categories = [Category(n, kind.name, COLORS[n], position=n) for n, kind in enumerate(KINDS, 1)]
        instances = [
            Instance(0, image.id, _as_drawn(rng, cell.mask), cell.kind + 1, "imported", z=z)
            for image, found in zip(project.images(), cells, strict=True)
            for z, cell in enumerate(found)
        ]
        kept, errors = _with_errors(rng, instances)
        kept = [replace(instance, mask=_enlarged(instance.mask, enlarge)) for instance in kept]
        images = [replace(image, status="done") for image in project.images()]
        changes = [*map(Change.add, categories), *map(Change.add, kept)]
        changes += [
            Change.replace(before, after) for before, after in zip(project.images(), images, strict=True)
        ]
        project.commit(Transaction("Import", tuple(changes)))
        return Planted(project.path, errors)


def _enlarged(mask: Mask, by: int) -> Mask:
    """A mask in an image that is this many times larger."""
    if by == 1:
        return mask
    patch = np.kron(mask.patch(), np.ones((by, by), bool))
    return Mask.from_patch(
        patch, (mask.origin[0] * by, mask.origin[1] * by), (mask.size[0] * by, mask.size[1] * by)
    )


def _with_errors(
    rng: np.random.Generator, instances: list[Instance]
) -> tuple[list[Instance], dict[int, str]]:
    """Plant the errors; what is doubled takes the place of another instance, so that their number stays."""
    order = rng.permutation(len(instances)).tolist()
    made = list(instances)
    said: dict[int, str] = {}
    for error, count in ERRORS.items():
        for _ in range(count):
            at = order.pop()
            instance = instances[at]
            if error == "category":
                others = [n for n in range(1, len(KINDS) + 1) if n != instance.category_id]
                made[at] = replace(instance, category_id=int(rng.choice(others)))
            elif error == "shifted":
                made[at] = replace(instance, mask=_shifted(rng, instance.mask))
            elif error == "speck":
                made[at] = replace(instance, mask=_with_speck(rng, instance.mask))
            else:
                twin = instances[order.pop()]
                mask = shift(_as_drawn(rng, twin.mask), *(int(v) for v in rng.integers(-1, 2, 2)))
                made[at] = replace(twin, mask=mask)
            said[at] = error
    numbered = [replace(instance, id=number) for number, instance in enumerate(made, 1)]
    return numbered, {at + 1: error for at, error in said.items()}


def _shifted(rng: np.random.Generator, mask: Mask) -> Mask:
    """Move a mask by a third to two thirds of the diameter of a disc of its area, any direction."""
    distance = rng.uniform(0.33, 0.66) * np.sqrt(4 * mask.area / np.pi)
    angle = rng.uniform(0, 2 * np.pi)
    moved = shift(mask, round(distance * np.cos(angle)), round(distance * np.sin(angle)))
    return moved if moved.area >= mask.area // 2 else _shifted(rng, mask)


def _with_speck(rng: np.random.Generator, mask: Mask) -> Mask:
    """Add a dab of two to four pixels' width near by, but apart."""
    side = int(rng.integers(2, 5))
    x0, y0, x1, y1 = mask.bbox
    while True:
        x, y = int(rng.integers(x0 - 20, x1 + 20)), int(rng.integers(y0 - 20, y1 + 20))
        dab = Mask.from_patch(np.ones((side, side), bool), (y, x), mask.size)
        around = mask.window((x - 3, y - 3, x + side + 3, y + side + 3))
        if dab.area == side * side and not around.any():
            return union(mask, dab)


def _as_drawn(rng: np.random.Generator, mask: Mask) -> Mask:
    """A mask as a person draws it: up to two pixels more or less, now and then as far beside."""
    by = int(rng.choice([-2, -1, 0, 1, 2], p=[0.08, 0.22, 0.35, 0.25, 0.1]))
    drawn = grow(mask, by) if by > 0 else shrink(mask, -by) if by < 0 else mask
    if rng.random() < 0.4:
        drawn = shift(drawn, *(int(v) for v in rng.integers(-2, 3, 2)))
    return mask if drawn.is_empty else drawn


def _image(rng: np.random.Generator, count: int) -> tuple[NDArray[np.uint8], list[Cell]]:
    """One image, (H, W, 3), stained a little otherwise than others, and its cells."""
    import cv2

    height, width = SIZE
    tissue = _noise(rng, 60) * 14 + _noise(rng, 12) * 8 + _noise(rng, 3) * 5
    stain = rng.normal(0, 7, 3)
    pixels = np.array([224.0, 196.0, 214.0]) + stain + tissue[..., None] * np.array([0.8, 1.2, 0.9])
    light = 1 + 0.06 * _noise(rng, 250)
    taken = np.zeros(SIZE, bool)
    cells: list[Cell] = []
    shares = [kind.share for kind in KINDS]
    for _ in range(count * MOST_TRIES):
        if len(cells) == count:
            break
        number = int(rng.choice(len(KINDS), p=shares))
        shape = _cell(rng, KINDS[number])
        top, left = (
            rng.integers(-4, height - shape.shape[0] + 4),
            rng.integers(-4, width - shape.shape[1] + 4),
        )
        mask = Mask.from_patch(shape, (int(top), int(left)), SIZE)
        core = shrink(mask, 3)
        if mask.area < 60 or core.is_empty or taken[core.slices][core.patch()].any():
            continue  # they may touch, and overlap by little
        pixels = _painted(rng, pixels, mask, KINDS[number], stain)
        taken[mask.slices] |= mask.patch()
        cells.append(Cell(mask, number))
    for _ in range(int(rng.integers(6, 14))):  # debris, which nobody annotates
        y, x = rng.integers(0, height), rng.integers(0, width)
        if not taken[max(0, y - 8) : y + 8, max(0, x - 8) : x + 8].any():
            cv2.circle(
                pixels, (int(x), int(y)), int(rng.integers(1, 4)), rng.uniform(60, 130, 3).tolist(), -1
            )
    blurred = cv2.GaussianBlur(pixels * light[..., None], (0, 0), float(rng.uniform(0.7, 1.3)))
    noisy = blurred + rng.normal(0, 4, blurred.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8), cells


def _painted(rng: np.random.Generator, pixels: Floats, mask: Mask, kind: Kind, stain: Floats) -> Floats:
    """Paint a cell: its colour, chromatin inside, a somewhat darker rim."""
    import cv2

    patch = mask.patch()
    color = (
        np.array(kind.color)
        + stain * 0.7
        + rng.normal(0, kind.spread, 3) * 0.5
        + rng.normal(0, kind.spread) * 0.8
    )
    texture = cv2.GaussianBlur(rng.normal(0, 1, patch.shape), (0, 0), 1.6) * 26
    depth = cv2.distanceTransform(np.pad(patch, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
    rim = np.where(depth < 2.5, -10.0, 0.0)
    inside = color + (texture + rim)[..., None]
    part = pixels[mask.slices]
    strength = rng.uniform(0.6, 0.95)
    part[patch] = part[patch] * (1 - strength) + inside[patch] * strength
    return pixels


def _cell(rng: np.random.Generator, kind: Kind) -> NDArray[np.bool_]:
    """A filled oval with a wavy rim, turned anyhow."""
    radius = max(3.5, rng.normal(*kind.radius))
    long = max(1.0, rng.normal(*kind.long))
    size = int(2.6 * radius * long) + 6
    y, x = np.mgrid[:size, :size] - size / 2
    turn = rng.uniform(0, np.pi)
    u, v = x * np.cos(turn) + y * np.sin(turn), -x * np.sin(turn) + y * np.cos(turn)
    angle = np.arctan2(v, u / long)
    rim = np.full(angle.shape, radius)
    for wave in range(2, 6):
        rim += rng.uniform(0, 0.14) * radius / wave * np.cos(wave * angle + rng.uniform(0, 2 * np.pi))
    return np.asarray(np.hypot(u / long, v) < rim)


def _noise(rng: np.random.Generator, scale: float) -> Floats:
    """Smooth noise of about this grain in pixels, with a standard deviation of 1."""
    import cv2

    height, width = SIZE
    small = rng.normal(0, 1, (max(2, int(height / scale)) + 2, max(2, int(width / scale)) + 2))
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.float64)
