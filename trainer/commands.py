"""What each command of `rsis-trainer` does with its options; returns what `--json` prints."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

import resources
from annotations.files import atomic_file
from annotations.images import list_images
from annotations.masks import Mask
from rsis_model.checkpoint import load_checkpoint, save_checkpoint
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from trainer import config as configuration
from trainer.cards import model_card
from trainer.config import TrainConfig
from trainer.data.samples import ImageCache, Sample, SampleSet
from trainer.data.sources import hold_out, read_samples, read_split, readable, side_of
from trainer.errors import TrainerError
from trainer.evaluation.evaluate import choose_threshold
from trainer.evaluation.evaluate import evaluate as score_all
from trainer.evaluation.sequences import detect
from trainer.finetune import finetune as finetune_project
from trainer.finetune import with_config
from trainer.importing import import_weights as import_original_weights
from trainer.loop import LARGEST_VALIDATED
from trainer.loop import train as run_training
from trainer.run_folder import RunFolder
from trainer.simulation.annotator import Effort, Rules, annotate
from trainer.terminal import announce, progress

Options = argparse.Namespace


def presets(options: Options) -> dict[str, str]:
    """The presets by name, each with its sentence."""
    import tomllib

    found = {}
    for name in configuration.preset_names():
        text = (resources.presets_folder() / f"{name}.toml").read_text(encoding="utf-8")
        found[name] = str(tomllib.loads(text).get("about", ""))
        announce(f"[bold]{name:14}[/bold] {found[name]}")
    return found


def train(options: Options) -> dict[str, Any]:
    """Train from a preset."""
    config = training_config(options)
    output = Path(options.output)
    if (output / "last").exists() and not options.resume:
        raise TrainerError(
            f"{output}: a run stands there already; go on with --resume or name another folder."
        )
    default = configuration.TrainConfig().model.categories
    own = None if config.model.categories == default else config.model.categories
    data = read_samples(Path(options.data), options.format, own)
    _warn(data.problems)
    config = dataclasses.replace(config, model=dataclasses.replace(config.model, categories=data.categories))
    training, validation = _sides(options, data, config)
    start = _start(options.checkpoint, config) if options.checkpoint else None
    run = RunFolder(output)

    def card(figures: dict[str, object]) -> str:
        origin = f"{len(training)} images of {options.data}"
        if options.checkpoint:
            origin += f", from the checkpoint {Path(options.checkpoint).name}"
        return model_card(f"Preset {options.preset}", config, origin, figures)

    with progress(config.iterations, "training") as told:
        run_training(
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
        )
    model = load_checkpoint(run.checkpoint)
    if config.model.where_next and validation:
        small = [s for s in validation if s.masks and max(s.masks[0].size) <= LARGEST_VALIDATED] or validation
        threshold, mean = choose_threshold(Predictor(model, "cpu"), small)
        model = with_config(model, dataclasses.replace(model.config, objectness_threshold=threshold))
        save_checkpoint(
            model, run.checkpoint, card({"validation f50 and SBD, mean": mean, "threshold": threshold})
        )
    return {"checkpoint": str(run.checkpoint), "iterations": config.iterations}


def _start(checkpoint: str, config: TrainConfig) -> RSIS:
    """A checkpoint's weights under the run's configuration; the two must be of one shape."""
    model = RSIS(config.model)
    try:
        model.load_state_dict(load_checkpoint(checkpoint).state_dict())
    except RuntimeError as error:
        raise TrainerError(f"{checkpoint}: these weights are not of the preset's network.") from error
    return model


def training_config(options: Options) -> TrainConfig:
    """The preset, over it the file, over it the options."""
    config = configuration.load_preset(options.preset)
    if options.config:
        config = configuration.load_config(Path(options.config), config)
    for name, value in vars(options).items():
        if name.startswith("field:") and value is not None:
            config = configuration.override(config, name.removeprefix("field:"), value)
    return config


def _sides(
    options: Options, data: SampleSet, config: TrainConfig
) -> tuple[tuple[Sample, ...], tuple[Sample, ...]]:
    """Training and validation samples as the options say; what cannot be read is named and left out."""
    if options.split:
        split = read_split(options.split)
        parts = [side_of(data, split, side, None).samples for side in ("train", "validation")]
    elif options.validation is None:
        parts = [data.samples, ()]
    elif _is_share(options.validation):
        parts = list(hold_out(data, float(options.validation), config.seed))
    else:
        other = read_samples(Path(options.validation), options.format, data.categories)
        _warn(other.problems)
        parts = [data.samples, other.samples]
    training, problems = readable(parts[0])
    validation, more = readable(parts[1])
    _warn([*problems, *more])
    return training, validation


def _is_share(text: str) -> bool:
    try:
        return 0 < float(text) < 1
    except ValueError:
        return False


def finetune(options: Options) -> dict[str, Any]:
    """Fine-tune on a project's done images."""
    config = training_config(options)
    checkpoint = options.checkpoint or str(resources.starter_checkpoint())
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
        )
    announce(
        f"f50 on {result['validation_images']} held-out images: {result['f50_before']:.3f} before, "
        f"{result['f50_after']:.3f} after: the {'new' if result['better'] else 'old'} model is kept."
    )
    return result


def evaluate(options: Options) -> dict[str, Any]:
    """Score a checkpoint."""
    predictor = _predictor(options)
    data = _chosen(options, predictor.config.categories)
    with progress(len(data.samples), "evaluating") as told:
        result = score_all(predictor, data, lambda done, of: told({"kind": "image", "iteration": done}))
    for name, value in result.items():
        if isinstance(value, float):
            announce(f"{name:12} {value:.4f}")
    return result


