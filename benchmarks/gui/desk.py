"""Opens a project in the real window and works on it like a user; runs in a separate process, started by canvas.py."""

from __future__ import annotations

import dataclasses
import json
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotations.masks import Mask
from app.assist.protocol import AssistProposal, ModelInfo
from app.cli import answer_quickly
from app.settings import Settings
from app.window.main_window import MainWindow
from benchmarks.gui.hands import MIDDLE, Act, Hands, Pointer
from benchmarks.gui.scenes import make_masks
from benchmarks.gui.watch import Heartbeat, WatchedApplication, memory

ORDER = json.loads(os.environ.get("RSIS_DESK", "{}"))
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAN_STEP = 9.0  # screen pixels
GIANT_ACTIONS = (
    "fill_holes", "keep_largest", "smooth", "grow", "shrink", "nudge_left", "split", "duplicate", "unite", "subtract",
    "intersect", "to_back", "relabel_2", "occluded", "crowd", "hide_instance", "hide_instance", "copy", "delete",
)  # fmt: skip


class Proposer(QObject):
    """Replaces the model's process with prepared proposals, so that only the window is measured."""

    modelReady = Signal(object)  # noqa: N815
    modelFailed = Signal(object)  # noqa: N815
    imageReady = Signal(str)  # noqa: N815
    imageFailed = Signal(str, object)  # noqa: N815
    proposerReady = Signal(object)  # noqa: N815
    proposerFailed = Signal(str, object)  # noqa: N815
    proposalReady = Signal(int, object)  # noqa: N815
    proposalFailed = Signal(int, object)  # noqa: N815
    restarted = Signal(object)
    estimated = Signal(str, object)

    def __init__(self, masks: list[Mask]) -> None:
        super().__init__()
        self._masks = masks
        self._ticket = 0

    def load_model(self, folder: str | Path, device: str = "auto") -> None:
        info = ModelInfo("stand-in", str(folder), "cpu", ("nucleus",), "nuclei")
        QTimer.singleShot(1, self, lambda: self.modelReady.emit(info))

    def propose(self, *_: object, **__: object) -> int:
        self._ticket += 1
        ticket, mask = self._ticket, self._masks[self._ticket % len(self._masks)]
        box = tuple(float(value) for value in mask.bbox)
        answer = AssistProposal(mask, box, "nucleus", (("nucleus", 0.9),), 0.9, None, 100)  # type: ignore[arg-type]
        QTimer.singleShot(1, self, lambda: self.proposalReady.emit(ticket, answer))
        return ticket

    def open_image(self, path: object) -> None:
        pass

    def prefetch(self, paths: object) -> None:
        pass

    def estimate(self, paths: object) -> None:
        pass

    def cancel(self) -> None:
        pass

    def close(self) -> None:
        pass


