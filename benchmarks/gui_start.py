"""Times the program as its user meets it: start to window, model ready, proposals, and gaps in the event loop.

Runs the real `rsis-annotator demo` (its main function, in a process of its own) and watches it from inside:
    python benchmarks/gui_start.py --runs 3 --beside none finetune training --json gui.json
A cold start drops the system's page cache first (root on Linux only; said where it cannot be done).
"""

from __future__ import annotations

import argparse
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

ROOT = Path(__file__).resolve().parents[1]
PROBE = Path(__file__).with_name("gui_probe.py")

# A training that takes what it gets: the load that a person has beside the window.
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


def main() -> int:
    """Run the measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--checkpoint", help="default: the starter")
    parser.add_argument("--runs", type=int, default=3, help="starts for each kind of load")
    parser.add_argument("--images", type=int, default=6, help="images opened in each run")
    parser.add_argument("--accepts", type=int, default=5, help="proposals accepted in each image")
    parser.add_argument("--beside", nargs="+", choices=BESIDE, default=["none"])
    parser.add_argument("--no-cold", action="store_true", help="leave the page cache as it is")
    parser.add_argument("--json", type=Path, help="also write all figures here")
    options = parser.parse_args()
    report: dict[str, Any] = {"machine": _machine()}
    if not options.no_cold:
        report["cold"] = _cold(options)
    for load in options.beside:
        with _Load(load):
            runs = [_one_run(options) for _ in range(options.runs)]
        report[load] = _summary(runs)
    for name in [key for key in report if key != "machine"]:
        _print_table(name, report[name])
    if options.json:
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def _one_run(options: argparse.Namespace) -> dict[str, Any]:
    """Start the program once, let it work through the images, return what was measured (seconds)."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "figures.json"
        environment = os.environ | {
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
            "RSIS_PROBE": json.dumps(
                {
                    "output": str(output),
                    "images": options.images,
                    "accepts": options.accepts,
                    "started": time.time(),
                }
            ),
        }
        if "DISPLAY" not in environment:
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, str(PROBE), "demo"]
        if options.checkpoint:
            command += ["--model", str(Path(options.checkpoint).resolve())]
        done = subprocess.run(
            command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=600
        )
        if not output.exists():
            raise SystemExit(f"the program left no figures:\n{done.stderr}")
        figures: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
        return figures


def _cold(options: argparse.Namespace) -> dict[str, Any]:
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
    except OSError as error:
        return {"impossible": f"the page cache cannot be dropped here ({error})"}
    return _summary([_one_run(options)])


class _Load:
    """A training in a process of its own, for the time of a measurement."""

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
    """p50, p95 and largest of each figure over all runs, in milliseconds."""
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
                "p95": round(1000 * _quantile(values, 0.95), 1),
                "max": round(1000 * max(values), 1),
                "over_50": sum(value > 0.05 for value in values),
                "n": len(values),
            }
    summary["device"] = runs[0].get("device")
    return summary


def _quantile(values: Sequence[float], q: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(q * (len(ordered) - 1)))]


def _machine() -> dict[str, Any]:
    load = os.getloadavg() if hasattr(os, "getloadavg") else ()
    return {"cores": os.cpu_count(), "load_before": [round(value, 2) for value in load]}


def _print_table(name: str, figures: dict[str, Any]) -> None:
    title = BESIDE.get(name, "the first start after the page cache was dropped")
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


if __name__ == "__main__":
    sys.exit(main())
