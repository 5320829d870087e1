"""Makes the moving picture of the README and the site: the real window on a bundled photo, some seconds of work.

python docs/make_moving_picture.py [--output docs/pictures/at-work.gif]

Proposals are accepted, one is rejected, one corrected by a click, one relabelled; a caption says which key is pressed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from make_pictures import wait  # beside this file

OUTPUT = Path(__file__).with_name("pictures") / "at-work.gif"
SIZE = (1120, 660)
SHOWN = (840, 495)
"""The size of the picture, width and height."""
COLORS = 96
FIRST_MS, FRAME_MS, LAST_MS = 1500, 900, 2500
PHOTO = 3
"""The photo of the demo that is annotated: stained tissue."""
LARGEST_BYTES = 3_000_000


def main() -> int:
    """Makes it in a home folder of its own; returns 1 if the model does not load or the picture is too large."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {f"XDG_{name}_HOME": home for name in ("DATA", "CONFIG", "STATE", "CACHE")}
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        frames = [*record()]
    first, *others = frames
    times = [FIRST_MS, *(FRAME_MS for _ in others[:-1]), LAST_MS]
    first.save(
        options.output, save_all=True, append_images=others, duration=times, loop=0, optimize=True, disposal=1
    )
    size = options.output.stat().st_size
    print(f"{options.output}: {len(frames)} frames, {size / 1e6:.1f} MB")
    return int(size > LARGEST_BYTES or len(frames) < 10)


def record() -> Iterator[Any]:
    """Works in the window and yields a frame after each key."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.settings import Settings
    from app.window.main_window import MainWindow
    from app.window.startup import begin

    application = QApplication([])
    application.setApplicationName("RSIS Annotator")
    application.setStyle("Fusion")
    settings = Settings()
    settings.set("theme", "dark")
    settings.set("tour_seen", True)
    window = MainWindow(settings)
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    begin(window, "demo", None, "cpu")

    def proposed() -> bool:
        sequence = window.session.sequence
        step = sequence.step() if sequence is not None else None
        return step is not None and step.outcome == "open" and not window.loop.waiting

    def key(which: Qt.Key, caption: str) -> Any:
        QTest.keyClick(window.canvas, which)
        wait(proposed, 20)
        wait(lambda: False, 0.3)
        return frame(window, caption)

    if not wait(lambda: window.loop.info is not None, 60):
        return
    for _ in range(PHOTO):
        window.actions_by_name["next_image"].trigger()
        wait(lambda: window.session.ready, 20)
    wait(proposed, 30)
    wait(lambda: False, 0.5)
    yield frame(window, "The network proposes an object")
    for _ in range(4):
        yield key(Qt.Key.Key_Return, "Enter: accept")
    yield key(Qt.Key.Key_Backspace, "Backspace: reject")
    for _ in range(2):
        yield key(Qt.Key.Key_Return, "Enter: accept")
    yield key(Qt.Key.Key_C, "C: correct by clicks")
    x, y = edge_of(window.session.sequence.step().mask)
    shown = window.canvas.view.to_widget(x, y)
    QTest.mouseClick(
        window.canvas, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, QPoint(*map(round, shown))
    )
    wait(proposed, 20)
    wait(lambda: False, 0.3)
    yield frame(window, "Right-click: this is too much")
    for _ in range(4):
        yield key(Qt.Key.Key_Return, "Enter: accept")
    window.close()


def edge_of(mask: Any) -> tuple[float, float]:
    """A place inside a mask, near its left end: the middle of a pixel (x, y)."""
    ys, xs = mask.to_array().nonzero()
    at = int(xs.argmin())
    return float(xs[at]) + 1.5, float(ys[at]) + 0.5


def frame(window: Any, caption: str) -> Any:
    """What the window shows, with a caption below the proposal's line, as a palette image."""
    from PIL import Image, ImageDraw, ImageFont
    from PySide6.QtGui import QImage

    shown = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    width, height = shown.width(), shown.height()
    picture = Image.frombuffer(
        "RGB", (width, height), bytes(shown.constBits()), "raw", "RGB", shown.bytesPerLine(), 1
    )
    picture = picture.resize(SHOWN, Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(20)
    left, top, right, bottom = draw.textbbox((0, 0), caption, font=font)
    x, y = (SHOWN[0] * 0.8 - (right - left)) / 2, SHOWN[1] - 120
    draw.rounded_rectangle(
        (x - 14, y - 8, x + right - left + 14, y + bottom - top + 12), 10, fill=(30, 90, 200)
    )
    draw.text((x - left, y - top), caption, font=font, fill="white")
    return picture.quantize(COLORS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main())
