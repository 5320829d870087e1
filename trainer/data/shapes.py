"""Draws synthetic shapes of varied looks with exact masks, so that a network learns outlines, not one appearance.

python -m trainer.data.shapes --output DIR [--count 600] [--side 320] [--seed 0]

Writes a folder of label maps (`images/`, `labels/`). Each picture has one style: the family, size and density of its
shapes, their colour, texture, shading and rim, and their background. A shape's label is its visible part; shapes with
fewer than 40 visible pixels have none.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

LEAST = 40
"""Minimum visible pixels of a labelled shape."""
Family = Literal["blob", "ellipse", "rod", "polygon", "spindle"]
FAMILIES: tuple[Family, ...] = ("blob", "ellipse", "rod", "polygon", "spindle")
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Style:
    """The look of one picture's shapes; sizes in pixels, colours and strengths in grey levels.

    size: typical diameter. spread: of the sizes, the standard deviation of their logarithm. count: number of shapes.
    touching: whether they fill the picture, like cells of a tissue or crystals. colour, ground: (3,) mean colours of
    shapes and background. spots, ground_spots: strength and grain of the texture. shade: how much brighter the middle
    is than the edge. rim, halo: brightness (negative: darker) and width of a line inside and a glow outside the edge.
    """

    family: Family
    size: float
    spread: float
    count: int
    touching: bool
    colour: NDArray[np.float64]
    ground: NDArray[np.float64]
    spots: tuple[float, float]
    ground_spots: tuple[float, float]
    shade: float
    rim: tuple[float, float]
    halo: tuple[float, float]
    variation: float


def any_style(side: int, rng: np.random.Generator) -> Style:
    """Draw a style, each property independently; shapes always differ visibly from their background."""
    grey = rng.random() < 0.5
    ground = _colour(grey, rng)
    contrast = rng.choice([0.0, 12.0, 30.0, 80.0], p=[0.2, 0.2, 0.3, 0.3])
    colour = np.clip(ground + contrast * _direction(grey, rng), 5, 250)
    told_by_edge = contrast < 20
    rim = float(rng.uniform(15, 70) * rng.choice([-1, 1])) if told_by_edge or rng.random() < 0.4 else 0.0
    halo = float(rng.uniform(10, 60) * rng.choice([-1, 1])) if rng.random() < 0.35 else 0.0
    size = float(np.exp(rng.uniform(math.log(16), math.log(side / 4))))
    touching = bool(rng.random() < 0.3)
    dense = rng.uniform(0.05, 0.9)
    return Style(
        family=FAMILIES[int(rng.integers(len(FAMILIES)))],
        size=size,
        spread=float(rng.uniform(0.05, 0.5)),
        count=int(np.clip(dense * side**2 / (0.6 * size**2), 2, 250)),
        touching=touching,
        colour=colour,
        ground=ground,
        spots=(float(rng.uniform(0, 25)), float(rng.uniform(0.7, 4))),
        ground_spots=(float(rng.uniform(0, 22)), float(np.exp(rng.uniform(0, math.log(30))))),
        shade=float(rng.normal(0, 30)) if rng.random() < 0.6 else 0.0,
        rim=(rim, float(rng.uniform(1, 3))),
        halo=(halo, float(rng.uniform(2, 7))),
        variation=float(rng.uniform(0, 25)),
    )


def draw(side: int, rng: np.random.Generator) -> tuple[NDArray[np.uint8], NDArray[np.uint16]]:
    """Draw one picture (S, S, 3) uint8 RGB and its label map (S, S) uint16."""
    style = any_style(side, rng)
    picture = (style.ground + _texture(side, *style.ground_spots, rng)[..., None]).astype(np.float32)
    labels = np.zeros((side, side), dtype=np.uint16)
    masks = _tissue(side, style, rng) if style.touching else _scattered(side, style, rng)
    for number, mask in enumerate(masks, 1):
        _paint(picture, mask, style, rng)
        labels[mask] = number
    kept = [n for n, seen in enumerate(np.bincount(labels.ravel())[1:], 1) if seen >= LEAST]
    order = np.zeros(len(masks) + 1, dtype=np.uint16)
    order[kept] = np.arange(1, len(kept) + 1)
    light = 1 + 0.35 * rng.uniform(0, 1) * (_ramp(side, rng) - 0.5)
    seen = cv2.GaussianBlur(picture * light[..., None], (0, 0), float(rng.uniform(0.4, 1.3)))
    seen = seen + rng.normal(0, rng.uniform(0.5, 9), seen.shape)
    return np.clip(seen, 0, 255).astype(np.uint8), order[labels]


def _colour(grey: bool, rng: np.random.Generator) -> NDArray[np.float64]:
    level = rng.uniform(15, 235)
    return np.full(3, level) if grey else np.clip(level + rng.normal(0, 35, 3), 5, 250)


def _direction(grey: bool, rng: np.random.Generator) -> NDArray[np.float64]:
    direction = np.ones(3) if grey else rng.normal(0, 1, 3) + rng.choice([-1, 1])
    return np.asarray(direction / np.abs(direction).max() * rng.choice([-1, 1]))


def _texture(side: int, strength: float, grain: float, rng: np.random.Generator) -> Floats:
    """Return (S, S) noise with this standard deviation and grain in pixels."""
    small = rng.normal(0, 1, (int(side / grain) + 2,) * 2).astype(np.float32)
    return np.asarray(strength * cv2.resize(small, (side, side), interpolation=cv2.INTER_CUBIC), np.float32)


def _ramp(side: int, rng: np.random.Generator) -> Floats:
    """Return (S, S) from 0 to 1 along a random direction."""
    angle = rng.uniform(0, 2 * math.pi)
    ys, xs = np.mgrid[:side, :side].astype(np.float32)
    along = xs * math.cos(angle) + ys * math.sin(angle)
    return np.asarray((along - along.min()) / np.ptp(along), dtype=np.float32)


def _outline(style: Style, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the outline of one shape: (N, 2) x, y around (0, 0)."""
    radius = style.size * math.exp(rng.normal(0, style.spread)) / 2
    t = np.linspace(0, 2 * math.pi, 72, endpoint=False)
    longer = rng.uniform(1, 1.5)
    r = np.ones_like(t)
    if style.family == "blob":
        for wave in range(2, 6):
            r += rng.normal(0, 0.25 / wave) * np.cos(wave * t + rng.uniform(0, 2 * math.pi))
    elif style.family == "polygon":
        corners = np.sort(rng.uniform(0, 2 * math.pi, int(rng.integers(4, 9))))
        t = corners
        r = rng.uniform(0.75, 1.15, len(t))
    elif style.family in ("rod", "spindle"):
        longer = rng.uniform(2, 3.5)
    x, y = r * np.cos(t) * radius * longer**0.5, r * np.sin(t) * radius / longer**0.5
    if style.family == "rod":
        y = np.sign(y) * radius / longer**0.5 * np.abs(np.sin(t)) ** 0.35
    if style.family == "spindle":
        y = y * np.abs(np.sin(t)) ** rng.uniform(0.2, 1.2)
    y = y + rng.normal(0, 0.12) * x**2 / (radius + 1)
    angle = rng.uniform(0, 2 * math.pi)
    return np.column_stack(
        [x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)]
    )


