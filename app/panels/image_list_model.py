"""The model of the image list: rows are created on demand, so the window never iterates over all images."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QPixmap

from annotations.imaging.pages import name_parts
from annotations.records import ImageRecord
from app.document.image_order import ImageOrder
from app.document.image_table import UNDONE
from app.rendering.thumbnails import Thumbnails
from app.translation import percent_text, tr
from app.widgets.icons import swatch
from app.widgets.list_view import ID
from app.widgets.override import override
from app.widgets.theme import theme

THUMBNAIL, FACTS = ID + 1, ID + 2
"""Roles: a QPixmap, BROKEN, or None if there is none yet; the status and further facts, as texts."""
BROKEN = "broken"
AHEAD = 12
"""How many rows after the last visible one also get thumbnails."""

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class ImageModel(QAbstractListModel):
    """The images of an order; None: no project is open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order: ImageOrder | None = None
        self._count = 0
        self._common = ""
        self.shown: int | None = None  # the image shown, whatever is selected
        self.thumbnails: Thumbnails | None = None
        self._path_of: Callable[[ImageRecord], Path] = lambda image: Path(image.path)
        self._waiting: dict[str, int] = {}  # the image of each pending thumbnail

    def show_thumbnails(self, thumbnails: Thumbnails | None, path_of: Callable[[ImageRecord], Path]) -> None:
        """Turns thumbnails on or off; `path_of` returns an image's path."""
        if self.thumbnails is not thumbnails:
            if self.thumbnails is not None:
                self.thumbnails.loaded.disconnect(self._thumbnail_loaded)
            if thumbnails is not None:
                thumbnails.loaded.connect(self._thumbnail_loaded)
            self.thumbnails = thumbnails
            self.restyle()
        self._path_of = path_of

    def look_ahead(self, place: int) -> None:
        """Requests the thumbnails of the rows from this place on, at low priority."""
        if self.thumbnails is not None:
            places = range(place, min(place + AHEAD, self._count))
            self.thumbnails.look_ahead([str(self._path_of(self.image(at))) for at in places])

    def show_order(self, order: ImageOrder | None) -> None:
        """Shows the images of another project."""
        if order is self._order:
            return
        self.beginResetModel()
        if self._order is not None:
            self._order.listeners.remove(self._heard)
        self._order = order
        if order is not None:
            order.listeners.append(self._heard)
        self._measure()
        self.endResetModel()

    def show_which(self, image_id: int | None) -> None:
        """Marks the image shown."""
        before, self.shown = self.shown, image_id
        for number in {before, image_id} if before != image_id else ():
            place = self.place(number) if number is not None else None
            if place is not None:
                self.dataChanged.emit(self.index(place), self.index(place))

    def image(self, place: int) -> ImageRecord:
        assert self._order is not None
        return self._order.image(place)

    def place(self, image_id: int) -> int | None:
        return self._order.place(image_id) if self._order is not None else None

    def restyle(self) -> None:
        """Redraws every row: the theme's colours or the content have changed."""
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._order is None or not 0 <= index.row() < self._count:
            return None
        image = self._order.image(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._name(image.path)
            case Qt.ItemDataRole.DecorationRole:
                return swatch(QColor(status_color(image.status)))
            case Qt.ItemDataRole.ToolTipRole:
                said = tr(
                    "{path}\n{width} × {height} pixels, {status}",
                    path=image.path, width=image.width, height=image.height, status=status_words(image.status),
                )  # fmt: skip
                return ", ".join([said, *self._proposed(image)])
            case Qt.ItemDataRole.FontRole if image.id == self.shown:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join([image.path, status_words(image.status), *self._proposed(image)])
        if role == THUMBNAIL:
            return self._thumbnail(image)
        if role == FACTS:
            return self._facts(image)
        return image.id if role == ID else None

    # -- internals

    def _thumbnail(self, image: ImageRecord) -> QPixmap | str | None:
        if self.thumbnails is None:
            return None
        path = str(self._path_of(image))
        picture = self.thumbnails.get(path)
        if picture is None:
            self._waiting[path] = image.id
            return None
        return BROKEN if picture.isNull() else picture

    def _thumbnail_loaded(self, path: str) -> None:
        number = self._waiting.pop(path, None)
        place = self.place(number) if number is not None else None
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place), [THUMBNAIL])

    def _facts(self, image: ImageRecord) -> list[str]:
        """The status, its name, and the value the list is sorted by, how many proposals wait, or else the size."""
        assert self._order is not None
        facts = [image.status, status_words(image.status), *self._proposed(image)]
        sort, known = self._order.query.sort, self._order.facts
        if sort == "uncertainty" and image.id in known.uncertainties:
            return [*facts, tr("uncertainty {value:.2f}", value=known.uncertainties[image.id])]
        if (sort == "score" or self._order.query.score_below is not None) and image.id in known.scores:
            return [*facts, tr("confidence {percent}", percent=percent_text(known.scores[image.id]))]
        return facts if len(facts) > 2 else [*facts, f"{image.width} × {image.height}"]

    def _proposed(self, image: ImageRecord) -> list[str]:
        """How many proposals wait in an unfinished image; nothing if none."""
        count = self._order.waiting.get(image.id, 0) if self._order is not None else 0
        return [tr("{count:,} proposed", count=count)] if count and image.status in UNDONE else []

    def _heard(self, place: int | None) -> None:
        assert self._order is not None
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place))
            return
        before, now = self._count, len(self._order.rows)
        if self._order.table.same_rows and now == before:
            self.restyle()
        elif self._order.only_longer and now > before:
            self.beginInsertRows(NOWHERE, before, now - 1)
            self._measure()
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._measure()
            self.endResetModel()

    def _measure(self) -> None:
        """Paths are shown relative to the project's folder or, if all are elsewhere, to their common folder."""
        self._count = len(self._order.rows) if self._order is not None else 0
        self._common = ""
        paths = self._order.table.paths if self._order is not None else []
        if paths and paths[0].startswith("../") and all(path.startswith("../") for path in paths):
            self._common = posixpath.commonpath([posixpath.dirname(path) for path in paths])

    def _name(self, path: str) -> str:
        return image_words(posixpath.relpath(path, self._common) if self._common else path)


def image_words(path: str) -> str:
    """The name of an image for people: of a page of a stack, the file and the page."""
    place = name_parts(path)
    return path if place.page is None else tr("{file}, page {page}", file=place.file, page=place.page)


def status_color(status: str) -> str:
    t = theme()
    return {"new": t.line, "started": t.warn, "done": t.good, "skipped": t.muted}[status]


def status_words(status: str) -> str:
    """A status, for display."""
    return {"new": tr("new"), "started": tr("started"), "done": tr("done"), "skipped": tr("skipped")}[status]
