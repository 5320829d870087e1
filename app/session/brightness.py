"""The display of the open project's images: stored in the project by kind of image, rendered on a thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from annotations.imaging.reading import read_channels
from app.background.jobs import Check, Jobs
from app.rendering.pictures import Picture, make_picture
from app.rendering.tone_mapping import (
    Display,
    ImageFacts,
    facts_of,
    first_display,
    from_json,
    render,
    to_json,
)
from app.session.session import Session

SETTING = "displays"
KEPT_BYTES = 1_000_000_000
"""Up to this size, the channels of the image shown are cached while it is being adjusted."""
QUIET_MS = 400
"""The delay after the last change before it is stored in the project."""


class DisplayWork(QObject):
    """Lives in the window's thread. Affects only the display, not what the model sees."""

    found = Signal(object)  # ImageFacts of the image shown; None while pending, or if there are none

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.facts: ImageFacts | None = None
        self.channels: tuple[str, NDArray[Any]] | None = (
            None  # the path they belong to; used only by the thread
        )
        self._following = False
        self._drawing: Path | None = None
        self._again = False
        self._jobs = Jobs(self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._keep)
        session.opened.connect(lambda project: session.pictures.show_as(from_json(project.displays)))
        session.imageChanged.connect(self._image_changed)

    @property
    def busy(self) -> bool:
        return self._drawing is not None or (self._following and self.facts is None)

    @property
    def display(self) -> Display | None:
        """The display of the image shown; None while unknown."""
        if self.facts is None:
            return None
        chosen = self._session.pictures.displays.get(self.facts.kind)
        return chosen if chosen is not None else first_display(len(self.facts.channels))

    def follow(self, on: bool) -> None:
        """Starts or stops analysing each image shown."""
        self._following = on
        if on:
            self._look()
        else:
            self.facts = None
            self._jobs.start(self._forget)

    def change(self, display: Display | None) -> None:
        """Changes the display of this image and all of its kind; None: the default."""
        if self.facts is None:
            return
        displays = {k: d for k, d in self._session.pictures.displays.items() if k != self.facts.kind}
        if display is not None and display != first_display(len(self.facts.channels)):
            displays[self.facts.kind] = display
        self._session.pictures.show_as(displays)
        self._quiet.start()
        self._draw()

    def end(self) -> None:
        """Stores the choices, waits for the running job and discards its result; call before closing the project."""
        if self._quiet.isActive():
            self._keep()
        self._following = False
        self._jobs.end(10_000)

    # -- internals

    def _path(self) -> Path | None:
        image = self._session.image
        return (
            self._session.path_of(image) if image is not None and self._session.picture is not None else None
        )

    def _keep(self) -> None:
        self._quiet.stop()
        displays = self._session.pictures.displays
        text = to_json(displays) if displays else None
        self._session.ask_project(lambda project: project.set_setting(SETTING, text), lambda _: None)

    def _image_changed(self) -> None:
        if self._following and self._drawing is None:
            self._look()

    def _look(self) -> None:
        self.facts = None
        self.found.emit(None)
        path = self._path()
        if path is not None:
            take = partial(self._take_facts, path)
            task = partial(self._facts_of, path, self._session.pictures.pixel_limit)
            self._jobs.run(task, take, lambda _reason: take(None))  # the canvas shows why it cannot be read

    def _take_facts(self, path: Path, facts: ImageFacts | None) -> None:
        if self._following and path == self._path():
            self.facts = facts
            self.found.emit(facts)

    def _draw(self) -> None:
        path, display = self._path(), self.display
        if path is None or display is None:
            return
        if (
            self._drawing is not None
        ):  # only the newest is rendered next, so that a slider does not pile up work
            self._again = True
            return
        self._drawing = path
        take = partial(self._take_picture, path)
        task = partial(self._picture_of, path, self._session.pictures.pixel_limit, display)
        self._jobs.run(task, take, lambda _reason: take(None))

    def _take_picture(self, path: Path, picture: Picture | None) -> None:
        again, self._again = self._again, False
        if picture is not None and path == self._path():
            self._session.pictures.loaded.emit(str(path), picture)
        self._drawing = None
        if again:
            self._draw()
        elif self._following and path != self._path():
            self._look()

    # -- in the thread

    def _read(self, path: Path, pixel_limit: int) -> NDArray[Any]:
        """The channels of an image."""
        if self.channels is not None and self.channels[0] == str(path):
            return self.channels[1]
        self.channels = None
        channels = read_channels(path, pixel_limit)
        if channels.nbytes <= KEPT_BYTES:
            self.channels = str(path), channels
        return channels

    def _facts_of(self, path: Path, pixel_limit: int, _check: Check) -> ImageFacts:
        return facts_of(self._read(path, pixel_limit))

    def _picture_of(self, path: Path, pixel_limit: int, display: Display, _check: Check) -> Picture:
        channels = self._read(path, pixel_limit)
        return make_picture(render(channels, display), channels)

    def _forget(self) -> None:
        self.channels = None
