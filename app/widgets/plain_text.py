"""Shows every text as it is: names come from other people's files, and Qt takes a text with tags for HTML."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.widgets.application_filter import ApplicationFilter
from app.widgets.override import override


class PlainText(ApplicationFilter):
    """An application event filter for all labels, those of tooltips and message boxes included.

    A label that guesses the format of its text is told that it is plain: those that are there already at once, the
    others before they are first shown.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        for widget in QApplication.allWidgets():
            _make_plain(widget)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Polish:
            _make_plain(watched)
        return False


def _make_plain(widget: QObject) -> None:
    if isinstance(widget, QLabel) and widget.textFormat() == Qt.TextFormat.AutoText:
        widget.setTextFormat(Qt.TextFormat.PlainText)
