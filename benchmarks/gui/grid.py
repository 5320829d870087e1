"""The instance grid of a large project: scrolling, memory, 500 instances relabelled and taken back.

python -m benchmarks.gui grid [--images 200] [--instances 100]
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
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from annotations.colors import COLORS
from annotations.masks import Mask
from annotations.project import Project
from annotations.records import Category, Change, Instance, Step, Transaction
from benchmarks.gui.program import RUN
from benchmarks.gui.report import condition, quantile
from benchmarks.gui.scenes import CATEGORIES, blob

ROOT = Path(__file__).resolve().parents[2]
SIDE = 1000
SHAPES = 400
RELABELLED = 500
NOTCH = 120
FRAMES = 400


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this part."""
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--instances", type=int, default=100, help="per image")
    parser.add_argument("--window", type=int, nargs=2, default=(1280, 720), metavar=("WIDTH", "HEIGHT"))


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Makes the project, works in the grid, and prints the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "many"
        folder.mkdir()
        make_project(folder, options.images, options.instances)
        figures = _in_window(folder, options.window)
    count = options.images * options.instances
    print(f"{count} instances in {options.images} images, window {options.window[0]} x {options.window[1]}; "
          f"{condition()}")  # fmt: skip
    print("  Own is the window thread's processor time, which a busy machine does not inflate.")
    for name, value in figures.items():
        print(f"  {name:66}{value:9.1f}")
    return figures


def make_project(folder: Path, images: int, instances: int) -> None:
    """Makes noisy images with bright blobs, and a project in which each blob was proposed and accepted."""
    rng = np.random.default_rng(0)
    shapes = [blob(rng, rng.uniform(8, 22)) for _ in range(SHAPES)]
    for number in range(images):
        pixels = rng.integers(20, 60, (SIDE, SIDE, 3), np.uint8)
        Image.fromarray(pixels).save(folder / f"{number:04}.jpg", quality=80)
    with Project.open_folder(folder) as project:
        project.add_images(sorted(folder.glob("*.jpg")))
        made = [Category(n, name, COLORS[n], position=n) for n, name in enumerate(CATEGORIES, 1)]
        project.commit(Transaction("Categories", tuple(map(Change.add, made))))
        number = 0
        for image in project.images():
            changes = []
            for place in range(instances):
                number += 1
                shape = shapes[int(rng.integers(SHAPES))]
                top, left = (int(rng.integers(SIDE - side)) for side in shape.shape)
                mask = Mask.from_patch(shape, (top, left), image.size)
                category, score = made[number % len(made)], float(rng.uniform(0.3, 1))
                changes += [
                    Change.add(Instance(number, image.id, mask, category.id, "accepted", place, score)),
                    Change.add(
                        Step(number, image.id, place, "accepted", mask, category.name, 0.9, score, number)
                    ),
                ]
            project.commit(Transaction("Made for a measurement", tuple(changes), image.id))


def _in_window(folder: Path, window: tuple[int, int]) -> dict[str, float]:
    output = folder.parent / "figures.json"
    environment = os.environ | {
        f"XDG_{kind}_HOME": str(folder.parent) for kind in ("DATA", "CONFIG", "CACHE")
    }
    environment |= {
        "PYTHONPATH": str(ROOT),
        "RSIS_GRID": json.dumps({"folder": str(folder), "window": list(window), "output": str(output)}),
    }
    if "DISPLAY" not in environment:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-c", RUN, "benchmarks.gui.grid"]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=900, check=False
    )
    if not output.exists():
        raise SystemExit(f"the window wrote no figures:\n{done.stderr}")
    figures: dict[str, float] = json.loads(output.read_text(encoding="utf-8"))
    return figures


