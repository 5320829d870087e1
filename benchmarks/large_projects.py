"""Measures the commands on projects of three sizes: seconds, peak memory, and what grows faster than its size.

    python -m benchmarks.large_projects [--images 1000 10000 100000] [--instances 10] [--only stats split]
        [--limit 1200] [--folder DIR] [--keep]

Each command runs in a process of its own. "growth" is how many times the seconds grew between the two largest
sizes, in which the images grew tenfold. Image files are links to a hundred images of 1000 x 1000 pixels.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Callable
from pathlib import Path

from annotations import cli
from annotations.project import Project, overview, waiting
from benchmarks import made_projects, own_process

NAMES = [f"annotator{number}" for number in range(4)]
EXPORTS = ("coco", "labelme", "yolo")


def _command(*arguments: str) -> Callable[[Path], None]:
    """A command of rsis-annotations; {} stands for the folder."""

    def run(folder: Path) -> None:
        given = [argument.format(folder) for argument in arguments]
        if cli.main([*given, "--json"]):
            raise SystemExit(f"{given} failed")

    return run


def _open(folder: Path) -> None:
    """As every command opens a project, which checks the whole file."""
    with Project.open(folder / "p.rsis"):
        pass


def _facts(folder: Path) -> None:
    """All that the image list can ask for."""
    with Project.open(folder / "p.rsis", read_only=True) as project:
        for read in (project.image_rows, project.counts):
            read()
        for of_all in (overview.scores, overview.uncertainties, waiting.counts):
            of_all(project)
        deque(overview.instance_facts(project), maxlen=0)
        for holds in ("unreviewed", "needs work", "conflict"):
            overview.with_review(project, holds)


def _back_up(folder: Path) -> None:
    with Project.open(folder / "p.rsis", read_only=True) as project:
        project.copy(folder / "copy.rsis")


def _decide(folder: Path) -> None:
    """Opening not included: one object drawn, as a transaction of its own."""
    made_projects.draw_one(folder / "p.rsis")


COMMANDS: dict[str, Callable[[Path], None]] = {
    "open": _open,
    "one object drawn": _decide,
    "facts": _facts,
    "backup": _back_up,
    "stats": _command("stats", "{}/p.rsis"),
    "measure": _command("measure", "{}/p.rsis", "--no-intensities", "--output", "{}/m.csv"),
    "split": _command(
        *("split", "{}/p.rsis", "--output", "{}/parts", "--annotators", ",".join(NAMES)),
        *("--overlap", "0.1", "--by-scene", "--doubtful-first"),
    ),
    "merge": _command("merge", *(f"{{}}/parts/{name}.rsis" for name in NAMES), "--output", "{}/merged.rsis"),
    **{
        f"export {name}": _command(
            "export", "{}/p.rsis", "--format", name, "--output", f"{{}}/exports/{name}"
        )
        for name in EXPORTS
    },
    "validate coco": _command("validate", "{}/exports/coco", "--format", "coco", "--images", "{}"),
    "import coco": _command(
        *("import", "{}/exports/coco", "--format", "coco", "--images", "{}"),
        *("--project", "{}/imported.rsis"),
    ),
    "repair": _command("repair", "{}/merged.rsis"),
    "doubts": _command("doubts", "{}/p.rsis", "--most", "10"),
}

OUTPUTS = {"split": "parts", "merge": "merged.rsis", "backup": "copy.rsis", "import coco": "imported.rsis"}
OUTPUTS |= {f"export {name}": f"exports/{name}" for name in EXPORTS}


def main() -> None:
    """Parses the options; makes each project, runs the commands in turn and prints a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--images", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--instances", type=int, default=10, help="per image")
    parser.add_argument("--only", nargs="+", choices=COMMANDS, default=list(COMMANDS))
    parser.add_argument("--limit", type=float, default=1200.0, help="seconds for each command")
    parser.add_argument("--folder", type=Path, help="where to write (default: a temporary folder)")
    parser.add_argument("--keep", action="store_true", help="keep the projects, and use those that are there")
    parser.add_argument("--child", nargs=2, metavar=("COMMAND", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        own_process.report(lambda: COMMANDS[options.child[0]](Path(options.child[1])))
        return
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        place = options.folder if options.keep else Path(scratch)
        _measure(place.resolve(), options)


def _measure(place: Path, options: argparse.Namespace) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; seconds (processor seconds), peak MB\n")
    found: dict[str, list[own_process.Figures | None]] = {name: [] for name in options.only}
    for images in options.images:
        folder = place / str(images)
        if not (folder / "p.rsis").exists():
            folder.mkdir(exist_ok=True)
            made_projects.make(folder / "p.rsis", images, images * options.instances)
            made_projects.make_pictures(folder, images)
        for name in options.only:
            _remove(folder, name)
            arguments = ["--child", name, str(folder)]
            figures = own_process.run("benchmarks.large_projects", arguments, options.limit)
            found[name].append(figures)
            print(f"{images:>7,} {name:20} {_cell(figures)}", flush=True)
        if not options.keep:
            shutil.rmtree(folder)
    print("\n| | " + " | ".join(f"{images:,} images" for images in options.images) + " | growth |")
    print("|---|" + "---|" * (len(options.images) + 1))
    for name, cells in found.items():
        print(f"| {name} | {' | '.join(map(_cell, cells))} | {_growth(cells)} |")


def _remove(folder: Path, name: str) -> None:
    """Removes what the command has written before."""
    if name in OUTPUTS:
        place = folder / OUTPUTS[name]
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)


def _cell(figures: own_process.Figures | None) -> str:
    if figures is None:
        return "over the limit"
    return f"{figures['s']:.1f} s ({figures['cpu']:.1f} s), {figures['mb']:.0f} MB"


def _growth(cells: list[own_process.Figures | None]) -> str:
    last = [cell["cpu"] for cell in cells[-2:] if cell is not None]
    return f"{last[1] / last[0]:.1f}" if len(last) == 2 and last[0] else ""


if __name__ == "__main__":
    main()
