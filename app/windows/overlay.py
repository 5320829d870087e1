"""Masks as pictures: a fill whose pixels are the mask's, and the exact outline along pixel corners."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, log2

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from annotations.masks import Mask
from annotations.masks.tracing import trace

KEPT = 4096
KEPT_BYTES = 256_000_000
SMALLEST_LEVEL = 512
RAGGED = 40_000
"""Pixel edges: a mask with more of them, such as noise, is shown without its outline, which would take seconds."""

SMOOTH = 6_000
"""Corners: an outline with more of them is drawn thin and not smoothed."""


@dataclass(frozen=True, eq=False)
class Level:
    """A mask at 1 / 2**k of its size: the fill, and the outline in image coordinates, holes included.

    `outline` is None where it is too ragged to be drawn.
    """

    fill: QImage
    outline: QPainterPath | None


class MaskPicture:
    """A mask to paint in image coordinates; its levels are made when they are first asked for, and kept."""

    def __init__(self, mask: Mask) -> None:
        x0, y0, x1, y1 = mask.bbox
        self.box = QRectF(x0, y0, x1 - x0, y1 - y0)
        self.count = 1 + max(0, ceil(log2(max(1, *mask.shape) / SMALLEST_LEVEL)))
        self.bytes = mask.shape[0] * mask.shape[1] * 4 // 3
        """At most, when all levels are there."""
        self._mask = mask
        self._levels: dict[int, Level] = {}

    def level_for(self, scale: float) -> Level:
        """The coarsest level that still has all the detail at `scale` screen pixels an image pixel."""
        number = 0
        while number + 1 < self.count and scale * 2 ** (number + 1) <= 1.0:
            number += 1
        return self._level(number)

    def make_all(self) -> None:
        for number in range(self.count):
            self._level(number)

    def _level(self, number: int) -> Level:
        level = self._levels.get(number)
        if level is None:
            step = 2**number
            level = _make_level(self._mask.patch()[::step, ::step], self._mask.origin, step)
            self._levels[number] = level
        return level


_lock = threading.Lock()
_kept: OrderedDict[Mask, MaskPicture] = OrderedDict()
_kept_bytes = 0


def mask_picture(mask: Mask) -> MaskPicture:
    """The picture of a mask; those used last are kept."""
    global _kept_bytes
    with _lock:
        picture = _kept.get(mask)
        if picture is not None:
            _kept.move_to_end(mask)
            return picture
    picture = MaskPicture(mask)
    with _lock:
        if mask not in _kept:
            _kept[mask] = picture
            _kept_bytes += picture.bytes
        while len(_kept) > KEPT or (len(_kept) > 1 and _kept_bytes > KEPT_BYTES):
            _kept_bytes -= _kept.popitem(last=False)[1].bytes
    return picture


def prepare(masks: Iterable[Mask]) -> None:
    """Makes the pictures of masks beforehand; for a thread, so that the window does not wait for them."""
    for mask in masks:
        mask_picture(mask).make_all()


def _make_level(pixels: NDArray[np.bool_], origin: tuple[int, int], step: int) -> Level:
    """One level; `pixels` (h, w) bool is each `step`th pixel of the box, whose corner is at `origin` (y, x)."""
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape
    fill = QImage(
        pixels.view(np.uint8).data, width, height, pixels.strides[0], QImage.Format.Format_Indexed8
    ).copy()
    edges = np.count_nonzero(pixels[1:] != pixels[:-1]) + np.count_nonzero(pixels[:, 1:] != pixels[:, :-1])
    if edges > RAGGED:
        return Level(fill, None)
    path = QPainterPath()
    for ring in trace(pixels):
        points = ring.points * step + (origin[1], origin[0])
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))
        path.closeSubpath()
    return Level(fill, path)


def paint_fill(painter: QPainter, picture: MaskPicture, color: QColor) -> None:
    """Paints the pixels of a mask that are in view, with a painter in image coordinates."""
    transform = painter.worldTransform()
    visible = transform.inverted()[0].mapRect(QRectF(painter.viewport())) & picture.box
    if visible.isEmpty():
        return
    fill = picture.level_for(transform.m11()).fill
    fx, fy = fill.width() / picture.box.width(), fill.height() / picture.box.height()
    corner = visible.topLeft() - picture.box.topLeft()
    source = QRectF(corner.x() * fx, corner.y() * fy, visible.width() * fx, visible.height() * fy)
    fill.setColorTable([0, color.rgba()])
    painter.drawImage(visible, fill, source)


def paint_mask(
    painter: QPainter, mask: Mask, color: QColor, fill: int, width: float, halo: bool = False
) -> None:
    """Paints a mask with a painter in image coordinates: `fill` 0…255, outline `width` in screen pixels.

    `halo` puts a dark line under the outline and a light one over it, so that it is seen on any picture.
    """
    if mask.is_empty:
        return
    picture = mask_picture(mask)
    if fill > 0:
        tint = QColor(color)
        tint.setAlpha(fill)
        paint_fill(painter, picture, tint)
    outline = picture.level_for(painter.worldTransform().m11()).outline
    if width <= 0 or outline is None:
        return
    if outline.elementCount() > SMOOTH:
        _paint_plain(painter, outline, QColor(255, 255, 255) if halo else color)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    lines = [(QColor(0, 0, 0, 170), width + 3.0), (color, width + 0.6), (QColor(255, 255, 255, 235), 1.0)]
    for tone, thickness in lines if halo else [(color, width)]:
        pen = QPen(tone, thickness)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(outline)


def _paint_plain(painter: QPainter, outline: QPainterPath, color: QColor) -> None:
    """A thin line that is not smoothed: a hundred times faster than a wide and smooth one."""
    smooth = painter.renderHints() & QPainter.RenderHint.Antialiasing
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    pen = QPen(color, 1.0)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, bool(smooth))
