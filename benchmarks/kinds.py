"""Compares checkpoints with Otsu and watershed on held-out images of many kinds.

python -m pip install scikit-image
python -m benchmarks.kinds --images DATA [--checkpoint FOLDER …] [--kinds nuclei,ore,…] [--limit 12]
                           [--sizes found,true]

DATA contains one folder of label maps per kind, named like the bundled splits.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import resources
from annotations.imaging.reading import read_image
from benchmarks.nuclei_against_watershed import otsu_watershed
from rsis_model import Predictor
from trainer.data.samples import Sample, SampleSet
from trainer.data.sources import read_samples, read_split, side_of
from trainer.evaluation.evaluate import figures, median_size
from trainer.evaluation.sequences import Detection, detect

LEARNED = (
    "nuclei",
    "flakes",
    "mushrooms",
    "hand_tools",
    "animals",
    "photos",
    "facades",
    "synthetic_leaves",
    "synthetic_objects",
)
LEFT_OUT = ("phase_cells", "ore", "fruit")
SHOWN = ("f50", "ap50", "ap75", "sbd")

Method = Callable[[NDArray[np.uint8], Sample], list[Detection]]


@dataclass(frozen=True)
class Row:
    """One method's figures on one kind."""

    method: str
    kind: str
    images: int
    seconds: float
    figures: dict[str, float]


def held_back(root: Path, kind: str, side: str, limit: int) -> tuple[Sample, ...]:
    """Return images of a kind on one side of its split, at most `limit` of each of its own kinds, evenly spaced."""
    data = side_of(read_samples(root / kind, None, ("object",)), read_split(kind), side, None)
    kinds: dict[str, list[Sample]] = {}
    for sample in data.samples:
        if sample.masks:
            kinds.setdefault(sample.kind, []).append(sample)
    return tuple(
        members[i]
        for members in kinds.values()
        for i in np.unique(
            np.linspace(0, len(members) - 1, min(limit or len(members), len(members))).astype(int)
        )
    )


def methods(checkpoints: Sequence[str], sizes: Sequence[str]) -> dict[str, Method]:
    """Return the methods to compare, by name."""
    result: dict[str, Method] = {
        "Otsu and watershed": lambda image, sample: [
            Detection(mask, "object", 1.0, 1.0) for mask in otsu_watershed(image)
        ]
    }
    for checkpoint in checkpoints:
        predictor = Predictor.from_pretrained(checkpoint, "cpu")
        for size in sizes if predictor.config.input.object_size else ("fixed",):
            result[f"{Path(checkpoint).name}, size {size}"] = _by_network(predictor, size)
    return result


def _by_network(predictor: Predictor, size: str) -> Method:
    def run(image: NDArray[np.uint8], sample: Sample) -> list[Detection]:
        told = median_size(sample) if size == "true" else None
        found = detect(predictor, image, size=told)
        return [Detection(d.mask, "object", d.category_probability, d.objectness) for d in found]

    return run


def measure(name: str, method: Method, kind: str, samples: Sequence[Sample]) -> list[Row]:
    """Score a method on one kind's images, and on each of its own kinds if it has several."""
    began = time.perf_counter()
    found = [method(read_image(sample.path), sample) for sample in samples]
    seconds = (time.perf_counter() - began) / len(samples)
    rows = []
    for inner in [None, *sorted({s.kind for s in samples})] if len({s.kind for s in samples}) > 1 else [None]:
        index = [i for i, s in enumerate(samples) if inner in (None, s.kind)]
        one = [Sample(samples[i].path, samples[i].masks, (0,) * len(samples[i].masks)) for i in index]
        values = figures(SampleSet(tuple(one), ("object",)), [found[i] for i in index])
        shown = {key: float(str(values[key])) for key in SHOWN}
        rows.append(Row(name, kind if inner is None else f"{kind}/{inner}", len(index), seconds, shown))
    return rows


def table(rows: Sequence[Row]) -> str:
    """Return Markdown: a line per kind and method, the mean over learned kinds except nuclei, and over unseen kinds."""
    lines = [
        "| kind | images | method | " + " | ".join(SHOWN) + " | s an image |",
        "|---" * (len(SHOWN) + 4) + "|",
    ]
    for row in rows:
        values = " | ".join(f"{row.figures[key]:.3f}" for key in SHOWN)
        lines.append(f"| {row.kind} | {row.images} | {row.method} | {values} | {row.seconds:.2f} |")
    for title, kinds in (("learned, nuclei apart", LEARNED[1:]), ("left out", LEFT_OUT)):
        for method in dict.fromkeys(row.method for row in rows):
            chosen = [row for row in rows if row.method == method and row.kind in kinds]
            if chosen:
                means = " | ".join(f"{np.mean([row.figures[key] for row in chosen]):.3f}" for key in SHOWN)
                lines.append(f"| mean of {len(chosen)} {title} | | {method} | {means} | |")
    return "\n".join(lines)


def main() -> None:
    """Print the table on stderr as it grows and JSON on stdout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--checkpoint", nargs="*", default=[str(resources.starter_checkpoint())])
    parser.add_argument("--kinds", default=",".join((*LEARNED, *LEFT_OUT)))
    parser.add_argument("--side", default="test")
    parser.add_argument("--limit", type=int, default=0, help="images per kind; 0: all")
    parser.add_argument("--sizes", default="found,true")
    parser.add_argument("--threads", type=int, default=0)
    options = parser.parse_args()
    if options.threads:
        import torch

        torch.set_num_threads(options.threads)
    compared = methods(options.checkpoint, options.sizes.split(","))
    rows: list[Row] = []
    for kind in options.kinds.split(","):
        samples = held_back(options.images, kind, options.side, options.limit)
        for name, method in compared.items() if samples else ():
            rows += measure(name, method, kind, samples)
            sys.stderr.write(f"{rows[-1].kind:24} {name:32} f50 {rows[-1].figures['f50']:.3f}\n")
    sys.stderr.write(table(rows) + "\n")
    print(json.dumps([row.__dict__ for row in rows], indent=1))


if __name__ == "__main__":
    main()
