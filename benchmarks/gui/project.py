"""A large project in the window, at three sizes: python -m benchmarks.gui project [--images 1000 10000 100000]

Opens the project, filters and sorts the list of images, goes to images, saves decisions, reviews, counts, measures
and closes. For each act: seconds until its result is shown, and in brackets the processor seconds of the program's
own threads; milliseconds for which the event loop was blocked at most, and in brackets without the time in which no
thread of the program ran, which other programs on a busy machine cause; and memory. Image files are links to a hundred
images of 1000 x 1000 pixels.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import made_projects
from benchmarks.gui.program import RUN
from benchmarks.gui.report import condition

ROOT = Path(__file__).resolve().parents[2]
SLOW = ("list of doubts", "measurements")
"""Acts that read every image; only up to `--slow` images."""
PATIENCE_SECONDS = 300.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this part."""
    parser.add_argument("--images", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--instances", type=int, default=10, help="per image")
    parser.add_argument("--parts", nargs="+", default=list(PARTS), choices=PARTS)
    parser.add_argument("--slow", type=int, default=1000, help=f"most images for {' and '.join(SLOW)}")
    parser.add_argument("--folder", type=Path, help="where to write, and where projects of a run before are")
    parser.add_argument("--keep", action="store_true", help="keep the projects")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measures each size in its own process, and prints a table."""
    report: dict[str, Any] = {}
    print(condition())
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        place = options.folder if options.keep else Path(scratch)
        for images in options.images:
            folder = place.resolve() / str(images)
            if not (folder / "p.rsis").exists():
                folder.mkdir(parents=True, exist_ok=True)
                made_projects.make(folder / "p.rsis", images, images * options.instances)
                made_projects.make_pictures(folder, images)
            report[str(images)] = _in_window(folder, images, options)
            print(f"\n{condition()}", flush=True)
            _print({str(images): report[str(images)]})
    _print(report)
    return report


def _print(report: dict[str, Any]) -> None:
    sizes = list(report)
    print("\n| | " + " | ".join(f"{int(size):,} images" for size in sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    for act in dict.fromkeys(act for size in sizes for act in report[size]):
        cells = [_cell(report[size].get(act)) for size in sizes]
        print(f"| {act} | {' | '.join(cells)} |", flush=True)


def _cell(figures: dict[str, float] | None) -> str:
    if figures is None:
        return ""
    return (
        f"{figures['s']:.2f} s ({figures['cpu']:.2f} s), {figures['gap']:.0f} ({figures['own']:.0f}) ms, "
        f"{figures['mb']:.0f} MB"
    )


def _in_window(folder: Path, images: int, options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        output = Path(home) / "figures.json"
        environment = os.environ | {f"XDG_{kind}_HOME": home for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
        order = {"project": str(folder / "p.rsis"), "images": images, "slow": images <= options.slow}
        order |= {"parts": options.parts, "output": str(output)}
        environment |= {"PYTHONPATH": str(ROOT), "RSIS_PROJECT": json.dumps(order)}
        if "DISPLAY" not in environment:
            environment["QT_QPA_PLATFORM"] = "offscreen"
        command = [sys.executable, "-c", RUN, "benchmarks.gui.project"]
        done = subprocess.run(
            command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=1200, check=False
        )
        if not output.exists():
            raise SystemExit(f"the window wrote no figures:\n{done.stderr}")
        figures: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
        return figures


class Work:
    """Acts in the window and what they cost; lives in the window's process."""

    def __init__(self, order: dict[str, Any]) -> None:
        from PySide6.QtWidgets import QApplication

        from app.cli import answer_quickly
        from app.settings import Settings
        from app.window.main_window import MainWindow
        from benchmarks.gui.watch import Heartbeat

        self.order = order
        self.application = QApplication([])
        self.application.setStyle("Fusion")
        answer_quickly()
        self.window = MainWindow(Settings())
        self.window.resize(1280, 720)
        self.window.show()
        self.heart = Heartbeat(self.application)
        self.figures: dict[str, dict[str, float]] = {}

    def wait(self, holds: Callable[[], bool]) -> None:
        """Lets the program work until something holds."""
        end = time.perf_counter() + PATIENCE_SECONDS
        while not holds():
            if time.perf_counter() > end:
                raise SystemExit(f"no answer to what came after {list(self.figures)[-1:]}")
            self.application.processEvents()
            time.sleep(0.0005)

    def settle(self) -> None:
        """Waits until nothing is left to save, to read or to show."""
        answers: list[None] = []
        if self.window.session.project is None:
            answers.append(None)
        self.window.session.ask_project(lambda _project: None, lambda _: answers.append(None))
        self.wait(lambda: bool(answers) and not self.window.refreshing and self.window.session.pending == 0)
        end = time.perf_counter() + 0.25
        self.wait(lambda: time.perf_counter() > end)

    @contextmanager
    def act(self, name: str) -> Iterator[None]:
        """Measures what is done in the block, until it is shown; what follows counts as blocked time, too."""
        from benchmarks.gui.watch import memory

        self.heart.forget()
        began, used = time.perf_counter(), time.process_time()
        yield
        self.application.processEvents()
        seconds, cpu = time.perf_counter() - began, time.process_time() - used
        self.settle()
        self.figures[name] = {
            "s": seconds,
            "cpu": cpu,
            "gap": 1000 * self.heart.gap,
            "own": 1000 * self.heart.gap_own,
            "thread": 1000 * self.heart.gap_cpu,
            "mb": memory().get("resident", float("nan")),
        }

    # -- the acts

    def run(self) -> None:
        """Does everything in turn."""
        window = self.window
        self.wait(lambda: not window.refreshing)
        with self.act("the empty window"):
            pass
        self.open("opened: first image shown", "the first of a day, which is backed up: all is read")
        for name in self.order["parts"]:
            PARTS[name](self)
        with self.act("project closed"):
            assert window.session.close()
        self.open("opened again: first image shown", "opened again: all is read")
        self.wait(lambda: window.session.ready)
        began = time.perf_counter()
        window.shut_down(give_up=False)
        self.figures["window closed"] = self.figures["opened again: all is read"] | {
            "s": time.perf_counter() - began
        }
        self.heart.end()

    def open(self, first: str, all_read: str) -> None:
        """Opens the project."""
        window, answers = self.window, []
        began = time.perf_counter()
        with self.act(first):
            window.open_path(Path(self.order["project"]))
            self.wait(lambda: window.session.ready and window.canvas.picture is not None)
            shown = time.perf_counter()
        with self.act(all_read):
            window.session.ask_project(lambda _project: None, lambda _: answers.append(None))
            self.wait(lambda: bool(answers) and not window.refreshing)
        self.figures[all_read]["s"] = max(
            time.perf_counter() - began - 0.25, self.figures[all_read]["s"] + shown - began
        )
        order = window.session.order
        assert order is not None and len(order.rows) == self.order["images"]

    def list_images(self) -> None:
        """Filters and sorts the image list."""
        panel, window = self.window.image_list, self.window
        told: list[object] = []
        window.images.changed.connect(lambda: told.append(None))
        boxes: list[tuple[str, Any, Any]] = [
            ("unfinished", panel.filter.status, frozenset(("new", "started"))),
            ("contains a category", panel.filter.category, 2),
            ("confidence below 75 %", panel.filter.sureness, 0.75),
            ("has proposals", panel.filter.proposals, True),
            ("not yet reviewed", panel.filter.review, "unreviewed"),
            ("needs work", panel.filter.review, "needs work"),
            ("conflicts", panel.filter.review, "conflict"),
            ("by status", panel.filter.sort, "status"),
            ("by doubt", panel.filter.sort, "uncertainty"),
            ("by confidence", panel.filter.sort, "score"),
        ]
        for name, box, value in boxes:
            told.clear()
            place = next(place for place in range(box.count()) if box.itemData(place) == value)
            with self.act(f"{'sorted' if name.startswith('by ') else 'filtered'}: {name}"):
                box.setCurrentIndex(place)
                self.wait(lambda: bool(told))
            order = window.session.order
            assert order is not None
            if name.startswith("by "):
                with self.act(f"… {name}: next image"):
                    self.next_image()
            told.clear()
            panel.filter.reset()
            self.wait(lambda: bool(told))
            self.settle()
        for name, text in (("by name, many fit", "scene"), ("by name, few fit", "_07"), ("all again", "")):
            told.clear()
            with self.act(f"searched: {name}"):
                panel._search.setText(text)
                self.wait(lambda: bool(told))

    def next_image(self) -> None:
        """Goes on by one."""
        session = self.window.session
        before = session.image
        self.window.actions_by_name["next_image"].trigger()
        self.wait(lambda: session.image is not before and session.ready)

    def go_to_images(self) -> None:
        """Goes to images far and near."""
        window, session = self.window, self.window.session
        table = session.document.image_table if session.document is not None else None
        assert table is not None
        with self.act("an image in the middle"):
            session.show_image(table.ids[len(table) // 2])
            self.wait(lambda: session.ready)
        with self.act("next image"):
            self.next_image()
        with self.act("next unfinished image"):
            before = session.image
            window.actions_by_name["next_undone"].trigger()
            self.wait(lambda: session.image is not before and session.ready)
        told: list[object] = []
        with self.act("most uncertain image"):
            session.imageChanged.connect(lambda: told.append(None))
            window.actions_by_name["most_uncertain"].trigger()
            self.wait(lambda: bool(told) and session.ready)

    def decide(self) -> None:
        """Saves decisions and takes them back."""
        window, session = self.window, self.window.session
        document = session.document
        assert document is not None and session.image is not None
        own = document.instances(session.image.id)
        session.select([own[0].id])
        self.settle()
        with self.act("an instance relabelled, saved"):
            session.relabel("vessel" if own[0].category_id != 3 else "cell")
            self.wait(lambda: session.pending == 0)
        with self.act("undo, saved"):
            window.actions_by_name["undo"].trigger()
            self.wait(lambda: session.pending == 0)
        with self.act("an image done, saved, next one shown"):
            before = session.image
            window.actions_by_name["image_done"].trigger()
            self.wait(lambda: session.pending == 0 and session.image is not before and session.ready)
        with self.act("undo of it, saved"):
            window.actions_by_name["undo"].trigger()
            self.wait(lambda: session.pending == 0)

    def review(self) -> None:
        """Begins each review."""
        window, review = self.window, self.window.review
        reviews = [("review of all instances not reviewed", "review", "instances")]
        if self.order["slow"]:
            reviews.append(("list of doubts", "doubts", "doubts"))
        for name, action, mode in reviews:
            with self.act(name):
                window.actions_by_name[action].trigger()
                self.wait(lambda mode=mode: review.mode == mode and window.session.ready)  # type: ignore[misc]
            with self.act(f"… {mode}: verified, the next one shown, saved"):
                at = review.at
                review.approve()
                self.wait(lambda at=at: review.at != at and window.session.pending == 0)  # type: ignore[misc]
            with self.act(f"… {mode}: review ended"):
                review.leave()
        said: list[object] = []
        review.said.connect(said.append)
        with self.act("conflicts looked for, none found"):
            review.start_conflicts()
            self.wait(lambda: bool(said))

    def grid(self) -> None:
        """Opens the instance grid and sorts it."""
        with self.act("instance grid: listed"):
            self.window.actions_by_name["instance_grid"].trigger()
            shown = self.window.commands.grid.shown
            assert shown is not None
            self.wait(lambda: len(shown.model.ids) > 0)
        with self.act("instance grid: first page"):
            self.wait(lambda: not shown.grid.pictures.waiting)
        for sort in ("largest", "newest", "image"):
            with self.act(f"instance grid: by {sort}"):
                shown.filter.sort.setCurrentIndex(shown.filter.sort.findData(sort))
                self.wait(lambda: not shown.grid.listing)
        with self.act("instance grid: one category"):
            shown.filter.category.setCurrentIndex(1)
            self.wait(lambda: not shown.grid.listing)
        with self.act("instance grid: all selected"):
            shown.view.selectAll()
        with self.act("instance grid: path searched"):
            ids = shown.model.ids
            shown.filter.search.setText("_07")
            self.wait(lambda: shown.model.ids is not ids)
        with self.act("instance relabelled in its image, grid open"):
            session = self.window.session
            assert session.image is not None and session.document is not None
            session.select([session.document.instances(session.image.id)[0].id])
            session.relabel("debris")
            self.wait(lambda: session.pending == 0 and not shown.grid.listing)
        shown.close()
        self.settle()

    def tables(self) -> None:
        """Counts and measures."""
        from app.dialogs.measurements import MeasurementsDialog
        from app.dialogs.statistics import StatisticsDialog

        window = self.window
        with self.act("statistics"):
            window.actions_by_name["statistics"].trigger()
            counted = window.findChild(StatisticsDialog)
            assert counted is not None
            self.wait(lambda: counted.found is not None)
        counted.close()
        if not self.order["slow"]:
            return
        with self.act("measurements"):
            window.actions_by_name["measurements"].trigger()
            measured = window.findChild(MeasurementsDialog)
            assert measured is not None
            self.wait(lambda: not measured.measuring)
        with self.act("measurements: sorted"):
            measured.table.sortByColumn(5, measured.table.horizontalHeader().sortIndicatorOrder())
        measured.close()
        self.settle()


PARTS = {
    "list": Work.list_images,
    "images": Work.go_to_images,
    "decide": Work.decide,
    "review": Work.review,
    "grid": Work.grid,
    "tables": Work.tables,
}

if __name__ == "__main__":
    given = json.loads(os.environ["RSIS_PROJECT"])
    work = Work(given)
    work.run()
    Path(given["output"]).write_text(json.dumps(work.figures), encoding="utf-8")
