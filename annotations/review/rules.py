"""Rules that find what is likely wrong: each looks at all measured instances and returns its doubts.

What is usual in a project is no reason for doubt: a rule weighs less the more instances it would hold for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from annotations.message import Message
from annotations.review.doubt import Doubt, Kind, Mend
from annotations.review.measures import ImageMeasures, Measured, Pair

ENOUGH = 8
"""The fewest instances of a category from which its usual values are known."""
DUPLICATE_IOU = 0.6
INSIDE = 0.9
"""The share of an instance's pixels that another one has, from which it counts as inside."""
FAR = 3.0
"""Robust z-scores from which a value is unusual."""
LEAST_SPREAD = 0.25
"""Smallest standard deviation assumed of the logarithm of a size or a shape: a third more is never unusual."""
LEAST_SPREAD_OF_EDGES = 0.15
"""The same of the strength of edges."""
SLIVER = 6.0
"""The length of a sliver is at least this many times its width."""
USUAL = 0.3
"""The share of instances for which a rule may hold before it is taken for usual, and says nothing."""


@dataclass(frozen=True, slots=True)
class Everything:
    """All that rules look at. `names` are the categories by id."""

    images: tuple[ImageMeasures, ...]
    names: Mapping[int, str]

    @property
    def instances(self) -> Iterator[Measured]:
        return (instance for image in self.images for instance in image.instances)

    @property
    def singles(self) -> list[Measured]:
        """The instances that stand for one object each."""
        return [instance for instance in self.instances if not instance.crowd]

    def by_category(self) -> dict[int | None, list[Measured]]:
        """The instances that stand for one object, by category."""
        found: dict[int | None, list[Measured]] = defaultdict(list)
        for instance in self.singles:
            found[instance.category_id].append(instance)
        return dict(found)

    def pairs(self) -> Iterator[tuple[Measured, Measured, Pair]]:
        """All pairs that share pixels, with their instances."""
        for image in self.images:
            by_id = {instance.id: instance for instance in image.instances}
            for pair in image.pairs:
                yield by_id[pair.a], by_id[pair.b], pair

    def name(self, category_id: int | None) -> str:
        """A category's name."""
        return (
            self.names.get(category_id, Message("unknown")) if category_id is not None else Message("unknown")
        )


Rule = Callable[[Everything], Iterable[Doubt]]


def duplicates(everything: Everything) -> Iterator[Doubt]:
    """Two instances of nearly the same pixels: the later one is doubted, or the one that nobody has verified."""
    for a, b, pair in everything.pairs():
        if pair.iou < DUPLICATE_IOU:
            continue
        later, first = (a, b) if b.verified and not a.verified else (b, a)
        weight = 0.99 - (1 - pair.iou)
        reason = Message(
            "It covers nearly the same pixels as another instance (IoU {iou:.2f}).", iou=pair.iou
        )
        yield Doubt(later.id, "duplicate", weight, reason, Mend("remove"), (first.id,))


def overlaps(everything: Everything) -> Iterator[Doubt]:
    """Instances of one category that share a good part of the smaller one."""
    found = []
    for a, b, pair in everything.pairs():
        share = pair.shared / min(a.area, b.area)
        if (
            a.category_id == b.category_id
            and pair.iou < DUPLICATE_IOU
            and share >= 0.1
            and not (a.crowd or b.crowd)
        ):
            smaller, larger = sorted((a, b), key=lambda i: i.area)
            found.append((share, smaller, larger))
    usual = _usual(len(found), len(everything.singles))
    for share, smaller, larger in found:
        reason = Message(
            "Another instance of its category has {percent:.0f} % of its pixels.", percent=100 * share
        )
        yield Doubt(smaller.id, "overlap", (0.3 + 0.55 * share) * usual, reason, None, (larger.id,))


