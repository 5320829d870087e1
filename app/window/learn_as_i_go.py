"""Learn as I go: if the setting is on, trains in the background whenever enough objects have been annotated."""

from __future__ import annotations

from collections.abc import Callable

from app.document.document import Document
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.settings import Settings

EVERY = 25
"""The number of newly annotated objects that starts a training, between two images."""


class LearnAsIGo:
    """Counts the instances of each image on leaving it; `learn` starts a training unless one is running."""

    def __init__(
        self, session: Session, loop: AssistLoop, settings: Settings, learn: Callable[[], bool]
    ) -> None:
        """learn: starts a training and returns whether it did."""
        self._session, self._loop, self._settings, self._learn = session, loop, settings, learn
        self._document: Document | None = None
        self._image_id: int | None = None
        self._annotated: dict[int, int] = {}  # by image
        self._learned = 0  # the count when the last training started
        session.imageChanged.connect(self._image_changed)

    def _image_changed(self) -> None:
        document = self._session.document
        if document is not self._document:
            self._document, self._image_id = document, None
            self._annotated, self._learned = {}, 0
        left, image = self._image_id, self._session.image
        self._image_id = image.id if image is not None else None
        if document is None or left is None or left == self._image_id or not document.is_loaded(left):
            return
        self._annotated[left] = len(document.instances(left))
        count = sum(self._annotated.values())
        wanted = self._settings["learn_as_i_go"] and self._loop.state == "ready"
        if wanted and count - self._learned >= EVERY and self._learn():
            self._learned = count
