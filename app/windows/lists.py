"""The lists at the right: images with their status, instances, and categories with their keys."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.records import ImageRecord, Instance
from app.document.document import Document
from app.windows.colors import Choice, instance_color
from app.windows.icons import swatch
from app.windows.theme import theme

ID = int(Qt.ItemDataRole.UserRole)


class _View(QListView):
    """A list whose rows are chosen by a click or by the arrow keys."""

    chosen = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        index = self.currentIndex()
        if index != before and index.isValid():
            self.chosen.emit(index)


def _view(name: str) -> _View:
    view = _View()
    view.setUniformItemSizes(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setIconSize(QSize(14, 14))
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    view.setAccessibleName(name)
    return view


def _panel(*widgets: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(4, 2, 4, 4)
    layout.setSpacing(4)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


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
        self._view = _view("Images")
        self._view.setModel(self._filter)
        self._summary = QLabel()
        self._summary.setProperty("muted", True)
        self.setLayout(_panel(self._search, self._view, self._summary))
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


@dataclass(frozen=True)
class _Row:
    instance: Instance
    color: tuple[int, int, int]
    name: str


class _Rows(QAbstractListModel):
    """The rows of the instance list; icons and hints are made only for what is looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []

    def replace(self, rows: list[_Row]) -> None:
        old = self.rows
        if len(rows) != len(old):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        self.rows = rows
        for row, (before, after) in enumerate(zip(old, rows, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        instance = row.instance
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.name}  ·  {instance.source}"
        if role == Qt.ItemDataRole.DecorationRole:
            return swatch(QColor(*row.color))
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"Instance {instance.id}: {row.name}, {instance.source}, {instance.mask.area} pixels"
        return instance.id if role == ID else None


class InstanceList(QWidget):
    """The instances of the image, newest on top; `instanceChosen` names the one that was clicked."""

    instanceChosen = Signal(int)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Rows(self)
        self._view = _view("Instances")
        self._view.setModel(self._model)
        self._summary = QLabel("No instances yet")
        self._summary.setProperty("muted", True)
        self.setLayout(_panel(self._view, self._summary))
        self._view.chosen.connect(lambda index: self.instanceChosen.emit(int(index.data(ID))))

    @property
    def texts(self) -> list[str]:
        return [f"{row.name}  ·  {row.instance.source}" for row in self._model.rows]

    def show_instances(
        self, document: Document | None, image_id: int | None, focus: int | None, by: str
    ) -> None:
        rows = []
        if document is not None and image_id is not None:
            for instance in reversed(document.instances(image_id)):
                category = document.category(instance.category_id)
                name = category.name if category is not None else "unknown"
                rows.append(_Row(instance, instance_color(document, instance, by), name))
        self._model.replace(rows)
        number = next((number for number, row in enumerate(rows) if row.instance.id == focus), None)
        index = self._model.index(number) if number is not None else QModelIndex()
        if index != self._view.currentIndex():
            self._view.setCurrentIndex(index)
            if number is not None:
                self._view.scrollTo(index)
        self._summary.setText(f"{len(rows)} instances" if len(rows) != 1 else "1 instance")


class CategoryList(QWidget):
    """Categories in the order of the number keys. The one chosen here is given to what is drawn."""

    added = Signal(str)
    renamed = Signal(int, str)
    recolored = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._view = _view("Categories")
        self._view.setModel(self._model)
        self._view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._show_menu)
        self._new = QLineEdit()
        self._new.setPlaceholderText("New category")
        self._new.returnPressed.connect(self._add)
        add = QPushButton("Add")
        add.clicked.connect(lambda _=False: self._add())
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._new, 1)
        line.addWidget(add)
        self.setLayout(_panel(self._view, row))
        self._choices: list[Choice] = []
        self._filling = False
        self.current: str | None = None
        self._none_chosen = False
        self._model.itemChanged.connect(self._item_changed)
        self._view.chosen.connect(self._chosen)

    @property
    def choices(self) -> list[Choice]:
        return self._choices

    def show_choices(self, choices: list[Choice]) -> None:
        if choices == self._choices:
            return
        self._filling = True
        self._choices = choices
        self._model.clear()
        for number, choice in enumerate(choices, 1):
            item = QStandardItem(swatch(QColor(*choice.color)), choice.name)
            key = f"Key {number}" if number <= 9 else "No key"
            item.setEditable(choice.id is not None)
            own = (
                ""
                if choice.id is not None
                else "\nThe model knows it; it joins the project when it is first used."
            )
            item.setToolTip(f"{choice.name}: {key}{own}\nDouble-click to rename, right-click for the colour.")
            if choice.id is None:
                item.setForeground(QColor(theme().muted))
            self._model.appendRow(item)
        names = [choice.name for choice in choices]
        if self.current not in names:
            self.current = names[0] if names and not self._none_chosen else None
        if self.current in names:
            self._view.setCurrentIndex(self._model.index(names.index(self.current), 0))
        self._filling = False

    def restyle(self) -> None:
        choices, self._choices = self._choices, []
        self.show_choices(choices)

    def _chosen(self, index: QModelIndex) -> None:
        self.current, self._none_chosen = self._choices[index.row()].name, False

    def _choose_none(self) -> None:
        self.current, self._none_chosen = None, True
        self._view.setCurrentIndex(QModelIndex())

    def _add(self) -> None:
        name = self._new.text().strip()
        if name:
            self._new.clear()
            self._new.clearFocus()  # so that the number keys relabel again
            self.added.emit(name)

    def _item_changed(self, item: QStandardItem) -> None:
        choice = self._choices[item.row()] if not self._filling else None
        if choice is not None and choice.id is not None and item.text() != choice.name:
            name = item.text().strip()
            self._filling = True
            item.setText(choice.name)  # until the document agrees
            self._filling = False
            self.renamed.emit(choice.id, name)

    def _show_menu(self, at: object) -> None:
        index = self._view.indexAt(at)  # type: ignore[arg-type]
        own = index.isValid() and self._choices[index.row()].id is not None
        menu = QMenu(self)
        rename = menu.addAction("Rename")
        recolor = menu.addAction("Colour…")
        rename.setEnabled(own)
        recolor.setEnabled(own)
        menu.addSeparator()
        none = menu.addAction("Draw without a category")
        chosen = menu.exec(self._view.viewport().mapToGlobal(at))  # type: ignore[call-overload]
        if chosen == none:
            self._choose_none()
        elif chosen == rename:
            self._view.edit(index)
        elif chosen == recolor:
            choice = self._choices[index.row()]
            color = QColorDialog.getColor(QColor(*choice.color), self, f"Colour of {choice.name}")
            if color.isValid():
                self.recolored.emit(choice.id, (color.red(), color.green(), color.blue()))


def _status_color(status: str) -> str:
    t = theme()
    return {"new": t.line, "started": t.warn, "done": t.good, "skipped": t.muted}[status]
