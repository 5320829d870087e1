"""The curriculum: how many proposals an image, as a pure function of the validation history (section 3.3)."""

from __future__ import annotations

from collections.abc import Sequence


def steps_now(losses: Sequence[float], first: int, last: int, patience: int) -> int:
    """Starts with `first`, one more each time the loss has not fallen for `patience` validations, up to `last`.

    After each increase the loss is measured anew, since longer sequences cost more.
    """
    steps, best, waited = first, float("inf"), 0
    for loss in losses:
        if loss < best - 1e-4:
            best, waited = loss, 0
        else:
            waited += 1
        if waited >= patience and steps < last:
            steps, best, waited = steps + 1, float("inf"), 0
    return steps
