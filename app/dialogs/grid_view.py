"""A view of equal cells in rows: geometry by arithmetic, so that only the visible ones cost time."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from app.widgets.override import override
from app.widgets.theme import theme

CELL = QSize(136, 164)
EDGE = 8
"""Pixels left free around all cells."""
_STEPS = {
    QAbstractItemView.CursorAction.MoveLeft: -1,
    QAbstractItemView.CursorAction.MovePrevious: -1,
    QAbstractItemView.CursorAction.MoveRight: 1,
    QAbstractItemView.CursorAction.MoveNext: 1,
}
Index = QModelIndex | QPersistentModelIndex


class GridView(QAbstractItemView):
    """Several cells are selected by Shift, Ctrl, a box dragged with the pointer, or Ctrl+A.

    `chosen` follows a double click or Enter on a cell, `selected` any change of the selection.
    """

    chosen = Signal(QModelIndex)
    selected = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self._from: QPoint | None = None  # where the box begins, in coordinates of the contents
        self._to = QPoint()
        self._hovered = -1
        self.doubleClicked.connect(self.chosen)

    # -- geometry

    @property
    def across(self) -> int:
        """The number of cells in a row."""
        return max(1, (self.viewport().width() - 2 * EDGE) // CELL.width())

    def visible_cells(self) -> range:
        """The numbers of the visible cells."""
        top, height = self.verticalOffset() - EDGE, self.viewport().height()
        first = max(0, top // CELL.height()) * self.across
        last = ((top + height) // CELL.height() + 1) * self.across
        return range(min(first, self._count), max(0, min(last, self._count)))

    @property
    def _count(self) -> int:
        return self.model().rowCount() if self.model() is not None else 0

    def _left(self) -> int:
        """The cells stand in the middle."""
        return (self.viewport().width() - self.across * CELL.width()) // 2

    def _cell(self, number: int) -> QRect:
        """In coordinates of the viewport."""
        row, column = divmod(number, self.across)
        corner = QPoint(
            self._left() + column * CELL.width(), EDGE + row * CELL.height() - self.verticalOffset()
        )
        return QRect(corner, CELL)

    @override
    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        return self._cell(index.row()) if index.isValid() else QRect()

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        column = (point.x() - self._left()) // CELL.width()
        row = (point.y() + self.verticalOffset() - EDGE) // CELL.height()
        number = row * self.across + column
        if not (0 <= column < self.across and 0 <= number < self._count):
            return QModelIndex()
        return self.model().index(number, 0)

    @override
    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        cell, bar = self._cell(index.row()), self.verticalScrollBar()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + cell.center().y() - self.viewport().height() // 2)
        elif cell.top() < 0:
            bar.setValue(bar.value() + cell.top() - EDGE)
        elif cell.bottom() >= self.viewport().height():
            bar.setValue(bar.value() + cell.bottom() - self.viewport().height() + EDGE)

    @override
    def horizontalOffset(self) -> int:  # noqa: N802
        return 0

    @override
    def verticalOffset(self) -> int:  # noqa: N802
        return self.verticalScrollBar().value()

    @override
    def isIndexHidden(self, _index: Index) -> bool:  # noqa: N802
        return False

    @override
    def updateGeometries(self) -> None:  # noqa: N802
        rows = -(-self._count // self.across)
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, rows * CELL.height() + 2 * EDGE - height))
        bar.setPageStep(height)
        bar.setSingleStep(CELL.height() // 3)
        super().updateGeometries()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the first visible cell in view, as the rows change."""
        before = self.visible_cells()
        super().resizeEvent(event)
        self.updateGeometries()
        if event.oldSize().width() != event.size().width() and len(before) and self.verticalOffset():
            self.verticalScrollBar().setValue(EDGE + before.start // self.across * CELL.height())

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        if self._from is None:
            self.viewport().scroll(dx, dy)
        else:
            self.viewport().update()  # the box moves too

    # -- keys

    @override
    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        moves = QAbstractItemView.CursorAction
        at, count = self.currentIndex().row(), self._count
        if count == 0:
            return QModelIndex()
        if at < 0:
            return self.model().index(self.visible_cells().start, 0)
        page = max(1, self.viewport().height() // CELL.height()) * self.across
        steps = {
            **_STEPS,
            moves.MoveUp: -self.across,
            moves.MoveDown: self.across,
            moves.MovePageUp: -page,
            moves.MovePageDown: page,
            moves.MoveHome: -at,
            moves.MoveEnd: count - 1 - at,
        }
        to = at + steps.get(action, 0)
        if action in (moves.MoveUp, moves.MovePageUp) and to < 0:
            to = at % self.across
        if action == moves.MoveUp and at < self.across:
            to = at
        return self.model().index(min(max(to, 0), count - 1), 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier
        ):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def keyboardSearch(self, _search: str) -> None:  # noqa: N802
        """Letters are commands here."""

    # -- the selection

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self.selectionModel().select(self._in_box(rect.normalized()), command)
            return
        ends = [self.indexAt(rect.topLeft()).row(), self.indexAt(rect.bottomRight()).row()]
        ends = [end for end in ends if end >= 0]
        selection = QItemSelection()
        if ends:
            selection.select(self.model().index(min(ends), 0), self.model().index(max(ends), 0))
        self.selectionModel().select(selection, command)

    def _in_box(self, box: QRect) -> QItemSelection:
        """The cells that a box in coordinates of the viewport meets: a run of each row, or of whole rows one run."""
        found, across = QItemSelection(), self.across
        left = min(max((box.left() - self._left()) // CELL.width(), 0), across)
        right = min((box.right() - self._left()) // CELL.width(), across - 1)
        top = (box.top() + self.verticalOffset() - EDGE) // CELL.height()
        bottom = (box.bottom() + self.verticalOffset() - EDGE) // CELL.height()
        top, bottom = max(top, 0), min(bottom, (self._count - 1) // across)
        if left > right or top > bottom:
            return found
        whole = left == 0 and right == across - 1
        for row in [top] if whole else range(top, bottom + 1):
            first, last = row * across + left, (bottom if whole else row) * across + right
            if first < self._count:
                model = self.model()
                found.select(model.index(first, 0), model.index(min(last, self._count - 1), 0))
        return found

    @override
    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        visible = self.visible_cells()
        region = QRegion()
        for found in selection.toList():
            for number in range(max(found.top(), visible.start), min(found.bottom() + 1, visible.stop)):
                region += self._cell(number)
        return region

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint() + QPoint(0, self.verticalOffset())
            self._to = self._from
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        if self._from is not None:
            self._to = at + QPoint(0, self.verticalOffset())
            self.viewport().update()
        hovered = self.indexAt(at).row()
        if hovered != self._hovered:
            for number in (hovered, self._hovered):
                if number >= 0:
                    self.viewport().update(self._cell(number))
            self._hovered = hovered

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._from is not None:
            self._from = None
            self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.viewport().update()

    # -- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            plain = option.state & ~QStyle.StateFlag.State_Selected
            current, model, chosen = self.currentIndex().row(), self.model(), self.selectionModel()
            across, exposed = self.across, event.rect()
            first = max(0, (exposed.top() + self.verticalOffset() - EDGE) // CELL.height()) * across
            last = ((exposed.bottom() + self.verticalOffset() - EDGE) // CELL.height() + 1) * across
            for number in range(first, min(last, self._count)):
                cell = self._cell(number)
                if not cell.intersects(exposed):
                    continue
                index = model.index(number, 0)
                state = plain
                if chosen.isSelected(index):
                    state |= QStyle.StateFlag.State_Selected
                if number == current and self.hasFocus():
                    state |= QStyle.StateFlag.State_HasFocus
                if number == self._hovered:
                    state |= QStyle.StateFlag.State_MouseOver
                option.rect = cell
                option.state = state
                self.itemDelegate().paint(painter, option, index)
            self._paint_box(painter)

    def _paint_box(self, painter: QPainter) -> None:
        if self._from is None:
            return
        up = QPoint(0, -self.verticalOffset())
        box = QRect(self._from + up, self._to + up).normalized()
        if box.width() > 3 or box.height() > 3:
            fill = QColor(theme().accent)
            painter.setPen(QPen(fill, 1))
            fill.setAlpha(40)
            painter.setBrush(fill)
            painter.drawRect(box)
