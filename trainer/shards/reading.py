"""Reads the samples of shards in their order: each tar from its beginning on, never more than the buffer in memory."""

from __future__ import annotations

import tarfile
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from annotations.errors import explain
from trainer.errors import TrainerError
from trainer.shards.finding import Shard
from trainer.shards.layout import TEXT, files_of, groups, image_suffix
from trainer.shards.order import Order, Stretch, places_of
from trainer.stores import PAUSES, file_system


@dataclass(frozen=True, slots=True)
class Raw:
    """A sample as it is in the tar: its image's bytes and suffix, and its annotations. lost: why there are none."""

    shard: str
    key: str
    image: bytes = b""
    suffix: str = ""
    text: bytes = b""
    lost: str = ""

    @property
    def shown(self) -> str:
        """Where the sample is, for messages."""
        return f"{self.shard}: {self.key}" if self.key else self.shard


def samples(shards: Sequence[Shard], order: Order, reader: int, start: int) -> Iterator[Raw]:
    """Yield a reader's samples from number `start` of its order on, epoch after epoch without end.

    Of the epoch in which it starts, it reads again only the shards that still have samples to give.
    TrainerError: a store does not answer.
    """
    epoch, done = divmod(start, order.length)
    while True:
        yield from _epoch(shards, order, epoch, reader, done)
        epoch, done = epoch + 1, 0


def in_order(shard: Shard) -> Iterator[Raw]:
    """Yield the samples of a shard as they are stored. TrainerError: its store does not answer."""
    return (raw for _, raw in _of_shard(shard, 0, shard.samples))


def _epoch(shards: Sequence[Shard], order: Order, epoch: int, reader: int, done: int) -> Iterator[Raw]:
    mixed = order.mixed(epoch, reader)
    left = np.ones(order.length, dtype=bool)
    for place in islice(mixed, done):
        left[place] = False
    reading = _in_sequence(shards, order.stretches(epoch, reader), left)
    held: dict[int, Raw] = {}
    with closing(reading):
        for wanted in mixed:
            while wanted not in held:
                place, raw = next(reading)
                held[place] = raw
            yield held.pop(wanted)


def _in_sequence(
    shards: Sequence[Shard], stretches: Sequence[Stretch], left: NDArray[np.bool_]
) -> Generator[tuple[int, Raw], None, None]:
    """Yield the samples of the stretches that are left, each with its place in the reader's range."""
    for stretch, start in places_of(stretches):
        numbers = np.flatnonzero(left[start : start + stretch.end - stretch.first]) + stretch.first
        if not numbers.size:
            continue
        wanted = frozenset(numbers.tolist())
        with closing(_of_shard(shards[stretch.shard], int(numbers[0]), stretch.end)) as found:
            for number, raw in found:
                if number in wanted:
                    yield start + number - stretch.first, raw


def _of_shard(shard: Shard, first: int, end: int) -> Generator[tuple[int, Raw], None, None]:
    """Yield samples of a shard by number; of one that breaks off, the rest as lost. A store is asked three times."""
    number, key = first, ""
    for pause in (*PAUSES, None):
        try:
            for raw in _read(shard, number, end):
                key = raw.key
                yield number, raw
                number += 1
            if number >= end:
                return
            lost = "it has fewer samples than when the training began"
        except (tarfile.TarError, ValueError, EOFError):
            lost = "it is cut off or damaged"
        except FileNotFoundError as error:
            lost = explain(error)
        except Exception as error:  # each store has its own errors; most pass
            if pause is None:
                raise TrainerError(f"{shard.where}: it cannot be read: {explain(error)}.") from error
            time.sleep(pause)
            continue
        after = f" after the sample {key}" if key else ""
        for missing in range(number, end):
            yield missing, Raw(shard.where, "", lost=f"{lost}{after}")
        return


def _read(shard: Shard, first: int, end: int) -> Iterator[Raw]:
    system, path = file_system(shard.where)
    broken: list[Exception] = []

    def files() -> Iterator[tuple[str, bytes]]:
        try:
            yield from files_of(file)
        except (tarfile.TarError, EOFError) as error:
            broken.append(error)  # raised after the sample before that place, which is complete only now

    with system.open(path, "rb") as file:
        for key, contents in islice(groups(files()), first, end):
            suffix = image_suffix(contents) or ""
            yield Raw(shard.where, key, contents[suffix], suffix, contents[TEXT])
        if broken:
            raise broken[0]
