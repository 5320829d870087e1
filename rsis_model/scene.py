"""The predictor's values: proposals, opened images, and the states of their sequences."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rsis_model.preparation import Window
from rsis_model.regions import Bools, tight
from rsis_model.state import Pyramid, State

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Proposal:
    """One object that the network proposes.

    patch: (h, w) bool, the pixels inside the tight box. origin: (y, x) of its top left pixel.
    size: (H, W) of the image. box: x0, y0, x1, y1 in pixels, right and bottom exclusive.
    category: the most likely one. objectness: 0..1. click: (x, y) in pixels of the network's self-click, if any.
    quality: the predicted IoU of the mask with its object, 0..1; None for a network that does not predict it.
    about_left: estimate of how many more objects are in the image after this one; -1 if unknown. Tiles not looked
    at yet count as the mean of the others.
    """

    patch: Bools
    origin: tuple[int, int]
    size: tuple[int, int]
    box: Box
    category: str
    category_probabilities: dict[str, float]
    objectness: float
    click: tuple[float, float] | None
    about_left: int
    quality: float | None = None

    @property
    def mask(self) -> Bools:
        """(H, W) bool at the image's own size."""
        mask = np.zeros(self.size, dtype=bool)
        y, x = self.origin
        mask[y : y + self.patch.shape[0], x : x + self.patch.shape[1]] = self.patch
        return mask

    def with_mask(self, mask: Bools) -> Proposal:
        """Return the proposal with another (H, W) bool mask, and the box of that."""
        patch, origin = tight(mask)
        return replace(self, patch=patch, origin=origin, box=box_of(patch, origin))


@dataclass
class Scene:
    """An opened image: its tiles and their pyramids, encoded when first needed.

    size: (H, W). Its mutable fields are caches: using it never changes what is proposed.
    """

    size: tuple[int, int]
    image: NDArray[np.uint8]
    windows: tuple[Window, ...]
    cores: tuple[tuple[int, int, int, int], ...]
    """y0, x0, y1, x1 of each tile's core; the cores of one scale cover the image without overlap."""
    usual: int
    """Number of tiles, counted from the first, for objects of the usual size; the others are for larger ones."""
    pyramids: OrderedDict[int, Pyramid] = field(default_factory=OrderedDict)
    object_size: float | None = None
    """Diameter of the objects that the windows are made for, in pixels of the image; None: the scale is fixed."""
    closer: tuple[Window, Pyramid] | None = None
    """The window of the last request for an object of another size, at its own scale."""
    first_peaks: dict[int, int] = field(default_factory=dict)
    """Number of heat peaks in the core of each encoded tile, before any decision."""
    unattended: bool = False
    """No person works in it: only the newest pyramid is kept, and `Proposal.about_left` is not estimated."""


@dataclass(frozen=True)
class SceneState:
    """The state of the sequence in each tile; immutable. None: nothing proposed or decided there yet."""

    tiles: tuple[State | None, ...]
    active: int = 0


def box_of(patch: Bools, origin: tuple[int, int]) -> Box:
    """Return the box x0, y0, x1, y1 in pixels, right and bottom exclusive, of a patch whose top left is (y, x)."""
    y, x = origin
    return (x, y, x + patch.shape[1], y + patch.shape[0])


def leave(state: SceneState) -> SceneState:
    """Move on to the next tile; keep only the decisions of this one, so that a large image takes little memory."""
    inner = state.tiles[state.active]
    left = state if inner is None else put(state, state.active, inner.forget())
    return replace(left, active=state.active + 1)


def put(state: SceneState, tile: int, inner: State) -> SceneState:
    """Return the state with one tile's state replaced."""
    tiles = (*state.tiles[:tile], inner, *state.tiles[tile + 1 :])
    return replace(state, tiles=tiles)


def cores_of(tiles: tuple[Window, ...]) -> tuple[tuple[int, int, int, int], ...]:
    """Return each tile's core as y0, x0, y1, x1: overlaps are cut in the middle."""

    def cuts(spans: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
        inner = [(a[1] + b[0]) // 2 for a, b in pairwise(spans)]
        edges = [spans[0][0], *inner, spans[-1][1]]
        return {span: (edges[i], edges[i + 1]) for i, span in enumerate(spans)}

    rows = cuts(sorted({(w.y0, w.y0 + w.height) for w in tiles}))
    columns = cuts(sorted({(w.x0, w.x0 + w.width) for w in tiles}))
    result = []
    for w in tiles:
        (y0, y1), (x0, x1) = rows[(w.y0, w.y0 + w.height)], columns[(w.x0, w.x0 + w.width)]
        result.append((y0, x0, y1, x1))
    return tuple(result)


def decided_in(scene: Scene, state: SceneState, window: Window) -> tuple[Bools, Bools]:
    """Return what is annotated and what is rejected inside a window of the image: two (height, width) bool.

    Read from the tiles' states, so only exact to a pixel of the network's input.
    """
    found = np.zeros((2, window.height, window.width), dtype=bool)
    for tile, inner in zip(scene.windows[: scene.usual], state.tiles[: scene.usual], strict=True):
        y0, y1 = max(tile.y0, window.y0), min(tile.y0 + tile.height, window.y0 + window.height)
        x0, x1 = max(tile.x0, window.x0), min(tile.x0 + tile.width, window.x0 + window.width)
        if inner is None or y0 >= y1 or x0 >= x1:
            continue
        here = (slice(y0 - window.y0, y1 - window.y0), slice(x0 - window.x0, x1 - window.x0))
        there = (slice(y0 - tile.y0, y1 - tile.y0), slice(x0 - tile.x0, x1 - tile.x0))
        for maps, decided in zip(found, (inner.annotated, inner.rejected), strict=True):
            maps[here] |= (tile.logits_to_image(decided[0].float()) > 0.5).cpu().numpy()[there]
    return found[0], found[1]