def _work(order: dict[str, Any]) -> dict[str, float]:
    """In the window's process: opens the grid, scrolls, relabels and takes back; milliseconds and MiB."""
    from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.cli import answer_quickly
    from app.settings import Settings
    from app.window.main_window import MainWindow
    from benchmarks.gui.watch import Heartbeat, memory

    application = QApplication([])
    application.setStyle("Fusion")
    answer_quickly()
    window = MainWindow(Settings())
    window.resize(1280, 720)
    window.show()
    window.open_path(Path(order["folder"]))
    heart = Heartbeat(application)

    def wait(holds: Callable[[], bool], seconds: float = 300.0) -> float:
        began = time.perf_counter()
        while not holds() and time.perf_counter() - began < seconds:
            application.processEvents()
            time.sleep(0.0005)
        return 1000 * (time.perf_counter() - began)

    def paused(seconds: float) -> None:
        end = time.perf_counter() + seconds
        wait(lambda: time.perf_counter() > end)

    figures: dict[str, float] = {}
    wait(lambda: window.session.ready)
    paused(0.5)
    figures["memory before the grid (MiB)"] = memory().get("resident", float("nan"))
    heart.forget()
    began = time.perf_counter()
    window.actions_by_name["instance_grid"].trigger()
    grid = window.commands.grid.shown
    assert grid is not None
    grid.resize(*order["window"])
    wait(lambda: len(grid.model.ids) > 0)
    figures["grid opened and listed (ms)"] = 1000 * (time.perf_counter() - began)
    paused(0.05)
    wait(lambda: not grid.grid.pictures.waiting)
    figures["first page with all its pictures (ms)"] = 1000 * (time.perf_counter() - began)
    figures["largest gap meanwhile, own (ms)"] = 1000 * heart.gap_cpu
    view = grid.view

    def scroll(name: str, by: int) -> None:
        """Notches of the wheel, one a frame: each frame lasts until it is painted."""
        frames, own, gaps = [], [], []
        at = QPointF(view.viewport().rect().center())
        for _ in range(FRAMES):
            heart.forget()
            event = QWheelEvent(
                at, view.viewport().mapToGlobal(at), QPoint(0, 0), QPoint(0, by), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            began, used = time.perf_counter(), time.thread_time()
            QApplication.sendEvent(view.viewport(), event)
            application.processEvents()
            frames.append(1000 * (time.perf_counter() - began))
            own.append(1000 * (time.thread_time() - used))
            paused(0.012)
            gaps.append(1000 * heart.gap)
        figures[f"{name}: frame p50 (ms)"] = statistics.median(frames)
        figures[f"{name}: frame p95 (ms)"] = quantile(frames, 0.95)
        figures[f"{name}: frame p95, own (ms)"] = quantile(own, 0.95)
        figures[f"{name}: frame max, own (ms)"] = max(own)
        figures[f"{name}: gap p95 (ms)"] = quantile(gaps, 0.95)

    scroll("scrolling down, pictures made meanwhile", -NOTCH)
    wait(lambda: not grid.grid.pictures.waiting)
    scroll("scrolling back up", NOTCH)
    bar = view.verticalScrollBar()
    jumps, own = [], []
    for step in range(60):
        began, used = time.perf_counter(), time.thread_time()
        bar.setValue(bar.maximum() * step // 60)
        application.processEvents()
        jumps.append(1000 * (time.perf_counter() - began))
        own.append(1000 * (time.thread_time() - used))
        paused(0.05)
    figures["dragging the scroll bar: frame p95 (ms)"] = quantile(jumps, 0.95)
    figures["dragging the scroll bar: frame p95, own (ms)"] = quantile(own, 0.95)
    figures["memory of the window (MiB)"] = memory().get("resident", float("nan"))
    began = time.perf_counter()
    grid.filter.sort.setCurrentIndex(grid.filter.sort.findData("largest"))
    application.processEvents()
    figures["sorted by size, painted (ms)"] = 1000 * (time.perf_counter() - began)
    # Evenly over the list: of as many images as there are
    step = len(grid.model.ids) // RELABELLED
    selection = QItemSelection()
    for place in range(RELABELLED):
        selection.select(grid.model.index(place * step, 0), grid.model.index(place * step, 0))
    view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    ids = grid.chosen_ids
    rows = grid.grid.rows(ids)
    figures["images of the relabelled instances"] = float(len(set(rows["image"].tolist())))
    document = window.session.document
    assert document is not None
    for name in ("500 relabelled, images not loaded", "500 relabelled again, images loaded"):
        key = Qt.Key.Key_1 if "again" in name else Qt.Key.Key_2
        heart.forget()
        revision, began = document.undo_label, time.perf_counter()
        QTest.keyClick(view, key)
        wait(lambda revision=revision: not grid.grid.busy and document.undo_label != revision)  # type: ignore[misc]
        application.processEvents()
        figures[f"{name} (ms)"] = 1000 * (time.perf_counter() - began)
        paused(0.3)
        figures[f"{name}: largest gap, own (ms)"] = 1000 * heart.gap_cpu
    wait(lambda: window.session.pending == 0)
    for name, key in (("undo", Qt.Key.Key_Z), ("undo of the first", Qt.Key.Key_Z)):
        heart.forget()
        began, used = time.perf_counter(), time.thread_time()
        QTest.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
        application.processEvents()
        figures[f"{name}, painted (ms)"] = 1000 * (time.perf_counter() - began)
        figures[f"{name}, painted, own (ms)"] = 1000 * (time.thread_time() - used)
        paused(0.3)
        figures[f"{name}: largest gap, own (ms)"] = 1000 * heart.gap_cpu
        wait(lambda: window.session.pending == 0)
    categories = grid.grid.rows(ids)["category"]
    assert np.array_equal(categories, rows["category"]), "undo did not bring the categories back"
    figures["memory at the end (MiB)"] = memory().get("resident", float("nan"))
    began = time.perf_counter()
    heart.forget()
    grid.filter.sort.setCurrentIndex(grid.filter.sort.findData("oddest"))
    wait(lambda: not grid.grid.pictures.looking)
    figures["oddness of all instances judged (s)"] = time.perf_counter() - began
    figures["largest gap meanwhile, oddness, own (ms)"] = 1000 * heart.gap_cpu
    heart.end()
    window.shut_down(give_up=True)
    return figures


if __name__ == "__main__":
    given = json.loads(os.environ["RSIS_GRID"])
    Path(given["output"]).write_text(json.dumps(_work(given)), encoding="utf-8")
