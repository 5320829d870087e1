"""Measures what corrections gain on kinds of image that a model never saw: the curve over 0, 25, 50, … objects.

python -m benchmarks.corrections --images DATA --output DIR [--checkpoint FOLDER …] [--kinds phase_cells,ore,fruit]
                                 [--objects 0,25,50,100,200,400] [--seeds 0] [--test 8] [--minutes 4] [--go-on]

Objects of the kind's training side are corrected in the order in which a person meets them, image by image; the last
image may be unfinished. The program's fine-tuning learns from them, and the checkpoint that it keeps is scored on
images of the test side, from other scenes. Each point is written to DIR/points.jsonl once measured; existing points are
not measured again. The figure is DIR/corrections.png.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

import resources
from annotations.imaging.reading import read_image
from annotations.masks import Mask
from annotations.project import Project
from annotations.records import Category, Change, Instance, Transaction
from benchmarks.extra import needed
from benchmarks.kinds import held_back
from rsis_model import Predictor
from rsis_model.sizes import diameter, usual_size
from trainer.data.samples import Sample, SampleSet
from trainer.data.sources import read_samples, read_split, side_of
from trainer.evaluation.evaluate import figures
from trainer.evaluation.sequences import Detection, detect
from trainer.simulation.annotator import Rules, annotate

QUALITY = 0.8


def met(samples: Sequence[Sample], count: int, seed: int) -> list[tuple[Sample, tuple[Mask, ...], bool]]:
    """Return the first `count` objects a person meets, by image, and whether each image is finished."""
    order = list(range(len(samples)))
    random.Random(seed).shuffle(order)
    found: list[tuple[Sample, tuple[Mask, ...], bool]] = []
    for place in order:
        if count <= 0:
            break
        masks = list(samples[place].masks)
        random.Random(f"{seed} {place}").shuffle(masks)
        found.append((samples[place], tuple(masks[:count]), len(masks) <= count))
        count -= len(masks)
    return found


def make_project(worked: Sequence[tuple[Sample, tuple[Mask, ...], bool]], path: Path) -> None:
    """Make a project in which these objects are accepted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with Project.create(path) as project:
        images = {Path(i.path).name: i for i in project.add_images([s.path for s, _, _ in worked]).images}
        changes = [Change.add(Category(1, "object", (230, 60, 60)))]
        for sample, masks, finished in worked:
            image = images[sample.path.name]
            status = "done" if finished else "started"
            changes.append(Change.replace(image, replace(image, status=status)))
            for mask in masks:
                changes.append(Change.add(Instance(project.next_id("instance"), image.id, mask, 1, "fixed")))
        project.commit(Transaction("Corrected", tuple(changes)))


