"""The welcome page, shown while nothing is open: first steps and recent projects."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.actions import Action, KeyOf
from app.panels.recent import Recent, short_names
from app.translation import tr
from app.widgets.brief import as_label
from app.widgets.override import override
from app.widgets.theme import theme

MOST_RECENT = 6


class Welcome(QWidget):
    """The welcome page. The most recent project has the focus: Enter opens it."""

    openFolder = Signal()  # noqa: N815
    openFile = Signal()  # noqa: N815
    openPath = Signal(str)  # noqa: N815

    def __init__(self, recent: Recent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = recent
        self._links: list[QPushButton] = []  # to entries that exist
        recent.changed.connect(self._show_recent)
        title = QLabel("RSIS Annotator")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 2.2)
        font.setBold(True)
        title.setFont(font)
        text = QLabel(
            tr(
                "A network proposes the objects in an image one at a time.\nYou accept, fix, relabel or "
                "reject each one, and it continues from there."
            )
        )
        text.setProperty("muted", True)
        self._folder = folder = QPushButton(tr("Open a folder of images"))
        folder.setProperty("main", True)
        folder.clicked.connect(lambda _=False: self.openFolder.emit())
        file = QPushButton(tr("Open an image or a project"))
        file.clicked.connect(lambda _=False: self.openFile.emit())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(folder)
        buttons.addWidget(file)
        buttons.addStretch(1)
        self._keys = QLabel()
        self._keys.setProperty("muted", True)
        self.show_keys()
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(buttons)
        layout.addLayout(self._list)
        layout.addStretch(2)
        layout.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignHCenter)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_keys(self, _table: tuple[Action, ...] = ()) -> None:
        """Updates the keys named in the texts."""
        self._folder.setToolTip(
            tr("{key}. Annotations are saved in the folder, in a single file.", key=KeyOf("open_folder"))
        )
        self._keys.setText(
            tr(
                "{accept} accepts  ·  {reject} rejects  ·  {brush} paints  ·  {polygon} draws a missed "
                "object  ·  {help} shows all keys",
                accept=KeyOf("accept"),
                reject=KeyOf("reject"),
                brush=KeyOf("tool_brush"),
                polygon=KeyOf("tool_polygon"),
                help=KeyOf("help"),
            )
        )

    def restyle(self) -> None:
        self.setStyleSheet(f"Welcome {{ background: {theme().canvas}; }}")
        self._show_recent()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_first()

    def _focus_first(self) -> None:
        if self._links:
            self._links[0].setFocus()

    def _show_recent(self) -> None:
        focus = QApplication.focusWidget()
        focused = focus is None or focus in self._links
        self._links = []
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        paths = self._recent.paths[:MOST_RECENT]
        if paths:
            label = QLabel(tr("Recent"))
            label.setProperty("muted", True)
            self._list.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        for path, name in short_names(paths).items():
            gone = self._recent.is_gone(path)
            link = QPushButton(as_label(name))
            link.setFlat(True)
            link.setAutoDefault(True)  # Enter presses the focused button
            color = theme().muted if gone else theme().accent
            link.setStyleSheet(
                f"QPushButton {{ border: none; background: transparent; color: {color}; padding: 2px; }}"
                "QPushButton:focus { text-decoration: underline; }"
            )
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.setToolTip(str(path))
            if gone:
                link.setToolTip(
                    tr(
                        "{path}\nIt was moved or deleted, or its drive is not connected. Right-click to "
                        "remove it.",
                        path=path,
                    )
                )
            link.clicked.connect(lambda _=False, path=path: self.openPath.emit(str(path)))
            link.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            take_away = QAction(tr("Remove from this list"), link)
            take_away.triggered.connect(lambda _=False, path=path: self._recent.forget(path))
            link.addAction(take_away)
            self._list.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
            self._links += [] if gone else [link]
        if focused and self.isVisible():
            self._focus_first()
