"""A language made up for tests, every text that a window shows, and every widget that takes the keyboard."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt, QTranslator
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGroupBox,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QSpinBox,
    QTabWidget,
    QTextBrowser,
    QTreeWidget,
    QWidget,
)

from app.translation import CONTEXT
from resources import translations

_WIDE = {
    ord(letter): ord(letter) - ord("!") + ord("！") for letter in map(chr, range(33, 127)) if letter.isalpha()
}
_KEPT = re.compile(r"\{[a-z_]+(?:![rs])?(?::[^{}]*)?\}|<[^<>]*>|\(\*\.[a-z]+\)")
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
Text = tuple[str, str]
"""Where a text is shown, and the text."""


def widened(text: str) -> str:
    """The text in wide letters, its placeholders and marks as they are."""
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [text[end : kept.start()].translate(_WIDE), kept.group()]
        end = kept.end()
    return "".join([*parts, text[end:].translate(_WIDE)])


class WideLanguage(QTranslator):
    """Says whatever is in the translation files in wide letters, and nothing else: the rest stays narrow."""

    def __init__(self) -> None:
        super().__init__()
        root = ET.parse(translations() / f"{CONTEXT}_zh_CN.ts").getroot()
        self._known = {message.findtext("source", "") for message in root.iter("message")}

    def translate(self, context: str, text: str, comment: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
        return widened(text) if context != CONTEXT or text in self._known else None

    def isEmpty(self) -> bool:  # noqa: N802
        return False


def texts_of(root: QWidget) -> Iterator[Text]:
    """Every text that can be seen, pointed at or heard in a window: its widgets, menus and items."""
    yield f"title of {type(root).__name__}", root.windowTitle()
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root) or (widget is not root and widget.isWindow()):
            continue
        where = f"{type(widget.parent()).__name__}/{type(widget).__name__} {widget.objectName()}"
        for text in (widget.toolTip(), widget.statusTip(), widget.accessibleName(), *_own_texts(widget)):
            yield where, text
    for action in root.findChildren(QAction):
        for text in (action.text(), action.toolTip(), action.statusTip()):
            yield f"action {action.objectName()}", text.replace("&", "")


def _own_texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text().replace("&", "")
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QSpinBox | QDoubleSpinBox):
        yield from (widget.prefix(), widget.suffix(), widget.specialValueText())
    elif isinstance(widget, QProgressBar):
        yield widget.format()
    elif isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    elif isinstance(widget, QTabWidget):
        yield from (widget.tabText(tab) for tab in range(widget.count()))
    elif isinstance(widget, QTextBrowser):
        yield from _said_in(widget.toHtml())
    elif isinstance(widget, QPlainTextEdit):
        yield widget.placeholderText()
        if widget.isReadOnly():
            yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView):
        yield from _items(widget.model(), QModelIndex())
        if isinstance(widget, QTreeWidget):
            yield from (widget.headerItem().text(column) for column in range(widget.columnCount()))
    for name in ("empty_text", "message"):  # what is painted, not held by a label
        text = getattr(widget, name, "")
        if isinstance(text, str):
            yield text


def _items(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), 500)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield from (str(index.data(role) or "") for role in _ROLES)
            yield from _items(model, index)


def _said_in(html: str) -> list[str]:
    said: list[str] = []

    class Reader(HTMLParser):
        in_body = False

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.in_body = self.in_body or tag == "body"

        def handle_data(self, data: str) -> None:
            if self.in_body:
                said.append(data)

    Reader().feed(html)
    return said


_KEYS = "Ctrl Shift Alt Enter Return Backspace Space Delete Del Esc Tab Left Right Up Down Home End PgUp PgDown F1 F2"
_NAMES = "RSIS Annotator GrabCut English JSON COCO VOC Pascal Cityscapes IoU png rsis px"


def untranslated(texts: Iterator[Text], own: str = "") -> list[Text]:
    """The texts with words in narrow letters, less keys, proper names, paths, and the person's `own` words."""
    known = {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", f"{_KEYS} {_NAMES} {own}")}
    found = []
    for where, text in texts:
        words = {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"/[\w./-]+", "", text))}
        if words - known:
            found.append((where, text))
    return sorted(set(found))


def _is_part(widget: QWidget) -> bool:
    """Is it what another widget is made of, such as the field of a spin box?"""
    parent = widget.parentWidget()
    return (
        widget.objectName().startswith("qt_")
        or isinstance(widget, QScrollBar | QHeaderView)
        or isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit | QKeySequenceEdit)
        or (isinstance(parent, QAbstractItemView) and not isinstance(widget, QAbstractItemView))
    )


def controls(root: QWidget) -> list[QWidget]:
    """Whatever in a window a person can use now: what takes the keyboard, and what can be clicked."""
    kinds = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QAbstractItemView, QComboBox, QLineEdit)
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.window() is root
        and widget.isEnabled()
        and not _is_part(widget)
        and (isinstance(widget, kinds) or takes_tab(widget))
        and not isinstance(widget, QDialogButtonBox)
    ]


def takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def described(widget: QWidget) -> str:
    """For a failing test."""
    parents = []
    parent = widget.parentWidget()
    while parent is not None:
        parents.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{type(widget).__name__} {widget.objectName()!r} in {' in '.join(parents)}"


def tab_order(root: QWidget, press_tab: object) -> list[QWidget]:
    """The widgets that Tab leads to, from the one that has the focus, until it comes round."""
    assert callable(press_tab)
    found: list[QWidget] = []
    for _ in range(200):
        press_tab()
        widget = QApplication.focusWidget()
        assert widget is not None
        while _is_part(widget) and widget.parentWidget() is not None:
            parent = widget.parentWidget()
            assert parent is not None
            widget = parent
        if widget in found:
            break
        found.append(widget)
    return found
