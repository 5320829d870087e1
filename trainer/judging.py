"""Judges fine-tuning: what is held out of a project, how it is scored, and when a gain is beyond chance."""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from annotations.imaging.pages import plain_name
from annotations.imaging.reading import read_image
from annotations.masks import Mask, iou
from annotations.scenes import scenes_of
from rsis_model.clicks import Click
from rsis_model.predictor import Predictor
from rsis_model.regions import deepest_point
from rsis_model.sizes import diameter, usual_size
from trainer.data.samples import ImageCache, Sample
from trainer.errors import TrainerError
from trainer.evaluation.evaluate import detect_all, median_size
from trainer.evaluation.metrics import f_at, matched_ious, scored

LEAST_IMAGES = 2
"""Minimum number of done images, of which one is held out."""
LEAST_OBJECTS = 20
"""Minimum number of accepted objects if too few images are done."""
HELD_EVERY = 5
FLOOR = 0.02
"""Minimum mean gain of a new model in f50, in addition to the test against chance."""
OBJECTS_FLOOR = 0.01
"""The same in the IoU of objects, which moves less: 0.02 more IoU was 0.08 more f50."""
DRAWS = 2000
TRIED_STEPS = 3
FEW_IMAGES = 5
"""Fewer held-out images than this say too little as images: their objects are judged one by one."""
Measure = Literal["f50", "IoU of objects", "IoU after a click"]


@dataclass(frozen=True)
class Judgement:
    """values: the score of each held-out image or object. objects: the number of held-out objects; found: how many of
    them the model found at IoU 0.5."""

    values: tuple[float, ...]
    objects: int
    found: int

    @property
    def mean(self) -> float:
        """The mean of the values."""
        return float(np.mean(self.values)) if self.values else 0.0


