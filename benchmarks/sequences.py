"""Measures what annotating a sequence costs with and without "as in the image before".

python -m benchmarks.sequences [--checkpoint FOLDER] [--frames 20] [--seeds 1,2] [--speed 3] [--kinds cells,things]
                               [--real DATA/hand_tools] [--json FILE]

The simulated annotator (`trainer.simulation`) works through each image. With "as in the image before", it first gets
each object of the image before again (`rsis_model.following`), decides on it as on any proposal, and then goes on as
usual. Both ways know the size of the objects in the image before. Made sequences move, turn, grow, divide, come and go
(`benchmarks.made_sequences`); of real images, runs of at most three seconds from one to the next are taken.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import resources
from annotations.imaging.reading import read_image
from annotations.masks import Mask
from benchmarks.made_sequences import make_sequence
from rsis_model import Predictor
from rsis_model.following import Motion, follow
from rsis_model.regions import Bools, tight
from rsis_model.scene import Proposal, box_of
from rsis_model.sizes import diameter
from trainer.data.sources import read_samples
from trainer.simulation.annotator import Desk, Effort, Rules, annotate

QUALITY = 0.8
LONGEST_GAP = 3.0
"""Seconds from one real image to the next in a run."""
SHORTEST_RUN = 3


@dataclass(frozen=True)
class Shot:
    """One image of a sequence and the masks of its objects."""

    image: NDArray[np.uint8]
    truth: tuple[Mask, ...]


@dataclass
class Cost:
    """What a sequence cost, without its first image, which is the same either way."""

    images: int = 0
    instances: int = 0
    actions: int = 0
    seconds: float = 0.0
    """By the assumed cost of each action."""
    accepted: int = 0
    rejected: int = 0
    clicks: int = 0
    vertices: int = 0
    ious: list[float] = field(default_factory=list)
    computing: float = 0.0
    """Seconds that the computation took."""

    def add(self, effort: Effort, computing: float) -> None:
        """Add an image."""
        self.images += 1
        self.instances += effort.instances
        self.actions += effort.actions
        self.seconds += effort.seconds
        self.accepted += effort.accepted
        self.rejected += effort.rejected
        self.clicks += effort.clicks
        self.vertices += effort.vertices
        self.ious += effort.ious
        self.computing += computing

    def merge(self, other: Cost) -> None:
        """Add another sequence."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def annotate_as_before(
    predictor: Predictor,
    before: Shot,
    known: Sequence[Bools],
    shot: Shot,
    rules: Rules,
    sizes: Sequence[float],
) -> tuple[Effort, list[Bools]]:
    """As `annotate`, but each of the `known` masks of the image before is proposed again first.

    Also return the masks that were kept, for the next image.
    """
    desk = Desk(predictor, shot.image, sizes, shot.truth, rules, None)
    state = predictor.initial_state(desk.scene)
    motion = Motion(before.image, shot.image)
    for mask in known:
        if not desk.left:
            break
        taken = np.any(desk.annotated, axis=0) if desk.annotated else None
        found = follow(predictor, desk.scene, state, motion, mask, taken)
        for part in () if found is None else (found.mask, found.other):
            if part is not None and desk.left:
                state = desk.decide(_proposal(part, found.objectness), state, state)
    while desk.left and desk.effort.proposals < len(known) + len(shot.truth) + 3:
        earlier = state
        proposal, state = predictor.propose(desk.scene, state)
        if proposal is None:
            break
        state = desk.decide(proposal, earlier, state)
    desk.draw_the_rest(state)
    return desk.effort, desk.annotated


def _proposal(mask: Bools, objectness: float) -> Proposal:
    patch, origin = tight(mask)
    return Proposal(patch, origin, mask.shape, box_of(patch, origin), "object", {}, objectness, None, -1)


def compare(predictor: Predictor, sequence: Sequence[Shot]) -> tuple[Cost, Cost]:
    """Return the cost of a sequence without and with "as in the image before"."""
    rules, costs = Rules(QUALITY), (Cost(), Cost())
    kept = [mask.to_array() for mask in sequence[0].truth]
    for before, shot in pairwise(sequence):
        if not shot.truth:
            kept = []
            continue
        sizes = [diameter(mask.area) for mask in before.truth]
        began = time.perf_counter()
        costs[0].add(
            annotate(predictor, shot.image, shot.truth, rules, None, sizes), time.perf_counter() - began
        )
        began = time.perf_counter()
        again, kept = annotate_as_before(predictor, before, kept, shot, rules, sizes)
        costs[1].add(again, time.perf_counter() - began)
    return costs


