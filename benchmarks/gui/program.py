"""Runs the real program with probe.py inside, alone or beside a training, and summarises the measurements."""

from __future__ import annotations

import argparse
import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.gui.report import condition, quantile

ROOT = Path(__file__).resolve().parents[2]

# Sets up memory and loads Qt like the program itself.
RUN = """
import runpy, sys
from app.start_up.heap import use_large_blocks, use_one_heap
from app.start_up.plain_import import load_qt
use_one_heap()
use_large_blocks()
load_qt()
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""

# A training that uses all the CPU it gets, as a realistic load beside the window.
LOAD = """
import os, sys, torch
os.nice(int(sys.argv[1]))
model = torch.nn.Sequential(*[torch.nn.Conv2d(3 if i == 0 else 32, 32, 3, padding=1) for i in range(6)])
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
images = torch.rand(4, 3, 160, 160)
print("running", flush=True)
while True:
    optimizer.zero_grad()
    model(images).square().mean().backward()
    optimizer.step()
"""
BESIDE = {
    "none": "nothing beside it",
    "finetune": "beside a training at the priority of our fine-tuning (nice 10)",
    "training": "beside a training at the same priority",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of every part that runs the program."""
    parser.add_argument("--checkpoint", help="default: the starter")
    parser.add_argument("--runs", type=int, default=3, help="starts per kind of load")
    parser.add_argument("--beside", nargs="+", choices=BESIDE, default=["none"])


def measure(options: argparse.Namespace, images: int, accepts: int, cold: bool) -> dict[str, Any]:
    """Runs the program for each kind of load, prints a table for each, and returns all figures.

    `cold`: first drops the system's page cache (needs root on Linux; otherwise reports that it is impossible).
    """
    report: dict[str, Any] = {"condition": condition()}
    print(report["condition"])
    for package in ("annotations", "app", "benchmarks", "resources", "rsis_model"):
        compileall.compile_dir(
            ROOT / package, quiet=2
        )  # as after installation with pip, regardless of settings here
    if cold:
        report["cold"] = _cold(options, images, accepts)
        _print_table("cold", report["cold"])
    for load in options.beside:
        with _Load(load):
            runs = [_one_run(options, images, accepts) for _ in range(options.runs)]
        report[load] = _summary(runs)
        _print_table(load, report[load])
    return report


def _one_run(options: argparse.Namespace, images: int, accepts: int) -> dict[str, Any]:
    """Starts the program once, lets it work through the images, and returns the measurements (seconds)."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "figures.json"
        settings = Path(folder) / "rsis-annotator" / "settings.json"
        settings.parent.mkdir()
        settings.write_text('{"tour_seen": true}', "utf-8")  # like a returning user's
        environment = os.environ | {
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
            "PYTHONPATH": str(ROOT),
            "RSIS_PROBE": json.dumps(
                {
                    "output": str(output),
                    "images": images,
                    "accepts": accepts,
                    "started": time.time(),
                }
            ),
        }
        if "DISPLAY" not in environment:
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, "-c", RUN, "benchmarks.gui.probe", "demo"]
        if options.checkpoint:
            command += ["--model", str(Path(options.checkpoint).resolve())]
        done = subprocess.run(
            command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=600
        )
        if not output.exists():
            raise SystemExit(f"the program wrote no figures:\n{done.stderr}")
        figures: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
        return figures


def _cold(options: argparse.Namespace, images: int, accepts: int) -> dict[str, Any]:
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
    except OSError as error:
        return {"impossible": f"the page cache cannot be dropped here ({error})"}
    return _summary([_one_run(options, images, accepts)])


class _Load:
    """Runs a training in a separate process during a measurement."""

    def __init__(self, kind: str) -> None:
        self._nice = {"none": None, "finetune": "10", "training": "0"}[kind]
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> None:
        if self._nice is None:
            return
        command = [sys.executable, "-c", LOAD, self._nice]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()


def _summary(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Returns p50, p95 and maximum of each figure over all runs, in milliseconds."""
    names = [name for name, value in runs[0].items() if isinstance(value, list | float)]
    summary: dict[str, Any] = {}
    for name in names:
        values: list[float] = []
        for run in runs:
            value = run.get(name, [])
            values += value if isinstance(value, list) else [value]
        if values:
            summary[name] = {
                "p50": round(1000 * statistics.median(values), 1),
                "p95": round(1000 * quantile(values, 0.95), 1),
                "max": round(1000 * max(values), 1),
                "over_50": sum(value > 0.05 for value in values),
                "n": len(values),
            }
    summary["device"] = runs[0].get("device")
    return summary


def _print_table(name: str, figures: dict[str, Any]) -> None:
    title = BESIDE.get(name, "first start after dropping the page cache")
    print(f"\n{title}")
    if "impossible" in figures:
        print(f"  {figures['impossible']}")
        return
    print(f"  {'milliseconds':36}{'p50':>9}{'p95':>9}{'max':>9}{'n':>7}{'over 50':>9}")
    for figure, values in figures.items():
        if isinstance(values, dict):
            row = "".join(f"{values[column]:9.1f}" for column in ("p50", "p95", "max"))
            print(f"  {figure.replace('_', ' '):36}{row}{values['n']:7}{values['over_50']:9}")
    print(f"  device: {figures['device']}")
