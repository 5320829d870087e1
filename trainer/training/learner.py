"""The losses of a batch as a module's forward, and the schedule of the learning rates."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from torch import Tensor, nn

from rsis_model.model import RSIS
from rsis_model.where_next import Look
from trainer.config import TrainConfig
from trainer.data.dataset import Batch
from trainer.training.losses import Losses, criterion
from trainer.training.unroll import guided_rollout, plain_rollout


class Learner(nn.Module):
    """The network with its losses, as one module to wrap for several processes and lower precision."""

    def __init__(
        self, model: RSIS, config: TrainConfig, everywhere: Callable[[Tensor], Tensor] | None, own: bool
    ) -> None:
        """everywhere: sums over the processes, None for one. own: whether each image has its own random generator."""
        super().__init__()
        self.model = model
        self.config = config
        self.everywhere = everywhere
        self.own = own

    def forward(self, batch: Batch, steps: int, iteration: int, first: int) -> Losses:
        """Return the losses of a part of the iteration's batch, which starts at image `first` of it."""
        seed = self.config.seed
        rngs = streams(seed, iteration, first, len(batch.targets), self.own)
        return batch_losses(self.model, batch, steps, self.config, iteration, rngs, self.everywhere)


def streams(seed: int, iteration: int, first: int, count: int, own: bool) -> list[np.random.Generator]:
    """Return the simulated person's random generators for `count` images: one each, or one for all."""
    if own:
        return [np.random.default_rng([seed, 1, iteration, first + i]) for i in range(count)]
    return [np.random.default_rng([seed, 1, iteration])] * count


def batch_losses(
    model: RSIS,
    batch: Batch,
    steps: int,
    config: TrainConfig,
    iteration: int,
    rngs: list[np.random.Generator],
    everywhere: Callable[[Tensor], Tensor] | None = None,
) -> Losses:
    """Unroll a batch and compute its losses. rngs: the simulated person's random generator for each image."""
    pyramid = model.encode(batch.images)
    if config.model.guidance:
        rollout = guided_rollout(model, pyramid, batch.targets, steps, config.person, rngs)
    else:
        rollout = plain_rollout(model, pyramid, batch.targets, steps, config.order)
    heat = pyramid.heat_logits
    return criterion(
        rollout.sequence,
        None if heat is None else Look(heat, pyramid.sizes, pyramid.object_logits),
        batch.targets,
        rollout.pairs,
        config.loss,
        iteration,
        everywhere,
    )


def set_training(model: RSIS, freeze_encoder_statistics: bool) -> None:
    """Set training mode; optionally keep the ImageNet statistics of the encoder's batch norms, for small batches."""
    model.train()
    if freeze_encoder_statistics:
        for module in model.encoder.modules():
            if isinstance(module, nn.modules.batchnorm._BatchNorm):
                module.eval()


def rate_factor(config: TrainConfig, iteration: int, passed: float = 0.0) -> float:
    """Return the learning rates' factor: warm-up from 0.01, constant, then from `decay_from` a cosine down to 0.01.

    passed: the share of a time limit that has passed, where the rates follow it too (`config.decay_by_time`).
    """
    if iteration < config.warmup:
        return max(0.01, (iteration + 1) / config.warmup)
    done = max(iteration / config.iterations, passed)
    if done < config.decay_from or config.decay_from >= 1:
        return 1.0
    share = (done - config.decay_from) / (1 - config.decay_from)
    return max(0.01, 0.5 * (1 + math.cos(math.pi * min(1.0, share))))
