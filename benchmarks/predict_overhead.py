"""Measures what `rsis-trainer predict` does itself for each image, without reading images and without the network.

    python -m benchmarks.predict_overhead [--counts 10000,100000,1000000] [--part-size 256] [--objects 6]

For each count, in a process of its own each: lists as many images as if they had been found; plans them; deals their
parts to a worker in the same process that answers at once, with `--objects` objects an image, and writes them; looks
whether all parts are there, as the same command would when it goes on; and puts them together to one file. Prints one
JSON object: processor seconds by the stage, seconds by the clock, peak memory in MB, and the size of what is written.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from annotations.files import atomic_file
from annotations.masks import Mask
from benchmarks.own_process import peak
from trainer.predicting import local
from trainer.predicting.items import Done, Item, Items, Part, cut
from trainer.predicting.results import results_in
from trainer.predicting.store import Plan, opened, plan_of

SIDE = 64


def answered(part: Part, objects: int) -> Done:
    """Return a part with the same objects in each image."""
    mask = Mask.from_patch(np.ones((13, 11), bool), (20, 20), (SIDE, SIDE))
    code, area = mask.to_coco_rle(), mask.area
    images = [{"id": i.id, "file_name": i.name, "width": SIDE, "height": SIDE} for i in part.items]
    found = [
        {
            "id": (part.first + place) * 1000 + number,
            "image_id": item.id,
            "category_id": 1,
            "segmentation": code,
            "area": area,
            "bbox": [20, 20, 11, 13],
            "iscrowd": 0,
            "score": 0.8123456789,
            "objectness": 0.9123456789,
        }
        for place, item in enumerate(part.items)
        for number in range(1, objects + 1)
    ]
    content = {"info": {"broken": [], "notes": []}, "images": images, "annotations": found}
    content["categories"] = [{"id": 1, "name": "cell"}]
    return Done(part.number, json.dumps(content).encode(), len(part.items), 0.0, "")


class Stages:
    """The seconds of the processor that each stage took."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}
        self._at = time.process_time()

    def __call__(self, name: str) -> None:
        """End a stage, and begin the next one."""
        now = time.process_time()
        self.taken[name], self._at = round(now - self._at, 2), now


def measure(count: int, part_size: int, objects: int) -> dict[str, Any]:
    """Go through all stages with so many images."""
    before, began, stages = peak(), time.perf_counter(), Stages()
    names = (f"2026/11/camera-{number // 1000:04}/{number:09}.jpg" for number in range(count))
    items = Items(Item(number, name, f"/images/{name}") for number, name in enumerate(names, 1))
    stages("list")
    plan: Plan = plan_of(items, part_size, {}, {})
    stages("plan")
    with tempfile.TemporaryDirectory() as place:
        with opened(Path(place, "parts"), plan) as store:
            for done in local.deal(cut(items, part_size), partial(partial, answered, objects=objects)):
                assert isinstance(done, Done)
                store.write(done)
            stages("deal, answer and write")
            assert len(store.there()[0]) == plan.parts
            stages("look what is there")
            with atomic_file(Path(place, "all.json")) as file, results_in(file) as add:
                for content, _ in store.contents():
                    add(content)
            stages("put together")
        size = Path(place, "all.json").stat().st_size
    return {
        "processor seconds": stages.taken,
        "seconds": round(time.perf_counter() - began, 1),
        "peak MB": round(peak()),
        "of them before": round(before),
        "GB in one file": round(size / 1e9, 3),
    }


def main() -> None:
    """Measure each count in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--counts", default="10000,100000,1000000")
    parser.add_argument("--part-size", type=int, default=256)
    parser.add_argument("--objects", type=int, default=6)
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(measure(options.child, options.part_size, options.objects)))
        return
    found = {}
    for count in options.counts.split(","):
        command = [sys.executable, "-m", "benchmarks.predict_overhead", *sys.argv[1:], "--child", count]
        found[count] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
