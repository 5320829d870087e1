"""The instance grid: all instances of all images as thumbnails, to compare, relabel, delete and review many at once.

It is a window beside the main one: it may stand on a second screen, and no key can act on a proposal that is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from annotations.message import count_instances
from annotations.records import REVIEWS, Category, Review
from app.dialogs.find_category import CategoryPalette
from app.dialogs.grid_cells import CellDelegate, GridModel
from app.dialogs.grid_filter import GridFilter
from app.dialogs.grid_view import GridView
from app.dialogs.parts import side_button
from app.document.category_keys import KEYS
from app.document.instance_table import Ints
from app.session.appearance import Choice
from app.session.instance_grid import GridWork
from app.translation import tr
from app.widgets.override import override

VERIFY_KEY = "V"
"""The grid's own key: all others are those of the main window's actions, where “Accept” verifies."""


class InstanceGrid(QDialog):
    """`choices` returns the categories that can be given, `actions` are the main window's, by name.

    `show_image` brings the main window to the front.
    """

    def __init__(
        self,
        grid: GridWork,
        choices: Callable[[], list[Choice]],
        actions: Mapping[str, QAction],
        show_image: Callable[[], object],
    ) -> None:
        super().__init__(None)  # without a parent, so that the main window can come before it
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self.setWindowTitle(tr("Instance grid"))
        self.resize(1000, 680)
        self.grid, self._choices, self._actions = grid, choices, actions
        self._told = ""
        self._chosen: Ints = np.zeros(0, np.int64)
        self.filter = GridFilter()
        self.view = GridView(tr("Instances"))
        self.model = GridModel(grid, self.view)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CellDelegate(self.view))
        self.view.installEventFilter(self)
        self.status = QLabel()
        self.status.setProperty("muted", True)
        self.verify = side_button(tr("Verify"), lambda: self._review("verified"))
        self.needs_work = side_button(tr("Needs work"), lambda: self._review("needs work"))
        self.choose = side_button(tr("Category…"), self.choose_category)
        self.remove = side_button(tr("Delete"), self._delete)
        self.take_back = side_button(tr("Undo"), lambda: self._actions["undo"].trigger())
        self._lay_out()
        self._connect(show_image)
        self._listed()
        self.filter.offer(self._categories())
        self.filter.show_query(grid.query)
        self._ask()
        grid.begin()
        self.view.setFocus()

    # -- assembly

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.status, 1)
        for button in self._buttons:
            below.addWidget(button)
        below.addSpacing(12)
        below.addWidget(self.take_back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.filter)
        layout.addWidget(self.view, 1)
        layout.addLayout(below)

    def _connect(self, show_image: Callable[[], object]) -> None:
        session = self.grid.session
        self.filter.changed.connect(self._asked)
        self.view.selected.connect(self._selection_changed)
        self.view.chosen.connect(lambda index: self.grid.go_to(int(self.model.ids[index.row()])))
        for signal, slot in (
            (self.grid.listed, self._listed),
            (self.grid.updated, self._updated),
            (self.grid.told, self._tell),
            (self.grid.found, show_image),
            (self.grid.pictures.loaded, self._pictures_loaded),
            (self.grid.pictures.looked, self._tell_of_looking),
            (self.grid.pictures.judged, lambda _values: self._tell("")),
            (session.opened, lambda _project: self.grid.begin()),
            (session.imageChanged, self._image_changed),
            (session.contentChanged, self._show_possible),
            (session.refused, self._tell),
        ):
            signal.connect(slot)
            self.finished.connect(lambda _result, signal=signal, slot=slot: signal.disconnect(slot))

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.verify, self.needs_work, self.choose, self.remove

    # -- the list and its selection

    @property
    def chosen_ids(self) -> list[int]:
        """The selected instances, in the order of the list."""
        ids: list[int] = self._chosen.tolist()
        return ids

    def _asked(self) -> None:
        self._ask()
        self.view.verticalScrollBar().setValue(0)

    def _ask(self) -> None:
        self._tell("")
        image = self.grid.session.image
        self.grid.ask(self.filter.query(image.id if image is not None else None))

    def _image_changed(self) -> None:
        if self.grid.query.image is not None:
            self._ask()

    def _listed(self) -> None:
        """Shows another list; what is listed still stays selected, and the pointer of the keyboard near its place."""
        chosen, at = self._chosen, self.view.currentIndex().row()
        current = int(self.model.ids[at]) if 0 <= at < len(self.model.ids) else None
        self.view.blockSignals(True)
        self.model.take()
        selection = QItemSelection()
        for first, last in self.model.runs(chosen):
            selection.select(self.model.index(first, 0), self.model.index(last, 0))
        there = self.model.place(current) if current is not None else None
        place = there if there is not None else min(at, len(self.model.ids) - 1)
        model = self.view.selectionModel()
        model.setCurrentIndex(
            self.model.index(place, 0) if place >= 0 else QModelIndex(),
            QItemSelectionModel.SelectionFlag.NoUpdate,
        )
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.blockSignals(False)
        self.view.updateGeometries()
        self.view.viewport().update()
        self._selection_changed()

    def _updated(self) -> None:
        self.model.look()
        self.filter.offer(self._categories())
        self.view.viewport().update()
        self._show_status()

    def _selection_changed(self) -> None:
        ranges = self.view.selectionModel().selection().toList()
        parts = [
            self.model.ids[found.top() : found.bottom() + 1]
            for found in sorted(ranges, key=lambda r: r.top())
        ]
        self._chosen = np.concatenate(parts) if parts else np.zeros(0, np.int64)
        self._show_status()
        self._show_possible()

    def _pictures_loaded(self, ids: list[int]) -> None:
        for place in self.model.places(np.array(ids, np.int64), self.view.visible_cells()).tolist():
            self.view.update(self.model.index(place, 0))

    # -- what is said

    def _tell(self, text: str) -> None:
        self._told = tr(text) if text else ""
        self._show_status()

    def _tell_of_looking(self, done: int, count: int) -> None:
        self._tell(tr("Judging oddness: {done:,} of {count:,} instances", done=done, count=count))

    def _show_status(self) -> None:
        shown, count = len(self.model.ids), len(self.grid.table)
        said = tr(count_instances(count))
        if self.grid.reading:
            said = tr("Reading the instances…")
        elif shown < count:
            said = tr("{found:,} of {count:,} instances", found=shown, count=count)
        if len(self._chosen):
            said = tr("{count}, {chosen} selected", count=said, chosen=len(self._chosen))
        self.status.setText("   ·   ".join(filter(None, (said, self._told))))

    def _show_possible(self) -> None:
        session = self.grid.session
        possible = bool(len(self._chosen)) and session.document is not None and not session.busy
        for button in self._buttons:
            button.setEnabled(possible)
        document = session.document
        label = document.undo_label if document is not None else None
        self.take_back.setEnabled(label is not None and not session.busy)
        keys = {
            self.needs_work: "needs_work",
            self.choose: "choose_category",
            self.remove: "delete",
            self.take_back: "undo",
        }
        for button, name in keys.items():
            words = button.text()
            if button is self.take_back and label is not None:
                words = tr("Undo: {label}", label=tr(label))
            button.setToolTip(_with_key(words, self._actions[name].shortcut()))
        self.verify.setToolTip(_with_key(self.verify.text(), QKeySequence(VERIFY_KEY)))

    # -- what is done

    def choose_category(self) -> None:
        """Asks for a category by name, and gives it to the selected instances."""
        if len(self._chosen):
            CategoryPalette(self, self._choices(), self._relabel).show()

    def _relabel(self, name: str | None) -> None:
        self.grid.relabel(self.chosen_ids, name)

    def _relabel_number(self, number: int) -> None:
        name = next((choice.name for choice in self._choices() if choice.number == number), None)
        if name is None:
            self._tell(tr("There is no category {number}. Add it in the category list.", number=number))
        else:
            self._relabel(name)

    def _delete(self) -> None:
        self.grid.delete(self.chosen_ids)

    def _review(self, said: Review) -> None:
        """Gives the selected instances a review or, if all have it, takes it back."""
        rows = self.grid.rows(self._chosen)
        all_are = bool((rows["review"] == REVIEWS.index(said)).all())
        self.grid.review(self.chosen_ids, "" if all_are else said)

    def _commands(self) -> dict[str, Callable[[], object]]:
        """What the keys of the main window's actions do here."""
        numbers: dict[str, Callable[[], object]] = {
            f"relabel_{number}": lambda number=number: self._relabel_number(number)  # type: ignore[misc]
            for number in KEYS
        }
        return {
            **numbers,
            "choose_category": self.choose_category,
            "relabel_unknown": lambda: self._relabel(None),
            "delete": self._delete,
            "reject": self._delete,
            "needs_work": lambda: self._review("needs work"),
            "undo": self._actions["undo"].trigger,
            "redo": self._actions["redo"].trigger,
            "instance_grid": self.close,
        }

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(event.keyCombination().key() | held)
        if pressed == QKeySequence(VERIFY_KEY):
            return lambda: self._review("verified")
        return next(
            (run for name, run in self._commands().items() if pressed in self._actions[name].shortcuts()),
            None,
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self.view and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            command = self._command(event)
            if command is not None:
                command()
                return True
        return super().eventFilter(watched, event)

    def _categories(self) -> list[Category]:
        document = self.grid.session.document
        return list(document.categories()) if document is not None else []


def _with_key(words: str, key: QKeySequence) -> str:
    said = key.toString()
    return f"{words} ({said})" if said else words
