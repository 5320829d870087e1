"""Measures how fast a large project is measured, and in how much memory, beside scikit-image on the same cells.

    python -m benchmarks.measuring [--instances 100000] [--baseline 100000] [--project FOLDER]
    python -m benchmarks.measuring --large

Makes a project (in FOLDER, where another run uses it again) of 16-bit images of two channels (1024 x 1024 pixels, TIFF)
with round cells with holes, 400 in each image, and runs `rsis-annotations measure` on it, then a loop of
`skimage.measure.regionprops_table` over label maps of the same cells, kept in memory, with the same properties. Each
runs in a process of its own. Prints one JSON object: seconds by the clock and of the processor (which other programs
on the machine hardly change), and the peak memory of the process in megabytes, with Python and libraries. With
--large, only the processor milliseconds of the shape of one large object, by ours and by `regionprops`.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import tifffile
from numpy.typing import NDArray
from scipy import ndimage

from annotations.masks import Mask
from annotations.measuring.shapes import shape_of
from annotations.project import Project
from annotations.project.project import FOLDER_PROJECT
from annotations.records import Category, Change, Instance, Transaction

SIDE, ACROSS = 1024, 20
REPEATS = 5
PROPERTIES = (
    *("label", "area", "perimeter", "centroid", "bbox", "axis_major_length", "axis_minor_length"),
    *("orientation", "eccentricity", "solidity", "feret_diameter_max"),
    *("intensity_mean", "intensity_min", "intensity_max", "intensity_std"),
)


def cells(number: int) -> Iterator[tuple[tuple[int, int], NDArray[np.bool_]]]:
    """Yield the top left pixel and the pixels of each cell of an image: about 30 across, some with holes."""
    random = np.random.default_rng(number)
    step = SIDE // ACROSS
    y, x = np.mgrid[:step, :step] - step / 2
    for n in range(ACROSS * ACROSS):
        noise = ndimage.gaussian_filter(random.normal(size=(step, step)), 3)
        radius = np.hypot(y, x * random.uniform(0.8, 1.3)) / random.uniform(10, 18)
        yield (
            (n // ACROSS * step, n % ACROSS * step),
            (1 - radius + noise / noise.std() * 0.15 > 0) & (radius > 0.2),
        )


def picture(number: int) -> NDArray[np.uint16]:
    """Return (SIDE, SIDE, 2) of two channels."""
    return np.random.default_rng(number).integers(0, 4000, (SIDE, SIDE, 2), np.uint16)


def make(folder: Path, instances: int) -> None:
    """Make the project of a folder."""
    images = -(-instances // ACROSS**2)
    for number in range(images):
        tifffile.imwrite(
            folder / f"{number:04}.tif", picture(number), photometric="minisblack", planarconfig="contig"
        )
    with Project.open_folder(folder) as project:
        project.add_images(sorted(folder.glob("*.tif")))
        kind = Category(project.next_id("category"), "cell", (255, 0, 0))
        project.commit(Transaction("Add a category", (Change.add(kind),)))
        for number, image in enumerate(project.images()):
            changes = tuple(
                Change.add(
                    Instance(
                        *(project.next_id("instance"), image.id, Mask.from_patch(pixels, place, image.size)),
                        *(kind.id, "drawn", z),
                    )
                )
                for z, (place, pixels) in enumerate(cells(number))
            )
            project.commit(Transaction("Fill", changes, image.id))


def baseline(instances: int) -> dict[str, float]:
    """Measure as many cells by scikit-image alone; the time is that of regionprops_table."""
    from skimage.measure import regionprops_table

    seconds, processor, count, number = 0.0, 0.0, 0, 0
    while count < instances:
        labels = np.zeros((SIDE, SIDE), np.uint16)
        for n, ((top, left), pixels) in enumerate(cells(number), 1):
            part = labels[top : top + len(pixels), left : left + pixels.shape[1]]
            part[pixels] = n
        image = picture(number)
        began, worked = time.perf_counter(), time.process_time()
        count += len(regionprops_table(labels, image, properties=PROPERTIES)["label"])
        seconds += time.perf_counter() - began
        processor += time.process_time() - worked
        number += 1
    return {"instances": count, **_figures(seconds, processor)}


def _all_of(region: object) -> list[object]:
    return [getattr(region, name) for name in PROPERTIES if not name.startswith("intensity")]


def large() -> dict[str, list[float]]:
    """Return the milliseconds of a shape, ours and scikit-image's, by the object's extent in pixels."""
    from skimage.measure import regionprops

    found = {}
    for side in (30, 300, 1000):
        y, x = np.mgrid[:side, :side] - side / 2
        noise = ndimage.gaussian_filter(np.random.default_rng(0).normal(size=(side, side)), side / 8)
        pixels = noise / noise.std() * 0.3 + 1 - np.hypot(y, x) / (side / 2.5) > 0
        mask, labels = Mask.from_array(pixels), pixels.astype(np.uint8)
        shape_of(mask, None)  # loads the libraries
        times = []
        for measure in (
            lambda mask=mask: shape_of(mask, None),
            lambda labels=labels: _all_of(regionprops(labels)[0]),
        ):
            began = time.process_time()
            for _ in range(REPEATS):
                measure()
            times.append(round(1000 * (time.process_time() - began) / REPEATS, 2))
        found[str(side)] = times
    return found


def _figures(seconds: float, processor: float) -> dict[str, float]:
    return {
        "seconds": round(seconds, 1),
        "processor_seconds": round(processor, 1),
        "peak_megabytes": _peak(),
    }


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _measure(project: str, output: str) -> dict[str, float]:
    from annotations import cli

    began, worked = time.perf_counter(), time.process_time()
    code = cli.main(["measure", project, "--output", output, "--pixel-size", "0.325", "--json"])
    assert code == 0
    return _figures(time.perf_counter() - began, time.process_time() - worked)


def _apart(*arguments: object) -> dict[str, float]:
    """Run this program with other arguments; return the last object that it prints."""
    command = [sys.executable, "-m", "benchmarks.measuring", *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Run both, and compare their time for one instance."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--instances", type=int, default=100_000)
    parser.add_argument("--baseline", type=int, default=100_000, help="instances that scikit-image measures")
    parser.add_argument("--project", type=Path, metavar="FOLDER")
    parser.add_argument("--only-baseline", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--only-measure", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--large", action="store_true", help="only the shapes of large objects")
    options = parser.parse_args()
    if options.large:
        print(json.dumps(large()))
        return
    if options.only_baseline:
        print(json.dumps(baseline(options.baseline)))
        return
    if options.only_measure:
        print(json.dumps(_measure(*options.only_measure)))
        return
    with tempfile.TemporaryDirectory() as folder:
        place, output = options.project or Path(folder), Path(folder) / "m.csv"
        place.mkdir(parents=True, exist_ok=True)
        project = place / FOLDER_PROJECT
        if not project.exists():
            make(place, options.instances)
        ours = _apart("--only-measure", project, output)
        with open(output, newline="", encoding="utf-8") as file:
            ours["instances"] = sum(1 for _ in csv.DictReader(file))
        ours["file_megabytes"] = round(output.stat().st_size / 1e6, 1)
    theirs = _apart("--only-baseline", "--baseline", options.baseline)
    each = [1000 * one["processor_seconds"] / one["instances"] for one in (ours, theirs)]
    print(
        json.dumps(
            {
                "measure": ours,
                "regionprops_table": theirs,
                "processor_milliseconds_an_instance": [round(number, 3) for number in each],
                "times_as_fast": round(each[1] / each[0], 2),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
