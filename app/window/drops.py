"""What is done with files dropped on the window: folders, images and projects are opened, annotations imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from annotations.formats import FORMATS, guess
from annotations.imaging.reading import IMAGE_SUFFIXES
from annotations.project import SUFFIX
from app.translation import tr

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

ANNOTATIONS = frozenset({".json", ".txt", ".yaml", ".yml", ".xml"})
SMALL = 5000
"""So many images of a new folder, at most, and it is looked whether there are annotations beside them."""


class Drops:
    """Also offers to import what lies beside the images of a folder that is opened for the first time."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        window.work.opened.connect(self._opened)

    def takes(self, data: QMimeData) -> bool:
        """Is there anything in it that can be opened or imported?"""
        return bool(_paths(data))

    def take(self, data: QMimeData) -> None:
        """Opens or imports the first thing that can be; of several images the folder is opened."""
        paths = _paths(data)
        images = [path for path in paths if path.suffix.lower() in IMAGE_SUFFIXES]
        first = paths[0]
        if first.suffix.lower() in ANNOTATIONS and first.is_file():
            source = first if first.suffix.lower() == ".json" else first.parent
            self._window.handlers.images.show_import(source)
        elif len(images) > 1 and len({path.parent for path in images}) == 1:
            self._window.open_path(images[0].parent)
        else:
            self._window.open_path(first)

    def _opened(self, _project: object) -> None:
        project = self._window.work.project
        assert project is not None
        self._window.banners.clear("annotations")
        if (
            not project.is_new
            or not project.source.is_dir()
            or len(project.images) + len(project.waiting) > SMALL
        ):
            return
        source = project.source
        self._window.work.ask_project(
            lambda _: guess(source), lambda name: self._offer(source, name), lambda _: None
        )

    def _offer(self, source: Path, name: str | None) -> None:
        project = self._window.work.project
        if name is not None and project is not None and project.source == source:
            text = tr("This folder contains annotations: {format}.", format=tr(FORMATS[name].title))
            show = (tr("Import them…"), lambda: self._window.handlers.images.show_import(source))
            self._window.banners.show_message(text, "good", key="annotations", action=show)


def _paths(data: QMimeData) -> list[Path]:
    """Those of the files that something can be done with."""
    known = IMAGE_SUFFIXES | ANNOTATIONS | {SUFFIX}
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in known or path.is_dir()]
