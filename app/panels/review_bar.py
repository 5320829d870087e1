"""The line above the image during a review: the instance, how far one is, and the decisions as buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from app.actions import Action, keys_text
from app.translation import tr
from app.widgets.elided_label import ElidedLabel
from app.widgets.icons import icon, swatch
from app.widgets.theme import theme

BUTTONS = ("accept", "reject", "mend", "keep_both", "needs_work", "note", "skip")
"""Names of actions, in the order of their buttons."""
PROGRESS_WIDTH = 90


@dataclass(frozen=True)
class ReviewLine:
    """The texts of the line: `progress` and `title` bold, `facts` muted beside them.

    `buttons` are the texts of the buttons shown, by the names of their actions.
    """

    progress: str
    title: str
    facts: str = ""
    color: tuple[int, int, int] | None = None
    done: int = 0
    count: int = 0
    buttons: tuple[tuple[str, str], ...] = ()
    can_filter: bool = False


class ReviewBar(QWidget):
    """Buttons report the names of actions through `chosen`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = ReviewLine("", "")
        self._progress = QLabel()
        self._spot = QLabel()
        self._title = QLabel()
        for label in (self._progress, self._title):
            font = label.font()
            font.setBold(True)
            font.setPointSizeF(font.pointSizeF() + 1)
            label.setFont(font)
        self._share = QProgressBar()
        self._share.setTextVisible(False)
        self._share.setFixedSize(PROGRESS_WIDTH, 8)
        self._facts = ElidedLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 8, 3)
        layout.setSpacing(8)
        for widget in (self._progress, self._share, self._spot, self._title):
            layout.addWidget(widget)
        layout.addWidget(self._facts, 1)
        self._buttons: dict[str, QPushButton] = {}
        for name in BUTTONS:
            button = QPushButton()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setIconSize(QSize(16, 16))
            button.setProperty("main", name == "accept")
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            layout.addWidget(button)
            self._buttons[name] = button
        self.filter_button = self._tool("review_filter", tr("Filter the review"))
        self.close_button = self._tool("end_review", tr("End the review"))
        self.close_button.setText("✕")
        layout.addWidget(self.filter_button)
        layout.addWidget(self.close_button)
        self.restyle()
        self.hide()

    def _tool(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _=False: self.chosen.emit(name))
        return button

    @property
    def line(self) -> ReviewLine:
        return self._line

    @property
    def spoken(self) -> str:
        """The line, for screen readers."""
        return ". ".join(filter(None, (self._line.progress, self._line.title, self._line.facts)))

    def show_line(self, line: ReviewLine) -> None:
        if line == self._line:
            return
        self._line = line
        self._progress.setText(line.progress)
        self._title.setText(line.title)
        self._facts.setText(line.facts)
        self._facts.setToolTip(line.facts)
        self._share.setVisible(line.count > 0)
        self._share.setMaximum(max(line.count, 1))
        self._share.setValue(line.done)
        self._share.setAccessibleName(line.progress)
        self._spot.setVisible(line.color is not None)
        if line.color is not None:
            self._spot.setPixmap(swatch(QColor(*line.color), 16).pixmap(16, 16))
        texts = dict(line.buttons)
        for name, button in self._buttons.items():
            button.setVisible(name in texts)
            button.setText(texts.get(name, ""))
        self.filter_button.setVisible(line.can_filter)

    def show_keys(self, table: tuple[Action, ...]) -> None:
        """Updates the keys of the buttons."""
        for action in table:
            if action.name in self._buttons:
                keys = keys_text(action)
                self._buttons[action.name].setToolTip(
                    f"{tr(action.text)} ({keys})" if keys else tr(action.text)
                )

    def restyle(self) -> None:
        """Redraws the icons in the theme's colours."""
        for name in ("accept", "reject", "skip"):
            self._buttons[name].setIcon(icon(name, "#ffffff" if name == "accept" else None))
        self.filter_button.setIcon(icon("filter"))
        self.setStyleSheet(f"ReviewBar {{ background: {theme().window}; }}")
