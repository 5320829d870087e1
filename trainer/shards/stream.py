"""Batches of training examples from shards, for one process and its loader processes."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch.utils.data import IterableDataset, get_worker_info

from annotations.errors import ImageError
from rsis_model.preparation import adjust_contrast
from trainer.config import TrainConfig
from trainer.data.dataset import TRIES, Batch, Example, ExampleMaker, collate
from trainer.data.samples import Sample
from trainer.errors import TrainerError
from trainer.shards.finding import ShardSet
from trainer.shards.opening import Opened, Opener
from trainer.shards.order import Order
from trainer.shards.reading import Raw, samples


@dataclass(frozen=True)
class Share:
    """Which batches a process makes: from iteration `done` on, `size` images of each; `rank` of `processes`."""

    done: int
    size: int
    rank: int
    processes: int


class ShardStream(IterableDataset[Batch]):
    """A seeded stream of batches: an iteration always gets the same ones, if as many processes read them.

    Loader process w of W makes every W-th batch from a range of samples that no other reads. A broken sample's place is
    taken by the next good one of the same range.
    """

    def __init__(self, data: ShardSet, config: TrainConfig, share: Share) -> None:
        """Raises TrainerError if there are fewer samples than images in a batch, or than readers."""
        self._data, self._config, self._share = data, config, share
        self._loaders = max(1, config.workers)
        counts = tuple(shard.samples for shard in data.shards)
        self._order = Order(counts, config.seed, share.processes * self._loaders, config.shuffle)
        if self._order.length < share.size:
            needed = self._order.readers * share.size
            raise TrainerError(
                f"{len(data):,} samples are too few: each of {self._order.readers} readers (processes times --workers) "
                f"needs {share.size} for a batch, {needed:,} together."
            )

    def __iter__(self) -> Iterator[Batch]:
        """Yield the batches that this loader process makes. TrainerError as in `_Examples`."""
        information = get_worker_info()
        own = 0 if information is None else information.id
        first = self._share.done + own
        loader, size = first % self._loaders, self._share.size
        reader = self._share.rank * self._loaders + loader
        start = first // self._loaders * size
        with tempfile.TemporaryDirectory(prefix="rsis-") as folder:
            raws = samples(self._data.shards, self._order, reader, start)
            examples = _Examples(raws, Opener(Path(folder), self._config.model.categories), self._config)
            for iteration in range(first, self._config.iterations, self._loaders):
                number = iteration * self._config.batch + self._share.rank * size
                yield collate([examples.next(number + i) for i in range(size)])


class _Examples:
    """Makes examples of the samples of one reader, looking as far ahead as broken samples and pasting need."""

    def __init__(self, raws: Iterator[Raw], opener: Opener, config: TrainConfig) -> None:
        self._raws, self._opener, self._config = raws, opener, config
        self._maker = ExampleMaker(config)
        self._ahead: deque[Opened | ImageError] = deque()

    def next(self, number: int) -> Example:
        """Return the example of draw `number`.

        TrainerError: its sample is broken and may not be skipped, or all that follow are broken too.
        """
        mine = self._at(0)
        problems: tuple[str, ...] = ()
        if isinstance(mine, ImageError):
            if self._config.broken == "refuse":
                raise TrainerError(str(mine)) from mine
            problems, mine = (str(mine),), self._good(1, mine)
        problems += mine.notes
        rng = np.random.default_rng([self._config.seed, 1, number])
        example = self._maker.make(mine.sample, mine.image, rng, self._donor, problems)
        self._ahead.popleft()
        return example

    def _donor(self, rng: np.random.Generator) -> tuple[Sample, NDArray[np.uint8]] | None:
        """Return the next good sample, to paste instances of."""
        other = self._at(1)
        if isinstance(other, ImageError) or not other.sample.masks:
            return None
        return other.sample, other.image

    def _good(self, first: int, reason: ImageError) -> Opened:
        for place in range(first, first + TRIES):
            found = self._at(place)
            if not isinstance(found, ImageError):
                return found
            reason = found
        raise TrainerError(f"{TRIES} samples in a row cannot be used: {reason}") from reason

    def _at(self, place: int) -> Opened | ImageError:
        while len(self._ahead) <= place:
            try:
                found = self._opener(next(self._raws))
                image = adjust_contrast(found.image, self._config.model.input)
                self._ahead.append(Opened(found.sample, image, found.notes))
            except ImageError as error:
                self._ahead.append(error)
        return self._ahead[place]
