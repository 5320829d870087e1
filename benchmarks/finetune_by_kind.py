"""Fine-tuning on the kind of image that a checkpoint is worst at: f50 on others of that kind, before and after.

    python benchmarks/finetune_by_kind.py --data NUCLEI --output RUN [--kind tissue]

Only images that the checkpoint was not trained on take part: 20 are corrected (their true masks become a project
whose images are done), the rest of the kind is scored. The fine-tuning is the program's own command.
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

import resources
from annotations.project import Project
from annotations.records import Category, Change, Instance, Transaction
from rsis_model import Predictor
from trainer.data.samples import Sample, SampleSet
from trainer.data.sources import read_samples, read_split, readable, side_of
from trainer.evaluation.evaluate import evaluate

CORRECTED = 20
LARGEST_SIDE = 400


def held_back(data: SampleSet, kind: str, seed: int) -> tuple[list[Sample], list[Sample]]:
    """20 images to correct and the others, of one kind, none of them trained on."""
    split = read_split("nuclei")
    samples = [s for side in ("validation", "test") for s in side_of(data, split, side, kind).samples]
    kept = [s for s in readable(samples)[0] if s.masks and max(s.masks[0].size) <= LARGEST_SIDE]
    random.Random(seed).shuffle(kept)
    return kept[:CORRECTED], kept[CORRECTED:]


def make_project(samples: list[Sample], path: Path) -> None:
    """A project in which these images are done, with their true masks."""
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


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the nuclei set: images/ and labels/")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--checkpoint", default=str(resources.starter_checkpoint()))
    parser.add_argument("--kind", help="told by scoring: the worst by default")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    data = read_samples(options.data, None, ("nucleus",))
    predictor = Predictor.from_pretrained(options.checkpoint, "cpu")
    kinds = [options.kind] if options.kind else ["tissue", "fluorescence"]
    before = {}
    for kind in kinds:
        _, others = held_back(data, kind, options.seed)
        before[kind] = evaluate(predictor, SampleSet(tuple(others[:40]), data.categories))
        sys.stderr.write(f"{kind}: f50 {before[kind]['f50']:.4f} on {before[kind]['images']} images\n")
    kind = min(before, key=lambda k: float(str(before[k]["f50"])))
    corrected, others = held_back(data, kind, options.seed)
    project = options.output / "project" / "corrected.rsis"
    make_project(corrected, project)
    began = time.monotonic()
    command = [sys.executable, "-m", "trainer.cli", "finetune", "--project", str(project), "--checkpoint"]
    command += [options.checkpoint, "--output", str(options.output / "run"), "--json"]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    minutes = (time.monotonic() - began) / 60
    tuned = Predictor.from_pretrained(told["checkpoint"], "cpu")
    after = evaluate(tuned, SampleSet(tuple(others[:40]), data.categories))
    names = ("images", "f50", "sbd", "abs_dic")
    result = {
        "kind": kind,
        "corrected": len(corrected),
        "minutes": minutes,
        "before": {n: before[kind][n] for n in names},
        "after": {n: after[n] for n in names},
        "told": told,
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
