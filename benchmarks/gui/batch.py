"""Proposes in all images beside a person at work, kills the program, and goes on: python -m benchmarks.gui batch"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

import resources
from annotations.project import FOLDER_PROJECT, Project, waiting
from benchmarks.gui.program import ROOT, RUN
from benchmarks.gui.report import condition, quantile

TARGET_MS = 150
PATIENCE_SECONDS = 900


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this part."""
    parser.add_argument("--checkpoint", help="default: the starter")
    parser.add_argument("--images", type=int, default=300, help="pictures in the folder")
    parser.add_argument("--side", type=int, default=160, help="their width and height in pixels")
    parser.add_argument(
        "--accepts", type=int, default=100, help="proposals accepted without and with the batch"
    )
    parser.add_argument("--an-image", type=int, default=5, help="proposals accepted in one image")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measures the next proposal, then kills the program with half of the images done, and counts."""
    with tempfile.TemporaryDirectory() as folder:
        photos = Path(folder) / "photos"
        make_pictures(photos, options.images, options.side)
        report: dict[str, Any] = {"condition": condition()}
        print(report["condition"])
        output = Path(folder) / "figures.json"
        began = time.monotonic()
        process = _start(options, Path(folder), output, only_watch=False)
        figures = _wait_for(process, output)
        _wait_for_half(process, photos / FOLDER_PROJECT, options.images // 2)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        report["killed after seconds"] = round(time.monotonic() - began, 1)
        report["kept when killed"] = _count(photos / FOLDER_PROJECT)
        output.unlink()
        began = time.monotonic()
        process = _start(options, Path(folder), output, only_watch=True)
        _wait_for(process, output)
        process.wait(60)
        report["went on for seconds"] = round(time.monotonic() - began, 1)
        report["kept in the end"] = _count(photos / FOLDER_PROJECT)
    for name in ("without", "with", "opening without", "opening with"):
        report[name] = _summary(figures[name])
    report["proposed beside the person"] = figures["proposed beside the person"]
    report["device"] = figures["device"]
    _print(report)
    return report


def make_pictures(folder: Path, count: int, side: int) -> None:
    """Cuts different pictures out of the sample photos."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    photos = [np.asarray(Image.open(path).convert("RGB")) for path in resources.sample_photos()]
    for number in range(count):
        photo = photos[int(rng.integers(len(photos)))]
        top, left = (int(rng.integers(max(length - side, 0) + 1)) for length in photo.shape[:2])
        Image.fromarray(photo[top : top + side, left : left + side]).save(folder / f"{number:04}.png")


def _start(
    options: argparse.Namespace, folder: Path, output: Path, only_watch: bool
) -> subprocess.Popen[bytes]:
    settings = folder / "rsis-annotator" / "settings.json"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text('{"tour_seen": true}', "utf-8")
    order = {"output": str(output), "accepts": options.accepts, "an_image": options.an_image}
    environment = os.environ | {
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PYTHONPATH": str(ROOT),
        "RSIS_PROBE": json.dumps(order | {"only_watch": only_watch}),
    }
    if "DISPLAY" not in environment:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-c", RUN, "benchmarks.gui.batch_probe", str(folder / "photos")]
    if options.checkpoint:
        command += ["--model", str(Path(options.checkpoint).resolve())]
    return subprocess.Popen(command, env=environment, cwd=ROOT)


def _wait_for(process: subprocess.Popen[bytes], output: Path) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE_SECONDS
    while not output.exists():
        if process.poll() is not None or time.monotonic() > end:
            process.kill()
            raise SystemExit("the program wrote no figures")
        time.sleep(0.2)
    figures: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return figures


def _wait_for_half(process: subprocess.Popen[bytes], project: Path, half: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while _count(project)["images"] < half:
        if process.poll() is not None or time.monotonic() > end:
            process.kill()
            raise SystemExit("the program did not propose in half of the images")
        time.sleep(0.2)


def _count(project: Path) -> dict[str, int]:
    """Counts in the project's file: images proposed in, how often at most, and images a person began with."""
    with Project.open(project, read_only=True) as opened:
        done = waiting.proposed(opened)
        statuses = Counter(image.status for image in opened.images())
        times = Counter(entry.image_id for entry in opened.history() if entry.label == waiting.LABEL)
        unfinished = [image.id for image in opened.images() if image.status == "new" and image.id not in done]
        return {
            "images": len(done),
            "proposals": sum(waiting.counts(opened).values()),
            "most times an image": max(times.values(), default=0),
            "begun by the person": statuses["started"],
            "neither": len(unfinished),
        }


def _summary(seconds: list[float]) -> dict[str, float]:
    if not seconds:
        return {"n": 0}
    return {
        "p50": round(1000 * statistics.median(seconds), 1),
        "p95": round(1000 * quantile(seconds, 0.95), 1),
        "max": round(1000 * max(seconds), 1),
        "n": len(seconds),
    }


def _print(report: dict[str, Any]) -> None:
    print(f"\n{'milliseconds to the next proposal':40}{'p50':>9}{'p95':>9}{'max':>9}{'n':>6}")
    for name in ("without", "with", "opening without", "opening with"):
        row = report[name]
        if row["n"]:
            numbers = "".join(f"{row[column]:9.1f}" for column in ("p50", "p95", "max"))
            print(f"{name + ' the batch':40}{numbers}{row['n']:6}")
    print(f"target of the first two: p95 at most {TARGET_MS}; device: {report['device']}")
    print(f"images proposed in beside the person: {report['proposed beside the person']}")
    print(f"killed after {report['killed after seconds']} s: {report['kept when killed']}")
    print(f"went on for {report['went on for seconds']} s: {report['kept in the end']}")
