"""Chooses images of a prediction in one pass: memory grows with the number chosen alone."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter

from annotations.predictions.parts import Parts, Progress
from annotations.predictions.records import PredictedImage, Wanted

Rank = Callable[[PredictedImage], float]


@dataclass(frozen=True, slots=True)
class Chosen:
    """An image that was chosen: where it is in the parts, and the number it was chosen by."""

    part: int
    place: int
    rank: float


@dataclass(frozen=True, slots=True)
class Slice:
    """What was chosen, the highest rank first, and how many images there were to choose from."""

    chosen: tuple[Chosen, ...]
    images: int


def doubt(image: PredictedImage) -> float:
    """Rank the images of which the model is least sure first."""
    return image.doubt


def by_chance(seed: int) -> Rank:
    """Rank images by chance: the same name and seed always have the same rank, whatever else there is."""

    def rank(image: PredictedImage) -> float:
        digest = blake2b(f"{seed}\0{image.name}".encode(), digest_size=7).digest()
        return int.from_bytes(digest, "big") / 2**56

    return rank


def choose(images: Iterable[PredictedImage], rank: Rank, count: int, offset: int = 0) -> Slice:
    """Choose the `count` images of the highest rank after the first `offset`; those that come earlier win ties."""
    best: list[tuple[float, int, int, int]] = []
    seen = 0
    for image in images:
        seen += 1
        entry = (rank(image), -seen, image.part, image.place)
        if len(best) < offset + count:
            heapq.heappush(best, entry)
        elif best and entry > best[0]:
            heapq.heapreplace(best, entry)
    best.sort(reverse=True)
    return Slice(tuple(Chosen(part, place, value) for value, _, part, place in best[offset:]), seen)


def candidates(
    parts: Parts, wanted: Wanted, *, also_empty: bool, progress: Progress = iter
) -> Iterator[PredictedImage]:
    """Yield the images with the objects that count; `also_empty`: also those in which the model found nothing at all.

    progress: is given the numbers of the parts, and yields them.
    """
    for image in parts.images(progress(parts.numbers)):
        counted = wanted.of(image)
        if counted.objects or (also_empty and wanted.is_all):
            yield counted


def read_again(
    parts: Parts, chosen: Iterable[Chosen], wanted: Wanted, progress: Progress = iter
) -> Iterator[PredictedImage]:
    """Yield the chosen images, in the order of the parts, with the objects that count."""
    in_order = sorted(chosen, key=attrgetter("part"))
    places = {part: {one.place for one in some} for part, some in groupby(in_order, attrgetter("part"))}
    for image in parts.images(progress(list(places))):
        if image.place in places[image.part]:
            yield wanted.of(image)
