"""Measures the time and memory of making a project of the most doubtful images of a large prediction.

    python -m benchmarks.slice_of_predictions [--images 1000,10000] [--objects 6] [--chosen 100,500] [--folder DIR]

The parts are made first: small images, each with discs of random objectness, in parts of 250, as JSON or as tables. The
command then runs in a process of its own, and beside it a process that only parses the parts' JSON, the least that any
reader has to do.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from annotations.masks import Mask
from annotations.predictions import command

SIDE, PART, SHAPES = 256, 250, 200


def make(folder: Path, images: int, objects: int, *, is_table: bool) -> None:
    """Write the parts of this many images, and the image files, which are all the same."""
    rng = np.random.default_rng(0)
    codes = [_disc(rng) for _ in range(SHAPES)]
    parts = folder / "parts"
    parts.mkdir(parents=True)
    for number, first in enumerate(range(0, images, PART)):
        place = folder / "images" / f"{number:05}"
        place.mkdir(parents=True)
        own = range(first, min(first + PART, images))
        content = _part(number, own, objects, codes, rng)
        if is_table:
            from trainer.predicting.results import as_parquet

            (parts / f"part-{number:05}.parquet").write_bytes(as_parquet(content, whole_ids=True))
        else:
            (parts / f"part-{number:05}.json").write_text(json.dumps(content), encoding="utf-8")
        Image.new("RGB", (SIDE, SIDE)).save(place / "0.png")
        for at in own[1:]:
            os.link(place / "0.png", place / f"{at - first}.png")
    (parts / "plan.json").write_text(json.dumps({"parts": -(-images // PART)}), encoding="utf-8")


def _part(
    number: int, own: range, objects: int, codes: list[dict[str, Any]], rng: np.random.Generator
) -> dict[str, Any]:
    scores = rng.random((len(own), objects)).tolist()
    return {
        "info": {"part": number, "model": "made", "broken": [], "notes": []},
        "images": [
            {"id": at, "file_name": f"{number:05}/{place}.png", "width": SIDE, "height": SIDE}
            for place, at in enumerate(own)
        ],
        "annotations": [
            {
                "id": at * objects + one,
                "image_id": at,
                "category_id": 1,
                "segmentation": codes[(at + one) % SHAPES],
                "area": 1,
                "bbox": [0, 0, 1, 1],
                "iscrowd": 0,
                "score": scores[place][one],
                "objectness": scores[place][one],
            }
            for place, at in enumerate(own)
            for one in range(objects)
        ],
        "categories": [{"id": 1, "name": "cell"}],
    }


def _disc(rng: np.random.Generator) -> dict[str, Any]:
    radius = int(rng.integers(10, 40))
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    place = rng.integers(0, SIDE - 2 * radius - 1, 2)
    mask = Mask.from_patch(y**2 + x**2 <= radius**2, (int(place[0]), int(place[1])), (SIDE, SIDE))
    return mask.to_coco_rle()


def child(what: str, folder: Path, chosen: int) -> None:
    """Run one thing in this process; print seconds, those of the processor, and peak memory as JSON."""
    if what == "tables":
        import pyarrow.parquet  # noqa: F401
    before, began, used = _peak(), time.perf_counter(), time.process_time()
    if what == "parse":
        for path in sorted((folder / "parts").glob("*.json")):
            json.loads(path.read_bytes())
    else:
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        given = [str(folder / "parts"), "--project", str(folder / "p.rsis"), "--doubtful", str(chosen)]
        options = parser.parse_args([*given, "--images", str(folder / "images")])
        answer = command.run(options, lambda numbers, _title: numbers)
        assert answer["images"] == chosen, answer
        assert not answer["problems"], answer["problems"][0]
    seconds = {"s": time.perf_counter() - began, "cpu": time.process_time() - used}
    print(json.dumps({**seconds, "mb_before": before, "mb": _peak()}))


def _peak() -> float:
    """Return peak memory in MB. Without /proc, a new process may include its parent's peak."""
    with suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(folder: Path, images: int, options: argparse.Namespace) -> None:
    """Make the parts, run the command and what it is compared with, and print a row for each."""
    for kind in ("json", "tables"):
        shutil.rmtree(folder, ignore_errors=True)
        make(folder, images, options.objects, is_table=kind == "tables")
        runs = [("parse", 0)] if kind == "json" else []
        for what, chosen in (*runs, *((kind, count) for count in options.chosen if count <= images)):
            (folder / "p.rsis").unlink(missing_ok=True)
            command_line = [sys.executable, "-m", "benchmarks.slice_of_predictions", "--child", what]
            given = [*command_line, "--folder", str(folder), "--chosen", str(chosen)]
            done = json.loads(subprocess.run(given, capture_output=True, text=True, check=True).stdout)
            print(
                f"{images:>9,} {what:<7} {chosen or '':>6} {done['s']:8.1f} s {done['cpu']:7.2f} s of CPU"
                f" {done['mb_before']:6.0f} -> {done['mb']:4.0f} MB",
                flush=True,
            )


def main() -> None:
    """Print a row for each number of images, format and number of chosen images."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--images", type=_numbers, default=[1000, 10_000, 100_000])
    parser.add_argument("--objects", type=int, default=6)
    parser.add_argument("--chosen", type=_numbers, default=[100, 500])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child, options.folder, options.chosen[0])
        return
    with tempfile.TemporaryDirectory() as temporary:
        for images in options.images:
            measure((options.folder or Path(temporary)) / "made", images, options)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    main()
