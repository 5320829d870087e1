"""Chooses the category of a proposal from those that it can have, fresh from the model or after it has waited."""

from __future__ import annotations

from collections.abc import Collection

from annotations.records import Proposal
from app.assist.protocol import AssistProposal


def proposed_category(
    proposal: AssistProposal, own: Collection[str], of_project: Collection[str], in_hand: str | None
) -> tuple[str | None, dict[str, float]]:
    """The likeliest category that the proposal can have, and the probabilities of all of them, likeliest first.

    It can have those of the model's `own` categories that the project has too, and all of them while the project has
    none. If the model tells none of these, the category is `in_hand`.
    """
    possible = [name for name in own if name in of_project or not of_project]
    told = {name: value for name, value in proposal.category_probabilities if name in possible}
    if proposal.category in possible:
        return proposal.category, told
    return max(told, key=lambda name: told[name], default=in_hand), told


def as_answer(proposal: Proposal) -> AssistProposal:
    """A waiting proposal as the model's answer that it was, with the likeliest category only."""
    x0, y0, x1, y1 = (float(value) for value in proposal.mask.bbox)
    told = ((proposal.category, proposal.category_probability),) if proposal.category is not None else ()
    return AssistProposal(
        mask=proposal.mask,
        box=(x0, y0, x1, y1),
        category=proposal.category,
        category_probabilities=told,
        objectness=proposal.objectness,
        click=proposal.click,
        about_left=-1,
    )