def insides(everything: Everything) -> Iterator[Doubt]:
    """Instances inside one of another category, where that is seldom so for these two."""
    found = []
    inside: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    for a, b, pair in everything.pairs():
        smaller, larger = sorted((a, b), key=lambda i: i.area)
        other = smaller.category_id != larger.category_id
        if other and pair.shared >= INSIDE * smaller.area and pair.iou < DUPLICATE_IOU:
            inside[smaller.category_id, larger.category_id].add(smaller.id)
            found.append((smaller, larger))
    counts = {category: len(of) for category, of in everything.by_category().items()}
    for smaller, larger in found:
        held = len(inside[smaller.category_id, larger.category_id])
        weight = 0.6 * _usual(held - 1, counts.get(smaller.category_id, 1))
        reason = Message(
            "It lies inside an instance of “{category}”, which “{own}” seldom does.",
            category=everything.name(larger.category_id),
            own=everything.name(smaller.category_id),
        )
        yield Doubt(smaller.id, "inside", weight, reason, None, (larger.id,))


def specks(everything: Everything) -> Iterator[Doubt]:
    """Tiny parts beside a large one."""
    found = [instance for instance in everything.singles if instance.specks]
    usual = _usual(len(found), len(everything.singles))
    for instance in found:
        share = instance.speck_area / instance.area
        reason = (
            Message("A tiny part of it lies apart ({pixels:,} pixels).", pixels=instance.speck_area)
            if instance.specks == 1
            else Message(
                "{count} tiny parts of it lie apart ({pixels:,} pixels).",
                count=instance.specks,
                pixels=instance.speck_area,
            )
        )
        yield Doubt(instance.id, "specks", (0.8 - share) * usual, reason, Mend("drop specks"))


def holes(everything: Everything) -> Iterator[Doubt]:
    """Holes in a mask."""
    found = [instance for instance in everything.singles if instance.hole_area]
    usual = _usual(len(found), len(everything.singles))
    for instance in found:
        share = instance.hole_area / (instance.area + instance.hole_area)
        reason = Message("It has holes ({pixels:,} pixels).", pixels=instance.hole_area)
        yield Doubt(instance.id, "holes", min(0.7, 0.45 + share) * usual, reason, Mend("fill holes"))


def thin(everything: Everything) -> Iterator[Doubt]:
    """Slivers: thin for their length, and thinner than is usual for the category."""
    for instance, z in _unusual(everything, lambda i: log(i.compactness)):
        if z < 0 and instance.area > SLIVER * instance.width**2:
            reason = Message("It is a sliver: {width:.0f} pixels wide at most.", width=instance.width)
            yield Doubt(instance.id, "thin", 0.9 * _surprise(-z), reason)


def sizes(everything: Everything) -> Iterator[Doubt]:
    """Far larger or smaller than is usual for the category; what the image's border cuts may be small."""
    typical = {
        category: float(np.median([i.area for i in of])) for category, of in everything.by_category().items()
    }
    for instance, z in _unusual(everything, lambda i: log(i.area)):
        if z < 0 and instance.at_border:
            continue
        name, usual = everything.name(instance.category_id), round(typical[instance.category_id])
        reason = (
            Message(
                "It is unusually small for “{category}”: {area:,} pixels, usually {usual:,}.",
                category=name,
                area=instance.area,
                usual=usual,
            )
            if z < 0
            else Message(
                "It is unusually large for “{category}”: {area:,} pixels, usually {usual:,}.",
                category=name,
                area=instance.area,
                usual=usual,
            )
        )
        yield Doubt(instance.id, "size", 0.95 * _surprise(z), reason)


def shapes(everything: Everything) -> Iterator[Doubt]:
    """Less convex, or longer, than is usual for the category."""
    name = everything.name
    for instance, z in _unusual(everything, lambda i: -log(max(1.02 - i.solidity, 0.02))):
        if z < 0 and not instance.at_border:
            reason = Message(
                "Its outline is unusually ragged for “{category}”.", category=name(instance.category_id)
            )
            yield Doubt(instance.id, "shape", 0.7 * _surprise(-z), reason)
    for instance, z in _unusual(everything, lambda i: log(i.elongation)):
        if z > 0 and not instance.at_border:
            reason = Message("It is unusually long for “{category}”.", category=name(instance.category_id))
            yield Doubt(instance.id, "shape", 0.6 * _surprise(z), reason)


