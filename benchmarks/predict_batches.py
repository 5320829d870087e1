"""Measures how fast images of one size go through the network together, beside a loop over the predictor.

    python -m benchmarks.predict_batches [--sides 64,256] [--batches 1,4,16] [--threads 1,2] [--seconds 4]
                                         [--rounds 5] [--checkpoint C]

Draws images of round cells and finds their objects, masks as COCO's run-length codes: in a loop as a user would write
it (`Predictor`, pycocotools), by `detect_many` in batches of each size, and in those that it chooses itself. All take
turns, in another order in each round, in one process. Images are in memory: reading files and the start are not
measured. Prints one JSON object: for each side and number of threads the images a second by the clock and the
processor's milliseconds for an image (medians over the rounds), and the ratio of each to the loop (the median of the
rounds' own ratios, since other programs change the speed from round to round). `same`: the share of the images in
which every mask is the loop's, and `score`: the largest difference of a score.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from pycocotools import mask as codes

import resources
from benchmarks.predict_engines import draw
from rsis_model import Predictor
from trainer.evaluation.batches import detect_many

Found = list[list[tuple[str, float]]]
"""For each image, the mask's code and the score of each object."""
Way = Callable[[list[NDArray[np.uint8]]], Found]
LOOP = "a loop over the predictor"


def loop(predictor: Predictor, images: list[NDArray[np.uint8]]) -> Found:
    """Find the objects of one image after the other, by the public interface."""
    results: Found = []
    for image in images:
        found = []
        scene = predictor.open(image)
        proposal, state = predictor.propose(scene)
        while proposal is not None:
            code = codes.encode(np.asfortranarray(proposal.mask.astype(np.uint8)))
            score = proposal.objectness * proposal.category_probabilities[proposal.category]
            found.append((code["counts"].decode(), score))
            state = predictor.accept(scene, state, proposal.mask, proposal.category)
            proposal, state = predictor.propose(scene, state)
        results.append(found)
    return results


def in_batches(predictor: Predictor, batch_size: int | None, images: list[NDArray[np.uint8]]) -> Found:
    """Find the objects of images in batches."""
    results: Found = [[] for _ in images]
    given = ((number, image, None) for number, image in enumerate(images))
    for number, detections in detect_many(predictor, given, batch_size):
        results[number] = [(one.mask.to_coco_rle()["counts"], one.score) for one in detections]
    return results


def measure(
    ways: dict[str, Way], images: list[NDArray[np.uint8]], rounds: int
) -> dict[str, dict[str, float]]:
    """Let the ways take turns over the images; return each one's figures."""
    clock: dict[str, list[float]] = {name: [] for name in ways}
    processor: dict[str, list[float]] = {name: [] for name in ways}
    found: dict[str, Found] = {}
    order = list(ways)
    for _ in range(rounds):
        random.shuffle(order)
        for name in order:
            began, worked = time.perf_counter(), time.process_time()
            found[name] = ways[name](images)
            clock[name].append((time.perf_counter() - began) / len(images))
            processor[name].append((time.process_time() - worked) / len(images))

    def ratio(times: dict[str, list[float]], name: str) -> float:
        return statistics.median(a / b for a, b in zip(times[LOOP], times[name], strict=True))

    return {
        name: {
            "images a second": round(1 / statistics.median(clock[name]), 1),
            "processor milliseconds an image": round(statistics.median(processor[name]) * 1000, 1),
            "times as fast by the clock": round(ratio(clock, name), 2),
            "times as fast by the processor": round(ratio(processor, name), 2),
            **alike(found[LOOP], found[name]),
        }
        for name in ways
    }


def alike(expected: Found, found: Found) -> dict[str, float]:
    """Compare what was found in the same images."""
    same, score = 0, 0.0
    for one, other in zip(expected, found, strict=True):
        if [code for code, _ in one] == [code for code, _ in other]:
            same += 1
            score = max([score, *(abs(a - b) for (_, a), (_, b) in zip(one, other, strict=True))])
    return {"same": same / len(found), "score": score}


def main() -> None:
    """Measure each way at each size and number of threads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sides", default="64,256")
    parser.add_argument("--batches", default="1,4,16")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--seconds", type=float, default=4, help="about how long the loop goes in a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--checkpoint", default=str(resources.starter_checkpoint()))
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    predictor = Predictor.from_pretrained(options.checkpoint, options.device)
    ways: dict[str, Way] = {LOOP: lambda images: loop(predictor, images)}
    sizes = [int(size) for size in options.batches.split(",")]
    for size in sizes:
        ways[f"batches of {size}"] = lambda images, size=size: in_batches(predictor, size, images)  # type: ignore[misc]
    ways["batches as chosen"] = lambda images: in_batches(predictor, None, images)
    results = []
    for side in (int(side) for side in options.sides.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            drawn = draw(Path(folder, "images"), 4 * max(sizes), side)
            images = [np.array(Image.open(path)) for path in sorted(drawn.iterdir())]
        began = time.perf_counter()
        loop(predictor, images[:4])
        each = (time.perf_counter() - began) / 4
        count = max(sizes) * min(4, max(1, round(options.seconds / each / max(sizes))))
        for threads in (int(number) for number in options.threads.split(",")):
            torch.set_num_threads(threads)
            found = measure(ways, images[:count], options.rounds)
            results.append({"side": side, "threads": threads, "images": count, "ways": found})
    print(json.dumps({"cores": os.cpu_count(), "results": results}, indent=1))


if __name__ == "__main__":
    main()
