"""The picture of the image shown: loads it, checks its size against the annotations, and reads ahead."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from annotations.records import ImageRecord
from app.rendering.pictures import Picture, PictureLoader, of_another_size

LOOK_AHEAD_PIXELS = 50_000_000


class ShowsImages(Protocol):
    """What it needs from the session."""

    @property
    def image(self) -> ImageRecord | None: ...

    holds_proposals: bool

    def path_of(self, image: ImageRecord) -> Path: ...
    def neighbour(self, by: int) -> ImageRecord | None: ...


class ShownPicture(QObject):
    """Lives in the window's thread. It has a picture, or a problem, or is still loading."""

    changed = Signal()

    def __init__(self, session: ShowsImages, pictures: PictureLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._pictures = session, pictures
        self._failures: dict[str, str] = {}
        self._picture: Picture | None = None
        self._problem: str | None = None
        pictures.loaded.connect(self._loaded)
        pictures.failed.connect(self._failed)

    @property
    def picture(self) -> Picture | None:
        return self._picture

    @property
    def problem(self) -> str | None:
        """Why there is no picture."""
        return self._problem

    def follow(self) -> None:
        """The session shows another image, or none. `changed` reports a picture that is not cached."""
        self._picture = self._problem = None
        image = self._session.image
        if image is None:
            return
        path = self._session.path_of(image)
        self._problem = self._failures.get(str(path))
        if self._problem is None and (kept := self._pictures.request(path)) is not None:
            self._take(image, str(path), kept)

    def read_ahead(self, image: ImageRecord) -> None:
        """Reads a picture at idle time, unless it is large."""
        if image.width * image.height <= LOOK_AHEAD_PIXELS:
            self._pictures.request(self._session.path_of(image), priority=0)

    def try_again(self) -> None:
        """Clears the problems of pictures."""
        self._failures.clear()

    def forget(self) -> None:
        """Drops everything, since the project is closed."""
        self._picture = self._problem = None
        self._failures.clear()
        self._pictures.forget()

    def _loaded(self, path: str, picture: Picture) -> None:
        image = self._session.image
        if image is not None and path == str(self._session.path_of(image)):
            self._take(image, path, picture)
            self.changed.emit()

    def _take(self, image: ImageRecord, path: str, picture: Picture) -> None:
        """Shows it and reads ahead, unless the file's size has changed."""
        if (picture.width, picture.height) == (image.width, image.height):
            self._picture = picture
            following = self._session.neighbour(1)
            if (
                following is not None and not self._session.holds_proposals
            ):  # a review has an order of its own
                self.read_ahead(following)
        else:
            self._problem = self._failures[path] = of_another_size(path, picture, image.size)
            self._pictures.drop(path)  # it is read again once its size is accepted, or the file is as before

    def _failed(self, path: str, reason: str) -> None:
        self._failures[path] = reason
        image = self._session.image
        if image is not None and path == str(self._session.path_of(image)):
            self._problem = reason
            self.changed.emit()
