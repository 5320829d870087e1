"""What the canvas shows, as plain values, and how to paint it: settled instances below, the focus above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from annotations.masks import Mask
from annotations.masks.corners import Corners
from app.rendering.mask_raster import paint_raster
from app.rendering.outlines import level_at, outlines_of_all, paint_mask
from app.rendering.pictures import Picture
from app.rendering.viewport import View
from app.tools.gesture import Preview

ADDED, TAKEN = QColor(64, 214, 120), QColor(240, 70, 70)
MANY = 40  # selected masks: more are drawn in a simpler way
SCRIBBLE = 6.0  # screen pixels
CORNER = 7.0  # screen pixels
FOCUS_RING = 2.0  # screen pixels
EDGE = 8.0  # screen pixels that a brush or an outline may extend beyond its shape


@dataclass(frozen=True)
class Shape:
    """A mask in a colour."""

    mask: Mask
    color: tuple[int, int, int]


@dataclass(frozen=True)
class Scene:
    """`focus` is drawn strongest, `also` is the rest of the selection, `lit` is under the pointer.

    `clicks` are (x, y, positive) in image coordinates. `line` is the width of settled outlines in screen pixels; the
    focus and the selection are as much wider as their outlines usually are.
    """

    settled: tuple[Shape, ...] = ()
    focus: Shape | None = None
    also: tuple[Shape, ...] = ()
    lit: Shape | None = None
    focus_is_decided: bool = False
    clicks: tuple[tuple[float, float, bool], ...] = ()
    fill: int = 70
    line: float = 1.0


def paint_picture(painter: QPainter, picture: Picture, view: View, area: QRectF) -> None:
    """Paints the picture in an area of the widget. Large pixels stay squares."""
    x0, y0 = view.to_image(area.left() - 3, area.top() - 3)
    x1, y1 = view.to_image(area.right() + 3, area.bottom() + 3)
    x0, y0, x1, y1 = max(x0 - 1, 0), max(y0 - 1, 0), min(x1 + 1, picture.width), min(y1 + 1, picture.height)
    if x0 >= x1 or y0 >= y1:
        return
    level = picture.level_for(view.scale * painter.device().devicePixelRatio())
    left, top = view.to_widget(x0, y0)
    target = QRectF(left, top, (x1 - x0) * view.scale, (y1 - y0) * view.scale)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, view.scale < 3.0)
    painter.drawImage(target, picture.levels[level], picture.part(level, x0, y0, x1, y1))


def paint_settled(painter: QPainter, scene: Scene, view: View, shown: QRectF) -> None:
    """Paints all instances except the focus; `shown` is the visible part in image coordinates."""
    _to_image(painter, view)
    _paint_plain(painter, scene.settled, scene.fill, shown, scene.line)
    painter.restore()


def _paint_plain(
    painter: QPainter,
    shapes: Iterable[Shape],
    fill: int,
    shown: QRectF,
    line: float,
    color: tuple[int, int, int] | None = None,
) -> None:
    """Paints many masks in their colours, or all in one; a thousand take a few milliseconds."""
    # Not smoothed: outlines run along pixel edges anyway.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    level = level_at(painter.worldTransform().m11())
    left, top, right, bottom = shown.left(), shown.top(), shown.right(), shown.bottom()
    styles: dict[tuple[int, int, int], tuple[QPen, QBrush]] = {}
    set_to: tuple[int, int, int] | None = None
    seen = []
    for shape in shapes:
        x0, y0, x1, y1 = shape.mask.bbox
        if x0 <= right and x1 >= left and y0 <= bottom and y1 >= top:
            seen.append(shape)
    for shape, outlines in zip(seen, outlines_of_all([shape.mask for shape in seen]), strict=True):
        tone = color if color is not None else shape.color
        if tone != set_to:
            set_to = tone
            pen, brush = styles.get(tone) or styles.setdefault(tone, _style(tone, fill, line))
            painter.setPen(pen)
            painter.setBrush(brush)
        if outlines is not None:
            painter.drawPath(outlines.at_level(level))
        else:
            paint_raster(painter, shape.mask, QColor(*tone), fill, line)


def _style(tone: tuple[int, int, int], fill: int, line: float) -> tuple[QPen, QBrush]:
    pen = QPen(QColor(*tone), line)
    pen.setCosmetic(True)
    return pen, QBrush(QColor(*tone, fill))


def paint_scribbles(painter: QPainter, view: View, preview: Preview) -> None:
    """Paints scribbles that mark the object (green) or the background (red); earlier ones thinner."""
    lines = [(line, adds, SCRIBBLE / 2) for line, adds in preview.scribbles]
    if preview.stroke:
        lines.append((preview.stroke, preview.adds, SCRIBBLE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, adds, width in lines:
        points = [QPointF(*view.to_widget(x, y)) for x, y in line]
        pen = QPen(ADDED if adds else TAKEN, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([*points, points[-1] + QPointF(0.01, 0)]))


def paint_focus(painter: QPainter, scene: Scene, view: View, preview: Preview) -> None:
    """Paints the proposal, or the gesture's preview instead, with its clicks and the rest of the selection."""
    _to_image(painter, view)
    if preview.offset is not None:
        painter.translate(QPointF(*preview.offset))
    seen = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
    also = [other for other in scene.also if seen.intersects(_box(other.mask))]
    if len(also) <= MANY:
        for other in also:
            paint_mask(painter, other.mask, QColor(*other.color), 90, 0.4 + scene.line, halo=True)
    else:  # halos for all of them would take too long
        _paint_plain(painter, also, 60, seen, scene.line, (255, 255, 255))
    if scene.lit is not None:
        paint_mask(painter, scene.lit.mask, QColor(*scene.lit.color), 105, 0.6 + scene.line, halo=True)
    shape = scene.focus
    if preview.mask is not None:
        color = shape.color if shape is not None else (255, 255, 255)
        paint_mask(painter, preview.mask, QColor(*color), 105, 1.2 + scene.line, halo=True)
    elif shape is not None:
        paint_mask(painter, shape.mask, QColor(*shape.color), 105, 1.2 + scene.line, halo=True)
    if preview.shape is not None:
        paint_mask(painter, preview.shape, ADDED if preview.adds else TAKEN, 110, 1.6, halo=True)
    painter.restore()
    for x, y, positive in scene.clicks:
        _paint_click(painter, QPointF(*view.to_widget(x, y)), positive)


