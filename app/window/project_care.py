"""Automatic care of a project: backups, and checks whether its images have changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from annotations.errors import AnnotationError, ImageError
from annotations.imaging.identity import (
    FileState,
    Fingerprint,
    Found,
    accept_file,
    find,
    fingerprint,
    look_at,
    missing,
)
from annotations.imaging.reading import list_images
from annotations.project import Project
from annotations.project.network_drives import on_network_drive
from annotations.records import ImageRecord
from app.background.jobs import Check, Jobs
from app.panels.banners import Banners
from app.session.session import Session
from app.translation import tr

HOUR = 3_600_000
"""The interval in milliseconds for checking whether a backup is due."""
PATIENCE = 5000
"""How long closing a project waits for a backup to stop, in milliseconds; usually some are enough."""


@dataclass(frozen=True)
class Look:
    """The result of checking an image's file."""

    image: ImageRecord
    state: FileState
    file: Fingerprint | None
    """None if the file is missing."""
    when: datetime | None
    """When the file was changed; None if it was not."""
    missing: int
    """The number of missing images in the project, including this one."""


class ProjectCare(QObject):
    """The work runs in the writer's thread, between decisions, and the copying of a project in one of its own.

    This class starts it and reports the results.
    """

    def __init__(self, banners: Banners, session: Session) -> None:
        super().__init__(session)
        self._banners, self._session = banners, session
        self._looked: int | None = None
        self._seen: Look | None = None  # of the image shown
        self._missing: int | None = None  # how many images are, once they were counted
        self._jobs = Jobs(self)
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(HOUR)
        self._timer.timeout.connect(self.back_up)
        self._timer.start()
        session.opened.connect(self._opened)
        session.closing.connect(self._end)
        session.imageChanged.connect(self._look)
        QGuiApplication.instance().applicationStateChanged.connect(self._look_again)  # type: ignore[union-attr]

    def _opened(self, _project: object) -> None:
        self._looked = self._missing = None
        self.back_up()

    def _end(self) -> None:
        """Waits for the end of a backup, since a reader would keep the last decisions out of the project's file."""
        self._asking = False
        self._jobs.end(PATIENCE)

    def back_up(self) -> None:
        """Backs the project up if the newest backup is older than a day."""

        def done(_path: Path | None = None) -> None:
            self._asking = False
            self._banners.clear("backup")

        def failed(reason: str) -> None:
            self._asking = False
            text = tr("The daily backup failed: {reason}.", reason=tr(reason))
            self._banners.show_message(text, key="backup", scope="project")

        def copy(path: Path | None) -> None:
            if path is None:
                done()
            else:
                self._asking = False
                self._jobs.run(partial(_back_up, path), done, failed, expected=(AnnotationError, OSError))

        self._asking = True
        self._session.ask_project(_where_to_read, copy, failed)

    @property
    def backing_up(self) -> bool:
        """Whether a backup is being made, or is about to be."""
        return self._asking or self._jobs.awaited

    # -- the file of the image

    def _look(self) -> None:
        image = self._session.image
        number = image.id if image is not None else None
        if number == self._looked:
            if self._seen is not None and self._seen.state == "missing":
                self._banners.clear("image")  # that it cannot be read says no more
            return
        self._looked, self._seen = number, None
        if image is not None:
            self._ask(image)

    def _look_again(self, state: Qt.ApplicationState) -> None:
        """The user returns from another program, where the file may have been mended or put back."""
        image = self._session.image
        told = self._seen is not None and self._seen.state in ("changed", "missing")
        wrong = told or self._session.picture_problem is not None
        self._missing = None
        if state == Qt.ApplicationState.ApplicationActive and image is not None and wrong:
            self._ask(image)

    def _ask(self, image: ImageRecord) -> None:
        counted = self._missing
        self._session.ask_project(
            lambda project: _look(project, image, counted), self._looked_at, lambda _reason: None
        )

    def _looked_at(self, look: Look) -> None:
        image = self._session.image
        if image is None or image.id != look.image.id:
            return
        if look.state == "missing":
            self._missing = look.missing
        before, self._seen = self._seen, look
        if before is not None and (before.state, before.file) == (look.state, look.file):
            return
        self._banners.clear("file")
        if before is not None and self._session.picture_problem is not None:
            self._banners.clear("image")
            self._session.show_anew()
        name = look.image.path.rsplit("/", 1)[-1]
        if look.state == "changed":
            self._banners.show_message(
                tr(
                    "{name} was changed after it was annotated ({when}). The annotations may no longer "
                    "match.",
                    name=name,
                    when=f"{look.when:%Y-%m-%d %H:%M}",
                ),
                key="file",
                action=(tr("Looks fine"), lambda: self._accept(look.image)),
                scope="image",
            )
        elif look.state == "missing":
            self._banners.clear("image")
            folder = self._session.path_of(look.image).parent
            text = tr("{name} is missing from {folder}.", name=name, folder=folder)
            self._tell_of_missing(text, look.missing)

    def _tell_of_missing(self, what_happened: str, count: int) -> None:
        if count > 1:
            text = tr(
                "{what_happened} {count} images are missing in total. Their annotations are safe.",
                what_happened=what_happened,
                count=count,
            )
        else:
            text = tr("{what_happened} Its annotations are safe.", what_happened=what_happened)
        action = tr("Locate images…"), self._find
        self._banners.show_message(text, key="file", action=action, scope="image")

    def _accept(self, image: ImageRecord) -> None:
        self._banners.clear("file")
        self._session.ask_project(lambda project: accept_file(project, image), lambda _: None)

    def _find(self) -> None:
        project = self._session.project
        if project is not None:
            folder = QFileDialog.getExistingDirectory(
                None, tr("Where are the images now?"), str(project.root)
            )
            if folder:
                self.find_in(Path(folder))

    def find_in(self, folder: Path) -> None:
        """Searches a folder for the project's missing images; the result can be undone."""
        self._session.ask_project(
            lambda project: find(project, missing(project), list_images(folder)),
            lambda found: self._found(found, folder),
        )

    def _found(self, found: Found, folder: Path) -> None:
        if found.transaction is None:
            text = tr("None of the images were found in {folder}.", folder=folder)
            self._tell_of_missing(text, len(found.missing))
            return
        if not self._session.apply(found.transaction):
            return
        self._looked = self._missing = None
        self._session.show_anew()
        if found.missing:
            count = len(found.moved)
            text = tr(
                "Found 1 image in {folder}." if count == 1 else "Found {count} images in {folder}.",
                count=count,
                folder=folder,
            )
            self._tell_of_missing(text, len(found.missing))
        else:
            self._banners.clear("file")


def _where_to_read(project: Project) -> Path | None:
    """The file for a backup by another thread. On a network drive a reader would hold up decisions: it is made here."""
    if on_network_drive(project.path):
        project.back_up()
        return None
    return project.path


def _back_up(path: Path, check: Check) -> Path | None:
    """In a thread, which takes seconds for a large project, while images are read and decisions saved."""
    with Project.open(path, read_only=True) as project, project.snapshot():
        return project.back_up(check=check)


def _look(project: Project, image: ImageRecord, counted: int | None) -> Look:
    """`counted`: how many images are missing, if that is known: to count them, all folders are listed."""
    state = look_at(project, image)
    try:
        file = fingerprint(project.absolute(image), digest=False)
    except ImageError:
        state, file = "missing", None
    when = file.modified_at if file is not None and state == "changed" else None
    if state != "missing":
        return Look(image, state, file, when, 0)
    return Look(image, state, file, when, len(missing(project)) if counted is None else counted)
