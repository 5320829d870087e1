"""Pure edits of masks; their cost depends on the pixels touched, not on the image.

Points are x, y in image coordinates, see `annotations.geometry`.
All masks of one call belong to images of one size; ValueError otherwise.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, reduce
from math import ceil, floor, hypot
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from annotations.geometry import centres, pixel_at
from annotations.masks import rle
from annotations.masks.mask import FARTHEST, Mask, Ring, from_polygons
from annotations.masks.rle import Bools
from annotations.message import Message

How = Literal["union", "subtract", "intersect"]
Piece = tuple[tuple[float, float], tuple[float, float]]
Point = Sequence[float] | NDArray[np.floating]
SMALLEST_RADIUS = 0.5
LARGE_BOX = 2**18
"""Number of pixels in a stroke's box; a larger stroke is painted in halves, one after the other."""


def paint(
    mask: Mask, points: Sequence[Point], radius: float, value: bool = True, square: bool = False
) -> Mask:
    """Paint (`value` True) or erase with a round or square brush of `radius` pixels along `points`.

    Pixels are painted if their centre is at most `radius` from the line through the points, and so are the pixels
    under the points, however thin the brush is. For a square brush, the distance is the larger of those in x and y.
    ValueError: a point or the radius is not finite, or huge.
    """
    if not all(abs(value) <= FARTHEST for point in (*points, (radius,)) for value in point):
        raise ValueError(
            Message("a stroke has a point or a radius that is not finite, or far outside any image")
        )
    path = [(float(x), float(y)) for x, y in points]
    if not path:
        return mask
    reach = max(float(radius), SMALLEST_RADIUS)
    touched = _stroke(list(_short_pieces(path, reach)), reach, mask.size, square)
    if not square and reach * reach < 0.5:  # thicker brushes always reach that centre
        touched = union(touched, _dots(path, mask.size))
    return union(mask, touched) if value else subtract(mask, touched)


def fill_polygon(mask: Mask, ring: Ring, value: bool = True) -> Mask:
    """Add or remove the inside of a polygon (n, 2); ValueError as for `from_polygons`."""
    inside = from_polygons([ring], mask.size)
    return union(mask, inside) if value else subtract(mask, inside)


def union(a: Mask, b: Mask) -> Mask:
    """Return the pixels of either mask."""
    _check_same_size(a, b)
    if a.is_empty or b.is_empty:
        return b if a.is_empty else a
    return _where(a, b, np.logical_or)


def union_of(masks: Sequence[Mask]) -> Mask:
    """Return the pixels of any of one or more masks; a thousand are as fast as a few."""
    for mask in masks[1:]:
        _check_same_size(masks[0], mask)
    return Mask.from_intervals(*rle.unite([mask.intervals() for mask in masks]), masks[0].size)


def subtract(a: Mask, b: Mask) -> Mask:
    """Return the pixels of `a` that are not in `b`."""
    _check_same_size(a, b)
    return _where(a, b, np.greater) if _boxes_meet(a, b) else a


def intersect(a: Mask, b: Mask) -> Mask:
    """Return the pixels of both masks."""
    _check_same_size(a, b)
    return _where(a, b, np.logical_and) if _boxes_meet(a, b) else Mask.empty(a.size)


@lru_cache(maxsize=1)
def combined(how: How, masks: tuple[Mask, ...]) -> Mask:
    """Combine one or more masks: their union, the first minus the others, or their intersection.

    The last result is cached, so it can be computed on a thread beforehand.
    """
    if how == "union":
        return union_of(masks)
    return reduce(subtract if how == "subtract" else intersect, masks)


def fill_holes(mask: Mask, largest: int | None = None) -> Mask:
    """Fill the holes of a mask: background from which no path of horizontal and vertical steps leads out.

    With `largest`, fill only holes of at most that many pixels.
    """
    if mask.is_empty:
        return mask
    import cv2

    patch = mask.patch()
    outside = np.pad(~patch, 1, constant_values=True).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(outside, connectivity=4)
    fill = np.ones(count, np.bool_)
    fill[[0, labels[0, 0]]] = False
    if largest is not None:
        fill &= stats[:, cv2.CC_STAT_AREA] <= largest
    return Mask.from_patch(patch | fill[labels[1:-1, 1:-1]], mask.origin, mask.size)


@lru_cache(maxsize=1)
def components(mask: Mask) -> tuple[Mask, ...]:
    """Return the connected parts of a mask (8-connectivity), from the largest to the smallest.

    The last result is cached, so it can be computed on a thread beforehand.
    """
    if mask.is_empty:
        return ()
    import cv2

    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.patch().astype(np.uint8), connectivity=8)
    parts = []
    for label in sorted(range(1, count), key=lambda label: -int(stats[label, cv2.CC_STAT_AREA])):
        x, y, w, h = (int(value) for value in stats[label, : cv2.CC_STAT_AREA])
        patch = labels[y : y + h, x : x + w] == label
        parts.append(Mask.from_patch(patch, (mask.origin[0] + y, mask.origin[1] + x), mask.size))
    return tuple(parts)


