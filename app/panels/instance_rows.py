"""The rows of the instance list: their texts, and the eye and the lock in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QToolTip, QWidget

from annotations.records import FLAGS, Instance
from app.actions import KeyOf
from app.document.attributes import FLAG_WORDS
from app.session.appearance import source_words
from app.translation import tr
from app.widgets.brief import MOST_OF_NOTE, brief
from app.widgets.icons import swatch, tinted
from app.widgets.list_view import BESIDE, ID, BesideDelegate, ListView, RowModel
from app.widgets.override import override
from app.widgets.theme import theme

HIDDEN, LOCKED = BESIDE + 1, BESIDE + 2
Index = QModelIndex | QPersistentModelIndex
Mark = Literal["hidden", "locked"]
_ROLES: dict[Mark, int] = {"hidden": HIDDEN, "locked": LOCKED}
ICON, SPOT = 16, 20
"""Pixels: the size of an eye or a lock, and the width of its clickable area."""


@dataclass(frozen=True)
class Row:
    """One instance as the list shows it."""

    instance: Instance
    color: tuple[int, int, int]
    name: str
    hidden: bool
    locked: bool
    number: int | None
    """The number of its step in the strip; None if it has none."""

    @property
    def text(self) -> str:
        """Without what the eye and the lock show."""
        return "  ·  ".join([brief(self.name), source_words(self.instance), *self.words])

    @property
    def spoken(self) -> str:
        """Including what a tick, the eye and the lock show."""
        said = {
            tr("verified"): self.instance.review == "verified",
            tr("hidden"): self.hidden,
            tr("locked"): self.locked,
        }
        return "  ·  ".join([self.text, *(word for word, holds in said.items() if holds)])

    @property
    def words(self) -> list[str]:
        """Its flags and states, as text."""
        flags = [name for name, value in self.instance.attributes if name in FLAGS and value == "true"]
        said = {tr("crowd"): self.instance.crowd, tr("note"): self.instance.note}
        states = {"verified": "✓", "needs work": tr("needs work"), "": ""}
        track = self.instance.track
        tracked = [tr("track {track}", track=track)] if track is not None else []
        words = [*(tr(FLAG_WORDS[flag]) for flag in flags), *(word for word, holds in said.items() if holds)]
        return [*filter(None, [states[self.instance.review]]), *tracked, *words]

    @property
    def beside(self) -> str:
        """The number, as displayed in the row."""
        return str(self.number) if self.number is not None else ""

    def fits(self, words: list[str]) -> bool:
        """Whether any of its properties contain all words of a search."""
        known = [self.spoken, self.beside, self.instance.note]
        known += [f"{name}={value}" for name, value in self.instance.attributes]
        text = " ".join(known).casefold()
        return all(word in text for word in words)


class Rows(RowModel):
    """The rows of the instance list; icons and tooltips are created only for visible rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def replace(self, rows: tuple[Row, ...]) -> None:
        """Sets other rows, notifying the view only of added, removed and changed ones."""
        old, first = self.rows, _shared(self.rows, rows)
        last = _shared(old[first:][::-1], rows[first:][::-1])
        gone, come = len(old) - first - last, len(rows) - first - last
        both = min(gone, come)
        # A view may ask for a row before it is notified; a missing row shows nothing.
        self.rows = rows
        if gone > come:
            self.removeRows(first + both, gone - come)
        elif come > gone:
            self.insertRows(first + both, come - gone)
        self.tell_changed([row for row in range(first, first + both) if old[row] is not rows[row]])

    @override
    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.DecorationRole:
                return swatch(QColor(*row.color))
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(theme().muted) if row.hidden else None
            case Qt.ItemDataRole.ToolTipRole:
                return _about(row)
        if role == BESIDE:
            return row.beside
        return {ID: row.instance.id, HIDDEN: row.hidden, LOCKED: row.locked}.get(role)


