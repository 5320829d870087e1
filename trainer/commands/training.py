"""`train` and `finetune`: turn options into a run."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from annotations.errors import Problem
from annotations.problems import counted
from rsis_model.checkpoint import load_checkpoint, save_checkpoint
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from trainer import config as configuration
from trainer.commands.common import Options, chosen_checkpoint, folder, labelled, warn
from trainer.config import TrainConfig
from trainer.data.mixture import is_mixture, read_mixture
from trainer.data.samples import Sample, SampleSet
from trainer.data.sources import (
    BY_NAME,
    hold_out,
    own_side,
    read_split,
    readable,
    side_of,
    without,
)
from trainer.errors import TrainerError
from trainer.evaluation.evaluate import choose_threshold
from trainer.finetune import finetune as finetune_project
from trainer.finetune import with_config
from trainer.run.folder import RunFolder, Source, source_of, stands_in
from trainer.run.model_card import model_card
from trainer.shards.finding import ShardSet, are_shards, find_shards
from trainer.terminal import announce, progress
from trainer.training.loop import train as run_training
from trainer.training.validation import chosen_for_scores

ADDED = ("heat.sizes.", "appearance.", "quality.")
"""Optional parts that a checkpoint of the same network may lack; missing ones are trained from scratch."""


def train(options: Options) -> dict[str, Any]:
    """Train from a preset."""
    config = training_config(options)
    output = Path(options.output)
    if stands_in(output) and not options.resume:
        raise TrainerError(
            f"{output} already contains a run; continue it with --resume or choose another folder."
        )
    training, validation, shares, config = read_training(options, config)
    start = _start(options.checkpoint, config) if options.checkpoint else None
    run = RunFolder(output)

    def card(figures: dict[str, object]) -> str:
        origin = f"{len(training)} images of {options.data}"
        if options.checkpoint:
            origin += f", from the checkpoint {Path(options.checkpoint).name}"
        return model_card(f"Preset {options.preset}", config, origin, figures)

    with progress(config.iterations, "training") as told:
        job = run_training(
            config,
            training,
            validation,
            run,
            card,
            start=start,
            resume=options.resume,
            report=told,
            minutes=options.minutes,
            until=options.until,
            shares=shares,
        )
    if job.engine.main:
        run.write_source(options.data, options.format, options.split, options.images)
    if config.model.where_next and validation and job.engine.main:
        model = load_checkpoint(run.checkpoint)
        small = chosen_for_scores(model, validation, len(validation)) or list(validation)
        threshold, mean = choose_threshold(Predictor(model, str(job.engine.device)), small)
        model = with_config(model, dataclasses.replace(model.config, objectness_threshold=threshold))
        save_checkpoint(
            model, run.checkpoint, card({"validation f50 and SBD, mean": mean, "threshold": threshold})
        )
    job.engine.close()
    return {"checkpoint": str(run.checkpoint), "iterations": config.iterations}


def read_training(
    options: Options, config: TrainConfig
) -> tuple[Sequence[Sample] | ShardSet, Sequence[Sample], Mapping[str, float] | None, TrainConfig]:
    """Read training and validation samples, or find the shards of the former.

    Return also how often each kind is drawn (None: not specified), and the configuration, with the data's categories
    if it has none.
    """
    default = configuration.TrainConfig().model.categories
    own = None if config.model.categories == default else config.model.categories
    if are_shards(options.data, options.format):
        return _from_shards(options, config, own)
    if is_mixture(Path(options.data)):
        mixture = read_mixture(Path(options.data), folder(options.images), config.model.categories)
        _take(mixture.problems, config)
        return mixture.training, mixture.validation, mixture.shares, config
    data = labelled(options.data, options.format, own, options.images)
    _take(data.problems, config)
    config = dataclasses.replace(config, model=dataclasses.replace(config.model, categories=data.categories))
    return *_sides(options, data, config), None, config


def _from_shards(
    options: Options, config: TrainConfig, own: tuple[str, ...] | None
) -> tuple[ShardSet, Sequence[Sample], None, TrainConfig]:
    """Find the shards to train on, and read other data for validation."""
    if options.split or options.images or (options.validation and _is_share(options.validation)):
        raise TrainerError(
            "Shards are read as a whole: --split, --images and a share as --validation do not go with them; "
            "make shards of one side, and name other data for validation."
        )
    data = find_shards(options.data)
    _take(data.problems, config)
    if config.kinds_balanced:
        announce("Samples of shards are drawn once an epoch each; kinds_balanced has no effect")
    config = dataclasses.replace(
        config, model=dataclasses.replace(config.model, categories=own or data.categories)
    )
    if not options.validation:
        return data, (), None, config
    other = labelled(options.validation, None, config.model.categories, options.images_of_validation)
    _take(other.problems, config)
    validation, problems = readable(other.samples, config.kinds_balanced)
    _take(problems, config)
    return data, validation, None, config


def _start(checkpoint: str, config: TrainConfig) -> RSIS:
    """Load a checkpoint's weights into the run's network. Raises TrainerError if they do not fit."""
    model = RSIS(config.model)
    try:
        found = model.load_state_dict(load_checkpoint(checkpoint).state_dict(), strict=False)
    except RuntimeError as error:
        raise TrainerError(f"{checkpoint}: these weights do not fit the preset's network.") from error
    if found.unexpected_keys or any(not key.startswith(ADDED) for key in found.missing_keys):
        raise TrainerError(f"{checkpoint}: these weights do not fit the preset's network.")
    return model


def training_config(options: Options) -> TrainConfig:
    """Build the configuration: the preset, overridden by the file, overridden by the options."""
    config = configuration.load_preset(options.preset)
    if options.config:
        config = configuration.load_config(Path(options.config), config)
    for name, value in vars(options).items():
        if name.startswith("field:") and value is not None:
            config = configuration.override(config, name.removeprefix("field:"), value)
    return config


def _sides(
    options: Options, data: SampleSet, config: TrainConfig
) -> tuple[Sequence[Sample], Sequence[Sample]]:
    """Split the data into training and validation samples by the options; unreadable ones are reported."""
    parts: list[Sequence[Sample]]
    if options.split:
        split = read_split(options.split)
        parts = [side_of(data, split, side, None).samples for side in ("train", "validation")]
    elif options.validation is None:
        parts = _own_sides(data)
    elif _is_share(options.validation):
        parts = list(hold_out(_own_training(data), float(options.validation), config.seed))
    else:
        data = _own_training(data)
        form = None if options.format == "sbd" else options.format  # SBD is validated on VOC's own images
        place = options.images_of_validation
        if not are_shards(options.validation, form):  # which have their images in them
            place = place or options.images
        other = labelled(options.validation, form, data.categories, place)
        _take(other.problems, config)
        voc = data.format in BY_NAME and other.format in BY_NAME
        parts = [without(data.samples, other.samples, voc), other.samples]
        if shared := len(data.samples) - len(parts[0]):
            announce(f"{shared} images are also validation images and are not trained on")
    training, problems = readable(parts[0], config.kinds_balanced)
    validation, more = readable(parts[1], config.kinds_balanced)
    _take([*problems, *more], config)
    return training, validation


def _own_sides(data: SampleSet) -> list[Sequence[Sample]]:
    """Return the data's own training and validation sides, or all of it and nothing if it has none."""
    validation = own_side(data, "val").samples if {"train", "val"} <= data.sides else ()
    if validation:
        announce(f"The data's own {len(validation)} images for validation are used for it")
    return [_own_training(data).samples, validation]


