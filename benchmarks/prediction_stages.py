"""Measures what limits the prediction of many images: reading, decoding, encoding, the steps, and writing.

    python -m benchmarks.prediction_stages [--sides 64,512,2048] [--images 8] [--objects 8] [--checkpoint C]
        [--device cpu]

Draws images of round cells as JPEG in one tar, and for each side goes through the stages of `rsis-trainer predict`
one image after the other, with one thread. Prints one JSON object: for each side the milliseconds of the processor
(on a GPU: by the clock) and the bytes that an image takes in each stage, the number of steps, and from these what
10^6 and 10^9 images take: processor hours, workers for one week, and bytes read and written.

"read" takes an image's bytes out of the tar, which lies in the page cache: a disk or a store that gives fewer than
the "MB a second that one worker reads" is what limits instead. "write" makes the annotations and their JSON, and writes
and syncs them, a part of 16 images at a time.
"""

from __future__ import annotations

import argparse
import json
import os
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import cv2
import numpy as np
import torch
from PIL import Image

import resources
from annotations.imaging.reading import read_image
from annotations.masks import Mask
from rsis_model import Predictor
from rsis_model.scene import Scene

STAGES = ("read", "decode", "encode", "steps", "write")
PART = 16
"""How many images are synced at once."""
WEEK = 7 * 24 * 3600.0


def drawn(side: int, objects: int, rng: np.random.Generator) -> bytes:
    """Return an image of bright cells on dark as JPEG: drawn at 128 pixels and scaled, so that all sides look alike."""
    cells = np.zeros((128, 128), np.uint8)
    for _ in range(objects):
        x, y = (int(v) for v in rng.integers(12, 116, 2))
        cv2.circle(cells, (x, y), int(rng.integers(8, 15)), 180, -1)
    noise = rng.integers(0, 40, (128, 128, 3))
    pixels = cv2.resize(
        (cells[..., None] + noise).astype(np.uint8), (side, side), interpolation=cv2.INTER_CUBIC
    )
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def packed(place: Path, side: int, count: int, objects: int) -> Path:
    """Write a tar of images."""
    rng = np.random.default_rng(side)
    place.mkdir(exist_ok=True)
    path = place / f"{side}.tar"
    with tarfile.open(path, "w") as tar:
        for number in range(count):
            content = drawn(side, objects, rng)
            entry = tarfile.TarInfo(f"{number:06}.jpg")
            entry.size = len(content)
            tar.addfile(entry, BytesIO(content))
    return path


def members(path: Path) -> list[tuple[int, int]]:
    """Return where each image of a tar begins, and its length."""
    with tarfile.open(path) as tar:
        return [(entry.offset_data, entry.size) for entry in tar if entry.isfile()]


class Stopwatch:
    """Adds up what each stage takes, in seconds of the processor or, on a GPU, by the clock."""

    def __init__(self, device: torch.device) -> None:
        self._gpu = device.type == "cuda"
        self.taken = dict.fromkeys(STAGES, 0.0)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """A `with` block that is part of a stage."""
        began = self._now()
        yield
        self.taken[stage] += self._now() - began

    def _now(self) -> float:
        if self._gpu:
            torch.cuda.synchronize()
            return time.perf_counter()
        return time.process_time()


def steps_of(predictor: Predictor, scene: Scene) -> tuple[list[tuple[Mask, float]], int]:
    """Return the proposals of an image with their scores, each accepted as it is, and the number of steps."""
    state = predictor.initial_state(scene)
    found: list[tuple[Mask, float]] = []
    while True:
        proposal, state = predictor.propose(scene, state)
        if proposal is None:
            return found, len(found) + 1
        mask = Mask.from_patch(proposal.patch, proposal.origin, proposal.size)
        found.append((mask, proposal.objectness))
        state = predictor.accept(scene, state, proposal.mask, proposal.category)


def write(file: BinaryIO, found: list[tuple[Mask, float]]) -> int:
    """Append the annotations of an image; return how many bytes they are."""
    rows = [
        {"segmentation": mask.to_coco_rle(), "area": mask.area, "bbox": mask.bbox, "score": score}
        for mask, score in found
    ]
    content = json.dumps(rows).encode()
    file.write(content)
    return len(content)


def measure(predictor: Predictor, tar: Path, place: Path) -> dict[str, Any]:
    """Take the images of a tar through all stages; return the figures."""
    watch = Stopwatch(predictor.device)
    images = members(tar)
    steps = objects = read = written = 0
    copy = place / "image.jpg"
    began = time.perf_counter()
    with tar.open("rb") as source, (place / "parts").open("wb") as target:
        for number, (start, length) in enumerate(images, 1):
            with watch("read"):
                source.seek(start)
                content = source.read(length)
            read += len(content)
            with watch("decode"):
                copy.write_bytes(content)
                pixels = read_image(copy)
            with watch("encode"):
                scene = predictor.open(pixels)
            with watch("steps"):
                found, count = steps_of(predictor, scene)
            steps, objects = steps + count, objects + len(found)
            with watch("write"):
                written += write(target, found)
                if number % PART == 0 or number == len(images):
                    target.flush()
                    os.fsync(target.fileno())
    clock = time.perf_counter() - began
    each = {stage: seconds / len(images) for stage, seconds in watch.taken.items()}
    whole = sum(each.values())
    return {
        "milliseconds": {stage: round(1000 * seconds, 3) for stage, seconds in each.items()},
        "milliseconds in all": round(1000 * whole, 1),
        "by the clock": round(1000 * clock / len(images), 1),
        "steps": round(steps / len(images), 1),
        "objects": round(objects / len(images), 1),
        "kB read": round(read / len(images) / 1000, 1),
        "kB written": round(written / len(images) / 1000, 2),
        "MB a second that one worker reads": round(read / len(images) / whole / 1e6, 2),
        **{
            f"10^{power} images": {
                "worker hours": round(10**power * whole / 3600),
                "workers for one week": round(10**power * whole / WEEK, 1),
                "GB read": round(10**power * read / len(images) / 1e9, 1),
                "GB written": round(10**power * written / len(images) / 1e9, 1),
            }
            for power in (6, 9)
        },
    }


def main() -> None:
    """Measure each side in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sides", default="64,512,2048")
    parser.add_argument("--images", type=int, default=8, help="how many images of each side")
    parser.add_argument("--objects", type=int, default=8, help="objects in an image")
    parser.add_argument("--checkpoint", default=str(resources.starter_checkpoint()))
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(1)
    predictor = Predictor.from_pretrained(options.checkpoint, options.device)
    found: dict[str, Any] = {"device": str(predictor.device), "torch": torch.__version__}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for side in (int(text) for text in options.sides.split(",")):
            tar = packed(place, side, options.images, options.objects)
            measure(predictor, packed(place / "warm", side, 1, options.objects), place)  # the first is slower
            found[f"{side} x {side}"] = measure(predictor, tar, place)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
