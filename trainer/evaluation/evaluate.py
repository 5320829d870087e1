"""`evaluate`: computes all figures of a checkpoint on labelled images, and chooses its threshold."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from annotations.errors import ImageError, Problem
from annotations.imaging.reading import read_image
from annotations.message import count_images
from rsis_model.predictor import Predictor
from rsis_model.sizes import diameter
from trainer.data.samples import Sample, SampleSet, choose, has_instances
from trainer.errors import TrainerError
from trainer.evaluation.average_precision import average_precision
from trainer.evaluation.batches import Given, detect_many
from trainer.evaluation.cityscapes_ap import cityscapes_ap
from trainer.evaluation.metrics import (
    difference_in_count,
    f_at,
    matched_ious,
    mean_and_spread,
    scored,
    symmetric_best_dice,
)
from trainer.evaluation.sequences import MOST_PROPOSALS, Detection

THRESHOLDS = tuple(np.arange(0.25, 0.81, 0.05).round(3).tolist())
EQUALLY_GOOD = 0.01
THRESHOLD_IMAGES = 24
Told = Callable[[int, int], None]


def figures(data: SampleSet, detections: Sequence[Sequence[Detection]]) -> dict[str, object]:
    """Return the figures that `evaluate --json` prints; f50, SBD and DiC use masks only, and ignore crowds."""
    pairs = [
        scored([d.mask for d in each], s.masks, s.crowd)
        for each, s in zip(detections, data.samples, strict=True)
    ]
    ap, per_category, most = average_precision(data.samples, detections, data.categories)
    sbd, sbd_std = mean_and_spread([symmetric_best_dice(found, true) for found, true in pairs])
    dic, _ = mean_and_spread([difference_in_count(found, true) for found, true in pairs])
    abs_dic, abs_dic_std = mean_and_spread([abs(difference_in_count(found, true)) for found, true in pairs])
    f50, _ = mean_and_spread([f_at(found, true) for found, true in pairs])
    iou, _ = mean_and_spread([value for found, true in pairs for value in matched_ious(found, true)])
    own: dict[str, object] = {}
    if data.format == "cityscapes":
        city, per_class = cityscapes_ap(data.samples, detections, data.categories)
        own = {
            "cityscapes_ap": city.ap,
            "cityscapes_ap50": city.ap50,
            "cityscapes_per_category": {name: dataclasses.asdict(each) for name, each in per_class.items()},
        }
    return {
        "images": len(data.samples),
        **own,
        **dataclasses.asdict(ap),
        "per_category": {name: dataclasses.asdict(each) for name, each in per_category.items()},
        "sbd": sbd,
        "sbd_std": sbd_std,
        "dic": dic,
        "abs_dic": abs_dic,
        "abs_dic_std": abs_dic_std,
        "f50": f50,
        "iou": iou,
        "max_detections": most,
    }


def evaluate(
    predictor: Predictor,
    data: SampleSet,
    size: float | None = None,
    told: Told = lambda done, of: None,
    problem: Callable[[Problem], None] = lambda problem: None,
    most: int = MOST_PROPOSALS,
) -> dict[str, object]:
    """Run the predictor over every image and score it.

    size: diameter of the objects in image pixels; None: estimated for each image. most: proposals per image; the paper
    runs a fixed number of steps.
    told: called with the number of images done and the total. problem: called for each unreadable image, which is
    left out. Raises TrainerError if no image that can be read has an instance.
    """
    found: dict[int, list[Detection]] = {}
    broken = 0

    def pictures() -> Iterator[Given[int]]:
        nonlocal broken
        for i, sample in enumerate(data.samples):
            try:
                yield i, read_image(sample.path), size
            except ImageError as error:
                broken += 1
                problem(Problem.of(error))

    for i, detections in detect_many(predictor, pictures(), most=most):
        found[i] = detections
        told(len(found) + broken, len(data.samples))
    kept = sorted(found)
    samples = choose(data.samples, kept)
    if not has_instances(samples):
        raise TrainerError(
            f"None of the {count_images(len(samples))} has an instance, so there is nothing to score."
        )
    return figures(dataclasses.replace(data, samples=samples), [found[i] for i in kept])


def median_size(sample: Sample) -> float | None:
    """Return the median diameter of an image's objects in pixels; None if it has none."""
    return float(np.median([diameter(mask.area) for mask in sample.masks])) if sample.masks else None


def detect_all(
    predictor: Predictor,
    samples: Sequence[Sample],
    told: Told = lambda done, of: None,
    sizes: Callable[[Sample], float | None] = lambda sample: None,
) -> list[list[Detection]]:
    """Return the detections of each image. sizes: gives the objects' diameter in pixels; None: estimated."""
    pictures = ((i, read_image(sample.path), sizes(sample)) for i, sample in enumerate(samples))
    found: dict[int, list[Detection]] = {}
    for i, detections in detect_many(predictor, pictures):
        found[i] = detections
        told(len(found), len(samples))
    return [found[i] for i in range(len(samples))]


def choose_threshold(predictor: Predictor, samples: Sequence[Sample]) -> tuple[float, float]:
    """Find the objectness threshold with the best mean of f50 and SBD on these images (at most 24, evenly spaced).

    Returns it and that mean; of thresholds within EQUALLY_GOOD of the best, the one nearest to the present. A network
    that sees objects at one size is given the true size, as in the program after the person's first decision.

    Where-next proposes the hottest place first, so one run at the lowest threshold includes those at all others.
    """
    samples = [samples[i] for i in np.unique(np.linspace(0, len(samples) - 1, THRESHOLD_IMAGES).astype(int))]
    low = Predictor(predictor.model, str(predictor.device))
    config = low.model.config
    try:
        low.model.config = dataclasses.replace(config, objectness_threshold=THRESHOLDS[0])
        detections = detect_all(low, samples, sizes=median_size)
    finally:
        low.model.config = config
    scores = {}
    for threshold in THRESHOLDS:
        found = [[d.mask for d in each if d.objectness >= threshold] for each in detections]
        pairs = [scored(f, s.masks, s.crowd) for f, s in zip(found, samples, strict=True)]
        scores[threshold] = float(np.mean([(f_at(f, t) + symmetric_best_dice(f, t)) / 2 for f, t in pairs]))
    good = [t for t in THRESHOLDS if scores[t] >= max(scores.values()) - EQUALLY_GOOD]
    best = min(good, key=lambda t: abs(t - config.objectness_threshold))
    return best, scores[best]
