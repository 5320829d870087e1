"""The training loop: draw, unroll, match, compute losses, step; validate, grow the sequence, keep the best."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader

from rsis_model.checkpoint import save_checkpoint
from rsis_model.encoder import load_imagenet_weights
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from trainer.config import TrainConfig
from trainer.data.dataset import Batch, TrainingSet, collate
from trainer.data.samples import Sample
from trainer.errors import TrainerError
from trainer.run.folder import Progress, RunFolder
from trainer.run.log import Diary, Report
from trainer.run.tensorboard import PICTURES, Board
from trainer.shards.finding import ShardSet
from trainer.shards.stream import ShardStream, Share
from trainer.training.curriculum import steps_now
from trainer.training.devices import Engine
from trainer.training.learner import Learner, rate_factor, set_training
from trainer.training.losses import Losses
from trainer.training.validation import chosen_for_scores, validation_loss, validation_scores

Card = Callable[[dict[str, object]], str]
"""Makes a model card from the latest validation's figures."""


@dataclass
class Training:
    """The state of a run in progress."""

    config: TrainConfig
    engine: Engine
    model: RSIS
    learner: nn.Module
    """The model with its losses, wrapped by the engine."""
    average: AveragedModel | None
    optimizer: torch.optim.Optimizer
    step: torch.optim.Optimizer
    """The optimizer wrapped by the engine."""
    progress: Progress

    @property
    def best_model(self) -> RSIS:
        """The averaged network if there is one, else the trained one."""
        return self.average.module if self.average is not None else self.model  # type: ignore[return-value]


def train(
    config: TrainConfig,
    training: Sequence[Sample] | ShardSet,
    validation: Sequence[Sample],
    run: RunFolder,
    card: Card,
    start: RSIS | None = None,
    resume: bool = False,
    report: Report = lambda line: None,
    minutes: float = math.inf,
    until: int | None = None,
    shares: Mapping[str, float] | None = None,
) -> Training:
    """Train from `start` or from ImageNet weights; write `checkpoint/` and `last/` in the run folder.

    card: makes the model card from the latest validation's figures. report: receives every logged line.
    resume: continue from `last/`, or start over if the run ended before its first save.
    shares: how often to draw each kind of training image, if given.
    minutes, until: stop after this time or iteration, as if interrupted: the run can be resumed.
    Under torchrun, each process calls this, and the first one writes and reports.
    Raises TrainerError if the loss is no longer finite, or if another process is lost; the last good state is kept.
    """
    if not training:
        raise TrainerError("There are no training images.")
    if config.curriculum and config.steps[0] < config.steps[1] and not validation:
        raise TrainerError(
            "The curriculum needs a validation loss: give validation images or a share of the data "
            "(--validation 0.1), or turn the curriculum off (--curriculum false)."
        )
    if config.threads:
        torch.set_num_threads(config.threads)
    engine = Engine(config.device, config.precision, config.parts, config.timeout)
    if isinstance(training, ShardSet):
        engine.check_same(
            training.marks, "The processes do not see the same shards, with as many samples in each."
        )
    torch.manual_seed(config.seed)
    resume = resume and run.can_resume
    job = _begin(config, engine, start, resume)
    if engine.main:
        run.write_config(config)
    if resume:
        job.progress, scale = run.load_last(job.model, job.average, job.optimizer)
        engine.set_scale(scale)
    engine.check_same(
        job.progress.iteration,
        f"{run.path}: not every process sees this run; it must be on a disk that all share.",
    )
    if engine.main:
        run.rewind_log(job.progress.iteration)
    with Board(run.path, config.tensorboard and engine.main, job.progress.iteration) as board:
        diary = Diary(config, run, report, board, engine.main)
        if board.missing:
            diary.problems(job.progress, ["TensorBoard is not installed; install the extra `tensorboard`"])
        until = min(config.iterations, until or config.iterations)
        loaded = _batches(config, engine, training, job.progress.iteration, shares)
        # Closed, so that loader processes end with the training, also when it ends by an error.
        with engine.watching(), closing(loaded) as batches:
            _go(job, batches, validation, run, card, diary, board, minutes, until)
            engine.wait()
    return job


