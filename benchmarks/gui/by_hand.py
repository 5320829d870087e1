"""A folder worked through in the real window: keys, clicks and waits of a person who knows the right masks.

python -m benchmarks.gui by-hand --images DATA --kind fruit [--count 20] [--pictures DIR]

The rules are those of the simulated annotator (`trainer.simulation`): a proposal is accepted from an IoU of 0.8 (one
action), fixed by clicks from 0.3 (one action per click, and one to accept), and rejected below. What the network does
not propose is clicked with the point tool, or drawn as a polygon where that takes fewer actions. "Learn as I go" is on,
and after every fifth image the person waits until a training that has begun is over.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import resources
from annotations.masks import Mask, iou
from app.assist.assistant import Assistant
from app.cli import answer_quickly
from app.settings import Settings
from app.window.main_window import MainWindow
from benchmarks.kinds import held_back
from trainer.data.samples import Sample
from trainer.simulation.annotator import polygons
from trainer.training.simulated_person import worst_error

ACCEPT_FROM, FIX_FROM = 0.8, 0.3
MOST_CLICKS = 20
EVERY = 5
"""Images after which the person waits for a training."""
PATIENCE_SECONDS = 900.0
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
Bools = NDArray[np.bool_]
"""(H, W)."""


@dataclass
class Count:
    """What one image took."""

    image: str
    objects: int = 0
    accepted: int = 0
    fixed: int = 0
    rejected: int = 0
    clicked: int = 0
    drawn: int = 0
    actions: int = 0
    polygon_actions: int = 0
    seconds: float = 0.0
    model: str = ""
    waits: list[float] = field(default_factory=list)
    """Seconds from a decision to the next proposal."""


class Person:
    """At the window, in front of one image after the other."""

    def __init__(self, application: QApplication, window: Any, samples: list[Sample]) -> None:
        self._application, self._window, self._session = application, window, window.session
        self._truth = {sample.path.name: list(sample.masks) for sample in samples}
        self.counts: list[Count] = []

    # -- seeing

    def wait(self, what: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
        """Let the window go on until something is so."""
        end = time.monotonic() + seconds
        while not what():
            if time.monotonic() > end:
                raise TimeoutError("waited in vain")
            self._application.processEvents()
            time.sleep(0.002)

    def step(self) -> Any:
        """The step that is to be decided, None if there is none."""
        sequence = self._session.sequence
        step = sequence.step() if sequence is not None else None
        return step if step is not None and step.outcome == "open" else None

    def quiet(self) -> bool:
        """Whether the window waits for the person."""
        window = self._window
        return self._session.ready and not (
            window.loop.waiting
            or window.canvas.host.computing
            or window.refreshing
            or window.loop.state != "ready"
        )

    def settle(self) -> None:
        """Wait until the window waits for the person, and has said so for a moment."""
        self.wait(self.quiet)
        QTest.qWait(30)
        self.wait(self.quiet)

    # -- doing

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key, and wait for what follows."""
        QTest.keyClick(self._window.canvas, key, held)
        self.settle()

    def click(self, x: float, y: float, positive: bool = True) -> None:
        """Click the centre of a pixel with the tool at hand: right where there is too much."""
        shown = self._window.canvas.view.to_widget(x + 0.5, y + 0.5)
        button = Qt.MouseButton.LeftButton if positive else Qt.MouseButton.RightButton
        QTest.mouseClick(self._window.canvas, button, NONE, QPoint(round(shown[0]), round(shown[1])))
        self.settle()

    # -- working

    def work(self, count: int) -> None:
        """Annotate `count` images."""
        for number in range(count):
            self.counts.append(self.annotate())
            said = self.counts[-1]
            sys.stderr.write(
                f"{number + 1:3} {said.image:34} objects {said.objects:3} actions {said.actions:3} "
                f"(polygons {said.polygon_actions}) {said.seconds:.0f} s\n"
            )
            self.key(Qt.Key.Key_Return, CTRL)
            if (number + 1) % EVERY == 0:
                QTest.qWait(500)
                self.wait(lambda: not self.training())
                self.settle()

    def training(self) -> bool:
        """Whether a training runs."""
        dialog = self._window.dialogs.finetuning
        return dialog is not None and dialog.running

    def annotate(self) -> Count:
        """Annotate the image that is open."""
        self.settle()
        began = time.perf_counter()
        image = self._session.image
        left = list(self._truth[Path(image.path).name])
        rings = [polygons(mask, ACCEPT_FROM) for mask in left]
        count = Count(image.path, len(left), polygon_actions=sum(len(r) for each in rings for r in each))
        seen = 0
        while left and seen < count.objects + 3:
            step = self.step()
            if step is None:
                break
            seen += 1
            self._decide(step.mask, left, count)
        self.key(Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)  # pause: the rest is asked for
        for truth in left:
            self._ask(truth, count)
        self.key(Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
        count.seconds = time.perf_counter() - began
        return count

    def _decide(self, mask: Mask, left: list[Mask], count: Count) -> None:
        overlaps = iou([mask], left)[0]
        best = int(np.argmax(overlaps))
        if overlaps[best] < FIX_FROM:
            self._verdict(Qt.Key.Key_Backspace, count)
            count.rejected += 1
            return
        truth = left.pop(best)
        if overlaps[best] >= ACCEPT_FROM:
            self._verdict(Qt.Key.Key_Return, count)
            count.accepted += 1
        elif self._fix(truth, count, MOST_CLICKS):
            self._verdict(Qt.Key.Key_Return, count)
            count.fixed += 1
        else:
            self._verdict(Qt.Key.Key_Backspace, count)
            count.rejected += 1
            left.append(truth)

    def _verdict(self, key: Qt.Key, count: Count) -> None:
        began = time.perf_counter()
        self.key(key)
        count.waits.append(time.perf_counter() - began)
        count.actions += 1

    def _fix(self, truth: Mask, count: Count, most: int) -> bool:
        """Click at the worst error until the mask is good enough; whether it became so."""
        goal = truth.to_array()
        made: list[tuple[float, float]] = []
        self.key(Qt.Key.Key_C)
        for _ in range(most):
            step = self.step()
            shown = step.mask if step is not None else Mask.empty(truth.size)
            error = worst_error(shown.to_array(), goal, made)
            if error is None:
                break
            x, y, positive = error
            self.click(x, y, positive)
            made.append((x, y))
            count.actions += 1
            step = self.step()
            if step is not None and iou([step.mask], [truth])[0, 0] >= ACCEPT_FROM:
                return True
        return False

    def _ask(self, truth: Mask, count: Count) -> None:
        """Click what the network missed; draw it where three clicks are not enough."""
        rings = polygons(truth, ACCEPT_FROM)
        vertices = sum(max(3, len(ring)) for ring in rings)
        if self._fix(truth, count, min(3, vertices - 1)):
            self._verdict(Qt.Key.Key_Return, count)
            count.clicked += 1
            return
        if self.step() is not None:
            self._verdict(Qt.Key.Key_Backspace, count)
        self.key(Qt.Key.Key_P)
        for x, y in max(rings, key=len):
            self.click(float(x), float(y))
        self.key(Qt.Key.Key_Return)
        count.actions += vertices
        count.drawn += 1


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--images", type=Path, required=True)
    parser.add_argument("--kind", default="fruit")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--no-learning", action="store_true", help="without Learn as I go")
    parser.add_argument("--pictures", type=Path, help="write pictures of the window here")


def run(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Work through the folder; return the counts by image."""
    samples = held_back(options.images, options.kind, "train", options.count)[: options.count]
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    answer_quickly()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / options.kind
        folder.mkdir()
        for sample in samples:
            shutil.copy(sample.path, folder / sample.path.name)
        settings = Settings(Path(place) / "settings.json")
        settings.set("learn_as_i_go", not options.no_learning)
        window = MainWindow(settings)
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window, 5000)  # else keys do not reach it
        window.open_path(folder)
        checkpoint = resources.bundled_checkpoint("anything") or resources.starter_checkpoint()
        window.use_assistant(Assistant(window), checkpoint, "cpu")
        person = Person(application, window, samples)
        person.wait(lambda: window.session.ready and window.loop.state == "ready")
        person.work(len(samples))
        if options.pictures is not None:
            options.pictures.mkdir(parents=True, exist_ok=True)
            window.grab().save(str(options.pictures / f"{options.kind}-end.png"))
        window.shut_down(give_up=True)
    show(person.counts)
    return [asdict(count) for count in person.counts]


def show(counts: list[Count]) -> None:
    """Print the first and the last five images beside each other."""
    for name, part in (("first", counts[:EVERY]), ("last", counts[-EVERY:])):
        objects, actions = sum(c.objects for c in part), sum(c.actions for c in part)
        drawn = sum(c.polygon_actions for c in part)
        print(
            f"{name} {len(part)} images: {objects} objects, {actions} actions, {actions / max(objects, 1):.2f} each "
            f"({actions / max(drawn, 1):.2f} of polygons); accepted as proposed "
            f"{sum(c.accepted for c in part) / max(objects, 1):.0%}"
        )
    waits = np.array([wait for count in counts for wait in count.waits])
    print(
        f"from a decision to the next proposal: median {np.median(waits):.3f} s, p95 {np.quantile(waits, 0.95):.3f} s"
    )
