"""Shows the project and the image in the window's title."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.session.session import Work

PROGRAM = "RSIS Annotator"


class Title:
    """Follows the open project and the image shown."""

    def __init__(self, window: QWidget, work: Work) -> None:
        self._window, self._work = window, work
        window.setWindowTitle(PROGRAM)
        work.opened.connect(lambda _project: self._show())
        work.openFailed.connect(lambda _reason, _damaged: window.setWindowTitle(PROGRAM))
        work.imageChanged.connect(self._show)

    def _show(self) -> None:
        project, image = self._work.project, self._work.image
        parts = [project.title] if project is not None else []
        if image is not None:
            parts.append(self._work.path_of(image).name if image.path.startswith("../") else image.path)
        self._window.setWindowTitle(" – ".join([*parts, PROGRAM]))
