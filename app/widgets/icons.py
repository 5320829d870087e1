"""Icons: the drawings in resources/icons in the text colour, for dark and light themes, and colour swatches."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from app.widgets.theme import theme
from resources import icons

SIDE = 24
"""The size in pixels of the grid of the drawings, and of an icon on an unscaled screen."""
PROGRAM_SIDES = (16, 32, 64, 128)
RATIOS = (1, 2)
"""The resolutions in an icon; Qt scales between them."""


def icon(name: str, color: str | None = None) -> QIcon:
    """The icon `name` in `color` (default: the text's); empty if there is no such drawing."""
    result = QIcon()
    if not _exists(name):
        return result
    for ratio in RATIOS:
        normal, on, disabled = (
            _pixmap(name, QColor(tone).rgba(), ratio)
            for tone in (color or theme().text, "#ffffff", theme().line)
        )
        result.addPixmap(normal, QIcon.Mode.Normal, QIcon.State.Off)
        result.addPixmap(on, QIcon.Mode.Normal, QIcon.State.On)
        for state in (QIcon.State.Off, QIcon.State.On):
            result.addPixmap(disabled, QIcon.Mode.Disabled, state)
    return result


def program_icon() -> QIcon:
    """The icon of the program, for windows and the task bar."""
    drawing = QSvgRenderer(str(resources.program_icon()))
    result = QIcon()
    for side in PROGRAM_SIDES:
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing.render(painter)
        painter.end()
        result.addPixmap(pixmap)
    return result


@lru_cache(maxsize=64)
def tinted(name: str, color: str) -> QIcon:
    """The icon `name` in a colour, cached for painting rows."""
    return icon(name, color)


def swatch(color: QColor, size: int = 14) -> QIcon:
    """A round swatch of a colour."""
    return _swatch(color.rgb(), size)


@lru_cache(maxsize=512)
def _swatch(rgb: int, size: int) -> QIcon:
    pixmap = QPixmap(size * 2, size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(rgb))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QRectF(1, 1, size - 2, size - 2))
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else a selected row would tint it, but the colour matters
    return icon


@lru_cache(maxsize=256)
def _exists(name: str) -> bool:
    return (icons() / f"{name}.svg").is_file()


@lru_cache(maxsize=128)
def _drawing(name: str, ratio: int) -> QPixmap:
    """The drawing from its file, in which `currentColor` stands for the colour."""
    pixmap = _blank(ratio)
    painter = QPainter(pixmap)
    QSvgRenderer(str(icons() / f"{name}.svg")).render(painter, QRectF(0, 0, SIDE, SIDE))
    painter.end()
    return pixmap


@lru_cache(maxsize=512)
def _pixmap(name: str, rgba: int, ratio: int) -> QPixmap:
    """The drawing in one colour: used as a mask filled with the colour."""
    pixmap = _blank(ratio)
    painter = QPainter(pixmap)
    painter.drawPixmap(0, 0, _drawing(name, ratio))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRectF(0, 0, SIDE, SIDE), QColor.fromRgba(rgba))
    painter.end()
    return pixmap


def _blank(ratio: int) -> QPixmap:
    pixmap = QPixmap(SIDE * ratio, SIDE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
