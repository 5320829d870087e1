"""Pictures of masks: coarser from farther away, and without an outline where that would take seconds."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotations.masks import Mask
from annotations.masks.shapes import ellipse
from app.windows.overlay import RAGGED, mask_picture, paint_mask


def painted(mask: Mask, scale: float) -> QImage:
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 0))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_mask(painter, mask, QColor(255, 0, 0), 255, 1.0)
    painter.end()
    return image


def test_a_large_mask_looks_the_same_from_afar_with_far_fewer_corners(qapp: QApplication) -> None:
    mask = ellipse((100, 100), (1900, 1900), (2000, 2000))
    picture = mask_picture(mask)
    near, far = picture.level_for(1.0).outline, picture.level_for(0.1).outline
    assert near is not None and far is not None
    assert far.elementCount() < near.elementCount() / 3
    image = painted(mask, 0.1)
    assert image.pixelColor(100, 100).red() > 200
    assert image.pixelColor(8, 8).red() == 0


def test_noise_is_painted_without_its_outline(qapp: QApplication) -> None:
    noise = np.random.default_rng(0).random((400, 400)) < 0.5
    mask = Mask.from_array(noise)
    assert np.count_nonzero(noise[1:] != noise[:-1]) > RAGGED
    assert mask_picture(mask).level_for(1.0).outline is None
    image = painted(mask, 1.0)
    for y, x in ((10, 20), (150, 31), (199, 199)):
        assert (image.pixelColor(x, y).red() > 0) == bool(noise[y, x])


def test_an_empty_mask_paints_nothing(qapp: QApplication) -> None:
    empty = painted(Mask.empty((50, 50)), 1.0)
    assert empty.pixelColor(10, 10) == QColor(0, 0, 0)
    assert mask_picture(Mask.empty((50, 50))).level_for(1.0).fill.isNull()
