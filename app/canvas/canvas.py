"""The canvas: shows the image and its masks, zooms and pans, and forwards the pointer to the current tool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from annotations.masks import Box
from app.canvas.category_tag import CategoryTag
from app.canvas.cursors import cursor
from app.canvas.gesture_host import ToolHost
from app.canvas.layer_cache import Layers
from app.rendering import scene as paint
from app.rendering import viewport as views
from app.rendering.pictures import Picture
from app.rendering.scene import Scene
from app.rendering.viewport import View
from app.tools.gesture import PointerEvent, Preview, ToolContext, ToolOptions, ToolRunner
from app.tools.reshape import handles
from app.tools.table import TOOLS
from app.translation import tr
from app.widgets.override import override
from app.widgets.theme import theme

REACH = 9.0  # screen pixels; a point this near counts as hit
_MODIFIERS = {
    Qt.KeyboardModifier.ControlModifier: "ctrl",
    Qt.KeyboardModifier.ShiftModifier: "shift",
    Qt.KeyboardModifier.AltModifier: "alt",
}


class Canvas(QWidget):
    """Pointer events are in image coordinates.

    `context` builds a tool's context from the options, the reach in image pixels and the visible part.
    """

    resultReady = Signal(object)  # noqa: N815
    pointerMoved = Signal(object)  # noqa: N815  (x, y) or None
    viewChanged = Signal()
    gestureChanged = Signal()
    gestureFailed = Signal(object)  # noqa: N815
    hintChanged = Signal()
    radiusWanted = Signal(float)  # noqa: N815

    def __init__(
        self, context: Callable[[ToolOptions, float, Box], ToolContext], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(tr("Image"))
        self.host = ToolHost(self)
        self.host.resultReady.connect(self.resultReady)
        self.host.failed.connect(self.gestureFailed)
        self.host.changed.connect(self.gestureChanged)
        self.host.previewed.connect(self._previewed)
        self.options = ToolOptions()
        self.wheel_zooms = True
        self.corner_size = paint.CORNER  # screen pixels
        self.space_held = False
        self.space_used = False
        self.view = View()
        self.tag = CategoryTag(self)
        self._context = context
        self._picture: Picture | None = None
        self._layers = Layers(self)
        self._fitted = True
        self._panning: QPointF | None = None
        self._sizing: tuple[QPointF, float] | None = None  # where the drag of the brush's size began
        self._pointer: QPointF | None = None
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._message = ""
        self._previewed_last = Preview()

    # -- content

    def show_picture(self, picture: Picture | None, message: str = "") -> None:
        """Shows another image, fitted, or the same one in more detail; None: only a message."""
        if picture is not None and picture.refines(self._picture):
            self._picture = picture
            self.restyle()
            return
        same_size = (
            picture is not None
            and self._picture is not None
            and (picture.width, picture.height) == (self._picture.width, self._picture.height)
        )
        self.cancel_gesture()
        self._picture = picture
        self._message = message
        if picture is None:
            self._layers.scene = Scene()
        elif not same_size or self._fitted:
            self.fit()
        self.restyle()

    def show_scene(self, scene: Scene) -> None:
        self.update(self._layers.show_scene(scene, self.view))

    @property
    def picture(self) -> Picture | None:
        return self._picture

    @property
    def scene(self) -> Scene:
        return self._layers.scene

    @property
    def runner(self) -> ToolRunner:
        return self.host.runner

    @property
    def tool(self) -> str:
        return self.host.tool

    @property
    def radius(self) -> float:
        """The brush's radius in image pixels."""
        return self.options.radius

    def set_tool(self, name: str) -> None:
        self.cancel_gesture()
        self.host.tool = name
        self._update_cursor()
        self.hintChanged.emit()
        self.update()

    def set_options(self, options: ToolOptions) -> None:
        self.options = options
        self._update_cursor()
        self.update()

    def set_radius(self, radius: float) -> None:
        self.set_options(replace(self.options, radius=radius))

    # -- the view

    def fit(self) -> None:
        if self._picture is not None:
            size = (self._picture.width, self._picture.height)
            self.show_view(views.fit(size, self._size()), fitted=True)

    def one_to_one(self) -> None:
        """Zooms to one image pixel per screen pixel, about the middle of the visible part."""
        self.zoom(1.0 / self.view.scale, QPointF(self.width() / 2, self.height() / 2))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        if self._picture is None:
            return
        at = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        size = (self._picture.width, self._picture.height)
        least = min(views.fit(size, self._size()).scale / 4, 1.0)
        self.show_view(self.view.zoomed(factor, at.x(), at.y(), least))

    def bring_into_view(self, box: tuple[float, float, float, float]) -> None:
        view = self.view.showing(box, self._size())
        if view != self.view:
            self.show_view(view)

    def show_view(self, view: View, fitted: bool = False) -> None:
        """Shows this view, adjusted so that some of the image stays visible."""
        if self._picture is not None:
            view = view.kept_near((self._picture.width, self._picture.height), self._size())
        self.view = view
        self._fitted = fitted
        self.update()
        self.viewChanged.emit()

    def _size(self) -> tuple[int, int]:
        return self.width(), self.height()

    def restyle(self) -> None:
        """Repaints everything: the image or the style has changed."""
        self._layers.forget()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(900, 640)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fitted:
            self.fit()
        self.restyle()
        super().resizeEvent(event)

    # -- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:  # always ended, or the next paint would crash
            self._paint(painter, event.rect())
            if self.hasFocus():
                paint.paint_focus_ring(painter, self.rect(), QColor(theme().accent))

    def _paint(self, painter: QPainter, area: QRect) -> None:
        if self._picture is None:
            painter.fillRect(self.rect(), QColor(theme().canvas))
            painter.setPen(QColor(theme().muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._message)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        preview = self.host.preview
        if preview.offset is not None or preview.mask is not None:
            _copy(painter, self._layers.settled(self._picture, self.view), area)
            painter.setClipRect(area)  # each move repaints only what changed
            paint.paint_focus(painter, self.scene, self.view, preview)
            painter.setClipping(False)
        else:
            _copy(painter, self._layers.with_focus(self._picture, self.view, preview), area)
        if preview.mask is None:
            paint.paint_scribbles(painter, self.view, preview)
        if self.tool == "corners" and not preview.line and self.scene.focus is not None:
            paint.paint_handles(
                painter, self.view, handles(self.scene.focus.mask, self._reach), self.corner_size
            )
        paint.paint_line(painter, preview, self.view, self.corner_size)
        if self._paints and self._pointer is not None and self._panning is None:
            radius = self.radius * self.view.scale
            paint.paint_brush(painter, self._pointer, radius, self.tool == "brush", self.options.square)
        if self._pointer is not None and self._panning is None:
            self.tag.paint(painter, self._pointer, self.tag_text)

    @property
    def tag_text(self) -> str:
        """The category that is named beside the pointer; empty if none is."""
        return self.tag.text(self.tool, self.options.mode, self._held)

    @property
    def _held(self) -> frozenset[str]:
        return frozenset(name for key, name in _MODIFIERS.items() if self._modifiers & key)

    @property
    def _paints(self) -> bool:
        return TOOLS[self.tool].pointer == "brush"

    @property
    def _reach(self) -> float:
        return REACH / self.view.scale

    def _previewed(self) -> None:
        self.hintChanged.emit()
        before, self._previewed_last = self._previewed_last, self.host.preview
        area = paint.stroke_area(self.view, before, self.host.preview, self.radius)
        self.update(area if area is not None else self.rect())

    def _update_brush(self) -> None:
        """Repaints where the brush's edge and the category at the pointer were or are."""
        if self._pointer is not None:
            self.update(self.tag.area(self._pointer, self.tag_text))
        if self._pointer is not None and self._paints:
            self.update(paint.brush_area(self._pointer, self.radius * self.view.scale))

    # -- the pointer

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._picture is None:
            return
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self.space_held and event.button() == Qt.MouseButton.LeftButton):
            self._panning = event.position()
            self.space_used = True
            self._update_cursor()
        elif self._paints and event.modifiers() & Qt.KeyboardModifier.AltModifier and not self.runner.active:
            self._sizing = event.position(), self.radius
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._to_tool("press", event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.runner.active and event.button() == Qt.MouseButton.LeftButton:
            self._to_tool("double", event)
        else:
            self.mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._update_brush()
        self._pointer = event.position() if self._sizing is None else self._sizing[0]
        self.show_modifiers(event.modifiers())
        if self._sizing is not None:
            start, radius = self._sizing
            self.radiusWanted.emit(radius + (event.position().x() - start.x()) / self.view.scale)
        elif self._panning is not None:
            moved = event.position() - self._panning
            self._panning = event.position()
            self.show_view(self.view.panned(moved.x(), moved.y()))
        elif self.runner.active:
            self._to_tool("move", event)
        inside = self._picture is not None
        self.pointerMoved.emit(self.view.to_image(*_xy(event.position())) if inside else None)
        self._update_brush()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._panning = None
            self._update_cursor()
        elif self._sizing is not None:
            self._sizing = None
        elif self.runner.active:
            self._to_tool("release", event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._update_brush()
        self._pointer = None
        self.pointerMoved.emit(None)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        delta = event.angleDelta()
        if ctrl != self.wheel_zooms:
            self.zoom(views.STEP ** (delta.y() / 120.0), event.position())
        else:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            dx, dy = (delta.y(), 0) if shift else (delta.x(), delta.y())
            self.show_view(self.view.panned(dx * 0.6, dy * 0.6))
        event.accept()

    # -- held keys

    def hold_space(self, held: bool) -> None:
        """While Space is held, the left button pans."""
        self.space_held = held
        if held:
            self.space_used = False
        self._update_cursor()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.show_modifiers(QGuiApplication.queryKeyboardModifiers())
        event.ignore()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.show_modifiers(QGuiApplication.queryKeyboardModifiers())
        event.ignore()

    def show_modifiers(self, held: Qt.KeyboardModifier) -> None:
        """Updates the pointer to what the tool would do with the keys held now."""
        if held != self._modifiers:
            self._update_brush()
            self._modifiers = held
            self._update_cursor()
            self._update_brush()

    def _update_cursor(self) -> None:
        if self._panning is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self.space_held:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setCursor(cursor(self.tool, self._held, self.options.mode))

    # -- the tool

    def confirm_gesture(self) -> bool:
        """Enter: closes a polygon. False if no gesture is in progress."""
        return self.host.send(PointerEvent("confirm"))

    def take_back(self) -> bool:
        """Backspace: removes the last corner. False if no gesture is in progress."""
        return self.host.send(PointerEvent("back"))

    def cancel_gesture(self) -> bool:
        return self.host.cancel()

    def end(self) -> None:
        """Cancels the gesture and its running job; for closing."""
        self.host.wait()

    def _to_tool(self, kind: str, event: QMouseEvent) -> None:
        x, y = self.view.to_image(*_xy(event.position()))
        pointer = PointerEvent(
            kind=kind,  # type: ignore[arg-type]
            x=x,
            y=y,
            button="right" if event.button() == Qt.MouseButton.RightButton else "left",
            modifiers=frozenset(name for key, name in _MODIFIERS.items() if event.modifiers() & key),
        )
        if pointer.kind == "press" and pointer.button == "left" and _leaves(self.host.preview, pointer):
            self.confirm_gesture()
            if self.host.computing:
                return  # what it finds is accepted
            self.cancel_gesture()  # there is nothing to accept
        if self.host.active:
            self.host.send(pointer)
        elif kind == "press" and self._picture is not None:
            image, widget = (self._picture.width, self._picture.height), (self.width(), self.height())
            shown = self.view.shown(image, widget)
            self.host.start(pointer, self._context(self.options, self._reach, shown))


def _leaves(preview: Preview, pointer: PointerEvent) -> bool:
    """Whether the pointer is outside the place of the gesture in progress."""
    if preview.within is None:
        return False
    x0, y0, x1, y1 = preview.within
    return not (x0 <= pointer.x <= x1 and y0 <= pointer.y <= y1)


def _xy(point: QPointF) -> tuple[float, float]:
    return point.x(), point.y()


def _copy(painter: QPainter, layer: QPixmap, area: QRect) -> None:
    """Paints an area of a layer in place."""
    ratio = layer.devicePixelRatio()
    source = QRectF(area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio)
    painter.drawPixmap(QRectF(area), layer, source)
