"""Kills a short training (SIGKILL) at random moments and resumes it: the weights must equal an uninterrupted run's.

    python -m benchmarks.kill_and_resume [--kills 20]

Trains a tiny network on synthetic cells. Each try is a forked process with torch already loaded, so that the kills fall
into the training itself: iterations, validations and writing. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load_file

from tests.trainer.conftest import PLAIN, TINY, draw_cells
from trainer.config import TrainConfig
from trainer.data.sources import read_samples
from trainer.run.folder import RunFolder
from trainer.training.loop import train


def one_try(data: Path, output: Path, config: TrainConfig) -> int:
    """Train or resume in a forked process; return its id."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            samples = read_samples(data, None, ("cell",)).samples
            run = RunFolder(output)
            train(config, samples[:4], samples[4:], run, lambda figures: "card", resume=True)
            code = 0
        finally:
            os._exit(code)
    return process


def whole_run(data: Path, output: Path, config: TrainConfig) -> float:
    """Run without interruption; return the seconds."""
    began = time.monotonic()
    _, status = os.waitpid(one_try(data, output, config), 0)
    assert status == 0, "the uninterrupted run failed"
    return time.monotonic() - began


def killed_run(
    data: Path, output: Path, config: TrainConfig, kills: int, seconds: float, seed: int
) -> list[str]:
    """Kill `kills` times at random moments, then let it finish; return what was in the folder at each kill."""
    chance = random.Random(seed)
    moments: list[str] = []
    while len(moments) < kills:
        process = one_try(data, output, config)
        # Short enough for the run to outlast the last kill, long enough to reach every kind of write.
        time.sleep(chance.uniform(0.02, 2.5 * seconds / kills))
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            assert status == 0, f"resuming failed after {len(moments)} kills"
            break
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        moments.append("+".join(sorted(path.name for path in output.iterdir())) if output.exists() else "")
    _, status = os.waitpid(one_try(data, output, config), 0)
    assert status == 0, "the last resume failed"
    return moments


def difference(a: Path, b: Path) -> float:
    """Return the largest difference between two runs' states: weights, averages and moments."""
    first, second = (load_file(run / "last" / "state.safetensors") for run in (a, b))
    assert first.keys() == second.keys()
    return max(float((first[name].double() - second[name].double()).abs().max()) for name in first)


def main() -> None:
    """Run both, compare them, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--iterations", type=int, default=120)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--plain", action="store_true", help="the paper's network instead of the guided one")
    options = parser.parse_args()
    torch.set_num_threads(1)
    config = replace(
        PLAIN if options.plain else TINY,
        iterations=options.iterations,
        validate_every=6,
        save_every=3,
        validation_images=1,
        device="cpu",
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = draw_cells(folder / "cells", 6)
        seconds = whole_run(data, folder / "whole", config)
        moments = killed_run(data, folder / "killed", config, options.kills, seconds, options.seed)
        result = {
            "kills": len(moments),
            "seconds_uninterrupted": round(seconds, 1),
            "kinds_of_moment": sorted(set(moments)),
            "greatest_difference": difference(folder / "whole", folder / "killed"),
            "checkpoints_equal": (folder / "whole/checkpoint/model.safetensors").read_bytes()
            == (folder / "killed/checkpoint/model.safetensors").read_bytes(),
        }
    print(json.dumps(result, indent=1))
    same = result["greatest_difference"] == 0 and result["checkpoints_equal"]
    sys.exit(0 if same and len(moments) == options.kills else 1)


if __name__ == "__main__":
    main()