def _scattered(side: int, style: Style, rng: np.random.Generator) -> list[NDArray[np.bool_]]:
    """Place shapes at random, later ones over earlier ones; in half of the pictures they avoid each other."""
    overlap = rng.choice([0.05, 1.0])
    taken = np.zeros((side, side), dtype=bool)
    masks = []
    for _ in range(style.count):
        points = _outline(style, rng) + rng.uniform(0, side, 2)
        mask = np.zeros((side, side), dtype=np.uint8)
        cv2.fillPoly(mask, [np.round(points * 16).astype(np.int32)], 1, shift=4)
        inside = mask.astype(bool)
        if not inside.any() or np.count_nonzero(inside & taken) > overlap * np.count_nonzero(inside):
            continue
        taken |= inside
        masks.append(inside)
    return masks


def _tissue(side: int, style: Style, rng: np.random.Generator) -> list[NDArray[np.bool_]]:
    """Return the cells of a wavy Voronoi diagram, some missing, with gaps of up to three pixels."""
    step = style.size * 1.05
    rows = np.arange(-step, side + step, step)
    seeds = np.array([(x, y) for y in rows for x in rows]) + rng.normal(0, 0.25 * step, (len(rows) ** 2, 2))
    ys, xs = np.mgrid[:side, :side].astype(np.float32)
    wave = style.size / 8 * rng.uniform(0, 1)
    xs = xs + _texture(side, wave, max(2.0, style.size / 3), rng)
    ys = ys + _texture(side, wave, max(2.0, style.size / 3), rng)
    best = np.full((side, side), np.inf, dtype=np.float32)
    owner = np.full((side, side), -1)
    stretch = rng.uniform(1, 2)
    for n, (x, y) in enumerate(seeds):
        distance = ((xs - x) / stretch) ** 2 + (ys - y) ** 2
        nearer = distance < best
        best[nearer], owner[nearer] = distance[nearer], n
    gap, missing = int(rng.integers(0, 4)), rng.uniform(0, 0.4)
    masks = []
    for n in range(len(seeds)):
        mask = (owner == n).astype(np.uint8)
        if gap and mask.any():
            mask = cv2.erode(mask, np.ones((gap + 1, gap + 1), np.uint8), borderType=cv2.BORDER_REPLICATE)
        if np.count_nonzero(mask) >= LEAST and rng.random() > missing:
            masks.append(mask.astype(bool))
    return masks


