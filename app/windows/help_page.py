"""The help page: every action with its keys, made from the table of actions."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from app.actions import ACTIONS, MENUS, Action, keys_text
from app.windows.theme import Theme, theme

POINTER = (
    ("Wheel", "Zooms at the pointer (a setting; with Ctrl it scrolls)."),
    ("Middle drag, Space drag", "Pans, in every tool."),
    ("Right button with the brush", "Erases; with the eraser it paints."),
    ("Click on a thumbnail of the strip", "Goes back to that step. What came later stays."),
)


def help_html(colors: Theme, search: str = "") -> str:
    """The page as HTML; with `search` only the actions whose name, keys or help contain it."""
    parts = []
    for menu in MENUS:
        rows = [_row(action, colors) for action in ACTIONS if action.menu == menu and _fits(action, search)]
        if rows:
            parts.append(
                f"<h3>{menu}</h3><table width='100%' cellspacing='0' cellpadding='5'>{''.join(rows)}</table>"
            )
    if not search:
        rows = [
            f"<tr><td width='30%'>{escape(what)}</td><td>{escape(does)}</td></tr>" for what, does in POINTER
        ]
        parts.append(
            f"<h3>Pointer</h3><table width='100%' cellspacing='0' cellpadding='5'>{''.join(rows)}</table>"
        )
    return "".join(parts) or "<p>No action is called that.</p>"


def _fits(action: Action, search: str) -> bool:
    if not action.in_menu and not search and not action.name.endswith("_1"):
        return False  # one of nine is enough to explain the number keys
    words = f"{action.text} {keys_text(action)} {action.help}".casefold()
    return all(word in words for word in search.casefold().split())


def _row(action: Action, colors: Theme) -> str:
    keys, text, help_text = keys_text(action), action.text, action.help
    if action.name in ("relabel_1", "relabel_accept_1"):
        keys = keys.replace("1", "1 … 9")
        text, help_text = (
            text.replace("category 1", "category 1 … 9"),
            help_text.replace("category 1", "that category"),
        )
    return (
        f"<tr><td width='30%'><b>{escape(text)}</b></td>"
        f"<td width='20%'><span style='color:{colors.accent}'>{escape(keys)}</span></td>"
        f"<td>{escape(help_text)}</td></tr>"
    )


class HelpPage(QDialog):
    """Can be searched."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and actions")
        self.resize(820, 640)
        search = QLineEdit()
        search.setPlaceholderText("Find an action or a key")
        search.setClearButtonEnabled(True)
        self.page = QTextBrowser()
        self.page.setHtml(help_html(theme()))
        search.textChanged.connect(lambda text: self.page.setHtml(help_html(theme(), text)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.addWidget(search)
        layout.addWidget(self.page, 1)
        layout.addWidget(buttons)
        search.setFocus()
