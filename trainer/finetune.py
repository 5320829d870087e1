"""Fine-tuning on what a person corrected: the project's done images, a part of them held out to judge by."""

from __future__ import annotations

import dataclasses
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
from trainer.data.sources import hold_out, project_categories, project_samples, readable
from trainer.errors import TrainerError
from trainer.evaluation.evaluate import choose_threshold, detect_all
from trainer.evaluation.metrics import f_at
from trainer.run.folder import RunFolder
from trainer.run.model_card import model_card
from trainer.training.loop import train

LEAST_IMAGES = 2
STOP_FROM = 8  # training images; of fewer none are kept back to stop by
MIXED = 400  # samples, of the project and replayed
THRESHOLD_IMAGES = 8  # images that the threshold is chosen on: enough, and quick


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
    """Train on from a checkpoint; the old model stays unless the new one is better on the held-out images.

    replayed: images that the checkpoint was trained on, to be seen again so that they are not forgotten.
    Where there are enough images, some more are kept back from the training: they choose the best iteration and end
    the training early (`config.stop_after`), since those that judge the result must not choose it.
    Leaves `output/checkpoint` (the better of the two) and `output/result.json`; returns the result.
    Raises TrainerError where fewer than two images are done.
    """
    run = RunFolder(output)
    old = load_checkpoint(checkpoint)
    names = old.config.categories
    names = (*names, *(n for n in project_categories(project) if n not in names))
    data = project_samples(project, names)
    samples, problems = readable(data.samples)
    for problem in problems:
        report({"kind": "problem", "message": problem})
    if len(samples) < LEAST_IMAGES or not any(s.masks for s in samples):
        raise TrainerError(
            f"{project}: {len(samples)} images are done; fine-tuning wants at least {LEAST_IMAGES} with "
            "annotations. Mark an image as done when all its objects are annotated."
        )
    training, held_out = hold_out(dataclasses.replace(data, samples=samples), share, config.seed)
    count = len(held_out)
    stage = Message(
        "Testing the current model on 1 held-out image…"
        if count == 1
        else "Testing the current model on {count} held-out images…",
        count=count,
    )
    run.log(kind="stage", message=stage, template=stage.template, values=stage.values, iteration=0)
    before = score(Predictor(old, "cpu"), held_out)
    stopping: Sequence[Sample] = ()
    if config.stop_after and len(training) >= STOP_FROM:
        training, stopping = hold_out(dataclasses.replace(data, samples=training), share, config.seed)
    start = {"f50_before": before, "training": len(training), "held_out": len(held_out)}
    start |= {"stopping": len(stopping), "replayed": len(replayed)}
    report({"kind": "start", **start})
    run.log(kind="start", iteration=0, **start)
    model = with_categories(old, names)
    config = fitting(dataclasses.replace(config, model=model.config))

    def card(figures: dict[str, object]) -> str:
        origin = f"{len(training)} corrected images of a project, from the checkpoint {Path(checkpoint).name}"
        return model_card("A fine-tuned checkpoint", config, origin, figures)

    seen = mixed(training, replayed, config.replay)
    train(config, seen, stopping, run, card, start=model, report=report, minutes=minutes)
    stage = Message("Testing the new model…")
    run.log(kind="stage", message=stage, template=stage.template, values={}, iteration=config.iterations)
    new = load_checkpoint(run.checkpoint)
    # It has learnt pictures that the old one may not have known: what was usual for that says nothing here.
    new = with_config(new, dataclasses.replace(new.config, usual_objectness=0.0))
    if new.config.where_next:
        threshold, _ = choose_threshold(Predictor(new, "cpu"), training[:THRESHOLD_IMAGES])
        new = with_config(new, dataclasses.replace(new.config, objectness_threshold=threshold))
    after = score(Predictor(new, "cpu"), held_out)
    better = after > before
    figures: dict[str, object] = {"held-out images": len(held_out), "f50 before": before, "f50 after": after}
    if better:
        save_checkpoint(new, run.checkpoint, card(figures), half=True)
    else:
        save_checkpoint(old, run.checkpoint, card_of(checkpoint), half=True)
    result: dict[str, object] = {
        "better": better,
        "f50_before": before,
        "f50_after": after,
        "checkpoint": str(run.checkpoint),
        "validation_images": len(held_out),
    }
    run.write_result("result.json", result)
    return result


def mixed(training: Sequence[Sample], replayed: Sequence[Sample], share: float) -> Sequence[Sample]:
    """Both, each as often as makes about `share` of the draws, which are uniform, fall on what is replayed."""
    if not replayed or share <= 0:
        return training
    wanted = max(1, round(share * MIXED))
    again: list[int] = np.linspace(0, len(replayed) - 1, wanted).astype(int).tolist()
    own = (i % len(training) for i in range(max(len(training), round((1 - share) * MIXED))))
    return [*(training[i] for i in own), *(replayed[i] for i in again)]


def fitting(config: TrainConfig) -> TrainConfig:
    """The recipe for this kind of network: a plain one learns when to stop, on images as it sees them."""
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
    """The model card that a checkpoint folder has."""
    path = Path(checkpoint) / "README.md"
    return path.read_text(encoding="utf-8") if path.is_file() else f"# {checkpoint}\n"


def score(predictor: Predictor, samples: Sequence[Sample]) -> float:
    """The mean f50 over images."""
    found = detect_all(predictor, samples)
    return float(
        np.mean([f_at([d.mask for d in each], s.masks) for each, s in zip(found, samples, strict=True)])
    )


def with_config(model: RSIS, config: ModelConfig) -> RSIS:
    """The same weights under a configuration that differs in nothing that shapes them."""
    model.config = config
    return model


def with_categories(model: RSIS, categories: tuple[str, ...]) -> RSIS:
    """A network that knows more categories: the head grows, new rows start as the mean of the old ones."""
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
    """A network of its own with the same configuration and weights."""
    copy = RSIS(model.config)
    copy.load_state_dict(model.state_dict())
    return copy
