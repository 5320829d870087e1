"""Measures whether `rsis-trainer predict` keeps its memory and its cost for an image through many images.

    python -m benchmarks.predict_growth [--images 20000] [--side 64] [--workers 1] [--tar] [--checkpoint C]

Draws images (see `benchmarks.predict_engines`) into a folder or a tar, predicts them by the local engine with one
thread for each worker, and looks twice a second at the memory and the processor time of the command and its workers.
Prints one JSON object: a row for each of ten stretches of images, with the images done at its end, the milliseconds
of processor time for an image in it, and the memory at its end in MB: of the command, and of all its workers
together (each with its share of what is shared). Linux only.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Any

import resources
from benchmarks.predict_engines import draw

TICKS = os.sysconf("SC_CLK_TCK")
PAUSE = 0.5
ROWS = 10


def main() -> None:
    """Predict once, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--images", type=int, default=20000)
    parser.add_argument("--side", type=int, default=64)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--tar", action="store_true")
    parser.add_argument("--checkpoint", default=str(resources.starter_checkpoint()))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        images = draw(Path(place) / "images", options.images, options.side)
        if options.tar:
            images = _tar_of(images)
        shards = Path(place) / "shards"
        command = [sys.executable, "-m", "trainer.cli", "predict", "--threads", "1", "--images", str(images)]
        command += ["--checkpoint", options.checkpoint, "--workers", str(options.workers)]
        command += ["--shards", str(shards), "--output", str(Path(place) / "out.json")]
        samples = _followed(command, shards / "log.jsonl")
        end = (Path(place) / "out.json").stat().st_size
    print(json.dumps({**vars(options), "bytes": end, "stretches": _rows(samples, options.images)}, indent=1))


def _tar_of(folder: Path) -> Path:
    path = folder.with_suffix(".tar")
    with tarfile.open(path, "w") as tar:
        for image in sorted(folder.iterdir()):
            tar.add(image, image.name)
    return path


def _followed(command: list[str], log: Path) -> list[dict[str, Any]]:
    """Run a command; return samples of it. Ends the program if the command fails."""
    samples: list[dict[str, Any]] = []
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while run.poll() is None:
        time.sleep(PAUSE)
        done = _images(log)
        children = _children(run.pid)
        try:
            ticks = sum(_ticks(process) for process in (run.pid, *children))
            memory = [_megabytes(process) for process in (run.pid, *children)]
        except (OSError, ValueError, IndexError):  # a process has just ended
            continue
        samples.append(
            {"images": done, "seconds": ticks / TICKS, "driver": memory[0], "workers": sum(memory[1:])}
        )
    if run.returncode:
        sys.exit(f"{' '.join(command)}: it ended with {run.returncode}")
    return samples


def _images(log: Path) -> int:
    """Return how many images are done by the log."""
    try:
        lines = log.read_text().splitlines()
    except OSError:
        return 0
    return sum(json.loads(line)["images"] for line in lines)


def _children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _ticks(process: int) -> int:
    """Return the processor time of a process and of its children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15])


def _megabytes(process: int) -> float:
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError(process)


def _rows(samples: list[dict[str, Any]], images: int) -> list[dict[str, Any]]:
    """Return a row for each stretch; the first begins with the first samples in which anything is done."""
    begun = [sample for sample in samples if sample["images"]]
    marks = [begun[0]]
    for number in range(1, ROWS + 1):
        marks.append(next(s for s in begun if s["images"] >= images * number // ROWS or s is begun[-1]))
    rows = []
    for before, after in itertools.pairwise(marks):
        each = (after["seconds"] - before["seconds"]) / max(1, after["images"] - before["images"]) * 1000
        memory = {name: round(after[name], 1) for name in ("driver", "workers")}
        rows.append({"images": after["images"], "ms of processor an image": round(each, 2), "MB": memory})
    most = {name: round(max(s[name] for s in samples), 1) for name in ("driver", "workers")}
    return [*rows, {"images": samples[-1]["images"], "with the joining, most MB": most}]


if __name__ == "__main__":
    main()
