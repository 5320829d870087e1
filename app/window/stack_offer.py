"""Offers to open the pages of a stack as images, while only its first one is shown."""

from __future__ import annotations

from collections.abc import Callable

from app.panels.banners import Banners
from app.session.session import Session
from app.translation import tr


class StackOffer:
    """`accept` opens the pages of the image shown."""

    def __init__(self, banners: Banners, session: Session, accept: Callable[[], None]) -> None:
        self._banners, self._session, self._accept = banners, session, accept
        self._offered: int | None = None
        session.imageChanged.connect(self._look)

    def _look(self) -> None:
        image, picture = self._session.image, self._session.picture
        if image is None or picture is None or picture.pages < 2:
            self._offered = None
            self._banners.clear("stack")
        elif image.id != self._offered:
            self._offered = image.id
            text = tr("Image 1 of {count} in this file is shown.", count=picture.pages)
            action = (tr("Open the pages of this stack as images"), self._accept)
            self._banners.show_message(text, "good", key="stack", action=action, scope="image")
