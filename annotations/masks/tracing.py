"""Crack outlines: the exact boundary of pixels along their corners, for drawing and for polygon formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """One closed ring of a mask's boundary; the last point connects to the first.

    `points` is (n, 2) int32, x and y in image coordinates, which are the corners of pixels; corners of the ring only.
    Outer rings run clockwise on the screen, holes the other way. Parts that meet only at a corner are separate
    rings, so that the union of the outer rings of a mask without holes is the mask.
    """

    points: NDArray[np.int32]
    is_hole: bool


def trace(patch: NDArray[np.bool_], origin: tuple[int, int] = (0, 0)) -> tuple[Outline, ...]:
    """Return the boundary rings, top to bottom, of an (h, w) bool patch whose top left is at `origin` (y, x)."""
    height = patch.shape[0] + 2
    flat = np.pad(patch, 1).T.reshape(-1)
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    return trace_runs(edges[0::2], edges[1::2], height, (origin[0] - 1, origin[1] - 1))


def trace_runs(
    starts: NDArray[np.int64], ends: NDArray[np.int64], height: int, origin: tuple[int, int] = (0, 0)
) -> tuple[Outline, ...]:
    """As `trace`, for normal intervals (see `annotations.masks.rle`) in a frame of `height`.

    The intervals must not touch the frame, whose top left is at `origin` (y, x). The cost depends on the boundary,
    not on the area.
    """
    nodes = _Nodes(starts, ends, height)
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
        # A ring's first corner in reading order has the inside of the ring to its lower right.
        is_hole = not nodes.inside_below[first]
        points = np.array(ring, np.int32)
        rings.append(Outline(points[::-1].copy() if is_hole else points, is_hole))
    return tuple(rings)


class _Nodes:
    """Return the corners of a boundary in reading order; a corner where two parts touch diagonally counts twice.

    `inside_below` is right for corners with an edge to the right: whether the mask is below that edge.
    """

    def __init__(self, starts: NDArray[np.int64], ends: NDArray[np.int64], height: int) -> None:
        # Each end of a run is an edge from the left side of the column to its right side.
        edges = np.concatenate((starts, ends))
        column, row = edges // height, edges % height
        below = np.arange(edges.size) < starts.size
        x, y = np.concatenate((column, column + 1)), np.concatenate((row, row))
        leaves = np.arange(x.size) < edges.size
        # Of two nodes in one place, the first ends the edge from the left and the second begins the next edge.
        order = np.lexsort((leaves, x, y))
        x, y, below = x[order], y[order], np.concatenate((below, below))[order]
        # Where one edge ends and another begins, the boundary goes straight on, unless its inside changes sides.
        met = np.flatnonzero((x[1:] == x[:-1]) & (y[1:] == y[:-1]))
        straight = met[below[met] == below[met + 1]]
        kept = np.ones(x.size, np.bool_)
        kept[straight] = kept[straight + 1] = False
        second = np.zeros(x.size, np.bool_)
        second[met + 1] = True
        # Vertically it is the other way round where the touching parts rise: the second node ends the edge from above.
        rising = np.zeros(x.size, np.bool_)
        rising[met] = rising[met + 1] = ~below[met + 1]
        self.x, self.y, self.inside_below = x[kept], y[kept], below[kept]
        self._begins_down = np.where(rising, ~second, second)[kept]

    def partners(self) -> tuple[list[int], list[int]]:
        """Return, for each node, the other end of its horizontal edge and of its vertical edge."""
        count = self.x.size
        along_x = np.arange(count).reshape(-1, 2)[:, ::-1].reshape(-1)
        order = np.lexsort((self._begins_down, self.y, self.x))
        along_y = np.empty(count, np.int64)
        along_y[order[0::2]], along_y[order[1::2]] = order[1::2], order[0::2]
        return along_x.tolist(), along_y.tolist()


def joined(rings: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    """Join closed rings, each (n, 2), into one by cuts that go there and back along the axes.

    Filled by the even-odd rule, it has exactly the area of all rings, since a cut has no width.
    """
    path = np.asarray(rings[0])
    for ring in _near_first(rings):
        here, there = _nearest(path, ring)
        corner = np.array([[ring[there, 0], path[here, 1]]], path.dtype)
        turned = np.concatenate((ring[there:], ring[: there + 1]))
        path = np.concatenate((path[: here + 1], corner, turned, corner, path[here:]))
    return path


def _near_first(rings: Sequence[NDArray[np.int32]]) -> list[NDArray[np.int32]]:
    """Order the rings after the first by distance, which keeps the cuts short."""
    first = np.asarray(rings[0]).mean(axis=0)
    return sorted(rings[1:], key=lambda ring: float(np.abs(ring.mean(axis=0) - first).sum()))


def _nearest(a: NDArray[np.int32], b: NDArray[np.int32]) -> tuple[int, int]:
    """Return the indices of the points at which two paths are nearest to each other."""
    best, found = None, (0, 0)
    for start in range(0, len(b), 256):
        part = b[start : start + 256]
        distance = np.abs(a[:, None] - part[None]).sum(axis=2)
        place = int(np.argmin(distance))
        if best is None or distance.reshape(-1)[place] < best:
            best = int(distance.reshape(-1)[place])
            found = (place // len(part), start + place % len(part))
    return found
