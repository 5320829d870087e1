"""The sequence of an image: what a person decides about proposals, and what going back and undo show."""

from __future__ import annotations

import numpy as np
import pytest

from annotations.masks import Mask
from annotations.records import ImageRecord, Step, Transaction
from app.document.decisions import next_index
from app.document.document import Document
from app.document.sequence import Sequence

SIZE = (20, 20)


def square(x: int, y: int, side: int = 4) -> Mask:
    return Mask.from_patch(np.ones((side, side), bool), (y, x), SIZE)


class Desk:
    """A document with one image, and a model that proposes what it is told."""

    def __init__(self) -> None:
        self.document = Document((), (ImageRecord(1, "a.png", 20, 20),), {})
        self.document.load(1, (), ())
        self.sequence = Sequence(self.document, 1)

    def propose(self, mask: Mask, name: str | None = "nucleus") -> Step:
        step = Step(
            self.document.next_id("step"), 1, next_index(self.document, 1), "open", mask, name, 0.8, 0.9
        )
        self.sequence.propose(step)
        return step

    def apply(self, transaction: Transaction | None) -> bool:
        assert transaction is not None
        self.document.apply(transaction)
        return self.sequence.follow(transaction, travelled=False)

    def undo(self) -> bool:
        transaction = self.document.undo()
        assert transaction is not None
        return self.sequence.follow(transaction, travelled=True)

    def redo(self) -> bool:
        transaction = self.document.redo()
        assert transaction is not None
        return self.sequence.follow(transaction, travelled=True)

    def accept(self, mask: Mask) -> Step:
        step = self.propose(mask)
        self.apply(self.sequence.accept())
        return step

    def outcomes(self) -> list[str]:
        return [step.outcome for step in self.document.steps(1)]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_proposal_is_no_part_of_the_document_until_it_is_decided(desk: Desk) -> None:
    desk.propose(square(1, 1))
    assert desk.document.steps(1) == []
    assert [step.outcome for step in desk.sequence.steps()] == ["open"]


def test_accepting_makes_an_instance_and_asks_for_the_next_proposal(desk: Desk) -> None:
    desk.propose(square(1, 1))
    assert desk.apply(desk.sequence.accept())
    assert [i.source for i in desk.document.instances(1)] == ["accepted"]
    assert desk.document.image(1).status == "started"
    assert desk.sequence.decided() == ([(square(1, 1), "nucleus")], [])


def test_a_proposal_edited_and_then_accepted_is_fixed_and_its_step_keeps_what_was_proposed(
    desk: Desk,
) -> None:
    desk.propose(square(1, 1))
    assert not desk.apply(desk.sequence.edit_mask(square(1, 1, 6), "Brush stroke"))
    desk.apply(desk.sequence.accept())
    (instance,) = desk.document.instances(1)
    (step,) = desk.document.steps(1)
    assert (instance.source, instance.mask) == ("fixed", square(1, 1, 6))
    assert (step.outcome, step.mask) == ("fixed", square(1, 1))


def test_an_edit_painted_back_to_what_was_proposed_counts_as_accepted(desk: Desk) -> None:
    desk.propose(square(1, 1))
    desk.apply(desk.sequence.edit_mask(square(1, 1, 6), "Brush stroke"))
    desk.apply(desk.sequence.edit_mask(square(1, 1), "Eraser stroke"))
    desk.apply(desk.sequence.accept())
    assert desk.outcomes() == ["accepted"]


def test_a_relabelled_proposal_is_accepted_under_its_new_name(desk: Desk) -> None:
    desk.propose(square(1, 1))
    desk.apply(desk.sequence.relabel("cell"))
    desk.apply(desk.sequence.accept())
    (step,) = desk.document.steps(1)
    assert (step.outcome, step.category) == ("accepted", "nucleus")
    assert desk.sequence.decided()[0] == [(square(1, 1), "cell")]


def test_a_category_that_nobody_named_stays_unknown(desk: Desk) -> None:
    desk.propose(square(1, 1), None)
    desk.apply(desk.sequence.accept())
    assert desk.document.instances(1)[0].category_id is None
    assert desk.document.categories() == []


def test_undo_of_an_accept_shows_the_same_proposal_again_without_the_model(desk: Desk) -> None:
    step = desk.accept(square(1, 1))
    assert not desk.undo()
    assert desk.sequence.step() == step
    assert desk.document.instances(1) == []
    assert desk.redo()
    assert desk.sequence.step() is None
    assert desk.outcomes() == ["accepted"]


def test_undo_goes_through_the_strokes_of_an_edited_proposal_one_by_one(desk: Desk) -> None:
    step = desk.propose(square(1, 1))
    for side in (5, 6):
        desk.apply(desk.sequence.edit_mask(square(1, 1, side), "Brush stroke"))
    desk.apply(desk.sequence.accept())
    desk.undo()
    assert desk.sequence.mask() == square(1, 1, 6)
    desk.undo()
    assert desk.sequence.mask() == square(1, 1, 5)
    desk.undo()
    assert desk.sequence.step() == step
    assert desk.document.steps(1) == []


