"""Paints masks screen pixel by screen pixel: the cost depends on the visible part, however large or ragged the mask.

The mask is sampled at the screen's pixels and blurred slightly; the difference of a blurred value from a half gives
the pixel's distance from the outline. A table maps that to the colours of the outline, its halo and the fill.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, qRgba

from annotations.geometry import centres
from annotations.masks import Mask
from annotations.masks.sampling import Sampler

NEAR = 4
"""Number of neighbour sums in each direction: blurs like a Gaussian with a standard deviation of one pixel."""
Rgba = tuple[float, float, float, float]
sampler = lru_cache(maxsize=16)(Sampler)


def paint_raster(
    painter: QPainter, mask: Mask, color: QColor, fill: int, width: float, halo: bool = False
) -> None:
    """Paints a mask with a painter in image coordinates, like `outlines.paint_mask`."""
    ratio = painter.device().devicePixelRatio()
    transform = painter.worldTransform()
    scale, dx, dy = transform.m11() * ratio, transform.dx() * ratio, transform.dy() * ratio
    x0, y0, x1, y1 = mask.bbox
    margin = ((width + (3.0 if halo else 0.0)) / 2 + 1) * ratio
    seen = QRectF(x0 * scale + dx, y0 * scale + dy, (x1 - x0) * scale, (y1 - y0) * scale)
    seen = seen.adjusted(-margin, -margin, margin, margin)
    device = painter.device()
    unit = 1.0 if isinstance(device, QImage | QPixmap) else ratio  # pictures use pixels, widgets points
    seen &= QRectF(0, 0, device.width() * unit, device.height() * unit)
    if painter.hasClipping():
        clip = transform.mapRect(painter.clipBoundingRect())
        seen &= QRectF(clip.x() * ratio, clip.y() * ratio, clip.width() * ratio, clip.height() * ratio)
    if seen.isEmpty():
        return
    left, top, right, bottom = floor(seen.left()), floor(seen.top()), ceil(seen.right()), ceil(seen.bottom())
    far = round(ratio**2) - 1
    reach = NEAR // 2 + far
    columns = np.floor((centres(left - reach, right + reach) - dx) / scale).astype(np.intp)
    rows = np.floor((centres(top - reach, bottom + reach) - dy) / scale).astype(np.intp)
    soft = softened(sampler(mask).at(rows, columns), far)
    image = QImage(soft.data, soft.shape[1], soft.shape[0], soft.strides[0], QImage.Format.Format_Indexed8)
    image.setColorTable(_colors(color.rgb(), fill, width * ratio, ratio if halo else 0.0, far))
    image.setDevicePixelRatio(ratio)
    painter.save()
    painter.resetTransform()
    painter.drawImage(QPointF(left / ratio, top / ratio), image)
    painter.restore()


def softened(pixels: NDArray[np.bool_], far: int = 0) -> NDArray[np.uint8]:
    """(h + 2r, w + 2r) bool to (h, w) uint8, r = NEAR / 2 + far: 0 far outside, 255 far inside, 128 at the edge.

    `far` is the number of additional sums of the pixels on both sides. Each adds one to the variance, the square of
    the standard deviation, so that small screen pixels are blurred as far as large ones.
    """
    total: NDArray[Any] = pixels.view(np.uint8)
    bits = 2 * (NEAR + far)
    total = total.astype(np.uint8 if bits == 8 else np.uint16 if bits <= 16 else np.uint32, copy=False)
    for _ in range(far):
        total = total[:, 2:] + total[:, :-2]
    for _ in range(far):
        total = total[2:] + total[:-2]
    for _ in range(NEAR):
        total = total[:, 1:] + total[:, :-1]
    for _ in range(NEAR - 1):
        total = total[1:] + total[:-1]
    # The last sum may exceed the type by one.
    half = np.iinfo(total.dtype).max // 2
    total = np.minimum(total[1:], half) + total[:-1] if bits in (8, 16, 32) else total[1:] + total[:-1]
    soft: NDArray[np.uint8] = np.minimum(total >> (bits - 8), 255).astype(np.uint8)
    return soft


@lru_cache(maxsize=256)
def _colors(rgb: int, fill: int, width: float, halo: float, far: int) -> list[int]:
    """The colour of each blurred value."""
    from statistics import NormalDist  # slow to load, and needed only here

    bell = NormalDist(sigma=(NEAR / 4 + far) ** 0.5)
    distances = [bell.inv_cdf(min(max(value / 255, 1e-4), 1 - 1e-4)) for value in range(256)]
    distances[0], distances[-1] = -1e6, 1e6  # beyond the measurable distance
    return [_color(QColor.fromRgb(rgb), fill, width, halo, distance) for distance in distances]


def _color(color: QColor, fill: int, width: float, halo: float, inside: float) -> int:
    """The colour `inside` pixels from the outline (negative: outside); `halo` is the size of its unit, 0 for none."""
    own, dark, light = (color.red(), color.green(), color.blue()), (0, 0, 0), (255, 255, 255)
    layers = [(own, fill * _covered(-inside)), (own, 255 * _covered(abs(inside) - width / 2))]
    if halo:
        layers[1:] = [
            (dark, 170 * _covered(abs(inside) - width / 2 - 1.5 * halo)),
            (own, 255 * _covered(abs(inside) - width / 2 - 0.3 * halo)),
            (light, 235 * _covered(abs(inside) - 0.5 * halo)),
        ]
    mixed: Rgba = (0.0, 0.0, 0.0, 0.0)
    for tone, strength in layers:
        mixed = _over(tone, strength / 255, mixed)
    return int(qRgba(round(mixed[0]), round(mixed[1]), round(mixed[2]), round(255 * mixed[3])))


def _covered(distance: float) -> float:
    """The share of a pixel inside an edge that is `distance` pixels inside of its centre (negative: outside)."""
    return min(max(0.5 - distance, 0.0), 1.0)


def _over(tone: tuple[int, int, int], strength: float, below: Rgba) -> Rgba:
    """One colour over another, both with opacity 0…1."""
    alpha = strength + below[3] * (1 - strength)
    if alpha == 0:
        return below
    share = strength / alpha
    red, green, blue = (t * share + b * (1 - share) for t, b in zip(tone, below[:3], strict=True))
    return red, green, blue, alpha
