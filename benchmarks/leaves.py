"""Draws synthetic plants, rosettes and scattered leaves with exact masks, as data that anyone can reproduce.

python -m benchmarks.leaves --output DIR [--count 400] [--side 384] [--seed 0]

Writes a folder of label maps (`images/`, `labels/`). A leaf's label is its visible part; leaves with fewer than 40
visible pixels have none.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from trainer.data.shapes import write_folder

LEAST = 40  # minimum visible pixels of a labelled leaf
Points = NDArray[np.float64]


def outline(length: float, width: float, lobes: float, rng: np.random.Generator) -> Points:
    """Return (N, 2) x, y of a leaf that points along x from (0, 0). lobes: how wavy its edge is, 0 to 1."""
    t = np.linspace(0, 1, 60)
    taper = rng.uniform(0.55, 0.95)
    half = width / 2 * np.sin(math.pi * t**taper) ** rng.uniform(0.7, 1.2)
    half = half * (1 + lobes * 0.25 * np.sin(2 * math.pi * rng.integers(3, 7) * t))
    bend = rng.normal(0, 0.08) * length * t**2
    upper = np.column_stack([t * length, bend + half])
    lower = np.column_stack([t * length, bend - half])
    return np.concatenate([upper, lower[::-1]])


def placed(points: Points, at: tuple[float, float], angle: float) -> Points:
    """Rotate points by an angle about (0, 0), then move them to x, y."""
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return points @ turn.T + np.array(at)


def soil(side: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Draw an (S, S, 3) background: noise of several grains in the colour of soil, felt or a bench."""
    ground = np.zeros((side, side), dtype=np.float32)
    for grain in (4, 16, 64):
        small = rng.normal(0, 1, (side // grain + 2, side // grain + 2)).astype(np.float32)
        ground += cv2.resize(small, (side, side), interpolation=cv2.INTER_CUBIC) * grain**0.3
    ground = (ground - ground.mean()) / (ground.std() + 1e-6)
    colour = rng.uniform(30, 170) * np.array([1.0, rng.uniform(0.75, 1.0), rng.uniform(0.5, 1.0)])
    return np.asarray(colour + rng.uniform(8, 25) * ground[..., None], dtype=np.float32)


def paint(
    picture: NDArray[np.float32], points: Points, colour: Points, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Paint a leaf over the picture, with a midrib, a gradient and a shadow; return its (S, S) bool mask."""
    side = picture.shape[0]
    mask = np.zeros((side, side), dtype=np.uint8)
    cv2.fillPoly(mask, [np.round(points * 16).astype(np.int32)], 1, shift=4)
    shadow = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 4)
    offset = np.array([[1, 0, rng.uniform(1, 4)], [0, 1, rng.uniform(1, 4)]])
    picture *= 1 - 0.35 * cv2.warpAffine(shadow, offset, (side, side))[..., None]
    depth = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    shade = 0.75 + 0.35 * depth / (depth.max() + 1e-6)
    texture = cv2.GaussianBlur(rng.normal(0, 1, (side, side)).astype(np.float32), (0, 0), 1.5)
    leaf = colour * (shade + 0.12 * texture)[..., None]
    inside = mask.astype(bool)
    picture[inside] = leaf[inside]
    middle = len(points) // 2
    rib = (points[:middle] + points[middle:][::-1]) / 2
    line = np.zeros((side, side), dtype=np.uint8)
    cv2.polylines(line, [np.round(rib * 16).astype(np.int32)], False, 1, 1, cv2.LINE_8, 4)
    picture[line.astype(bool) & inside] *= 1.2
    return inside


def draw(side: int, rng: np.random.Generator) -> tuple[NDArray[np.uint8], NDArray[np.uint16]]:
    """Draw one picture (S, S, 3) uint8 RGB and its label map (S, S) uint16."""
    picture = soil(side, rng)
    labels = np.zeros((side, side), dtype=np.uint16)
    base = np.array([rng.uniform(40, 120), rng.uniform(110, 200), rng.uniform(20, 90)])
    lobes = rng.uniform(0, 1) if rng.random() < 0.4 else 0.0
    leaves: list[tuple[Points, float]] = []
    if rng.random() < 0.6:  # rosettes: leaves around a centre, the young ones small and on top
        for _ in range(int(rng.integers(1, 4))):
            centre = tuple(rng.uniform(0.25, 0.75, 2) * side)
            count, start = int(rng.integers(4, 13)), rng.uniform(0, 2 * math.pi)
            longest = rng.uniform(0.12, 0.34) * side
            for n in range(count):
                length = longest * (1 - 0.6 * n / count) * rng.uniform(0.85, 1.1)
                angle = start + n * 2.399963 + rng.normal(0, 0.15)
                stalk = length * rng.uniform(0.05, 0.3)
                root = (centre[0] + stalk * math.cos(angle), centre[1] + stalk * math.sin(angle))
                points = outline(length, length * rng.uniform(0.35, 0.7), lobes, rng)
                leaves.append((placed(points, root, angle), rng.uniform(0.8, 1.2)))
    else:  # scattered
        for _ in range(int(rng.integers(3, 22))):
            length = rng.uniform(0.07, 0.3) * side
            points = outline(length, length * rng.uniform(0.25, 0.7), lobes, rng)
            at = tuple(rng.uniform(0, 1, 2) * side)
            leaves.append((placed(points, at, rng.uniform(0, 2 * math.pi)), rng.uniform(0.8, 1.2)))
    for number, (points, light) in enumerate(leaves, 1):
        colour = base * light * (1 + rng.normal(0, 0.06, 3))
        labels[paint(picture, points, colour, rng)] = number
    kept = [n for n in range(1, len(leaves) + 1) if np.count_nonzero(labels == n) >= LEAST]
    renumbered = np.zeros_like(labels)
    for new, old in enumerate(kept, 1):
        renumbered[labels == old] = new
    noisy = cv2.GaussianBlur(picture, (0, 0), 0.6) + rng.normal(0, 4, picture.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8), renumbered


if __name__ == "__main__":
    write_folder(draw, "leaves", __doc__, count=400, side=384)
