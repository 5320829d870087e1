"""Keys that need more than shortcuts: Space, which pans while held, and single letters inside text fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.canvas.canvas import Canvas
from app.widgets.override import override

SIGNS_OF_LIFE = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TabletMove,
        QEvent.Type.TouchUpdate,
    )
)


class Keys(QObject):
    """An application event filter for the keys of one window.

    `attended` is called on every activity of the user.
    """

    def __init__(
        self, window: QWidget, canvas: Canvas, accept: QAction, attended: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._attended = attended
        self._window, self._canvas, self._accept = window, canvas, accept
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def end(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind in SIGNS_OF_LIFE:
            self._attended()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._window:
            return False
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if kind == QEvent.Type.ShortcutOverride:
            return self._claim_for_text(event, plain)
        if event.key() == Qt.Key.Key_Escape and in_text_field() and kind == QEvent.Type.KeyPress:
            leave_text_field(self._canvas)
            return True
        if event.key() != Qt.Key.Key_Space or not plain:
            return False
        if in_text_field() or isinstance(QApplication.focusWidget(), QAbstractButton):
            return False
        if watched is QApplication.focusWidget() or watched is self._window:
            self._space(kind == QEvent.Type.KeyPress, event.isAutoRepeat())
        return True

    def _claim_for_text(self, event: QKeyEvent, plain: bool) -> bool:
        if plain and in_text_field() and event.key() != Qt.Key.Key_F1:
            event.accept()
            return True
        return False

    def _space(self, pressed: bool, repeated: bool) -> None:
        if repeated:
            return
        if pressed:
            self._canvas.hold_space(True)
        elif self._canvas.space_held:
            used = self._canvas.space_used
            self._canvas.hold_space(False)
            if not used and self._accept.isEnabled():
                self._accept.trigger()


def leave_text_field(canvas: QWidget) -> None:
    """Returns the keyboard focus to the image or, if none is shown, clears it. This ends a search."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit) and field.isClearButtonEnabled():
        field.clear()
    canvas.setFocus()
    if field is not None and field.hasFocus():
        field.clearFocus()


def in_text_field() -> bool:
    """Whether the focus is in a text field."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox)
