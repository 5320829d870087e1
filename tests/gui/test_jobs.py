"""What threads are given to do: in the order of its urgency, and nothing of it stays in memory."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.background.jobs import Job, Jobs, do_aside

MANY = 200


class Load:
    """Something that a job holds."""

    def work(self) -> None:
        pass


def left_of(qtbot: QtBot, give: Callable[[Job], None], end: Callable[[], None]) -> int:
    """How many of many jobs are still there once all are done."""
    loads = []
    for number in range(MANY):
        load = Load()
        loads.append(weakref.ref(load))
        give(load.work)
        if number % 5 == 0:
            qtbot.wait(1)
    del load
    end()
    gc.collect()
    return sum(load() is not None for load in loads)


def test_nothing_stays_of_what_was_done_on_a_thread(qtbot: QtBot) -> None:
    parent = QObject()
    jobs = Jobs(parent)
    assert left_of(qtbot, jobs.start, lambda: jobs.end(10_000)) == 0


def test_nothing_stays_of_what_was_done_on_a_thread_that_all_share(qtbot: QtBot) -> None:
    def wait() -> None:
        done = threading.Event()
        do_aside(done.set)
        assert done.wait(10.0)
        qtbot.wait(20)

    assert left_of(qtbot, do_aside, wait) == 0


def test_nothing_stays_of_what_was_dropped_before_it_began(qtbot: QtBot) -> None:
    parent = QObject()
    jobs = Jobs(parent)
    held = threading.Event()
    jobs.start(lambda: held.wait(10.0) and None)

    def end() -> None:
        jobs.clear()
        held.set()
        jobs.end(10_000)

    assert left_of(qtbot, jobs.start, end) == 0


def test_the_more_urgent_is_done_first_and_of_equals_what_came_first(qtbot: QtBot) -> None:
    parent = QObject()
    jobs = Jobs(parent)
    held, done = threading.Event(), threading.Event()
    order: list[str] = []
    jobs.start(lambda: held.wait(10.0) and None)
    for name, priority in (("a", 0), ("b", 1), ("c", 0), ("d", 1)):
        jobs.start(lambda name=name: order.append(name), priority)  # type: ignore[misc]
    jobs.start(done.set, priority=-1)
    held.set()
    assert done.wait(10.0)
    assert order == ["b", "d", "a", "c"]


def test_a_job_that_fails_does_not_keep_the_next_one_from_being_done(qtbot: QtBot) -> None:
    parent = QObject()
    jobs = Jobs(parent)
    done = threading.Event()

    def fail() -> None:
        raise ValueError("a job that fails")

    with qtbot.captureExceptions() as told:
        jobs.start(fail)
        jobs.start(done.set)
        assert done.wait(10.0)
    assert [str(error) for _, error, _ in told] == ["a job that fails"]
