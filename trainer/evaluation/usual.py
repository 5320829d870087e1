"""What a model's objectness means on images like those it was trained on: how usual it is, and how often right.

The window compares the first proposal in an undecided image with the usual one: if it is less sure, it says what the
model knows instead of offering guesses. It accepts proposals by itself from the objectness at which they are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from annotations.imaging.reading import read_image
from annotations.masks import Mask, iou
from rsis_model.predictor import Predictor
from trainer.data.samples import Sample

SELDOM = 0.02
"""The share of such images whose first proposal may be less sure than usual: one in fifty."""
RIGHT = 0.97
"""The share of proposals that must be right, with an IoU of at least 0.5, to be accepted by themselves."""
MOST_PROPOSALS = 40
"""The number of proposals looked at in each image."""


def first_objectness(predictor: Predictor, paths: Sequence[Path]) -> list[float | None]:
    """Return the objectness of the first proposal in each image; None if there is no proposal."""
    found: list[float | None] = []
    for path in paths:
        proposal, _ = predictor.propose(predictor.open(read_image(path)))
        found.append(proposal.objectness if proposal is not None else None)
    return found


def usual_objectness(predictor: Predictor, paths: Sequence[Path]) -> float:
    """Measure `ModelConfig.usual_objectness` on images that were not trained on: the SELDOM quantile.

    Rounded to two decimals; 0 (unknown) if the model proposes nothing in any of them.
    """
    sure = [value for value in first_objectness(predictor, paths) if value is not None]
    return round(float(np.quantile(sure, SELDOM)), 2) if sure else 0.0


def sure_objectness(predictor: Predictor, samples: Sequence[Sample]) -> float:
    """Measure `ModelConfig.sure_objectness`: the least from which RIGHT of all proposals are right if all are accepted.

    Rounded to two decimals; 0 (unknown) if there is none.
    """
    pairs = sorted((pair for sample in samples for pair in _judged(predictor, sample)), reverse=True)
    right = np.cumsum([is_right for _, is_right in pairs]) / np.arange(1, len(pairs) + 1)
    enough = np.flatnonzero(right >= RIGHT)
    return round(pairs[int(enough[-1])][0], 2) if len(enough) else 0.0


def _judged(predictor: Predictor, sample: Sample) -> list[tuple[float, bool]]:
    """Return the objectness of each proposal in an image, and whether it is right."""
    scene = predictor.open(read_image(sample.path))
    state = predictor.initial_state(scene)
    found: list[tuple[float, bool]] = []
    while len(found) < MOST_PROPOSALS:
        proposal, state = predictor.propose(scene, state)
        if proposal is None:
            break
        mask = Mask.from_patch(proposal.patch, proposal.origin, proposal.size)
        found.append((proposal.objectness, bool((iou([mask], sample.masks) >= 0.5).any())))
        state = predictor.accept(scene, state, proposal.mask)
    return found
