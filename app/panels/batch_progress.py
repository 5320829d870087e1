"""The progress of proposing in all images, in the status line; its menu pauses and stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.session.batch import BatchProposing
from app.translation import tr

REFRESH_MS = 1000


class BatchProgress(QToolButton):
    """Hidden unless something is wanted."""

    def __init__(self, batch: BatchProposing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch = batch
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # No higher than the labels beside it; the indicator would cover the text.
        self.setStyleSheet("QToolButton { padding: 0 4px; } QToolButton::menu-indicator { image: none; }")
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._soon = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._soon.timeout.connect(self.show_progress)
        batch.changed.connect(self._changed)
        self.show_progress()

    def offer(self, actions: list[QAction]) -> None:
        """Sets the actions of the menu."""
        self._menu.addActions(actions)

    def show_progress(self) -> None:
        """Updates the text."""
        self._soon.stop()
        self.setVisible(self._batch.running)
        self.setText(progress_words(self._batch))
        self.setAccessibleName(self.text())
        self.setToolTip(
            tr("The model proposes in images you have not begun with. Click to pause or stop it.")
        )

    def _changed(self) -> None:
        """Not with each of many small images, but at once when it begins, ends or is paused."""
        if self.isHidden() == self._batch.running or self._batch.paused:
            self.show_progress()
        elif not self._soon.isActive():
            self._soon.start()


def progress_words(batch: BatchProposing) -> str:
    """How far it is, and the time left; empty if nothing is wanted."""
    if not batch.running:
        return ""
    done = tr("Proposed in {done:,} of {count:,} images", done=batch.done, count=batch.total)
    if batch.paused:
        return "  ·  ".join([done, tr("paused")])
    seconds = batch.seconds_left()
    return "  ·  ".join([done, *([time_left(seconds)] if seconds is not None else [])])


def time_left(seconds: float) -> str:
    """A time, rounded up, in minutes or hours."""
    minutes = int(seconds // 60) + 1
    if seconds < 60:
        return tr("less than a minute left")
    if minutes < 120:
        return tr("{count} minutes left", count=minutes)
    return tr("{count} hours left", count=round(minutes / 60))
