"""A doubt about an instance: why it is likely wrong, how likely, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal

Kind = Literal[
    "duplicate",
    "specks",
    "holes",
    "thin",
    "size",
    "shape",
    "overlap",
    "inside",
    "look",
    "outline",
    "model",
    "unsure",
]
KINDS: tuple[Kind, ...] = (
    *("duplicate", "specks", "holes", "thin", "size", "shape", "overlap", "inside", "look", "outline"),
    *("model", "unsure"),
)


@dataclass(frozen=True, slots=True)
class Mend:
    """A change that would settle a doubt: what to do, and its values where it has any."""

    how: Literal["remove", "drop specks", "fill holes", "move", "relabel"]
    dx: int = 0
    dy: int = 0
    category_id: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to doubt an instance; `weight`, 0…1, says how much, and `reason` in a sentence why."""

    instance_id: int
    kind: Kind
    weight: float
    reason: str
    mend: Mend | None = None
    others: tuple[int, ...] = ()
    """Other instances of the image that it is about."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An instance with all doubts about it, the strongest first."""

    image_id: int
    instance_id: int
    weight: float
    doubts: tuple[Doubt, ...]

    @property
    def mend(self) -> Mend | None:
        """The mend of the strongest doubt that has one."""
        return next((doubt.mend for doubt in self.doubts if doubt.mend is not None), None)

    @property
    def others(self) -> tuple[int, ...]:
        """The other instances that the strongest doubt is about."""
        return self.doubts[0].others


def of_instance(image_id: int, doubts: Sequence[Doubt]) -> Doubtful:
    """Join one or more doubts about one instance, as if they were independent."""
    ordered = tuple(sorted(doubts, key=lambda doubt: -doubt.weight))
    weight = 1 - prod(1 - doubt.weight for doubt in ordered)
    return Doubtful(image_id, ordered[0].instance_id, weight, ordered)
