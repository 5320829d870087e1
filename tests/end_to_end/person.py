"""A person at the real window: presses keys, drags the mouse, waits for what comes; also a program of its own.

As a program (python -m tests.end_to_end.person FOLDER CHECKPOINT FACTORY) it opens the window, does a piece of
work, prints what was decided once all of it is kept, and then waits to be killed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from annotations.masks import Mask
from annotations.records import Instance, Step
from app.assist.assistant import Assistant
from app.assist.link import DEFAULT_FACTORY
from app.settings import Settings
from app.window.main_window import MainWindow

PATIENCE_SECONDS = 60.0
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Person:
    """Works on the first image of a folder."""

    def __init__(self, folder: Path, checkpoint: Path, factory: str = DEFAULT_FACTORY) -> None:
        self.window = MainWindow(Settings())
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window, 5000)
        self.window.open_path(folder)
        self.window.use_assistant(Assistant(self.window, predictor_factory=factory), checkpoint, "cpu")
        self.session = self.window.session

    # -- seeing

    def wait(self, what: Callable[[], object]) -> None:
        """Let the window go on until something is so."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not what():
            if time.monotonic() > end:
                texts = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
                raise TimeoutError(f"waited in vain; the window says {texts}")
            QApplication.processEvents()
            time.sleep(0.002)

    def wait_for_proposal(self) -> Step:
        """Wait until a proposal is there to be decided."""

        def there() -> bool:
            sequence = self.session.sequence
            step = sequence.step() if sequence is not None else None
            return step is not None and step.outcome == "open" and not self.window.loop.waiting

        self.wait(there)
        QTest.qWait(20)  # a person is not quicker than the window's next refresh
        step = self.step()
        assert step is not None
        return step

    def step(self) -> Step | None:
        """The step in focus."""
        return self.session.sequence.step() if self.session.sequence is not None else None

    def instances(self) -> list[Instance]:
        """What is annotated in the image."""
        assert self.session.document is not None
        assert self.session.image is not None
        return list(self.session.document.instances(self.session.image.id))

    def category_of(self, instance: Instance) -> str | None:
        """Its category's name."""
        assert self.session.document is not None
        category = self.session.document.category(instance.category_id)
        return category.name if category is not None else None

    def decided(self) -> dict[str, Any]:
        """All that was decided in the image, as plain values."""
        assert self.session.document is not None
        assert self.session.image is not None
        names = {category.id: category.name for category in self.session.document.categories()}
        steps = self.session.document.steps(self.session.image.id)
        return plain(self.instances(), steps, names)

    # -- doing

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press and release a key."""
        QTest.keyClick(self.window.canvas, key, modifier)
        QApplication.processEvents()

    def drag(self, *points: tuple[float, float], button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Press at the first point (image pixels), move along the others, let go."""
        canvas = self.window.canvas
        places = []
        for x, y in points:
            wx, wy = canvas.view.to_widget(x, y)
            places.append(QPoint(round(wx), round(wy)))
        QTest.mousePress(canvas, button, NO_MODIFIER, places[0])
        for place in places[1:]:
            QTest.mouseMove(canvas, place)
        QTest.mouseRelease(canvas, button, NO_MODIFIER, places[-1])
        QApplication.processEvents()

    def add_category(self, name: str) -> None:
        """Type a new category into the list's field."""
        field = next(
            field for field in self.window.category_list.findChildren(QLineEdit) if field.isVisible()
        )
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        self.wait(field.hasFocus)
        QTest.keyClicks(field, name)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.window.canvas.setFocus()
        QApplication.processEvents()

    def accept(self) -> None:
        """Enter."""
        self.key(Qt.Key.Key_Return)

    def undo_all(self) -> int:
        """Ctrl+Z until there is nothing left to undo; returns how many times."""
        assert self.session.document is not None
        count = 0
        while self.session.document.undo_label is not None:
            self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            count += 1
        return count

    def redo_all(self) -> int:
        """Ctrl+Shift+Z until there is nothing left to do again; returns how many times."""
        assert self.session.document is not None
        count = 0
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        while self.session.document.redo_label is not None:
            self.key(Qt.Key.Key_Z, both)
            count += 1
        return count

    def keep(self) -> None:
        """Wait until everything decided is on the disk."""
        self.wait(lambda: self.session.pending == 0)

    def close(self) -> None:
        """Close the window."""
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()

    # -- a piece of work

    def do_a_piece_of_work(self) -> None:
        """Accept three, fix one with the brush (leaving a hole), relabel one, reject one, choose otherwise."""
        for _ in range(3):
            self.wait_for_proposal()
            self.accept()
        self.fix_one()
        self.add_category("other")
        self.wait_for_proposal()
        self.key(Qt.Key.Key_2)
        self.accept()
        self.wait_for_proposal()
        self.key(Qt.Key.Key_Backspace)
        self.wait_for_proposal()
        self.step_back_and_choose_otherwise()

    def fix_one(self) -> None:
        """Paint a stroke onto the proposal, erase a hole into it, accept it."""
        mask = self.wait_for_proposal().mask
        ys, xs = mask.to_array().nonzero()
        middle = (float(xs.mean()), float(ys.mean()))
        self.key(Qt.Key.Key_B)
        for _ in range(40):
            self.key(Qt.Key.Key_BracketLeft)
        while self.window.canvas.radius < 2.5:
            self.key(Qt.Key.Key_BracketRight)
        x0, y0, x1, y1 = mask.bbox
        self.drag((x0, y0), (x0, y1), (x1, y1), (x1, y0), (x0, y0))
        self.key(Qt.Key.Key_E)
        while self.window.canvas.radius > 1.5:
            self.key(Qt.Key.Key_BracketLeft)
        self.drag(middle, middle)
        self.accept()

    def step_back_and_choose_otherwise(self) -> None:
        """Go back to the second step, which was accepted, and reject it; then back to the front."""
        assert self.session.sequence is not None
        wanted = self.session.sequence.steps()[1].id
        while (step := self.step()) is None or step.id != wanted:
            before = step
            self.key(Qt.Key.Key_Left)
            assert self.step() != before, "Left leads to an earlier step"
        self.key(Qt.Key.Key_Backspace)
        self.wait_for_proposal()


def plain(instances: list[Instance], steps: list[Step], names: dict[int, str]) -> dict[str, Any]:
    """Instances and steps as values that JSON can hold."""

    def code(mask: Mask) -> list[Any]:
        return [list(mask.size), list(mask.origin), list(mask.shape), mask.counts.decode("ascii")]

    return {
        "instances": sorted(
            [i.id, code(i.mask), names.get(i.category_id or -1), i.source, i.z] for i in instances
        ),
        "steps": sorted([s.id, s.index, s.outcome, code(s.mask), s.category, s.instance_id] for s in steps),
    }


def main() -> None:
    """Work, print what was decided, wait to be killed."""
    folder, checkpoint, factory = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    application = QApplication([])
    person = Person(folder, checkpoint, factory)
    person.do_a_piece_of_work()
    person.keep()
    print(json.dumps(person.decided()), flush=True)
    application.exec()


if __name__ == "__main__":
    main()
