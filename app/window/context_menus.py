"""Shows the context menus of an instance, a proposal, a step, an image or several."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from annotations.records import Attribute, Instance
from app.session.instances import InstanceWork
from app.session.session import Session
from app.tools.gesture import MenuAt
from app.translation import tr
from app.widgets.brief import as_label, brief
from app.window.frame import Frame


class ContextMenus:
    """All appear at the pointer, unless a screen position is given."""

    def __init__(self, frame: Frame, session: Session, instances: InstanceWork) -> None:
        self._frame, self._session, self._instances = frame, session, instances

    def of_place(self, place: MenuAt) -> None:
        """Shows the menu of the selected instances or the proposal, if the focus covers the position."""
        sequence = self._session.sequence
        mask = sequence.mask() if sequence is not None else None
        if sequence is None or mask is None or not mask.contains(place.x, place.y):
            return
        if sequence.selected():
            self.of_instances()
        else:
            self._frame.pop_up("proposal")

    def of_instances(self, at: QPoint | None = None) -> None:
        """Shows the menu of the selected instances, including the attributes of their category."""
        menu = self._frame.menu_of("instance")
        document, sequence = self._session.document, self._session.sequence
        chosen = sequence.selected() if sequence is not None else []
        kinds = {instance.category_id for instance in chosen}
        category = document.category(kinds.pop()) if document is not None and len(kinds) == 1 else None
        actions = menu.actions()
        below = actions[actions.index(self._frame.actions_by_name["note"])]
        for attribute in category.attributes if category is not None else ():
            if attribute.choices:
                menu.insertMenu(below, self._answers(menu, attribute, chosen))
        self._frame.show_menu(menu, at)

    def of_step(self) -> None:
        """Shows the menu of the step in focus."""
        self._frame.pop_up("step")

    def of_images(self, count: int) -> None:
        """Shows the menu of the image, or of all images selected in the list."""
        self._frame.pop_up("images" if count > 1 else "image")

    def _answers(self, parent: QMenu, attribute: Attribute, chosen: list[Instance]) -> QMenu:
        """Adds the choices of an attribute; the common one is checked."""
        menu = QMenu(as_label(brief(attribute.name)), parent)
        given = {dict(instance.attributes).get(attribute.name, "") for instance in chosen}
        for choice in (*attribute.choices, ""):
            action = menu.addAction(
                as_label(brief(choice)) if choice else tr("No value"),
                partial(self._instances.describe, attributes={attribute.name: choice}),
            )
            action.setCheckable(True)
            action.setChecked(given == {choice})
        return menu