def finetuned(project: Path, checkpoint: str, output: Path, minutes: float, seed: int) -> dict[str, Any]:
    """Fine-tune with the program's command and return its result."""
    command = [sys.executable, "-m", "trainer.cli", "finetune", "--project", str(project), "--checkpoint"]
    command += [checkpoint, "--output", str(output), "--minutes", str(minutes), "--seed", str(seed), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def measure(checkpoint: str, samples: Sequence[Sample], known: Sequence[float]) -> dict[str, float]:
    """Return the scores without a person and the cost of a person's work. known: diameters of corrected objects."""
    predictor = Predictor.from_pretrained(checkpoint, "cpu")
    plain = [replace(s, categories=(0,) * len(s.masks)) for s in samples]
    found = [
        [
            Detection(d.mask, "object", d.category_probability, d.objectness)
            for d in detect(predictor, read_image(s.path), expected=usual_size(known))
        ]
        for s in plain
    ]
    values = figures(SampleSet(tuple(plain), ("object",)), found)
    efforts, sizes = [], list(known)
    for sample in plain:
        efforts.append(
            annotate(predictor, read_image(sample.path), sample.masks, Rules(QUALITY), None, sizes)
        )
        sizes += [diameter(mask.area) for mask in sample.masks]
    instances = sum(e.instances for e in efforts)
    return {
        **{name: float(str(values[name])) for name in ("f50", "ap75", "sbd")},
        "actions": sum(e.actions for e in efforts) / instances,
        "ratio": sum(e.actions for e in efforts) / sum(e.polygons for e in efforts),
        **{
            name: sum(getattr(e, name) for e in efforts) / instances
            for name in ("accepted", "fixed", "missed")
        },
    }


def point(
    options: argparse.Namespace,
    kind: str,
    checkpoint: str,
    start: str,
    count: int,
    seed: int,
    test: Sequence[Sample],
) -> dict[str, Any]:
    """Measure one point of the curve of a checkpoint, fine-tuned from `start`."""
    data = read_samples(options.images / kind, None, ("object",))
    worked = met(side_of(data, read_split(kind), "train", None).samples, count, seed)
    name = f"{kind}-{Path(checkpoint).name}-{count}-{seed}"
    told: dict[str, Any] = {"checkpoint": start, "better": False, "seconds": 0.0}
    if count:
        project = options.output / name / "project" / "corrected.rsis"
        make_project(worked, project)
        told = finetuned(project, start, options.output / name / "run", options.minutes, seed)
    known = [diameter(mask.area) for _, masks, _ in worked for mask in masks]
    return {
        "kind": kind,
        "checkpoint": checkpoint,
        "objects": count,
        "seed": seed,
        "images": len(worked),
        "better": told["better"],
        "seconds": told.get("seconds", 0.0),
        "kept": told["checkpoint"] if told["better"] else start,
        **measure(str(told["checkpoint"]), test, known),
    }


def draw(points: Sequence[dict[str, Any]], path: Path) -> None:
    """Plot actions and f50 over the number of corrected objects, one line per kind and checkpoint."""
    with needed():
        from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(10, 4))
    places = {count: place for place, count in enumerate(sorted({p["objects"] for p in points}))}
    kinds = list(dict.fromkeys(p["kind"] for p in points))
    checkpoints = list(dict.fromkeys(p["checkpoint"] for p in points))
    for axis, name, title in (
        (axes[0], "ratio", "actions, as a share of drawing polygons"),
        (axes[1], "f50", "f50"),
    ):
        for kind, checkpoint in dict.fromkeys((p["kind"], p["checkpoint"]) for p in points):
            chosen = [p for p in points if (p["kind"], p["checkpoint"]) == (kind, checkpoint)]
            counts = sorted({p["objects"] for p in chosen})
            means = [np.mean([p[name] for p in chosen if p["objects"] == c]) for c in counts]
            axis.plot(
                [places[c] for c in counts],
                means,
                marker="o",
                color=f"C{kinds.index(kind)}",
                linestyle="--" if checkpoints.index(checkpoint) else "-",
                label=f"{kind}, {Path(checkpoint).name}",
            )
        axis.set_xticks(list(places.values()), [str(count) for count in places])
        axis.set_xlabel("corrected objects")
        axis.set_title(title)
        axis.set_ylim(bottom=0)
    axes[1].legend(fontsize="small", loc="lower right")
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def main() -> None:
    """Measure the missing points and draw the figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--checkpoint", nargs="*", default=[str(resources.starter_checkpoint())])
    parser.add_argument("--kinds", default="phase_cells,ore,fruit")
    parser.add_argument("--objects", default="0,25,50,100,200,400")
    parser.add_argument("--seeds", default="0")
    parser.add_argument("--test", type=int, default=8, help="test images per kind")
    parser.add_argument("--minutes", type=float, default=4.0, help="of each fine-tuning")
    parser.add_argument("--go-on", action="store_true", help="fine-tune what the point before kept")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    kept = options.output / "points.jsonl"
    points = [json.loads(line) for line in kept.read_text().splitlines()] if kept.is_file() else []
    names = ("kind", "checkpoint", "objects", "seed")
    there = {tuple(p[name] for name in names): p for p in points}
    for kind in options.kinds.split(","):
        test = held_back(options.images, kind, "test", options.test)
        for checkpoint in options.checkpoint:
            for seed in (int(n) for n in options.seeds.split(",")):
                start = checkpoint
                for count in (int(n) for n in options.objects.split(",")):
                    known = there.get((kind, checkpoint, count, seed))
                    if options.go_on and known is not None:
                        start = known["kept"]
                    if known is not None:
                        continue
                    points.append(point(options, kind, checkpoint, start, count, seed, test))
                    if options.go_on:
                        start = points[-1]["kept"]
                    with kept.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(points[-1]) + "\n")
                    sys.stderr.write(json.dumps(points[-1]) + "\n")
    draw(points, options.output / "corrections.png")
    print(json.dumps(points, indent=1))


if __name__ == "__main__":
    main()
