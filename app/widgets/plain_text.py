"""Shows every text as it is: names come from other people's files, and Qt takes a text with tags for HTML."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel

from app.widgets.application_filter import ApplicationFilter
from app.widgets.override import override


class PlainText(ApplicationFilter):
    """An application event filter for all labels, those of tooltips and message boxes included.

    A label that guesses the format of its text is told that it is plain before it is first shown.
    """

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if (
            event.type() == QEvent.Type.Polish
            and isinstance(watched, QLabel)
            and watched.textFormat() == Qt.TextFormat.AutoText
        ):
            watched.setTextFormat(Qt.TextFormat.PlainText)
        return False
