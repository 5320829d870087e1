"""Measures the speed and memory of importing and exporting COCO files, compared with pycocotools and Datumaro.

    python -m benchmarks.coco_speed [--instances 100000] [--larger 500000] [--rounds 2] [--environments DIR]

Every variant runs in its own process, in turns; the fastest round counts. Ours is measured twice: reading alone, and
the whole import into a project file; then its undo and redo. So is Datumaro: loading alone, and saving in its own
format. Ours checks every record, mask and image file; the others do not. With `--larger`, our import also runs on a
file with that many instances, to show how memory grows. Datumaro needs a separate environment, which pip makes, in DIR
if given. Half of the instances have polygons, like COCO's own files, and half have run-length codes; 640 x 480 pixels,
seven per image.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any

# Also runs in Datumaro's environment, where our packages are missing, so they are imported only where needed.

WIDTH, HEIGHT, AN_IMAGE = 640, 480, 7
CATEGORIES = 80
LINKS = 10_000
"""Hard links to one file; file systems allow some tens of thousands."""


def make(folder: Path, count: int) -> Path:
    """Make a COCO file with `count` instances and its images, which are hard links to one small file."""
    import numpy as np
    from PIL import Image
    from pycocotools import mask as coco_mask

    rng = np.random.default_rng(count)
    images = folder / "images"
    images.mkdir(parents=True)
    first = images / "000000.png"
    for number in range(-(-count // AN_IMAGE)):
        path = images / f"{number:06}.png"
        if number % LINKS:
            os.link(first, path)
        else:
            Image.new("L", (WIDTH, HEIGHT)).save(path)
            first = path

    def polygon() -> list[float]:
        points = int(rng.integers(6, 40))
        angle = np.sort(rng.random(points)) * 2 * np.pi
        radius = rng.lognormal(3.2, 0.8) * rng.uniform(0.7, 1.3, points)
        x = np.clip(rng.uniform(0, WIDTH) + radius * np.cos(angle), 0, WIDTH)
        y = np.clip(rng.uniform(0, HEIGHT) + radius * np.sin(angle), 0, HEIGHT)
        ring: list[float] = np.stack([x, y], axis=1).round(2).reshape(-1).tolist()
        return ring

    def annotations() -> Iterator[dict[str, object]]:
        number = 0
        while number < count:
            ring = polygon()
            (code,) = coco_mask.frPyObjects([ring], HEIGHT, WIDTH)
            area = int(coco_mask.area(code))
            if not area:
                continue
            number += 1
            code["counts"] = code["counts"].decode()
            yield {
                "id": number,
                "image_id": (number - 1) // AN_IMAGE + 1,
                "category_id": number % CATEGORIES + 1,
                "iscrowd": 0,
                "area": area,
                "bbox": coco_mask.toBbox(code).tolist(),
                "segmentation": [ring] if number % 2 else code,
            }

    path = folder / "instances.json"
    names = sorted(image.name for image in images.iterdir())
    with open(path, "w", encoding="utf-8") as file:
        listed = [
            {"id": number, "file_name": name, "width": WIDTH, "height": HEIGHT}
            for number, name in enumerate(names, 1)
        ]
        categories = [{"id": number, "name": f"thing {number}"} for number in range(1, CATEGORIES + 1)]
        file.write(
            f'{{"images": {json.dumps(listed)}, "categories": {json.dumps(categories)}, "annotations": ['
        )
        for record in annotations():
            file.write((",\n" if record["id"] != 1 else "\n") + json.dumps(record))
        file.write("]}")
    return path


# ---- the variants: each prepares its data and returns the function to time


def read_alone(source: Path, _scratch: Path) -> Callable[[], int]:
    from annotations.formats import coco

    def run() -> int:
        found = coco.read(source)
        assert not found.problems, found.problems[0]
        return found.images.instance_count  # type: ignore[attr-defined]

    return run


def whole_import(source: Path, scratch: Path) -> Callable[[], int]:
    from annotations.formats import coco
    from annotations.importing import import_into
    from annotations.project import Project

    def run() -> int:
        with Project.create(scratch / "made.rsis") as project:
            report = import_into(project, coco.read(source))
        assert not report.problems, report.problems[0]
        return report.instances

    return run


def pycocotools_load(source: Path, _scratch: Path) -> Callable[[], int]:
    from pycocotools.coco import COCO

    def run() -> int:
        with open(os.devnull, "w") as nothing, redirect_stdout(nothing):
            return len(COCO(str(source)).anns)

    return run


def datumaro_import(source: Path, scratch: Path) -> Callable[[], int]:
    dataset = _datumaro(source, scratch)
    return lambda: _count(dataset())


def datumaro_kept(source: Path, scratch: Path) -> Callable[[], int]:
    load = _datumaro(source, scratch)

    def run() -> int:
        dataset = load()
        dataset.export(str(scratch / "kept"), "datumaro", save_media=False)
        return _count(dataset)

    return run


def whole_export(source: Path, scratch: Path) -> Callable[[], int]:
    from annotations.exporting import dataset_of, export
    from annotations.project import Project

    def run() -> int:
        with Project.open(source.with_name("project.rsis"), read_only=True) as project:
            return export(dataset_of(project), "coco", scratch / "made.json").instances

    return run


def taken_back(source: Path, scratch: Path) -> Callable[[], int]:
    from annotations.project import Project, bulk

    path, done = _imported(source, scratch)

    def run() -> int:
        with Project.open(path) as project:
            bulk.take_back(project, done)
        return len(done.ids("instance"))

    return run


def done_again(source: Path, scratch: Path) -> Callable[[], int]:
    from annotations.project import Project, bulk

    path, done = _imported(source, scratch)
    with Project.open(path) as project:
        bulk.take_back(project, done)

    def run() -> int:
        with Project.open(path) as project:
            bulk.do_again(project, done)
        return len(done.ids("instance"))

    return run


def _imported(source: Path, scratch: Path) -> tuple[Path, Any]:
    """Copy the imported project; return its path and the record that undoes the import."""
    path = scratch / "made.rsis"
    shutil.copyfile(source.with_name("project.rsis"), path)
    return path, pickle.loads(source.with_name("bulk.pickle").read_bytes())


def datumaro_export(source: Path, scratch: Path) -> Callable[[], int]:
    dataset = _datumaro(source, scratch)()
    count = _count(dataset)

    def run() -> int:
        dataset.export(str(scratch / "made"), "coco_instances", save_media=False)
        return count

    return run


def json_dump(source: Path, scratch: Path) -> Callable[[], int]:
    content = json.loads(source.read_text(encoding="utf-8"))

    def run() -> int:
        with open(scratch / "made.json", "w", encoding="utf-8") as file:
            json.dump(content, file)
        return len(content["annotations"])

    return run


def _datumaro(source: Path, scratch: Path) -> Callable[[], Any]:
    import logging

    logging.disable(logging.WARNING)
    import datumaro

    place = scratch / "datumaro"  # the layout that Datumaro expects
    (place / "annotations").mkdir(parents=True)
    (place / "images").mkdir()
    os.link(source, place / "annotations" / "instances_val.json")
    (place / "images" / "val").symlink_to(source.parent / "images")

    def run() -> Any:
        dataset = datumaro.Dataset.import_from(str(place), "coco_instances")
        dataset.init_cache()
        return dataset

    return run


def _count(dataset: Any) -> int:
    """Count the instances; Datumaro also keeps a box for each mask or polygon."""
    return sum(one.type.name in ("mask", "polygon") for item in dataset for one in item.annotations)


OURS = {
    "import: our reading alone": read_alone,
    "import: ours, into a project on the disk": whole_import,
    "import: pycocotools, plain load": pycocotools_load,
    "import: ours, undone": taken_back,
    "import: ours, done again": done_again,
    "export: ours, out of a project": whole_export,
    "export: json.dump of what was loaded": json_dump,
}
THEIRS = {
    "import: Datumaro, load alone": datumaro_import,
    "import: Datumaro, kept on the disk": datumaro_kept,
    "export: Datumaro": datumaro_export,
}
VARIANTS = {**OURS, **THEIRS}


def child(variant: str, source: Path) -> None:
    """Run one variant in this process; print seconds, processor seconds and peak memory as JSON."""
    with tempfile.TemporaryDirectory(dir=source.parent) as scratch:
        run = VARIANTS[variant](source, Path(scratch))
        before, began, used = _peak(), time.perf_counter(), time.process_time()
        count = run()
        seconds, processor = time.perf_counter() - began, time.process_time() - used
    print(json.dumps({"s": seconds, "cpu_s": processor, "mb": _peak(), "mb_before": before, "count": count}))


def _peak() -> float:
    """Return peak memory in MB. Without /proc, a new process may include its parent's peak."""
    with suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(python: Path | str, variant: str, source: Path) -> dict[str, float]:
    """Run `child` with a Python interpreter and return what it prints."""
    command = [python, __file__, "--variant", variant, "--source", source]
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1]) if python == sys.executable else "",
    }
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(source: Path, count: int, rounds: int, pythons: dict[str, Path | str]) -> None:
    """Run all variants in turns and print a table."""
    found: dict[str, list[dict[str, float]]] = {variant: [] for variant in pythons}
    order = list(pythons)
    for _ in range(rounds):
        random.Random(rounds).shuffle(order)
        for variant in order:
            found[variant].append(measured(pythons[variant], variant, source))
    print(
        f"{count} instances, {source.stat().st_size / 1e6:.0f} MB of JSON; the fastest of {rounds} rounds\n"
    )
    print("| | seconds | of processor | peak memory, MB |\n|---|---|---|---|")
    for variant, runs in found.items():
        assert all(run["count"] == count for run in runs), (variant, runs)
        best = {name: min(run[name] for run in runs) for name in ("s", "cpu_s", "mb")}
        print(f"| {variant} | {best['s']:.1f} | {best['cpu_s']:.1f} | {best['mb']:.0f} |")


