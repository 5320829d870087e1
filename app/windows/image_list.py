"""The list of images with their status."""

from __future__ import annotations

import posixpath

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from annotations.records import ImageRecord
from app.windows.icons import swatch
from app.windows.list_view import ID, list_view, panel_of
from app.windows.theme import theme


class ImageList(QWidget):
    """All images of the project with their status; `imageChosen` names the one that was chosen."""

    imageChosen = Signal(int)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(self._model)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._search = QLineEdit()
        self._search.setPlaceholderText("Find an image")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter.setFilterFixedString)
        self._view = list_view("Images")
        self._view.setModel(self._filter)
        self._summary = QLabel()
        self._summary.setProperty("muted", True)
        self.setLayout(panel_of(self._search, self._view, self._summary))
        self._records: dict[int, ImageRecord | None] = {}
        self._view.chosen.connect(lambda index: self.imageChosen.emit(int(index.data(ID))))

    @property
    def texts(self) -> list[str]:
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def show_images(self, images: list[ImageRecord], current: int | None) -> None:
        """Shows the images; only what changed since the last call is touched."""
        if [image.id for image in images] != list(self._records):
            self._records.clear()
            self._model.clear()
            for image, name in zip(images, _names(images), strict=True):
                item = QStandardItem(name)
                item.setData(image.id, ID)
                item.setToolTip(image.path)
                self._model.appendRow(item)
        for row, image in enumerate(images):
            if self._records.get(image.id) is not image:
                self._records[image.id] = image
                item = self._model.item(row)
                item.setIcon(swatch(QColor(_status_color(image.status))))
                item.setToolTip(f"{image.path}\n{image.width} × {image.height} pixels, {image.status}")
                item.setAccessibleText(f"{image.path}, {image.status}")
            if image.id == current:
                index = self._filter.mapFromSource(self._model.index(row, 0))
                if index != self._view.currentIndex():
                    self._view.setCurrentIndex(index)
                    self._view.scrollTo(index)
        done = sum(image.status == "done" for image in images)
        skipped = sum(image.status == "skipped" for image in images)
        words = f"{done} of {len(images)} done" + (f", {skipped} skipped" if skipped else "")
        self._summary.setText(words if images else "No images yet")

    def restyle(self) -> None:
        records = [record for record in self._records.values() if record is not None]
        self._records = dict.fromkeys(self._records)
        current = self._view.currentIndex().data(ID)
        self.show_images(records, current)


def _names(images: list[ImageRecord]) -> list[str]:
    """Paths from the project's folder; where all lie elsewhere, from the folder they have in common."""
    paths = [image.path for image in images]
    if not paths or not all(path.startswith("../") for path in paths):
        return paths
    common = posixpath.commonpath([posixpath.dirname(path) for path in paths])
    return [posixpath.relpath(path, common) for path in paths]


def _status_color(status: str) -> str:
    t = theme()
    return {"new": t.line, "started": t.warn, "done": t.good, "skipped": t.muted}[status]
