"""Deals parts out to workers on this machine: one in this process, or some in processes of their own."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

from annotations.errors import explain
from trainer.errors import TrainerError, lacks_memory
from trainer.predicting.failing import ATTEMPTS, Lost, portable
from trainer.predicting.items import Done, Part

Work = Callable[[Part], Done]
Make = Callable[[], Work]


def deal(parts: Iterable[Part], make: Make, processes: int = 0) -> Iterator[Done | Lost]:
    """Yield each part when it is done or lost, in any order.

    make: makes a worker, in its process; it is pickled. processes: how many to start; with 0 the work is done in this
    process. A worker whose process ends is replaced, and its part given out again, but not for ever: then it is lost,
    as is one for which a worker lacks memory. What else a worker raises is raised.
    """
    if processes:
        yield from _deal_to_processes(iter(parts), make, processes)
        return
    work = make()
    for part in parts:
        yield _answer(work, part)


def _answer(work: Work, part: Part) -> Done | Lost:
    try:
        return work(part)
    except Exception as error:
        if lacks_memory(error):
            return Lost(part, lacks_memory=True)
        raise


class _Slot:
    """A place for a worker's process."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self.part: Part | None = None
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")  # a fork would share the threads' locks of PyTorch
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._make), daemon=True)
        try:
            self._process.start()
        except OSError as error:
            raise TrainerError(f"a worker cannot be started: {explain(error)}.") from error
        theirs.close()

    def give(self, part: Part) -> None:
        self.part = part
        with suppress(OSError):  # its process has ended, which `answer` finds
            self.connection.send(part)

    def answer(self) -> Done | Lost | BaseException | None:
        """Return the answer that waits; None if the process has ended, which is then replaced."""
        try:
            answer: Done | Lost | BaseException = self.connection.recv()
            return answer
        except (EOFError, OSError):
            self.end()
            self._start()
            return None

    def end(self) -> None:
        self.connection.close()
        if self._process.pid is not None:
            self._process.terminate()
            self._process.join()


def _deal_to_processes(parts: Iterator[Part], make: Make, processes: int) -> Iterator[Done | Lost]:
    tries: Counter[int] = Counter()
    again: deque[Part] = deque()
    first = list(islice(parts, processes))
    slots = [_Slot(make) for _ in first]
    try:
        for slot, part in zip(slots, first, strict=True):
            slot.give(part)
        while True:
            busy = {slot.connection: slot for slot in slots if slot.part is not None}
            if not busy:
                return
            for ready in wait(list[Any](busy)):
                slot = busy[ready]  # type: ignore[index]
                part, slot.part = slot.part, None  # type: ignore[assignment]
                answer = slot.answer()
                if isinstance(answer, BaseException):
                    raise answer
                if answer is None:
                    tries[part.number] += 1
                    if tries[part.number] < ATTEMPTS:
                        again.append(part)
                    else:
                        answer = Lost(part)
                following = again.popleft() if again else next(parts, None)
                if following is not None:
                    slot.give(following)
                if answer is not None:
                    yield answer
    finally:
        for slot in slots:
            slot.end()


def _serve(connection: Connection, make: Make) -> None:
    """The process of a worker: takes parts until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that deals out
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _be_the_first_to_go()
    try:
        work: Work | None = None
        while True:
            part = connection.recv()
            answer: Done | Lost | Exception
            try:
                work = work or make()
                answer = _answer(work, part)
            except Exception as error:
                answer = portable(error)
            connection.send(answer)
    except (EOFError, OSError):
        pass


def _end_with_parent() -> None:
    """End this process, in the middle of a part too, when the one that deals out has ended."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _be_the_first_to_go() -> None:
    """Have Linux end this process, which is replaced, before others when memory runs out."""
    with suppress(OSError), open("/proc/self/oom_score_adj", "r+", encoding="ascii") as file:
        file.write(str(max(500, int(file.read()))))
