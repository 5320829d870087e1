"""Segments an object by clicks alone, by the NoC rule: a click at the worst error, until the mask is good enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from annotations.masks import Bools, Mask, iou
from rsis_model.clicks import Click
from rsis_model.predictor import Predictor
from rsis_model.scene import Scene, SceneState
from trainer.training.simulated_person import worst_error

MOST_CLICKS = 20

Segment = Callable[[Sequence[Click], Bools], Bools | None]
"""All clicks so far and the mask to correct, (H, W) bool, to the next mask; None keeps the mask."""


@dataclass(frozen=True)
class Clicking:
    """The result of clicking: the mask, (H, W) bool; the IoU after each click; whether it was good enough."""

    mask: Bools
    curve: tuple[float, ...]
    reached: bool

    def needed(self, quality: float, most: int = MOST_CLICKS) -> int:
        """Return the clicks until this IoU; `most` if it was never reached, as NoC counts."""
        return next((n for n, value in enumerate(self.curve, 1) if value >= quality), most)

    def after(self, clicks: int) -> float:
        """Return the IoU after this many clicks, or the last one if clicking ended earlier."""
        return self.curve[min(clicks, len(self.curve)) - 1] if self.curve else 0.0


def click_until(
    segment: Segment,
    truth: Mask,
    quality: float,
    mask: Bools | None = None,
    clicks: Sequence[Click] = (),
    most: int = MOST_CLICKS,
) -> Clicking:
    """Click at the worst error until the IoU reaches `quality`, no error is left, or `most` clicks were made.

    mask, clicks: the start; nothing by default. Each click adds to the earlier ones (RITM's evaluation).
    """
    goal = truth.to_array()
    mask = np.zeros(truth.size, dtype=bool) if mask is None else mask
    made = list(clicks)
    curve: list[float] = []
    while len(curve) < most:
        error = worst_error(mask, goal, [(c.x, c.y) for c in made])
        if error is None:
            break
        made.append(Click(*error))
        answer = segment(made, mask)
        mask = mask if answer is None else answer
        curve.append(quality_of(mask, truth))
        if curve[-1] >= quality:
            return Clicking(mask, tuple(curve), True)
    return Clicking(mask, tuple(curve), False)


def by_network(predictor: Predictor, scene: Scene, state: SceneState) -> Segment:
    """Answer clicks with the network: repeat the step with the mask and all clicks so far."""

    def segment(clicks: Sequence[Click], mask: Bools) -> Bools | None:
        correct = mask if mask.any() else None
        proposal, _ = predictor.propose(scene, state, clicks=clicks, correct=correct)
        return None if proposal is None else proposal.mask

    return segment


def quality_of(mask: Bools, truth: Mask) -> float:
    """Return the IoU of an (H, W) bool mask with the true one."""
    return float(iou([Mask.from_array(mask)], [truth])[0, 0])