def _go(
    job: Training,
    batches: Iterator[Batch],
    validation: Sequence[Sample],
    run: RunFolder,
    card: Card,
    diary: Diary,
    board: Board,
    minutes: float,
    until: int,
) -> None:
    """Iterate until the run ends, the minutes are over, or iteration `until` is done."""
    config, engine = job.config, job.engine
    began = time.monotonic() - job.progress.seconds
    limit = began + minutes * 60
    while not _settled(job):
        asked = time.monotonic()
        batch = _next(batches)
        if batch is None:
            return
        diary.waited(time.monotonic() - asked)
        diary.problems(job.progress, batch.problems)
        iteration = job.progress.iteration
        steps = _steps(config, job.progress)
        passed = (time.monotonic() - began) / (minutes * 60) if config.decay_by_time else 0.0
        numbers = _iterate(job, batch, steps, iteration, passed)
        job.progress = replace(job.progress, iteration=iteration + 1, seconds=time.monotonic() - began)
        diary.iteration(job.progress, steps=steps, **numbers)
        late = math.isfinite(minutes) and engine.any(time.monotonic() > limit)
        last = iteration + 1 >= until or late
        if (iteration + 1) % config.validate_every == 0 or last:
            _validate(job, validation, run, card, diary)
            last = last or _settled(job)
            if validation and board.writes:
                shown = chosen_for_scores(job.model, validation, PICTURES)
                predictor = Predictor(job.best_model, str(engine.device))
                board.pictures(predictor, shown, job.progress.iteration)
        if engine.main and ((iteration + 1) % config.save_every == 0 or last):
            run.save_last(job.progress, job.model, job.average, job.optimizer, engine.scale())
        if last:
            return


def _next(batches: Iterator[Batch]) -> Batch | None:
    """Return the next batch, None after the last; an error of a loader process as if it were this one's."""
    try:
        return next(batches, None)
    except TrainerError as error:  # a loader process puts its traceback before the sentence
        sentence = str(error).rpartition(f"{TrainerError.__name__}: ")[2].strip()
        raise TrainerError(sentence) from error.with_traceback(None)


def _settled(job: Training) -> bool:
    """Whether to stop because the score no longer improves."""
    return 0 < job.config.stop_after <= job.progress.no_better


def _begin(config: TrainConfig, engine: Engine, start: RSIS | None, resume: bool) -> Training:
    model = start or RSIS(config.model)
    if start is None and not resume and config.encoder_weights != "none":
        load_imagenet_weights(model.encoder, config.encoder_weights)
    engine.place(model)
    if engine.device.type == "cpu":  # an iteration with EfficientNet-Lite0 is a sixth faster
        model.encoder.to(memory_format=torch.channels_last)
    if not config.encoder_learning_rate:
        model.encoder.requires_grad_(False)  # saves computing its gradient, half of an iteration
    encoder = list(model.encoder.parameters())
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
    own = engine.shared or config.person.streams == "image"
    learner = Learner(model, config, engine.total if engine.processes > 1 else None, own)
    return Training(
        config,
        engine,
        model,
        engine.wrap(learner),
        average,
        optimizer,
        engine.wrap_optimizer(optimizer),
        Progress(),
    )


def _batches(
    config: TrainConfig,
    engine: Engine,
    samples: Sequence[Sample] | ShardSet,
    done: int,
    shares: Mapping[str, float] | None,
) -> Generator[Batch, None, None]:
    """Yield this process's share of the rest of the seeded stream; iteration i always sees the same draws."""
    if isinstance(samples, ShardSet):
        share = Share(done, engine.share(config.batch), engine.rank, engine.processes)
        stream: DataLoader[Batch] = DataLoader(
            ShardStream(samples, config, share),
            batch_size=None,
            num_workers=config.workers,
            collate_fn=_as_it_is,
        )
        yield from stream
        return
    dataset = TrainingSet(samples, config, config.iterations * config.batch, shares=shares)
    loader: DataLoader[Batch] = DataLoader(
        dataset,  # type: ignore[arg-type]
        batch_sampler=_Draws(done, config.iterations, config.batch, engine.share(config.batch), engine.rank),
        num_workers=config.workers,
        collate_fn=collate,
        persistent_workers=config.workers > 0,
        pin_memory=engine.device.type == "cuda",
    )
    yield from loader


