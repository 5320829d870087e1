"""Converts masks to Cityscapes' polygons: one closed ring per instance through pixel centres, painted in order.

Its rasteriser (Pillow's polygon) paints the end pixels and fills by the even-odd rule. A hole is therefore reached by
a path through the mask's own pixels and back. A part is reached by a path through other masks' pixels, which later
polygons cover; on the background, a thin "unlabeled" ring restores the background.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from annotations.masks import Bools

Pixel = tuple[int, int]
"""x, y"""
BACKGROUND = 0


@dataclass(frozen=True, slots=True)
class Ring:
    """One polygon to paint: `value` is the mask's in the map, or 0 for a ring that restores the background."""

    value: int
    points: tuple[Pixel, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to paint, from bottom to top, and the values of the masks that lose parts."""

    rings: tuple[Ring, ...]
    incomplete: tuple[int, ...]


def plan(labels: NDArray[np.integer]) -> Plan:
    """Return the rings that paint an (H, W) map of values 1…n, exactly except for the `incomplete` values.

    There is one ring per value, in the order of the values, except that values with several parts come first.
    """
    whole: list[Ring] = []
    scattered: dict[int, list[list[Pixel]]] = {}
    for value, (top, left), patch in _patches(labels):
        parts = [[(x + left, y + top) for x, y in ring] for ring in rings_of(patch)]
        if len(parts) == 1:
            whole.append(Ring(value, tuple(_simple(parts[0]))))
        else:
            scattered[value] = parts
    first: list[Ring] = []
    incomplete = []
    labels = labels.copy()
    while scattered:  # from the last painted to the first: one whose paths avoid all earlier ones
        value, path, missed = _best(labels, scattered)
        del scattered[value]
        if missed:
            incomplete.append(value)
            labels[(labels == value) & (paint([(value, _simple(path))], labels.shape) != value)] = BACKGROUND
        first = [Ring(value, tuple(_simple(path))), *_restored(path, labels), *first]
    return Plan((*first, *whole), tuple(incomplete))


def _patches(labels: NDArray[np.integer]) -> list[tuple[int, Pixel, Bools]]:
    """Yield each value of the map with the top and left of its box, and its pixels there."""
    from scipy import ndimage

    return [
        (value, (place[0].start, place[1].start), labels[place] == value)
        for value, place in enumerate(ndimage.find_objects(labels.astype(np.int32)), 1)
        if place is not None
    ]


def rings_of(patch: Bools) -> list[list[Pixel]]:
    """Return a closed ring of pixels for each part (8-connectivity), with paths to its holes."""
    import cv2

    found, tree = cv2.findContours(patch.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    rings = [[(int(x), int(y)) for x, y in ring.reshape(-1, 2)] for ring in found]
    parts = []
    for number, (_, _, hole, parent) in enumerate(tree[0].tolist()):
        if parent >= 0:
            continue
        holes = []
        while hole >= 0:
            holes.append(rings[hole])
            hole = int(tree[0][hole][0])
        parts.append(_with_holes(rings[number], holes, patch))
    return parts


def _with_holes(path: list[Pixel], holes: list[list[Pixel]], patch: Bools) -> list[Pixel]:
    return _connected([path, *holes], ~patch)[0]


def _best(
    labels: NDArray[np.integer], scattered: dict[int, list[list[Pixel]]]
) -> tuple[int, list[Pixel], int]:
    """Return a value whose parts can be joined without touching other values with several parts, and its path."""
    tried: list[tuple[int, int, list[Pixel]]] = []
    for value in reversed(scattered):
        others = [other for other in scattered if other != value]
        blocked = np.isin(labels, others) if others else np.zeros(labels.shape, np.bool_)
        path, missed = _connected(sorted(scattered[value], key=len, reverse=True), blocked)
        if not missed:
            return value, path, 0
        tried.append((missed, value, path))
    missed, value, path = min(tried)
    return value, path, missed


def _connected(rings: Sequence[list[Pixel]], blocked: Bools) -> tuple[list[Pixel], int]:
    """Join the rings to one path from the first, nearest first; return it and the number that could not be reached."""
    path = list(rings[0])
    near = _Nearest(rings)
    missed = 0
    for _ in rings[1:]:
        here, ring, there = near.take()
        way: list[Pixel] | None = _line(here, there)
        if way and any(blocked[y, x] for x, y in way):
            way = _way(blocked, path, set(ring))
            if way is not None:
                here, there = way[0], way[-1]
                way = way[1:-1]
        if way is None:
            missed += 1
            continue
        path = _joined(path, path.index(here), way, ring, ring.index(there))
        near.reached(ring)
    return path, missed


class _Nearest:
    """Finds the unreached ring nearest to the reached ones (Prim's spanning tree)."""

    def __init__(self, rings: Sequence[list[Pixel]]) -> None:
        self._rest = {number: ring for number, ring in enumerate(rings) if number}
        self._points = {number: np.array(ring) for number, ring in self._rest.items()}
        self._best: dict[int, tuple[int, Pixel, Pixel]] = {}
        self.reached(rings[0])

    def reached(self, ring: list[Pixel]) -> None:
        """Mark a ring as reached, and update the distances of the others."""
        from scipy.spatial import cKDTree

        if not self._rest:
            return
        tree = cKDTree(np.array(ring))
        sizes = [len(self._points[number]) for number in self._rest]
        distances, places = tree.query(np.concatenate([self._points[n] for n in self._rest]), p=np.inf)
        start = 0
        for number, size in zip(self._rest, sizes, strict=True):
            there = start + int(np.argmin(distances[start : start + size]))
            found = (int(distances[there]), ring[int(places[there])], self._rest[number][there - start])
            self._best[number] = min(self._best.get(number, found), found)
            start += size

    def take(self) -> tuple[Pixel, list[Pixel], Pixel]:
        """Return a point of the reached rings, the nearest other ring, and its nearest point."""
        number = min(self._rest, key=lambda number: self._best[number])
        _, here, there = self._best[number]
        del self._points[number]
        return here, self._rest.pop(number), there


def _joined(path: list[Pixel], here: int, way: list[Pixel], ring: list[Pixel], there: int) -> list[Pixel]:
    turned = ring[there:] + ring[: there + 1]
    return [*path[: here + 1], *way, *turned, *reversed(way), *path[here:]]


def _line(a: Pixel, b: Pixel) -> list[Pixel]:
    """Return the pixels strictly between two, in steps of one."""
    steps = max(abs(a[0] - b[0]), abs(a[1] - b[1]))
    return [
        (a[0] + round((b[0] - a[0]) * k / steps), a[1] + round((b[1] - a[1]) * k / steps))
        for k in range(1, steps)
    ]


def _way(blocked: Bools, starts: Sequence[Pixel], goals: set[Pixel]) -> list[Pixel] | None:
    """Return the pixels of a shortest path from one of `starts` to one of `goals`, both included, or None."""
    height, width = blocked.shape
    came: dict[Pixel, Pixel | None] = dict.fromkeys(starts)
    waiting = deque(came)
    while waiting:
        pixel = waiting.popleft()
        if pixel in goals:
            way = [pixel]
            while (before := came[way[-1]]) is not None:
                way.append(before)
            return way[::-1]
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)):
            x, y = pixel[0] + dx, pixel[1] + dy
            inside = 0 <= x < width and 0 <= y < height
            if inside and (x, y) not in came and (not blocked[y, x] or (x, y) in goals):
                came[x, y] = pixel
                waiting.append((x, y))
    return None


