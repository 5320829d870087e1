"""What is shown while nothing is open: what to do first, and the projects opened last."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.settings import Settings
from app.translation import tr
from app.windows.theme import theme

MOST_RECENT = 6


class Welcome(QWidget):
    """The first page."""

    openFolder = Signal()  # noqa: N815
    openFile = Signal()  # noqa: N815
    openPath = Signal(str)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("RSIS Annotator")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 2.2)
        font.setBold(True)
        title.setFont(font)
        text = QLabel(
            tr(
                "A network proposes the objects of an image one at a time.\n"
                "You accept, fix, relabel or reject each one, and it goes on from there."
            )
        )
        text.setProperty("muted", True)
        folder = QPushButton(tr("Open a folder of images"))
        folder.setProperty("main", True)
        folder.setToolTip(tr("Ctrl+O. The annotations are kept in the folder, in one file."))
        folder.clicked.connect(lambda _=False: self.openFolder.emit())
        file = QPushButton(tr("Open an image or a project"))
        file.clicked.connect(lambda _=False: self.openFile.emit())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(folder)
        buttons.addWidget(file)
        buttons.addStretch(1)
        keys = QLabel(
            tr(
                "Enter accepts  ·  Backspace rejects  ·  B paints  ·  P draws a missed one  ·  F1 shows all keys"
            )
        )
        keys.setProperty("muted", True)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(buttons)
        layout.addLayout(self._recent)
        layout.addStretch(2)
        layout.addWidget(keys, 0, Qt.AlignmentFlag.AlignHCenter)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def restyle(self, settings: Settings) -> None:
        self.setStyleSheet(f"Welcome {{ background: {theme().canvas}; }}")
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        recent = _recent_paths(settings)
        if recent:
            label = QLabel(tr("Opened last"))
            label.setProperty("muted", True)
            self._recent.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        for path in recent:
            link = QPushButton(str(path))
            link.setFlat(True)
            link.setStyleSheet(
                f"border: none; background: transparent; color: {theme().accent}; padding: 2px;"
            )
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.clicked.connect(lambda _=False, path=path: self.openPath.emit(str(path)))
            self._recent.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)

    def remember(self, settings: Settings, path: Path) -> None:
        """Puts a project first in the list of those opened last."""
        paths = [str(path)] + [str(p) for p in _recent_paths(settings) if p != path]
        settings.set("recent", json.dumps(paths[:MOST_RECENT]))


def _recent_paths(settings: Settings) -> list[Path]:
    try:
        entries = json.loads(settings["recent"])
    except ValueError:
        return []
    paths = [Path(entry) for entry in entries if isinstance(entry, str)] if isinstance(entries, list) else []
    return [path for path in paths if path.exists()][:MOST_RECENT]
