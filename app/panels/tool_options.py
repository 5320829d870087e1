"""The options of the current tool, at the top: brush size and shape, tolerance, mode of drawn shapes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QToolBar, QWidget

from annotations.message import Message
from app.settings import BY_NAME, Settings
from app.tools.gesture import ToolOptions
from app.tools.table import Option
from app.translation import tr

# Each option, with its setting and its label.
_OPTIONS: tuple[tuple[Option, str, str], ...] = (
    ("radius", "brush_radius", Message("Radius")),
    ("square", "brush_square", Message("Shape")),
    ("tolerance", "tolerance", Message("Tolerance")),
    ("mode", "combine", Message("Mode")),
)
_CHOICES = {"brush_square": ((False, Message("Round")), (True, Message("Square")))}


def options_of(settings: Settings) -> ToolOptions:
    """The tool options in the settings."""
    return ToolOptions(
        radius=float(settings["brush_radius"]),
        square=settings["brush_square"],
        tolerance=settings["tolerance"],
        mode=settings["combine"],
    )


class ToolBar(QToolBar):
    """`changed` carries a setting and its new value; `left` reports that editing a number is finished.

    Clicking an arrow or a choice does not take the focus.
    """

    changed = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Tool options"), parent)
        self.setObjectName("tool_options")
        self.setMovable(False)
        self.editors: dict[Option, QSpinBox | QComboBox] = {}
        self._actions: dict[Option, tuple[QAction, QAction]] = {}
        for option, setting, title in _OPTIONS:
            label = QLabel(f"{tr(title)} ")
            editor = self._editor(setting)
            editor.setAccessibleName(tr(BY_NAME[setting].title))
            editor.setToolTip(f"{tr(BY_NAME[setting].title)}\n{tr(BY_NAME[setting].help)}")
            editor.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            label.setBuddy(editor)
            self.editors[option] = editor
            self._actions[option] = self.addWidget(label), self.addWidget(editor)

    def show_options(self, options: tuple[Option, ...]) -> None:
        """Shows only the options of the current tool."""
        for option, parts in self._actions.items():
            for part in parts:
                part.setVisible(option in options)

    def show_values(self, options: ToolOptions) -> None:
        for option, editor in self.editors.items():
            value = getattr(options, option)
            blocked = editor.blockSignals(True)
            if isinstance(editor, QSpinBox):
                editor.setValue(round(value))
            else:
                editor.setCurrentIndex(editor.findData(value))
            editor.blockSignals(blocked)

    def _editor(self, name: str) -> QSpinBox | QComboBox:
        setting = BY_NAME[name]
        if setting.limits is not None:
            spin = QSpinBox()
            spin.setRange(*setting.limits)
            spin.lineEdit().setTextMargins(6, 0, 0, 0)
            spin.setKeyboardTracking(False)
            spin.lineEdit().returnPressed.connect(self.left)
            spin.valueChanged.connect(lambda value: self.changed.emit(name, value))
            return spin
        combo = QComboBox()
        for choice, title in _CHOICES.get(name, setting.choices):
            combo.addItem(tr(title), choice)
        combo.currentIndexChanged.connect(lambda _index: self.changed.emit(name, combo.currentData()))
        return combo
