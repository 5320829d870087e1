"""Banners: messages above the image with buttons to act on them; they do not block the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.actions import Action
from app.translation import tr
from app.widgets.override import override
from app.widgets.theme import theme

Scope = Literal["program", "settings", "project", "image", "model", "answer"]
"""What a message is about: with it, the message ends. "model": the choice of a model; "answer": its latest answer."""

MOST = 3
SECONDS = 6
SECONDS_TO_DECIDE = 12
"""How long a passing message is shown, without and with buttons."""


class Banners(QWidget):
    """A stack of messages that overlays the top of its parent, so that nothing below moves.

    The same message is shown only once; a `key` allows replacing or removing it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        parent.installEventFilter(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 8, 10, 8)
        self._layout.setSpacing(4)
        self._shown: dict[str, _Banner] = {}
        self.hide()

    @property
    def messages(self) -> list[str]:
        """The texts shown, oldest first."""
        return [banner.label.text() for banner in self._shown.values()]

    def buttons(self) -> list[QPushButton]:
        """The buttons of the messages shown."""
        return [button for row in self._shown.values() for button in row.findChildren(QPushButton)]

    def show_message(
        self,
        text: str,
        kind: str = "warn",
        key: str | None = None,
        action: tuple[str, Callable[[], None]] | None = None,
        lasting: bool = True,
        scope: Scope = "program",
    ) -> None:
        """Shows a message in the user's language; `kind` is "bad", "warn" or "good".

        It stays until `clear` or the `end` of its scope; unless `lasting`, it also disappears by itself.
        """
        key = key if key is not None else tr(text)
        self.clear(key)
        while len(self._shown) >= MOST:
            self.clear(next(iter(self._shown)))
        row = _Banner(text, kind, action, lambda: self.clear(key))
        row.scope = scope
        self._layout.addWidget(row)
        self._shown[key] = row
        self.show()
        row.show()
        self._lay_over()
        if not lasting:
            timer = QTimer(row)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self.clear(key))
            timer.start(round((SECONDS if action is None else SECONDS_TO_DECIDE) * 1000))

    def clear(self, key: str) -> None:
        row = self._shown.pop(key, None)
        if row is not None:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.setVisible(bool(self._shown))
        self._lay_over()

    def end(self, *scopes: Scope) -> None:
        """Removes the messages of these scopes: what they are about is over."""
        for key in [key for key, row in self._shown.items() if row.scope in scopes]:
            self.clear(key)

    def shows(self, key: str) -> bool:
        """Whether a message with this key is shown."""
        return key in self._shown

    def restyle(self) -> None:
        """Applies the theme's colours."""
        for banner in self._shown.values():
            banner.restyle()

    def show_keys(self, _table: tuple[Action, ...]) -> None:
        """Updates the keys named in the messages."""
        for banner in self._shown.values():
            banner.label.setText(tr(banner.said))
        self._lay_over()

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


class _Banner(QWidget):
    """One message: `said` is the text as given, before translation."""

    def __init__(
        self, text: str, kind: str, action: tuple[str, Callable[[], None]] | None, close: Callable[[], None]
    ) -> None:
        super().__init__()
        self.said, self._kind = text, kind
        self.scope: Scope = "program"
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.restyle()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 5, 4, 5)
        self.label = QLabel(tr(text))
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.label, 1)
        if action is not None:
            button = QPushButton(action[0])
            button.clicked.connect(lambda _=False: action[1]())
            layout.addWidget(button)
        cross = QToolButton()
        cross.setText("✕")
        cross.setToolTip(tr("Close this message"))
        cross.setAccessibleName(tr("Close this message"))
        cross.clicked.connect(lambda _=False: close())
        layout.addWidget(cross)

    def restyle(self) -> None:
        """Applies the theme's colours."""
        self.setStyleSheet(_rule(self._kind))


def _rule(kind: str) -> str:
    t = theme()
    color = {"bad": t.bad, "warn": t.warn, "good": t.good}[kind]
    return (
        f"#banner {{ background: {t.panel}; border: 1px solid {t.line}; border-left: 4px solid {color};"
        " border-radius: 6px; }"
    )
