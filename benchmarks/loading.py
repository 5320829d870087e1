"""Measures how fast training images load, by number of workers, and how long training waits for them.

    python -m benchmarks.loading --data NUCLEI [--split nuclei] [--preset starter] [--workers 0,1,2] [--shards]

For each number of workers: images per second with nothing else running, and the share of time that a short training of
the preset's network (random weights) waits for its next batch. With `--shards`, images per second also from shards of
the same images and from a COCO file of them, in turn, `--rounds` times (the median counts), once with augmentation and
once only read: each image decoded, and each mask made. Nothing is decoded before, but the system may cache the files.
Processor time is given where this process does all the work; other programs change it less than the clock's.
Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch
from torch.utils.data import DataLoader

from annotations.formats import coco
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from annotations.imaging.reading import image_size, read_image
from trainer.config import TrainConfig, load_preset
from trainer.data.dataset import Batch, TrainingSet, collate
from trainer.data.samples import Sample, SampleSet
from trainer.data.sources import read_samples, read_split, readable, side_of
from trainer.run.folder import RunFolder
from trainer.shards.finding import ShardSet, find_shards
from trainer.shards.opening import Opener
from trainer.shards.order import Order
from trainer.shards.reading import samples as raw_samples
from trainer.shards.stream import ShardStream, Share
from trainer.shards.writing import write_shards
from trainer.training.loop import train


@dataclass(frozen=True)
class Rate:
    """Images per second by the clock, and milliseconds of this process's processor time an image."""

    per_second: float
    processor: float


def images_per_second(samples: Sequence[Sample] | ShardSet, config: TrainConfig, batches: int) -> Rate:
    """Return draws per second, without the workers' start and the first batch."""
    loader: DataLoader[Batch]
    if isinstance(samples, ShardSet):
        stream = ShardStream(samples, replace(config, iterations=batches + 1), Share(0, config.batch, 0, 1))
        loader = DataLoader(
            stream, batch_size=None, num_workers=config.workers, collate_fn=lambda batch: batch
        )
    else:
        dataset = TrainingSet(samples, config, (batches + 1) * config.batch)
        loader = DataLoader(  # type: ignore[arg-type]
            dataset, batch_size=config.batch, num_workers=config.workers, collate_fn=collate
        )
    return _rate(len(batch.targets) for batch in loader)


def read_per_second(samples: Sequence[Sample] | ShardSet, config: TrainConfig, images: int) -> Rate:
    """Return samples per second that are only read, in one process: the image decoded and the masks made."""
    if isinstance(samples, ShardSet):
        return _rate(_from_shards(samples, config, images + 1))
    order = torch.randperm(len(samples)).tolist()
    return _rate(_from_files(samples, [order[i % len(order)] for i in range(images + 1)]))


def _from_shards(data: ShardSet, config: TrainConfig, images: int) -> Iterator[int]:
    order = Order(tuple(shard.samples for shard in data.shards), 0, 1, config.shuffle)
    with tempfile.TemporaryDirectory() as folder:
        opener = Opener(Path(folder), config.model.categories)
        for _, raw in zip(range(images), raw_samples(data.shards, order, 0, 0), strict=False):
            opener(raw)
            yield 1


def _from_files(samples: Sequence[Sample], order: Sequence[int]) -> Iterator[int]:
    for place in order:
        read_image(samples[place].path)
        yield 1


def _rate(counts: Iterator[int]) -> Rate:
    """Return how fast a stream gives its items, without the first."""
    next(counts)
    began, worked = time.perf_counter(), time.process_time()
    total = sum(counts)
    return Rate(total / (time.perf_counter() - began), 1000 * (time.process_time() - worked) / total)


def sources(data: SampleSet, folder: Path, size: int) -> dict[str, Sequence[Sample] | ShardSet]:
    """Return the same images from their files, from a COCO file and from shards of `size` images."""
    images = [
        ImageAnnotations(
            sample.path,
            str(sample.path),
            *reversed(image_size(sample.path)),
            tuple(
                AnnotatedInstance(mask, data.categories[category] if category >= 0 else None)
                for mask, category in zip(sample.masks, sample.categories, strict=True)
            ),
        )
        for sample in data.samples
    ]
    named = [replace(image, name=image.path.name) for image in images]
    coco.write(Dataset(named, data.categories), folder / "coco.json")
    write_shards(data, folder / "shards", "all", size)
    parent = data.samples[0].path.parent
    return {
        "files": data.samples,
        "coco": read_samples(folder / "coco.json", "coco", data.categories, parent).samples,
        "shards": find_shards(str(folder / "shards")),
    }


def compare(data: SampleSet, config: TrainConfig, options: argparse.Namespace) -> dict[str, object]:
    """Measure the three sources in turn."""
    result: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        each = sources(data, Path(folder), options.shard)
        measures: dict[str, Callable[[Sequence[Sample] | ShardSet], Rate]] = {
            "read only": lambda one: read_per_second(one, config, options.batches * config.batch)
        }
        for workers in (int(text) for text in options.workers.split(",")):
            chosen = replace(config, workers=workers)
            measures[f"workers {workers}"] = lambda one, chosen=chosen: images_per_second(  # type: ignore[misc]
                one, chosen, options.batches
            )
        for title, measure in measures.items():
            rates: dict[str, list[Rate]] = {name: [] for name in each}
            for _ in range(options.rounds):
                for name, source in each.items():
                    rates[name].append(measure(source))
            result[title] = {
                name: {
                    "images_per_second": round(statistics.median(one.per_second for one in all_of), 1),
                    **(
                        {}
                        if title.startswith("workers") and title != "workers 0"  # others do the work
                        else {"processor_ms": round(statistics.median(one.processor for one in all_of), 2)}
                    ),
                }
                for name, all_of in rates.items()
            }
    return result


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
    parser.add_argument("--shards", action="store_true", help="compare files, a COCO file and shards")
    parser.add_argument("--shard", type=int, default=100, help="images in a shard")
    parser.add_argument("--rounds", type=int, default=3)
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
    if options.shards:
        result["sources"] = compare(replace(data, samples=samples), config, options)
        print(json.dumps(result, indent=1))
        return
    for workers in (int(text) for text in options.workers.split(",")):
        chosen = replace(config, workers=workers)
        result[f"workers {workers}"] = {
            "images_per_second": round(images_per_second(samples, chosen, options.batches).per_second, 1),
            "share_waited": round(share_waited(samples, chosen), 4),
        }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
