"""Hidden and locked instances: view state, not part of the project."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from annotations.message import Message
from annotations.records import Instance, Transaction
from app.actions import KeyOf

Shown = Literal["all", "focus", "nothing"]


@dataclass
class Marks:
    """Instance ids, kept while a project is open."""

    hidden: set[int] = field(default_factory=set)
    locked: set[int] = field(default_factory=set)
    shown: Shown = "all"
    lit: int | None = None
    """The instance under the pointer in the list, shown in the image even if hidden."""

    def shows(self, instance: Instance) -> bool:
        """Whether it is visible when not in focus."""
        return self.shown == "all" and instance.id not in self.hidden

    def can_be_picked(self, instance: Instance) -> bool:
        """Whether a click on the image can select it."""
        return self.shows(instance) and instance.id not in self.locked

    @property
    def hides_something(self) -> bool:
        return self.shown != "all" or bool(self.hidden)

    def light(self, instance_id: int | None) -> None:
        """Highlights an instance; None: none."""
        self.lit = instance_id

    def show_all(self) -> None:
        self.hidden.clear()
        self.shown = "all"

    def toggle(self, marked: set[int], instances: list[Instance]) -> bool:
        """Marks all of them or, if all are marked, unmarks them; returns whether they are marked now."""
        ids = {instance.id for instance in instances}
        if ids <= marked:
            marked -= ids
            return False
        marked |= ids
        return True

    def refuses(self, transaction: Transaction) -> str | None:
        """Why a transaction is refused: it would change a locked instance in more than its order; else None."""
        for part in transaction.changes:
            before, after = part.before, part.after
            if not isinstance(before, Instance) or before.id not in self.locked:
                continue
            same = isinstance(after, Instance) and (before.mask, before.category_id) == (
                after.mask,
                after.category_id,
            )
            if not same:
                return Message(
                    "This instance is locked. Press {unlock} to unlock the selection.",
                    unlock=KeyOf("lock_instance"),
                )
        return None
