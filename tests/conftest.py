"""What holds for every test: no screen, no home folder touched, and nothing left running behind it."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import pytest

_GRACE_SECONDS = 5.0
# Threads that libraries keep for good once they were used.
_KEPT_BY_LIBRARIES = (
    "ThreadPoolExecutor-",
    "asyncio_",
    "tqdm",
    "torch",
    "pytest_timeout",
    "Dummy-",
    "fsspec",
)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings, data and caches of the program go to a folder of the test's own; what it unpacked is removed."""
    home = tmp_path_factory.mktemp("home")
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings

        for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(form, QSettings.Scope.UserScope, str(home / "config"))
    yield
    if (unpacking := sys.modules.get("trainer.shards.unpacking")) is not None:
        unpacking.remove_unpacked()  # as at the end of the program


@pytest.fixture(autouse=True)
def _no_error_is_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which an error was logged."""
    logged: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logged.append(record.getMessage())

    handler = Keep(logging.ERROR)
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    assert not logged, f"errors were logged: {logged}"


@pytest.fixture(autouse=True)
def _nothing_left_behind(_own_home: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test after which a thread, a process or a visible window of its own is still there."""
    threads = set(threading.enumerate())
    processes = _children()
    windows = _visible_windows()
    yield
    left = _after_grace(
        lambda: [t.name for t in threading.enumerate() if t not in threads and not _is_librarys(t)]
    )
    assert not left, f"threads still run: {left}"
    left_processes = _after_grace(lambda: sorted(_children() - processes))
    assert not left_processes, f"processes still run: {left_processes}"
    if "qtbot" not in request.fixturenames:  # qtbot closes its windows after this
        left_windows = _visible_windows() - windows
        assert not left_windows, f"windows are still open: {left_windows}"


def _after_grace(remaining: Callable[[], list[object]] | Callable[[], list[str]]) -> list[object] | list[str]:
    end = time.monotonic() + _GRACE_SECONDS
    while (left := remaining()) and time.monotonic() < end:
        time.sleep(0.02)
    return left


def _is_librarys(thread: threading.Thread) -> bool:
    return thread.name.startswith(_KEPT_BY_LIBRARIES)


def _children() -> set[str]:
    """The processes that this one started and that still run, as "id name" (Linux; elsewhere none)."""
    found = set()
    for task in Path("/proc/self/task").glob("*/children"):
        try:
            numbers = task.read_text().split()
        except OSError:
            continue
        for number in numbers:
            try:
                state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
                name = Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if state != "Z" and "resource_tracker" not in name:
                found.add(f"{number} {name[:200]}")
    return found


def _visible_windows() -> set[str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return set()
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return set()
    return {f"{type(w).__name__} {id(w):x}" for w in QApplication.topLevelWidgets() if w.isVisible()}
