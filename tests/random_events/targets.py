"""What a person could click on in a window: names and rectangles on the screen (x, y, width, height)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QSlider,
    QTabBar,
    QTextEdit,
    QWidget,
)

CLICKED = (
    *(QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QTextEdit, QPlainTextEdit),
    *(QTabBar, QScrollBar, QSlider, QHeaderView),
)
MOST_ROWS = 12
Rect = list[int]


def of(window: QWidget) -> list[dict[str, Any]]:
    """The widgets and rows of `window` that a person sees and can use."""
    if isinstance(window, QMenu):
        return _of_menu(window)
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or widget.visibleRegion().isEmpty():
            continue
        if widget.window() is not window and not window.isAncestorOf(widget):
            continue
        if isinstance(widget, QAbstractItemView):
            found += _rows(widget)
        elif isinstance(widget, CLICKED):
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            name = text or widget.accessibleName() or widget.objectName()
            found.append({"kind": type(widget).__name__, "name": name, "rect": rect_of(widget)})
    return found


def rect_of(widget: QWidget) -> Rect:
    """The part of a widget that is seen."""
    return _global(widget, widget.visibleRegion().boundingRect())


def of_menu_bar(window: Any) -> list[dict[str, Any]]:
    """The menus, each with its actions from the top to the bottom: name, and whether it can be chosen."""
    bar: QMenuBar = window.menuBar()
    found = []
    for action in bar.actions():
        menu = action.menu()
        entries = [a for a in menu.actions() if not a.isSeparator() and a.isVisible()] if menu else []
        found.append(
            {
                "name": action.text(),
                "rect": _global(bar, bar.actionGeometry(action)),
                "actions": [[entry.objectName() or entry.text(), entry.isEnabled()] for entry in entries],
            }
        )
    return found


def focus_box(window: Any) -> Rect | None:
    """The box of the mask in focus, on the screen; None if there is none."""
    focus = window.canvas.scene.focus
    if focus is None or focus.mask.is_empty or not window.canvas.isVisible():
        return None
    x0, y0, x1, y1 = focus.mask.bbox
    (left, top), (right, bottom) = (window.canvas.view.to_widget(*p) for p in ((x0, y0), (x1, y1)))
    box = QRect(round(left), round(top), max(1, round(right - left)), max(1, round(bottom - top)))
    box = box.intersected(window.canvas.rect())
    return _global(window.canvas, box) if not box.isEmpty() else None


def _of_menu(menu: QMenu) -> list[dict[str, Any]]:
    return [
        {
            "kind": "entry",
            "name": action.objectName() or action.text(),
            "rect": _global(menu, menu.actionGeometry(action)),
        }
        for action in menu.actions()
        if action.isEnabled() and not action.isSeparator()
    ]


def _rows(view: QAbstractItemView) -> list[dict[str, Any]]:
    model = view.model()
    found = []
    for row in range(model.rowCount() if model is not None else 0):
        seen = view.visualRect(model.index(row, 0)).intersected(view.viewport().rect())
        if not seen.isEmpty():
            found.append(
                {"kind": "row", "name": view.accessibleName(), "rect": _global(view.viewport(), seen)}
            )
            if len(found) == MOST_ROWS:
                break
    return found


def _global(widget: QWidget, rect: QRect) -> Rect:
    at = widget.mapToGlobal(rect.topLeft())
    return [at.x(), at.y(), rect.width(), rect.height()]
