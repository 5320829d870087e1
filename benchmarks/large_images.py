"""Measures the predictor's peak memory on small and large images.

python benchmarks/large_images.py [--sides 1000 6000]

Each image runs in its own process until the predictor has visited `--tiles` tiles. The images are one photo, repeated;
the figure is the peak resident memory minus that of the loaded model.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024  # MiB


def measure(side: int, checkpoint: str, tiles: int, threads: int) -> dict[str, float]:
    """Run one image of side x side; return memory in MiB and seconds."""
    import numpy as np
    import torch
    from PIL import Image

    import resources
    from rsis_model import Predictor

    torch.set_num_threads(threads)
    predictor = Predictor.from_pretrained(checkpoint or resources.starter_checkpoint(), "cpu")
    photo = np.array(Image.open(resources.sample_photos()[0]).convert("RGB"))
    predictor.propose(predictor.open(photo))  # allocates what is allocated only once
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    again = -(-side // min(photo.shape[:2]))
    image = np.tile(photo, (again, again, 1))[:side, :side].copy()
    began = time.perf_counter()
    scene = predictor.open(image)
    opened = time.perf_counter() - began
    state = predictor.initial_state(scene)
    proposals = 0
    while state.active < min(tiles, len(scene.windows)):
        proposal, state = predictor.propose(scene, state)
        if proposal is None:
            break
        proposals += 1
        state = predictor.accept(scene, state, proposal.mask, proposal.category)
    return {
        "side": side,
        "tiles": len(scene.windows),
        "tiles visited": min(state.active + 1, len(scene.windows)),
        "proposals": proposals,
        "opened in, s": opened,
        "image, MiB": image.nbytes / 2**20,
        "peak over the loaded model, MiB": _status("VmHWM") - before,
        "loaded model, MiB": before,
    }


def main() -> None:
    """Print one JSON list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sides", type=int, nargs="+", default=[1000, 6000])
    parser.add_argument("--checkpoint", default="")
    parser.add_argument("--tiles", type=int, default=30)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.checkpoint, options.tiles, options.threads)))
        return
    results = []
    for side in options.sides:
        command = [sys.executable, __file__, "--one", str(side), "--checkpoint", options.checkpoint]
        command += ["--tiles", str(options.tiles), "--threads", str(options.threads)]
        results.append(
            json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        )
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
