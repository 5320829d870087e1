"""Measures and plots how the cost of a training iteration grows with T, n and the image size, at four sizes each.

    python -m benchmarks.cost_growth --output docs/pictures [--repeats 3]

Prints one JSON object with the seconds of an iteration (forward, match, loss, backward; processor time of one thread,
the minimum of all repeats) and the exponent of growth between the smallest and the largest size, and between
neighbours; 1 is linear (for the image, in its pixels). Needs the extra `benchmarks`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import os
import time
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch

from benchmarks.extra import needed
from benchmarks.training_iteration import draw, network, ours
from rsis_model.model import RSIS
from trainer.training.learner import set_training

SIZES = {"T": (5, 10, 20, 40), "n": (5, 10, 20, 40), "side": (64, 128, 192, 256)}
BASE = {"T": 10, "n": 10, "side": 128}


def seconds(model: RSIS, steps: int, count: int, side: int, repeats: int) -> float:
    """Return the minimum time of an iteration, after one warm-up."""
    batch = draw(1, count, side)
    least = math.inf
    for repeat in range(repeats + 1):
        model.zero_grad(set_to_none=True)
        began = time.process_time()
        ours(model, batch, steps).backward()  # type: ignore[no-untyped-call]
        if repeat:
            least = min(least, time.process_time() - began)
    return least


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """Return e of seconds = c * amount ** e through two points."""
    return round(math.log(large[1] / small[1]) / math.log(large[0] / small[0]), 3)


def main() -> None:
    """Measure, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--encoder", default="resnet50")
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = network(options.encoder, options.width)
    set_training(model, freeze_encoder_statistics=True)
    result: dict[str, dict[str, object]] = {}
    curves = {}
    for name, sizes in SIZES.items():
        measured = []
        for size in sizes:
            values = {**BASE, name: size}
            measured.append(seconds(model, values["T"], values["n"], values["side"], options.repeats))
        amounts = [size**2 if name == "side" else size for size in sizes]
        pairs = list(zip(amounts, measured, strict=True))
        result[name] = {
            "sizes": sizes,
            "seconds": [round(value, 4) for value in measured],
            "exponent": exponent(pairs[0], pairs[-1]),
            "exponents": [exponent(a, b) for a, b in itertools.pairwise(pairs)],
        }
        curves[name] = (amounts, measured)
    plot(curves, options.output / "cost-growth.png")
    print(json.dumps({"encoder": options.encoder, "base": BASE, **result}, indent=1))


def plot(curves: dict[str, tuple[list[int], list[float]]], path: Path) -> None:
    """Plot seconds over each size, with a line of linear growth."""
    with needed():
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(curves), figsize=(9, 2.8), layout="constrained")
    labels = {"T": "T, steps", "n": "n, objects", "side": "pixels of the image"}
    for axis, (name, (amounts, measured)) in zip(axes, curves.items(), strict=True):
        axis.plot(amounts, measured, marker="o", color="#2f6db3", label="measured")
        linear = [measured[0] * amount / amounts[0] for amount in amounts]
        axis.plot(amounts, linear, color="#999999", linestyle="--", label="linear")
        axis.set(xlabel=labels[name], ylabel="processor seconds", ylim=(0, None))
    axes[0].legend(frameon=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=150)


if __name__ == "__main__":
    main()
