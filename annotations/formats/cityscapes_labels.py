"""Cityscapes' labels: their numbers and colours, and whether they have instances, as its scripts define them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

GROUP = "group"
"""Suffix of an instance label that marks several inseparable objects."""
MOST_NUMBER = 64
"""Largest number for which number * 1000 + 999 fits in uint16."""
INSTANCES = 1000
"""Maximum number of instances of one label in one image, counted from 0."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label: number -1 is never painted; without `has_instances`, all of it in an image is one area."""

    name: str
    number: int
    has_instances: bool
    color: tuple[int, int, int]


UNLABELED = Label("unlabeled", 0, False, (0, 0, 0))
OFFICIAL: tuple[Label, ...] = (
    UNLABELED,
    Label("ego vehicle", 1, False, (0, 0, 0)),
    Label("rectification border", 2, False, (0, 0, 0)),
    Label("out of roi", 3, False, (0, 0, 0)),
    Label("static", 4, False, (0, 0, 0)),
    Label("dynamic", 5, False, (111, 74, 0)),
    Label("ground", 6, False, (81, 0, 81)),
    Label("road", 7, False, (128, 64, 128)),
    Label("sidewalk", 8, False, (244, 35, 232)),
    Label("parking", 9, False, (250, 170, 160)),
    Label("rail track", 10, False, (230, 150, 140)),
    Label("building", 11, False, (70, 70, 70)),
    Label("wall", 12, False, (102, 102, 156)),
    Label("fence", 13, False, (190, 153, 153)),
    Label("guard rail", 14, False, (180, 165, 180)),
    Label("bridge", 15, False, (150, 100, 100)),
    Label("tunnel", 16, False, (150, 120, 90)),
    Label("pole", 17, False, (153, 153, 153)),
    Label("polegroup", 18, False, (153, 153, 153)),
    Label("traffic light", 19, False, (250, 170, 30)),
    Label("traffic sign", 20, False, (220, 220, 0)),
    Label("vegetation", 21, False, (107, 142, 35)),
    Label("terrain", 22, False, (152, 251, 152)),
    Label("sky", 23, False, (70, 130, 180)),
    Label("person", 24, True, (220, 20, 60)),
    Label("rider", 25, True, (255, 0, 0)),
    Label("car", 26, True, (0, 0, 142)),
    Label("truck", 27, True, (0, 0, 70)),
    Label("bus", 28, True, (0, 60, 100)),
    Label("caravan", 29, True, (0, 0, 90)),
    Label("trailer", 30, True, (0, 0, 110)),
    Label("train", 31, True, (0, 80, 100)),
    Label("motorcycle", 32, True, (0, 0, 230)),
    Label("bicycle", 33, True, (119, 11, 32)),
    Label("license plate", -1, False, (0, 0, 142)),
)
OFFICIAL_NAMES = frozenset(label.name for label in OFFICIAL)


def labels_for(names: Iterable[str]) -> dict[str, Label]:
    """Return the official labels, and one with a number from 34 on for each other name while numbers last."""
    labels = {label.name: label for label in OFFICIAL}
    number = max(label.number for label in OFFICIAL)
    for name in names:
        if name in labels or number >= MOST_NUMBER:
            continue
        number += 1
        labels[name] = Label(name, number, True, _color(number))
    return labels


def _color(number: int) -> tuple[int, int, int]:
    return (number * 67 % 200 + 40, number * 131 % 200 + 40, number * 29 % 200 + 40)
