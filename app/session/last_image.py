"""The image shown last in each project, to be shown first the next time."""

from __future__ import annotations

import json

from PySide6.QtCore import QTimer

from app.document.image_table import UNDONE
from app.document.opening import OpenedProject
from app.session.session import Session
from app.settings import Settings

MOST = 50
"""The maximum number of projects stored."""
SOON_MS = 300
"""How long an image is shown before it is stored, so that leafing through images writes nothing."""


class LastImage:
    """Stored in the settings, by project, soon after it is shown, so that it outlives a crash.

    An image that is done is not resumed.
    """

    def __init__(self, session: Session, settings: Settings) -> None:
        self._session, self._settings = session, settings
        self._soon = QTimer(session, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._remember)
        session.imageChanged.connect(self._soon.start)
        session.closing.connect(self._remember)
        session.resume = self._of

    @property
    def _known(self) -> dict[str, str]:
        """Image paths by project path, oldest first."""
        try:
            known = json.loads(self._settings["last_images"])
        except (ValueError, RecursionError):
            return {}
        if not isinstance(known, dict):
            return {}
        return {project: image for project, image in known.items() if isinstance(image, str)}

    def _remember(self) -> None:
        self._soon.stop()
        project, image = self._session.project, self._session.image
        if project is not None and image is not None:
            self._settings.read_again()
            known = {path: last for path, last in self._known.items() if path != str(project.path)}
            latest = [*known.items(), (str(project.path), image.path)][-MOST:]
            self._settings.set("last_images", json.dumps(dict(latest)))

    def _of(self, project: OpenedProject) -> int | None:
        """The image to show first; None: nothing is stored, or the user opened a particular image."""
        names_an_image = project.source.is_dir() and not project.whole_folder
        path, table = self._known.get(str(project.path)), project.images
        if names_an_image or path not in table.paths:
            return None
        row = table.paths.index(path)
        return table.ids[row] if table.at(row).status in UNDONE else None
