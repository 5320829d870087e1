"""Two windows open one new folder at the same moment, so that both create its project; then nothing kept may be lost.

    python -m tests.end_to_end.two_windows --rounds 20

prints how often which window got the project, and ends with 1 at the first thing that is lost: an instance, or a
window that works on without a project in the folder.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from annotations.project import Project

SIZE = (40, 60)
WINDOWS = 2


class Window:
    """One program with a window, which does as it is told, line by line."""

    def __init__(self, folder: Path, settings: Path, number: int) -> None:
        command = [sys.executable, "-m", __spec__.name, "--window", str(folder), str(settings), str(number)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def tell(self, what: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("a window has ended")
        answer: dict[str, Any] = json.loads(line)
        return answer


def play(folder: Path) -> str:
    """One round; returns who got the project. AssertionError if anything is lost."""
    for name in ("a.png", "b.png"):
        Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(folder / name)
    windows = [
        Window(folder, folder.with_name(f"settings {number}.json"), number) for number in range(WINDOWS)
    ]
    try:
        for window in windows:
            assert window.hear() == {"there": True}
        for window in windows:
            window.tell("open")
        answers = [window.hear() for window in windows]
        opened = [number for number, answer in enumerate(answers) if answer["opened"]]
        assert len(opened) == 1, f"{len(opened)} windows have the project: {answers}"
        (first,) = opened
        second = 1 - first
        assert answers[second]["said"], "the other window says nothing"
        assert not answers[second]["works"], "the other window works on without a project"
        for number in (first, second):  # the other one once the first is closed
            if number == second:
                windows[second].tell("open")
                assert windows[second].hear()["opened"]
            windows[number].tell("draw")
            assert windows[number].hear()["kept"]
            windows[number].tell("close")
            assert windows[number].process.wait(30) == 0
        with Project.open(folder / "annotations.rsis", read_only=True) as project:
            assert [image.path for image in project.images()] == ["a.png", "b.png"]
            corners = sorted(
                i.mask.bbox[0] for image in project.images() for i in project.instances(image.id)
            )
        assert corners == [0, 20], f"instances at {corners}"
        left = sorted(path.name for path in folder.iterdir())
        assert left == ["a.png", "annotations.rsis", "b.png"], f"left in the folder: {left}"
        return f"window {first + 1}"
    finally:
        for window in windows:
            window.process.kill()
            window.process.communicate()


def run_window(folder: Path, settings: Path, number: int) -> int:
    """The program of one window."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from annotations.masks import Mask
    from app.settings import Settings
    from app.window.main_window import MainWindow

    application = QApplication([])
    window = MainWindow(Settings(settings))
    window.show()
    session = window.session
    failed: list[str] = []
    session.openFailed.connect(lambda reason, _damaged: failed.append(str(reason)))
    _print({"there": True})
    for line in sys.stdin:
        match line.strip():
            case "open":
                failed.clear()
                window.open_path(folder)
                while not (session.ready or failed):
                    QTest.qWait(2)
                QTest.qWait(100)
                said = window.banners.messages
                works = session.document is not None or session.project is not None
                _print({"opened": session.ready, "said": said, "works": works and not session.ready})
            case "draw":
                mask = Mask.from_patch(np.ones((5, 5), bool), (0, 20 * number), SIZE)
                session.draw(mask, "object", "Draw")
                _print({"kept": session.flush(10.0)})
            case "close":
                window.close()
                break
    del application
    return 0


def _print(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--window", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.window:
        folder, settings, number = options.window
        return run_window(Path(folder), Path(settings), int(number))
    got: Counter[str] = Counter()
    for number in range(options.rounds):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "photos"
            folder.mkdir()
            try:
                got[play(folder)] += 1
            except AssertionError as error:
                print(f"round {number + 1}: {error}")
                return 1
    print(
        f"{got.total()} rounds: "
        + ", ".join(f"{who} got it {count} times" for who, count in got.most_common())
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
