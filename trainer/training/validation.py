"""What a network is worth while it trains: losses and scores on the validation images."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch

from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from trainer.config import TrainConfig
from trainer.data.dataset import TrainingSet, collate
from trainer.data.samples import ImageCache, Sample
from trainer.evaluation.metrics import f_at, scored, symmetric_best_dice
from trainer.evaluation.sequences import detect
from trainer.training.devices import Engine
from trainer.training.learner import batch_losses, streams

LARGEST_VALIDATED = 400  # pixels; larger images take long and are left for `evaluate`


@torch.no_grad()
def validation_loss(
    model: RSIS, samples: Sequence[Sample], config: TrainConfig, steps: int, engine: Engine
) -> float:
    """The mean total loss over fixed draws from the validation images, dealt out to the processes."""
    model.eval()
    dataset = TrainingSet(samples, config, len(samples), varied=False)
    own = config.person.streams == "image"
    starts = range(0, min(len(samples), 4 * config.validation_images), config.batch)
    totals = []
    for i in starts[engine.rank :: engine.processes]:
        batch = collate([dataset[j] for j in range(i, min(i + config.batch, len(samples)))])
        iteration = config.iterations + i
        rngs = streams(0, iteration, 0, len(batch.targets), own)
        with engine.autocast():
            losses = batch_losses(model, batch.to(engine.device), steps, config, iteration, rngs)
        totals.append(float(losses.total))
    return float(np.mean(engine.gather(totals)))


def validation_scores(model: RSIS, samples: Sequence[Sample], count: int, engine: Engine) -> dict[str, float]:
    """f50 and SBD over at most `count` small validation images, evenly chosen; none where all are large."""
    chosen = chosen_for_scores(model, samples, count)
    if not chosen:
        return {}
    predictor = Predictor(model, str(engine.device))
    cache = ImageCache(limit=1)
    scores = []
    for sample in chosen[engine.rank :: engine.processes]:
        with engine.autocast():
            detections = detect(predictor, cache.read(sample.path), most=3 * len(sample.masks) + 20)
        found, true = scored([d.mask for d in detections], sample.masks, sample.crowd)
        scores.append((f_at(found, true), symmetric_best_dice(found, true)))
    f50, sbd = np.mean(engine.gather(scores), axis=0)
    return {"f50": float(f50), "sbd": float(sbd)}


def chosen_for_scores(model: RSIS, samples: Sequence[Sample], count: int) -> list[Sample]:
    """At most `count` validation images that are quickly scored, evenly chosen."""
    # Only at native scale does an image cost what its size is.
    limit = LARGEST_VALIDATED if model.config.input.mode == "native" else math.inf
    small = [s for s in samples if s.masks and max(s.masks[0].size) <= limit]
    return [small[i] for i in np.unique(np.linspace(0, len(small) - 1, min(count, len(small))).astype(int))]
