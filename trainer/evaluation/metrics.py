"""Metrics of one image as pure functions of masks: F at IoU 0.5, symmetric best Dice, difference in count."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from annotations.masks import Mask, iou


def scored(
    predicted: Sequence[Mask], true: Sequence[Mask], crowd: Sequence[bool] = ()
) -> tuple[list[Mask], list[Mask]]:
    """Return the predictions and the instances that count. crowd: which of the true masks are crowds.

    A crowd is not an instance. A prediction that matches none (IoU below 0.5) and lies at least half inside crowds
    counts neither way, as in COCO's evaluation.
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
    """Return TP / (TP + FP + FN) at an IoU threshold (StarDist's "accuracy"); 1 if both are empty.

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
    """Return SBD as in CVPPP: the smaller of the two mean best Dice values, each way; 1 if both are empty."""
    if not predicted or not true:
        return float(len(predicted) == len(true))
    overlaps = iou(predicted, true)
    dice = 2 * overlaps / (1 + overlaps)
    return float(min(dice.max(axis=1).mean(), dice.max(axis=0).mean()))


def matched_ious(predicted: Sequence[Mask], true: Sequence[Mask]) -> list[float]:
    """Return for each true mask the IoU of its match, one to one with the largest sum; 0 without a match."""
    values = np.zeros(len(true))
    if predicted and true:
        overlaps = iou(predicted, true)
        rows, columns = linear_sum_assignment(-overlaps)
        values[columns] = overlaps[rows, columns]
    return [float(value) for value in values]


def difference_in_count(predicted: Sequence[Mask], true: Sequence[Mask]) -> int:
    """Return DiC as in CVPPP: the number predicted minus the true number."""
    return len(predicted) - len(true)


def mean_and_spread(values: Sequence[float]) -> tuple[float, float]:
    """Return mean and standard deviation over images; NaN without any."""
    if not values:
        return float("nan"), float("nan")
    array: NDArray[np.float64] = np.asarray(values, dtype=np.float64)
    return float(array.mean()), float(array.std())
