"""The training loop: draw, unroll, match, weigh, step; validate, grow the sequence, keep the best."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader

from rsis_model.checkpoint import save_checkpoint
from rsis_model.encoder import load_imagenet_weights
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from trainer.config import TrainConfig
from trainer.curriculum import steps_now
from trainer.data.dataset import Batch, TrainingSet, collate
from trainer.data.samples import ImageCache, Sample
from trainer.errors import TrainerError
from trainer.evaluation.metrics import f_at, symmetric_best_dice
from trainer.evaluation.sequences import detect
from trainer.losses import Losses, criterion
from trainer.run_folder import Progress, RunFolder
from trainer.unroll import guided_rollout, plain_rollout

LONGEST_SILENCE = 2.0  # seconds between logged lines, for who watches
LARGEST_VALIDATED = 400  # pixels; larger images take long and are left for `evaluate`

Report = Callable[[dict[str, object]], None]


@dataclass
class Training:
    """What a run holds while it goes on."""

    config: TrainConfig
    model: RSIS
    average: AveragedModel | None
    optimizer: torch.optim.Optimizer
    progress: Progress

    @property
    def best_model(self) -> RSIS:
        """The averaged network where there is one."""
        return self.average.module if self.average is not None else self.model  # type: ignore[return-value]


def train(
    config: TrainConfig,
    training: Sequence[Sample],
    validation: Sequence[Sample],
    run: RunFolder,
    card: Callable[[dict[str, object]], str],
    start: RSIS | None = None,
    resume: bool = False,
    report: Report = lambda line: None,
    minutes: float = math.inf,
    until: int | None = None,
) -> Training:
    """Train from `start` or from ImageNet weights; leaves `checkpoint/` and `last/` in the run folder.

    card: writes the model card from the newest validation's figures. report: told every logged line.
    minutes, until: stop after so long or so many iterations, as if interrupted: the run can be resumed.
    Raises TrainerError where the loss is no longer finite; the last good state is kept.
    """
    if not training:
        raise TrainerError("There are no training images.")
    if config.curriculum and config.steps[0] < config.steps[1] and not validation:
        raise TrainerError(
            "The curriculum grows by the validation loss: name validation images, or a share of the data "
            "(--validation 0.1), or switch it off (--curriculum false)."
        )
    torch.manual_seed(config.seed)
    if config.threads:
        torch.set_num_threads(config.threads)
    job = _begin(config, start, resume, run)
    run.write_config(config)
    if resume:
        job.progress = run.load_last(job.model, job.average, job.optimizer)
        run.rewind_log(job.progress.iteration)
    began = time.monotonic() - job.progress.seconds
    limit = began + minutes * 60
    logged = time.monotonic()
    for batch in _batches(config, training, job.progress.iteration):
        iteration = job.progress.iteration
        steps = _steps(config, job.progress)
        losses = _iterate(job, batch, steps, iteration)
        job.progress = replace(job.progress, iteration=iteration + 1, seconds=time.monotonic() - began)
        line = _line("train", job.progress, config, steps=steps, **losses.numbers())
        report(line)
        if (iteration + 1) % 10 == 0 or time.monotonic() - logged > LONGEST_SILENCE:
            run.log(**line)
            logged = time.monotonic()
        last = iteration + 1 >= min(config.iterations, until or config.iterations) or time.monotonic() > limit
        if (iteration + 1) % config.validate_every == 0 or last:
            report(_validate(job, validation, run, card))
        if (iteration + 1) % config.save_every == 0 or last:
            run.save_last(job.progress, job.model, job.average, job.optimizer)
        if last:
            break
    return job


def _begin(config: TrainConfig, start: RSIS | None, resume: bool, run: RunFolder) -> Training:
    model = start or RSIS(config.model)
    if start is None and not resume and config.encoder_weights != "none":
        load_imagenet_weights(model.encoder, config.encoder_weights)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in encoder}
    others = [p for p in model.parameters() if id(p) not in inside]
    optimizer = torch.optim.Adam(
        [
            {"params": others, "lr": config.learning_rate, "base": config.learning_rate},
            {"params": encoder, "lr": config.encoder_learning_rate, "base": config.encoder_learning_rate},
        ],
        weight_decay=config.weight_decay,
    )
    average = None
    if config.average:
        average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(config.average), use_buffers=True)  # type: ignore[no-untyped-call]
    return Training(config, model, average, optimizer, Progress())


def _batches(config: TrainConfig, samples: Sequence[Sample], done: int) -> Iterator[Batch]:
    """The rest of the seeded stream: iteration i always sees the same draws."""
    dataset = TrainingSet(samples, config, config.iterations * config.batch)
    loader: DataLoader[Batch] = DataLoader(
        dataset,  # type: ignore[arg-type]
        batch_size=config.batch,
        sampler=range(done * config.batch, config.iterations * config.batch),
        num_workers=config.workers,
        collate_fn=collate,
        persistent_workers=config.workers > 0,
    )
    return iter(loader)


def _steps(config: TrainConfig, progress: Progress) -> int:
    first, last = config.steps
    if not config.curriculum:
        return last
    return steps_now(progress.validation_losses, first, last, config.patience)


def _iterate(job: Training, batch: Batch, steps: int, iteration: int) -> Losses:
    config = job.config
    set_training(job.model, config.freeze_encoder_statistics)
    for group in job.optimizer.param_groups:
        group["lr"] = group["base"] * rate_factor(config, iteration)
    losses = batch_losses(job.model, batch, steps, config, iteration, seed=config.seed)
    if not math.isfinite(float(losses.total.detach())):
        raise TrainerError(f"The loss is not finite at iteration {iteration}; the last good state is kept.")
    job.optimizer.zero_grad(set_to_none=True)
    losses.total.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(job.model.parameters(), config.clip)
    job.optimizer.step()
    if job.average is not None:
        job.average.update_parameters(job.model)
    return losses


def batch_losses(
    model: RSIS, batch: Batch, steps: int, config: TrainConfig, iteration: int, seed: int
) -> Losses:
    """Unroll a batch and weigh its losses; the simulated person's chance comes from seed and iteration."""
    pyramid = model.encode(batch.images)
    if config.model.guidance:
        rng = np.random.default_rng([seed, 1, iteration])
        rollout = guided_rollout(model, pyramid, batch.targets, steps, config.person, rng)
    else:
        rollout = plain_rollout(model, pyramid, batch.targets, steps)
    return criterion(
        rollout.sequence, pyramid.heat_logits, batch.targets, rollout.pairs, config.loss, iteration
    )


