"""The palette of categories: assigns any category by name, including new ones and those without a number key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.dialogs.finder import Entry, Palette
from app.session.appearance import Choice, relabel_key
from app.translation import tr
from app.widgets.icons import swatch


class CategoryPalette(Palette):
    """`give` receives the chosen name; an unknown name is offered as a new category.

    `left_out` is a category that is not offered; the others keep their own number keys.
    """

    def __init__(
        self, parent: QWidget, choices: list[Choice], give: Callable[[str], None], left_out: str | None = None
    ) -> None:
        self._choices, self._left_out = choices, left_out
        self._give = give
        super().__init__(parent, tr("Which category?"), tr("Categories"), self._entries_for)

    def _entries_for(self, text: str) -> list[Entry]:
        name = text.strip()
        found = [
            (_rank(choice.name, name), number, choice)
            for number, choice in enumerate(self._choices, 1)
            if name.casefold() in choice.name.casefold() and choice.name != self._left_out
        ]
        entries = [
            Entry(
                f"{choice.name}    {relabel_key(number)}".rstrip(),
                partial(self._give, choice.name),
                icon=swatch(QColor(*choice.color)),
            )
            for _rank_of_it, number, choice in sorted(found, key=lambda row: row[:2])
        ]
        if name and name not in [choice.name for choice in self._choices]:
            entries.append(Entry(tr("New category “{name}”", name=name), partial(self._give, name)))
        return entries


def _rank(name: str, sought: str) -> int:
    """Exact matches come first, then prefixes, then word prefixes, then other matches."""
    name, sought = name.casefold(), sought.casefold()
    if name == sought:
        return 0
    if name.startswith(sought):
        return 1
    return 2 if any(word.startswith(sought) for word in name.split()) else 3
