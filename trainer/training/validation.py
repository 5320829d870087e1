"""Losses and scores on the validation images during training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from trainer.config import TrainConfig
from trainer.data.dataset import TrainingSet, collate
from trainer.data.samples import ImageCache, Sample
from trainer.evaluation.evaluate import median_size
from trainer.evaluation.metrics import f_at, scored, symmetric_best_dice
from trainer.evaluation.sequences import detect
from trainer.training.devices import Engine
from trainer.training.learner import batch_losses, streams

LARGEST_VALIDATED = 400  # pixels; larger images take too long and are left to `evaluate`


@torch.no_grad()
def validation_loss(
    model: RSIS, samples: Sequence[Sample], config: TrainConfig, steps: int, engine: Engine
) -> float:
    """Return the mean total loss over fixed draws from the validation images, dealt out to the processes."""
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
    """Return f50 and SBD over at most `count` quickly scored validation images per kind; empty if there are none.

    With several kinds, the figures are means over kinds, and each has its own `f50 KIND`. A network that sees
    objects at one size is given the true size.
    """
    chosen = chosen_for_scores(model, samples, count)
    if not chosen:
        return {}
    predictor = Predictor(model, str(engine.device))
    cache = ImageCache(limit=1)
    scores = []
    for number in range(engine.rank, len(chosen), engine.processes):
        sample = chosen[number]
        with engine.autocast():
            most = 3 * len(sample.masks) + 20
            detections = detect(predictor, cache.read(sample.path), most, median_size(sample))
        found, true = scored([d.mask for d in detections], sample.masks, sample.crowd)
        scores.append((number, f_at(found, true), symmetric_best_dice(found, true)))
    by_kind: dict[str, list[tuple[float, float]]] = {}
    for number, f50, sbd in engine.gather(scores):
        by_kind.setdefault(chosen[number].kind, []).append((f50, sbd))
    means = {kind: np.mean(pairs, axis=0) for kind, pairs in sorted(by_kind.items())}
    f50, sbd = np.mean(list(means.values()), axis=0)
    each = {f"f50 {kind}": float(mean[0]) for kind, mean in means.items()} if len(means) > 1 else {}
    return {"f50": float(f50), "sbd": float(sbd), **each}


def chosen_for_scores(model: RSIS, samples: Sequence[Sample], count: int) -> list[Sample]:
    """Choose at most `count` quickly scored validation images of each kind, evenly spaced."""
    config = model.config.input

    def quick(sample: Sample) -> bool:
        if config.mode != "native":  # only at native scale does the cost depend on the image's size
            return True
        longest = max(sample.masks[0].size)
        if not config.object_size:
            return longest <= LARGEST_VALIDATED
        return longest * config.object_size / (median_size(sample) or 1.0) <= 1.5 * config.longest_side

    kinds: dict[str, list[Sample]] = {}
    for sample in samples:
        if sample.masks and sample.complete and quick(sample):
            kinds.setdefault(sample.kind if config.object_size else "", []).append(sample)
    return [
        members[i]
        for _, members in sorted(kinds.items())
        for i in np.unique(np.linspace(0, len(members) - 1, min(count, len(members))).astype(int))
    ]