def _restored(path: list[Pixel], labels: NDArray[np.integer]) -> list[Ring]:
    """Return thin rings over the background that a path runs through."""
    runs: list[list[Pixel]] = []
    last = -2
    done: set[Pixel] = set()
    for place, (x, y) in enumerate(path):
        if labels[y, x] != BACKGROUND or (x, y) in done:
            continue
        done.add((x, y))
        if place == last + 1:
            runs[-1].append((x, y))
        else:
            runs.append([(x, y)])
        last = place
    return [Ring(BACKGROUND, tuple(_simple([*run, *reversed(run[:-1])]))) for run in runs]


def _simple(path: list[Pixel]) -> list[Pixel]:
    """Remove points in the middle of straight pieces, but keep at least three, as polygons need."""
    kept = [
        point
        for before, point, after in zip([path[-1], *path], path, [*path[1:], path[0]], strict=False)
        if not (before[0] + after[0] == 2 * point[0] and before[1] + after[1] == 2 * point[1])
    ] or path[:1]
    return kept + kept[-1:] * (3 - len(kept))


def paint(rings: Sequence[tuple[int, Sequence[Sequence[float]]]], size: tuple[int, ...]) -> NDArray[np.int32]:
    """Return the (H, W) map that Cityscapes' rasteriser makes of values with their polygons, for `size` (H, W)."""
    image = Image.new("I", (size[1], size[0]), 0)
    drawer = ImageDraw.Draw(image)
    for value, points in rings:
        drawer.polygon([(point[0], point[1]) for point in points], fill=value)
    return np.asarray(image)