def _as_it_is(batch: Any) -> Any:
    return batch


@dataclass(frozen=True)
class _Draws:
    """The draw numbers of one process, per iteration."""

    done: int
    iterations: int
    batch: int
    share: int
    rank: int

    def __iter__(self) -> Iterator[list[int]]:
        for iteration in range(self.done, self.iterations):
            first = iteration * self.batch + self.rank * self.share
            yield list(range(first, first + self.share))

    def __len__(self) -> int:
        return self.iterations - self.done


def _steps(config: TrainConfig, progress: Progress) -> int:
    first, last = config.steps
    if not config.curriculum:
        return last
    return steps_now(progress.validation_losses, first, last, config.patience, config.plateau)


def _iterate(job: Training, batch: Batch, steps: int, iteration: int, passed: float) -> dict[str, float]:
    """Make one optimizer step; return the terms of the whole batch's loss."""
    config, engine = job.config, job.engine
    set_training(job.model, config.freeze_encoder_statistics)
    for group in job.optimizer.param_groups:
        group["lr"] = group["base"] * rate_factor(config, iteration, passed)
    job.optimizer.zero_grad(set_to_none=True)
    share = len(batch.targets)
    terms = []
    for number in range(engine.parts):
        part = batch.part(number, engine.parts).to(engine.device)
        first = engine.rank * share + number * (share // engine.parts)

        def loss(part: Batch = part, first: int = first) -> Tensor:
            losses: Losses = job.learner(part, steps, iteration, first)
            terms.append(_finite(losses, engine, iteration))
            return losses.total

        engine.backward(job.learner, loss, number)
    engine.clip(job.model, config.clip)
    job.step.step()
    if job.average is not None:
        job.average.update_parameters(job.model)
    return {name: float(np.mean([each[name] for each in terms])) for name in terms[0]}


def _finite(losses: Losses, engine: Engine, iteration: int) -> dict[str, float]:
    """Average the terms over the processes, so that all of them stop if one has no finite loss."""
    values = torch.stack([getattr(losses, f.name).detach().float() for f in fields(losses)])
    numbers = (engine.total(values) / engine.processes).tolist()
    named = {f.name: float(v) for f, v in zip(fields(losses), numbers, strict=True)}
    if not math.isfinite(named["total"]):
        raise TrainerError(f"The loss is not finite at iteration {iteration}; the last good state is kept.")
    return named


def _validate(job: Training, samples: Sequence[Sample], run: RunFolder, card: Card, diary: Diary) -> None:
    """Compute loss and scores on the validation images; save the network if it is the best so far."""
    if not samples:
        if job.engine.main:
            save_checkpoint(job.best_model, run.checkpoint, card({}))
        diary.validation(job.progress, {}, keep=False)
        return
    model = job.best_model
    steps = _steps(job.config, job.progress)
    loss = validation_loss(model, samples, job.config, steps, job.engine)
    scores = validation_scores(model, samples, job.config.validation_images, job.engine)
    score = (scores["f50"] + scores["sbd"]) / 2 if scores else -loss
    if not scores and steps != job.progress.best_steps:
        # Losses of longer sequences are higher and cannot be compared with those of shorter ones.
        job.progress = replace(job.progress, best_score=None)
    line = diary.validation(job.progress, {"loss": loss, **scores})
    better = job.progress.best_score is None or score > job.progress.best_score
    counted = job.progress.iteration % job.config.validate_every == 0  # not if the run was only interrupted
    job.progress = replace(
        job.progress,
        best_score=score if better else job.progress.best_score,
        best_steps=steps,
        no_better=0 if better else job.progress.no_better + counted,
        validation_losses=(*job.progress.validation_losses, *((loss,) if counted else ())),
    )
    if better and job.engine.main:
        save_checkpoint(model, run.checkpoint, card(line))
