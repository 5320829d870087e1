"""Reviews 300 instances with 30 errors planted among them: python -m benchmarks.gui review [--seeds 1 2 3]"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.gui.program import RUN
from benchmarks.gui.report import condition, quantile
from benchmarks.gui.review_scenes import ERRORS, IMAGES, INSTANCES, SIZE, make_project

ROOT = Path(__file__).resolve().parents[2]
FIRST = 60


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this part."""
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5], help="one project each")
    parser.add_argument("--enlarge", type=int, default=1, help="how many times larger the images are")
    parser.add_argument("--look-ms", type=int, default=300, help="how long each instance is looked at")
    parser.add_argument("--window", type=int, nargs=2, default=(1280, 720), metavar=("WIDTH", "HEIGHT"))


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Makes the projects, reviews each in a window of its own, and prints what came of it."""
    height, width = (side * options.enlarge for side in SIZE)
    print(
        f"{INSTANCES} instances in {IMAGES} images of {width} x {height} pixels, {sum(ERRORS.values())} errors: "
        f"{', '.join(f'{count} {error}' for error, count in ERRORS.items())}; {condition()}"
    )
    report: dict[str, Any] = {}
    for seed in options.seeds:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "slides"
            folder.mkdir()
            planted = make_project(folder, seed, options.enlarge)
            figures = _review(folder, options.look_ms, options.window)
        figures["found"] = Counter(
            error for number, error in planted.errors.items() if _is_named(number, figures["doubts"][:FIRST])
        )
        figures["errors among the first 30"] = sum(
            _is_named(number, figures["doubts"][:30]) for number in planted.errors
        )
        report[str(seed)] = figures
        _print(seed, figures)
    return report


def _is_named(number: int, doubts: list[dict[str, Any]]) -> bool:
    """Whether a list of doubts names an instance: of two that are one too many, either names both."""
    return any(number == doubt["id"] or number in doubt["twins"] for doubt in doubts)


def _review(folder: Path, look_ms: int, window: tuple[int, int]) -> dict[str, Any]:
    """Starts the window in its own process and returns its measurements in seconds."""
    output = folder.parent / "figures.json"
    order = {"folder": str(folder), "look_ms": look_ms, "window": list(window), "output": str(output)}
    environment = os.environ | {
        "RSIS_DESK": json.dumps(order),
        "XDG_DATA_HOME": str(folder.parent),
        "XDG_CONFIG_HOME": str(folder.parent),
        "PYTHONPATH": str(ROOT),
    }
    if "DISPLAY" not in environment:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-c", RUN, "benchmarks.gui.review_desk"]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=900, check=False
    )
    if not output.exists():
        raise SystemExit(f"the window wrote no figures:\n{done.stderr}")
    figures: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return figures


def _print(seed: int, figures: dict[str, Any]) -> None:
    found: Counter[str] = figures["found"]
    said = ", ".join(f"{found[error]} of {count} {error}" for error, count in ERRORS.items())
    print(
        f"seed {seed}: {found.total()} of {sum(ERRORS.values())} errors among the first {FIRST} doubts "
        f"({said}; {len(figures['doubts'])} doubts in all), {figures['errors among the first 30']} among the first 30; "
        f"the search took {figures['search']:.2f} s"
    )
    for name, part in figures["passes"].items():
        waits = [wait * 1000 for wait in part["waits"]]
        print(
            f"  {name:36}{part['seen']:4} instances, {part['keys']:4} key presses; wait p50 "
            f"{statistics.median(waits):5.1f} ms, p95 {quantile(waits, 0.95):5.1f}, max {max(waits):6.1f}; "
            f"largest gap of the event loop {part['gap'] * 1000:.0f} ms, of its own time {part['gap_cpu'] * 1000:.0f}"
        )
