"""The help page: every action with its keys, made from the table of actions."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from annotations.message import Message
from app.actions import ACTIONS, MENUS, Action, keys_text
from app.translation import tr
from app.widgets.theme import Theme, theme

POINTER = (
    (Message("Wheel"), Message("Zooms at the pointer; with Ctrl it scrolls (see Settings).")),
    (Message("Middle-drag, Space-drag"), Message("Pans the image, with any tool.")),
    (Message("Right button with the brush"), Message("Erases; with the eraser, paints.")),
    (
        Message("Click a thumbnail in the strip"),
        Message("Goes back to that step. Later steps stay."),
    ),
    (
        Message("Eye and lock in the instance list"),
        Message("Hides or locks an instance. Drag over others to include them."),
    ),
    (Message("Double-click in the instance list"), Message("Zooms to the instance.")),
    (Message("Shift or Ctrl in the image list"), Message("Selects several images, to mark them together.")),
)
_TABLE = "<table width='100%' cellspacing='0' cellpadding='5'>"


def help_html(colors: Theme, search: str = "", table: tuple[Action, ...] = ACTIONS) -> str:
    """The page as HTML; with `search`, only the actions whose name, keys or help contain it.

    `table` has all actions with their current keys.
    """
    parts = []
    usual = {action.name: action.keys for action in ACTIONS}
    as_usual = all(usual[action.name] == action.keys for action in table if not action.in_menu)
    for menu in MENUS:
        rows = [
            _row(action, colors, as_usual)
            for action in table
            if action.menu == menu and _fits(action, search, as_usual)
        ]
        if rows:
            parts.append(f"<h3>{escape(tr(menu))}</h3>{_TABLE}{''.join(rows)}</table>")
    if not search:
        rows = [
            f"<tr><td width='30%'>{escape(tr(what))}</td><td>{escape(tr(does))}</td></tr>"
            for what, does in POINTER
        ]
        parts.append(f"<h3>{escape(tr('Pointer'))}</h3>{_TABLE}{''.join(rows)}</table>")
    return "".join(parts) or f"<p>{escape(tr('No actions match.'))}</p>"


def _fits(action: Action, search: str, as_usual: bool) -> bool:
    if not action.in_menu and not search and as_usual and not action.name.endswith("_1"):
        return False  # one entry for all nine number keys
    words = f"{tr(action.text)} {keys_text(action)} {tr(action.help)}".casefold()
    return all(word in words for word in search.casefold().split())


def _row(action: Action, colors: Theme, as_usual: bool) -> str:
    keys, text, help_text = keys_text(action), tr(action.text), tr(action.help)
    if action.name == "relabel_1" and as_usual:
        keys, text = "1 … 9", tr("Relabel as category 1 … 9")
        help_text = tr("Sets that category for the proposal or the selected instances.")
    elif action.name == "relabel_accept_1" and as_usual:
        keys, text = "Shift+1 … 9", tr("Relabel as category 1 … 9 and accept")
        help_text = tr("Sets that category, accepts the proposal and shows the next one.")
    return (
        f"<tr><td width='30%'><b>{escape(text)}</b></td>"
        f"<td width='20%'><span style='color:{colors.accent}'>{escape(keys)}</span></td>"
        f"<td>{escape(help_text)}</td></tr>"
    )


class HelpPage(QDialog):
    """A searchable page. `table` has all actions with their current keys."""

    def __init__(self, table: tuple[Action, ...] = ACTIONS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys and actions"))
        self.resize(820, 640)
        self._table = table
        self._search = search = QLineEdit()
        search.setPlaceholderText(tr("Find an action or a key"))
        search.setAccessibleName(tr("Find an action or a key"))
        search.setClearButtonEnabled(True)
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr("Keys and actions"))
        self.show_keys(table)
        search.textChanged.connect(lambda _text: self.show_keys(self._table))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.addWidget(search)
        layout.addWidget(self.page, 1)
        layout.addWidget(buttons)
        search.setFocus()

    def show_keys(self, table: tuple[Action, ...]) -> None:
        """Shows the actions that match the search, with their keys in this table."""
        self._table = table
        self.page.setHtml(help_html(theme(), self._search.text(), table))
