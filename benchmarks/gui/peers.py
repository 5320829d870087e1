"""Compares labelme, X-AnyLabeling and ours on one large image: python -m benchmarks.gui peers

Each program runs alone, as its user starts it, on a virtual screen (Xvfb), and is observed from outside by the same
rule: when its window appears (xdotool), when it has then been idle for two seconds (almost no CPU use), and the memory
of its process then and at its peak. The peers get separate environments. Labelme's Qt needs the system's
libxcb-xinerama0 (on Debian and Ubuntu; LD_LIBRARY_PATH may name a folder that has it).
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from annotations.exporting import export
from annotations.formats.base import AnnotatedInstance, Dataset, ImageAnnotations
from benchmarks.extra import needed
from benchmarks.gui.report import condition
from benchmarks.gui.scenes import CATEGORIES, make_image, make_masks, make_project

with needed():
    import psutil

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"labelme": ["labelme"], "x-anylabeling": ["x-anylabeling-cvhub[cpu]"]}
REST_SECONDS = 2.0
REST_SHARE = 0.1  # of a core; an idle program uses less
PATIENCE_SECONDS = 150.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this part."""
    parser.add_argument("programs", nargs="*", default=["ours", "labelme", "x-anylabeling"])
    parser.add_argument("--side", type=int, default=6000)
    parser.add_argument("--instances", type=int, default=1000)
    parser.add_argument(
        "--runs", type=int, default=2, help="of each program; the first starts with cold caches"
    )
    parser.add_argument(
        "--environments",
        type=Path,
        help="where to keep the peers' (default: temporary)",
    )
    parser.add_argument("--pictures", type=Path, help="also save a picture of each program's window here")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Makes the image and its annotations, opens each program on them, and prints a table."""
    report: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch, _Screen() as screen:
        place = Path(scratch)
        environments = options.environments or place / "environments"
        _make(place, options.side, options.instances)
        print(f"{options.side} x {options.side} pixels, {options.instances} instances; {condition()}")
        print(f"  {'':16}{'window':>9}{'at rest':>9}{'CPU':>8}{'memory':>9}{'peak':>9}")
        for program in options.programs:
            for number in range(options.runs):
                try:
                    command = _command(program, place, environments)
                    figures = _watched(command, place / f"home of {program}", screen)
                except (OSError, subprocess.CalledProcessError) as error:
                    figures = {"problem": f"cannot be installed or started: {error}"}
                report[f"{program} {number + 1}"] = figures
                if "problem" in figures:
                    print(f"  {program:16}{figures['problem']}")
                    break
                print(
                    f"  {program:16}{figures['window']:8.1f}s{figures['rest']:8.1f}s{figures['cpu']:7.1f}s"
                    f"{figures['memory']:9.0f}{figures['peak']:9.0f}  MiB"
                )
                if options.pictures:
                    options.pictures.mkdir(parents=True, exist_ok=True)
                    shutil.copy(place / "screen.png", options.pictures / f"{program}.png")
    return report


def _make(place: Path, side: int, instances: int) -> None:
    """Makes one folder with the image and our project, and one with the image and labelme's file."""
    (place / "ours").mkdir()
    make_image(place / "ours" / "large.jpg", side)
    make_project(place / "ours", side, instances)
    masks = make_masks(side, instances)
    found = tuple(AnnotatedInstance(mask, CATEGORIES[n % len(CATEGORIES)]) for n, mask in enumerate(masks))
    image = ImageAnnotations(place / "ours" / "large.jpg", "large.jpg", side, side, found)
    export(Dataset((image,), CATEGORIES), "labelme", place / "theirs")
    if not (place / "theirs" / "large.jpg").exists():
        shutil.copy(place / "ours" / "large.jpg", place / "theirs")


def _command(program: str, place: Path, environments: Path) -> list[str]:
    if program == "ours":
        return [sys.executable, "-m", "app.cli", str(place / "ours")]
    bin_ = _environment(program, environments)
    picture = str(place / "theirs" / "large.jpg")
    if program == "labelme":
        return [str(bin_ / "labelme"), picture]
    return [str(bin_ / "xanylabeling"), "--no-auto-update-check", "--filename", picture]


def _environment(program: str, environments: Path) -> Path:
    """Returns the bin folder of a peer's environment; makes it with pip if missing."""
    place = environments / program
    if not (place / "complete").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
        subprocess.run([place / "bin" / "pip", "install", "--quiet", *PACKAGES[program]], check=True)
        (place / "complete").touch()
    return place / "bin"


def _watched(command: list[str], home: Path, screen: str) -> dict[str, Any]:
    """Starts a program and observes it until it is idle; returns seconds and MiB."""
    home.mkdir(exist_ok=True)
    environment = os.environ | {
        "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "HOME": str(home), "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home),
    }  # fmt: skip
    if command[0] != sys.executable:
        environment.pop("PYTHONPATH")
    log = home / "log"
    began = time.monotonic()
    with open(log, "wb") as output:
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=output, stderr=output, start_new_session=True
        )
    try:
        return _until_rest(psutil.Process(process.pid), began, screen, home.parent / "screen.png")
    except (psutil.Error, TimeoutError) as error:
        last = log.read_text("utf-8", "replace").strip().splitlines()[-1:]
        return {"problem": f"{type(error).__name__}: {error} {' '.join(last)}"}
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # with its child processes
        process.wait()


def _until_rest(process: psutil.Process, began: float, screen: str, picture: Path) -> dict[str, Any]:
    window: float | None = None
    used = _used(process)
    busy = began
    while True:
        time.sleep(0.05)
        now = time.monotonic()
        if window is None and _has_window(process.pid, screen):
            window = busy = now
        if now - began > PATIENCE_SECONDS:
            raise TimeoutError("it did not become idle" if window is not None else "no window appeared")
        if (spent := _used(process)) - used > REST_SHARE * 0.5:
            used, busy = spent, now
        elif now - busy > 0.5 and window is None:
            busy = now - 0.5
        elif window is not None and now - busy > REST_SECONDS:
            break
    subprocess.run(["import", "-display", screen, "-window", "root", picture], check=False, timeout=30)
    status = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    memory = process.memory_info().rss / 2**20
    return {
        "window": window - began,
        "rest": busy - began,
        "cpu": _used(process),
        "memory": memory,
        "peak": peak,
    }


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _has_window(pid: int, screen: str) -> bool:
    command = ["xdotool", "search", "--onlyvisible", "--pid", str(pid), "--name", "."]
    found = subprocess.run(
        command, env=os.environ | {"DISPLAY": screen}, capture_output=True, check=False, timeout=30
    )
    return bool(found.stdout.strip())


class _Screen:
    """The screen in use if there is one, else a temporary virtual screen."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> str:
        if "DISPLAY" in os.environ:
            return os.environ["DISPLAY"]
        read, write = os.pipe()
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24"],
            pass_fds=[write], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as answer:
            return f":{answer.readline().strip()}"

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
