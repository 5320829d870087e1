"""The program as it is started: the window first, the network never in its process."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import resources
from annotations import unfinished
from annotations.errors import AnnotationError
from annotations.project import Project
from app.crash_reports import CrashReports
from tests.end_to_end.conftest import draw_picture

ROOT = Path(__file__).resolve().parents[2]

WORK_A_LITTLE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.end_to_end.person import Person
application = QApplication([])
person = Person(Path(sys.argv[1]), Path(sys.argv[1]), "tests.app.assist.stand_in:load")
person.wait_for_proposal()
person.accept()
person.wait_for_proposal()
print(*sorted(name for name in ("torch", "timm", "torchvision", "trainer") if name in sys.modules))
person.close()
"""

NEEDED_LATER = (
    *("torch", "timm", "torchvision", "trainer", "scipy", "cv2"),
    *(
        f"app.dialogs.{name}"
        for name in ("settings", "shortcuts", "export", "import_annotations", "statistics")
    ),
    *("app.window.tour", "app.dialogs.help", "app.assist.engine", "multiprocessing", "asyncio"),
    *("annotations.merging.merge", "annotations.project.statistics", "annotations.review.measures"),
    *("annotations.formats.base", "annotations.importing", "annotations.project.accepting"),
    *("annotations.project.repair", "annotations.review.doubt", "annotations.review.mends"),
    *("app.session.instance_grid", "app.background.instance_crops", "rsis_model.config"),
    *("importlib.metadata", "statistics"),
)
ONLY_START = f"""
import gc
import linecache
import sys
from app.start_up.plain_import import load_qt
load_qt()
from PySide6.QtWidgets import QApplication
QApplication.exec = staticmethod(lambda: 0)
import app.cli
app.cli.main([])
print("no texts" if len(linecache.cache) < 9 else "texts of modules")
print("collecting" if gc.isenabled() and gc.get_freeze_count() > 10_000 else "not collecting")
print(*(name for name in {NEEDED_LATER!r} if name in sys.modules))
"""


