"""The list of images with their status."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.document.image_order import ImageOrder, Query
from app.document.opening import OpenedProject
from app.panels.image_filter import ImageFilter
from app.panels.image_list_model import ImageModel
from app.panels.image_list_view import ImageView
from app.session.image_set import ImageWork
from app.translation import tr
from app.widgets.elided_label import ElidedLabel
from app.widgets.icons import icon
from app.widgets.list_view import ID, panel_of


class ImageList(QWidget):
    """All images of the project with their status; `imageChosen` carries the chosen one."""

    imageChosen = Signal(int)  # noqa: N815
    menuWanted = Signal()  # noqa: N815  (for the image just chosen, or for those selected)
    selected = Signal()
    left = Signal()  # the search is finished

    def __init__(self, images: ImageWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = images
        images.changed.connect(self.show_images)
        self._model = ImageModel(self)
        images.session.closing.connect(lambda: self._model.show_order(None))
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Find an image"))
        self._search.setAccessibleName(tr("Find an image"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _text: self._ask())
        self._search.returnPressed.connect(self._go_to_found)
        self._filter_button = QToolButton()
        self._filter_button.setCheckable(True)
        self._filter_button.setToolTip(tr("Filter and sort the images"))
        self._filter_button.setAccessibleName(tr("Filter and sort the images"))
        self._filter_button.clicked.connect(lambda _=False: self.show_filter())
        self.filter = ImageFilter(self._filter_button)
        self.filter.chosen.connect(self._ask)
        images.session.opened.connect(self._project_opened)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._search, 1)
        top.addWidget(self._filter_button)
        self._view = ImageView(tr("Images"))
        self._view.setModel(self._model)
        self._shown: int | None = (
            None  # the place of the image shown, which may differ from the list's current row
        )
        self._summary = ElidedLabel()
        layout = panel_of(self._view, self._summary)
        layout.insertLayout(0, top)
        self.setLayout(layout)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(150)
        self._view.verticalScrollBar().valueChanged.connect(lambda _value: self._ahead.start())
        self._ahead.timeout.connect(lambda: self._model.look_ahead(self._view.last_shown() + 1))
        self._view.selected.connect(self._selection_changed)
        self._view.chosen.connect(lambda index: self.imageChosen.emit(int(index.data(ID))))
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._menu_at)

    @property
    def chosen_count(self) -> int:
        """The number of images selected in the list."""
        return sum(last - first + 1 for first, last in self._view.selected_rows())

    def chosen_ids(self) -> list[int]:
        """The images selected in the list, in list order."""
        order = self._images.session.order
        if order is None:
            return []
        return [number for first, last in self._view.selected_rows() for number in order.ids(first, last)]

    @property
    def texts(self) -> list[str]:
        return [self._model.index(row).data() for row in range(self._model.rowCount())]

    def show_images(self) -> None:
        """Shows the images in their current order, and marks the current one."""
        session = self._images.session
        self.filter.offer(session.document.categories() if session.document is not None else ())
        self._model.show_order(session.order)
        place = self._model.place(session.image.id) if session.image is not None else None
        index = self._model.index(place if place is not None else -1)
        current = self._view.currentIndex()
        if index != current and (place != self._shown or not current.isValid()):
            self._view.show_row(index)
            self._view.scrollTo(index)
        self._shown = place
        self._model.show_which(session.image.id if session.image is not None else None)
        self._say()

    def _say(self) -> None:
        self._summary.setText(
            self._images.words() or _summary(self._images.session.order, self.chosen_count, self._shown)
        )

    def _selection_changed(self) -> None:
        self._say()
        self.selected.emit()

    def show_thumbnails(self, thumbnails: bool) -> None:
        """Shows the images with or without thumbnails."""
        self._model.show_thumbnails(
            self._images.thumbnails if thumbnails else None, self._images.session.path_of
        )
        self._view.show_tall(thumbnails)
        self._ahead.start()

    def restyle(self) -> None:
        """Applies the theme's colours."""
        self._filter_button.setIcon(icon("filter"))
        self._model.restyle()

    def _menu_at(self, at: QPoint) -> None:
        index = self._view.indexAt(at)
        if index.isValid():
            if self.chosen_count <= 1:
                self.imageChosen.emit(int(index.data(ID)))
            self.menuWanted.emit()

    def show_filter(self) -> None:
        """Opens the filters; their button is checked while they filter or sort."""
        self._filter_button.setChecked(self.filter.is_set)
        self.filter.pop_up()

    def go_to_search(self) -> None:
        """Focuses the search field."""
        self._search.setFocus()
        self._search.selectAll()

    def _go_to_found(self) -> None:
        """Opens the first match, unless a match is open already."""
        session, order = self._images.session, self._images.session.order
        if order is None or not len(order.rows):
            return
        if session.image is None or order.place(session.image.id) is None:
            self.imageChosen.emit(order.image(0).id)
        self.left.emit()

    def _project_opened(self, opened: OpenedProject) -> None:
        if opened.is_doubtful_first:
            self.filter.sort.setCurrentIndex(self.filter.sort.findData("uncertainty"))

    def _ask(self) -> None:
        self._filter_button.setChecked(self.filter.is_set)
        self._images.ask(self.filter.applied_to(Query(text=self._search.text())))


def _summary(order: ImageOrder | None, chosen: int, shown: int | None) -> str:
    """The number of images and the progress; `chosen` are selected, `shown` is the place of the image shown."""
    if order is None or not len(order.table):
        return tr("No images yet")
    if chosen > 1:
        return tr("{chosen:,} of {count:,} images selected", chosen=chosen, count=len(order.rows))
    if len(order.rows) != len(order.table):
        return tr("{shown:,} of {count:,} images", shown=len(order.rows), count=len(order.table))
    table = order.table
    done, skipped, count = table.count("done"), table.count("skipped"), len(table)
    parts = [tr("{place:,} of {count:,}", place=shown + 1, count=count)] if shown is not None else []
    parts += [
        tr("{count:,} done", count=done),
        *([tr("{count:,} skipped", count=skipped)] if skipped else []),
    ]
    return "  ·  ".join(parts)