class Session:
    """The actions in a window that shows a square image of `side` pixels."""

    def __init__(self, window: Any, side: int) -> None:
        self._window, self._side = window, side
        self._canvas = window.canvas
        self._pointer = Pointer(window.canvas)

    def acts(self) -> Iterator[Act]:
        """Yields all actions, in a plausible order."""
        parts: dict[str, Callable[[], Iterator[Act]]] = {
            "view": self._looking,
            "strokes": self._strokes,
            "shapes": self._shapes,
            "instances": self._instances,
            "giants": self._giants,
            "proposals": self._proposals,
        }
        for part in ORDER["acts"] or parts:
            yield from parts[part]()

    def _looking(self) -> Iterator[Act]:
        for scale in (None, 0.5, 1.0, 4.0):
            yield from self._look(scale)

    def _strokes(self) -> Iterator[Act]:
        for scale in (None, 1.0):
            for name, radius in (("small", 6), ("large", 150)):
                yield from self._paint(f"brush {name}", radius, scale, on=None)
        for scale in (0.5, 1.0):
            yield from self._paint("brush on a large mask", 40, scale, on=1)
        yield from self._paint("erase in a large mask", 40, 1.0, on=1, tool=Qt.Key.Key_E)

    def _look(self, scale: float | None) -> Iterator[Act]:
        middle = self._side * 0.37
        yield self._view(scale, middle)
        yield Act("", lambda: self._pointer.press(middle, middle, MIDDLE))
        for number in range(30):
            angle = number / 30 * 2 * math.pi

            def pan(angle: float = angle) -> None:
                x, y = self._canvas._panning.x(), self._canvas._panning.y()
                x, y = x + PAN_STEP * math.cos(angle), y + PAN_STEP * math.sin(angle)
                self._pointer.move(*self._canvas.view.to_image(x, y), MIDDLE)

            yield Act("pan", pan)
        yield Act("", lambda: self._pointer.release(middle, middle, MIDDLE))
        for notches in (1,) * 8 + (-1,) * 8:
            yield Act("zoom", lambda notches=notches: self._pointer.wheel(middle, middle, notches))

    def _paint(
        self, name: str, radius: float, scale: float | None, on: int | None, tool: Qt.Key = Qt.Key.Key_B
    ) -> Iterator[Act]:
        x, y = self._place(on)
        yield self._view(scale, (x, y))
        yield self._focus(on)
        yield Act("", lambda: self._pointer.key(tool))
        yield Act("", lambda: self._window.set_radius(radius))
        for stroke in range(3):
            step = 8 / self._canvas.view.scale
            yield Act(f"{name}: begin", lambda: self._pointer.press(x, y))
            for number in range(1, 25):
                at = x + step * number, y + step * math.sin(number / 3 + stroke) * 3
                yield Act(f"{name}: move", lambda at=at: self._pointer.move(*at))
            yield Act(f"{name}: end", lambda at=at: self._pointer.release(*at))
            yield Act("undo a stroke", lambda: self._pointer.key(Qt.Key.Key_Z, CTRL))
            yield Act("redo a stroke", lambda: self._pointer.key(Qt.Key.Key_Y, CTRL))
            if on is None:
                yield Act("", lambda: self._window.session.focus(None))
                yield self._focus(None)

    def _shapes(self) -> Iterator[Act]:
        yield self._view(None, self._side / 2)
        for name, key in (("rectangle", Qt.Key.Key_R), ("ellipse", Qt.Key.Key_O)):
            yield self._focus(None)
            yield Act("", lambda key=key: self._pointer.key(key))
            for share in (0.1, 0.4, 0.8):
                a, b = self._side * 0.1, self._side * (0.1 + share)
                yield Act("", lambda a=a: self._pointer.press(a, a))
                yield Act(f"{name}: move", lambda b=b: self._pointer.move(b, b * 0.9))
                yield Act(f"{name}: end", lambda b=b: self._pointer.release(b, b))
                yield Act("undo a shape", lambda: self._pointer.key(Qt.Key.Key_Z, CTRL))

    def _instances(self) -> Iterator[Act]:
        yield self._view(None, self._side / 2)
        yield Act("", lambda: self._pointer.key(Qt.Key.Key_V))
        for number in range(20, 32):
            x, y = self._place(number)
            yield Act("", lambda x=x, y=y: self._pointer.press(x, y))
            yield Act("select", lambda x=x, y=y: self._pointer.release(x, y))
        yield Act("relabel", lambda: self._pointer.key(Qt.Key.Key_2))
        yield Act("delete", lambda: self._pointer.key(Qt.Key.Key_Delete))
        yield Act("undo delete", lambda: self._pointer.key(Qt.Key.Key_Z, CTRL))
        for _ in range(3):
            yield Act("hide all", lambda: self._pointer.key(Qt.Key.Key_T))
            yield Act("show all", lambda: self._pointer.key(Qt.Key.Key_T))
        for _ in range(2):
            yield Act("select all", lambda: self._pointer.key(Qt.Key.Key_A, CTRL))
            yield Act("pan, all selected", lambda: self._canvas.show_view(self._canvas.view.panned(5, 5)))
            yield Act("nudge all", lambda: self._window.actions_by_name["nudge_right"].trigger())
            yield Act("undo nudge", lambda: self._pointer.key(Qt.Key.Key_Z, CTRL))
            yield Act("", lambda: self._pointer.key(Qt.Key.Key_A, CTRL))
            yield Act("delete all", lambda: self._pointer.key(Qt.Key.Key_Delete))
            yield Act("undo delete all", lambda: self._pointer.key(Qt.Key.Key_Z, CTRL))
            yield Act("", lambda: self._window.session.focus(None))

    def _giants(self) -> Iterator[Act]:
        """Yields the actions on one instance, and on two, that fill half of the image."""
        yield self._view(None, self._side / 2)
        corner, opposite, middle = self._side * 0.1, self._side * 0.9, self._side / 2
        for number in range(2):
            at = corner + number * self._side * 0.05
            yield self._focus(None)
            yield Act("", lambda: self._pointer.key(Qt.Key.Key_O))
            yield Act("", lambda at=at: self._pointer.press(at, at))
            yield Act("giant: draw", lambda: self._pointer.move(opposite, opposite))
            yield Act("giant: draw", lambda: self._pointer.release(opposite, opposite))
        giants: list[int] = []
        yield Act("", lambda: giants.extend(i.id for i in self._instances_in_order()[-2:]))
        yield Act("", lambda: self._pointer.key(Qt.Key.Key_V))
        yield Act("", lambda: self._window.session.focus(None))
        yield Act("giant: select", lambda: self._pointer.press(middle, middle))
        yield Act("giant: select", lambda: self._pointer.release(middle, middle))
        for action in GIANT_ACTIONS:
            count = 2 if action in ("unite", "subtract", "intersect") else 1
            yield Act("", lambda count=count: self._window.instances.select(giants[-count:]))
            before = self._done()
            yield Act(f"giant: {action}", self._window.actions_by_name[action].trigger)
            if self._done() is not before:
                yield Act("giant: undo", lambda: self._pointer.key(Qt.Key.Key_Z, CTRL))
        for scale in (None, 1.0):
            yield from self._paint("giant: brush", 40, scale, on=giants[-1])
            yield from self._paint("giant: erase", 40, scale, on=giants[-1], tool=Qt.Key.Key_E)
        yield self._view(None, middle)
        for name, key in (("move", Qt.Key.Key_M), ("corners", Qt.Key.Key_K), ("fill", Qt.Key.Key_Q)):
            before = self._done()
            yield Act("", lambda: self._window.instances.select(giants[-1:]))
            yield Act(f"giant: {name} tool", lambda key=key: self._pointer.key(key))
            x = opposite if name == "corners" else middle
            y = (corner + self._side * 0.05 + opposite) / 2 if name == "corners" else middle
            yield Act(f"giant: {name} tool", lambda x=x, y=y: self._pointer.press(x, y))
            yield Act(f"giant: {name} tool", lambda x=x, y=y: self._pointer.move(x + 50, y + 50))
            yield Act(f"giant: {name} tool", lambda x=x, y=y: self._pointer.release(x + 50, y + 50))
            if self._done() is not before:
                yield Act("giant: undo", lambda: self._pointer.key(Qt.Key.Key_Z, CTRL))
        yield Act("", lambda: self._pointer.key(Qt.Key.Key_V))

    def _done(self) -> object:
        """What the next undo would undo."""
        return self._window.session.document.next_undo

    def _instances_in_order(self) -> list[Any]:
        instances: list[Any] = self._window.session.document.instances(self._window.session.image.id)
        return instances

    def _proposals(self) -> Iterator[Act]:
        yield self._view(None, self._side / 2)
        for _ in range(20):
            yield Act("accept", lambda: self._pointer.key(Qt.Key.Key_Return))
            yield Act("reject", lambda: self._pointer.key(Qt.Key.Key_Backspace))
        for _ in range(20):
            yield Act("undo", lambda: self._pointer.key(Qt.Key.Key_Z, CTRL))
        for _ in range(20):
            yield Act("redo", lambda: self._pointer.key(Qt.Key.Key_Y, CTRL))

    def _view(self, scale: float | None, about: float | tuple[float, float]) -> Act:
        x, y = about if isinstance(about, tuple) else (about, about)

        def do() -> None:
            self._canvas.fit()
            if scale is not None:
                self._canvas.zoom(scale / self._canvas.view.scale)
                self._canvas.bring_into_view((x - 1, y - 1, x + 1, y + 1))

        return Act("", do)

    def _focus(self, on: int | None) -> Act:
        """Selects an instance; None: clears the focus, even of a proposal."""

        def do() -> None:
            sequence = self._window.session.sequence
            if on is not None:
                self._window.instances.select([on])
            else:
                sequence.focus = None
                self._window.session.selectionChanged.emit()

        return Act("", do)

    def _place(self, on: int | None) -> tuple[float, float]:
        """Returns the centre of an instance's box; None: a point near the image's middle."""
        if on is None:
            return self._side * 0.45, self._side * 0.45
        mask = self._window.session.document.instance(on).mask
        x0, y0, x1, y1 = mask.bbox
        return (x0 + x1) / 2, (y0 + y1) / 2


def fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Ends the process on an uncaught exception, instead of leaving the window waiting."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def main() -> None:
    """Runs the actions and writes the measurements."""
    sys.excepthook = fail
    application = WatchedApplication(sys.argv[:1])
    application.setApplicationName("RSIS Annotator")
    application.setStyle("Fusion")
    answer_quickly()
    figures: dict[str, Any] = {"memory before": memory()}
    settings = Settings(Path(ORDER["folder"]).parent / "settings.json")
    settings.set("follow", False)  # so that every stroke is in view
    window = MainWindow(settings)
    window.resize(*ORDER["window"])
    window.show()
    opening = Opening(application, window, figures)

    def done() -> None:
        figures["acts"] = {
            name: dataclasses.asdict(measured) for name, measured in opening.hands.figures.items()
        }
        figures["memory after"] = memory()
        window.close()
        application.quit()

    opening.done = done
    QTimer.singleShot(0, window, opening.start)
    application.exec()
    Path(ORDER["output"]).write_text(json.dumps(figures), encoding="utf-8")


class Opening(QObject):
    """Opens the project, waits until the picture and its instances are painted, then starts the actions."""

    hands: Hands

    def __init__(self, application: WatchedApplication, window: Any, figures: dict[str, Any]) -> None:
        super().__init__(window)
        self._application, self._window, self._figures = application, window, figures
        self.done: Callable[[], None] = lambda: None
        self._heart = Heartbeat(self)
        self._timer = QTimer(self)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        self._application.forget()
        self._heart.forget()
        self._began = time.perf_counter()
        self._window.open_path(Path(ORDER["folder"]))
        self._application.handled = self._handled
        self._timer.start()

    def _handled(self) -> None:
        took = time.perf_counter() - self._began
        if self._window.canvas.picture is not None:
            self._figures.setdefault("picture", took)
            if len(self._window.canvas.scene.settled) >= ORDER["instances"]:
                self._figures.setdefault("all painted", took)

    def _look(self) -> None:
        if "all painted" not in self._figures or not self._complete():
            return
        self._figures["complete"] = time.perf_counter() - self._began
        self._timer.stop()
        self._heart._timer.stop()
        self._figures["opening"] = {
            "gap": self._heart.gap,
            "gap_cpu": self._heart.gap_cpu,
            "longest": self._application.longest,
        }
        self._figures["memory open"] = memory()
        session = Session(self._window, ORDER["side"])
        self._window.use_assistant(Proposer(make_masks(ORDER["side"], 200, seed=1)), Path("stand-in"))
        self.hands = Hands(self._application, self._window, session.acts(), self.done)

    def _complete(self) -> bool:
        """Whether the picture is shown at full detail."""
        return bool(self._window.canvas.picture.complete)


if __name__ == "__main__":
    main()
