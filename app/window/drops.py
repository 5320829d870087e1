"""Opens folders, images and projects dropped on the window, and imports annotations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData

from annotations.errors import AnnotationError
from annotations.imaging.kinds import image_suffixes
from annotations.project import SUFFIX
from app.background.chores import ChoreError, Chores
from app.background.jobs import Jobs
from app.panels.banners import Banners
from app.session.session import Session
from app.translation import tr

ALONE = frozenset({".json", ".geojson", ".roi", ".zip"})
"""Files that are read by themselves; of others, their folder is."""
ANNOTATIONS = ALONE | {".txt", ".yaml", ".yml", ".xml"}
SMALL = 5000
"""New folders with more images than this are not searched for annotations."""


class Drops:
    """Also offers to import the annotations in a folder opened for the first time."""

    def __init__(
        self,
        session: Session,
        chores: Chores,
        banners: Banners,
        open_path: Callable[[Path], None],
        show_import: Callable[[Path | None], None],
    ) -> None:
        self._session, self._chores, self._banners = session, chores, banners
        self._jobs = Jobs(session, threads=None)
        self._open_path, self._show_import = open_path, show_import
        session.opened.connect(self._opened)

    def takes(self, data: QMimeData) -> bool:
        """Whether anything in it can be opened or imported."""
        return bool(_paths(data))

    def take(self, data: QMimeData) -> None:
        """Opens or imports the first possible item; for several images, opens their folder."""
        paths = _paths(data)
        images = [path for path in paths if path.suffix.lower() in image_suffixes()]
        first = paths[0]
        if first.suffix.lower() in ANNOTATIONS and first.is_file():
            source = first if first.suffix.lower() in ALONE else first.parent
            self._show_import(source)
        elif len(images) > 1 and len({path.parent for path in images}) == 1:
            self._open_path(images[0].parent)
        else:
            self._open_path(first)

    def _opened(self, _project: object) -> None:
        project = self._session.project
        assert project is not None
        if (
            not project.is_new
            or not project.source.is_dir()
            or len(project.images) + len(project.waiting) > SMALL
        ):
            return
        source = project.source
        self._jobs.run(
            lambda _: self._chores.do("format", source),
            lambda title: self._offer(source, title),
            expected=(ChoreError, AnnotationError, OSError),
            failed=lambda _: None,
        )

    def _offer(self, source: Path, title: str | None) -> None:
        project = self._session.project
        if title is not None and project is not None and project.source == source:
            text = tr("This folder contains annotations: {format}.", format=tr(title))
            show = (tr("Import them…"), lambda: self._show_import(source))
            self._banners.show_message(text, "good", key="annotations", action=show, scope="project")


def _paths(data: QMimeData) -> list[Path]:
    """Returns those files and folders that can be opened or imported."""
    known = image_suffixes() | ANNOTATIONS | {SUFFIX}
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in known or path.is_dir()]
