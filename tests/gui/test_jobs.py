"""Jobs on threads: the more urgent first, no answer that is stale, and nothing of them stays in memory."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.background.jobs import Check, Job, Jobs

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
        jobs.start(done.set)
        assert done.wait(10.0)
        qtbot.wait(20)

    parent = QObject()
    jobs = Jobs(parent, threads=None)
    assert left_of(qtbot, jobs.start, wait) == 0


def test_nothing_stays_of_what_was_dropped_before_it_began(qtbot: QtBot) -> None:
    parent = QObject()
    jobs = Jobs(parent)
    held = threading.Event()
    jobs.start(lambda: held.wait(10.0) and None)

    def end() -> None:
        jobs.drop()
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


def test_an_answer_comes_in_the_windows_thread_and_of_a_failure_its_reason(qtbot: QtBot) -> None:
    parent = QObject()
    jobs = Jobs(parent)
    told: list[object] = []
    threads: list[threading.Thread] = []

    def work(_check: Check) -> int:
        threads.append(threading.current_thread())
        return 7

    def fail(_check: Check) -> int:
        raise ValueError("no such number")

    jobs.run(work, lambda answer: told.append((answer, threading.current_thread())))
    jobs.run(fail, told.append, lambda reason: told.append(reason))
    assert jobs.awaited
    qtbot.waitUntil(lambda: not jobs.awaited)
    assert told == [(7, threading.main_thread()), "no such number"]
    assert threads != [threading.main_thread()]


@pytest.mark.parametrize("threads", [1, None])
def test_a_dropped_job_brings_no_answer_and_learns_that_nobody_waits(
    qtbot: QtBot, threads: int | None
) -> None:
    parent = QObject()
    jobs = Jobs(parent, threads)
    told: list[object] = []
    begun, dropped, ended = threading.Event(), threading.Event(), threading.Event()
    went_on: list[str] = []

    def work(check: Check) -> str:
        try:
            begun.set()
            assert dropped.wait(10.0)
            check()
            went_on.append("after it was dropped")
            return "stale"
        finally:
            ended.set()

    jobs.run(work, told.append, told.append)
    assert begun.wait(10.0)
    jobs.drop()
    assert not jobs.awaited
    jobs.run(lambda _check: "wanted", told.append)
    dropped.set()
    qtbot.waitUntil(lambda: told != [])
    assert ended.wait(10.0)
    assert told == ["wanted"]
    assert went_on == []


def test_an_answer_that_is_under_way_when_it_is_dropped_is_stale_too(qtbot: QtBot) -> None:
    parent = QObject()
    jobs = Jobs(parent)
    told: list[str] = []
    ended = threading.Event()
    jobs.run(lambda _check: "stale", told.append)
    jobs.start(ended.set, priority=-1)
    assert ended.wait(10.0)  # the answer waits among the events now
    jobs.drop()
    qtbot.wait(20)
    assert told == []


def test_a_fault_of_the_program_is_told_and_raised_in_the_thread(qtbot: QtBot) -> None:
    parent = QObject()
    jobs = Jobs(parent)
    told: list[str] = []

    def fail(_check: Check) -> None:
        raise KeyError("a fault")

    with qtbot.captureExceptions() as raised:
        jobs.run(fail, lambda _none: None, told.append, expected=(OSError,))
        qtbot.waitUntil(lambda: not jobs.awaited)
    assert told == ["'a fault'"]
    assert [kind for kind, _, _ in raised] == [KeyError]


def test_whoever_waits_for_an_answer_is_let_go_of(qtbot: QtBot) -> None:
    parent = QObject()
    jobs = Jobs(parent)

    class Waiting:
        def take(self, _answer: object) -> None:
            pass

    answered, dropped = Waiting(), Waiting()
    left = [weakref.ref(answered), weakref.ref(dropped)]
    jobs.run(lambda _check: None, answered.take)
    qtbot.waitUntil(lambda: not jobs.awaited)
    held = threading.Event()
    jobs.run(lambda _check: held.wait(10.0), dropped.take)
    jobs.drop()
    del answered, dropped
    gc.collect()
    assert [one() for one in left] == [None, None]
    held.set()
    jobs.end(10_000)
