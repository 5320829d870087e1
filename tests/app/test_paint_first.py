"""What works aside gives way to the window's thread: it waits while the window paints, and is nicer."""

from __future__ import annotations

import os
import sys
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.background import paint_first
from app.background.jobs import NICENESS, Jobs
from app.background.paint_first import let_it_paint, painting


def test_work_aside_waits_while_the_window_paints_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paint_first, "LONGEST", 60.0)
    let_it_paint()  # nobody paints
    went_on = threading.Event()

    def work() -> None:
        let_it_paint()
        went_on.set()

    with painting():
        threading.Thread(target=work, daemon=True).start()
        assert not went_on.wait(0.1)
    assert went_on.wait(5.0)


def test_a_painting_that_fails_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paint_first, "LONGEST", 60.0)
    with pytest.raises(ZeroDivisionError), painting():
        _ = 1 / 0
    let_it_paint()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has no niceness of its own")
def test_the_threads_of_jobs_are_nicer_than_the_windows(qapp: QApplication) -> None:
    parent = QObject()
    jobs, found = Jobs(parent), []
    jobs.start(lambda: found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id())))
    jobs._pool.waitForDone(5000)
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    assert found == [max(NICENESS, own)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has no niceness of its own")
def test_a_program_that_is_nice_already_stays_so_and_does_its_work(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise PermissionError("only root may be less nice than before")

    monkeypatch.setattr(os, "getpriority", lambda *_: NICENESS + 5)
    monkeypatch.setattr(os, "setpriority", refuse)
    parent = QObject()
    jobs, done = Jobs(parent), []
    jobs.start(lambda: done.append(True))
    jobs._pool.waitForDone(5000)
    assert done == [True]
