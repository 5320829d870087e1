"""Fine-tunes a checkpoint on a project's corrections, and judges the result on a held-out part."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from annotations.message import Message
from rsis_model.checkpoint import load_checkpoint, save_checkpoint
from rsis_model.config import ModelConfig
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from trainer.config import TrainConfig
from trainer.data.samples import Sample
from trainer.data.sources import project_categories, project_samples, readable
from trainer.evaluation.evaluate import choose_threshold
from trainer.judging import beyond_chance, by_scene, make_plan, pace_of
from trainer.run.folder import RunFolder
from trainer.run.model_card import model_card
from trainer.training.loop import train

STOP_FROM = 8  # training images from which some are set aside for early stopping
MIXED = 400  # samples, of the project and replayed
THRESHOLD_IMAGES = 8  # images to choose the threshold on: enough, and quick
THRESHOLD_SHARE = 0.15  # of the time limit, for choosing it
LEAST_SECONDS = 10.0  # of training, however long scoring took


def finetune(
    project: Path,
    checkpoint: str,
    output: Path,
    config: TrainConfig,
    share: float,
    report: Callable[[dict[str, object]], None],
    minutes: float,
    replayed: Sequence[Sample] = (),
) -> dict[str, object]:
    """Continue training a checkpoint; keep the new model only if it is better beyond chance on held-out data.

    With at least two done images, whole images are held out, scene by scene, and judged by f50. Before that, twenty
    objects of unfinished images are enough: every fifth is held out and judged by the IoU after a click on it, and
    the model is provisional. minutes: the limit for everything, including scoring.
    replayed: images that the checkpoint was trained on, mixed in so that they are not forgotten.
    If there are enough images, some more are set aside from training to choose the best iteration and to stop early
    (`config.stop_after`), since the images that judge the result must not choose it.
    Writes `output/checkpoint` (the better of the two) and `output/result.json`; returns the result.
    Raises TrainerError if there is too little to learn from.
    """
    began = time.monotonic()
    run = RunFolder(output)
    old = load_checkpoint(checkpoint)
    names = old.config.categories
    names = (*names, *(n for n in project_categories(project) if n not in names))
    data = project_samples(project, names, started=True)
    samples, problems = readable(data.samples)
    for problem in problems:
        report({"kind": "problem", "message": str(problem)})
    plan = make_plan([samples[i] for i in range(len(samples))], share, config.seed, project)
    training = plan.training
    stage = Message("Testing the current model on the held-out part…")
    run.log(kind="stage", message=stage, template=stage.template, values=stage.values, iteration=0)
    present, scoring = Predictor(old, "cpu"), time.monotonic()
    before = plan.judge(present)
    scoring = time.monotonic() - scoring
    stopping: Sequence[Sample] = ()
    if config.stop_after and len(training) >= STOP_FROM and not plan.provisional:
        training, stopping = by_scene(training, share, config.seed + 1)
    start = {"before": before.mean, "measure": plan.measure, "training": len(training)}
    start |= {"held_out": len(before.values), "stopping": len(stopping), "replayed": len(replayed)}
    report({"kind": "start", **start})
    run.log(kind="start", iteration=0, **start)
    model = with_categories(old, names)
    config = fitting(dataclasses.replace(config, model=model.config))

    def card(figures: dict[str, object]) -> str:
        origin = f"{len(training)} corrected images of a project, from the checkpoint {Path(checkpoint).name}"
        return model_card("A fine-tuned checkpoint", config, origin, figures)

    seen = mixed(training, replayed, config.replay)
    # The curriculum needs a validation loss; without images set aside, it uses training images.
    watched = stopping or (training[:THRESHOLD_IMAGES] if config.curriculum else ())
    whole = [sample for sample in training if sample.complete] if model.config.where_next else []
    # The old model may have found little, and so been quick; the new one is given the time to find everything.
    pace = pace_of(present, samples[0])
    chosen = whole[:THRESHOLD_IMAGES]
    while len(chosen) > 1 and pace.seconds(chosen) > THRESHOLD_SHARE * minutes * 60:
        chosen = chosen[:-1]
    reserved = 1.1 * max(scoring, pace.seconds(plan.held_out)) + 1.3 * pace.seconds(chosen)
    left = max(minutes - (time.monotonic() - began + reserved) / 60, LEAST_SECONDS / 60)
    train(config, seen, watched, run, card, start=model, report=report, minutes=left)
    stage = Message("Testing the new model…")
    run.log(kind="stage", message=stage, template=stage.template, values={}, iteration=config.iterations)
    new = load_checkpoint(run.checkpoint)
    # The new model has learnt images unlike the old one's: what was usual and sure there no longer applies.
    new = with_config(new, dataclasses.replace(new.config, usual_objectness=0.0, sure_objectness=0.0))
    if chosen:
        threshold, _ = choose_threshold(Predictor(new, "cpu"), chosen)
        new = with_config(new, dataclasses.replace(new.config, objectness_threshold=threshold))
    after = plan.judge(Predictor(new, "cpu"))
    better = beyond_chance(before.values, after.values, plan.floor)
    figures: dict[str, object] = {
        f"held out, {plan.measure} before": before.mean,
        f"held out, {plan.measure} after": after.mean,
        "held out": len(before.values),
        "provisional": plan.provisional,
    }
    if better:
        save_checkpoint(new, run.checkpoint, card(figures), half=True)
    else:
        save_checkpoint(old, run.checkpoint, card_of(checkpoint), half=True)
    result: dict[str, object] = {
        "better": better,
        "provisional": plan.provisional,
        "measure": plan.measure,
        "before": before.mean,
        "after": after.mean,
        "objects": before.objects,
        "found_before": before.found,
        "found_after": after.found,
        "checkpoint": str(run.checkpoint),
        "held_out": len(before.values),
        "seconds": round(time.monotonic() - began, 1),
    }
    run.write_result("result.json", result)
    return result


def mixed(training: Sequence[Sample], replayed: Sequence[Sample], share: float) -> Sequence[Sample]:
    """Repeat samples of both so that about `share` of uniform draws are replayed ones."""
    if not replayed or share <= 0:
        return training
    wanted = max(1, round(share * MIXED))
    again: list[int] = np.linspace(0, len(replayed) - 1, wanted).astype(int).tolist()
    own = (i % len(training) for i in range(max(len(training), round((1 - share) * MIXED))))
    return [*(training[i] for i in own), *(replayed[i] for i in again)]


def fitting(config: TrainConfig) -> TrainConfig:
    """Adapt the recipe to the kind of network: a plain one also learns when to stop, on images as it sees them."""
    if config.model.where_next:
        return config
    native = config.model.input.mode == "native"
    return dataclasses.replace(
        config,
        steps=(config.largest, config.largest) if config.largest <= 20 else (20, 20),
        loss=dataclasses.replace(config.loss, heat=0.0, objectness=0.5, objectness_steps="n_plus_1"),
        augmentation=dataclasses.replace(config.augmentation, crop=config.augmentation.crop if native else 0),
    )


def card_of(checkpoint: str) -> str:
    """Return the model card of a checkpoint folder."""
    path = Path(checkpoint) / "README.md"
    return path.read_text(encoding="utf-8") if path.is_file() else f"# {checkpoint}\n"


def with_config(model: RSIS, config: ModelConfig) -> RSIS:
    """Replace the model's configuration; the fields that determine the weights' shapes must be the same."""
    model.config = config
    return model


def with_categories(model: RSIS, categories: tuple[str, ...]) -> RSIS:
    """Return a copy with more categories: the head grows, and new rows start as the mean of the old ones."""
    if categories == model.config.categories:
        return load_copy(model)
    grown = load_copy(model)
    grown.config = dataclasses.replace(model.config, categories=categories)
    old = model.decoder.category_head
    head = nn.Linear(old.in_features, len(categories))
    with torch.no_grad():
        head.weight[:] = old.weight.mean(dim=0, keepdim=True)
        head.bias[:] = old.bias.mean()
        head.weight[: old.out_features] = old.weight
        head.bias[: old.out_features] = old.bias
    grown.decoder.category_head = head
    return grown


def load_copy(model: RSIS) -> RSIS:
    """Return an independent network with the same configuration and weights."""
    copy = RSIS(model.config)
    copy.load_state_dict(model.state_dict())
    return copy
