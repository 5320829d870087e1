"""The usual objectness of a model's first proposal, on images like those it was trained on.

The window compares it with the first proposal in an undecided image: if that is less sure, it says what the model knows
instead of offering guesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from annotations.imaging.reading import read_image
from rsis_model.predictor import Predictor

SELDOM = 0.02
"""The share of such images whose first proposal may be less sure than usual: one in fifty."""


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
