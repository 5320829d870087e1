"""Takes docs/pictures/window.png: the real window on a bundled photo, after some decisions by keys.

python docs/make_picture.py [CHECKPOINT]      (default: the starter)
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TARGET = Path(__file__).with_name("pictures") / "window.png"
SIZE = (1360, 860)
KEYS = "AAAAARAFAA"  # accept, reject, fix


def main() -> int:
    """Drive the window and save what it shows; 1 if the model does not come."""
    with tempfile.TemporaryDirectory() as home:
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = home
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        return take(sys.argv[1] if len(sys.argv) > 1 else None)


def take(checkpoint: str | None) -> int:
    """Open the demo, work on its second photo, save the picture."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.settings import Settings
    from app.windows.main_window import MainWindow
    from app.windows.startup import begin

    application = QApplication([])
    application.setApplicationName("RSIS Annotator")
    application.setStyle("Fusion")
    settings = Settings()
    settings.set("theme", "dark")
    window = MainWindow(settings)
    window.resize(*SIZE)
    window.show()
    begin(window, "demo", checkpoint, "cpu")

    def wait(what: Callable[[], bool], seconds: float = 60) -> bool:
        end = time.monotonic() + seconds
        while not what() and time.monotonic() < end:
            QTest.qWait(10)
        QTest.qWait(50)
        return what()

    def proposed() -> bool:
        sequence = window.work.sequence
        step = sequence.step() if sequence is not None else None
        return step is not None and step.outcome == "open" and not window.loop.waiting

    if not wait(lambda: window.loop.info is not None) or not wait(lambda: window.work.picture is not None):
        return 1
    window.actions_by_name["next_image"].trigger()
    for key in KEYS:
        if not wait(proposed, 20):
            return 1
        if key == "F":
            sequence = window.work.sequence
            mask = sequence.mask() if sequence is not None else None
            assert mask is not None
            x0, y0, x1, y1 = mask.bbox
            canvas = window.canvas
            window.actions_by_name["tool_brush"].trigger()
            window.set_radius(2)
            start, end = canvas.view.to_widget((x0 + x1) / 2, y0 + 2), canvas.view.to_widget(x1 - 2, y1 - 2)
            from PySide6.QtCore import QPoint

            QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(start[0]), round(start[1])))
            QTest.mouseMove(canvas, QPoint(round(end[0]), round(end[1])))
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(end[0]), round(end[1])))
            window.actions_by_name["tool_select"].trigger()
        QTest.keyClick(window.canvas, Qt.Key.Key_Backspace if key == "R" else Qt.Key.Key_Return)
    wait(proposed, 20)
    wait(lambda: window.work.pending == 0, 10)
    saved = window.grab().save(str(TARGET))
    window.close()
    return 0 if saved else 1


if __name__ == "__main__":
    sys.exit(main())
