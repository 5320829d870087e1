"""Shows the project and the image in the window's title."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.panels.image_list_model import image_words
from app.session.session import Session

PROGRAM = "RSIS Annotator"


class Title:
    """Follows the open project and the image shown."""

    def __init__(self, window: QWidget, session: Session) -> None:
        self._window, self._session = window, session
        window.setWindowTitle(PROGRAM)
        session.opened.connect(lambda _project: self._show())
        session.openFailed.connect(lambda _reason, _damaged: window.setWindowTitle(PROGRAM))
        session.imageChanged.connect(self._show)

    def _show(self) -> None:
        project, image = self._session.project, self._session.image
        parts = [project.title] if project is not None else []
        if image is not None:
            name = self._session.path_of(image).name if image.path.startswith("../") else image.path
            parts.append(image_words(name))
        self._window.setWindowTitle(" – ".join([*parts, PROGRAM]))