def outlines(everything: Everything) -> Iterator[Doubt]:
    """Outlines that would fit the edges in the image much better a little way off, unlike others in the project."""
    known = [
        (i, i.shift, log((i.shift.there + 0.05) / (i.shift.here + 0.05)))
        for i in everything.singles
        if i.shift
    ]
    if len(known) < ENOUGH:
        return
    scores = _z([gain for _, _, gain in known], LEAST_SPREAD_OF_EDGES)
    for (instance, shift, _), z in zip(known, scores.tolist(), strict=True):
        distance = (shift.dx**2 + shift.dy**2) ** 0.5
        if z > FAR and distance >= 2 and distance >= 0.1 * instance.width:
            reason = Message("Its outline would fit the edges in the image better {pixels:.0f} pixels away.",
                             pixels=distance)  # fmt: skip
            yield Doubt(instance.id, "outline", 0.9 * _surprise(z), reason, Mend("move", shift.dx, shift.dy))


def of_model(everything: Everything) -> Iterator[Doubt]:
    """Another category than the model's, where the two mostly agree."""
    ids = {name: number for number, name in everything.names.items()}
    told = [
        (i, i.seen)
        for i in everything.singles
        if i.seen and i.seen.category in ids and i.seen.probability > 0
    ]
    others = [(i, seen) for i, seen in told if everything.names.get(i.category_id or 0) != seen.category]
    usual = _usual(len(others), len(told))
    for instance, seen in others:
        assert seen.category is not None
        reason = Message(
            "The model takes it for “{category}” ({percent:.0f} %).",
            category=seen.category,
            percent=100 * seen.probability,
        )
        mend = Mend("relabel", category_id=ids[seen.category])
        yield Doubt(instance.id, "model", 0.8 * seen.probability * usual, reason, mend)


def unsure(everything: Everything) -> Iterator[Doubt]:
    """Instances of which the model was hardly sure that there is an object, where it mostly is."""
    told = [(i, i.seen.objectness) for i in everything.singles if i.seen and i.seen.objectness is not None]
    low = [(i, objectness) for i, objectness in told if objectness < 0.5]
    usual = _usual(len(low), len(told))
    for instance, objectness in low:
        reason = Message("The model was hardly sure that there is an object ({percent:.0f} %).",
                         percent=100 * objectness)  # fmt: skip
        yield Doubt(instance.id, "unsure", (0.25 + 0.9 * (0.5 - objectness)) * usual, reason)


RULES: Mapping[Kind, Rule] = {
    "duplicate": duplicates,
    "overlap": overlaps,
    "inside": insides,
    "specks": specks,
    "holes": holes,
    "thin": thin,
    "size": sizes,
    "shape": shapes,
    "outline": outlines,
    "model": of_model,
    "unsure": unsure,
}
"""All rules but that of looks, which `annotations.review.looks` has."""


def _usual(held: int, among: int) -> float:
    """1 if a rule holds for hardly any of `among` instances, falling to 0 where it holds for USUAL of them."""
    return max(0.0, 1 - held / (USUAL * max(among, ENOUGH)))


def _unusual(everything: Everything, value: Callable[[Measured], float]) -> Iterator[tuple[Measured, float]]:
    """Instances whose value is far from the usual of their category, with their robust z-score."""
    for instances in everything.by_category().values():
        if len(instances) < ENOUGH:
            continue
        scores = _z([value(instance) for instance in instances])
        for instance, z in zip(instances, scores.tolist(), strict=True):
            if abs(z) > FAR:
                yield instance, z


def _z(values: Sequence[float], least: float = LEAST_SPREAD) -> NDArray[np.float64]:
    """Robust z-scores: from the median, in median absolute deviations scaled as standard deviations."""
    found = np.asarray(values, np.float64)
    middle = np.median(found)
    spread = max(1.4826 * float(np.median(np.abs(found - middle))), least)
    return np.asarray((found - middle) / spread, np.float64)


def _surprise(z: float) -> float:
    """0.4 at FAR, towards 1 far beyond."""
    return 1 - 0.6 * exp(-(abs(z) - FAR) / 3)