def real_runs(folder: Path) -> Iterator[list[Shot]]:
    """Yield the runs of images that a camera took shortly after each other, by the time in their names."""
    samples = {sample.path.stem: sample for sample in read_samples(folder, None, ("object",)).samples}
    run: list[Shot] = []
    last: datetime | None = None
    for name in sorted(samples):
        digits = re.sub(r"\D", "", name)[:14]
        taken = datetime.strptime(digits, "%Y%m%d%H%M%S") if len(digits) == 14 else None
        image = read_image(samples[name].path)
        near = last is not None and taken is not None and 0 <= (taken - last).total_seconds() <= LONGEST_GAP
        if run and (not near or run[-1].image.shape != image.shape):
            if len(run) >= SHORTEST_RUN:
                yield run
            run = []
        run.append(Shot(image, samples[name].masks))
        last = taken
    if len(run) >= SHORTEST_RUN:
        yield run


def made(
    kinds: Sequence[str], seeds: Sequence[int], frames: int, speed: float
) -> dict[str, list[list[Shot]]]:
    """Return made sequences by kind."""
    return {
        f"made: {kind}, {speed:g} px a frame": [
            [
                Shot(frame.image, tuple(frame.objects.values()))
                for frame in make_sequence(
                    seed, frames, speed=speed, kind="cells" if kind == "cells" else "things"
                )
            ]
            for seed in seeds
        ]
        for kind in kinds
    }


def table(rows: dict[str, tuple[Cost, Cost]]) -> str:
    """Return Markdown: two lines per kind of sequence."""
    lines = [
        "| sequence | images | instances an image | as in the image before | actions an image | and a track for each "
        "| modelled s an image | accepted as proposed | IoU | computing, s an image |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, costs in rows.items():
        for cost, way in zip(costs, ("no", "yes"), strict=True):
            n = max(cost.images, 1)
            # Without it, a track is a number to type, one action an instance; with it, tracks carry over.
            tracked = cost.actions + (cost.instances if way == "no" else 0)
            lines.append(
                f"| {name} | {cost.images} | {cost.instances / n:.1f} | {way} | {cost.actions / n:.1f} "
                f"| {tracked / n:.1f} | {cost.seconds / n:.1f} "
                f"| {cost.accepted / max(cost.instances, 1):.0%} | {np.mean(cost.ious):.3f} "
                f"| {cost.computing / n:.2f} |"
            )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Print the table, and write it as JSON if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--checkpoint", type=Path, default=resources.bundled_checkpoint("anything"))
    parser.add_argument("--frames", type=int, default=20)
    parser.add_argument("--seeds", default="1,2")
    parser.add_argument("--speed", type=float, default=3.0)
    parser.add_argument("--kinds", default="cells,things")
    parser.add_argument(
        "--real", type=Path, help="a folder of label maps whose images are named by their time"
    )
    parser.add_argument("--most-images", type=int, default=0, help="of the real ones; 0: all")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    predictor = Predictor.from_pretrained(options.checkpoint, "cpu")
    kinds = [kind for kind in options.kinds.split(",") if kind]
    sets = made(kinds, [int(seed) for seed in options.seeds.split(",")], options.frames, options.speed)
    if options.real is not None:
        runs: list[list[Shot]] = []
        for run in real_runs(options.real):
            if not options.most_images or sum(map(len, runs)) < options.most_images:
                runs.append(run)
        sets[f"real: {options.real.name}, {len(runs)} runs"] = runs
    rows: dict[str, tuple[Cost, Cost]] = {}
    for name, sequences in sets.items():
        total = (Cost(), Cost())
        for sequence in sequences:
            for whole, part in zip(total, compare(predictor, sequence), strict=True):
                whole.merge(part)
        rows[name] = total
        print(table({name: total}), flush=True)
    print(table(rows))
    if options.json is not None:
        options.json.write_text(
            json.dumps({name: [vars(cost) for cost in costs] for name, costs in rows.items()})
        )


if __name__ == "__main__":
    main()
