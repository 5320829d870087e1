"""The list of images with their status."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.document.image_order import ImageOrder, Query
from app.translation import tr
from app.windows.image_model import ImageModel
from app.windows.image_view import ImageView
from app.windows.image_work import ImageWork
from app.windows.list_view import ID, panel_of


class ImageList(QWidget):
    """All images of the project with their status; `imageChosen` names the one that was chosen."""

    imageChosen = Signal(int)  # noqa: N815

    def __init__(self, images: ImageWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = images
        images.changed.connect(self.show_images)
        self.query = Query()
        self._model = ImageModel(self)
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Find an image"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda text: self._ask(replace(self.query, text=text)))
        self._view = ImageView(tr("Images"))
        self._view.setModel(self._model)
        self._summary = QLabel()
        self._summary.setProperty("muted", True)
        self.setLayout(panel_of(self._search, self._view, self._summary))
        self._view.chosen.connect(lambda index: self.imageChosen.emit(int(index.data(ID))))

    @property
    def texts(self) -> list[str]:
        return [self._model.index(row).data() for row in range(self._model.rowCount())]

    def show_images(self) -> None:
        """Shows the images as they are listed now, and which is the current one."""
        work = self._images.work
        self._model.show_order(work.order)
        place = self._model.place(work.image.id) if work.image is not None else None
        index = self._model.index(place if place is not None else -1)
        if index != self._view.currentIndex():
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)
        self._summary.setText(self._images.words() or _summary(work.order))

    def restyle(self) -> None:
        self._model.restyle()

    def _ask(self, query: Query) -> None:
        self.query = query
        self._images.ask(query)


def _summary(order: ImageOrder | None) -> str:
    if order is None or not len(order.table):
        return tr("No images yet")
    table = order.table
    done, skipped, count = table.count("done"), table.count("skipped"), len(table)
    if skipped:
        return tr("{done:,} of {count:,} done, {skipped:,} skipped", done=done, count=count, skipped=skipped)
    return tr("{done:,} of {count:,} done", done=done, count=count)
