"""Measures how fast training images load, by number of workers, and how long training waits for them.

    python -m benchmarks.loading --data NUCLEI [--split nuclei] [--preset starter] [--workers 0,1,2]

For each number of workers: images per second with nothing else running, and the share of time that a short training of
the preset's network (random weights) waits for its next batch. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch
from torch.utils.data import DataLoader

from trainer.config import TrainConfig, load_preset
from trainer.data.dataset import TrainingSet, collate
from trainer.data.samples import Sample
from trainer.data.sources import read_samples, read_split, readable, side_of
from trainer.run.folder import RunFolder
from trainer.training.loop import train


def images_per_second(samples: Sequence[Sample], config: TrainConfig, batches: int) -> float:
    """Return draws per second, without the workers' start and the first batch."""
    dataset = TrainingSet(samples, config, (batches + 1) * config.batch)
    loader = DataLoader(dataset, batch_size=config.batch, num_workers=config.workers, collate_fn=collate)
    stream = iter(loader)
    next(stream)
    began = time.perf_counter()
    drawn = sum(len(batch.targets) for batch in stream)
    return drawn / (time.perf_counter() - began)


def share_waited(samples: Sequence[Sample], config: TrainConfig) -> float:
    """Return the mean share of time spent waiting in a short training, without its first ten iterations."""
    with tempfile.TemporaryDirectory() as folder:
        run = RunFolder(Path(folder) / "run")
        train(config, samples, (), run, lambda figures: "card")
        lines = [json.loads(line) for line in (run.path / "metrics.jsonl").read_text().splitlines()]
    shares = [line["waiting"] for line in lines if line["kind"] == "train" and line["iteration"] > 10]
    return sum(shares) / len(shares)


def main() -> None:
    """Measure each number of workers in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split")
    parser.add_argument("--preset", default="starter")
    parser.add_argument("--workers", default="0,1,2")
    parser.add_argument("--batches", type=int, default=40)
    parser.add_argument("--iterations", type=int, default=40)
    options = parser.parse_args()
    torch.set_num_threads(1)
    config = load_preset(options.preset)
    data = read_samples(options.data, None, config.model.categories)
    if options.split:
        data = side_of(data, read_split(options.split), "train", None)
    samples, _ = readable(data.samples, kinds=config.kinds_balanced)
    config = replace(
        config,
        iterations=options.iterations,
        curriculum=False,
        encoder_weights="none",
        average=0.0,
        threads=1,
        tensorboard=False,
    )
    result: dict[str, object] = {"preset": options.preset, "images": len(samples), "batch": config.batch}
    for workers in (int(text) for text in options.workers.split(",")):
        chosen = replace(config, workers=workers)
        result[f"workers {workers}"] = {
            "images_per_second": round(images_per_second(samples, chosen, options.batches), 1),
            "share_waited": round(share_waited(samples, chosen), 4),
        }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
