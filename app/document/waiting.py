"""The proposals of one image that wait for a decision: which comes next, and what a decision takes away."""

from __future__ import annotations

from dataclasses import replace

from annotations.passing_over import passed_over
from annotations.records import Instance, Proposal, Step, Transaction
from app.document.document import Document, change


class Waiting:
    """Offers the waiting proposals in order; each may be offered again until it is decided on."""

    def __init__(self, document: Document, image_id: int) -> None:
        self._document, self._image_id = document, image_id
        self._offered: dict[int, Proposal] = {}  # by the step it was offered as
        self._superfluous: set[int] = set()  # taken away by the next decision

    @property
    def count(self) -> int:
        return len(self._document.proposals(self._image_id))

    def next(self) -> Proposal | None:
        """The next proposal whose object was not decided on by other means; None if none waits."""
        document, image_id = self._document, self._image_id
        self._superfluous.clear()
        waiting = document.proposals(image_id)
        instances, steps = document.instances(image_id), document.steps(image_id)
        for proposal in waiting:
            if not passed_over([proposal], instances, steps):
                return proposal
            self._superfluous.add(proposal.id)
        return None

    def offer(self, step: Step, proposal: Proposal) -> None:
        """Notes that the proposal is shown as this step."""
        self._offered[step.id] = proposal

    def settled(self, transaction: Transaction) -> Transaction:
        """The transaction, which also removes the proposal that it decides on and those that it makes superfluous."""
        waiting = self._document.proposals(self._image_id)
        if not waiting or transaction.image_id != self._image_id:
            return transaction
        steps = [part.after for part in transaction.changes if isinstance(part.after, Step)]
        offered = [self._offered[step.id] for step in steps if step.id in self._offered]
        decided = [proposal for proposal in offered if proposal in waiting]
        rest = [proposal for proposal in waiting if proposal not in decided]
        made = [
            part.after
            for part in transaction.changes
            if isinstance(part.after, Instance) and _has_new_mask(part.before, part.after)
        ]
        gone = passed_over(rest, made, steps) if made or steps else frozenset()
        gone |= self._superfluous if made or steps else frozenset()
        away = [*decided, *(proposal for proposal in rest if proposal.id in gone)]
        if not away:
            return transaction
        removals = tuple(change(proposal, None) for proposal in away)
        return replace(transaction, changes=(*transaction.changes, *removals))

    def come_back(self, transaction: Transaction, step: Step) -> None:
        """After an undo that removed the step: notes which proposal it was made of, to be decided on again."""
        for part in transaction.changes:
            back = part.after
            if isinstance(back, Proposal) and part.before is None and back.mask == step.mask:
                self._offered.setdefault(step.id, back)


def _has_new_mask(before: object, after: Instance) -> bool:
    return not isinstance(before, Instance) or before.mask != after.mask
