"""Compares a checkpoint with GrabCut at segmenting objects by clicks alone, with clicks by the same rule.

python benchmarks/clicks_against_grabcut.py --data NUCLEI --split nuclei [--largest-side 400] [--objects 120]
python benchmarks/clicks_against_grabcut.py --data instances_val.json [--checkpoint FOLDER]

Reports the mean IoU after 1, 3 and 5 clicks, NoC@85 and NoC@90 (clicks until that IoU, at most 20, each at the worst
error: RITM's rule), the share that never reached it, and the time per click. GrabCut's one parameter, how far around
the first click may be foreground, is tuned on other objects of the same data, in its favour.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

import resources
from annotations.imaging.reading import read_image
from annotations.masks import Mask
from rsis_model import Click, Predictor
from trainer.data.samples import Sample, SampleSet
from trainer.data.sources import read_samples, read_split, readable, side_of
from trainer.simulation.clicks import Clicking, by_network, click_until

SEED_RADIUS = 3  # pixels around a click that are certain
REACHES = (1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4)  # of the image's longer side
ITERATIONS = 3
LEAST_AREA = 16  # pixels; smaller objects leave no room for a click
QUALITY = 0.95  # IoU at which clicking stops: enough for both NoC values and the end of the curve

Answer = Callable[[Sequence[Click], NDArray[np.bool_]], NDArray[np.bool_] | None]


def grab_cut(image: NDArray[np.uint8], reach: float) -> Answer:
    """Return GrabCut (OpenCV) as a function of clicks: certain around each, probable within `reach` of positive ones.

    image: (H, W, 3) uint8 RGB.
    """
    height, width = image.shape[:2]
    ys, xs = np.mgrid[:height, :width]
    radius = max(SEED_RADIUS + 1, reach * max(height, width))

    def answer(clicks: Sequence[Click], mask: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
        labels = np.full((height, width), cv2.GC_PR_BGD, dtype=np.uint8)
        labels[mask] = cv2.GC_PR_FGD
        if not mask.any():
            for click in clicks:
                labels[np.hypot(ys - click.y, xs - click.x) <= radius] = cv2.GC_PR_FGD
        for click in clicks:
            sure = np.hypot(ys - click.y, xs - click.x) <= SEED_RADIUS
            labels[sure] = cv2.GC_FGD if click.positive else cv2.GC_BGD
        try:
            cv2.grabCut(
                image,
                labels,
                None,
                np.zeros((1, 65)),
                np.zeros((1, 65)),
                ITERATIONS,
                cv2.GC_INIT_WITH_MASK,
            )
        except cv2.error:  # a side without samples
            return None
        found = (labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD)
        _, parts = cv2.connectedComponents(found.astype(np.uint8))
        wanted = {int(parts[round(c.y), round(c.x)]) for c in clicks if c.positive} - {0}
        return np.isin(parts, list(wanted)) if wanted else None

    return answer


def choose_objects(
    data: SampleSet, count: int, rng: np.random.Generator
) -> list[tuple[Sample, Mask, NDArray[np.uint8]]]:
    """Choose at most `count` objects, spread over the images, without crowds and specks."""
    chosen: list[tuple[Sample, Mask, NDArray[np.uint8]]] = []
    order = rng.permutation(len(data.samples))
    each = max(1, -(-count // max(1, len(order))))
    for i in order:
        sample = data.samples[i]
        crowd = sample.crowd or (False,) * len(sample.masks)
        masks = [m for m, c in zip(sample.masks, crowd, strict=True) if not c and m.area >= LEAST_AREA]
        image = read_image(sample.path)
        chosen += [(sample, masks[n], image) for n in rng.permutation(len(masks))[:each]]
    return chosen[:count]


def summary(name: str, results: list[Clicking], seconds: float) -> dict[str, object]:
    """Return the figures over all objects."""
    clicks = sum(len(r.curve) for r in results)
    line = {
        "name": name,
        "objects": len(results),
        **{f"iou_after_{n}": round(float(np.mean([r.after(n) for r in results])), 4) for n in (1, 3, 5)},
        **{f"noc{q}": round(float(np.mean([r.needed(q / 100) for r in results])), 2) for q in (85, 90)},
        **{
            f"never{q}": round(float(np.mean([max(r.curve, default=0) < q / 100 for r in results])), 3)
            for q in (85, 90)
        },
        "milliseconds_per_click": round(1000 * seconds / max(1, clicks), 1),
    }
    sys.stderr.write(json.dumps(line) + "\n")
    return line


def run(
    checkpoints: list[str], objects: list[tuple[Sample, Mask, NDArray[np.uint8]]], others: int
) -> list[dict[str, object]]:
    """Run GrabCut, its reach tuned on the last `others` objects, and each checkpoint on the rest."""
    apart, objects = objects[-others:], objects[:-others]
    after_three = {
        reach: np.mean([click_until(grab_cut(im, reach), m, QUALITY, most=3).after(3) for _, m, im in apart])
        for reach in REACHES
    }
    reach = max(after_three, key=lambda r: after_three[r])
    began = time.perf_counter()
    found = [click_until(grab_cut(image, reach), mask, QUALITY) for _, mask, image in objects]
    lines = [summary(f"GrabCut (reach 1/{round(1 / reach)})", found, time.perf_counter() - began)]
    for checkpoint in checkpoints:
        predictor = Predictor.from_pretrained(checkpoint, "cpu")
        found, seconds = [], 0.0
        for _, mask, image in objects:
            scene = predictor.open(image)
            began = time.perf_counter()
            segment = by_network(predictor, scene, predictor.initial_state(scene))
            found.append(click_until(segment, mask, QUALITY))
            seconds += time.perf_counter() - began
        lines.append(summary(checkpoint, found, seconds))
    return lines


def main() -> None:
    """Print one JSON list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", help="a bundled split; its test side is used")
    parser.add_argument("--checkpoint", nargs="*", default=[str(resources.starter_checkpoint())])
    parser.add_argument("--largest-side", type=int, default=0, help="skip larger images")
    parser.add_argument("--objects", type=int, default=120)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    data = read_samples(options.data, None, None)
    if options.split:
        data = side_of(data, read_split(options.split), "test", None)
    samples, _ = readable(data.samples)
    samples = tuple(
        s
        for s in samples
        if s.masks and options.largest_side in (0, max(options.largest_side, *s.masks[0].size))
    )
    others = max(5, options.objects // 6)
    rng = np.random.default_rng(options.seed)
    objects = choose_objects(replace(data, samples=samples), options.objects + others, rng)
    print(json.dumps(run(options.checkpoint, objects, others), indent=1))


if __name__ == "__main__":
    main()