def paint_line(painter: QPainter, preview: Preview, view: View, corner: float = CORNER) -> None:
    """Paints an open polygon with its corners, `corner` screen pixels wide."""
    points = [QPointF(*view.to_widget(x, y)) for x, y in preview.line]
    if not points:
        return
    painter.setBrush(QColor(255, 255, 255, 45) if len(points) > 2 else Qt.BrushStyle.NoBrush)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF(points))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for tone, width in ((QColor(0, 0, 0, 180), 3.6), (QColor(255, 255, 255), 1.6)):
        painter.setPen(QPen(tone, width))
        painter.drawPolyline(QPolygonF(points))
    for number, (x, y) in enumerate(preview.dots):
        _paint_corner(painter, QPointF(*view.to_widget(x, y)), corner, number == 0 and preview.closable)


def paint_handles(painter: QPainter, view: View, rings: tuple[Corners, ...], corner: float = CORNER) -> None:
    """Paints draggable corners, `corner` screen pixels wide; a ring is (n, 2) x and y in image coordinates."""
    for ring in rings:
        for x, y in ring.tolist():
            _paint_corner(painter, QPointF(*view.to_widget(x, y)), corner, False)


def _paint_corner(painter: QPainter, at: QPointF, corner: float, closes: bool) -> None:
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1.2))
    painter.setBrush(QColor(90, 220, 130) if closes else QColor(255, 255, 255))
    size = corner / 2 * (1.8 if closes else 1.0)
    painter.drawEllipse(at, size, size)


def stroke_area(view: View, before: Preview, after: Preview, radius: float) -> QRect | None:
    """The part that a stroke gained between two previews; None if more than that changed."""
    known = len(before.stroke)
    if before.mask is None or after.mask is None or not known or after.stroke[:known] != before.stroke:
        return None
    points = [view.to_widget(x, y) for x, y in after.stroke[known - 1 :]]
    reach = radius * view.scale + EDGE
    (left, top), (right, bottom) = map(min, zip(*points, strict=True)), map(max, zip(*points, strict=True))
    return (
        QRectF(left, top, right - left, bottom - top).adjusted(-reach, -reach, reach, reach).toAlignedRect()
    )


def brush_area(at: QPointF, radius: float) -> QRect:
    """The area of the brush's edge, `radius` in screen pixels."""
    reach = radius + EDGE
    return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach).toAlignedRect()


def paint_brush(painter: QPainter, at: QPointF, radius: float, adds: bool, square: bool) -> None:
    """Paints the brush's edge, `radius` in screen pixels."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for tone, width in ((QColor(0, 0, 0, 170), 3.0), (QColor(255, 255, 255), 1.3)):
        pen = QPen(tone, width)
        if not adds:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        if square:
            painter.drawRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))
        else:
            painter.drawEllipse(at, radius, radius)
    painter.setPen(QPen(QColor(255, 255, 255), 1.2))
    painter.drawLine(at - QPointF(3, 0), at + QPointF(3, 0))
    if adds:
        painter.drawLine(at - QPointF(0, 3), at + QPointF(0, 3))


def paint_focus_ring(painter: QPainter, area: QRect, color: QColor) -> None:
    """Paints a frame inside an area of the widget, to show the keyboard focus."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, FOCUS_RING))
    inset = FOCUS_RING / 2
    painter.drawRect(QRectF(area).adjusted(inset, inset, -inset, -inset))


def _paint_click(painter: QPainter, at: QPointF, positive: bool) -> None:
    painter.setPen(QPen(QColor(255, 255, 255), 1.6))
    painter.setBrush(QColor(38, 176, 96) if positive else QColor(226, 60, 66))
    painter.drawEllipse(at, 7, 7)
    painter.drawLine(at - QPointF(3.4, 0), at + QPointF(3.4, 0))
    if positive:
        painter.drawLine(at - QPointF(0, 3.4), at + QPointF(0, 3.4))


def _box(mask: Mask) -> QRectF:
    x0, y0, x1, y1 = mask.bbox
    return QRectF(x0, y0, x1 - x0, y1 - y0)


def _to_image(painter: QPainter, view: View) -> None:
    painter.save()
    painter.translate(view.left, view.top)
    painter.scale(view.scale, view.scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, view.scale < 1.0)
