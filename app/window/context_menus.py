"""The menu of an instance: what can be done with it, and the answers to what its category asks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from annotations.records import Attribute, Instance
from app.panels.recent import as_label
from app.translation import tr

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def pop_up_instance_menu(window: MainWindow, at: QPoint | None = None) -> None:
    """Shows the menu of the selected instances at a point of the screen, or where the pointer is."""
    menu = window.menu_of("instance")
    document, sequence = window.work.document, window.work.sequence
    chosen = sequence.selected() if sequence is not None else []
    kinds = {instance.category_id for instance in chosen}
    category = document.category(kinds.pop()) if document is not None and len(kinds) == 1 else None
    actions = menu.actions()
    below = actions[actions.index(window.actions_by_name["note"])]
    for attribute in category.attributes if category is not None else ():
        if attribute.choices:
            menu.insertMenu(below, _answers(window, menu, attribute, chosen))
    window.show_menu(menu, at)


def _answers(window: MainWindow, parent: QMenu, attribute: Attribute, chosen: list[Instance]) -> QMenu:
    """The answers that an attribute may have; the one that all have is ticked."""
    menu = QMenu(as_label(attribute.name), parent)
    given = {dict(instance.attributes).get(attribute.name, "") for instance in chosen}
    for choice in (*attribute.choices, ""):
        action = menu.addAction(
            as_label(choice) if choice else tr("No answer"),
            partial(window.instances.describe, attributes={attribute.name: choice}),
        )
        action.setCheckable(True)
        action.setChecked(given == {choice})
    return menu
