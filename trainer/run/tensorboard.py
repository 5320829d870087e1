"""TensorBoard event files beside `metrics.jsonl`: curves, and images of predicted sequences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np

from rsis_model.predictor import Predictor
from trainer.analysis.drawing import fitted, painted
from trainer.data.samples import ImageCache, Sample
from trainer.evaluation.sequences import detect

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter

FOLDER = "tensorboard"
PICTURES = 4
LONGEST_SIDE = 480  # pixels of an image
NOT_CURVES = ("kind", "iteration", "iterations", "message")


class Board:
    """Writes events, or does nothing if it is disabled or TensorBoard is not installed."""

    def __init__(self, run: Path, wanted: bool, iteration: int) -> None:
        """run: the run's folder. iteration: where the run starts; later entries of an earlier attempt are dropped."""
        self._writer: SummaryWriter | None = None
        self.missing = False
        if wanted:
            try:
                from torch.utils.tensorboard import SummaryWriter
            except ImportError:
                self.missing = True
            else:
                self._writer = SummaryWriter(str(run / FOLDER), purge_step=iteration + 1)

    def __enter__(self) -> Board:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            self._writer.close()

    @property
    def writes(self) -> bool:
        """Whether it writes anything."""
        return self._writer is not None

    def curves(self, line: dict[str, Any]) -> None:
        """Write the numbers of a logged line, as curves named after its kind."""
        if self._writer is not None:
            for name, value in line.items():
                if name not in NOT_CURVES and isinstance(value, int | float):
                    self._writer.add_scalar(f"{line['kind']}/{name}", value, line["iteration"])

    def pictures(self, predictor: Predictor, samples: Sequence[Sample], iteration: int) -> None:
        """Write each image's predicted sequence beside the ground truth, in the colours of the order."""
        if self._writer is None:
            return
        cache = ImageCache(limit=1)
        for number, sample in enumerate(samples[:PICTURES]):
            image = cache.read(sample.path)
            found = [d.mask for d in detect(predictor, image, most=3 * len(sample.masks) + 20)]
            pair = np.concatenate([painted(image, found), painted(image, sample.masks)], axis=1)
            self._writer.add_image(
                f"sequences/{number}", fitted(pair, 2 * LONGEST_SIDE), iteration, dataformats="HWC"
            )
