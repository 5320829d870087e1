"""Runs a predictor over an image without a person: every proposal is accepted as it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.masks import Mask
from rsis_model.predictor import Predictor
from rsis_model.questions import Asking

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
    return predictor.answer(detecting(predictor, image, most, size, expected))


def detecting(
    predictor: Predictor,
    image: NDArray[np.uint8],
    most: int = MOST_PROPOSALS,
    size: float | None = None,
    expected: float | None = None,
) -> Asking[list[Detection]]:
    """Return `detect` as a generator, several of which can run side by side (`Predictor.answer_together`)."""
    scene = yield from predictor.opening(image, size, expected, unattended=True)
    state = predictor.initial_state(scene)
    found: list[Detection] = []
    for _ in range(most):
        proposal, state = yield from predictor.proposing(scene, state)
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
