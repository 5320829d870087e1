"""The canvas: shows the image and its masks, zooms and pans, and hands the pointer to the tool in use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.tools.gesture import PointerEvent, Preview, Result, ToolContext, ToolRunner
from app.tools.table import TOOLS
from app.windows import scene as paint
from app.windows import view as views
from app.windows.pictures import Picture
from app.windows.scene import Scene, Shape
from app.windows.theme import theme
from app.windows.view import View

REACH = 9.0  # screen pixels within which a point counts as hit
PAINTING = ("brush", "eraser")


class Canvas(QWidget):
    """Coordinates of pointer events are the image's. `context` tells a tool what it may change."""

    resultReady = Signal(object)  # noqa: N815
    pointerMoved = Signal(object)  # noqa: N815  (x, y) or None
    viewChanged = Signal()
    gestureChanged = Signal()
    gestureFailed = Signal(str)  # noqa: N815

    def __init__(self, context: Callable[[float, float], ToolContext], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        self.setAccessibleName("Image")
        self.runner = ToolRunner()
        self.tool = "select"
        self.radius = 8.0
        self.wheel_zooms = True
        self.space_held = False
        self.space_used = False
        self.view = View()
        self._context = context
        self._picture: Picture | None = None
        self._scene = Scene()
        self._layer: QPixmap | None = None  # the image and the settled instances
        self._focus_layer: QPixmap | None = None  # the same with what is in focus
        self._fitted = True
        self._panning: QPointF | None = None
        self._pointer: QPointF | None = None
        self._message = ""

    # -- what is shown

    def show_picture(self, picture: Picture | None, message: str = "") -> None:
        """Shows another image, fitted; None: nothing but a message."""
        same_size = (
            picture is not None
            and self._picture is not None
            and (picture.width, picture.height) == (self._picture.width, self._picture.height)
        )
        self.cancel_gesture()
        self._picture = picture
        self._message = message
        if picture is None:
            self._scene = Scene()
        elif not same_size or self._fitted:
            self.fit()
        self._refresh()

    def show_scene(self, scene: Scene) -> None:
        before, self._scene = self._scene, scene
        if scene != before:
            self._focus_layer = None
        if scene.fill != before.fill:
            self._layer = self._focus_layer = None
        elif scene.settled != before.settled and self._layer is not None:
            self._mend(set(before.settled) ^ set(scene.settled))
        self.update()

    @property
    def picture(self) -> Picture | None:
        return self._picture

    @property
    def scene(self) -> Scene:
        return self._scene

    def set_tool(self, name: str) -> None:
        self.cancel_gesture()
        self.tool = name
        self._update_cursor()
        self.update()

    def set_radius(self, radius: float) -> None:
        self.radius = radius
        self.update()

    def restyle(self) -> None:
        self._refresh()

    # -- the view

    def fit(self) -> None:
        if self._picture is not None:
            size = (self._picture.width, self._picture.height)
            self._set_view(views.fit(size, self._size()), fitted=True)

    def one_to_one(self) -> None:
        """One image pixel a screen pixel, about the middle of what is shown."""
        self.zoom(1.0 / self.view.scale, QPointF(self.width() / 2, self.height() / 2))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        if self._picture is None:
            return
        at = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        size = (self._picture.width, self._picture.height)
        least = min(views.fit(size, self._size()).scale / 4, 1.0)
        self._set_view(self.view.zoomed(factor, at.x(), at.y(), least))

    def bring_into_view(self, box: tuple[float, float, float, float]) -> None:
        view = self.view.showing(box, self._size())
        if view != self.view:
            self._set_view(view)

    def _set_view(self, view: View, fitted: bool = False) -> None:
        if self._picture is not None:
            view = view.kept_near((self._picture.width, self._picture.height), self._size())
        self.view = view
        self._fitted = fitted
        self._refresh()
        self.viewChanged.emit()

    def _size(self) -> tuple[int, int]:
        return self.width(), self.height()

    def _refresh(self) -> None:
        self._layer = self._focus_layer = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(900, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fitted:
            self.fit()
        self._refresh()
        super().resizeEvent(event)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture is None:
            painter.fillRect(self.rect(), QColor(theme().canvas))
            painter.setPen(QColor(theme().muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._message)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        preview = self.runner.preview
        if preview.mask is None or paint.is_large(preview.mask):
            painter.drawPixmap(0, 0, self._layer_with_focus(self._picture))
            if preview.stroke:
                paint.paint_stroke(painter, self._scene, self.view, preview, self.radius)
        else:
            painter.drawPixmap(0, 0, self._settled_layer(self._picture))
            paint.paint_focus(painter, self._scene, self.view, preview)
        paint.paint_line(painter, self.runner.preview, self.view)
        if self.tool in PAINTING and self._pointer is not None and self._panning is None:
            radius = self.radius * self.view.scale
            paint.paint_brush(painter, self._pointer, radius, self.tool == "brush")

    def _settled_layer(self, picture: Picture) -> QPixmap:
        if self._layer is None:
            ratio = self.devicePixelRatioF()
            self._layer = QPixmap(self.size() * ratio)
            self._layer.setDevicePixelRatio(ratio)
            self._paint_layer(self._layer, picture, QRectF(self.rect()))
        return self._layer

    def _layer_with_focus(self, picture: Picture) -> QPixmap:
        if self._focus_layer is None:
            self._focus_layer = self._settled_layer(picture).copy()
            painter = QPainter(self._focus_layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint.paint_focus(painter, self._scene, self.view, Preview())
            painter.end()
        return self._focus_layer

    def _mend(self, shapes: set[Shape]) -> None:
        """Paints only that part of the layer anew where instances came, went or changed."""
        area = QRectF()
        for shape in shapes:
            x0, y0, x1, y1 = shape.mask.bbox
            left, top = self.view.to_widget(x0, y0)
            area |= QRectF(left, top, (x1 - x0) * self.view.scale, (y1 - y0) * self.view.scale)
        area = QRectF(area.adjusted(-3, -3, 3, 3).toAlignedRect()) & QRectF(self.rect())
        if self._layer is not None and self._picture is not None and not area.isEmpty():
            self._paint_layer(self._layer, self._picture, area)

    def _paint_layer(self, layer: QPixmap, picture: Picture, area: QRectF) -> None:
        painter = QPainter(layer)
        painter.setClipRect(area)
        painter.fillRect(area, QColor(theme().canvas))
        paint.paint_picture(painter, picture, self.view, self.width(), self.height())
        x0, y0 = self.view.to_image(area.left() - 2, area.top() - 2)
        x1, y1 = self.view.to_image(area.right() + 2, area.bottom() + 2)
        paint.paint_settled(painter, self._scene, self.view, QRectF(x0, y0, x1 - x0, y1 - y0))
        painter.end()

    # -- the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._picture is None:
            return
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self.space_held and event.button() == Qt.MouseButton.LeftButton):
            self._panning = event.position()
            self.space_used = True
            self._update_cursor()
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._to_tool("press", event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.runner.active and event.button() == Qt.MouseButton.LeftButton:
            self._to_tool("double", event)
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._panning is not None:
            moved = event.position() - self._panning
            self._panning = event.position()
            self._set_view(self.view.panned(moved.x(), moved.y()))
        elif self.runner.active:
            self._to_tool("move", event)
        inside = self._picture is not None
        self.pointerMoved.emit(self.view.to_image(*_xy(event.position())) if inside else None)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._panning = None
            self._update_cursor()
        elif self.runner.active:
            self._to_tool("release", event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.pointerMoved.emit(None)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        delta = event.angleDelta()
        if ctrl != self.wheel_zooms:
            self.zoom(views.STEP ** (delta.y() / 120.0), event.position())
        else:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            dx, dy = (delta.y(), 0) if shift else (delta.x(), delta.y())
            self._set_view(self.view.panned(dx * 0.6, dy * 0.6))
        event.accept()

    # -- keys that are held, not pressed

    def hold_space(self, held: bool) -> None:
        """Space turns the left button into a hand while it is held."""
        self.space_held = held
        if held:
            self.space_used = False
        self._update_cursor()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def _update_cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._panning is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self.space_held:
            shape = Qt.CursorShape.OpenHandCursor
        elif self.tool in PAINTING:
            shape = Qt.CursorShape.BlankCursor
        elif self.tool in ("point", "polygon"):
            shape = Qt.CursorShape.CrossCursor
        self.setCursor(QCursor(shape))

    # -- the tool

    def confirm_gesture(self) -> bool:
        """Enter: closes a polygon. False if no gesture is going on."""
        return self._send_key("confirm")

    def take_back(self) -> bool:
        """Backspace: the last corner. False if no gesture is going on."""
        return self._send_key("back")

    def cancel_gesture(self) -> bool:
        cancelled = self.runner.cancel()
        if cancelled:
            self.gestureChanged.emit()
            self.update()
        return cancelled

    def _send_key(self, kind: str) -> bool:
        if not self.runner.active:
            return False
        self._run(lambda: self.runner.send(PointerEvent(kind="confirm" if kind == "confirm" else "back")))
        return True

    def _to_tool(self, kind: str, event: QMouseEvent) -> None:
        x, y = self.view.to_image(*_xy(event.position()))
        right = event.button() == Qt.MouseButton.RightButton
        names = {
            Qt.KeyboardModifier.ControlModifier: "ctrl",
            Qt.KeyboardModifier.ShiftModifier: "shift",
            Qt.KeyboardModifier.AltModifier: "alt",
        }
        pointer = PointerEvent(
            kind=kind,  # type: ignore[arg-type]
            x=x,
            y=y,
            button="right" if right else "left",
            modifiers=frozenset(name for key, name in names.items() if event.modifiers() & key),
        )
        if self.runner.active:
            self._run(lambda: self.runner.send(pointer))
        elif kind == "press":
            context = self._context(self.radius, REACH / self.view.scale)
            self._run(lambda: self.runner.start(TOOLS[self.tool], pointer, context))

    def _run(self, advance: Callable[[], Result]) -> None:
        active = self.runner.active
        try:
            result = advance()
        except Exception as error:
            self.gestureFailed.emit(str(error) or type(error).__name__)
            result = None
        if active != self.runner.active:
            self.gestureChanged.emit()
        self.update()
        if result is not None:
            self.resultReady.emit(result)


def _xy(point: QPointF) -> tuple[float, float]:
    return point.x(), point.y()
