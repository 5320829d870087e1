"""`evaluate` and `simulate`: measure a checkpoint on labelled images."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from annotations.errors import Problem
from rsis_model.sizes import diameter
from trainer.commands.common import Options, chosen_data, chosen_precision, chosen_predictor, warn
from trainer.data.samples import ImageCache
from trainer.errors import TrainerError
from trainer.evaluation.evaluate import evaluate as score_all
from trainer.simulation.annotator import Effort, Rules, annotate
from trainer.terminal import announce, progress


def evaluate(options: Options) -> dict[str, Any]:
    """Score a checkpoint."""
    predictor = chosen_predictor(options)
    data = chosen_data(options, predictor.config.categories)
    broken: list[Problem] = []
    with chosen_precision(options, predictor), progress(len(data.samples), "evaluating") as told:
        result = score_all(
            predictor,
            data,
            options.size,
            lambda done, of: told({"kind": "image", "iteration": done}),
            broken.append,
            options.most,
        )
    warn(broken)
    for name, value in result.items():
        if isinstance(value, float):
            announce(f"{name:12} {value:.4f}")
    return result


def simulate(options: Options) -> dict[str, Any]:
    """Measure actions per instance with each kind of feedback, in one run."""
    predictor = chosen_predictor(options)
    data = chosen_data(options, predictor.config.categories)
    cache = ImageCache(limit=1)
    result: dict[str, Any] = {"images": len(data.samples)}
    feedbacks = [f.strip() for f in options.feedback.split(",")]
    for quality in (float(q) for q in options.quality.split(",")):
        for feedback in feedbacks:
            if feedback not in ("decisions", "as proposed", "none"):
                raise TrainerError(f"Unknown feedback {feedback!r}; available: decisions, as proposed, none.")
            rules = Rules(quality, feedback)
            title = f"IoU {quality}, feedback {feedback}"
            with chosen_precision(options, predictor), progress(len(data.samples), title) as told:
                efforts = []
                known = [options.size] if options.size else []
                for i, sample in enumerate(data.samples, 1):
                    names = [data.categories[c] if c >= 0 else None for c in sample.categories]
                    efforts.append(
                        annotate(predictor, cache.read(sample.path), sample.masks, rules, names, known)
                    )
                    if not options.size:
                        known += [diameter(mask.area) for mask in sample.masks]
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
