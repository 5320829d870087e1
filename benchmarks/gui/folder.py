"""Opens a folder of 100,000 images, new and again: first image, blocked window: python -m benchmarks.gui folder

Then browses images and searches the list. The folder contains hard links to a hundred small images, which take no
space. Times are in milliseconds; a gap is the delay of a 2 ms timer. On a busy machine gaps are mostly due to other
programs, so the program's own processor time within each gap, over all its threads, is reported too.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this part."""
    parser.add_argument("--images", type=int, default=100_000)


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measures each case in its own process and prints it."""
    report: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "images"
        _make_folder(folder, options.images)
        for case in ("a new folder", "the same folder again"):
            report[case] = _run(folder, options.images)
            print(f"\n{case}, {options.images:,} images (milliseconds)")
            for name, value in report[case].items():
                print(f"  {name:60}{value:12,.1f}")
    return report


def _make_folder(folder: Path, count: int) -> None:
    import numpy as np
    from PIL import Image

    folder.mkdir()
    sources = folder.parent / "sources"
    sources.mkdir()
    rng = np.random.default_rng(0)
    for number in range(100):
        pixels = np.full((96, 128, 3), rng.integers(0, 255, 3), np.uint8)
        pixels[20:50, 30:70] = rng.integers(0, 255, 3)
        Image.fromarray(pixels).save(sources / f"{number}.png")
    for number in range(count):
        os.link(sources / f"{number % 100}.png", folder / f"frame {number}.png")


def _run(folder: Path, count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {f"XDG_{kind}_HOME": home for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
        environment["PYTHONPATH"] = str(ROOT)
        environment["QT_LOGGING_RULES"] = "*.warning=false"
        if "DISPLAY" not in environment:
            environment["QT_QPA_PLATFORM"] = "offscreen"
        out = Path(home) / "figures.json"
        command = [sys.executable, "-m", "benchmarks.gui.folder", str(folder), str(count), str(out)]
        subprocess.run(command, env=environment, check=True, timeout=280)
        figures: dict[str, float] = json.loads(out.read_text())
        shutil.rmtree(home, ignore_errors=True)
        return figures


def _watch(folder: Path, count: int) -> dict[str, float]:
    """In the window's process: opens the folder, uses the list, returns times (ms)."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from app.settings import Settings
    from app.window.main_window import MainWindow

    application = QApplication([])
    application.setStyle("Fusion")
    window = MainWindow(Settings())
    window.resize(1280, 720)
    window.show()
    gaps: list[tuple[float, float]] = []
    last = [time.perf_counter(), time.process_time()]

    def tick() -> None:
        now, used = time.perf_counter(), time.process_time()
        gaps.append((1000 * (now - last[0]) - 2, 1000 * (used - last[1])))
        last[:] = now, used

    def wait(holds: Callable[[], bool], seconds: float = 200.0) -> float:
        """Waits until `holds` returns true; returns the milliseconds."""
        began = time.perf_counter()
        loop, poll = QEventLoop(), QTimer()
        poll.timeout.connect(
            lambda: loop.quit() if holds() or time.perf_counter() - began > seconds else None
        )
        poll.start(5)
        loop.exec()
        poll.stop()
        return 1000 * (time.perf_counter() - began)

    def note(what: str) -> None:
        """Records the largest gap since the last note, and the largest that the program itself caused."""
        figures[f"largest gap: {what}"] = max((gap for gap, _ in gaps), default=0.0)
        own = max((min(gap, used) for gap, used in gaps), default=0.0)
        figures[f"own time in a gap: {what}"] = own
        gaps.clear()

    figures: dict[str, float] = {}
    wait(lambda: False, 0.5)
    ticker = QTimer()
    ticker.setTimerType(Qt.TimerType.PreciseTimer)
    ticker.setInterval(2)
    ticker.timeout.connect(tick)
    last[:] = time.perf_counter(), time.process_time()
    ticker.start()
    wait(lambda: False, 0.3)
    note("nothing going on")
    window.open_path(folder)
    figures["first image on the screen"] = wait(
        lambda: window.canvas.picture is not None and window.session.ready
    )
    note("until the first image")
    began = time.perf_counter()
    steps: list[float] = []

    def all_there() -> bool:
        if time.perf_counter() - began > 0.25 * len(steps) and window.session.ready:
            window.actions_by_name["next_image"].trigger()
            steps.append(0.0)
        return window.session.order is not None and len(window.session.order.table) == count

    figures["all images in the project"] = wait(all_there)
    note("until all are there, going through images")
    wait(lambda: False, 0.5)
    gaps.clear()
    for word, action in (
        ("search by name", lambda: window.image_list._search.setText("99")),
        ("the whole list again", lambda: window.image_list._search.setText("")),
        ("next image", lambda: window.actions_by_name["next_image"].trigger()),
        ("image done, next to do", lambda: window.actions_by_name["image_done"].trigger()),
    ):
        action()
        wait(lambda: False, 0.3)
        wait(lambda: window.session.ready)
        note(word)
    figures["memory (MiB)"] = _memory()
    ticker.stop()
    window.close()
    return figures


def _memory() -> float:
    try:
        status = Path("/proc/self/status").read_text()
        return float(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024
    except (OSError, StopIteration):
        return float("nan")


if __name__ == "__main__":
    Path(sys.argv[3]).write_text(json.dumps(_watch(Path(sys.argv[1]), int(sys.argv[2]))), encoding="utf-8")
