"""Shows every text as it is: names come from other people's files, and Qt takes a text with tags for HTML."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.widgets.application_events import ApplicationEvents


def make_plain(window: QWidget) -> None:
    """Tells all labels in a window that guess the format of their text that it is plain."""
    for label in window.findChildren(QLabel):
        _make_plain(label)


def keep_plain(events: ApplicationEvents) -> None:
    """Tells it to every label before it is first shown, those of tooltips and message boxes included."""
    events.follow((QEvent.Type.Polish,), _polished)


def _polished(watched: QObject, _event: QEvent) -> bool:
    if isinstance(watched, QLabel):
        _make_plain(watched)
    return False


def _make_plain(label: QLabel) -> None:
    if label.textFormat() == Qt.TextFormat.AutoText:
        label.setTextFormat(Qt.TextFormat.PlainText)
