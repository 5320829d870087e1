"""Categories by look: doubts about instances that look more like another category than their own.

Instances are compared by size, shape and colour in a linear discriminant analysis, each left out of what it is judged
by. Where two categories cannot be told apart by look, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log

import numpy as np
from numpy.typing import NDArray

from annotations.message import Message
from annotations.review.doubt import Doubt, Mend
from annotations.review.measures import Measured
from annotations.review.rules import ENOUGH, Everything

SHRINKAGE = 0.1
"""How far the covariance of the features is drawn towards its diagonal."""
LARGEST = 4.0
"""Features are cut off at this many robust standard deviations, so that a wild one does not decide alone."""
Floats = NDArray[np.float64]


def looks(everything: Everything) -> Iterator[Doubt]:
    """Instances that look more like another category, with that category as the mend."""
    there = [i for i in everything.singles if i.look and i.category_id is not None]
    counts: dict[int, int] = {}
    for instance in there:
        assert instance.category_id is not None
        counts[instance.category_id] = counts.get(instance.category_id, 0) + 1
    categories = sorted(number for number, count in counts.items() if count >= ENOUGH)
    there = [i for i in there if i.category_id in categories]
    if len(categories) < 2:
        return
    own = np.array([categories.index(i.category_id or 0) for i in there])
    probable = posterior(_features(there), own, len(categories))
    told_apart = _told_apart(probable, own)
    rows = np.arange(len(own))
    others = probable.copy()
    others[rows, own] = -1
    best = others.argmax(axis=1)
    gain = probable[rows, best] - probable[rows, own]
    for row in np.flatnonzero(gain > 0).tolist():
        instance, other = there[row], categories[int(best[row])]
        weight = 0.9 * float(gain[row]) * float(told_apart[own[row], best[row]])
        reason = Message(
            "It looks like “{category}” rather than “{own}”.",
            category=everything.name(other),
            own=everything.name(instance.category_id),
        )
        yield Doubt(instance.id, "look", weight, reason, Mend("relabel", category_id=other))


def posterior(features: Floats, own: NDArray[np.int64], categories: int) -> Floats:
    """Return the probability of each category (n, categories), given features (n, d) and labels 0… (n,).

    Each instance is left out of its category's mean, not of the common covariance, in which it hardly counts.
    """
    counts = np.bincount(own, minlength=categories).astype(np.float64)
    means = np.stack([features[own == c].mean(axis=0) for c in range(categories)])
    within = features - means[own]
    covariance = within.T @ within / max(len(features) - categories, 1)
    diagonal = np.diag(np.diag(covariance)) + 1e-6 * np.eye(features.shape[1])
    inverse = np.linalg.inv((1 - SHRINKAGE) * covariance + SHRINKAGE * diagonal)
    offsets = features[:, None, :] - means[None]  # (n, categories, d)
    rows = np.arange(len(own))
    offsets[rows, own] *= (counts[own] / np.maximum(counts[own] - 1, 1))[
        :, None
    ]  # without the instance itself
    distance = np.einsum("ncd,de,nce->nc", offsets, inverse, offsets)
    score = -distance / 2 + np.log(counts / counts.sum())
    score -= score.max(axis=1, keepdims=True)
    likely = np.exp(score)
    return np.asarray(likely / likely.sum(axis=1, keepdims=True), np.float64)


def _told_apart(probable: Floats, own: NDArray[np.int64]) -> Floats:
    """How well each pair of categories is told apart by look: 1 always, 0 no better than by chance."""
    count = probable.shape[1]
    right = np.zeros((count, count))
    for a in range(count):
        of_a = probable[own == a]
        right[a] = (of_a[:, [a]] >= of_a).mean(axis=0)
    return np.asarray(np.maximum(0, right + right.T - 1), np.float64) ** 2


def _features(instances: list[Measured]) -> Floats:
    """(n, d), scaled robustly and cut off."""
    raw = np.array(
        [(log(i.area), log(i.elongation), i.solidity, log(i.compactness), *i.look) for i in instances]
    )
    middle = np.median(raw, axis=0)
    spread = 1.4826 * np.median(np.abs(raw - middle), axis=0)
    return np.asarray(
        np.clip((raw - middle) / np.where(spread > 1e-9, spread, 1.0), -LARGEST, LARGEST), np.float64
    )
