"""Errors of a network (section 4.4): kinds of false positives, and quality by time step and by size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.masks import Mask, iou

FOUND = 0.5
"""IoU from which a proposal of the right category matches an object."""
NEAR = 0.1
"""IoU below which a proposal is on the background."""
KINDS = ("Loc", "Bg", "Dup", "Cls", "Loc+Cls")
FALSE_NEGATIVE_SIZES = (0.5, 1.0, 3.0, 5.0, 10.0, 15.0)
"""Upper limits in percent of the image (Fig. 3c); a last bin holds larger ones."""
SIZES = (0.5, 1.0, 3.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0)


@dataclass(frozen=True)
class Found:
    """One image: proposals in order and its objects, each a mask with a category index (-1: unknown)."""

    proposals: tuple[tuple[Mask, int], ...]
    objects: tuple[tuple[Mask, int], ...]

    def overlaps(self) -> NDArray[np.float64]:
        """(proposals, objects) IoU."""
        return iou([mask for mask, _ in self.proposals], [mask for mask, _ in self.objects])


def judge(image: Found) -> tuple[list[str], set[int]]:
    """Return each proposal's result, "true" or a kind of false positive, and which objects were matched.

    Proposals are judged in order, and an object is matched once. A proposal without a match is `Dup` on a matched
    object of its category, `Cls` on an object of another category (IoU of 0.5 and more), `Loc` near one of its
    category, `Loc+Cls` near one of another (0.1 and more), else `Bg`.
    """
    overlaps = image.overlaps()
    answered: set[int] = set()
    verdicts = []
    for p, (_, category) in enumerate(image.proposals):
        same = {n: overlaps[p, n] for n, (_, c) in enumerate(image.objects) if c in (category, -1)}
        other = max((overlaps[p, n] for n in range(len(image.objects)) if n not in same), default=0.0)
        free = {n: value for n, value in same.items() if n not in answered and value >= FOUND}
        best = max(same.values(), default=0.0)
        if free:
            answered.add(max(free, key=lambda n: free[n]))
            verdicts.append("true")
        elif best >= FOUND:
            verdicts.append("Dup")
        elif other >= FOUND:
            verdicts.append("Cls")
        elif best >= NEAR:
            verdicts.append("Loc")
        else:
            verdicts.append("Loc+Cls" if other >= NEAR else "Bg")
    return verdicts, answered


def false_positives(images: Sequence[Found]) -> dict[str, float]:
    """Return the share of each kind among all false positives, and their number (Fig. 3a)."""
    counts = Counter(v for image in images for v in judge(image)[0] if v != "true")
    total = sum(counts.values())
    return {"count": float(total), **{kind: counts[kind] / total if total else 0.0 for kind in KINDS}}


def quality_by_step(images: Sequence[Found]) -> list[float]:
    """Return the mean IoU, at each time step, of the proposals with the object nearest to each (Fig. 3b)."""
    steps: list[list[float]] = []
    for image in images:
        for t, best in enumerate(image.overlaps().max(axis=1, initial=0.0)):
            if t == len(steps):
                steps.append([])
            steps[t].append(float(best))
    return [float(np.mean(values)) for values in steps]


def missed_by_size(images: Sequence[Found]) -> dict[str, float]:
    """Return the share of objects without a matching proposal per bin of size, in percent of the image (Fig. 3c)."""
    bins: Counter[str] = Counter()
    for image in images:
        _, answered = judge(image)
        for n, (mask, _) in enumerate(image.objects):
            if n not in answered:
                bins[size_bin(mask, FALSE_NEGATIVE_SIZES)] += 1
    total = sum(bins.values())
    return {name: bins[name] / total if total else 0.0 for name in bin_names(FALSE_NEGATIVE_SIZES)}


def quality_by_size(images: Sequence[Found]) -> dict[str, float | None]:
    """Return the mean over objects of the best IoU of a proposal, per bin of size (Fig. 3d)."""
    bins: dict[str, list[float]] = {name: [] for name in bin_names(SIZES)}
    for image in images:
        best = image.overlaps().max(axis=0, initial=0.0)
        for (mask, _), value in zip(image.objects, best, strict=True):
            bins[size_bin(mask, SIZES)].append(float(value))
    return {name: float(np.mean(values)) if values else None for name, values in bins.items()}


def bin_names(ends: Sequence[float]) -> list[str]:
    """Return the bins' names: each one's upper limit, and one above."""
    return [*(f"{end:g}" for end in ends), f">{ends[-1]:g}"]


def size_bin(mask: Mask, ends: Sequence[float]) -> str:
    """Return the bin of a mask's share of its image."""
    share = 100 * mask.area / (mask.size[0] * mask.size[1])
    return bin_names(ends)[int(np.searchsorted(ends, share))]
