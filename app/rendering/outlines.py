"""Paints masks: small ones by cached outlines along pixel corners, all others pixel by pixel."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from math import ceil, floor, log2

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotations.masks import Mask
from annotations.masks.tracing import trace
from app.background.jobs import Check
from app.background.paint_first import let_it_paint
from app.rendering.mask_raster import paint_raster, sampler

KEPT = 20_000
"""Number of cached outlines, about 10 KiB each: enough for an image with thousands, before and after moving them."""

SMALLEST_LEVEL = 24
WHOLE = 2500
"""Usual maximum of screen pixels for a whole image."""
LARGE = 768 * 768
"""Pixels of the box: larger masks have no cached outline."""

RAGGED = 8_000
"""Bytes of the code: larger ones, such as noise, have so many corners that painting pixels is faster."""


class Outlines:
    """The outline of a small mask at 1 / 2**k of its size, in image coordinates, holes included, closed for a fill.

    Coarser levels lose no part of the mask, however thin; each is made on first use.
    """

    def __init__(self, mask: Mask) -> None:
        self.count = 1 + max(0, ceil(log2(max(1, *mask.shape) / SMALLEST_LEVEL)))
        self._mask = mask
        self._levels: dict[int, QPainterPath] = {}
        self._awaited = False  # whether all levels are being made elsewhere

    def at_level(self, number: int) -> QPainterPath:
        """The outline at 1 / 2**number of the size, or the coarsest one.

        While `make_all` is pending, a coarser one will do, which avoids making a thousand at once.
        """
        if number >= self.count:
            number = self.count - 1
        level = self._levels.get(number)
        if level is None:
            coarser = [other for other in self._levels if other > number] if self._awaited else []
            if not coarser:
                self._make([number])
            level = self._levels[min(coarser, default=number)]
        return level

    def make_coarse(self, level: int) -> None:
        """Makes a level and all coarser ones; `make_all` must follow."""
        self._make(range(min(level, self.count - 1), self.count))
        self._awaited = True

    def make_all(self) -> None:
        self._make(range(self.count))
        self._awaited = False

    def _make(self, numbers: Sequence[int]) -> None:
        missing = [number for number in numbers if number not in self._levels]
        pixels = self._mask.patch() if missing else None
        for number in missing:
            assert pixels is not None
            self._levels[number] = _path(pooled(pixels, 2**number), self._mask.origin, 2**number)


def level_at(scale: float) -> int:
    """The coarsest level with full detail at `scale` screen pixels per image pixel."""
    return max(0, floor(-log2(scale)))


_lock = threading.Lock()
_kept: OrderedDict[Mask, Outlines] = OrderedDict()


def outlines_of(mask: Mask) -> Outlines | None:
    """The outlines of a mask, from a cache of the most recently used; None if it is too large or too ragged."""
    return outlines_of_all([mask])[0]


def outlines_of_all(masks: Sequence[Mask]) -> list[Outlines | None]:
    """The same for many masks."""
    every: list[Outlines | None] = []
    with _lock:
        for mask in masks:
            height, width = mask.shape
            if height * width > LARGE or len(mask.counts) > RAGGED:
                every.append(None)
                continue
            found = _kept.get(mask)
            if found is None:
                found = _kept[mask] = Outlines(mask)
            else:
                _kept.move_to_end(mask)
            every.append(found)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return every


def forget() -> None:
    """Clears the cache."""
    with _lock:
        _kept.clear()
    sampler.cache_clear()


def kept() -> int:
    """The number of masks with cached outlines."""
    return len(_kept)


def prepare(masks: Sequence[Mask], whole_image: bool = False, check: Check = lambda: None) -> None:
    """Prepares the painting of masks; for a thread, so that the window does not wait.

    `whole_image`: only the coarsest detail, for showing the image as a whole; the rest must follow. `check` is called
    before each mask, and an exception from it ends the work.
    """
    for mask in masks:
        check()
        let_it_paint()
        outlines = outlines_of(mask)
        if outlines is None:
            sampler(mask)
        elif whole_image:
            outlines.make_coarse(level_at(WHOLE / max(mask.size)))
        else:
            outlines.make_all()


def pooled(pixels: NDArray[np.bool_], step: int) -> NDArray[np.bool_]:
    """(h, w) bool at 1 / step of its size: a pixel is set if any pixel it stands for is."""
    if step == 1:
        return pixels
    height, width = -(-pixels.shape[0] // step), -(-pixels.shape[1] // step)
    whole = np.zeros((height * step, width * step), np.bool_)
    whole[: pixels.shape[0], : pixels.shape[1]] = pixels
    return np.asarray(whole.reshape(height, step, width, step).any(axis=(1, 3)))


def _path(pixels: NDArray[np.bool_], origin: tuple[int, int], step: int) -> QPainterPath:
    """The boundary of (h, w) bool pixels of `step` image pixels each; their corner is at `origin` (y, x)."""
    path = QPainterPath()
    for ring in trace(pixels):
        points = ring.points * step + (origin[1], origin[0])
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))
        path.closeSubpath()
    return path


def paint_mask(
    painter: QPainter, mask: Mask, color: QColor, fill: int, width: float, halo: bool = False
) -> None:
    """Paints a mask with a painter in image coordinates: `fill` 0…255, outline `width` in screen pixels.

    `halo` adds a dark line around the outline and a light one on it, so that it is visible on any picture.
    """
    if mask.is_empty:
        return
    outlines = outlines_of(mask) if not halo else None
    if outlines is None:
        paint_raster(painter, mask, color, fill, width, halo)
        return
    pen = QPen(color, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(color.red(), color.green(), color.blue(), fill))
    painter.drawPath(outlines.at_level(level_at(painter.worldTransform().m11())))
