"""Crack outlines: the exact boundary of pixels along their corners, for drawing and for polygon formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """One closed ring of a mask's boundary; the last point joins the first.

    `points` is (n, 2) int32, x and y of pixel corners (pixel (x, y) covers x…x+1, y…y+1), corners only.
    Outer rings run clockwise on the screen, holes the other way. Parts that meet only at a corner are rings
    of their own, so that the union of the outer rings of a mask without holes is the mask.
    """

    points: NDArray[np.int32]
    is_hole: bool


def trace(patch: NDArray[np.bool_], origin: tuple[int, int] = (0, 0)) -> tuple[Outline, ...]:
    """The boundary rings, top to bottom, of an (h, w) bool patch whose top left is at `origin` (y, x)."""
    padded = np.pad(patch, 1)
    nodes = _Nodes(padded)
    along_x, along_y = nodes.partners()
    xs = (nodes.x + origin[1]).tolist()
    ys = (nodes.y + origin[0]).tolist()
    seen = bytearray(len(xs))
    rings = []
    for first in range(len(xs)):
        if seen[first]:
            continue
        ring = []
        node = first
        while not seen[node]:
            other = along_x[node]
            seen[node] = seen[other] = 1
            ring += [(xs[node], ys[node]), (xs[other], ys[other])]
            node = along_y[other]
        # A ring's first corner in reading order has the ring's inside to its lower right.
        is_hole = not padded[nodes.y[first] + 1, nodes.x[first] + 1]
        points = np.array(ring, np.int32)
        rings.append(Outline(points[::-1].copy() if is_hole else points, is_hole))
    return tuple(rings)


class _Nodes:
    """The corners of a boundary in reading order; a corner where two parts touch diagonally counts twice.

    `padded` is the (h + 2, w + 2) mask with a border of background, `x` and `y` are corners of the inner one.
    """

    def __init__(self, padded: NDArray[np.bool_]) -> None:
        top_left, top_right = padded[:-1, :-1], padded[:-1, 1:]
        bottom_left, bottom_right = padded[1:, :-1], padded[1:, 1:]
        turns = top_left ^ top_right ^ bottom_left ^ bottom_right
        falling = (top_left & bottom_right) & ~(top_right | bottom_left)
        rising = (top_right & bottom_left) & ~(top_left | bottom_right)
        y, x = np.nonzero(turns | falling | rising)
        copies = np.where(turns[y, x], 1, 2)
        self.y, self.x = np.repeat(y, copies), np.repeat(x, copies)
        # Of two nodes in one place the first ends the edge from the left, the second begins the next one.
        second = np.concatenate(([False], (self.y[1:] == self.y[:-1]) & (self.x[1:] == self.x[:-1])))
        # The other way round vertically where the touching parts rise: the second ends the edge from above.
        self._begins_down = np.where(rising[self.y, self.x], ~second, second)

    def partners(self) -> tuple[list[int], list[int]]:
        """For each node the other end of its horizontal edge, and of its vertical edge."""
        count = self.x.size
        along_x = np.arange(count).reshape(-1, 2)[:, ::-1].reshape(-1)
        order = np.lexsort((self._begins_down, self.y, self.x))
        along_y = np.empty(count, np.int64)
        along_y[order[0::2]], along_y[order[1::2]] = order[1::2], order[0::2]
        return along_x.tolist(), along_y.tolist()


def joined(rings: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    """Closed rings, each (n, 2), as one ring: they are joined by cuts that go there and back, along the axes.

    Filled by the even-odd rule the one ring has the area that all of them have, exactly: a cut has no width.
    """
    path = np.asarray(rings[0])
    for ring in _near_first(rings):
        here, there = _nearest(path, ring)
        corner = np.array([[ring[there, 0], path[here, 1]]], path.dtype)
        turned = np.concatenate((ring[there:], ring[: there + 1]))
        path = np.concatenate((path[: here + 1], corner, turned, corner, path[here:]))
    return path


def _near_first(rings: Sequence[NDArray[np.int32]]) -> list[NDArray[np.int32]]:
    """The rings after the first; in the order that keeps cuts short, by their distance to it."""
    first = np.asarray(rings[0]).mean(axis=0)
    return sorted(rings[1:], key=lambda ring: float(np.abs(ring.mean(axis=0) - first).sum()))


def _nearest(a: NDArray[np.int32], b: NDArray[np.int32]) -> tuple[int, int]:
    """Where two paths come nearest to each other: the positions of a point of each."""
    best, found = None, (0, 0)
    for start in range(0, len(b), 256):
        part = b[start : start + 256]
        distance = np.abs(a[:, None] - part[None]).sum(axis=2)
        place = int(np.argmin(distance))
        if best is None or distance.reshape(-1)[place] < best:
            best = int(distance.reshape(-1)[place])
            found = (place // len(part), start + place % len(part))
    return found
