"""The order in which the samples of shards are read: a pure function of the seed, the epoch and the reader.

An epoch puts the shards in an order of its own and cuts the row of their samples into as many equal ranges as there are
readers (each loader process of each training process is one). A reader goes through its range from beginning to end,
and a shuffle buffer mixes what it has read. So no sample comes twice in an epoch, each reader has as many as any other,
and any place of the order can be found again without reading what comes before it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Stretch:
    """Samples of a shard that follow each other: those numbered from `first` on, without `end`."""

    shard: int
    first: int
    end: int


@dataclass(frozen=True)
class Order:
    """counts: samples of each shard. readers: how many share them. buffer: samples in a reader's shuffle buffer."""

    counts: tuple[int, ...]
    seed: int
    readers: int
    buffer: int

    @property
    def length(self) -> int:
        """The samples of a reader in an epoch; what is left of the division is another few in each epoch."""
        return sum(self.counts) // self.readers

    def stretches(self, epoch: int, reader: int) -> list[Stretch]:
        """Return what a reader reads in an epoch, in order."""
        first, end = reader * self.length, (reader + 1) * self.length
        found, start = [], 0
        for shard in np.random.default_rng([self.seed, 2, epoch]).permutation(len(self.counts)).tolist():
            low, high = max(first, start), min(end, start + self.counts[shard])
            if low < high:
                found.append(Stretch(shard, low - start, high - start))
            start += self.counts[shard]
        return found

    def mixed(self, epoch: int, reader: int) -> Iterator[int]:
        """Yield the places (0 to `length`) of a reader's range in the order in which the shuffle buffer gives them."""
        from webdataset.filters import shuffle

        chance = random.Random(f"{self.seed} {epoch} {reader}")
        places: Iterator[int] = shuffle(self.buffer, initial=self.buffer, rng=chance)(
            iter(range(self.length))
        )
        return places


def places_of(stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, int]]:
    """Yield each stretch with the place of its first sample in the range."""
    place = 0
    for stretch in stretches:
        yield stretch, place
        place += stretch.end - stretch.first