def _own_training(data: SampleSet) -> SampleSet:
    """Return the data's own training side, or all of it if it has none."""
    if "train" not in data.sides:
        return data
    own = own_side(data, "train")
    announce(f"The data's own training side is used: {len(own.samples)} of {len(data.samples)} images")
    return own


def _take(problems: Sequence[Problem], config: TrainConfig) -> None:
    """Report unreadable data or refuse it, depending on the configuration."""
    lost = [problem for problem in problems if not problem.kept]
    if lost and config.broken == "refuse":
        raise TrainerError(f"{lost[0]} ({counted(lost)} like this; --broken skip leaves out what they name)")
    warn(problems)


def _is_share(text: str) -> bool:
    try:
        return 0 < float(text) < 1
    except ValueError:
        return False


def _replayed(options: Options, checkpoint: Path, config: TrainConfig) -> Sequence[Sample]:
    """Read the checkpoint's training data, named by the options or recorded in its run; empty if unknown."""
    source = (
        Source(Path(options.replay_data), options.format, options.split, folder(options.images))
        if options.replay_data
        else source_of(checkpoint)
    )
    if source is None or config.replay <= 0:
        return ()
    if are_shards(str(source.data), source.format):
        announce(f"{source.data}: shards are not replayed; name some of their images with --replay-data")
        return ()
    categories = load_checkpoint(str(checkpoint)).config.categories
    samples: Sequence[Sample]
    if is_mixture(source.data):
        mixture = read_mixture(source.data, source.images, categories)
        samples, problems = mixture.training, list(mixture.problems)
    else:
        place = None if source.images is None else str(source.images)
        data = labelled(str(source.data), source.format, categories, place)
        if source.split:
            data = side_of(data, read_split(source.split), "train", None)
        elif "train" in data.sides:
            data = own_side(data, "train")
        samples, problems = readable(data.samples)
    warn(problems)
    announce(f"Replaying {len(samples)} images of {source.data} so that they are not forgotten")
    return samples


def finetune(options: Options) -> dict[str, Any]:
    """Fine-tune on a person's decisions in a project."""
    config = training_config(options)
    checkpoint = chosen_checkpoint(options)
    if config.threads:
        torch.set_num_threads(config.threads)
    with progress(config.iterations, "fine-tuning") as told:
        result = finetune_project(
            Path(options.project),
            checkpoint,
            Path(options.output),
            config,
            options.hold_out,
            told,
            options.minutes,
            _replayed(options, Path(checkpoint), config),
        )
    announce(outcome(result))
    return result


def outcome(result: Mapping[str, Any]) -> str:
    """Summarise the result of fine-tuning in a sentence."""
    found = f"{result['found_before']} of {result['objects']} held-out objects before, {result['found_after']} now"
    kept = "the new model is kept" if result["better"] else "no clear gain: the old model is kept"
    kind = " (provisional: no image is finished yet)" if result["provisional"] else ""
    measured = f"{result['measure']} {result['before']:.3f}, then {result['after']:.3f}"
    return f"It found {found} ({measured}); {kept}{kind}."
