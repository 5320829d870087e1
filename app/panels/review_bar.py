"""The line above the image during a review: the instance, how far one is, and the decisions as buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.actions import Action, keys_text
from app.translation import tr
from app.widgets.elided_label import ElidedLabel
from app.widgets.icons import icon, swatch
from app.widgets.override import override
from app.widgets.theme import theme

BUTTONS = ("accept", "reject", "mend", "keep_both", "needs_work", "skip")
"""Names of actions, in the order of their buttons."""
PROGRESS_HEIGHT = 3
"""Pixels."""


@dataclass(frozen=True)
class ReviewLine:
    """The texts of the line: `progress` and `title` bold, `facts` muted below them.

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
        self._spot = QLabel()
        self._title, self._facts = ElidedLabel(muted=False), ElidedLabel()
        font = self._title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() + 1)
        self._title.setFont(font)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._title)
        texts.addWidget(self._facts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 8, 3 + PROGRESS_HEIGHT)
        layout.setSpacing(8)
        layout.addWidget(self._spot)
        layout.addLayout(texts, 1)
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
        self._title.setText("   ·   ".join(filter(None, (line.progress, line.title))))
        self._facts.setText(line.facts)
        self._spot.setVisible(line.color is not None)
        if line.color is not None:
            self._spot.setPixmap(swatch(QColor(*line.color), 16).pixmap(16, 16))
        texts = dict(line.buttons)
        for name, button in self._buttons.items():
            button.setVisible(name in texts)
            button.setText(texts.get(name, ""))
        self.filter_button.setVisible(line.can_filter)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds how far one is, as a line along the bottom."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            area = QRect(0, self.height() - PROGRESS_HEIGHT, self.width(), PROGRESS_HEIGHT)
            painter.fillRect(area, QColor(theme().line))
            area.setWidth(round(self.width() * self._line.done / max(self._line.count, 1)))
            painter.fillRect(area, QColor(theme().good))

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
