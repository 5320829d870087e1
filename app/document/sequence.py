"""The sequence of one image: steps, the pending proposal, and the decisions on them."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from annotations.masks import Mask
from annotations.message import Message
from annotations.records import Change as RecordChange
from annotations.records import Instance, Key, Step, Transaction
from app.actions import KeyOf
from app.document import decisions
from app.document.document import Document
from app.document.waiting import Waiting

Change = Transaction | None


class Sequence:
    """One image's steps, the pending proposal, and the focus.

    `live` is the model's newest proposal, which is not part of the document until the user acts on it.
    The focus is a step or an instance (as a record key); None is the front, where the next proposal appears.
    """

    def __init__(self, document: Document, image_id: int) -> None:
        self.document = document
        self.image_id = image_id
        self.live: Step | None = None
        self.ended = False  # the model found nothing more
        self.focus: Key | None = None
        self.waiting = Waiting(document, image_id)
        self._also: tuple[Key | None, tuple[int, ...]] = (None, ())
        self._proposed: dict[int, Step] = {}  # steps as proposed, while they are being changed
        self.go_to_front()

    # -- content

    def steps(self) -> list[Step]:
        """The strip: the document's steps, then the live proposal."""
        steps = self.document.steps(self.image_id)
        if self.live is not None and self.document.step(self.live.id) is None:
            steps.append(self.live)
        return steps

    def step(self) -> Step | None:
        """The step in focus."""
        if self.focus is None or self.focus[0] != "step":
            return None
        if self.live is not None and self.focus[1] == self.live.id:
            return self.document.step(self.live.id) or self.live
        return self.document.step(self.focus[1])

    def instance(self) -> Instance | None:
        """The instance in focus: the selected one, or that of the step in focus."""
        if self.focus is not None and self.focus[0] == "instance":
            return self.document.instance(self.focus[1])
        step = self.step()
        return self.document.instance(step.instance_id) if step is not None else None

    def also(self) -> list[Instance]:
        """The instances selected besides the focus; none once the focus has moved."""
        if self._also[0] != self.focus:
            return []
        own = self.instance()
        found = [self.document.instance(number) for number in self._also[1]]
        return [other for other in found if other is not None and other != own]

    @property
    def is_selected(self) -> bool:
        """Whether the instance in focus was selected as such, and not through its step or by drawing it."""
        return self.focus is not None and self._also[0] == self.focus and self.instance() is not None

    def selected(self) -> list[Instance]:
        """All selected instances, the one in focus first."""
        own = self.instance()
        return ([own] if own is not None else []) + self.also()

    def mask(self) -> Mask | None:
        """The mask that an edit would change."""
        instance, step = self.instance(), self.step()
        if instance is not None:
            return instance.mask
        return step.mask if step is not None else None

    def category(self) -> str | None:
        """The category of the focus; None for unknown."""
        instance, step = self.instance(), self.step()
        if instance is not None:
            category = self.document.category(instance.category_id)
            return category.name if category is not None else None
        return step.category if step is not None else None

    @property
    def at_front(self) -> bool:
        """Whether the focus is undecided or empty, rather than an earlier decision."""
        step = self.step()
        return self.focus is None or (step is not None and step.outcome == "open")

    def decided(self, exclude: Key | None = None) -> tuple[list[tuple[Mask, str | None]], list[Mask]]:
        """The decisions for the model: (mask, category) of every instance, and rejected masks.

        Skipped proposals are included as rejected, so that the model moves on; for training they are no rejections.
        """
        names: dict[int | None, str] = {c.id: c.name for c in self.document.categories()}
        annotated = [
            (instance.mask, names.get(instance.category_id))
            for instance in sorted(self.document.instances(self.image_id), key=lambda i: i.id)
            if instance.key != exclude
        ]
        steps = self.document.steps(self.image_id)
        return annotated, [s.mask for s in steps if s.outcome in ("rejected", "skipped") and s.key != exclude]

    def wants_proposal(self) -> bool:
        """Whether the next thing to do is to ask the model."""
        return self.live is None and not self.ended and self._open_step() is None

    # -- the model's answers

    def propose(self, step: Step | None) -> None:
        """Takes the model's next proposal; None: nothing more. Does not move the focus away from an earlier step."""
        self.live = step
        self.ended = step is None
        if step is not None and self.focus is None:
            self.focus = step.key

    def drop_proposal(self) -> None:
        """Drops the live proposal, since the decisions it was based on have changed."""
        if self.live is not None and self.focus == self.live.key and self.document.step(self.live.id) is None:
            self.focus = None
        self.live = None
        self.ended = False

    # -- navigation

    def go_to_front(self) -> None:
        """Returns to the pending proposal."""
        step = self._open_step() or self.live
        self.focus = step.key if step is not None else None

    def go_to(self, key: Key) -> None:
        """Opens an earlier step, or selects an instance (through its step, if it has one)."""
        selects = key[0] == "instance"
        if selects:
            instance = self.document.instance(key[1])
            step = self.document.step_of(instance) if instance is not None else None
            key = step.key if step is not None else key
        self.focus = key
        self._also = key if selects else None, ()

    def select(self, instances: list[int]) -> None:
        """Selects these instances, the first in focus. None: back to the front."""
        if not instances:
            self.go_to_front()
            return
        self.go_to(("instance", instances[0]))
        self._also = self.focus, tuple(instances[1:])

    def toggle(self, instance_id: int) -> None:
        """Adds an instance to the selection, or removes it; a proposal in focus stays in focus."""
        own = self.instance()
        others = [other.id for other in self.also()]
        if own is not None and own.id == instance_id:
            self.select(others)
        elif own is None and self.step() is None:
            self.select([instance_id])
        elif instance_id in others:
            self._also = self.focus, tuple(number for number in others if number != instance_id)
        else:
            self._also = self.focus, (*others, instance_id)

    def move(self, by: int) -> bool:
        """Moves `by` steps along the strip; False at its ends. The front comes after the last step."""
        keys: list[Key | None] = [step.key for step in self.steps()]
        if self.live is None and self._open_step() is None:
            keys.append(None)
        at = keys.index(self.focus) if self.focus in keys else len(keys) - 1
        if not 0 <= at + by < len(keys):
            return False
        self.focus = keys[at + by]
        self._also = None, ()
        return True

    # -- decisions: each returns the transaction to apply, None if there is nothing to do

    def accept(self, category: str | None = None) -> Change:
        """Accepts the focus; `category` relabels it in the same transaction."""
        step, instance = self.step(), self.instance()
        if instance is not None:
            if category is not None and category != self.category():
                return decisions.relabel_instance(self.document, instance, category)
            return None
        if step is None:
            return None
        proposed, touched = self._as_proposed(step)
        name = category if category is not None else step.category
        return decisions.accept(self.document, self._indexed(step), step.mask, name, proposed, touched)

    def close(self, outcome: Literal["rejected", "skipped"]) -> Change:
        """Rejects ("rejected") or skips ("skipped") the proposal in focus; deletes an instance without a proposal."""
        step, instance = self.step(), self.instance()
        if instance is not None and (step is None or step.outcome == "drawn"):
            return decisions.delete(self.document, instance) if outcome == "rejected" else None
        if step is None or step.outcome == outcome:
            return None
        proposed, _ = self._as_proposed(step)
        return decisions.close_step(self.document, self._indexed(step), proposed, outcome)

    def relabel(self, category: str | None) -> Change:
        """Relabels the focus; a proposal still has to be accepted after that."""
        step, instance = self.step(), self.instance()
        if self.category() == category:
            return None
        if instance is not None:
            return decisions.relabel_instance(self.document, instance, category)
        if step is None or category is None:
            return None
        self._remember(step)
        label = decisions.relabelling(category)
        return decisions.edit_open_step(self.document, self._indexed(step), label, category=category)

    def edit_mask(self, mask: Mask, label: str) -> Change:
        """Changes the mask of the focus. ValueError if nothing would be left of it."""
        if mask.is_empty:
            raise ValueError(
                Message(
                    "Nothing would be left. Reject it ({reject}) or delete it ({delete}) instead.",
                    reject=KeyOf("reject"),
                    delete=KeyOf("delete"),
                )
            )
        step, instance = self.step(), self.instance()
        if mask == self.mask():
            return None
        if instance is not None:
            return decisions.edit_instance_mask(self.document, instance, mask, label)
        if step is None:
            return None
        self._remember(step)
        return decisions.edit_open_step(self.document, self._indexed(step), label, mask=mask)

    def draw(self, mask: Mask, category: str | None, label: str) -> Transaction:
        """Adds an instance drawn by hand. ValueError if the mask is empty."""
        if mask.is_empty:
            raise ValueError(Message("The drawing is outside the image."))
        return decisions.draw(self.document, self.image_id, mask, category, label)

    def delete(self) -> Change:
        instance = self.instance()
        return decisions.delete(self.document, instance) if instance is not None else None

    def start_over(self) -> Change:
        """Removes the step in focus and all later ones."""
        step = self.step()
        if step is None or self.document.step(step.id) is None:
            return None
        return decisions.start_over(self.document, self.image_id, step.index)

    # -- following the document

    def follow(self, transaction: Transaction, travelled: bool) -> bool:
        """Updates focus and proposal after a transaction; True: the model must be asked again.

        `travelled`: it was an undo or redo, so the focus moves to the change.
        """
        transaction = self._of_this_image(transaction)
        steps = [part for part in transaction.changes if part.key[0] == "step"]
        come = [p.after for p in steps if isinstance(p.after, Step)]
        opened = next((step for step in come if step.outcome == "open"), None)
        if opened is not None:
            if self.live is not None and self.live.id != opened.id:
                self.live = None
            self.focus = opened.key
            return False
        gone = [p.before for p in steps if p.after is None and isinstance(p.before, Step)]
        if travelled and len(gone) == 1 and gone[0].outcome != "drawn":
            self.live = self._restored(gone[0])
            self.waiting.come_back(transaction, self.live)
            self.ended = False
            self.focus = self.live.key
            return False
        if not _tells_the_model(transaction):
            if travelled:
                self.focus = self._focus_after(transaction, travelled) or self.focus
            self._heal_focus()
            return False
        self.drop_proposal()
        self.focus = self._focus_after(transaction, travelled)
        self._heal_focus()
        return self.wants_proposal()

    def _of_this_image(self, transaction: Transaction) -> Transaction:
        """The transaction without its changes of other images."""
        own = [part for part in transaction.changes if _image_of(part) in (None, self.image_id)]
        return replace(transaction, changes=tuple(own))

    def _focus_after(self, transaction: Transaction, travelled: bool) -> Key | None:
        for part in transaction.changes:
            before, after = part.before, part.after
            if (
                isinstance(before, Instance)
                and isinstance(after, Instance)
                and after.image_id == self.image_id
            ):
                if travelled:
                    self.go_to(part.key)
                return self.focus
        for part in transaction.changes:
            if isinstance(part.after, Step):
                drawn = part.before is None and part.after.outcome == "drawn"
                if drawn or (travelled and isinstance(part.before, Step) and part.before.outcome != "open"):
                    return part.key
        return None

    # -- internals

    def _heal_focus(self) -> None:
        live = self.live is not None and self.focus == self.live.key
        if self.focus is None or (not live and self.document.get(self.focus) is None):
            self.go_to_front()

    def _open_step(self) -> Step | None:
        return next((s for s in self.document.steps(self.image_id) if s.outcome == "open"), None)

    def _indexed(self, step: Step) -> Step:
        """Appends a live proposal to the strip when it becomes part of the document."""
        if self.document.step(step.id) is not None:
            return step
        return replace(step, index=decisions.next_index(self.document, self.image_id))

    def _remember(self, step: Step) -> None:
        if step.outcome != "open" or self.document.step(step.id) is None:
            self._proposed[step.id] = step

    def _as_proposed(self, step: Step) -> tuple[Step, bool]:
        """The step as proposed, and whether its mask has changed since."""
        if self.document.step(step.id) is None or step.outcome != "open":
            return step, False
        proposed = self._proposed.get(step.id)
        # An open step from an earlier session was changed by the user; nothing else creates one.
        return (proposed, proposed.mask != step.mask) if proposed is not None else (step, True)

    def _restored(self, gone: Step) -> Step:
        proposed = self._proposed.get(gone.id)
        return replace(proposed or gone, outcome="open", instance_id=None)


def _image_of(part: RecordChange) -> int | None:
    """The image to which the changed step or instance belongs."""
    record = part.after if part.after is not None else part.before
    return record.image_id if isinstance(record, Step | Instance) else None


def _tells_the_model(transaction: Transaction) -> bool:
    """Whether it changes steps, or an instance's mask or category. The model ignores notes and order."""
    for part in transaction.changes:
        if part.key[0] == "step":
            return True
        before, after = part.before, part.after
        if part.key[0] != "instance":
            continue
        if not isinstance(before, Instance) or not isinstance(after, Instance):
            return True
        if (before.mask, before.category_id) != (after.mask, after.category_id):
            return True
    return False
