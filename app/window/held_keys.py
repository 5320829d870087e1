"""Keys that need more than shortcuts: held keys, Space, which pans while held, and letters inside text fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
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
from app.widgets.application_events import ApplicationEvents

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
SETTLED_MS = 20
"""How long after a release a repetition of the key would have arrived."""


class Keys(QObject):
    """Follows the events of the application for the keys of one window.

    A held key repeats only the actions that allow it (`QAction.autoRepeat`). Qt cannot always tell a repetition
    from a press of its own: X11 sends a release and a press for it, and Qt looks for the press too early. But both
    have the same timestamp, which no second press has.
    `attended` is called on every activity of the user.
    """

    def __init__(
        self,
        window: QWidget,
        events: ApplicationEvents,
        canvas: Canvas,
        accept: QAction,
        attended: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._attended = attended
        self._window, self._canvas, self._accept = window, canvas, accept
        self._released = 0, 0  # the key released last, and when
        self._space_settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._space_settled.timeout.connect(self._space_released)
        events.follow(SIGNS_OF_LIFE, self._alive)
        events.follow(
            (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease), self._take
        )

    def _alive(self, _watched: QObject, _event: QEvent) -> bool:
        self._attended()
        return False

    def _take(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._window:
            return False
        repeated = self._is_repeated(event)
        if kind == QEvent.Type.KeyRelease and event.timestamp():
            self._released = event.key(), event.timestamp()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if kind == QEvent.Type.ShortcutOverride:
            return self._claim_for_text(event, plain) or (repeated and self._claim_repeated(event))
        if repeated and isinstance(QApplication.focusWidget(), QAbstractButton):
            return event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and in_text_field() and kind == QEvent.Type.KeyPress:
            leave_text_field(self._canvas)
            return True
        if event.key() != Qt.Key.Key_Space or not plain:
            return False
        if in_text_field() or isinstance(QApplication.focusWidget(), QAbstractButton):
            return False
        if watched is QApplication.focusWidget() or watched is self._window:
            self._space(kind == QEvent.Type.KeyPress, repeated, event.timestamp() > 0)
        return True

    def _claim_for_text(self, event: QKeyEvent, plain: bool) -> bool:
        if plain and in_text_field() and event.key() != Qt.Key.Key_F1:
            event.accept()
            return True
        return False

    def _is_repeated(self, event: QKeyEvent) -> bool:
        """Whether the key is held, rather than pressed once more."""
        same = event.timestamp() > 0 and (event.key(), event.timestamp()) == self._released
        return event.isAutoRepeat() or (same and event.type() != QEvent.Type.KeyRelease)

    def _claim_repeated(self, event: QKeyEvent) -> bool:
        """Keeps the repetition of a key from the actions, unless they allow it."""
        keypad = Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(QKeyCombination(event.modifiers() & ~keypad, Qt.Key(event.key())))
        if any(action.autoRepeat() and pressed in action.shortcuts() for action in self._window.actions()):
            return False
        event.accept()
        return True

    def _space(self, pressed: bool, repeated: bool, real: bool) -> None:
        """`real`: a repetition may follow a release at once, so it is too early to believe it."""
        if repeated:
            self._space_settled.stop()
        elif pressed:
            self._canvas.hold_space(True)
        elif real:
            self._space_settled.start()
        else:
            self._space_released()

    def _space_released(self) -> None:
        if self._canvas.space_held:
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
