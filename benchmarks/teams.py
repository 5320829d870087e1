"""Measures the time and memory of splitting a large project for several annotators, and of merging the parts.

    python -m benchmarks.teams [--images 100000] [--instances 1000000] [--annotators 4] [--overlap 0.1] [--folder DIR]

The project is made first (see made_projects.py), without image files. Each command then runs in a process of its own,
and a copy of the file is timed beside them, since the disk bounds them all. Before the merge every annotator draws one
more object.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from annotations.dealing.split import split
from annotations.merging.merge import merge
from annotations.project import Project
from benchmarks import made_projects, own_process


def child(what: str, folder: Path, annotators: int, overlap: float) -> None:
    """Run one command in this process; print seconds and peak memory as JSON."""
    names = [f"annotator{number}" for number in range(annotators)]
    source, parts = folder / "p.rsis", folder / "parts"
    if what == "copy":
        own_process.report(lambda: shutil.copyfile(source, folder / "copy.rsis"))
    elif what == "split":
        options = {"overlap": overlap, "by_scene": True, "doubtful_first": True}
        own_process.report(lambda: split(source, parts, names, **options))
    else:
        own_process.report(lambda: _merge([parts / f"{name}.rsis" for name in names], folder / "m.rsis"))


def _merge(parts: list[Path], output: Path) -> None:
    report = merge(parts, output)
    assert not report.conflicts, report.conflicts[0]
    assert not report.problems, report.problems[0]


def work(parts: Path) -> None:
    """Draw one more object into an image of each part that no other has."""
    seen: set[str] = set()
    for path in sorted(parts.glob("*.rsis")):
        made_projects.draw_one(path, seen)
        with Project.open(path, read_only=True) as project:
            seen |= {image.path for image in project.images()}


def measure(folder: Path, options: argparse.Namespace) -> None:
    """Make the project, run each command, and print a table."""
    source = folder / "p.rsis"
    began = time.perf_counter()
    made_projects.make(source, options.images, options.instances)
    made = time.perf_counter() - began
    print(
        f"{options.images} images, {options.instances} instances, {source.stat().st_size / 1e6:.0f} MB "
        f"(made in {made:.0f} s), {options.annotators} annotators, {options.overlap:.0%} of the images to all\n"
    )
    print(
        "| | seconds | processor seconds | peak memory, MB | of it at the start |\n|---|---|---|---|---|",
        flush=True,
    )
    for what in ("copy", "split", "merge"):
        if what == "merge":
            work(folder / "parts")
        arguments = ["--child", what, "--folder", str(folder)]
        arguments += ["--annotators", str(options.annotators), "--overlap", str(options.overlap)]
        found = own_process.run("benchmarks.teams", arguments)
        assert found is not None
        print(
            f"| {what} | {found['s']:.1f} | {found['cpu']:.1f} | {found['mb']:.0f} | {found['mb_before']:.0f} |",
            flush=True,
        )
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