def _paint(picture: Floats, mask: NDArray[np.bool_], style: Style, rng: np.random.Generator) -> None:
    """Paint one shape over the picture; its halo goes over what is already there."""
    side = picture.shape[0]
    margin = 24
    ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    window = (
        slice(max(0, ys[0] - margin), min(side, ys[-1] + margin + 1)),
        slice(max(0, xs[0] - margin), min(side, xs[-1] + margin + 1)),
    )
    inside, part = mask[window], picture[window]
    padded = np.pad(inside, 1, mode="edge").astype(np.uint8)
    depth = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1]
    away = cv2.distanceTransform(1 - padded, cv2.DIST_L2, 5)[1:-1, 1:-1]
    part += (style.halo[0] * np.exp(-away / style.halo[1]) * ~inside)[..., None]
    middle = np.minimum(1, depth / max(1e-6, float(depth.max())))
    texture = _texture(max(inside.shape), *style.spots, rng)[: inside.shape[0], : inside.shape[1]]
    level = style.shade * (middle - 0.5) + style.rim[0] * (depth <= style.rim[1]) + texture
    colour = style.colour + rng.normal(0, style.variation) + rng.normal(0, style.variation / 3, 3)
    part[inside] = (colour + level[..., None])[inside]


Draw = Callable[[int, np.random.Generator], tuple[NDArray[np.uint8], NDArray[np.uint16]]]


def write_folder(draw: Draw, name: str, about: str | None, count: int, side: int) -> None:
    """Read the options of a generator's command line, and write its folder of label maps.

    draw: makes one picture of a side and its label map. name: of the files. count, side: the defaults.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--side", type=int, default=side)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    for folder in ("images", "labels"):
        (options.output / folder).mkdir(parents=True, exist_ok=True)
    for number in range(options.count):
        picture, labels = draw(options.side, np.random.default_rng([options.seed, number]))
        cv2.imwrite(str(options.output / "images" / f"{name}_{number:04}.png"), picture[..., ::-1])
        cv2.imwrite(str(options.output / "labels" / f"{name}_{number:04}.png"), labels)


if __name__ == "__main__":
    write_folder(draw, "shapes", __doc__, count=600, side=320)
