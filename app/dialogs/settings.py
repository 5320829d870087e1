"""The settings dialog, built from the table of settings, one page per section; changes apply at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions import Action
from app.settings import BY_NAME, SECTIONS, SETTINGS, Setting, Settings
from app.translation import tr
from app.widgets.override import override

WIDTH, EDITOR_WIDTH, GAP = 600, 260, 16  # pixels
TITLE_BAR = 60  # pixels added by a window manager, and some margin


class SettingsDialog(QDialog):
    """`apply` is called after each change."""

    def __init__(self, settings: Settings, apply: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self._settings = settings
        self._apply = apply
        self.editors: dict[str, QWidget] = {}
        self._notes: dict[str, QLabel] = {}
        self.pages = QTabWidget()
        self.pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pages.tabBar().setDrawBase(False)
        self.pages.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pages.tabBar().setAccessibleName(tr("Sections"))
        layouts = []
        for section in SECTIONS:
            page = QWidget()
            layouts.append(self._fill(page, section))
            self.pages.addTab(_scrolled(page), tr(section))
        self.show_keys()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 10, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self.pages, 1)
        layout.addWidget(buttons)
        tallest = max(each.totalHeightForWidth(WIDTH - 60) for each in layouts)
        wanted = tallest + self.pages.tabBar().sizeHint().height() + buttons.sizeHint().height() + 60
        self.resize(WIDTH, min(wanted, self.screen().availableGeometry().height() - TITLE_BAR))

    def show_keys(self, _table: tuple[Action, ...] = ()) -> None:
        """Updates the keys named in the help of the settings."""
        for name, note in self._notes.items():
            note.setText(tr(BY_NAME[name].help))
            self.editors[name].setAccessibleDescription(note.text())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The wheel scrolls; it changes a value only in the focused editor."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            area = self.pages.currentWidget()
            assert isinstance(area, QScrollArea)
            QApplication.sendEvent(area.verticalScrollBar(), event)
            return True
        return False

    def _fill(self, page: QWidget, section: str) -> QGridLayout:
        """Each setting: title and editor side by side, help below."""
        grid = QGridLayout(page)
        grid.setContentsMargins(2, GAP, 12, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, EDITOR_WIDTH)
        row = 0
        for setting in SETTINGS:
            if setting.section != section:
                continue
            editor = self._editor(setting)
            self.editors[setting.name] = editor
            editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel
            editor.installEventFilter(self)
            editor.setAccessibleName(tr(setting.title))
            if isinstance(editor, QCheckBox):
                grid.addWidget(editor, row, 0, 1, 2)
            else:
                grid.addWidget(QLabel(tr(setting.title)), row, 0)
                grid.addWidget(editor, row, 1)
            note = self._notes[setting.name] = QLabel()
            note.setProperty("muted", True)
            note.setWordWrap(True)
            grid.addWidget(note, row + 1, 0, 1, 2)
            grid.setRowMinimumHeight(row + 2, GAP)
            row += 3
        grid.setRowStretch(row, 1)
        return grid

    def _editor(self, setting: Setting) -> QWidget:
        value = self._settings[setting.name]
        if setting.choices:
            combo = QComboBox()
            for choice, title in setting.choices:
                combo.addItem(tr(title), choice)
            combo.setCurrentIndex([choice for choice, _ in setting.choices].index(value))
            combo.currentIndexChanged.connect(lambda _i: self._set(setting, combo.currentData()))
            return combo
        if isinstance(setting.default, bool):
            box = QCheckBox(tr(setting.title))
            box.setChecked(value)
            box.toggled.connect(lambda on: self._set(setting, on))
            return box
        if isinstance(setting.default, str):
            line = QLineEdit(str(value))
            line.setMaxLength(200)
            line.editingFinished.connect(lambda: self._set(setting, line.text().strip()))
            return line
        assert setting.limits is not None
        spin = QSpinBox()
        spin.setRange(*setting.limits)
        spin.lineEdit().setTextMargins(6, 0, 0, 0)
        spin.setValue(value)
        spin.valueChanged.connect(lambda number: self._set(setting, number))
        return spin

    def _set(self, setting: Setting, value: bool | int | str) -> None:
        self._settings.set(setting.name, value)
        self._apply()


def _scrolled(page: QWidget) -> QScrollArea:
    """Scrolls if the screen is too low, also by Tab."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    area.setMinimumHeight(180)
    area.setMinimumWidth(page.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    return area
