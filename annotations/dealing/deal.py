"""Deals images to annotators: the same number to each, some to all, whole scenes together, the doubtful ones first."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotations.imaging.pages import plain_name
from annotations.scenes import scenes_of


@dataclass(frozen=True, slots=True)
class Hands:
    """What was dealt: ids of images."""

    shared: frozenset[int]
    """Those that every annotator gets."""
    own: tuple[frozenset[int], ...]
    """Those that each one alone gets, in the order of the annotators."""
    scenes: int
    """How many scenes there were; without scenes, how many images."""


def deal(
    images: Sequence[tuple[int, str]],
    annotators: int,
    *,
    overlap: float = 0.0,
    by_scene: bool = False,
    doubts: Mapping[int, float] | None = None,
    seed: int = 0,
) -> Hands:
    """Deal images, given as (id, path), to a number of annotators. The same arguments give the same result.

    Each image is one annotator's, except a share of `overlap` (0…1, at least one image if it is not 0), which is drawn
    by chance, since it stands for all. The annotators' numbers of images differ by at most one. With `by_scene`, the
    images of a scene stay together: the numbers of scenes differ by at most one, and those of images by at most the
    images of the largest scene.

    doubts: the model's doubt (0…1) by image id. Scenes and images of more doubt are dealt earlier, so that everybody
    gets their share of them; those without a doubt come last.
    """
    chance = random.Random(seed)
    units = _scenes(images, 2 * annotators) if by_scene else [[number] for number, _ in images]
    count = len(units)
    chance.shuffle(units)
    most = min(count, max(1, round(overlap * count))) if overlap > 0 else 0
    shared, units = units[:most], units[most:]
    if doubts:
        units.sort(key=lambda unit: max(doubts.get(number, -1.0) for number in unit), reverse=True)
    else:
        units.sort(key=len, reverse=True)
    own: list[list[int]] = [[] for _ in range(annotators)]
    for start in range(0, len(units), annotators):
        # One each: the largest to whoever has the fewest images, which keeps the difference below one scene.
        largest_first = sorted(units[start : start + annotators], key=len, reverse=True)
        fewest_first = sorted(own, key=lambda hand: (len(hand), chance.random()))
        for unit, hand in zip(largest_first, fewest_first, strict=False):
            hand += unit
    return Hands(frozenset(n for unit in shared for n in unit), tuple(map(frozenset, own)), count)


def _scenes(images: Sequence[tuple[int, str]], fewest: int) -> list[list[int]]:
    """The ids of the images of each scene."""
    stems = [os.path.splitext(plain_name(path))[0] for _, path in images]
    found: dict[str, list[int]] = {}
    for (number, _), scene in zip(images, scenes_of(stems, fewest=fewest), strict=True):
        found.setdefault(scene, []).append(number)
    return list(found.values())