class InstanceView(ListView):
    """`markWanted` requests hiding or locking an instance (by id), or undoing that.

    Pressing an eye or a lock selects nothing and takes no focus; dragging over others does the same to them.
    """

    markWanted = Signal(str, int, bool)  # noqa: N815  (a Mark, the instance, whether to set it)
    pointedAt = Signal(object)  # noqa: N815  (the instance under the pointer, or None)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(InstanceDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sweep: tuple[Mark, bool] | None = None
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self.pointedAt.emit(index.data(ID)))
        self.viewportEntered.connect(lambda: self.pointedAt.emit(None))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        mark = mark_at(self.visualRect(index), at) if index.isValid() else None
        if mark is None or event.button() != Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            super().mousePressEvent(event)
            return
        self._sweep = mark, not index.data(_ROLES[mark])
        self._mark(index)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Treats two quick clicks on an eye as two clicks."""
        at = event.position().toPoint()
        if mark_at(self.visualRect(self.indexAt(at)), at) is not None:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._sweep is None:
            super().mouseMoveEvent(event)
            return
        self._mark(self.indexAt(QPoint(self.viewport().width() // 2, event.position().toPoint().y())))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._sweep is None:
            super().mouseReleaseEvent(event)
        self._sweep = None

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointedAt.emit(None)

    def _mark(self, index: QModelIndex) -> None:
        """Applies the started action to this row."""
        assert self._sweep is not None
        mark, on = self._sweep
        if index.isValid() and index.data(_ROLES[mark]) != on:
            self.markWanted.emit(mark, index.data(ID), on)


class InstanceDelegate(BesideDelegate):
    """Paints the eye and the lock at the right end of a row; an open lock only if hovered or selected."""

    at_right = 2 * SPOT + 2

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        near = chosen or bool(state & QStyle.StateFlag.State_MouseOver)
        strong, weak = ("#ffffff", "#ffffff") if chosen else (theme().text, theme().muted)
        for mark, place in spots(option.rect).items():
            on = bool(index.data(_ROLES[mark]))
            if on or near or mark == "hidden":
                name = {"hidden": ("hide", "hidden"), "locked": ("unlocked", "locked")}[mark][on]
                area = QRect(0, 0, ICON, ICON)
                area.moveCenter(place.center())
                tinted(name, strong if on else weak).paint(painter, area)

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        mark = mark_at(option.rect, event.pos()) if event.type() == QEvent.Type.ToolTip else None
        if mark is None or not index.isValid():
            return super().helpEvent(event, view, option, index)
        place = spots(option.rect)[mark]
        QToolTip.showText(event.globalPos(), hint(mark, bool(index.data(_ROLES[mark]))), view, place)
        return True


def spots(row: QRect) -> dict[Mark, QRect]:
    """The rectangles of the eye and the lock in a row."""
    right = row.right() - 1
    return {
        "hidden": QRect(right - 2 * SPOT, row.top(), SPOT, row.height()),
        "locked": QRect(right - SPOT, row.top(), SPOT, row.height()),
    }


def mark_at(row: QRect, at: QPoint) -> Mark | None:
    """The mark at a point of a row: the eye, the lock or neither."""
    return next((mark for mark, place in spots(row).items() if place.contains(at)), None)


def hint(mark: Mark, on: bool) -> str:
    """The tooltip of an eye or a lock."""
    if mark == "hidden":
        key = KeyOf("hide_instance")
        if on:
            return tr("Show this instance again. {key} shows the selection.", key=key)
        return tr("Hide this instance when it is not selected. {key} hides the selection.", key=key)
    key = KeyOf("lock_instance")
    if on:
        return tr("Unlock this instance. {key} unlocks the selection.", key=key)
    return tr(
        "Lock: the instance cannot be clicked in the image or changed. {key} locks the selection.",
        key=key,
    )


def _about(row: Row) -> str:
    about = tr(
        "{category}, {source}, {area:,} pixels",
        category=brief(row.name),
        source=source_words(row.instance),
        area=row.instance.mask.area,
    )
    if row.number is not None:
        about = tr("Step {number}: {about}", number=row.number, about=about)
    return f"{about}\n{brief(row.instance.note, MOST_OF_NOTE)}" if row.instance.note else about


def _shared(a: tuple[Row, ...], b: tuple[Row, ...]) -> int:
    """The number of leading rows that are equal in both."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x is not y), min(len(a), len(b)))
