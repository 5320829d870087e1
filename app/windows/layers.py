"""What the canvas keeps painted: the image with its settled instances, and the same with what is in focus."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from app.tools.gesture import Preview
from app.windows import scene as paint
from app.windows.pictures import Picture
from app.windows.scene import Scene, Shape
from app.windows.theme import theme
from app.windows.view import View


class Layers:
    """Pixmaps of the widget's size, painted when they are asked for and kept until what they show changes."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self.scene = Scene()
        self._settled: QPixmap | None = None
        self._focus: tuple[Preview, QPixmap] | None = None

    def forget(self) -> None:
        """The view, the image or the style has changed."""
        self._settled = self._focus = None

    def show_scene(self, scene: Scene, picture: Picture | None, view: View) -> None:
        """Takes another scene; only what changed in it is painted anew."""
        before, self.scene = self.scene, scene
        if scene != before:
            self._focus = None
        if scene.fill != before.fill:
            self.forget()
        elif scene.settled != before.settled and self._settled is not None and picture is not None:
            self._mend(set(before.settled) ^ set(scene.settled), picture, view)

    def settled(self, picture: Picture, view: View) -> QPixmap:
        """The image with its settled instances."""
        if self._settled is None:
            ratio = self._widget.devicePixelRatioF()
            layer = QPixmap(self._widget.size() * ratio)
            layer.setDevicePixelRatio(ratio)
            self._paint(layer, picture, view, QRectF(self._widget.rect()))
            self._settled = layer
        return self._settled

    def with_focus(self, picture: Picture, view: View, preview: Preview) -> QPixmap:
        """The same with what is in focus, and with the preview's shape."""
        wanted = Preview(shape=preview.shape, adds=preview.adds)
        if self._focus is None or self._focus[0] != wanted:
            layer = self.settled(picture, view).copy()
            with QPainter(layer) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint.paint_focus(painter, self.scene, view, wanted)
            self._focus = wanted, layer
        return self._focus[1]

    def _mend(self, shapes: set[Shape], picture: Picture, view: View) -> None:
        """Paints only that part of the layer anew where instances came, went or changed."""
        area = QRectF()
        for shape in shapes:
            x0, y0, x1, y1 = shape.mask.bbox
            left, top = view.to_widget(x0, y0)
            area |= QRectF(left, top, (x1 - x0) * view.scale, (y1 - y0) * view.scale)
        area = QRectF(area.adjusted(-3, -3, 3, 3).toAlignedRect()) & QRectF(self._widget.rect())
        if self._settled is not None and not area.isEmpty():
            self._paint(self._settled, picture, view, area)

    def _paint(self, layer: QPixmap, picture: Picture, view: View, area: QRectF) -> None:
        with QPainter(layer) as painter:
            painter.setClipRect(area)
            painter.fillRect(area, QColor(theme().canvas))
            paint.paint_picture(painter, picture, view, self._widget.width(), self._widget.height())
            x0, y0 = view.to_image(area.left() - 2, area.top() - 2)
            x1, y1 = view.to_image(area.right() + 2, area.bottom() + 2)
            paint.paint_settled(painter, self.scene, view, QRectF(x0, y0, x1 - x0, y1 - y0))
