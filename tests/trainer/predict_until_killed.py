"""Predicts ten images in parts of two into FOLDER/parts, and stops in the middle of part 3 until it is killed."""

from __future__ import annotations

import sys
import threading
from functools import partial
from pathlib import Path

from tests.trainer.predicting_workers import Counting, Work
from trainer.predicting import local
from trainer.predicting.items import Done, Item, Part, cut
from trainer.predicting.store import opened, plan_of


class Stopping:
    """Another worker, which never finishes part 3."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __call__(self, part: Part) -> Done:
        if part.number == 3:
            print("in the middle of part 3", flush=True)
            threading.Event().wait()
        return self._work(part)


if __name__ == "__main__":
    top = Path(sys.argv[1])
    items = [Item(number, f"{number}.png", f"{number}.png") for number in range(10)]
    with opened(top / "parts", plan_of(items, 2, {}, {})) as store:
        make = partial(Stopping, Counting(str(top / "begun")))
        for done in local.deal(cut(items, 2), make):
            store.write(done)
