"""Cityscapes' AP: its thresholds, what it ignores, and how it sums a curve.

It differs from COCO's AP: overlaps must exceed a threshold, not just reach it; one prediction may match several
instances; instances under 100 pixels and groups need not be found; a prediction that matches nothing and lies mostly
on those or on void counts neither way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.masks import iou
from trainer.data.samples import Sample
from trainer.evaluation.sequences import Detection

OVERLAPS = np.arange(0.5, 1.0, 0.05)
LEAST_AREA = 100
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CityscapesAP:
    """AP over the overlaps 0.50 to 0.95, and at 0.50; NaN if no image has an instance to find."""

    ap: float
    ap50: float


@dataclass(frozen=True)
class _Image:
    """One category of one image: P predictions against N true masks."""

    scores: Floats
    overlaps: Floats
    """(P, N) IoU."""
    asked: NDArray[np.bool_]
    """(N,) those to be found: neither groups nor too small."""
    ignored: Floats
    """(P,) share of a prediction that lies on ignored instances or void."""


def cityscapes_ap(
    samples: Sequence[Sample], detections: Sequence[Sequence[Detection]], categories: Sequence[str]
) -> tuple[CityscapesAP, dict[str, CityscapesAP]]:
    """Return the mean over the categories that occur, and the AP of each category."""
    images: list[list[_Image]] = [[] for _ in categories]
    for sample, found in zip(samples, detections, strict=True):
        void = None if sample.void is None else sample.void()
        for k, name in enumerate(categories):
            images[k].append(_image(sample, k, [d for d in found if d.category == name], void))
    curves = np.array([[_average(each, overlap) for overlap in OVERLAPS] for each in images])
    each = {
        name: CityscapesAP(float(row.mean()), float(row[0]))
        for name, row in zip(categories, curves, strict=True)
    }
    known = curves[~np.isnan(curves).any(axis=1)]
    if not len(known):
        return CityscapesAP(float("nan"), float("nan")), each
    return CityscapesAP(float(known.mean()), float(known[:, 0].mean())), each


def _image(
    sample: Sample, category: int, found: Sequence[Detection], void: NDArray[np.bool_] | None
) -> _Image:
    found = [d for d in found if not d.mask.is_empty]
    chosen = [n for n, number in enumerate(sample.categories) if number == category]
    true = [sample.masks[n] for n in chosen]
    predicted = [d.mask for d in found]
    areas = np.array([mask.area for mask in true], dtype=np.float64)
    own = np.array([mask.area for mask in predicted], dtype=np.float64)
    group = np.array([bool(sample.crowd and sample.crowd[n]) for n in chosen], dtype=bool)
    small = areas < LEAST_AREA
    overlaps = iou(predicted, true).reshape(len(predicted), len(true))
    common = np.rint(overlaps * (own[:, None] + areas) / (1 + overlaps))
    ignored = common[:, group].sum(axis=1) + common[:, small].sum(
        axis=1
    )  # small groups count twice, as in the benchmark's scripts
    if void is not None:
        ignored = ignored + [np.count_nonzero(void[mask.slices] & mask.patch()) for mask in predicted]
    scores = np.array([d.score for d in found], dtype=np.float64)
    return _Image(scores, overlaps, ~group & ~small, ignored / own)


def _average(images: Sequence[_Image], least: float) -> float:
    """Return the AP of one category at one overlap; NaN if there is nothing to find."""
    total = sum(int(image.asked.sum()) for image in images)
    if not total:
        return float("nan")
    scores: list[float] = []
    right: list[bool] = []
    for image in images:
        answers = image.overlaps > least
        for n in np.flatnonzero(image.asked):
            # The match with the best score is right; other matches of the same instance are false positives.
            ranked = sorted(image.scores[answers[:, n]], reverse=True)
            scores += ranked
            right += [place == 0 for place in range(len(ranked))]
        wrong = ~answers.any(axis=1) & (image.ignored <= least)
        scores += list(image.scores[wrong])
        right += [False] * int(wrong.sum())
    return _area(np.array(scores), np.array(right, dtype=bool), total)


def _area(scores: Floats, right: NDArray[np.bool_], total: int) -> float:
    """Return the area under precision over recall: each distinct score is a point, as wide as half its two gaps."""
    order = np.argsort(scores, kind="stable")
    firsts = np.unique(scores[order], return_index=True)[1]
    hits = np.cumsum(right[order][::-1])[::-1]  # true positives from each place on
    counted = len(scores) - firsts
    precision = np.append(hits[firsts] / counted, 1.0)
    recall = np.append(hits[firsts] / total, 0.0)
    around = np.concatenate([recall[:1], recall, [0.0]])
    return float(precision @ (around[:-2] - around[2:]) / 2)
