"""The list of the image's instances, with a search and the properties of the selection."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QWidget

from annotations.message import count_instances
from annotations.records import Instance
from app.actions import KeyOf
from app.document.document import Document
from app.document.marks import Marks
from app.panels.instance_properties import InstanceProperties
from app.panels.instance_rows import InstanceView, Row, Rows
from app.session.appearance import coloring
from app.session.memo import Remembered
from app.translation import tr
from app.widgets.list_view import dress, panel_of, runs


class InstanceList(QWidget):
    """The instances of the image, topmost first; `instancesChosen` carries the chosen ones, the current one first."""

    instancesChosen = Signal(list)  # noqa: N815
    left = Signal()  # the search is finished
    menuWanted = Signal(QPoint)  # noqa: N815  (for the selection, at a screen position)
    focusWanted = Signal()  # noqa: N815  (zoom to the selection)
    pointedAt = Signal(object)  # noqa: N815  (an instance's id, or None)
    markWanted = Signal(str, int, bool)  # noqa: N815  (as of InstanceView)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = Rows(self)
        self._view = InstanceView()
        dress(self._view, tr("Instances"))
        self._view.markWanted.connect(self.markWanted)
        self._view.pointedAt.connect(self.pointedAt)
        self._view.doubleClicked.connect(lambda _index: self.focusWanted.emit())
        self._view.setModel(self._model)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._menu_at)
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search category, status, note…"))
        self._search.setAccessibleName(tr("Search instances"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _text: self._show_rows())
        self._search.returnPressed.connect(self._go_to_found)
        self._summary = QLabel(tr("No instances yet"))
        self._summary.setProperty("muted", True)
        self._hides = QLabel()
        self._hides.setProperty("warning", True)
        self._hides.setWordWrap(True)
        self._hides.hide()
        self.properties = InstanceProperties()
        self.setLayout(panel_of(self._search, self._view, self._summary, self._hides, self.properties))
        self._all: tuple[Row, ...] = ()
        self._made = Remembered(Row)
        self._chosen: list[int] = []
        self._filling = False
        self._view.selectionModel().selectionChanged.connect(self._selection_changed)
        self._view.selectionModel().currentChanged.connect(self._selection_changed)

    @property
    def texts(self) -> list[str]:
        return [row.text for row in self._model.rows]

    def _menu_at(self, at: QPoint) -> None:
        if self._chosen:
            self.menuWanted.emit(self._view.viewport().mapToGlobal(at))

    def search(self, text: str) -> None:
        """Shows only instances that match all words of `text`."""
        self._search.setText(text)

    def _go_to_found(self) -> None:
        """Chooses the first match, unless a match is already chosen."""
        ids = [row.instance.id for row in self._model.rows]
        if ids and not set(ids) & set(self._chosen):
            self.instancesChosen.emit(ids[:1])
        if ids:
            self.left.emit()

    def go(self, by: int) -> None:
        """Chooses the next (1) or previous (-1) visible row, wrapping around."""
        ids = [row.instance.id for row in self._model.rows]
        if not ids:
            return
        first = 0 if by > 0 else -1
        at = ids.index(self._chosen[0]) + by if self._chosen and self._chosen[0] in ids else first
        self.instancesChosen.emit([ids[at % len(ids)]])

    def go_on(self) -> None:
        """Chooses the next visible row; after the last, none."""
        ids = [row.instance.id for row in self._model.rows]
        if self._chosen and ids and self._chosen[0] == ids[-1]:
            self.instancesChosen.emit([])
        else:
            self.go(1)

    def show_instances(
        self, document: Document | None, image_id: int | None, chosen: list[Instance], marks: Marks, by: str
    ) -> None:
        """Shows the instances of an image; `chosen` are selected, the first of them current."""
        self._all = ()
        if document is not None and image_id is not None:
            names: dict[int | None, str] = {c.id: c.name for c in document.categories()}
            color_of, hidden, locked = coloring(document, by), marks.hidden, marks.locked
            unknown = tr("unknown")

            def sources() -> Iterator[tuple[object, ...]]:
                steps = [*enumerate(document.steps(image_id), 1)]
                numbers = {
                    step.instance_id: number for number, step in reversed(steps)
                }  # the first of several
                for i in reversed(document.instances(image_id)):
                    name = names.get(i.category_id, unknown)
                    yield i, color_of(i), name, i.id in hidden, i.id in locked, numbers.get(i.id)

            self._all = self._made.of(
                sources(),
                (document, document.revision, image_id, by, frozenset(hidden), frozenset(locked), unknown),
            )
        self._hides.setText(_what_is_hidden(marks))
        self._hides.setVisible(bool(self._all) and marks.shown != "all")
        self._chosen = [instance.id for instance in chosen]
        self._show_rows()
        kinds = {instance.category_id for instance in chosen}
        category = (
            document.category(chosen[0].category_id) if document is not None and len(kinds) == 1 else None
        )
        self.properties.show_instances(chosen, category)

    def _show_rows(self) -> None:
        words = self._search.text().casefold().split()
        rows = tuple(row for row in self._all if row.fits(words)) if words else self._all
        self._filling = True
        self._model.replace(rows)
        self._show_chosen()
        self._filling = False
        self._summary.setText(_summary(len(self._all), len(rows) if words else None, len(self._chosen)))

    def _show_chosen(self) -> None:
        place = {row.instance.id: number for number, row in enumerate(self._model.rows)}
        numbers = [place[chosen] for chosen in self._chosen if chosen in place]
        model = self._view.selectionModel()
        wanted = sorted(numbers)
        if wanted != self._selected_rows():
            selection = QItemSelection()
            for first, last in runs(wanted):
                selection.append(QItemSelectionRange(self._model.index(first, 0), self._model.index(last, 0)))
            model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        current = self._model.index(numbers[0], 0) if numbers else QModelIndex()
        if current != model.currentIndex() and (not numbers or model.currentIndex().row() not in numbers):
            model.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
            if numbers:
                self._view.scrollTo(current)

    def _selected_rows(self) -> list[int]:
        ranges = self._view.selectionModel().selection().toList()
        return sorted(row for found in ranges for row in range(found.top(), found.bottom() + 1))

    def _selection_changed(self) -> None:
        if self._filling:
            return
        model = self._view.selectionModel()
        rows = self._selected_rows()
        current = model.currentIndex().row()
        # The current row is the one clicked last; the focus stays, so that the others are added to it.
        first = [
            number for number in self._chosen if number in {self._model.rows[row].instance.id for row in rows}
        ]
        ids = [
            self._model.rows[row].instance.id for row in sorted(rows, key=lambda row: (row != current, row))
        ]
        ids = list(dict.fromkeys([*first[:1], *ids]))
        if ids and ids != self._chosen:
            self._chosen = ids
            self.instancesChosen.emit(ids)


def _what_is_hidden(marks: Marks) -> str:
    """What the image hides at the moment."""
    if marks.shown == "nothing":
        return tr("All instances are hidden. {key} shows them.", key=KeyOf("show_all"))
    return tr("Only the selection is shown. {key} shows all.", key=KeyOf("show_all"))


def _summary(count: int, found: int | None, chosen: int) -> str:
    """The number of instances; `found` of them match the search, None without one."""
    if found is not None:
        said = tr("{found} of {count} instances", found=found, count=count)
    else:
        said = tr(count_instances(count)) if count else tr("No instances yet")
    return tr("{count}, {chosen} selected", count=said, chosen=chosen) if chosen > 1 else said