def test_going_back_and_deciding_otherwise_leaves_what_came_later(desk: Desk) -> None:
    for x in (0, 6, 12):
        desk.accept(square(x, 0))
    desk.propose(square(0, 12))
    for _ in range(3):
        assert desk.sequence.move(-1)
    assert desk.sequence.mask() == square(0, 0)
    assert desk.apply(desk.sequence.close("rejected"))
    assert desk.outcomes() == ["rejected", "accepted", "accepted"]
    assert [i.mask for i in desk.document.instances(1)] == [square(6, 0), square(12, 0)]
    assert desk.sequence.decided()[1] == [square(0, 0)]
    assert desk.sequence.focus is None


def test_looking_back_changes_nothing_and_forward_leads_to_the_proposal_again(desk: Desk) -> None:
    desk.accept(square(0, 0))
    proposal = desk.propose(square(6, 0))
    label = desk.document.undo_label
    assert desk.sequence.move(-1)
    assert not desk.sequence.move(-1)
    assert desk.sequence.move(1)
    assert not desk.sequence.move(1)
    assert desk.sequence.step() == proposal
    assert desk.document.undo_label == label


def test_a_rejected_step_can_be_accepted_after_all(desk: Desk) -> None:
    desk.propose(square(0, 0))
    desk.apply(desk.sequence.close("rejected"))
    desk.sequence.move(-1)
    desk.apply(desk.sequence.accept())
    assert desk.outcomes() == ["accepted"]
    assert [i.mask for i in desk.document.instances(1)] == [square(0, 0)]


def test_painting_on_an_earlier_step_makes_it_fixed_and_asks_anew(desk: Desk) -> None:
    desk.accept(square(0, 0))
    desk.propose(square(6, 0))
    desk.sequence.move(-1)
    assert desk.apply(desk.sequence.edit_mask(square(0, 0, 5), "Brush stroke"))
    assert desk.outcomes() == ["fixed"]
    assert desk.sequence.mask() == square(0, 0, 5)
    desk.propose(square(7, 0))
    assert desk.sequence.mask() == square(0, 0, 5)


def test_starting_over_takes_away_what_came_later_and_undo_brings_it_back(desk: Desk) -> None:
    for x in (0, 6, 12):
        desk.accept(square(x, 0))
    desk.sequence.go_to(desk.document.steps(1)[1].key)
    assert desk.apply(desk.sequence.start_over())
    assert [i.mask for i in desk.document.instances(1)] == [square(0, 0)]
    desk.undo()
    assert desk.outcomes() == ["accepted"] * 3


def test_deleting_an_accepted_instance_turns_its_proposal_down(desk: Desk) -> None:
    desk.accept(square(0, 0))
    desk.sequence.go_to(desk.document.instances(1)[0].key)
    assert desk.apply(desk.sequence.delete())
    assert desk.outcomes() == ["rejected"]
    assert desk.sequence.decided() == ([], [square(0, 0)])


def test_deleting_a_drawn_instance_takes_its_step_away(desk: Desk) -> None:
    desk.apply(desk.sequence.draw(square(0, 0), None, "Draw polygon"))
    assert desk.outcomes() == ["drawn"]
    desk.apply(desk.sequence.delete())
    assert desk.outcomes() == []


def test_an_edit_that_would_leave_nothing_is_refused_with_a_reason(desk: Desk) -> None:
    desk.propose(square(0, 0))
    with pytest.raises(ValueError, match="Nothing would be left"):
        desk.sequence.edit_mask(Mask.empty(SIZE), "Eraser stroke")


def test_what_was_skipped_does_not_come_again_but_is_no_rejection(desk: Desk) -> None:
    desk.propose(square(0, 0))
    desk.apply(desk.sequence.close("skipped"))
    assert desk.sequence.decided() == ([], [square(0, 0)])
    assert desk.outcomes() == ["skipped"]


def test_an_edited_proposal_is_still_there_after_a_restart_and_counts_as_fixed(desk: Desk) -> None:
    desk.propose(square(0, 0))
    desk.apply(desk.sequence.edit_mask(square(0, 0, 6), "Brush stroke"))
    again = Document(desk.document.categories(), desk.document.images(), {"instance": 9})
    again.load(1, desk.document.instances(1), desk.document.steps(1))
    sequence = Sequence(again, 1)
    assert sequence.mask() == square(0, 0, 6)
    assert not sequence.wants_proposal()
    transaction = sequence.accept()
    assert transaction is not None
    again.apply(transaction)
    assert again.instances(1)[0].source == "fixed"