def simulate(options: Options) -> dict[str, Any]:
    """Actions an instance, with each kind of feedback, in one run."""
    predictor = _predictor(options)
    data = _chosen(options, predictor.config.categories)
    cache = ImageCache(limit=1)
    result: dict[str, Any] = {"images": len(data.samples)}
    feedbacks = [f.strip() for f in options.feedback.split(",")]
    for quality in (float(q) for q in options.quality.split(",")):
        for feedback in feedbacks:
            if feedback not in ("decisions", "as proposed", "none"):
                raise TrainerError(
                    f"There is no feedback {feedback!r}; there are decisions, as proposed, none."
                )
            rules = Rules(quality, feedback)
            with progress(len(data.samples), f"IoU {quality}, feedback {feedback}") as told:
                efforts = []
                for i, sample in enumerate(data.samples, 1):
                    names = [data.categories[c] if c >= 0 else None for c in sample.categories]
                    efforts.append(annotate(predictor, cache.read(sample.path), sample.masks, rules, names))
                    told({"kind": "image", "iteration": i})
            summary = _summary(efforts)
            result.setdefault(f"{quality:g}", {})[feedback] = summary
            announce(f"IoU {quality:g}, feedback {feedback}: {json.dumps(summary)}")
    return result


def _summary(efforts: Sequence[Effort]) -> dict[str, float]:
    instances = sum(e.instances for e in efforts) or 1
    names = ("accepted", "fixed", "rejected", "missed", "relabelled")
    return {
        "instances": instances,
        "actions_per_instance": sum(e.actions for e in efforts) / instances,
        "actions_by_polygons_alone": sum(e.polygons for e in efforts) / instances,
        "seconds_per_instance": sum(e.seconds for e in efforts) / instances,
        "proposals_per_instance": sum(e.proposals for e in efforts) / instances,
        "duplicates_per_image": sum(e.duplicates for e in efforts) / max(1, len(efforts)),
        **{name: sum(getattr(e, name) for e in efforts) / instances for name in names},
        "mean_iou": _mean([q for e in efforts for q in e.ious]),
        "iou_after_one_click_on_missed": _mean([q for e in efforts for q in e.after_one_click]),
        "clicks_on_missed": _mean([c for e in efforts for c in e.clicks_needed]),
    }


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else -1.0


def predict(options: Options) -> dict[str, Any]:
    """COCO results for a folder of images."""
    predictor = _predictor(options)
    folder = Path(options.images)
    if not folder.is_dir():
        raise TrainerError(f"{folder}: there is no such folder of images.")
    paths = list_images(folder)
    ids, categories = None, {name: i for i, name in enumerate(predictor.config.categories, 1)}
    if options.data:
        ids, theirs = _coco_ids(Path(options.data))
        _warn(
            [
                f"the category {name}: {options.data} does not have it"
                for name in categories
                if name not in theirs
            ]
        )
        categories = {name: theirs[name] for name in categories if name in theirs}
    results: list[dict[str, Any]] = []
    cache = ImageCache(limit=1)
    with progress(len(paths), "predicting") as told:
        for number, path in enumerate(paths, 1):
            name = path.relative_to(folder).as_posix()
            if ids is not None and name not in ids:
                continue
            for found in detect(predictor, cache.read(path)):
                if found.category not in categories:
                    continue
                results.append(
                    {
                        "image_id": number if ids is None else ids[name],
                        "file_name": name,
                        "category_id": categories[found.category],
                        "segmentation": found.mask.to_coco_rle(),
                        "bbox": _xywh(found.mask),
                        "score": found.score,
                    }
                )
            told({"kind": "image", "iteration": number})
    with atomic_file(options.output) as file:
        file.write(json.dumps(results).encode())
    return {"images": len(paths), "predictions": len(results), "output": options.output}


def import_weights(options: Options) -> dict[str, Any]:
    """A checkpoint of ours from a folder of the original implementation."""
    result = import_original_weights(options.folder, options.output)
    for note in result["notes"]:
        announce(note)
    return result


def _xywh(mask: Mask) -> list[int]:
    x0, y0, x1, y1 = mask.bbox
    return [x0, y0, x1 - x0, y1 - y0]


def _coco_ids(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """A COCO file's image ids by file name and category ids by name."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        images = {str(image["file_name"]): int(image["id"]) for image in content["images"]}
        return images, {str(c["name"]): int(c["id"]) for c in content["categories"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TrainerError(f"{path}: no image and category ids can be read from it: {error}") from error


def _predictor(options: Options) -> Predictor:
    if options.threads:
        torch.set_num_threads(options.threads)
    return Predictor.from_pretrained(options.checkpoint or resources.starter_checkpoint(), options.device)


def _chosen(options: Options, categories: tuple[str, ...]) -> SampleSet:
    """The labelled images that the options choose."""
    data = read_samples(Path(options.data), options.format, categories)
    _warn(data.problems)
    if options.split:
        data = side_of(data, read_split(options.split), options.side, options.kind)
    elif options.kind:
        raise TrainerError("--kind needs a --split that tells kinds apart.")
    samples, problems = readable(data.samples)
    _warn(problems)
    if options.largest_side:
        samples = tuple(s for s in samples if s.masks and max(s.masks[0].size) <= options.largest_side)
    if options.limit:
        chosen = np.unique(np.linspace(0, len(samples) - 1, min(options.limit, len(samples))).astype(int))
        samples = tuple(samples[i] for i in chosen)
    if not samples:
        raise TrainerError(f"{options.data}: no labelled image is left to work on.")
    return dataclasses.replace(data, samples=samples)


def _warn(problems: Sequence[str]) -> None:
    for problem in problems[:20]:
        announce(f"[yellow]left out:[/yellow] {problem}")
    if len(problems) > 20:
        announce(f"[yellow]and {len(problems) - 20} more[/yellow]")
