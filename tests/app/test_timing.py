"""The history gets who decided what in how long: from what was shown, without pauses, about which proposal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from annotations.masks import Mask
from annotations.records import ImageRecord, Step
from app.document import decisions
from app.document.document import Document
from app.document.sequence import Sequence
from app.document.timing import PAUSE_SECONDS, Stopwatch, stamped, step_of


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def square(x: int) -> Mask:
    return Mask.from_patch(np.ones((4, 4), bool), (3, x), (20, 20))


def test_a_decision_takes_from_when_the_proposal_is_shown(clock: Clock) -> None:
    watch = Stopwatch(clock)
    clock.now += 30  # the model was thinking
    watch.show("proposal 1")
    clock.now += 2.5
    watch.show("proposal 1")
    clock.now += 1
    assert watch.lap() == 3.5


def test_several_decisions_about_one_proposal_add_up(clock: Clock) -> None:
    watch = Stopwatch(clock)
    watch.show("proposal 1")
    laps = []
    for seconds in (2.0, 5.0, 1.0):
        clock.now += seconds
        laps.append(watch.lap())
    assert laps == [2.0, 5.0, 1.0]
    clock.now += 4
    watch.show("proposal 2")
    clock.now += 1
    assert watch.lap() == 1.0


def test_who_is_away_for_lunch_is_not_slow(clock: Clock) -> None:
    watch = Stopwatch(clock)
    watch.show("proposal 1")
    clock.now += 2
    watch.attend()
    clock.now += 3600
    watch.attend()
    clock.now += 3
    assert watch.lap() == 2 + PAUSE_SECONDS + 3


def test_who_works_on_one_proposal_for_long_is_counted_in_full(clock: Clock) -> None:
    watch = Stopwatch(clock)
    watch.show("proposal 1")
    for _ in range(100):
        clock.now += 10
        watch.attend()
    assert watch.lap() == 1000


def test_the_stamp_says_when_about_which_step_in_how_long(clock: Clock) -> None:
    document = Document((), (ImageRecord(1, "a.png", 20, 20),), {})
    document.load(1, (), ())
    sequence = Sequence(document, 1)
    watch = Stopwatch(clock)
    step = Step(document.next_id("step"), 1, 0, "open", square(2), "cell", 0.5, 0.9, model="starter")
    sequence.propose(step)
    watch.show(sequence.focus)
    clock.now += 4
    transaction = sequence.accept()
    assert transaction is not None
    document.apply(transaction)
    origin = stamped(transaction, document, watch).origin
    assert origin is not None
    assert (origin.step_id, origin.seconds) == (step.id, 4.0)
    assert origin.time is not None
    assert abs(origin.time - datetime.now(UTC)) < timedelta(minutes=1)
    assert document.steps(1)[0].model == "starter"
    undo = document.undo()
    assert undo is not None
    assert step_of(undo, document) == step.id


def test_an_edit_of_what_a_proposal_led_to_is_about_that_proposal_and_a_new_category_about_none() -> None:
    document = Document((), (ImageRecord(1, "a.png", 20, 20),), {})
    document.load(1, (), ())
    drawn = decisions.draw(document, 1, square(2), None, "Draw")
    document.apply(drawn)
    (instance,), (step,) = document.instances(1), document.steps(1)
    edit = decisions.relabel_instance(document, instance, "cell")
    document.apply(edit)
    assert step_of(edit, document) == step_of(drawn, document) == step.id
    assert step_of(decisions.add_category(document, "dirt"), document) is None
