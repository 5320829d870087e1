"""The one filter of all events of the application, which calls functions for some types of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.widgets.override import override

Handler = Callable[[QObject, QEvent], bool]
"""Gets what an event is sent to, and the event; True keeps it from there."""


class ApplicationEvents(QObject):
    """Works from `begin` until `end`. One filter for everything, as each is called thousands of times a second."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._handlers: dict[QEvent.Type, list[Handler]] = {}
        self._has_ended = False

    def begin(self) -> None:
        application = QApplication.instance()
        if application is not None and not self._has_ended:
            application.installEventFilter(self)

    def follow(self, kinds: Iterable[QEvent.Type], handler: Handler) -> None:
        """Calls `handler` for every event of these types, after the handlers that follow them already."""
        for kind in kinds:
            self._handlers.setdefault(kind, []).append(handler)

    def end(self) -> None:
        self._has_ended = True
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        return any(handler(watched, event) for handler in self._handlers.get(event.type(), ()))
