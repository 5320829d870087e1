"""Metrics of one image: F at IoU 0.5, symmetric best Dice, difference in count; pure functions of masks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from annotations.masks import Mask, iou


def scored(
    predicted: Sequence[Mask], true: Sequence[Mask], crowd: Sequence[bool] = ()
) -> tuple[list[Mask], list[Mask]]:
    """The predictions and the instances that count; crowd: which of the true masks are crowds.

    A crowd is no instance. A prediction that answers none (IoU under 0.5) and lies at least by half inside crowds
    counts neither way, as COCO's evaluation has it.
    """
    instances = [mask for n, mask in enumerate(true) if not (crowd and crowd[n])]
    if len(instances) == len(true):
        return list(predicted), instances
    crowds = np.any([mask.to_array() for n, mask in enumerate(true) if crowd[n]], axis=0)
    answers = iou(predicted, instances)
    kept = [
        mask
        for i, mask in enumerate(predicted)
        if answers[i].max(initial=0.0) >= 0.5
        or 2 * np.count_nonzero(crowds[mask.slices] & mask.patch()) < mask.area
    ]
    return kept, instances


def f_at(predicted: Sequence[Mask], true: Sequence[Mask], threshold: float = 0.5) -> float:
    """TP / (TP + FP + FN) at an IoU threshold (StarDist's "accuracy"); 1 where both are empty.

    Pairs are one to one; as many as possible are matched.
    """
    if not predicted or not true:
        return float(len(predicted) == len(true))
    overlaps = iou(predicted, true)
    hits = overlaps >= threshold
    rows, columns = linear_sum_assignment(-(hits + overlaps * 1e-6))
    matched = int(hits[rows, columns].sum())
    return matched / (len(predicted) + len(true) - matched)


def symmetric_best_dice(predicted: Sequence[Mask], true: Sequence[Mask]) -> float:
    """SBD as CVPPP's: the smaller of the two best-Dice means, each way; 1 where both are empty."""
    if not predicted or not true:
        return float(len(predicted) == len(true))
    overlaps = iou(predicted, true)
    dice = 2 * overlaps / (1 + overlaps)
    return float(min(dice.max(axis=1).mean(), dice.max(axis=0).mean()))


def matched_ious(predicted: Sequence[Mask], true: Sequence[Mask]) -> list[float]:
    """For each true mask the IoU of the prediction that answers it, one to one (largest sum); 0 where none does."""
    values = np.zeros(len(true))
    if predicted and true:
        overlaps = iou(predicted, true)
        rows, columns = linear_sum_assignment(-overlaps)
        values[columns] = overlaps[rows, columns]
    return [float(value) for value in values]


def difference_in_count(predicted: Sequence[Mask], true: Sequence[Mask]) -> int:
    """DiC as CVPPP's: how many more were predicted than there are."""
    return len(predicted) - len(true)


def mean_and_spread(values: Sequence[float]) -> tuple[float, float]:
    """Mean and standard deviation over images; NaN of nothing."""
    if not values:
        return float("nan"), float("nan")
    array: NDArray[np.float64] = np.asarray(values, dtype=np.float64)
    return float(array.mean()), float(array.std())
