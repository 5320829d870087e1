"""Caches the canvas's layers: the image with its settled instances, and the same plus the focus."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from app.rendering import scene as paint
from app.rendering.pictures import Picture
from app.rendering.scene import Scene, Shape
from app.rendering.viewport import View
from app.tools.gesture import Preview
from app.widgets.theme import theme

MANY = 200
FEW = 6
"""Up to this many changed places are repainted one by one; more as their common rectangle."""


class Layers:
    """Pixmaps of the widget's size, painted on demand and kept until their content changes."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self.scene = Scene()
        self._settled: QPixmap | None = None
        self._stale = QRegion()  # the areas to repaint
        self._focus: tuple[Preview, QPixmap] | None = None
        self._view: View | None = None  # the view they were painted for

    def forget(self) -> None:
        """The image or the style has changed."""
        self._settled = self._focus = None

    def show_scene(self, scene: Scene, view: View) -> QRegion:
        """Sets another scene; only its changes are repainted. Returns the changed areas."""
        self._follow(view)
        before, self.scene = self.scene, scene
        changed = _changed(before.settled, scene.settled)
        if (scene.fill, scene.line) != (before.fill, before.line):
            self.forget()
            return QRegion(self._widget.rect())
        stale = self._places(changed, view)
        self._stale |= stale
        if scene == before:
            return QRegion()
        self._focus = None
        fronts = [shape for s in (before, scene) for shape in (*s.also, s.lit, s.focus) if shape is not None]
        if before.clicks or scene.clicks:
            return QRegion(self._widget.rect())
        return stale | self._places(fronts, view)

    def settled(self, picture: Picture, view: View) -> QPixmap:
        """The image with its settled instances."""
        self._follow(view)
        if self._settled is None:
            ratio = self._widget.devicePixelRatioF()
            self._settled = QPixmap(self._widget.size() * ratio)
            self._settled.setDevicePixelRatio(ratio)
            self._stale = QRegion(self._widget.rect())
        stale = self._stale if self._stale.rectCount() <= 2 * FEW else QRegion(self._stale.boundingRect())
        for area in stale:  # type: ignore[attr-defined]
            self._paint(self._settled, picture, view, area)
        self._stale = QRegion()  # not earlier, so that a failed paint is tried again
        return self._settled

    def with_focus(self, picture: Picture, view: View, preview: Preview) -> QPixmap:
        """The same plus the focus and the preview's shape."""
        settled = self.settled(picture, view)
        wanted = Preview(shape=preview.shape, adds=preview.adds)
        if self._focus is None or self._focus[0] != wanted:
            layer = settled.copy()
            with QPainter(layer) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint.paint_focus(painter, self.scene, view, wanted)
            self._focus = wanted, layer
        return self._focus[1]

    def _follow(self, view: View) -> None:
        """Moves layers painted for another view if that is enough, else drops them."""
        before, self._view = self._view, view
        if before == view or before is None or self._settled is None:
            return
        self._focus = None
        ratio = self._widget.devicePixelRatioF()
        dx, dy = (view.left - before.left) * ratio, (view.top - before.top) * ratio
        size = self._settled.size()
        whole = abs(dx - round(dx)) < 1e-3 and abs(dy - round(dy)) < 1e-3 and ratio == round(ratio)
        if view.scale != before.scale or not whole or abs(dx) >= size.width() or abs(dy) >= size.height():
            self._settled = None
            return
        dx, dy = round(dx), round(dy)
        self._settled.scroll(dx, dy, self._settled.rect())
        self._stale.translate(round(dx / ratio), round(dy / ratio))
        kept = self._widget.rect().translated(round(dx / ratio), round(dy / ratio))
        self._stale |= QRegion(self._widget.rect()).subtracted(QRegion(kept))
        self._stale &= self._widget.rect()

    def _places(self, shapes: list[Shape], view: View) -> QRegion:
        """The screen areas of shapes; the whole screen if there are many."""
        if len(shapes) > MANY:
            return QRegion(self._widget.rect())
        boxes = [shape.mask.bbox for shape in shapes]
        if len(boxes) > FEW:
            left, top, right, bottom = zip(*boxes, strict=True)
            boxes = [(min(left), min(top), max(right), max(bottom))]
        region = QRegion()
        for box in boxes:
            region |= self._place(*box, view)
        return region

    def _place(self, x0: float, y0: float, x1: float, y1: float, view: View) -> QRect:
        (left, top), (right, bottom) = view.to_widget(x0, y0), view.to_widget(x1, y1)
        area = QRectF(left, top, right - left, bottom - top)
        return area.adjusted(-6, -6, 6, 6).toAlignedRect() & self._widget.rect()

    def _paint(self, layer: QPixmap, picture: Picture, view: View, area: QRect) -> None:
        with QPainter(layer) as painter:
            painter.setClipRect(area)
            painter.fillRect(area, QColor(theme().canvas))
            paint.paint_picture(painter, picture, view, QRectF(area))
            x0, y0 = view.to_image(area.left() - 2, area.top() - 2)
            x1, y1 = view.to_image(area.right() + 3, area.bottom() + 3)
            paint.paint_settled(painter, self.scene, view, QRectF(x0, y0, x1 - x0, y1 - y0))


def _changed(before: tuple[Shape, ...], after: tuple[Shape, ...]) -> list[Shape]:
    """The shapes that were added, removed or changed."""
    if before is after or before == after:
        return []
    old, new = {id(shape): shape for shape in before}, {id(shape): shape for shape in after}
    return [new.get(number) or old[number] for number in old.keys() ^ new.keys()]
