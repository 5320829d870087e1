"""Waiting proposals in the document: which comes next, what a decision takes away, and undo."""

from __future__ import annotations

import numpy as np
import pytest

from annotations.masks import Mask
from annotations.records import ImageRecord, Proposal, Step
from app.document import decisions
from app.document.batch import Wanted, due
from app.document.document import Document
from app.document.image_table import ImageTable
from app.document.waiting import Waiting

SIZE = (40, 40)


def square(x: int, y: int, side: int) -> Mask:
    return Mask.from_patch(np.ones((side, side), bool), (y, x), SIZE)


MASKS = (square(2, 2, 10), square(4, 4, 5), square(20, 20, 10))
"""The second is a part of the first."""


def waiting_for(masks: tuple[Mask, ...]) -> list[Proposal]:
    return [Proposal(n, 1, n, mask, "cell", 0.9, 0.8, None, "starter") for n, mask in enumerate(masks, 1)]


@pytest.fixture
def document() -> Document:
    made = Document([], [ImageRecord(1, "a.png", SIZE[1], SIZE[0])], {})
    made.load(1, (), (), waiting_for(MASKS))
    return made


def offered(document: Document, waiting: Waiting) -> Step:
    """The next proposal as an open step."""
    proposal = waiting.next()
    assert proposal is not None
    step = Step(document.next_id("step"), 1, 0, "open", proposal.mask, proposal.category)
    waiting.offer(step, proposal)
    return step


def left(document: Document) -> list[int]:
    return [proposal.id for proposal in document.proposals(1)]


def test_accepting_takes_only_the_proposal_away_and_undo_brings_it_back(document: Document) -> None:
    waiting = Waiting(document, 1)
    step = offered(document, waiting)
    accepted = decisions.accept(document, step, step.mask, None, step, touched=False)
    document.apply(waiting.settled(accepted))
    assert left(document) == [2, 3]  # a part of an accepted object may be one too
    document.undo()
    assert left(document) == [1, 2, 3]
    document.redo()
    assert left(document) == [2, 3]


def test_drawing_takes_away_what_is_inside_it_and_leaves_the_rest(document: Document) -> None:
    waiting = Waiting(document, 1)
    drawn = decisions.draw(document, 1, square(1, 1, 12), None, "Draw")
    document.apply(waiting.settled(drawn))
    assert left(document) == [3]
    document.undo()
    assert left(document) == [1, 2, 3]


def test_rejecting_takes_away_the_same_object_only(document: Document) -> None:
    document.take_waiting(1, [*waiting_for(MASKS), Proposal(4, 1, 3, square(2, 3, 10), "cell")])
    waiting = Waiting(document, 1)
    step = offered(document, waiting)
    document.apply(waiting.settled(decisions.close_step(document, step, step, "rejected")))
    assert left(document) == [2, 3]


def test_one_whose_object_was_drawn_unnoticed_is_passed_over_and_goes_with_the_next_decision(
    document: Document,
) -> None:
    document.apply(decisions.draw(document, 1, square(1, 1, 12), None, "Draw"))
    waiting = Waiting(document, 1)
    step = offered(document, waiting)
    assert step.mask == MASKS[2]
    document.apply(waiting.settled(decisions.close_step(document, step, step, "skipped")))
    assert left(document) == []


def test_a_change_that_decides_nothing_takes_nothing_away(document: Document) -> None:
    waiting = Waiting(document, 1)
    offered(document, waiting)
    status = decisions.set_status(document, 1, "done")
    assert status is not None
    assert waiting.settled(status) == status


def test_what_was_undone_cannot_be_redone_once_its_proposal_is_replaced(document: Document) -> None:
    waiting = Waiting(document, 1)
    step = offered(document, waiting)
    document.apply(waiting.settled(decisions.close_step(document, step, step, "rejected")))
    document.undo()
    assert document.take_waiting(1, [Proposal(9, 1, 0, MASKS[2], "cell")])
    assert left(document) == [9]
    assert document.redo() is None
    assert not document.take_waiting(2, ())


def test_what_is_wanted_is_stored_and_anything_else_is_ignored() -> None:
    for wanted in (Wanted("starter", "a folder"), Wanted("m", "f", 0.5, 9, 12.5, (3, 1), True)):
        assert Wanted.from_text(wanted.to_text()) == wanted
    for text in (None, "", "{", "[]", "{}", '{"model": 1}', "[" * 10_000):
        assert Wanted.from_text(text) is None


def test_images_are_due_in_order_until_the_model_has_been_there_or_a_person_has_begun() -> None:
    statuses = ("new", "started", "new", "done", "new", "new")
    images = [ImageRecord(n, f"{n}.png", 4, 4, status) for n, status in enumerate(statuses)]  # type: ignore[arg-type]
    table, wanted = ImageTable(images), Wanted("starter", "folder")
    rows = range(len(images))
    assert due(table, rows, {}, wanted, ()) == [0, 2, 4, 5]
    assert due(table, reversed(rows), {0: "starter", 2: "other"}, wanted, {4}) == [5, 2]
    assert due(table, rows, {}, Wanted("starter", "folder", images=(5, 1, 0)), ()) == [0, 5]


def test_what_waits_in_an_image_goes_with_it_also_where_it_came_after_the_removal_was_undone() -> None:
    document = Document([], [ImageRecord(1, "a.png", SIZE[1], SIZE[0])], {})
    document.load(1, (), ())
    document.apply(decisions.remove_images(document, [1]))
    document.undo()
    assert document.take_waiting(1, waiting_for(MASKS))
    document.redo()
    assert left(document) == []
    assert not document.take_waiting(1, waiting_for(MASKS)), "the image is not in the project"
    document.undo()
    assert left(document) == []
