"""Measures the time and memory of splitting a large project for several annotators, and of merging the parts.

    python -m benchmarks.teams [--images 100000] [--instances 1000000] [--annotators 4] [--overlap 0.1] [--folder DIR]

The project is made first: images without files, discs of 40 to 80 pixels in images of 1000 x 1000, each with the step
that made it and its line of the history. Each command then runs in a process of its own, and a copy of the file is
timed beside them, since the disk bounds them all. Before the merge every annotator draws one more
object.
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
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from annotations.dealing.split import split
from annotations.masks import Mask
from annotations.merging.merge import merge
from annotations.project import Project, history
from annotations.project.bulk import in_parts
from annotations.project.history import HistoryEntry
from annotations.records import Category, Change, ImageRecord, Instance, Step, Transaction

SIDE, SHAPES, IMAGES_AT_ONCE = 1000, 200, 200


def make(path: Path, images: int, instances: int) -> None:
    """Write a project with this many images and instances, as an annotator would have left it."""
    rng = np.random.default_rng(0)
    masks = [_disc(rng) for _ in range(SHAPES)]
    with Project.create(path) as project:
        with in_parts(project, "Make") as parts:
            parts.put([Change.add(Category(1, "cell", (255, 0, 0)))])
            for start in range(0, images, IMAGES_AT_ONCE):
                some = range(start, min(start + IMAGES_AT_ONCE, images))
                parts.put([each for at in some for each in _image(at, images, instances, masks)])
        with project.writing() as connection:
            history.take(connection, _lines(images, instances))


def _image(at: int, images: int, instances: int, masks: Sequence[Mask]) -> Iterator[Change]:
    """What adds an image and its instances; twenty images are a scene, through which each object is a track."""
    scene, number = divmod(at, 20)
    yield Change.add(ImageRecord(at + 1, f"photos/scene{scene:06}_{number:02}.png", SIDE, SIDE, "done"))
    own = range(at * instances // images + 1, (at + 1) * instances // images + 1)
    for place, one in enumerate(own):
        mask, track = masks[one % SHAPES], scene * len(own) + place + 1
        yield Change.add(Instance(one, at + 1, mask, 1, "accepted", place, track=track))
        values = ("accepted", mask, "cell", 0.9, one % 97 / 97)
        yield Change.add(Step(one, at + 1, place, *values, instance_id=one))


def _disc(rng: np.random.Generator) -> Mask:
    radius = int(rng.integers(20, 40))
    y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    place = rng.integers(0, SIDE - 2 * radius - 1, 2)
    return Mask.from_patch(y**2 + x**2 <= radius**2, (int(place[0]), int(place[1])), (SIDE, SIDE))


def _lines(images: int, instances: int) -> Iterator[HistoryEntry]:
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(1, instances + 1):
        image = (number - 1) * images // instances + 1
        when = (start + timedelta(seconds=number)).isoformat(timespec="milliseconds")
        yield HistoryEntry(0, when, "Accept", image, 2, "Zoe", 1.5, number)


def child(what: str, folder: Path, annotators: int, overlap: float) -> None:
    """Run one command in this process; print seconds and peak memory as JSON."""
    names = [f"annotator{number}" for number in range(annotators)]
    source, parts = folder / "p.rsis", folder / "parts"
    before, began = _peak(), time.perf_counter()
    if what == "copy":
        shutil.copyfile(source, folder / "copy.rsis")
    elif what == "split":
        split(source, parts, names, overlap=overlap, by_scene=True, doubtful_first=True)
    else:
        report = merge([parts / f"{name}.rsis" for name in names], folder / "m.rsis")
        assert not report.conflicts, report.conflicts[0]
        assert not report.problems, report.problems[0]
    seconds = time.perf_counter() - began
    print(json.dumps({"s": seconds, "mb_before": before, "mb": _peak()}))


def _peak() -> float:
    """Return peak memory in MB. Without /proc, a new process may include its parent's peak."""
    with suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def work(parts: Path) -> None:
    """Draw one more object into an image of each part that no other has."""
    seen: set[str] = set()
    for path in sorted(parts.glob("*.rsis")):
        with Project.open(path) as project:
            image = next(image for image in project.images() if image.path not in seen)
            seen |= {image.path for image in project.images()}
            mask = Mask.from_patch(np.ones((9, 9), np.bool_), (0, 0), image.size)
            drawn = Instance(project.next_id("instance"), image.id, mask, None, "drawn", 10**9)
            project.commit(Transaction("Draw", (Change.add(drawn),), image.id))


def measure(folder: Path, options: argparse.Namespace) -> None:
    """Make the project, run each command, and print a table."""
    source = folder / "p.rsis"
    began = time.perf_counter()
    make(source, options.images, options.instances)
    made = time.perf_counter() - began
    print(
        f"{options.images} images, {options.instances} instances, {source.stat().st_size / 1e6:.0f} MB "
        f"(made in {made:.0f} s), {options.annotators} annotators, {options.overlap:.0%} of the images to all\n"
    )
    print("| | seconds | peak memory, MB | of it at the start |\n|---|---|---|---|", flush=True)
    for what in ("copy", "split", "merge"):
        if what == "merge":
            work(folder / "parts")
        command = [sys.executable, "-m", "benchmarks.teams", "--child", what, "--folder", str(folder)]
        command += ["--annotators", str(options.annotators), "--overlap", str(options.overlap)]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
        found = json.loads(done.stdout)
        print(f"| {what} | {found['s']:.1f} | {found['mb']:.0f} | {found['mb_before']:.0f} |", flush=True)
    with Project.open(folder / "m.rsis", read_only=True) as merged:
        counts = merged.counts()
        lines = merged.select("SELECT count(*) FROM history WHERE label = 'Accept'")[0][0]
    assert (counts.images, counts.instances) == (options.images, options.instances + options.annotators)
    assert lines == options.instances


def main() -> None:
    """Parse the options; work in a temporary folder unless one is given."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--images", type=int, default=100_000)
    parser.add_argument("--instances", type=int, default=1_000_000)
    parser.add_argument("--annotators", type=int, default=4)
    parser.add_argument("--overlap", type=float, default=0.1)
    parser.add_argument("--folder", type=Path, help="where to write (default: a temporary folder)")
    parser.add_argument("--child", choices=["copy", "split", "merge"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child, options.folder, options.annotators, options.overlap)
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        measure(Path(scratch).resolve(), options)


if __name__ == "__main__":
    main()
