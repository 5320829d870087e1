"""Runs a predictor over an image without a person: every proposal is accepted as it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.masks import Mask
from rsis_model.predictor import Predictor

MOST_PROPOSALS = 1000


@dataclass(frozen=True)
class Detection:
    """A proposed instance: its mask, its category, and the scores of both."""

    mask: Mask
    category: str
    category_probability: float
    objectness: float

    @property
    def score(self) -> float:
        """Category probability times objectness, the original's ranking."""
        return self.category_probability * self.objectness


def detect(
    predictor: Predictor,
    image: NDArray[np.uint8],
    most: int = MOST_PROPOSALS,
    size: float | None = None,
    expected: float | None = None,
) -> list[Detection]:
    """Run the whole sequence on an (H, W, 3) uint8 image until the network stops, at most `most` proposals.

    size, expected: the objects' diameter, as for `Predictor.open`.
    """
    scene = predictor.open(image, size, expected)
    state = predictor.initial_state(scene)
    found: list[Detection] = []
    for _ in range(most):
        proposal, state = predictor.propose(scene, state)
        if proposal is None:
            break
        if not proposal.patch.any():
            continue
        mask = Mask.from_patch(proposal.patch, proposal.origin, proposal.size)
        probability = proposal.category_probabilities[proposal.category]
        found.append(Detection(mask, proposal.category, probability, proposal.objectness))
        if predictor.config.guidance:
            state = predictor.accept(scene, state, proposal.mask, proposal.category)
    return found