def keep_largest(mask: Mask) -> Mask:
    """Return the largest connected part (8-connectivity); of equal ones, the first in reading order."""
    parts = components(mask)
    return parts[0] if parts else mask


def without_specks(mask: Mask, largest: int) -> Mask:
    """Remove the parts (8-connectivity), but the largest one, and fill the holes of at most `largest` pixels."""
    parts = components(mask)
    kept = [*parts[:1], *(part for part in parts[1:] if part.area > largest)]
    return fill_holes(union_of(kept), largest) if kept else mask


def _where(a: Mask, b: Mask, keep: Callable[[Bools, Bools], Bools]) -> Mask:
    return Mask.from_intervals(*rle.combine(a.intervals(), b.intervals(), keep), a.size)


def _boxes_meet(a: Mask, b: Mask) -> bool:
    ax0, ay0, ax1, ay1 = a.bbox
    bx0, by0, bx1, by1 = b.bbox
    return max(ax0, bx0) < min(ax1, bx1) and max(ay0, by0) < min(ay1, by1)


def _check_same_size(a: Mask, b: Mask) -> None:
    if a.size != b.size:
        raise ValueError(Message("masks of images of different sizes cannot be combined"))


def _short_pieces(path: list[tuple[float, float]], reach: float) -> Iterator[Piece]:
    """Cut the line through the points into pieces not much longer than the brush is wide."""
    for (x0, y0), (x1, y1) in itertools.pairwise(path if len(path) > 1 else path * 2):
        count = max(1, ceil(hypot(x1 - x0, y1 - y0) / (2 * reach + 16)))
        along = [(x0 + (x1 - x0) * k / count, y0 + (y1 - y0) * k / count) for k in range(count)]
        yield from itertools.pairwise([*along, (x1, y1)])


def _stroke(pieces: list[Piece], reach: float, size: tuple[int, int], square: bool) -> Mask:
    """Return the pixels within `reach` of the pieces of a line, in halves if their box is large."""
    xs, ys = [x for piece in pieces for x, _ in piece], [y for piece in pieces for _, y in piece]
    top, left = max(0, floor(min(ys) - reach)), max(0, floor(min(xs) - reach))
    bottom, right = min(size[0], ceil(max(ys) + reach) + 1), min(size[1], ceil(max(xs) + reach) + 1)
    if top >= bottom or left >= right:
        return Mask.empty(size)
    if len(pieces) > 1 and (bottom - top) * (right - left) > LARGE_BOX:
        half = len(pieces) // 2
        return union(_stroke(pieces[:half], reach, size, square), _stroke(pieces[half:], reach, size, square))
    patch = np.zeros((bottom - top, right - left), np.bool_)
    for start, end in pieces:
        _stamp(patch, (top, left), start, end, reach, square)
    return Mask.from_patch(patch, (top, left), size)


def _dots(path: list[tuple[float, float]], size: tuple[int, int]) -> Mask:
    """Return the pixels under the points."""
    height, width = size
    pixels = set(map(pixel_at, path))
    inside = sorted(x * height + y for x, y in pixels if 0 <= x < width and 0 <= y < height)
    starts = np.array(inside, np.int64)
    return Mask.from_intervals(*rle.merge_touching(starts, starts + 1), size)


def _stamp(
    patch: Bools,
    origin: tuple[int, int],
    start: tuple[float, float],
    end: tuple[float, float],
    reach: float,
    square: bool,
) -> None:
    """Set the pixels of `patch` whose centre is within `reach` of the line from `start` to `end` (x, y)."""
    top = max(0, floor(min(start[1], end[1]) - reach) - origin[0])
    left = max(0, floor(min(start[0], end[0]) - reach) - origin[1])
    bottom = min(patch.shape[0], ceil(max(start[1], end[1]) + reach) + 1 - origin[0])
    right = min(patch.shape[1], ceil(max(start[0], end[0]) + reach) + 1 - origin[1])
    if top >= bottom or left >= right:
        return
    y = centres(origin[0] + top, origin[0] + bottom)[:, None] - start[1]
    x = centres(origin[1] + left, origin[1] + right)[None, :] - start[0]
    dx, dy = end[0] - start[0], end[1] - start[1]
    if square:
        (x_from, x_to), (y_from, y_to) = _while_near(x, dx, reach), _while_near(y, dy, reach)
        patch[top:bottom, left:right] |= np.maximum(x_from, y_from) <= np.minimum(x_to, y_to)
        return
    length = dx * dx + dy * dy
    along = np.clip((x * dx + y * dy) / length, 0.0, 1.0) if length else np.float64(0.0)
    near = (x - along * dx) ** 2 + (y - along * dy) ** 2 <= reach * reach
    patch[top:bottom, left:right] |= near


def _while_near(
    place: NDArray[np.float64], speed: float, reach: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the times within 0…1 at which a point moving at `speed` is within `reach` of each place, on one axis."""
    if speed == 0:
        near = np.abs(place) <= reach
        return np.where(near, 0.0, np.inf), np.where(near, 1.0, -np.inf)
    ends = (place - reach) / speed, (place + reach) / speed
    return np.maximum(np.minimum(*ends), 0.0), np.minimum(np.maximum(*ends), 1.0)