def set_training(model: RSIS, freeze_encoder_statistics: bool) -> None:
    """Training mode; the encoder's batch norms may keep their ImageNet statistics, as small batches have none."""
    model.train()
    if freeze_encoder_statistics:
        for module in model.encoder.modules():
            if isinstance(module, nn.modules.batchnorm._BatchNorm):
                module.eval()


def rate_factor(config: TrainConfig, iteration: int) -> float:
    """Warm-up from a hundredth, flat, then a cosine down to a hundredth from `decay_from` on."""
    if iteration < config.warmup:
        return max(0.01, (iteration + 1) / config.warmup)
    start = config.decay_from * config.iterations
    if iteration < start or config.iterations <= start:
        return 1.0
    share = (iteration - start) / (config.iterations - start)
    return max(0.01, 0.5 * (1 + math.cos(math.pi * min(1.0, share))))


def _validate(
    job: Training, samples: Sequence[Sample], run: RunFolder, card: Callable[[dict[str, object]], str]
) -> dict[str, object]:
    """Losses and scores on the validation images; the best network so far is kept."""
    if not samples:
        save_checkpoint(job.best_model, run.checkpoint, card({}))
        return _line("validation", job.progress, job.config)
    model = job.best_model
    loss = validation_loss(model, samples, job.config, _steps(job.config, job.progress))
    scores = validation_scores(model, samples, job.config.validation_images)
    score = float(np.mean(list(scores.values()))) if scores else -loss
    if not scores and _steps(job.config, job.progress) != job.progress.best_steps:
        # Longer sequences cost more: their losses cannot be compared with those of shorter ones.
        job.progress = replace(job.progress, best_score=None)
    line = _line("validation", job.progress, job.config, loss=loss, **scores)
    better = job.progress.best_score is None or score > job.progress.best_score
    counted = job.progress.iteration % job.config.validate_every == 0  # not where a run was only interrupted
    job.progress = replace(
        job.progress,
        best_score=score if better else job.progress.best_score,
        best_steps=_steps(job.config, job.progress),
        validation_losses=(*job.progress.validation_losses, *((loss,) if counted else ())),
    )
    run.log(**line)
    if better:
        save_checkpoint(model, run.checkpoint, card(line))
    return line


@torch.no_grad()
def validation_loss(model: RSIS, samples: Sequence[Sample], config: TrainConfig, steps: int) -> float:
    """The mean total loss over fixed draws from the validation images."""
    model.eval()
    dataset = TrainingSet(samples, config, len(samples), varied=False)
    totals = []
    for i in range(0, min(len(samples), 4 * config.validation_images), config.batch):
        batch = collate([dataset[j] for j in range(i, min(i + config.batch, len(samples)))])
        losses = batch_losses(model, batch, steps, config, config.iterations + i, seed=0)
        totals.append(float(losses.total))
    return float(np.mean(totals))


def validation_scores(model: RSIS, samples: Sequence[Sample], count: int) -> dict[str, float]:
    """f50 and SBD over at most `count` small validation images, evenly chosen; none where all are large."""
    # Only at native scale does an image cost what its size is.
    limit = LARGEST_VALIDATED if model.config.input.mode == "native" else math.inf
    small = [s for s in samples if s.masks and max(s.masks[0].size) <= limit]
    chosen = [small[i] for i in np.unique(np.linspace(0, len(small) - 1, min(count, len(small))).astype(int))]
    if not chosen:
        return {}
    device = next(model.parameters()).device
    predictor = Predictor(model, str(device))
    cache = ImageCache(limit=1)
    scores = []
    for sample in chosen:
        found = [d.mask for d in detect(predictor, cache.read(sample.path), most=3 * len(sample.masks) + 20)]
        scores.append((f_at(found, sample.masks), symmetric_best_dice(found, sample.masks)))
    f50, sbd = np.mean(scores, axis=0)
    return {"f50": float(f50), "sbd": float(sbd)}


def _line(kind: str, progress: Progress, config: TrainConfig, **values: object) -> dict[str, object]:
    return {
        "kind": kind,
        "iteration": progress.iteration,
        "iterations": config.iterations,
        "seconds": round(progress.seconds, 1),
        **{k: round(v, 5) if isinstance(v, float) else v for k, v in values.items()},
    } | ({"loss": round(float(str(values["total"])), 5)} if "total" in values else {})
