"""A fault of the program, in the window's thread or another: it is told with its report, and the work goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QDesktopServices

from app.crash_reports import CrashReports
from app.window.fault_watch import FaultWatch
from tests.gui.conftest import Desk


@pytest.fixture
def watch(desk: Desk, tmp_path: Path) -> Iterator[FaultWatch]:
    watch = FaultWatch(CrashReports(tmp_path / "log"), desk.window.banners, desk.window)
    yield watch
    watch.end()


def test_a_fault_is_told_with_its_report_and_the_work_goes_on(
    desk: Desk, photos: Path, watch: FaultWatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    desk.open(photos)
    watch.begin([])
    qWarning("something odd")
    try:
        raise ZeroDivisionError("by nought")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    (report,) = (tmp_path / "log").glob("fault-*.txt")
    desk.until(lambda: any(str(report) in message for message in desk.window.banners.messages))
    assert "ZeroDivisionError: by nought" in desk.window.banners.messages[-1]
    assert "Warning: something odd" in report.read_text()
    desk.window.banners.buttons()[-1].click()
    assert shown == [str(report)]
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes() == ["accepted", "open"]


def test_a_fault_in_another_thread_is_told_too(desk: Desk, watch: FaultWatch, tmp_path: Path) -> None:
    watch.begin([])

    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail, name="the failing one")
    thread.start()
    thread.join()
    desk.until(lambda: any("in a thread" in message for message in desk.window.banners.messages))
    (report,) = (tmp_path / "log").glob("fault-*.txt")
    assert "thread: the failing one" in report.read_text()


def test_the_next_start_says_where_the_report_of_a_crash_lies(desk: Desk, watch: FaultWatch) -> None:
    watch.begin([Path("/log/crash-1.txt")])
    assert "/log/crash-1.txt" in desk.window.banners.messages[0]
    assert "nothing is sent" in desk.window.banners.messages[0]
