"""The category of a proposal is one that both the model and the project have."""

from __future__ import annotations

import pytest

from annotations.masks import Mask
from app.assist.protocol import AssistProposal
from app.session.proposed_category import proposed_category

TOLD = (("cell", 0.5), ("leaf", 0.3), ("car", 0.2))
PROPOSAL = AssistProposal(Mask.empty((4, 4)), (0, 0, 1, 1), "cell", TOLD, 0.9, None, -1)
OWN = ("cell", "leaf", "car")


@pytest.mark.parametrize(
    ("of_project", "category", "possible"),
    [
        ((), "cell", ["cell", "leaf", "car"]),
        (("car", "leaf", "dust"), "leaf", ["leaf", "car"]),
        (("cell", "car"), "cell", ["cell", "car"]),
        (("dust",), "in hand", []),
    ],
)
def test_the_likeliest_category_that_the_project_has_is_proposed(
    of_project: tuple[str, ...], category: str, possible: list[str]
) -> None:
    chosen, probabilities = proposed_category(PROPOSAL, OWN, of_project, "in hand")
    assert chosen == category
    assert list(probabilities) == possible


def test_a_model_without_categories_proposes_the_one_in_hand() -> None:
    assert proposed_category(PROPOSAL, (), ("cell",), "leaf") == ("leaf", {})
