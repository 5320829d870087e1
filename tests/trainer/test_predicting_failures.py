"""Predicting under failures: damaged parts, workers that end or lack memory, disks that are slow or full."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest

from annotations.errors import ImageError
from tests.trainer.predicting_workers import Answering, KilledAt, LackingAt
from trainer.errors import TrainerError, lacks_memory
from trainer.predicting import failing, local, reading_ahead
from trainer.predicting.failing import Lost, in_the_end
from trainer.predicting.items import Done, Item, Items, Part, cut
from trainer.predicting.reading_ahead import MOST_AHEAD, read_ahead
from trainer.predicting.store import Plan, Store, opened

killing = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no way to kill a process here")
PIXELS = np.zeros((2, 2, 3), np.uint8), ""


def items(count: int) -> list[Item]:
    return [Item(number, f"{number}.png", f"{number}.png") for number in range(count)]


def names(done: Done) -> list[str]:
    return [image["file_name"] for image in json.loads(done.content)["images"]]


def done_of(count: int, deal: failing.Deal, size: int = 3) -> tuple[dict[int, Done], list[str]]:
    """Have images done in parts; return the parts, each done once, and what was told."""
    told: list[str] = []
    done = list(in_the_end(cut(items(count), size), deal, told.append))
    assert sorted(one.number for one in done) == list(range(-(-count // size)))
    return {one.number: one for one in done}, told


def test_packed_images_are_the_same_ones() -> None:
    some = [
        Item(1, "a.png", "/x/a.png", stamp="12 34"),
        Item("x", "1.tar/ä \udcff.png", "s3://b/1.tar", 512, 2**40, ""),
        *items(3000),
    ]
    kept = Items(some)
    assert (len(kept), list(kept), list(kept)) == (3002, some, some)
    assert [part.first for part in cut(kept, 1001)] == [0, 1001, 2002]


@killing
def test_an_image_that_ends_every_worker_is_left_out_alone(tmp_path: Path) -> None:
    deal = partial(local.deal, make=partial(KilledAt, "4.png"), processes=2)
    done, told = done_of(9, deal)
    assert [names(done[n]) for n in range(3)] == [
        ["0.png", "1.png", "2.png"],
        ["3.png", "5.png"],
        ["6.png", "7.png", "8.png"],
    ]
    (broken,) = json.loads(done[1].content)["info"]["broken"]
    assert broken == ["4.png", "its worker ended 3 times without an answer; the machine may lack memory"]
    assert (done[1].images, json.loads(done[1].content)["categories"]) == (3, [{"id": 1, "name": "cell"}])
    assert told == ["the workers of 3 images ended or lack memory; these are tried one by one"]


@pytest.mark.parametrize("processes", [0, 1])
def test_an_image_for_which_the_memory_is_not_enough_is_left_out_alone(processes: int) -> None:
    done, _ = done_of(6, partial(local.deal, make=partial(LackingAt, "5.png"), processes=processes))
    assert names(done[1]) == ["3.png", "4.png"]
    assert json.loads(done[1].content)["info"]["broken"] == [
        ["5.png", "the memory is not enough to predict it"]
    ]


def test_a_part_of_one_image_is_not_tried_another_time() -> None:
    work = LackingAt("1.png")
    given: list[int] = []

    def deal(parts: Any) -> Iterator[Done | Lost]:
        for part in parts:
            given.append(part.number)
            yield Lost(part) if part.number == 1 else work(part)

    done, told = done_of(3, deal, 1)
    assert (names(done[1]), given, told) == ([], [0, 1, 2], [])


def test_which_errors_say_that_memory_is_not_enough() -> None:
    import torch

    assert lacks_memory(MemoryError())
    assert lacks_memory(torch.OutOfMemoryError("CUDA out of memory."))
    assert lacks_memory(RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried"))
    assert not lacks_memory(RuntimeError("shapes differ"))
    assert not lacks_memory(OSError("out of memory"))


def test_no_more_is_tried_if_parts_are_lost_one_after_the_other() -> None:
    tried: list[Part] = []

    def deal(parts: Any) -> Iterator[Done | Lost]:
        for part in parts:
            tried.append(part)
            yield Lost(part)

    with pytest.raises(
        TrainerError, match=r"29\.png: its worker ended .* as of those before it.*--batch-size 1"
    ):
        list(in_the_end(cut(items(60), 3), deal, print))
    assert len(tried) == failing.LOST_IN_A_ROW


def test_parts_that_are_lost_now_and_then_are_done_after_the_others() -> None:
    work = Answering()
    order: list[tuple[str, ...]] = []

    def deal(parts: Any) -> Iterator[Done | Lost]:
        for part in parts:
            order.append(tuple(item.name for item in part.items))
            yield Lost(part) if len(part.items) > 1 and part.number % 2 else work(part)

    done, told = done_of(80, deal, 2)
    assert len(told) == 1
    assert [names(done[n]) for n in range(40)] == [[f"{2 * n}.png", f"{2 * n + 1}.png"] for n in range(40)]
    assert [len(one) for one in order] == [2] * 40 + [1] * 40
    firsts = [one["id"] for n in range(40) for one in json.loads(done[n].content)["annotations"]]
    assert firsts == list(range(80))  # as if nothing had been lost


@killing
def test_workers_end_in_the_middle_of_a_part_when_the_program_is_killed() -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.trainer.predicting_workers"], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    with run.stdout as out:
        assert [out.readline() for _ in range(2)] == ["in a part\n"] * 2
        run.kill()
        assert out.read() == ""  # which waits for the end of all that have this pipe
    run.wait()


def store_of(folder: Path, parts: int = 3) -> Any:
    return opened(folder, Plan("", "", "", 2, parts))


def fill(store: Store, *numbers: int) -> None:
    for part in cut(items(6), 2):
        if part.number in numbers:
            store.write(Answering()(part))


@pytest.mark.parametrize("damage", [lambda whole: whole[:-1], lambda whole: b"", lambda whole: b"[]"])
def test_a_part_that_is_damaged_is_done_again(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    with store_of(tmp_path) as store:
        fill(store, 0, 1)
        store.path(1).write_bytes(damage(store.path(1).read_bytes()))
        done, problems = store.there()
        assert done == {0}
        assert [str(one) for one in problems] == [
            f"{store.path(1)}: it is damaged; its images are predicted again"
        ]


def test_a_part_that_a_person_changed_is_kept_and_named(tmp_path: Path) -> None:
    with store_of(tmp_path) as store:
        fill(store, 0, 1, 2)
        content = json.loads(store.path(1).read_bytes())
        content["annotations"].pop()
        store.path(1).write_text(json.dumps(content))
        done, (problem,) = store.there()
        assert (done, problem.kept) == ({0, 1, 2}, True)
        assert str(problem) == f"{store.path(1)}: it was changed since it was written"


def test_a_line_of_the_log_that_was_cut_off_costs_nothing(tmp_path: Path) -> None:
    with store_of(tmp_path) as store:
        fill(store, 0, 1)
        log = tmp_path / "log.jsonl"
        log.write_bytes(log.read_bytes()[:-20])  # as on a full disk
        fill(store, 2)
        assert store.there() == ({0, 1, 2}, [])
        assert [line[:9] for line in log.read_text().splitlines()] == ['{"part": ' for _ in range(3)]


def test_a_full_disk_is_one_error_also_in_the_log(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with (
        store_of(tmp_path) as store,
        mock.patch("trainer.predicting.store.open", side_effect=full, create=True),
        pytest.raises(TrainerError, match=r"log\.jsonl: the disk is full"),
    ):
        fill(store, 0)
    with store_of(tmp_path) as store:
        assert store.there() == ({0}, [])


def test_the_folder_knows_that_its_program_was_killed(tmp_path: Path) -> None:
    with store_of(tmp_path) as store:
        assert not store.was_killed
    (tmp_path / ".lock").touch()
    with store_of(tmp_path) as store:
        assert store.was_killed
    with store_of(tmp_path) as store:
        assert not store.was_killed


def test_images_are_read_while_another_one_is_worked_on() -> None:
    begun = [threading.Event() for _ in range(40)]

    def read(item: Item) -> Any:
        begun[int(item.id)].set()
        return PIXELS

    read_items = read_ahead(items(40), read)
    for number in range(20):
        item, answer = next(read_items)
        assert (item.id, answer) == (number, PIXELS)
        assert begun[number + 1].wait(60)
        assert not any(one.is_set() for one in begun[number + MOST_AHEAD + 1 :])
    assert [item.id for item, _ in read_items] == list(range(20, 40))


def test_of_large_images_only_one_is_read_ahead() -> None:
    begun: set[Any] = set()

    def read(item: Item) -> Any:
        begun.add(item.id)
        return PIXELS

    with mock.patch.object(reading_ahead, "MOST_BYTES", 11):
        for number, _ in enumerate(read_ahead(items(20), read)):
            assert begun <= set(range(number + 2))


def test_errors_come_in_their_turn() -> None:
    def read(item: Item) -> Any:
        if item.id == 1:
            raise ImageError(item.shown, "broken")
        if item.id == 3:
            raise TrainerError("the store does not answer")
        return PIXELS

    answers = read_ahead(items(5), read)
    assert next(answers)[1] == PIXELS
    assert str(next(answers)[1]) == "1.png: broken"
    assert next(answers)[1] == PIXELS
    with pytest.raises(TrainerError, match="does not answer"):
        next(answers)


def test_an_image_at_which_the_disk_hangs_is_left_out_but_not_a_second_one() -> None:
    released = threading.Event()

    def read(item: Item) -> Any:
        if item.id in (1, 6):
            released.wait()
        return PIXELS

    with mock.patch.object(reading_ahead, "PATIENCE", 0.7):
        answers = read_ahead(items(8), read)
        found = [next(answers)[1] for _ in range(6)]
        assert [number for number, one in enumerate(found) if isinstance(one, ImageError)] == [1]
        assert str(found[1]) == "1.png: it was not read within 10 minutes"
        with pytest.raises(TrainerError, match=r"6\.png: .* its disk does not answer"):
            next(answers)
    released.set()
