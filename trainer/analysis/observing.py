"""Observes a network: the sequences it proposes, and how active each object is in its encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotations.errors import ImageError, Problem
from annotations.masks import Mask
from rsis_model.encoder import Encoder
from rsis_model.predictor import Predictor
from trainer.analysis.activations import activations, block_maps
from trainer.analysis.errors import Found
from trainer.data.samples import ImageCache, Sample
from trainer.evaluation.sequences import MOST_PROPOSALS, Detection, detect


@dataclass(frozen=True)
class Observed:
    """One image: its sample, its proposals, and (blocks, proposals) activations before and after training."""

    sample: Sample
    detections: tuple[Detection, ...]
    before: NDArray[np.float64] | None
    after: NDArray[np.float64]

    @property
    def masks(self) -> list[Mask]:
        """The proposed masks in order."""
        return [d.mask for d in self.detections]

    def found(self, categories: Sequence[str]) -> Found:
        """Return proposals and objects for the analysis of errors, without crowds."""
        number = {name: i for i, name in enumerate(categories)}
        sample = self.sample
        objects = tuple(
            (mask, category)
            for n, (mask, category) in enumerate(zip(sample.masks, sample.categories, strict=True))
            if not (sample.crowd and sample.crowd[n])
        )
        return Found(tuple((d.mask, number.get(d.category, -1)) for d in self.detections), objects)


def observe(
    predictor: Predictor,
    samples: Sequence[Sample],
    before: Encoder | None,
    told: Callable[[int], None] = lambda done: None,
    problem: Callable[[Problem], None] = lambda problem: None,
    most: int = MOST_PROPOSALS,
) -> list[Observed]:
    """Run the network over each image. before: the encoder before training, if available. most: proposals per image."""
    cache = ImageCache(limit=1)
    observed = []
    for done, sample in enumerate(samples, 1):
        try:
            image = cache.read(sample.path)
        except ImageError as error:
            problem(Problem.of(error))
            continue
        detections = tuple(detect(predictor, image, most))
        masks = [d.mask for d in detections]
        config = predictor.config
        after = activations(block_maps(predictor.model.encoder, image, config), masks)
        old = None if before is None else activations(block_maps(before, image, config), masks)
        observed.append(Observed(sample, detections, old, after))
        told(done)
    return observed
