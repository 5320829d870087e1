"""The list of categories in the order of their keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from annotations.records import LONGEST_NAME
from app.actions import Action
from app.session.appearance import Choice, relabel_key
from app.translation import tr
from app.widgets.brief import brief
from app.widgets.icons import swatch
from app.widgets.list_view import BESIDE, MARGIN, BesideDelegate, list_view, panel_of
from app.widgets.override import override
from app.widgets.theme import theme

COUNT = BESIDE + 1
"""How many instances the category has, as text."""
KEY_ROOM = 16  # pixels at the right for a number key


class CategoryDelegate(BesideDelegate):
    """Shows the number of instances before the key."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRect = option.rect
        painter.save()
        painter.setPen(QColor("#ffffff" if chosen else theme().muted))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(area.adjusted(0, 0, -MARGIN - KEY_ROOM, 0), right, index.data(COUNT) or "")
        painter.restore()

    @override
    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        count = option.fontMetrics.horizontalAdvance(index.data(COUNT) or "")
        room = option.rect.width() - option.decorationSize.width() - count - KEY_ROOM - 5 * MARGIN
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideMiddle, room)


class CategoryList(QWidget):
    """Categories in the order of their keys. New drawings get the selected one; that of the selection is bold.

    The field below finds a category by a part of its name, and adds one.
    """

    added = Signal(str)
    renamed = Signal(int, str)
    recolored = Signal(int, object)
    given = Signal(str)  # to the focus
    attributesWanted = Signal(int)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._view = list_view(tr("Categories"))
        self._view.setModel(self._model)
        self._view.setItemDelegate(CategoryDelegate(self._view))
        self._view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._show_menu)
        self._new = QLineEdit()
        self._new.setMaxLength(LONGEST_NAME)
        self._new.setPlaceholderText(tr("Find or add"))
        self._new.setAccessibleName(tr("Find or add a category"))
        self._new.setClearButtonEnabled(True)
        self._new.returnPressed.connect(self._add)
        self._new.textChanged.connect(lambda _text: self._search())
        add = QPushButton(tr("Add"))
        add.clicked.connect(lambda _=False: self._add())
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._new, 1)
        line.addWidget(add)
        self._moves: list[QAction] = []
        self._sets = QMenu(self)
        sets = QPushButton(tr("Presets"))
        sets.setToolTip(tr("Adds the categories of a well-known data set, with its colours."))
        sets.setMenu(self._sets)
        line.addWidget(sets)
        for button in (add, sets):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setLayout(panel_of(self._view, row))
        self._choices: list[Choice] = []
        self._of_selection: frozenset[str | None] = frozenset()
        self._filling = False
        self.current: str | None = None
        self._none_chosen = False
        self._model.itemChanged.connect(self._item_changed)
        self._view.chosen.connect(self._chosen)

    @property
    def in_hand(self) -> Choice | None:
        """The category that new drawings get."""
        return next((choice for choice in self._choices if choice.name == self.current), None)

    @property
    def choices(self) -> list[Choice]:
        return self._choices

    def offer(self, label_sets: list[QAction], moves: list[QAction]) -> None:
        """Fills the menu of label sets, and adds the actions that move a category to the context menu."""
        self._sets.addActions(label_sets)
        self._moves = moves

    def show_choices(self, choices: list[Choice]) -> None:
        if choices == self._choices:
            return
        self._filling = True
        self._choices = choices
        self._model.clear()
        for choice in choices:
            item = QStandardItem(swatch(QColor(*choice.color)), choice.name)
            item.setEditable(choice.id is not None)
            item.setData(relabel_key(choice), BESIDE)
            item.setToolTip("\n".join(_about(choice)))
            if choice.id is None:
                item.setForeground(QColor(theme().muted))
            self._model.appendRow(item)
        names = [choice.name for choice in choices]
        if self.current not in names:
            self.current = names[0] if names and not self._none_chosen else None
        if self.current in names:
            self._view.setCurrentIndex(self._model.index(names.index(self.current), 0))
        self._filling = False
        self._mark_selection()
        self._search()

    def show_counts(self, counts: Mapping[int | None, int]) -> None:
        """Shows how many instances each category has in the project, by its id."""
        self._filling = True
        for row, choice in enumerate(self._choices):
            text = f"{counts[choice.id]:,}" if choice.id is not None and counts.get(choice.id) else ""
            item = self._model.item(row)
            if (item.data(COUNT) or "") != text:
                item.setData(text, COUNT)
        self._filling = False

    def show_selection(self, names: Collection[str | None]) -> None:
        """Marks the categories of what is selected in the image, and brings the first into view."""
        if frozenset(names) != self._of_selection:
            self._of_selection = frozenset(names)
            self._mark_selection()
            rows = [row for row, choice in enumerate(self._choices) if choice.name in self._of_selection]
            if rows and not self._view.hasFocus():
                self._view.scrollTo(self._model.index(rows[0], 0))

    def _mark_selection(self) -> None:
        self._filling = True
        for row, choice in enumerate(self._choices):
            item = self._model.item(row)
            font = item.font()
            if font.bold() != (choice.name in self._of_selection):
                font.setBold(not font.bold())
                item.setFont(font)
        self._filling = False

    def _search(self) -> None:
        """Lists only the categories with the typed text in their names; all of them if none has."""
        sought = self._new.text().strip().casefold()
        found = [sought in choice.name.casefold() for choice in self._choices]
        for row, fits in enumerate(found):
            self._view.setRowHidden(row, any(found) and not fits)

    def show_keys(self, _table: tuple[Action, ...]) -> None:
        """Updates the keys named in the tooltips."""
        self.restyle()

    def restyle(self) -> None:
        choices, self._choices = self._choices, []
        self.show_choices(choices)

    def choose(self, name: str) -> None:
        """New drawings get this category from now on, even if it enters the list a moment later."""
        self.current, self._none_chosen = name, False
        names = [choice.name for choice in self._choices]
        if name in names:
            self._view.setCurrentIndex(self._model.index(names.index(name), 0))

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
            if name not in [choice.name for choice in self._choices if choice.id is not None]:
                self.added.emit(name)
            self.choose(name)

    def _item_changed(self, item: QStandardItem) -> None:
        choice = self._choices[item.row()] if not self._filling else None
        if choice is not None and choice.id is not None and item.text() != choice.name:
            name = item.text().strip()
            self._filling = True
            item.setText(choice.name)  # until the document agrees
            self._filling = False
            self.renamed.emit(choice.id, name)

    def _show_menu(self, at: QPoint) -> None:
        """Shows the menu of the category at `at`, which may have moved in the list by the time an entry is chosen."""
        index = self._view.indexAt(at)
        if index.isValid():
            self._chosen(index)  # the menu is for this one
        number = self._choices[index.row()].id if index.isValid() else None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            name = self._choices[index.row()].name
            menu.addAction(tr("Assign to selection"), lambda: self.given.emit(name))
            menu.addSeparator()
        rename = menu.addAction(tr("Rename"), lambda: self._edit(number))
        recolor = menu.addAction(tr("Colour…"), lambda: self._choose_color(number))
        attributes = menu.addAction(tr("Attributes…"), lambda: self.attributesWanted.emit(number))
        for action in (rename, recolor, attributes):
            action.setEnabled(number is not None)
        menu.addActions(self._moves)
        menu.addSeparator()
        menu.addAction(tr("Draw without a category"), self._choose_none)
        menu.popup(self._view.viewport().mapToGlobal(at))

    def _edit(self, number: int | None) -> None:
        row = next((row for row, choice in enumerate(self._choices) if choice.id == number), None)
        if row is not None:
            self._view.edit(self._model.index(row, 0))

    def _choose_color(self, number: int | None) -> None:
        choice = next((choice for choice in self._choices if choice.id == number), None)
        if choice is None:
            return
        dialog = QColorDialog(QColor(*choice.color), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Colour of {category}", category=brief(choice.name)))
        dialog.colorSelected.connect(
            lambda color: self.recolored.emit(number, (color.red(), color.green(), color.blue()))
        )
        dialog.open()


def _about(choice: Choice) -> list[str]:
    """The lines of a category's tooltip."""
    key = relabel_key(choice)
    name = choice.name
    lines = [tr("{name} (key {key})", name=name, key=key) if key else tr("{name} (no key)", name=name)]
    if choice.id is None:
        lines.append(tr("Known to the model. It is added to the project when first used."))
    return [*lines, tr("Double-click to rename, right-click for more.")]
