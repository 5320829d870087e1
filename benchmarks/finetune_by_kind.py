"""Fine-tunes on the kind of image that a checkpoint is worst at; f50 on others of that kind, before and after.

    python benchmarks/finetune_by_kind.py --data NUCLEI --output RUN [--kind tissue] [--folds 4]

Uses only images that the checkpoint was not trained on: 20 are corrected (their true masks become a project whose
images are done), and others of the kind are scored. Since there are few, this runs in folds: each image is scored once,
by a model fine-tuned on 20 of the images outside its fold. The fine-tuning is the program's command; `chosen` counts
the models that it judged better itself, on its held-out part of the 20.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

import resources
from annotations.project import Project
from annotations.records import Category, Change, Instance, Transaction
from rsis_model import Predictor
from trainer.data.samples import Sample, SampleSet
from trainer.data.sources import read_samples, read_split, readable, side_of
from trainer.evaluation.evaluate import detect_all
from trainer.evaluation.metrics import f_at, symmetric_best_dice

CORRECTED = 20
LARGEST_SIDE = 400


def held_back(data: SampleSet, kind: str, seed: int) -> list[Sample]:
    """Return images of one kind that were not trained on, in random order."""
    split = read_split("nuclei")
    samples = [s for side in ("validation", "test") for s in side_of(data, split, side, kind).samples]
    kept = [s for s in readable(samples)[0] if s.masks and max(s.masks[0].size) <= LARGEST_SIDE]
    random.Random(seed).shuffle(kept)
    return kept


def make_project(samples: list[Sample], path: Path) -> None:
    """Make a project in which these images are done, with their true masks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with Project.create(path) as project:
        images = project.add_images([s.path for s in samples]).images
        changes = [Change.add(Category(1, "nucleus", (230, 60, 60)))]
        for image in images:
            sample = next(s for s in samples if s.path.name == Path(image.path).name)
            changes.append(Change.replace(image, replace(image, status="done")))
            for mask in sample.masks:
                changes.append(Change.add(Instance(project.next_id("instance"), image.id, mask, 1, "drawn")))
        project.commit(Transaction("Corrected", tuple(changes)))


def one_fold(corrected: list[Sample], checkpoint: str, output: Path) -> tuple[dict[str, object], float]:
    """Fine-tune with the program's command; return its result and the minutes it took."""
    project = output / "project" / "corrected.rsis"
    make_project(corrected, project)
    began = time.monotonic()
    command = [sys.executable, "-m", "trainer.cli", "finetune", "--project", str(project), "--checkpoint"]
    command += [checkpoint, "--output", str(output / "run"), "--json"]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return told, (time.monotonic() - began) / 60


def scores(checkpoint: str, samples: list[Sample]) -> list[tuple[float, float]]:
    """Return f50 and SBD of each image."""
    predictor = Predictor.from_pretrained(checkpoint, "cpu")
    found = [[d.mask for d in each] for each in detect_all(predictor, samples)]
    return [(f_at(f, s.masks), symmetric_best_dice(f, s.masks)) for f, s in zip(found, samples, strict=True)]


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the nuclei set: images/ and labels/")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--checkpoint", default=str(resources.starter_checkpoint()))
    parser.add_argument("--kind", help="default: the one with the worst score")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--only", type=int, help="stop after this many folds")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    data = read_samples(options.data, None, ("nucleus",))
    kinds = [options.kind] if options.kind else ["tissue", "fluorescence"]
    images = {kind: held_back(data, kind, options.seed) for kind in kinds}
    first = {kind: np.mean(scores(options.checkpoint, images[kind][:20]), axis=0) for kind in kinds}
    kind = min(first, key=lambda k: float(first[k][0]))
    before: list[tuple[float, float]] = []
    after: list[tuple[float, float]] = []
    minutes: list[float] = []
    chosen = 0
    for fold in range(options.only or options.folds):
        others = images[kind][fold :: options.folds]
        corrected = [s for s in images[kind] if s not in others][:CORRECTED]
        told, took = one_fold(corrected, options.checkpoint, options.output / str(fold))
        minutes.append(took)
        chosen += bool(told["better"])
        before += scores(options.checkpoint, others)
        after += scores(str(told["checkpoint"]), others)
        sys.stderr.write(f"fold {fold}: {np.mean(before, axis=0)} to {np.mean(after, axis=0)}\n")
    difference = np.array(after)[:, 0] - np.array(before)[:, 0]
    result = {
        "kind": kind,
        "corrected": CORRECTED,
        "images": len(before),
        "minutes": [round(m, 1) for m in minutes],
        "chosen": chosen,
        **{
            f"{name}_before": round(float(np.mean(before, axis=0)[i]), 4)
            for i, name in enumerate(("f50", "sbd"))
        },
        **{
            f"{name}_after": round(float(np.mean(after, axis=0)[i]), 4)
            for i, name in enumerate(("f50", "sbd"))
        },
        "f50_gain_standard_error": round(float(difference.std(ddof=1) / len(difference) ** 0.5), 4),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
