"""Measures how fast images of one size go through the network together, beside a loop over the predictor.

    python -m benchmarks.predict_batches [--sides 64,256] [--batches 1,4,16] [--threads 1,2] [--images 32]
                                         [--rounds 5] [--checkpoint C]

Draws images of round cells and finds their objects, masks as COCO's run-length codes: in a loop as a user would write
it (`Predictor`, pycocotools), by `detect_many` in batches of each size, and in those that it chooses itself. All take
turns, in another order in each round: the loop in one process, the others in one that keeps freed memory, as a worker
of `predict` does. Images are in memory: reading files and the start are not measured.

Prints one JSON object: for each side and number of threads the images a second by the clock and the processor's
milliseconds for an image (medians over the rounds), and the ratio of each to the loop (the median of the
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
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
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
from trainer.predicting.freed_memory import keep_freed_memory

Images = list[NDArray[np.uint8]]
Found = list[list[tuple[str, float]]]
"""For each image, the mask's code and the score of each object."""
LOOP, CHOSEN = "a loop over the predictor", "batches as chosen"
predictor: Predictor  # of a process that finds objects


def start(checkpoint: str, device: str, *, keep: bool) -> None:
    """Prepare a process: keep: as a worker of `predict` does."""
    global predictor
    if keep:
        keep_freed_memory()
    predictor = Predictor.from_pretrained(checkpoint, device)


def find(way: str | int, images: Images, threads: int) -> tuple[float, float, Found]:
    """Find the objects of images in a way; return the seconds for it by the clock and of the processor, too."""
    torch.set_num_threads(threads)
    began, worked = time.perf_counter(), time.process_time()
    found = loop(images) if way == LOOP else in_batches(images, None if isinstance(way, str) else way)
    return time.perf_counter() - began, time.process_time() - worked, found


def loop(images: Images) -> Found:
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


def in_batches(images: Images, batch_size: int | None) -> Found:
    """Find the objects of images in batches."""
    results: Found = [[] for _ in images]
    given = ((number, image, None) for number, image in enumerate(images))
    for number, detections in detect_many(predictor, given, batch_size):
        results[number] = [(one.mask.to_coco_rle()["counts"], one.score) for one in detections]
    return results


def measure(
    processes: dict[str | int, Executor], images: Images, threads: int, rounds: int
) -> dict[str, dict[str, float]]:
    """Let the ways take turns over the images, each in its process; return each one's figures."""
    clock: dict[str | int, list[float]] = {way: [] for way in processes}
    processor: dict[str | int, list[float]] = {way: [] for way in processes}
    found: dict[str | int, Found] = {}
    order = list(processes)
    for process in set(processes.values()):
        process.submit(find, 1, images[:1], threads).result()  # the first time is slower
    for _ in range(rounds):
        random.shuffle(order)
        for way in order:
            seconds, worked, found[way] = processes[way].submit(find, way, images, threads).result()
            clock[way].append(seconds / len(images))
            processor[way].append(worked / len(images))

    def ratio(times: dict[str | int, list[float]], way: str | int) -> float:
        return statistics.median(a / b for a, b in zip(times[LOOP], times[way], strict=True))

    return {
        f"batches of {way}" if isinstance(way, int) else way: {
            "images a second": round(1 / statistics.median(clock[way]), 1),
            "processor milliseconds an image": round(statistics.median(processor[way]) * 1000, 1),
            "times as fast by the clock": round(ratio(clock, way), 2),
            "times as fast by the processor": round(ratio(processor, way), 2),
            **alike(found[LOOP], found[way]),
        }
        for way in processes
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
    parser.add_argument("--images", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--checkpoint", default=str(resources.starter_checkpoint()))
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    sizes = [int(size) for size in options.batches.split(",")]
    made = partial(ProcessPoolExecutor, 1, get_context("spawn"))
    chosen = options.checkpoint, options.device
    results = []
    with made(partial(start, *chosen, keep=False)) as own, made(partial(start, *chosen, keep=True)) as worker:
        processes: dict[str | int, Executor] = {LOOP: own, **dict.fromkeys([*sizes, CHOSEN], worker)}
        for side in (int(side) for side in options.sides.split(",")):
            with tempfile.TemporaryDirectory() as folder:
                drawn = draw(Path(folder, "images"), options.images, side)
                images = [np.array(Image.open(path)) for path in sorted(drawn.iterdir())]
            for threads in (int(number) for number in options.threads.split(",")):
                found = measure(processes, images, threads, options.rounds)
                results.append({"side": side, "threads": threads, "images": len(images), "ways": found})
    print(json.dumps({"cores": os.cpu_count(), "results": results}, indent=1))


if __name__ == "__main__":
    main()
