"""The dark and light themes: a palette each, and a few style rules that the standard look lacks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from resources import marks


@dataclass(frozen=True)
class Theme:
    """The colours of the window, not of annotations. `edge` frames overlays."""

    dark: bool
    window: str
    panel: str
    base: str
    hover: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    canvas: str
    good: str
    bad: str
    warn: str
    drawn: str


DARK = Theme(
    dark=True,
    window="#1f2126",
    panel="#272a31",
    base="#1a1c20",
    hover="#343842",
    line="#3a3e48",
    edge="#5a606d",
    text="#e8e9ed",
    muted="#9aa0ac",
    accent="#5b9bff",
    canvas="#141519",
    good="#4cc38a",
    bad="#f2555a",
    warn="#f0b43c",
    drawn="#9a6bff",
)
LIGHT = Theme(
    dark=False,
    window="#eef0f3",
    panel="#ffffff",
    base="#ffffff",
    hover="#e3e7ee",
    line="#cfd4dc",
    edge="#a3abb8",
    text="#1c2027",
    muted="#616975",
    accent="#2468d8",
    canvas="#d9dde3",
    good="#1c8a55",
    bad="#cc2f36",
    warn="#a86f00",
    drawn="#7a45d6",
)
_current = DARK


def theme() -> Theme:
    """The current colours."""
    return _current


def apply_theme(app: QApplication, choice: str) -> Theme:
    """Applies "dark", "light" or "system" (dark if the desktop does not say) to the whole program."""
    global _current
    scheme = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}.get(choice, Qt.ColorScheme.Unknown)
    app.styleHints().setColorScheme(scheme)
    if choice == "system":
        choice = "light" if desktop_scheme(app) == Qt.ColorScheme.Light else "dark"
    _current = LIGHT if choice == "light" else DARK
    rules = _rules(_current)
    if rules != app.styleSheet():  # setting the same ones again takes a tenth of a second
        app.setPalette(_palette(_current))
        app.setStyleSheet(rules)
    return _current


def desktop_scheme(app: QApplication) -> Qt.ColorScheme:
    """The desktop's setting, unless Qt was set to something else."""
    return app.styleHints().colorScheme()


def _palette(t: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, color in (
        (role.Window, t.window),
        (role.WindowText, t.text),
        (role.Base, t.base),
        (role.AlternateBase, t.panel),
        (role.Text, t.text),
        (role.PlaceholderText, t.muted),
        (role.Button, t.panel),
        (role.ButtonText, t.text),
        (role.ToolTipBase, t.panel),
        (role.ToolTipText, t.text),
        (role.Highlight, t.accent),
        (role.HighlightedText, "#ffffff"),
        (role.Link, t.accent),
        (role.Mid, t.line),
        (role.Dark, t.line),
        (role.Midlight, t.hover),
        (role.Light, t.hover),
    ):
        palette.setColor(target, QColor(color))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(t.muted))
    return palette


