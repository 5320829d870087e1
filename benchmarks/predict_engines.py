"""Measures how fast `rsis-trainer predict` goes through many small images, beside a loop over the predictor.

    python -m benchmarks.predict_engines [--counts 100,1000] [--side 64] [--checkpoint C] [--workers 2] [--ray]

Draws images of round cells and predicts them by each in turn, each in a process of its own: a loop as a user would
write it (Predictor, masks as COCO's codes, one JSON file at the end), the local engine with one worker and with
several, and with --ray the one of Ray on this machine. All compute with one thread for each worker. Prints one JSON
object: for each the seconds in all, with Python, libraries, the model and, for Ray, the start of the cluster; images
a second with and without that start; and the milliseconds for an image, up to the smallest count and between each two
counts, by the clock and of the processor (which other programs on the machine hardly change; not for Ray, whose
workers cannot be followed). The start is measured as the time for one image.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

import resources

LOOP = """
import json, sys
from pathlib import Path
import numpy as np, torch
from PIL import Image
from pycocotools import mask as codes
from rsis_model import Predictor

folder, output, checkpoint = sys.argv[1:]
torch.set_num_threads(1)
predictor = Predictor.from_pretrained(checkpoint)
results = []
for number, path in enumerate(sorted(Path(folder).iterdir()), 1):
    scene = predictor.open(np.array(Image.open(path).convert("RGB")))
    proposal, state = predictor.propose(scene)
    while proposal is not None:
        code = codes.encode(np.asfortranarray(proposal.mask.astype(np.uint8)))
        score = proposal.objectness * proposal.category_probabilities[proposal.category]
        results.append({"image_id": number, "category": proposal.category, "score": score,
                        "segmentation": {"size": code["size"], "counts": code["counts"].decode()}})
        state = predictor.accept(scene, state, proposal.mask, proposal.category)
        proposal, state = predictor.propose(scene, state)
Path(output).write_text(json.dumps(results))
"""


def draw(folder: Path, count: int, side: int) -> Path:
    """Draw images of eight bright cells on dark."""
    rng = np.random.default_rng(count)
    folder.mkdir()
    for number in range(count):
        cells = np.zeros((side, side), np.uint8)
        for _ in range(8):
            x, y = (int(v) for v in rng.integers(6, side - 6, 2))
            cv2.circle(cells, (x, y), int(rng.integers(4, 8)), 180, -1)
        pixels = cells[..., None] + rng.integers(0, 40, (side, side, 3))
        Image.fromarray(pixels.astype(np.uint8)).save(folder / f"{number:05}.png")
    return folder


def seconds(command: list[str]) -> tuple[float, float]:
    """Run a command; return how long it took, by the clock and of the processor. Ends the program if it fails."""
    began, worked = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(
        command, env={**os.environ, "RAY_ADDRESS": "local"}, capture_output=True, text=True, check=False
    )
    if run.returncode:
        sys.exit(f"{' '.join(command)}\n{run.stderr}")
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = now.ru_utime + now.ru_stime - worked.ru_utime - worked.ru_stime
    return time.perf_counter() - began, processor


def figures(counts: list[int], taken: list[tuple[float, float]], *, processor: bool) -> dict[str, object]:
    """Return the figures of an engine from what it took for one image and for each of the counts."""
    pairs = list(itertools.pairwise(zip([1, *counts], taken, strict=True)))

    def each(kind: int) -> list[float]:
        return [round((b[kind] - a[kind]) / (n - m) * 1000, 1) for (m, a), (n, b) in pairs]

    start = taken[0][0]
    rest = [(count, clock) for count, (clock, _) in zip(counts, taken[1:], strict=True)]
    return {
        "seconds for one image": round(start, 2),
        "seconds": {count: round(clock, 2) for count, clock in rest},
        "images a second": {count: round(count / clock, 1) for count, clock in rest},
        "images a second without the start": {
            count: round((count - 1) / (clock - start), 1) for count, clock in rest
        },
        "milliseconds an image": each(0),
        **({"processor milliseconds an image": each(1)} if processor else {}),
    }


def main() -> None:
    """Measure each engine in turn at each count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--counts", default="100,1000")
    parser.add_argument("--side", type=int, default=64)
    parser.add_argument("--checkpoint", default=str(resources.starter_checkpoint()))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--ray", action="store_true")
    options = parser.parse_args()
    counts = sorted(int(count) for count in options.counts.split(","))
    several = ["--workers", str(options.workers)]
    engines = {
        "a loop over the predictor": None,
        "local, 1 worker": [],
        f"local, {options.workers} workers": several,
        **({f"ray, {options.workers} workers": ["--engine", "ray", *several]} if options.ray else {}),
    }
    found: dict[str, dict[str, object]] = {name: {} for name in engines}
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in engines}
        for count in (1, *counts):
            folder = draw(top / str(count), count, options.side)
            for name, arguments in engines.items():
                output = top / "out.json"
                output.unlink(missing_ok=True)
                if arguments is None:
                    command = [sys.executable, "-c", LOOP, str(folder), str(output), options.checkpoint]
                else:
                    command = [sys.executable, "-m", "trainer.cli", "predict", "--threads", "1", "--images"]
                    command += [str(folder), "--output", str(output), "--checkpoint", options.checkpoint]
                taken[name].append(seconds([*command, *(arguments or [])]))
                found[name][f"proposals in {count}"] = len(json.loads(output.read_text()))
    for name, times in taken.items():
        found[name] |= figures(counts, times, processor=not name.startswith("ray"))
    print(json.dumps({"side": options.side, "cores": os.cpu_count(), "engines": found}, indent=1))


if __name__ == "__main__":
    main()
