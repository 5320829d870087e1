"""Times a user's actions on a large image: python -m benchmarks.gui canvas [--side 6000] [--instances 1000]"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.gui.program import RUN
from benchmarks.gui.report import condition, quantile
from benchmarks.gui.scenes import make_image, make_project

HEAD = (
    ("frame p50", 10),
    ("p95", 7),
    ("max", 7),
    ("own p50", 11),
    ("p95", 7),
    ("max", 7),
    ("n", 5),
    ("gap", 7),
    ("own", 7),
)
"""Own is the thread's processor time, which a busy machine does not inflate."""
ACTS = ("view", "strokes", "shapes", "instances", "giants", "proposals")
ROOT = Path(__file__).resolve().parents[2]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this part."""
    parser.add_argument("--side", type=int, default=6000)
    parser.add_argument("--instances", type=int, default=1000)
    parser.add_argument("--suffix", default=".jpg", help="of the image file: .jpg, .png, .tif")
    parser.add_argument("--window", type=int, nargs=2, default=(1920, 1080), metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--acts", nargs="+", choices=ACTS, help="default: all")
    parser.add_argument("--profile", type=Path, help="also write a cProfile profile here")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Makes the image, works on it, and prints the table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "large"
        folder.mkdir()
        make_image(folder / f"large{options.suffix}", options.side)
        make_project(folder, options.side, options.instances)
        figures = work_in_window(
            folder, options.side, options.instances, options.window, options.acts, options.profile
        )
    print(f"\n{options.side} x {options.side} pixels ({options.suffix}), {options.instances} instances, window "
          f"{options.window[0]} x {options.window[1]}; {condition()}")  # fmt: skip
    print_figures(figures)
    return figures


def work_in_window(
    folder: Path,
    side: int,
    instances: int,
    window: tuple[int, int] = (1920, 1080),
    acts: list[str] | None = None,
    profile: Path | None = None,
) -> dict[str, Any]:
    """Starts the window in its own process and returns its measurements in seconds."""
    output = folder.parent / "figures.json"
    order = {"folder": str(folder), "side": side, "instances": instances, "window": list(window), "acts": acts,
             "output": str(output)}  # fmt: skip
    environment = os.environ | {
        "RSIS_DESK": json.dumps(order),
        "XDG_DATA_HOME": str(folder.parent),
        "XDG_CONFIG_HOME": str(folder.parent),
        "PYTHONPATH": str(ROOT),
    }
    if "DISPLAY" not in environment:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    profiled = ["-m", "cProfile", "-o", str(profile.resolve()), "-m"] if profile else ["-c", RUN]
    command = [sys.executable, *profiled, "benchmarks.gui.desk"]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=900, check=False
    )
    if not output.exists():
        raise SystemExit(f"the window wrote no figures:\n{done.stderr}")
    figures: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return figures


def print_figures(figures: dict[str, Any]) -> None:
    """Prints the table, in milliseconds and MiB."""
    opening = figures["opening"]
    print(f"  opened: picture {figures['picture'] * 1000:.0f} ms, with all instances "
          f"{figures['all painted'] * 1000:.0f}, at full detail {figures['complete'] * 1000:.0f}; "
          f"largest gap {opening['gap'] * 1000:.0f} ms, of the thread's own time {opening['gap_cpu'] * 1000:.0f} "
          f"({opening['longest'][2]})")  # fmt: skip
    head = "".join(f"{word:>{width}}" for word, width in HEAD)
    print(f"  {'':26}{head}  longest event")
    for name, values in figures["acts"].items():
        columns = [_three(values["frames"]), "  ", _three(values["frames_cpu"]), f"{len(values['frames']):5}"]
        columns += [f"{max(values[gap]) * 1000:7.1f}" for gap in ("gaps", "gaps_cpu")]
        print(f"  {name:26}{''.join(columns)}  {values['longest'][2]}")
    for when in ("memory before", "memory open", "memory after"):
        parts = (f"{name} {value:.0f} MiB" for name, value in figures[when].items())
        print(f"  {when}: {', '.join(parts)}")


def _three(seconds: list[float]) -> str:
    """Formats median, p95 and maximum in milliseconds."""
    values = [value * 1000 for value in seconds] or [float("nan")]
    return f"{statistics.median(values):9.1f}{quantile(values, 0.95):7.1f}{max(values):7.1f}"