def _rules(t: Theme) -> str:
    return f"""
    QMainWindow::separator {{ background: {t.window}; width: 4px; height: 3px; }}
    QMainWindow::separator:hover {{ background: {t.accent}; }}
    QMenuBar {{ background: {t.window}; padding: 1px; }}
    QMenuBar::item {{ padding: 5px 9px; border-radius: 4px; }}
    QMenuBar::item:selected {{ background: {t.hover}; }}
    QMenu {{ background: {t.panel}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 26px 5px 26px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.accent}; color: white; }}
    QMenu::item:disabled {{ color: {t.muted}; background: transparent; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QToolBar {{ background: {t.window}; border: none; spacing: 3px; padding: 4px; }}
    QToolBar::separator {{ background: {t.line}; margin: 5px; width: 1px; height: 1px; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px; }}
    QToolButton:focus {{ border-color: {t.accent}; }}
    QToolBar#main QToolButton {{ padding: 2px 3px; }}
    QToolBar#tool_options QLabel {{ color: {t.muted}; padding: 0 2px 0 8px; }}
    QToolBar#tool_options QComboBox {{ padding: 2px 6px; }}
    QToolBar#tool_options QSpinBox {{ padding: 1px 14px 1px 0; }}
    QToolBar#tools {{ spacing: 1px; padding: 2px 4px; }}
    QToolBar#tools QToolButton {{ padding: 4px; }}
    QToolButton:hover {{ background: {t.hover}; }}
    QToolButton:checked {{ background: {t.accent}; color: white; }}
    QDockWidget {{ titlebar-close-icon: none; font-weight: 600; }}
    QDockWidget::title {{ background: {t.window}; padding: 4px 8px 3px 8px; text-align: left; }}
    QListView, QTreeView, QTableView, QTextBrowser {{
        background: {t.panel}; border: 1px solid {t.panel}; border-radius: 6px; outline: none; }}
    QListView:focus, QTreeView:focus, QTableView:focus, QTextBrowser:focus {{ border-color: {t.accent}; }}
    QListView::item {{ padding: 3px 4px; border-radius: 4px; }}
    QListView::item:hover {{ background: {t.hover}; }}
    QListView::item:selected {{ background: {t.accent}; color: white; }}
    QFrame#pop_up {{ background: {t.window}; border: 1px solid {t.edge}; }}
    QStatusBar {{ background: {t.window}; color: {t.text}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {t.muted}; padding: 0 6px; }}
    QPushButton {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 6px;
        padding: 5px 12px; }}
    QPushButton:hover {{ background: {t.hover}; }}
    QPushButton:disabled {{ color: {t.muted}; border-color: {t.hover}; background: {t.window}; }}
    QPushButton:focus {{ border-color: {t.accent}; }}
    QPushButton[main="true"] {{ background: {t.accent}; border-color: {t.accent}; color: white; }}
    QPushButton[main="true"]:disabled {{ background: {t.hover}; border-color: {t.hover}; color: {t.muted}; }}
    QCheckBox, QRadioButton {{ spacing: 8px; }}
    QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {t.muted}; border-radius: 4px;
        background: {t.base}; }}
    QCheckBox::indicator:checked {{ border-color: {t.accent}; background: {t.accent};
        image: url("{marks().as_posix()}/check.svg"); }}
    QCheckBox::indicator:indeterminate {{ border-color: {t.muted}; background: {t.muted};
        image: url("{marks().as_posix()}/dash.svg"); }}
    QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {t.muted}; border-radius: 8px;
        background: {t.base}; }}
    QRadioButton::indicator:checked {{ width: 8px; height: 8px; border: 4px solid {t.accent}; }}
    QLineEdit, QComboBox {{ background: {t.base}; border: 1px solid {t.line};
        border-radius: 6px; padding: 4px 8px; selection-background-color: {t.accent}; }}
    QComboBox::drop-down {{ border: none; width: 22px; }}
    QComboBox::down-arrow {{ image: url("{marks().as_posix()}/down.svg"); width: 10px; height: 10px; }}
    QSpinBox, QDoubleSpinBox {{ background: {t.base}; border: 1px solid {t.line};
        border-radius: 6px; padding: 2px 18px 2px 0; selection-background-color: {t.accent}; }}
    QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 18px; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
    QAbstractSpinBox::up-arrow {{ image: url("{marks().as_posix()}/up.svg"); width: 8px; height: 8px; }}
    QAbstractSpinBox::down-arrow {{ image: url("{marks().as_posix()}/down.svg"); width: 8px; height: 8px; }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {{ border-color: {t.accent}; }}
    QPlainTextEdit {{ background: {t.base}; border: 1px solid {t.line}; border-radius: 6px; padding: 2px; }}
    QPlainTextEdit:focus {{ border-color: {t.accent}; }}
    QTabWidget::pane {{ border: none; }}
    QTabBar::tab {{ background: transparent; color: {t.muted}; border: 1px solid transparent;
        border-bottom: 2px solid transparent; padding: 6px 12px; }}
    QTabBar::tab:hover {{ color: {t.text}; }}
    QTabBar::tab:selected {{ color: {t.text}; border-bottom-color: {t.accent}; }}
    QTabBar::tab:selected:focus {{ border-color: {t.accent}; border-radius: 4px; }}
    QProgressBar {{ background: {t.base}; border: 1px solid {t.line}; border-radius: 6px;
        text-align: center; min-height: 20px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 5px; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {t.line}; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }}
    QScrollBar::handle:hover {{ background: {t.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QToolTip {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
    QLabel[muted="true"] {{ color: {t.muted}; }}
    QLabel[warning="true"] {{ color: {t.warn}; }}
    """
