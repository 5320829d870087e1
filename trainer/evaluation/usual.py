"""How sure a model usually is of the first thing that it sees, in pictures such as it was trained on.

The window compares with it the first proposal in an image in which nothing is decided: where that is less sure, it says
what the model knows instead of guessing on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from annotations.imaging.reading import read_image
from rsis_model.predictor import Predictor

SELDOM = 0.02
"""The share of such pictures in which the first proposal may be less sure than is usual: one in fifty."""


def first_objectness(predictor: Predictor, paths: Sequence[Path]) -> list[float | None]:
    """The objectness of the first proposal in each image with nothing decided; None where there is no proposal."""
    found: list[float | None] = []
    for path in paths:
        proposal, _ = predictor.propose(predictor.open(read_image(path)))
        found.append(proposal.objectness if proposal is not None else None)
    return found


def usual_objectness(predictor: Predictor, paths: Sequence[Path]) -> float:
    """`ModelConfig.usual_objectness` by these images, which the model has not learned from: their SELDOM-quantile.

    To two decimals; 0, not known, where the model proposes nothing in any of them.
    """
    sure = [value for value in first_objectness(predictor, paths) if value is not None]
    return round(float(np.quantile(sure, SELDOM)), 2) if sure else 0.0