def main() -> None:
    """Make the data, then compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--instances", type=int, default=100_000)
    parser.add_argument("--larger", type=int, default=500_000, help="0: skip it")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument(
        "--environments",
        type=Path,
        help="where to keep Datumaro's (default: temporary)",
    )
    parser.add_argument("--variant", choices=list(VARIANTS), help=argparse.SUPPRESS)
    parser.add_argument("--source", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.variant:
        child(options.variant, options.source)
        return
    from tests.official_tools.run import environment

    with tempfile.TemporaryDirectory() as scratch:
        datumaro = environment("datumaro", options.environments or Path(scratch) / "environments")
        pythons: dict[str, Path | str] = dict.fromkeys(OURS, sys.executable)
        if datumaro is not None:
            pythons |= dict.fromkeys(THEIRS, datumaro)
        source = make(Path(scratch) / "data", options.instances)
        keep_project(source)
        compare(source, options.instances, options.rounds, pythons)
        if options.larger:
            source = make(Path(scratch) / "larger", options.larger)
            variants = ["import: our reading alone", "import: ours, into a project on the disk"]
            print()
            compare(source, options.larger, 1, dict.fromkeys(variants, sys.executable))


def keep_project(source: Path) -> None:
    """Save the project to export from, and the record that undoes its import."""
    from annotations.formats import coco
    from annotations.importing import import_into
    from annotations.project import Project

    with Project.create(source.with_name("project.rsis")) as project:
        report = import_into(project, coco.read(source))
    source.with_name("bulk.pickle").write_bytes(pickle.dumps(report.bulk))


if __name__ == "__main__":
    main()
