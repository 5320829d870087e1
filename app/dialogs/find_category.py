"""The palette of categories: assigns any category by name, including new ones and those without a number key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.dialogs.finder import Entry, Palette
from app.session.appearance import Choice, relabel_key
from app.translation import tr
from app.widgets.brief import brief
from app.widgets.icons import swatch


class CategoryPalette(Palette):
    """`give` receives the chosen name; an unknown name is offered as a new category.

    With `merged`, it asks what to merge that category into, and does not offer it.
    """

    def __init__(
        self, parent: QWidget, choices: list[Choice], give: Callable[[str], None], merged: str | None = None
    ) -> None:
        self._choices, self._merged = choices, merged
        self._give = give
        question = tr("Which category?")
        if merged is not None:
            question = tr("Merge “{name}” into which category?", name=merged)
        super().__init__(parent, question, tr("Categories"), self._entries_for)

    def _entries_for(self, text: str) -> list[Entry]:
        name = text.strip()
        found = [
            (_rank(choice.name, name), number, choice)
            for number, choice in enumerate(self._choices)
            if name.casefold() in choice.name.casefold() and choice.name != self._merged
        ]
        entries = [
            Entry(
                "    ".join(filter(None, (brief(choice.name), relabel_key(choice), _source(choice)))),
                partial(self._give, choice.name),
                icon=swatch(QColor(*choice.color)),
            )
            for _, _, choice in sorted(found, key=lambda row: row[:2])
        ]
        if name and name not in [choice.name for choice in self._choices]:
            entries.append(Entry(tr("New category “{name}”", name=brief(name)), partial(self._give, name)))
        return entries


def _source(choice: Choice) -> str:
    """Where a category comes from, if it is not the project's."""
    return tr("(known to the model, new to the project)") if choice.id is None else ""


def _rank(name: str, sought: str) -> int:
    """Exact matches come first, then prefixes, then word prefixes, then other matches."""
    name, sought = name.casefold(), sought.casefold()
    if name == sought:
        return 0
    if name.startswith(sought):
        return 1
    return 2 if any(word.startswith(sought) for word in name.split()) else 3
