"""Agreement of two annotators: which instances show the same object, and how well outline and category agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from annotations.masks import Mask, iou

SAME_THING = 0.5
"""Minimum IoU of two masks of the same object; above it, a mask has only one partner among disjoint masks."""

Named = tuple[Mask, str | None]
"""A mask and the name of its category, None if unknown."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures of two annotators on the images that both worked on."""

    images: int
    instances_a: int
    instances_b: int
    matched: int
    """Number of pairs of instances that show the same object."""
    mean_iou: float | None
    """Mean over the pairs; None if there are none."""
    f50: float | None
    """TP / (TP + FP + FN) at IoU 0.5, averaged over images; an image that both left empty counts as 1."""
    category_agreement: float | None
    """The share of pairs with the same category."""
    kappa: float | None
    """Cohen's kappa of the pairs' categories (Cohen 1960): agreement beyond chance. None if undefined."""


@dataclass(slots=True)
class Tally:
    """Accumulates the agreement of two annotators, image by image."""

    instances_a: int = 0
    instances_b: int = 0
    f50s: list[float] = field(default_factory=list)
    ious: list[float] = field(default_factory=list)
    categories: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)

    def add(self, a: Sequence[Named], b: Sequence[Named]) -> None:
        """Add one image that both worked on."""
        pairs = same_things(a, b)
        self.instances_a += len(a)
        self.instances_b += len(b)
        union = len(a) + len(b) - len(pairs)
        self.f50s.append(len(pairs) / union if union else 1.0)
        self.ious += [overlap for _, _, overlap in pairs]
        self.categories.update((a[i][1], b[j][1]) for i, j, _ in pairs)

    def figures(self) -> Agreement:
        """Return the resulting figures."""
        return Agreement(
            images=len(self.f50s),
            instances_a=self.instances_a,
            instances_b=self.instances_b,
            matched=len(self.ious),
            mean_iou=float(np.mean(self.ious)) if self.ious else None,
            f50=float(np.mean(self.f50s)) if self.f50s else None,
            category_agreement=self._same_category() if self.ious else None,
            kappa=self._kappa(),
        )

    def _same_category(self) -> float:
        return sum(count for (a, b), count in self.categories.items() if a == b) / len(self.ious)

    def _kappa(self) -> float | None:
        total = len(self.ious)
        if not total:
            return None
        of_a: Counter[str | None] = Counter()
        of_b: Counter[str | None] = Counter()
        for (a, b), count in self.categories.items():
            of_a[a] += count
            of_b[b] += count
        by_chance = sum(of_a[name] * of_b[name] for name in of_a) / total**2
        return (self._same_category() - by_chance) / (1 - by_chance) if by_chance < 1 else None


def same_things(
    a: Sequence[Named], b: Sequence[Named], least: float = SAME_THING
) -> list[tuple[int, int, float]]:
    """Return pairs (index in a, index in b, IoU) of instances that show the same object, each in at most one pair.

    Pairs with a larger IoU come first; among equal ones, those of the same category.
    """
    overlaps = iou([mask for mask, _ in a], [mask for mask, _ in b])
    found = [
        (-float(overlaps[i, j]), a[i][1] != b[j][1], int(i), int(j))
        for i, j in zip(*np.nonzero(overlaps >= least), strict=True)
    ]
    pairs: list[tuple[int, int, float]] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for overlap, _, i, j in sorted(found):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append((i, j, -overlap))
    return pairs