@dataclass(frozen=True)
class Plan:
    """The training data and what is held out: whole images, or (provisional) single objects of unfinished images.

    held_objects: for each training image, the indices of its held-out masks; they are crowds in `training`.
    """

    training: Sequence[Sample]
    held_out: Sequence[Sample]
    held_objects: tuple[tuple[int, ...], ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether no whole image could be held out."""
        return not self.held_out

    @property
    def measure(self) -> Measure:
        """The measure in a judgement's values."""
        if self.provisional:
            return "IoU after a click"
        return "IoU of objects" if len(self.held_out) < FEW_IMAGES else "f50"

    @property
    def floor(self) -> float:
        """The least mean gain in that measure that counts as better."""
        return FLOOR if self.measure == "f50" else OBJECTS_FLOOR

    def judge(self, predictor: Predictor) -> Judgement:
        """Score a model on what was held out.

        The IoU of an object is the mean of that of the proposal that matches it best and that after a click on it.
        """
        if self.provisional:
            return _judge_objects(predictor, self.training, self.held_objects)
        found = detect_all(predictor, self.held_out, sizes=median_size)
        pairs = [
            scored([d.mask for d in each], s.masks, s.crowd)
            for each, s in zip(found, self.held_out, strict=True)
        ]
        ious = [value for masks, true in pairs for value in matched_ious(masks, true)]
        values: Sequence[float] = [f_at(*pair) for pair in pairs]
        if self.measure == "IoU of objects":
            values = ious
            if predictor.config.guidance:
                places = [_objects(sample) for sample in self.held_out]
                clicked = _judge_objects(predictor, self.held_out, places).values
                values = [(a + b) / 2 for a, b in zip(ious, clicked, strict=True)]
        return Judgement(tuple(values), len(ious), sum(v >= 0.5 for v in ious))


@dataclass(frozen=True)
class Pace:
    """How long a model takes: seconds to open an image, per pixel, and seconds a proposal."""

    opening: float
    step: float

    def seconds(self, samples: Sequence[Sample]) -> float:
        """Estimate how long it takes to find every object of these images."""
        pixels = sum(s.masks[0].size[0] * s.masks[0].size[1] for s in samples if s.masks)
        return self.opening * pixels + self.step * sum(1.2 * len(s.masks) + 3 for s in samples)


def pace_of(predictor: Predictor, sample: Sample) -> Pace:
    """Time a model on one image."""
    image = read_image(sample.path)
    began = time.monotonic()
    scene, state = predictor.open(image, median_size(sample)), None
    opening = time.monotonic() - began
    middle = [Click(image.shape[1] / 2, image.shape[0] / 2)] if predictor.config.guidance else []
    began = time.monotonic()
    for _ in range(TRIED_STEPS):
        _, state = predictor.propose(scene, state, clicks=middle)
    step = (time.monotonic() - began) / TRIED_STEPS
    return Pace(opening / (image.shape[0] * image.shape[1]), step)


def make_plan(samples: Sequence[Sample], share: float, seed: int, project: Path) -> Plan:
    """Decide what to hold out of a project's samples. Raises TrainerError saying how much more is needed."""
    done = [sample for sample in samples if sample.complete]
    started = [sample for sample in samples if not sample.complete]
    if len(done) >= LEAST_IMAGES and any(sample.masks for sample in done):
        training, held_out = by_scene(done, share, seed)
        if any(sample.masks for sample in training) and any(sample.masks for sample in held_out):
            return Plan([*training, *started], held_out)
    objects = sum(len(sample.masks) for sample in samples)
    if objects < LEAST_OBJECTS:
        raise TrainerError(
            f"{project}: there is too little to learn from: {objects} accepted objects and {len(done)} done images. "
            f"Fine-tuning needs {LEAST_OBJECTS} objects ({LEAST_OBJECTS - objects} more), or {LEAST_IMAGES} done "
            "images with annotations."
        )
    training, places, before = [], [], 0
    for sample in samples:
        held = tuple(i for i in range(len(sample.masks)) if (before + i) % HELD_EVERY == HELD_EVERY - 1)
        before += len(sample.masks)
        crowd = tuple((bool(sample.crowd) and sample.crowd[i]) or i in held for i in range(len(sample.masks)))
        training.append(replace(sample, crowd=crowd))
        places.append(held)
    return Plan(training, (), tuple(places))


def by_scene(samples: Sequence[Sample], share: float, seed: int) -> tuple[list[Sample], list[Sample]]:
    """Split into training images and about this share held out, at least one image; scenes stay together.

    See `annotations.scenes` for what a scene is. When more images come, scenes stay on their sides, as far as these
    rules and the limits on what is held out allow.
    """
    if not 0 < share < 1:
        raise TrainerError(f"The held-out share must be between 0 and 1, not {share}.")
    names = (Path(plain_name(sample.path.name)).stem for sample in samples)
    stems = [re.sub(r"_(jpg|jpeg|png|tif|tiff)$", "", name) for name in names]
    scenes = scenes_of(stems, fewest=max(3, round(1 / share)))
    held = _held_scenes(scenes, share, seed)
    sides: tuple[list[Sample], list[Sample]] = ([], [])
    for sample, scene in zip(samples, scenes, strict=True):
        sides[scene in held].append(sample)
    if not sides[0]:  # all images are one scene
        return sides[1][:-1], sides[1][-1:]
    return sides


def _held_scenes(scenes: Sequence[str], share: float, seed: int) -> set[str]:
    """Choose the scenes to hold out: those whose hash is below the share, at least one, at most half of the images.

    So a scene that one model was judged by is not learned from by the next, nor the other way round.
    """
    count = Counter(scenes)

    def place(scene: str) -> float:
        return int.from_bytes(hashlib.sha256(f"{seed} {scene}".encode()).digest()[:8]) / 2**64

    held: set[str] = set()
    for scene in sorted(count, key=place):
        fits = sum(count[s] for s in held) + count[scene] <= len(scenes) / 2
        if fits and (not held or place(scene) < share):
            held.add(scene)
    return held or {min(count, key=lambda scene: (count[scene], place(scene)))}


def beyond_chance(before: Sequence[float], after: Sequence[float], floor: float = FLOOR) -> bool:
    """Whether the scores of the same images or objects improved beyond chance.

    The mean gain must be at least `floor`, and positive in 95 % of bootstrap samples. With fewer than five scores, none
    may fall and the mean gain must be at least twice the floor.
    """
    gains = np.asarray(after) - np.asarray(before)
    if len(gains) < 5:
        return bool(len(gains)) and bool((gains >= -1e-9).all()) and float(gains.mean()) >= 2 * floor
    draws = np.random.default_rng(0).integers(len(gains), size=(DRAWS, len(gains)))
    return float(gains.mean()) >= floor and float(np.quantile(gains[draws].mean(axis=1), 0.05)) > 0


def _objects(sample: Sample) -> tuple[int, ...]:
    """The places of a sample's masks that are not crowds."""
    return tuple(i for i in range(len(sample.masks)) if not (sample.crowd and sample.crowd[i]))


def _judge_objects(
    predictor: Predictor, samples: Sequence[Sample], places: Sequence[tuple[int, ...]]
) -> Judgement:
    """Return the IoU after one click on each held-out object, with the other objects of its image annotated."""
    cache = ImageCache(limit=1)
    values: list[float] = []
    for sample, held in zip(samples, places, strict=True):
        if not held:
            continue
        others = [mask for i, mask in enumerate(sample.masks) if i not in held]
        size = usual_size([diameter(mask.area) for mask in others]) or median_size(sample)
        scene = predictor.open(cache.read(sample.path), size)
        state = predictor.resume(scene, (mask.to_array() for mask in others))
        for i in held:
            click = Click(*deepest_point(sample.masks[i].to_array()))
            if predictor.config.guidance:
                proposal, _ = predictor.propose(scene, state, clicks=[click])
                mask = None if proposal is None else proposal.mask
                found = None if mask is None or not mask.any() else Mask.from_array(mask)
                values.append(float(iou([found], [sample.masks[i]])[0, 0]) if found is not None else 0.0)
    return Judgement(tuple(values), len(values), sum(value >= 0.5 for value in values))
