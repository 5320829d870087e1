"""Banners: one clear message above the image, with what can be done about it; work goes on beneath."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.translation import tr
from app.windows.override import override
from app.windows.theme import theme

MOST = 3
SECONDS = 12


class Banners(QWidget):
    """A stack of messages that lies over the top of its parent, so that nothing beneath moves.

    The same message is shown once; a `key` lets it be replaced or taken away.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        parent.installEventFilter(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 8, 10, 8)
        self._layout.setSpacing(4)
        self._shown: dict[str, QWidget] = {}
        self.hide()

    @property
    def messages(self) -> list[str]:
        """The texts that are shown, oldest first."""
        return [str(widget.property("message")) for widget in self._shown.values()]

    def buttons(self) -> list[QPushButton]:
        """What can be done about the messages that are shown."""
        return [button for row in self._shown.values() for button in row.findChildren(QPushButton)]

    def show_message(
        self,
        text: str,
        kind: str = "warn",
        key: str | None = None,
        action: tuple[str, Callable[[], None]] | None = None,
        lasting: bool = True,
    ) -> None:
        """Shows a message in the person's language; `kind` is "bad", "warn" or "good".

        What is not `lasting` goes by itself.
        """
        text = tr(text)
        key = key if key is not None else text
        self.clear(key)
        while len(self._shown) >= MOST:
            self.clear(next(iter(self._shown)))
        row = self._row(text, kind, key, action)
        self._layout.addWidget(row)
        self._shown[key] = row
        self.show()
        row.show()
        self._lay_over()
        if not lasting:
            timer = QTimer(row)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self.clear(key))
            timer.start(round(SECONDS * 1000))

    def clear(self, key: str) -> None:
        row = self._shown.pop(key, None)
        if row is not None:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.setVisible(bool(self._shown))
        self._lay_over()

    def restyle(self) -> None:
        """Takes the colours of the theme."""
        for row in self._shown.values():
            row.setStyleSheet(_rule(str(row.property("kind"))))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self._lay_over()
        return False

    def _lay_over(self) -> None:
        width = self._host.width()
        self._layout.activate()
        height = self._layout.heightForWidth(width) if self._layout.hasHeightForWidth() else 0
        self.setGeometry(0, 0, width, max(height, self._layout.sizeHint().height() if not height else 0))
        self.raise_()

    def _row(self, text: str, kind: str, key: str, action: tuple[str, Callable[[], None]] | None) -> QWidget:
        row = QWidget()
        row.setObjectName("banner")
        row.setProperty("message", text)
        row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row.setProperty("kind", kind)
        row.setStyleSheet(_rule(kind))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(10, 5, 4, 5)
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(label, 1)
        if action is not None:
            button = QPushButton(action[0])
            button.clicked.connect(lambda _=False: action[1]())
            layout.addWidget(button)
        close = QToolButton()
        close.setText("✕")
        close.setToolTip(tr("Close this message"))
        close.setAccessibleName(tr("Close this message"))
        close.clicked.connect(lambda _=False: self.clear(key))
        layout.addWidget(close)
        return row


def _rule(kind: str) -> str:
    t = theme()
    color = {"bad": t.bad, "warn": t.warn, "good": t.good}[kind]
    return (
        f"#banner {{ background: {t.panel}; border: 1px solid {t.line}; border-left: 4px solid {color};"
        " border-radius: 6px; }"
    )
