"""A label that ends in … if its text does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.widgets.override import override
from app.widgets.theme import theme


class ElidedLabel(QLabel):
    """Text on one line, usually muted; the tooltip has the full text."""

    def __init__(self, parent: QWidget | None = None, muted: bool = True) -> None:
        super().__init__(parent)
        self._muted = muted
        self.setProperty("muted", muted)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @override
    def setText(self, text: str) -> None:  # noqa: N802
        if text != self.text():
            super().setText(text)
            self.setToolTip(text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(QColor(theme().muted if self._muted else theme().text))
            room = self.contentsRect()
            words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
