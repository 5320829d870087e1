"""Masks as pictures: a fill whose pixels are the mask's, and the exact outline along pixel corners."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from annotations.masks import Mask, outlines

KEPT = 4096


@dataclass(frozen=True, eq=False)
class MaskPicture:
    """A mask to paint in image coordinates; `outline` includes the holes."""

    box: QRectF
    fill: QImage
    outline: QPainterPath


_lock = threading.Lock()
_kept: OrderedDict[Mask, MaskPicture] = OrderedDict()


def mask_picture(mask: Mask) -> MaskPicture:
    """The picture of a mask; those used last are kept."""
    with _lock:
        picture = _kept.get(mask)
        if picture is not None:
            _kept.move_to_end(mask)
            return picture
    picture = _make(mask)
    with _lock:
        _kept[mask] = picture
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return picture


def prepare(masks: Iterable[Mask]) -> None:
    """Makes the pictures of masks beforehand; for a thread, so that the window does not wait for them."""
    for mask in masks:
        mask_picture(mask)


def _make(mask: Mask) -> MaskPicture:
    x0, y0, x1, y1 = mask.bbox
    patch = np.ascontiguousarray(mask.patch()).view(np.uint8)
    path = QPainterPath()
    if mask.is_empty:
        return MaskPicture(QRectF(), QImage(), path)
    fill = QImage(
        patch.data, patch.shape[1], patch.shape[0], patch.strides[0], QImage.Format.Format_Indexed8
    ).copy()
    for ring in outlines(mask):
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.points.tolist()]))
        path.closeSubpath()
    return MaskPicture(QRectF(x0, y0, x1 - x0, y1 - y0), fill, path)


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
        picture.fill.setColorTable([0, tint.rgba()])
        painter.drawImage(picture.box, picture.fill)
    if width <= 0:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    lines = [(QColor(0, 0, 0, 170), width + 3.0), (color, width + 0.6), (QColor(255, 255, 255, 235), 1.0)]
    for tone, thickness in lines if halo else [(color, width)]:
        pen = QPen(tone, thickness)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(picture.outline)
