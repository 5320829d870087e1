"""Icons drawn with the painter, in the colour of the text, so that they fit dark and light and any resolution."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.widgets.theme import theme

_Draw = Callable[[QPainter], None]


def icon(name: str, color: str | None = None) -> QIcon:
    """The icon `name`, drawn on a 24 x 24 grid in `color` (default: the text's); empty if there is none."""
    draw = _DRAWINGS.get(name)
    if draw is None:
        return QIcon()
    result = QIcon()
    for ratio in (1, 2):
        normal, on, disabled = (
            _pixmap(draw, QColor(tone), ratio) for tone in (color or theme().text, "#ffffff", theme().line)
        )
        result.addPixmap(normal, QIcon.Mode.Normal, QIcon.State.Off)
        result.addPixmap(on, QIcon.Mode.Normal, QIcon.State.On)
        for state in (QIcon.State.Off, QIcon.State.On):
            result.addPixmap(disabled, QIcon.Mode.Disabled, state)
    return result


@lru_cache(maxsize=64)
def tinted(name: str, color: str) -> QIcon:
    """The icon `name` in a colour, kept: for what is painted row by row."""
    return icon(name, color)


def swatch(color: QColor, size: int = 14) -> QIcon:
    """A round spot of a colour."""
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
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else a selected row tints it, and the colour is the message
    return icon


def _pixmap(draw: _Draw, color: QColor, ratio: int) -> QPixmap:
    pixmap = QPixmap(24 * ratio, 24 * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    draw(painter)
    painter.end()
    return pixmap


def _line(p: QPainter, *points: tuple[float, float]) -> None:
    p.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _filled(p: QPainter, *points: tuple[float, float]) -> None:
    p.setBrush(p.pen().color())
    p.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    p.setBrush(Qt.BrushStyle.NoBrush)


def _dot(p: QPainter, x: float, y: float, r: float) -> None:
    p.setBrush(p.pen().color())
    p.drawEllipse(QPointF(x, y), r, r)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _select(p: QPainter) -> None:
    _filled(p, (6, 4), (6, 18), (9.6, 14.6), (12, 20), (14.2, 19), (11.8, 13.8), (16.8, 13.6))


def _point(p: QPainter) -> None:
    p.drawEllipse(QPointF(12, 12), 6, 6)
    _dot(p, 12, 12, 1.4)
    for a, b in (((12, 2.5), (12, 6)), ((12, 18), (12, 21.5)), ((2.5, 12), (6, 12)), ((18, 12), (21.5, 12))):
        _line(p, a, b)


def _brush(p: QPainter) -> None:
    _line(p, (20, 4), (11.5, 12.5))
    path = QPainterPath(QPointF(10.5, 11.5))
    path.cubicTo(7, 11.5, 7.5, 16, 4, 18.5)
    path.cubicTo(8, 20.5, 13, 18, 12.8, 14)
    path.closeSubpath()
    p.setBrush(p.pen().color())
    p.drawPath(path)
    p.setBrush(Qt.BrushStyle.NoBrush)


def _eraser(p: QPainter) -> None:
    _line(p, (9, 19), (4.5, 14.5), (14, 5), (19.5, 10.5), (11, 19), (9, 19))
    _line(p, (9, 10), (14.5, 15.5))
    _line(p, (9, 19), (20, 19))


def _polygon(p: QPainter) -> None:
    corners = ((12, 4), (20, 10), (17, 19.5), (7, 19.5), (4, 10))
    _line(p, *corners, corners[0])
    for x, y in corners:
        _dot(p, x, y, 1.7)


def _dashed(p: QPainter) -> None:
    pen = p.pen()
    pen.setDashPattern([1.6, 1.8])
    p.setPen(pen)


def _rectangle(p: QPainter) -> None:
    p.drawRect(QRectF(4, 6, 16, 12))


def _ellipse(p: QPainter) -> None:
    p.drawEllipse(QRectF(3.5, 5.5, 17, 13))


def _box(p: QPainter) -> None:
    _dot(p, 12, 12, 2.2)
    _dashed(p)
    p.drawRect(QRectF(4, 4, 16, 16))


def _live_wire(p: QPainter) -> None:
    path = QPainterPath(QPointF(4.5, 18))
    path.cubicTo(5, 5, 12, 20, 14, 11)
    path.cubicTo(15, 6, 17, 6, 19.5, 6)
    p.drawPath(path)
    _dot(p, 4.5, 18, 2.2)
    _dot(p, 19.5, 6, 2.2)


def _grabcut(p: QPainter) -> None:
    p.drawEllipse(QRectF(7.5, 8, 9, 8))
    _dashed(p)
    p.drawRect(QRectF(3.5, 4, 17, 16))


def _wand(p: QPainter) -> None:
    _line(p, (4.5, 19.5), (13.5, 10.5))
    for a, b in (((17, 3), (17, 7.5)), ((14.8, 5.2), (19.2, 5.2)), ((20, 11), (20, 14)), ((18.5, 12.5), (21.5, 12.5)),
                 ((9.5, 4), (9.5, 7)), ((8, 5.5), (11, 5.5))):  # fmt: skip
        _line(p, a, b)


def _fill(p: QPainter) -> None:
    _line(p, (10, 4), (18, 12), (10.5, 19.5), (3.5, 12.5), (10.5, 5.5))
    _filled(p, (4.5, 12.5), (17, 12.5), (10.5, 19))
    _dot(p, 20, 17.5, 1.8)


def _corners(p: QPainter) -> None:
    points = ((5, 18), (8, 6), (19, 10))
    _line(p, *points)
    for x, y in points:
        p.drawRect(QRectF(x - 2, y - 2, 4, 4))


def _move(p: QPainter) -> None:
    _line(p, (12, 3.5), (12, 20.5))
    _line(p, (3.5, 12), (20.5, 12))
    for a, b, c in (((9.5, 6), (12, 3.5), (14.5, 6)), ((9.5, 18), (12, 20.5), (14.5, 18)),
                    ((6, 9.5), (3.5, 12), (6, 14.5)), ((18, 9.5), (20.5, 12), (18, 14.5))):  # fmt: skip
        _line(p, a, b, c)


def _accept(p: QPainter) -> None:
    _line(p, (5, 12.5), (10, 17.5), (19.5, 7))


def _reject(p: QPainter) -> None:
    _line(p, (6.5, 6.5), (17.5, 17.5))
    _line(p, (17.5, 6.5), (6.5, 17.5))


def _skip(p: QPainter) -> None:
    _line(p, (6, 6), (12, 12), (6, 18))
    _line(p, (13, 6), (19, 12), (13, 18))


def _undo(p: QPainter) -> None:
    path = QPainterPath(QPointF(6, 10))
    path.cubicTo(14, 7, 20, 12, 17, 18)
    p.drawPath(path)
    _line(p, (10.5, 5.5), (5.5, 10), (10.5, 14))


def _redo(p: QPainter) -> None:
    p.translate(24, 0)
    p.scale(-1, 1)
    _undo(p)


def _folder(p: QPainter) -> None:
    _line(p, (4, 18.5), (4, 6), (9.5, 6), (11.5, 8.5), (20, 8.5), (20, 18.5), (4, 18.5))


def _export(p: QPainter) -> None:
    _line(p, (12, 15), (12, 4))
    _line(p, (8, 8), (12, 4), (16, 8))
    _line(p, (5, 13), (5, 19.5), (19, 19.5), (19, 13))


def _fit(p: QPainter) -> None:
    for a, b, c in (
        ((4.5, 9), (4.5, 4.5), (9, 4.5)),
        ((15, 4.5), (19.5, 4.5), (19.5, 9)),
        ((19.5, 15), (19.5, 19.5), (15, 19.5)),
        ((9, 19.5), (4.5, 19.5), (4.5, 15)),
    ):
        _line(p, a, b, c)
    p.drawRect(QRectF(9, 9, 6, 6))


def _done(p: QPainter) -> None:
    p.drawEllipse(QPointF(12, 12), 8, 8)
    _line(p, (8.2, 12.3), (11, 15), (15.8, 9.4))


def _next(p: QPainter) -> None:
    _line(p, (9, 5), (16, 12), (9, 19))


def _previous(p: QPainter) -> None:
    _line(p, (15, 5), (8, 12), (15, 19))


def _learn(p: QPainter) -> None:
    _line(p, (4, 4), (4, 20), (20, 20))
    _line(p, (6.5, 7), (9, 12), (12, 14), (15.5, 16.2), (20, 16.6))


def _filter(p: QPainter) -> None:
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPolygon(
        QPolygonF([QPointF(x, y) for x, y in ((4, 5), (20, 5), (14, 12.5), (14, 19), (10, 17), (10, 12.5))])
    )


def _hide(p: QPainter) -> None:
    path = QPainterPath(QPointF(3.5, 12))
    path.cubicTo(8, 5.5, 16, 5.5, 20.5, 12)
    path.cubicTo(16, 18.5, 8, 18.5, 3.5, 12)
    p.drawPath(path)
    _dot(p, 12, 12, 2.4)


def _hidden(p: QPainter) -> None:
    path = QPainterPath(QPointF(3.5, 10.5))
    path.cubicTo(8, 17, 16, 17, 20.5, 10.5)
    p.drawPath(path)
    for a, b in (((5.6, 13), (4, 15.5)), ((12, 15.4), (12, 18.4)), ((18.4, 13), (20, 15.5))):
        _line(p, a, b)


def _locked(p: QPainter) -> None:
    path = QPainterPath(QPointF(8, 11))
    path.lineTo(8, 8)
    path.cubicTo(8, 2.6, 16, 2.6, 16, 8)
    path.lineTo(16, 11)
    p.drawPath(path)
    p.setBrush(p.pen().color())
    p.drawRoundedRect(QRectF(5.5, 11, 13, 9), 1.5, 1.5)


def _unlocked(p: QPainter) -> None:
    path = QPainterPath(QPointF(8, 11))
    path.lineTo(8, 8)
    path.cubicTo(8, 2.6, 15.5, 2.6, 16, 6.5)
    p.drawPath(path)
    p.drawRoundedRect(QRectF(5.5, 11, 13, 9), 1.5, 1.5)


_DRAWINGS: dict[str, _Draw] = {
    "select": _select,
    "point": _point,
    "brush": _brush,
    "eraser": _eraser,
    "polygon": _polygon,
    "rectangle": _rectangle,
    "ellipse": _ellipse,
    "box": _box,
    "live_wire": _live_wire,
    "grabcut": _grabcut,
    "wand": _wand,
    "fill": _fill,
    "corners": _corners,
    "move": _move,
    "accept": _accept,
    "reject": _reject,
    "skip": _skip,
    "undo": _undo,
    "redo": _redo,
    "folder": _folder,
    "export": _export,
    "fit": _fit,
    "done": _done,
    "next": _next,
    "previous": _previous,
    "learn": _learn,
    "hide": _hide,
    "hidden": _hidden,
    "locked": _locked,
    "unlocked": _unlocked,
    "filter": _filter,
}
