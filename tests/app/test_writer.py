"""The writer: everything is committed in order, and a failing disk loses nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from annotations.records import Change, Transaction
from app.document import writer as writer_module
from app.document.writer import Answered, Event, Failing, Kept, Opened, OpenFailed, Writer


class Disk:
    """A store that can be full."""

    def __init__(self) -> None:
        self.full = False
        self.kept: list[str] = []
        self.closed = False
        self.thread: int | None = None

    def commit(self, transaction: Transaction) -> None:
        self.thread = threading.get_ident()
        if self.full:
            raise OSError(28, "No space left on device")
        self.kept.append(transaction.label)

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "RETRY_SECONDS", 0.02)


@contextmanager
def writing(disk: Disk) -> Iterator[tuple[Writer[Disk], list[Event]]]:
    events: list[Event] = []
    writer = Writer(lambda: (disk, "summary"), events.append)
    writer.start()
    try:
        yield writer, events
    finally:
        writer.close(2.0, give_up=True)


def commit(writer: Writer[Disk], *labels: str) -> None:
    for label in labels:
        writer.commit(Transaction(label, ()))


def wait_for(happened: object, seconds: float = 3.0) -> None:
    end = time.monotonic() + seconds
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


def test_a_large_transaction_waits_for_the_window_to_paint_but_not_when_it_is_awaited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writer_module, "PAINT_SECONDS", 60.0)
    large = Transaction("large", tuple(Change(("instance", n), None, None) for n in range(200)))
    disk = Disk()
    with writing(disk) as (writer, events):
        commit(writer, "small")
        wait_for(lambda: disk.kept == ["small"])
        writer.commit(large)
        time.sleep(0.1)
        assert disk.kept == ["small"]
        assert writer.flush(3.0)
        assert disk.kept == ["small", "large"]
        monkeypatch.setattr(writer_module, "PAINT_SECONDS", 0.01)
        writer.commit(large)
        wait_for(lambda: len(disk.kept) == 3)
        wait_for(lambda: events[-1] == Kept(0))


def test_transactions_are_committed_in_order_in_a_thread_of_their_own() -> None:
    disk = Disk()
    with writing(disk) as (writer, events):
        commit(writer, *(str(n) for n in range(50)))
        assert writer.flush(3.0)
        assert disk.kept == [str(n) for n in range(50)]
        assert disk.thread != threading.get_ident()
        wait_for(lambda: events[-1] == Kept(0))
        assert events[0] == Opened("summary")
    assert disk.closed


def test_closing_commits_what_is_queued() -> None:
    disk = Disk()
    with writing(disk) as (writer, _):
        commit(writer, "a", "b")
        assert writer.close(3.0)
    assert disk.kept == ["a", "b"]


def test_a_full_disk_is_reported_once_and_nothing_is_lost_or_out_of_order() -> None:
    disk = Disk()
    disk.full = True
    with writing(disk) as (writer, events):
        commit(writer, "a", "b", "c")
        wait_for(lambda: any(isinstance(event, Failing) for event in events))
        assert not writer.flush(0.1)
        assert not writer.close(0.1)
        assert [type(event) for event in events].count(Failing) == 1
        disk.full = False
        assert writer.flush(3.0)
        assert disk.kept == ["a", "b", "c"]


def test_a_question_is_answered_after_everything_committed_before_it() -> None:
    disk = Disk()
    with writing(disk) as (writer, events):
        commit(writer, "a")
        found: list[str] = []
        ticket = writer.ask(lambda store: found.extend(store.kept))
        wait_for(lambda: Answered(ticket, None) in events)
        assert found == ["a"]


def test_a_question_that_fails_is_answered_with_the_reason_and_the_writer_goes_on() -> None:
    disk = Disk()
    with writing(disk) as (writer, events):
        ticket = writer.ask(lambda store: 1 / 0)
        commit(writer, "a")
        assert writer.flush(3.0)
        assert Answered(ticket, "ZeroDivisionError: division by zero") in events


def test_a_project_that_cannot_be_opened_is_reported() -> None:
    def refuse() -> tuple[Disk, object]:
        raise OSError("no such disk")

    events: list[Event] = []
    writer = Writer(refuse, events.append)
    writer.start()
    wait_for(lambda: events)
    assert events == [OpenFailed("OSError: no such disk")]
    assert writer.close(1.0)
