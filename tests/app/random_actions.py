"""A person who does anything in any order: a state machine over the work, the assist loop and a real project file.

`python -m tests.app.random_actions --actions 10000` runs it at length and prints how often each action was done.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
)

from annotations.masks import Mask
from app.assist.protocol import AssistProposal
from app.document import decisions
from app.session.instances import InstanceWork
from app.tools.gesture import BoxAt, PointAt
from tests.app.category_actions import CategoryActions
from tests.app.world import NAMES, World, boxes, masks, places, proposal_of, records, run, wait


class Person(CategoryActions):
    """Does everything that can be done in the window, as the window does it."""

    has_copied = False

    # -- the model

    @precondition(lambda self: self.loop.waiting)
    @rule(mask=masks(), name=st.sampled_from(NAMES), sure=st.sampled_from([0.2, 0.95]))
    def the_model_proposes(self, mask: Mask, name: str | None, sure: float) -> None:
        self.answer("the model proposes", proposal_of(mask, name, sure))

    @precondition(lambda self: self.loop.waiting)
    @rule()
    def the_model_finds_nothing(self) -> None:
        self.answer("the model finds nothing", None)

    def answer(self, what: str, proposal: AssistProposal | None) -> None:
        with self.doing(what):
            self.model.proposalReady.emit(self.model.asked[-1], proposal)

    @precondition(lambda self: len(self.model.asked) > 1)
    @rule(data=st.data(), mask=masks(), fails=st.booleans())
    def a_late_answer(self, data: st.DataObject, mask: Mask, fails: bool) -> None:
        ticket = data.draw(st.sampled_from(self.model.asked[:-1][-5:]))
        with self.doing("late answer"):
            before = len(self.heard)
            if fails:
                self.model.proposalFailed.emit(ticket, "It is late.")
            else:
                self.model.proposalReady.emit(ticket, proposal_of(mask, "nucleus", 0.9))
            assert len(self.heard) == before
            assert not self.problems

    @precondition(lambda self: self.loop.waiting)
    @rule()
    def the_model_fails(self) -> None:
        with self.doing("the model fails"):
            self.model.proposalFailed.emit(self.model.asked[-1], "Out of memory.")

    @rule(quick=st.booleans())
    def the_model_is_quick_or_slow(self, quick: bool) -> None:
        self.quick = quick

    @rule()
    def another_model(self) -> None:
        with self.doing("load a model"):
            self.loop.load_model(Path("other"))

    @rule()
    def ask(self) -> None:
        with self.doing("propose"):
            self.loop.ask_next()

    @rule(at=places, positive=st.booleans(), fresh=st.booleans())
    def point(self, at: tuple[int, int], positive: bool, fresh: bool) -> None:
        with self.doing("point tool"):
            self.loop.point_at(PointAt(at[0] + 0.5, at[1] + 0.5, positive, fresh))

    @rule(box=boxes)
    def box(self, box: tuple[int, int, int, int]) -> None:
        y, x, height, width = box
        with self.doing("box tool"):
            self.loop.box_at(BoxAt((x, y, x + width, y + height)))

    @precondition(lambda self: self.sequence.mask() is not None)
    @rule()
    def look_closer(self) -> None:
        with self.doing("look closer"):
            self.loop.look_closer()

    @precondition(lambda self: self.sequence.step() is not None)
    @rule()
    def accept_all_that_are_sure(self) -> None:
        with self.doing("accept all that are sure"):
            self.loop.accept_all_above(0.9)

    @rule()
    def stop(self) -> None:
        with self.doing("stop"):
            self.loop.stop()

    # -- verdicts

    @precondition(lambda self: self.sequence.mask() is not None)
    @rule(category=st.sampled_from(NAMES))
    def accept(self, category: str | None) -> None:
        with self.doing("accept"):
            self.session.accept(category)

    @precondition(lambda self: self.sequence.mask() is not None)
    @rule()
    def reject(self) -> None:
        with self.doing("reject"):
            self.session.turn_down("rejected")

    @precondition(lambda self: self.sequence.step() is not None)
    @rule()
    def skip(self) -> None:
        with self.doing("skip"):
            self.session.turn_down("skipped")

    @precondition(lambda self: self.sequence.mask() is not None)
    @rule(name=st.sampled_from(NAMES))
    def relabel(self, name: str | None) -> None:
        with self.doing("relabel"):
            self.session.relabel(name)

    @precondition(lambda self: self.sequence.mask() is not None)
    @rule(mask=masks())
    def fix(self, mask: Mask) -> None:
        with self.doing("fix the mask"):
            self.session.edit_mask(mask, "Brush stroke")

    @rule(mask=masks(), name=st.sampled_from(NAMES))
    def draw(self, mask: Mask, name: str | None) -> None:
        with self.doing("draw"):
            self.session.draw(mask, name, "Draw polygon")

    @precondition(lambda self: self.sequence.selected())
    @rule()
    def delete(self) -> None:
        with self.doing("delete"):
            self.session.delete()

    @precondition(lambda self: self.sequence.step() is not None)
    @rule()
    def start_over(self) -> None:
        with self.doing("start over"):
            self.session.start_over()

    # -- where the person looks

    @rule(by=st.sampled_from([-1, 1]))
    def move(self, by: int) -> None:
        with self.doing("go along the strip"):
            self.session.move(by)

    @rule()
    def to_front(self) -> None:
        with self.doing("back to the proposal"):
            self.session.focus(None)

    @precondition(lambda self: self.here())
    @rule(data=st.data())
    def select(self, data: st.DataObject) -> None:
        ids = [instance.id for instance in self.here()]
        with self.doing("select"):
            self.instances.select(data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)))

    @precondition(lambda self: self.here())
    @rule(at=places, more=st.booleans())
    def click(self, at: tuple[int, int], more: bool) -> None:
        with self.doing("click an instance"):
            self.instances.select_at(at[0] + 0.5, at[1] + 0.5, more)

    @precondition(lambda self: self.here())
    @rule()
    def select_all(self) -> None:
        with self.doing("select all"):
            self.instances.select_all()

    @precondition(lambda self: self.here())
    @rule(more=st.booleans())
    def select_in_a_box(self, more: bool) -> None:
        with self.doing("select in a box"):
            self.instances.select_in((0, 0, 9, 9), more)

    @precondition(lambda self: self.sequence.selected())
    @rule()
    def hide(self) -> None:
        with self.doing("hide"):
            self.instances.toggle_hidden()

    @precondition(lambda self: self.sequence.selected())
    @rule()
    def lock(self) -> None:
        with self.doing("lock"):
            self.instances.toggle_locked()

    @precondition(lambda self: len(self.document.images()) > 1)
    @rule(data=st.data())
    def change_image(self, data: st.DataObject) -> None:
        others = [image.id for image in self.document.images() if image.id != self.image_id]
        with self.doing("change the image"):
            self.show(data.draw(st.sampled_from(others)))

    @rule(overlap=st.sampled_from(["allow", "protect", "take"]))
    def let_masks_overlap(self, overlap: Any) -> None:
        with self.doing("let masks overlap or not"):
            self.session.overlap = overlap

    # -- masks and instances

    @precondition(lambda self: self.sequence.mask() is not None)
    @rule(
        change=st.sampled_from(
            [
                ("fill holes", lambda i: i.fill_holes()),
                ("keep the largest part", lambda i: i.keep_largest()),
                ("smooth", lambda i: i.smooth(1)),
                ("grow", lambda i: i.grow(1)),
                ("shrink", lambda i: i.shrink(1)),
                ("move the mask", lambda i: i.move(2, -1)),
            ]
        )
    )
    def change_masks(self, change: tuple[str, Callable[[InstanceWork], None]]) -> None:
        with self.doing(change[0]):
            change[1](self.instances)

    @precondition(lambda self: len(self.here()) > 1)
    @rule(data=st.data(), what=st.sampled_from(["union", "subtract", "intersect"]))
    def combine(self, data: st.DataObject, what: str) -> None:
        if not self.sequence.also():
            self.select(data)
        with self.doing(what):
            {
                "union": self.instances.unite,
                "subtract": self.instances.subtract,
                "intersect": self.instances.intersect,
            }[what]()

    @precondition(lambda self: len(self.here()) > 1 and self.sequence.selected())
    @rule(place=st.sampled_from(["front", "forward", "backward", "back"]))
    def reorder(self, place: Any) -> None:
        with self.doing(f"order: {place}"):
            self.instances.reorder(place)

    @precondition(lambda self: self.sequence.selected())
    @rule()
    def split(self) -> None:
        with self.doing("split"):
            self.instances.split()

    @precondition(lambda self: self.sequence.selected())
    @rule(distance=st.integers(1, 14))
    def duplicate(self, distance: int) -> None:
        with self.doing("duplicate"):
            self.instances.duplicate(distance)

    @precondition(lambda self: self.sequence.selected())
    @rule(flag=st.sampled_from(["occluded", "difficult"]))
    def flag(self, flag: str) -> None:
        with self.doing(flag):
            self.instances.toggle_flag(flag)

    @precondition(lambda self: self.sequence.selected())
    @rule()
    def crowd(self) -> None:
        with self.doing("crowd"):
            self.instances.toggle_crowd()

    @precondition(lambda self: self.sequence.selected())
    @rule()
    def copy(self) -> None:
        self.instances.copy()
        self.has_copied = True

    @precondition(lambda self: self.has_copied)
    @rule(distance=st.integers(1, 14))
    def paste(self, distance: int) -> None:
        with self.doing("paste"):
            self.instances.paste(distance)

    @precondition(lambda self: self.sequence.selected())
    @rule(note=st.sampled_from(["", "look again", "嗨 \u2028"]))
    def note(self, note: str) -> None:
        with self.doing("note"):
            self.instances.describe(note=note)

    @precondition(lambda self: self.sequence.selected())
    @rule(value=st.sampled_from(["", "red", "green"]))
    def attribute(self, value: str) -> None:
        with self.doing("attribute"):
            self.instances.describe(attributes={"colour": value})

    # -- images and the project

    @rule(status=st.sampled_from(["done", "skipped", "started", "new"]))
    def mark(self, status: Any) -> None:
        with self.doing("status of the image"):
            self.session.set_status(status)

    @rule(status=st.sampled_from(["done", "skipped", "started", "new"]), others=st.sets(st.integers(0, 2)))
    def mark_several(self, status: Any, others: set[int]) -> None:
        images = [image.id for number, image in enumerate(self.document.images()) if number in others]
        with self.doing("status of several images"):
            self.session.apply(decisions.set_statuses(self.document, dict.fromkeys(images, status)))

    @precondition(lambda self: len(self.document.images()) > 1)
    @rule(data=st.data())
    def remove_images(self, data: st.DataObject) -> None:
        ids = [image.id for image in self.document.images()]
        gone = data.draw(st.sets(st.sampled_from(ids), min_size=1, max_size=len(ids) - 1))
        with self.doing("remove images"):
            self.session.apply(decisions.remove_images(self.document, sorted(gone)))
            wait(lambda: self.session.ready)

    @rule(person=st.sampled_from(["", "Anna"]))
    def say_who_works(self, person: str) -> None:
        with self.doing("who works"):
            self.session.set_person(person)

    # -- back and forth

    @precondition(lambda self: self.document.undo_label is not None)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        self.travel("undo", times)

    @precondition(lambda self: self.document.redo_label is not None)
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        self.travel("redo", times)

    @rule()
    def close_and_open(self) -> None:
        end = records(self.document)
        with self.doing("close and open again"):
            self.reopen()
        assert records(self.document) == end


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=10_000, help="at least so many are done")
    parser.add_argument(
        "--no-shrink", action="store_true", help="show what goes wrong as it was found, at once"
    )
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    begin, done, changed = time.monotonic(), Counter[str](), Counter[str]()
    while (left := options.actions - _random(done)) > 0:
        run(Person, left, shrink=not options.no_shrink)
        done += World.done
        changed += World.changed
    print(f"{_random(done)} random actions in {time.monotonic() - begin:.0f} s", end=", ")
    print(f"{changed.total()} transactions kept, those of all the ways to the start and back included")
    print("  done  transactions  action")
    for what, count in done.most_common():
        print(f"{count:6}  {changed[what]:12}  {what}")
    del application


def _random(done: Counter[str]) -> int:
    """How many were chosen at random: those on the ways to the start and back were not."""
    return sum(count for what, count in done.items() if ", to the" not in what)


if __name__ == "__main__":
    main()
