"""Takes screenshots: the real window on a bundled photo, after some decisions by keys.

python docs/make_pictures.py [--model CHECKPOINT]         those of the documentation, into docs/pictures
python docs/make_pictures.py --every --output FOLDER      every screen, dark and light, also at 200 %
python docs/make_pictures.py --language zh_CN ...         in Chinese
Without a display it draws off-screen. On an X server set QT_QPA_PLATFORM=xcb.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("pictures")
SIZE = (1280, 720)
KEYS = "AAAAARAFAA"  # accept, reject, fix
# Screens that an action opens, by its name.
DIALOGS = (
    *(
        "export",
        "import",
        "finetune",
        "statistics",
        "measurements",
        "settings",
        "shortcuts",
        "help",
        "palette",
    ),
    *("display", "filter_images", "tour", "propose_in_all", "instance_grid", "use_sam"),
)
# Screens in the documentation, by language and theme.
GUIDE = {
    "en": {
        "dark": (
            *("window", "welcome", "tour", "shortcuts", "statistics", "measurements", "export"),
            *("rest_of_the_folder", "instance_grid", "doubts", "use_sam", "sequence"),
        ),
        "light": ("window", "settings", "finetune", "import", "display", "review"),
    },
    "zh_CN": {"dark": ("window",), "light": ("shortcuts",)},
}


def main() -> int:
    """Takes them, each theme and scale in its own process; returns 1 if one fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", help="default: the starter")
    parser.add_argument("--every", action="store_true", help="every screen instead of those of the guide")
    parser.add_argument("--language", default="en", choices=tuple(GUIDE))
    parser.add_argument("--output", type=Path, default=FOLDER)
    parser.add_argument("--one", nargs=2, metavar=("THEME", "SCALE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        theme, scale = options.one
        names = None if options.every else GUIDE[options.language][theme]
        spoken = f"-{options.language}" if options.language != "en" else ""
        end = f"{spoken}-{theme}" + (f"-{scale}x" if scale != "1" else "")
        return take(theme, options.language, end, names, options.output, options.model)
    options.output.mkdir(parents=True, exist_ok=True)
    failed = 0
    for theme in ("dark", "light"):
        for scale in ("1", "2") if options.every else ("1",):
            with tempfile.TemporaryDirectory() as home:
                environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
                environment |= {f"XDG_{name}_HOME": home for name in ("DATA", "CONFIG", "STATE", "CACHE")}
                environment |= {"QT_SCALE_FACTOR": scale}
                command = [sys.executable, __file__, *sys.argv[1:], "--one", theme, scale]
                failed += subprocess.run(command, env=environment, check=False).returncode
    return int(bool(failed))


def take(
    theme: str, language: str, end: str, names: tuple[str, ...] | None, folder: Path, model: str | None
) -> int:
    """Takes the screenshots of one theme; their names end in `end`. names: None for all."""
    from PySide6.QtWidgets import QApplication

    from app.settings import Settings
    from app.translation import use_language
    from app.window.main_window import MainWindow
    from app.window.startup import begin

    application = QApplication([])
    application.setApplicationName("RSIS Annotator")
    application.setStyle("Fusion")
    use_language(application, language)
    settings = Settings()
    settings.set("theme", theme)
    settings.set("tour_seen", True)
    settings.set("person", "Anna")
    window = MainWindow(settings)
    window.resize(*SIZE)
    window.show()
    wait(lambda: False, 0.3)
    if names is None or "welcome" in names:
        save(window, folder / f"welcome{end}.png")
    begin(window, "demo", model, "cpu")
    if not work(window):
        return 1
    if names is None or "window" in names:
        save(window, folder / f"window{end}.png")
    for name, widget in dialogs(window, names):
        save(widget, folder / f"{name.replace('_', '-')}{end}.png")
    for name in reviews(window, names):
        save(window, folder / f"{name}{end}.png")
    if names is None or "rest_of_the_folder" in names:
        go_ahead(window)
        save(window, folder / f"rest-of-the-folder{end}.png")
        window.images.batch.stop()
    if names is None or "sequence" in names:
        with tempfile.TemporaryDirectory() as frames:
            if not sequence(window, Path(frames)):
                return 1
            save(window, folder / f"sequence{end}.png")
            window.session.close()
    window.close()
    return 0


def work(window: Any) -> bool:
    """Decides on some proposals in the second photo, until the next is shown; False if the model does not load."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    def proposed() -> bool:
        sequence = window.session.sequence
        step = sequence.step() if sequence is not None else None
        return step is not None and step.outcome == "open" and not window.loop.waiting

    if not wait(lambda: window.loop.info is not None) or not wait(lambda: window.session.picture is not None):
        return False
    window.actions_by_name["next_image"].trigger()
    for key in KEYS:
        if not wait(proposed, 20):
            return False
        if key == "F":
            fix(window)
        QTest.keyClick(window.canvas, Qt.Key.Key_Backspace if key == "R" else Qt.Key.Key_Return)
    return wait(proposed, 20) and wait(lambda: window.session.pending == 0, 10)


def go_ahead(window: Any) -> None:
    """Lets the model propose in the rest of the folder until it has done half, with one more picture open."""
    from app.document.batch import Wanted
    from app.window.tour import Tour

    for tour in window.findChildren(Tour):
        tour.end()
    batch, info = window.images.batch, window.loop.info
    batch.start(Wanted(info.name, info.folder, least=0.5))
    wait(lambda: batch.done >= batch.total // 2, 120)
    first = next(number for number in batch.counts if batch.counts[number] > 1)
    window.session.show_image(first)
    wait(lambda: window.session.picture is not None and window.session.sequence is not None, 20)
    window.batch_progress.show_progress()
    wait(lambda: False, 1.0)


def sequence(window: Any, folder: Path) -> bool:
    """Annotates a made image, and begins the next one as in the image before; False if that does not work."""
    from PIL import Image

    from app.window.tour import Tour

    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from benchmarks.made_sequences import make_sequence

    for tour in window.findChildren(Tour):
        tour.end()

    for number, frame in enumerate(make_sequence(4, 6, 320, 12), 1):
        Image.fromarray(frame.image).save(folder / f"t{number:02}.png")
    window.open_path(folder)
    if not wait(lambda: window.session.image is not None and window.session.image.path == "t01.png"):
        return False

    def front() -> Any:
        found = window.session.sequence
        return None if found is None or window.loop.waiting else found.step()

    def press(count: int) -> bool:
        for _ in range(count):
            if not wait(lambda: front() is not None and front().outcome == "open", 20):
                return window.session.sequence is not None and window.session.sequence.ended
            window.actions_by_name["accept"].trigger()
        return True

    if not press(10):
        return False
    window.actions_by_name["color_by_track"].trigger()
    window.actions_by_name["next_image"].trigger()
    if not wait(lambda: window.session.ready and window.session.image.path == "t02.png"):
        return False
    window.actions_by_name["as_before"].trigger()
    wait(lambda: bool(window.session.carried.images) and window.loop.before.due() is not None, 10)
    done = press(6) and wait(lambda: front() is not None and front().outcome == "open", 20)
    wait(lambda: False, 1.0)
    return done


def fix(window: Any) -> None:
    """Paints a brush stroke onto the proposal."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    canvas = window.canvas
    x0, y0, x1, y1 = window.session.sequence.mask().bbox
    window.actions_by_name["tool_brush"].trigger()
    window.set_radius(2)
    start, end = (
        QPoint(*(round(value) for value in canvas.view.to_widget(*point)))
        for point in (((x0 + x1) / 2, y0 + 2), (x1 - 2, y1 - 2))
    )
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    window.actions_by_name["tool_select"].trigger()


def dialogs(window: Any, names: tuple[str, ...] | None) -> Iterator[tuple[str, Any]]:
    """Opens one dialog after the other, yields each to be saved, and closes it."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest

    openings: dict[str, Callable[[], None]] = {
        name: window.actions_by_name[name].trigger for name in DIALOGS if name in window.actions_by_name
    }
    category = window.session.document.categories()[0].id
    window.session.ask_project(lambda project: project.set_setting("pixel_size", "0.65"), lambda _: None)
    openings["attributes"] = lambda: window.commands.categories.edit_attributes(category)
    for name, opening in openings.items():
        if names is not None and name not in names:
            continue
        before = set(_new(set()))
        if name == "instance_grid":
            fill_grid(window)
        QTimer.singleShot(0, window, opening)
        wait(lambda: False, 1.0)
        shown = next(iter(_new(before)), window)  # the tour is in the window
        wait(lambda shown=shown: not getattr(shown, "measuring", False))
        yield name, shown
        for other in _new(before):
            other.close()
        QTest.keyClick(window, Qt.Key.Key_Escape)
        wait(lambda: False, 0.2)


def fill_grid(window: Any) -> None:
    """Accepts what the model proposes in three photos, so that there is something to see."""
    for _ in range(3):
        window.actions_by_name["next_image"].trigger()
        wait(lambda: window.session.ready and window.loop.state == "ready" and not window.loop.waiting, 20)
        window.actions_by_name["accept_above"].trigger()
        wait(lambda: False, 5.0)
        wait(lambda: not window.loop.waiting, 20)


def reviews(window: Any, names: tuple[str, ...] | None) -> Iterator[str]:
    """Begins a review of what was decided, then one of the doubts about it, and yields while each is shown."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from app.window.tour import Tour

    def arrived() -> bool:
        return window.review.instance is not None and not window.review.search.searching

    for tour in window.findChildren(Tour):
        tour.end()
    window.activateWindow()  # where another window was open before
    window.canvas.setFocus()
    if names is None or "review" in names:
        window.actions_by_name["review"].trigger()
        wait(arrived, 20)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Y):
            QTest.keyClick(window.canvas, key)
            wait(arrived, 20)
        wait(lambda: False, 1.0)
        yield "review"
        window.actions_by_name["end_review"].trigger()
    if names is None or "doubts" in names:
        instances = window.session.document.instances(window.session.image.id)
        window.session.select([max(instances, key=lambda instance: instance.mask.area).id])
        window.instances.duplicate(1)  # a pixel beside: a doubt
        window.actions_by_name["doubts"].trigger()
        wait(arrived, 60)
        wait(lambda: False, 1.0)
        yield "doubts"
        window.actions_by_name["end_review"].trigger()


def _new(before: set[Any]) -> list[Any]:
    from PySide6.QtWidgets import QApplication

    return [w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible()]


def wait(what: Callable[[], bool], seconds: float = 60) -> bool:
    """Runs the event loop until a condition holds; False if it does not in time."""
    from PySide6.QtTest import QTest

    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        QTest.qWait(10)
    QTest.qWait(50)
    return what()


def save(widget: Any, path: Path) -> None:
    """Saves what a widget shows as the smallest lossless PNG."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.png"
        widget.grab().save(str(whole))
        with Image.open(whole) as image:
            image.convert("RGB").save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