def wait_until(what: Callable[[], bool], seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False


def test_the_window_opens_and_works_without_torch_in_its_process(tmp_path: Path) -> None:
    draw_picture(tmp_path / "drawn.png", objects=6)
    done = subprocess.run(
        [sys.executable, "-c", WORK_A_LITTLE, str(tmp_path)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_first_window_is_up_before_anything_is_loaded_that_is_needed_later(tmp_path: Path) -> None:
    environment = os.environ | {
        f"XDG_{kind}_HOME": str(tmp_path) for kind in ("DATA", "CONFIG", "STATE", "CACHE")
    }
    done = subprocess.run(
        [sys.executable, "-c", ONLY_START], capture_output=True, text=True, cwd=ROOT, env=environment
    )
    assert done.stdout.splitlines() == ["no texts", "collecting", ""], done.stderr


SETTLING = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from app import cli
from app.window import startup

begin = startup.begin

def start(window, *rest):
    begin(window, *rest)
    look(window, 1200)

def look(window, times):
    label = QLabel("<b>x</b>")
    label.show()
    if label.textFormat() == Qt.TextFormat.PlainText and not QApplication.windowIcon().isNull():
        return window.close()
    if not times:
        sys.stdout.write("never")
        return window.close()
    QTimer.singleShot(50, window, lambda: look(window, times - 1))

startup.begin = start
sys.exit(cli.main([]))
"""


def test_the_program_follows_all_events_and_has_its_icon_soon_after_the_start(tmp_path: Path) -> None:
    environment = os.environ | {
        f"XDG_{kind}_HOME": str(tmp_path) for kind in ("DATA", "CONFIG", "STATE", "CACHE")
    }
    done = subprocess.run(
        [sys.executable, "-c", SETTLING], capture_output=True, text=True, cwd=ROOT, env=environment
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.skipif(not Path("/proc").exists(), reason="processes are looked up in /proc")
def test_the_demo_command_opens_the_bundled_photos_and_leaves_nothing_when_killed(tmp_path: Path) -> None:
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
    program = subprocess.Popen([sys.executable, "-m", "app.cli", "demo"], env=environment, cwd=ROOT)
    try:
        project_file = tmp_path / "rsis-annotator" / "demo" / "demo-1" / "annotations.rsis"
        assert wait_until(lambda: count_images(project_file) == len(resources.sample_photos()))
        has_model = (resources.starter_checkpoint() / "config.json").exists()
        assert wait_until(lambda: bool(children(program.pid)) or not has_model)
        started = children(program.pid)
    finally:
        program.kill()
        program.wait()
    assert wait_until(lambda: not any(runs(pid) for pid in started), 15)


def test_the_window_removes_what_a_killed_program_left(tmp_path: Path) -> None:
    left = tmp_path / ".file.json.0123abcd.part"
    left.touch()
    unfinished.folder().mkdir(parents=True)
    (unfinished.folder() / "killed").write_bytes(os.fsencode(left) + b"\0\n")
    program = subprocess.Popen([sys.executable, "-m", "app.cli"], cwd=ROOT)
    try:
        assert wait_until(lambda: not left.exists())
    finally:
        program.kill()
        program.wait()


def test_a_path_that_does_not_exist_is_one_line_and_status_one(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", str(tmp_path / "nowhere")], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "nowhere" in done.stderr


def count_images(project_file: Path) -> int:
    if not project_file.exists():
        return 0
    try:
        with Project.open(project_file, read_only=True) as project:
            return len(project.images())
    except AnnotationError:
        return 0  # it is just being made


def children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
        return [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:
        return []


def workers(pid: int) -> list[int]:
    """Return the children that run their own program, which the window starts last."""
    found = []
    for child in children(pid):
        with contextlib.suppress(OSError):
            if b"runpy" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
    return found


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_program_that_crashes_leaves_a_report_for_the_next_start(tmp_path: Path) -> None:
    environment = os.environ | {f"XDG_{name}_HOME": str(tmp_path) for name in ("STATE", "DATA", "CONFIG")}
    program = subprocess.Popen([sys.executable, "-m", "app.cli"], env=environment, cwd=ROOT)
    try:
        log = tmp_path / "rsis-annotator" / "log"
        assert wait_until(lambda: bool(workers(program.pid)))
        started = children(program.pid)
        program.send_signal(signal.SIGSEGV)
        assert program.wait(20) != 0
    finally:
        program.kill()
        program.wait()
    assert wait_until(lambda: not any(runs(pid) for pid in started), 15)
    (report,) = CrashReports(log).begin()
    assert "app/cli.py" in report.read_text()


PENDING = """
import atexit, os, sys, threading, time
import numpy as np
from PySide6.QtCore import QTimer
from annotations.masks import Mask
from annotations.project import Project
from app import cli
from app.window import startup

begin, commit = startup.begin, Project.commit

def slow(project, transaction):
    time.sleep(0.1)
    return commit(project, transaction)

def start(window, folder, *rest):
    begin(window, folder, *rest)
    QTimer.singleShot(50, lambda: draw(window))

def draw(window):
    if not window.session.ready:
        return QTimer.singleShot(50, lambda: draw(window))
    Project.commit = slow
    for n in range(8):
        window.session.draw(Mask.from_patch(np.ones((4, 4), bool), (0, 5 * n), (40, 60)), "object", "Draw")
    exec(sys.argv[2])

def look():
    # One that goes on would tell a window that is gone, and crash.
    if {thread.name for thread in threading.enumerate()} & {"project writer", "thumbnails", "assist writer"}:
        os._exit(9)

atexit.register(look)
startup.begin = start
sys.exit(cli.main([sys.argv[1]]))
"""
ENDS = {
    "terminated": "import os; os.kill(os.getpid(), 15)",
    "terminal closed": "import os; os.kill(os.getpid(), 1)",
    "ended by Qt, as when the X server dies": "from PySide6.QtCore import QCoreApplication as Q; Q.exit(1)",
}


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("how", ENDS)
def test_what_is_pending_is_saved_however_the_program_ends(how: str, tmp_path: Path) -> None:
    environment = os.environ | {f"XDG_{name}_HOME": str(tmp_path) for name in ("STATE", "DATA", "CONFIG")}
    photos = tmp_path / "photos"
    photos.mkdir()
    Image.new("RGB", (60, 40)).save(photos / "a.png")
    program = subprocess.Popen(
        [sys.executable, "-c", PENDING, str(photos), ENDS[how]], env=environment, cwd=ROOT
    )
    try:
        assert program.wait(60) == (1 if "Qt" in how else 0)
    finally:
        program.kill()
        program.wait()
    with Project.open(photos / "annotations.rsis", read_only=True) as project:
        assert project.counts().instances == 8


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_closed_terminal_ends_the_program_in_order(number: signal.Signals, tmp_path: Path) -> None:
    environment = os.environ | {f"XDG_{name}_HOME": str(tmp_path) for name in ("STATE", "DATA", "CONFIG")}
    program = subprocess.Popen([sys.executable, "-m", "app.cli"], env=environment, cwd=ROOT)
    try:
        assert wait_until(lambda: bool(workers(program.pid)))
        program.send_signal(number)
        assert program.wait(20) == 0
    finally:
        program.kill()
        program.wait()
