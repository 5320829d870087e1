"""The curriculum: the number of proposals per image, as a pure function of the validation history (section 3.3)."""

from __future__ import annotations

from collections.abc import Sequence


def steps_now(losses: Sequence[float], first: int, last: int, patience: int, plateau: float = 0.0) -> int:
    """Start with `first`; add one each time the loss has not fallen for `patience` validations, up to `last`.

    plateau: the share of the loss by which it must fall to count as falling.
    After each increase the best loss is reset, since longer sequences have higher losses.
    """
    steps, best, waited = first, float("inf"), 0
    for loss in losses:
        if loss < best * (1 - plateau) - 1e-4:
            best, waited = loss, 0
        else:
            waited += 1
        if waited >= patience and steps < last:
            steps, best, waited = steps + 1, float("inf"), 0
    return steps
