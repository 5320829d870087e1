"""Shows every text as it is: names come from other people's files, and Qt takes a text with tags for HTML."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.widgets.application_events import ApplicationEvents


def keep_plain(window: QWidget, events: ApplicationEvents) -> None:
    """Tells all labels that guess the format of their text that it is plain, those of tooltips and messages included.

    The labels in `window` are told at once, all others before they are first shown.
    """
    for label in window.findChildren(QLabel):
        _make_plain(label)
    events.follow((QEvent.Type.Polish,), _polished)


def _polished(watched: QObject, _event: QEvent) -> bool:
    if isinstance(watched, QLabel):
        _make_plain(watched)
    return False


def _make_plain(label: QLabel) -> None:
    if label.textFormat() == Qt.TextFormat.AutoText:
        label.setTextFormat(Qt.TextFormat.PlainText)
