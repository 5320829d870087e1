"""Chooses the category of a proposal from those that it can have."""

from __future__ import annotations

from collections.abc import Collection

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
