"""The parts shared by dialogs for long work: busy bar, result, problems, buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.problems import Grouped, more_problems
from app.translation import tr

LEAST_LIST = 44  # pixels, two lines


def busy_bar() -> QProgressBar:
    """A busy bar without a percentage; hidden at first."""
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    keep_room(bar)
    return bar


def report_label(text: str = "") -> QLabel:
    """Selectable text."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def problem_list(name: str) -> QPlainTextEdit:
    """Read-only lines, named `name` for screen readers; hidden at first. It yields to what grows above it."""
    lines = QPlainTextEdit()
    lines.setReadOnly(True)
    lines.setAccessibleName(name)
    lines.setMinimumHeight(LEAST_LIST)
    keep_room(lines)
    return lines


def keep_room(widget: QWidget) -> None:
    """Hides a widget until it is needed, and keeps its place, so that the buttons below do not move."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
    widget.hide()


def problem_lines(found: Grouped) -> list[str]:
    """Problems as sentences: each an example and how many more are like it."""
    lines = [
        tr("{problem} (and {count:,} more like it)", problem=tr(str(problem)), count=others)
        if others
        else tr(str(problem))
        for problem, others in found.examples
    ]
    if found.not_shown:
        lines.append(tr(more_problems(found.not_shown)))
    return lines


def side_button(text: str, run: Callable[[], object]) -> QPushButton:
    """A button that Enter never triggers."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: run())
    return button


def main_button(text: str, run: Callable[[], object]) -> QPushButton:
    """The button that Enter triggers, in the theme's accent colour."""
    button = QPushButton(text)
    button.setProperty("main", True)
    button.setDefault(True)
    button.clicked.connect(lambda _=False: run())
    return button


def button_row(dialog: QDialog, *buttons: QPushButton) -> QDialogButtonBox:
    """Close and the dialog's own buttons."""
    row = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    for button in buttons:
        row.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
    row.rejected.connect(dialog.reject)
    return row


def column(dialog: QDialog, spacing: int) -> QVBoxLayout:
    """The dialog's layout, from top to bottom."""
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(18, 16, 18, 14)
    layout.setSpacing(spacing)
    return layout
