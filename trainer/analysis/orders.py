"""The order in which a network finds objects (section 4.5): correlations with sorted orders, and consecutive pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from annotations.masks import Mask

FAR_APART = 0.15
"""Share of the image's width or height by which two consecutive objects must differ to count as ordered along it."""


def kendall_tau(keys: Sequence[float]) -> float:
    """The paper's tau between a sequence and itself sorted by key: (P - Q) / (N (N - 1) / 2); NaN below two objects.

    keys: one per object in the order of the sequence; the sorted sequence starts with the smallest. Equal keys are
    neither concordant nor discordant.
    """
    values = np.asarray(keys, dtype=np.float64)
    count = len(values)
    if count < 2:
        return float("nan")
    signs = np.sign(values[None, :] - values[:, None])
    return float(signs[np.triu_indices(count, 1)].sum() / (count * (count - 1) / 2))


def centre(mask: Mask) -> tuple[float, float]:
    """The centre of mass (x, y) in pixels."""
    ys, xs = np.nonzero(mask.patch())
    return float(xs.mean()) + mask.origin[1], float(ys.mean()) + mask.origin[0]


STRATEGIES: Mapping[str, Callable[[Mask], float]] = {
    "right to left": lambda mask: -centre(mask)[0],
    "bottom to top": lambda mask: -centre(mask)[1],
    "large to small": lambda mask: -float(mask.area),
}
"""The sorted orders of Table 3a, each as its sort key; the opposite orders have the opposite tau."""


def correlations(sequences: Sequence[Sequence[Mask]]) -> dict[str, list[float]]:
    """Return each strategy's tau for each image; NaN if an image has fewer than two objects."""
    return {
        name: [kendall_tau([key(mask) for mask in sequence]) for sequence in sequences]
        for name, key in STRATEGIES.items()
    }


def mean_known(values: Sequence[float]) -> float | None:
    """Return the mean over known values; None if there are none."""
    known = [value for value in values if not np.isnan(value)]
    return float(np.mean(known)) if known else None


def consecutive_pairs(
    sequences: Sequence[Sequence[tuple[Mask, str]]], least: int = 20
) -> dict[str, dict[str, float]]:
    """Return the share of consecutive objects of two categories found in each order (Fig. 5).

    sequences: masks with category names. least: rarer pairs are left out. A pair is ordered along an axis if its
    centres differ by more than 15 % of the image's side, and by size if the areas differ by more than 15 % of the
    larger one (the paper does not define its axis of size).
    """
    seen: Counter[str] = Counter()
    ordered: Counter[tuple[str, str]] = Counter()
    for sequence in sequences:
        for (first, a), (second, b) in pairwise(sequence):
            pair = " + ".join(sorted((a, b)))
            seen[pair] += 1
            for order in orders_of(first, second):
                ordered[pair, order] += 1
    names = (
        "right to left",
        "left to right",
        "bottom to top",
        "top to bottom",
        "large to small",
        "small to large",
    )
    return {
        pair: {"pairs": float(count), **{name: ordered[pair, name] / count for name in names}}
        for pair, count in sorted(seen.items(), key=lambda item: -item[1])
        if count >= least
    }


def orders_of(first: Mask, second: Mask) -> list[str]:
    """Return the orders that two consecutive objects follow."""
    (x1, y1), (x2, y2) = centre(first), centre(second)
    height, width = first.size
    found = []
    if abs(x2 - x1) > FAR_APART * width:
        found.append("left to right" if x2 > x1 else "right to left")
    if abs(y2 - y1) > FAR_APART * height:
        found.append("top to bottom" if y2 > y1 else "bottom to top")
    if abs(second.area - first.area) > FAR_APART * max(first.area, second.area):
        found.append("small to large" if second.area > first.area else "large to small")
    return found
