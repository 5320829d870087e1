"""Masks on the screen: the pixels that are theirs, thin things seen from afar, large and ragged ones in no time."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotations.masks import Mask
from annotations.masks.sampling import Sampler
from annotations.masks.shapes import ellipse, rectangle
from app.rendering.outlines import LARGE, RAGGED, level_at, outlines_of, paint_mask, pooled

SIDE = 200


def painted(mask: Mask, scale: float, left: float = 0.0, halo: bool = False, ratio: float = 1.0) -> QImage:
    image = QImage(int(SIDE * ratio), int(SIDE * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(0, 0, 0))
    painter = QPainter(image)
    painter.translate(left, 0)
    painter.scale(scale, scale)
    paint_mask(painter, mask, QColor(255, 0, 0), 255, 1.0, halo)
    painter.end()
    return image


def reds(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    bits = np.frombuffer(image.constBits(), np.uint8)
    return bits.reshape(image.height(), image.width(), 4)[..., 2].copy()


def test_a_mask_looks_the_same_from_afar_with_far_fewer_corners(qapp: QApplication) -> None:
    mask = ellipse((20, 20), (700, 700), (800, 800))
    outlines = outlines_of(mask)
    assert outlines is not None
    assert (
        outlines.at_level(level_at(0.1)).elementCount() < outlines.at_level(level_at(1.0)).elementCount() / 3
    )
    image = painted(mask, 0.25)
    assert image.pixelColor(90, 90).red() > 200
    assert image.pixelColor(12, 12).red() == 0


def test_a_hair_is_seen_from_however_far(qapp: QApplication) -> None:
    hair = Mask.from_patch(np.ones((600, 1), bool), (0, 501), (800, 800))
    outlines = outlines_of(hair)
    assert outlines is not None
    assert (reds(painted(hair, 0.125))[4:70, 60:66] > 0).any(axis=1).all()


def test_a_coarser_picture_loses_no_pixel() -> None:
    pixels = np.zeros((7, 9), bool)
    pixels[6, 8] = pixels[2, 3] = True
    coarse = pooled(pixels, 4)
    assert coarse.shape == (2, 3)
    assert coarse.tolist() == [[True, False, False], [False, False, True]]


@pytest.mark.parametrize("halo", [False, True])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_large_mask_is_painted_where_it_is(qapp: QApplication, halo: bool, ratio: float) -> None:
    mask = rectangle((500, 500), (5500, 5500), (6000, 6000))
    assert mask.shape[0] * mask.shape[1] > LARGE
    assert outlines_of(mask) is None
    image = reds(painted(mask, 0.02, left=20.0, halo=halo, ratio=ratio)) > 128
    edge = int(10 * ratio)
    inside = image[int(edge + 5 * ratio) : int(105 * ratio), int(35 * ratio) : int(125 * ratio)]
    assert inside.all()
    assert not image[: int(edge - 4 * ratio)].any()
    assert not image[:, : int(26 * ratio)].any()
    assert not image[int(115 * ratio) :].any()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_the_halo_lies_round_the_outline_and_nowhere_else_on_screens_of_any_pixels(
    qapp: QApplication, ratio: float
) -> None:
    image = QImage(int(SIDE * ratio), int(SIDE * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(255, 255, 255))
    painter = QPainter(image)
    paint_mask(painter, rectangle((60, 60), (140, 140), (200, 200)), QColor(255, 0, 0), 105, 2.2, halo=True)
    painter.end()
    row = [image.pixelColor(round(x * ratio), round(100 * ratio)).getRgb()[:3] for x in range(50, 101)]
    assert all(color == (255, 255, 255) for color in row[:6])  # outside
    assert all(color == (255, 150, 150) for color in row[15:])  # inside, the fill over the white
    assert max(image.pixelColor(round(57.8 * ratio), round(100 * ratio)).getRgb()[:3]) < 200  # the dark line


def test_noise_is_painted_pixel_by_pixel(qapp: QApplication) -> None:
    noise = np.random.default_rng(0).random((400, 400)) < 0.5
    mask = Mask.from_array(noise)
    assert len(mask.counts) > RAGGED
    assert outlines_of(mask) is None
    image = painted(mask, 8.0)
    for y, x in ((1, 2), (15, 3), (20, 19), (11, 7)):
        assert (image.pixelColor(8 * x + 4, 8 * y + 4).red() > 128) == bool(noise[y, x])


def test_an_empty_mask_paints_nothing(qapp: QApplication) -> None:
    assert not reds(painted(Mask.empty((50, 50)), 1.0)).any()
    assert not Sampler(Mask.empty((50, 50))).at(np.arange(50), np.arange(50)).any()


def test_only_what_is_clipped_is_painted(qapp: QApplication) -> None:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 0))
    painter = QPainter(image)
    painter.setClipRect(50, 60, 10, 20)
    paint_mask(painter, rectangle((0, 0), (1000, 1000), (1000, 1000)), QColor(255, 0, 0), 255, 1.0, halo=True)
    painter.end()
    shown = reds(image) > 0
    assert shown[60:80, 50:60].all()
    assert shown.sum() == 200
