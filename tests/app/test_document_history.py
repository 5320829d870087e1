"""Whatever a person decides, undoing all of it leads back, redoing all of it leads there again, and all is kept."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from annotations.masks import Mask
from annotations.project import Project
from annotations.records import TABLES, Change, ImageRecord, Step, Transaction
from app.document import decisions
from app.document.document import ConflictError, Document
from app.document.sequence import Sequence

SIZE = (12, 14)
NAMES = ("nucleus", "cell", None)
masks = st.tuples(st.integers(0, 9), st.integers(0, 11), st.integers(1, 4), st.integers(1, 4))


def rectangle(box: tuple[int, int, int, int]) -> Mask:
    y, x, height, width = box
    return Mask.from_patch(np.ones((height, width), bool), (y, x), SIZE)


def snapshot(document: Document) -> set[object]:
    return {
        *document.categories(),
        *document.images(),
        *(record for image in document.images() for record in document.instances(image.id)),
        *(record for image in document.images() for record in document.steps(image.id)),
    }


class Annotating(RuleBasedStateMachine):
    """A person at work on two images, with a project that keeps every transaction."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.project = Project.create(self.folder / "work.rsis")
        images = [ImageRecord(self.project.next_id("image"), f"{n}.png", SIZE[1], SIZE[0]) for n in range(2)]
        self.project.commit(Transaction("Add images", tuple(Change.add(image) for image in images)))
        next_ids = {table: self.project.next_id(table) for table in TABLES}
        self.document = Document(self.project.categories(), self.project.images(), next_ids)
        for image in images:
            self.document.load(image.id, (), ())
        self.document.subscribe(self.project.commit)
        self.sequences = [Sequence(self.document, image.id) for image in images]
        self.at = 0
        self.start = snapshot(self.document)

    @property
    def sequence(self) -> Sequence:
        return self.sequences[self.at]

    def apply(self, transaction: Transaction | None) -> None:
        if transaction is not None:
            self.document.apply(transaction)
            for sequence in self.sequences:
                if transaction.image_id in (None, sequence.image_id):
                    sequence.follow(transaction, travelled=False)

    @rule(box=masks, name=st.sampled_from(NAMES))
    def the_model_proposes(self, box: tuple[int, int, int, int], name: str | None) -> None:
        if self.sequence.wants_proposal():
            image_id = self.sequence.image_id
            index = decisions.next_index(self.document, image_id)
            number = self.document.next_id("step")
            self.sequence.propose(Step(number, image_id, index, "open", rectangle(box), name, 0.5, 0.9))

    @rule(category=st.sampled_from(NAMES))
    def accept(self, category: str | None) -> None:
        self.apply(self.sequence.accept(category))
        self.sequence.go_to_front()

    @rule(outcome=st.sampled_from(["rejected", "skipped"]))
    def turn_down(self, outcome: str) -> None:
        self.apply(self.sequence.close(outcome))  # type: ignore[arg-type]

    @rule(name=st.sampled_from(NAMES))
    def relabel(self, name: str | None) -> None:
        self.apply(self.sequence.relabel(name))

    @rule(box=masks)
    def edit(self, box: tuple[int, int, int, int]) -> None:
        self.apply(self.sequence.edit_mask(rectangle(box), "Brush stroke"))

    @rule(box=masks, name=st.sampled_from(NAMES))
    def draw(self, box: tuple[int, int, int, int], name: str | None) -> None:
        self.apply(self.sequence.draw(rectangle(box), name, "Draw polygon"))

    @rule()
    def delete(self) -> None:
        self.apply(self.sequence.delete())

    @rule()
    def start_over(self) -> None:
        self.apply(self.sequence.start_over())

    @rule(by=st.sampled_from([-1, 1]))
    def move(self, by: int) -> None:
        self.sequence.move(by)

    @rule()
    def change_image(self) -> None:
        self.at = 1 - self.at

    @rule(status=st.sampled_from(["done", "skipped", "started"]))
    def mark(self, status: str) -> None:
        self.apply(decisions.set_status(self.document, self.sequence.image_id, status))  # type: ignore[arg-type]

    @precondition(lambda self: self.document.undo_label is not None)
    @rule()
    def undo(self) -> None:
        self.travel(self.document.undo())

    @precondition(lambda self: self.document.redo_label is not None)
    @rule()
    def redo(self) -> None:
        self.travel(self.document.redo())

    def travel(self, transaction: Transaction | None) -> None:
        assert transaction is not None
        for sequence in self.sequences:
            if transaction.image_id in (None, sequence.image_id):
                sequence.follow(transaction, travelled=True)

    @invariant()
    def the_focus_is_on_something_that_exists(self) -> None:
        for sequence in self.sequences:
            focus = sequence.focus
            live = sequence.live is not None and focus == sequence.live.key
            assert focus is None or live or self.document.get(focus) is not None

    @invariant()
    def steps_and_instances_belong_together(self) -> None:
        for image in self.document.images():
            made = [
                step.instance_id for step in self.document.steps(image.id) if step.instance_id is not None
            ]
            assert sorted(made) == sorted(instance.id for instance in self.document.instances(image.id))
            for step in self.document.steps(image.id):
                assert (step.instance_id is not None) == (step.outcome in ("accepted", "fixed", "drawn"))
            steps = self.document.steps(image.id)
            assert len({step.index for step in steps}) == len(steps)

    def teardown(self) -> None:
        try:
            self.document_is_what_the_project_holds()
            while self.document.redo() is not None:
                pass
            end = snapshot(self.document)
            while self.document.undo() is not None:
                pass
            assert snapshot(self.document) == self.start
            while self.document.redo() is not None:
                pass
            assert snapshot(self.document) == end
            self.document_is_what_the_project_holds()
        finally:
            self.project.close()
            shutil.rmtree(self.folder)

    def document_is_what_the_project_holds(self) -> None:
        kept: set[object] = {*self.project.categories(), *self.project.images()}
        for image in self.project.images():
            kept |= {*self.project.instances(image.id), *self.project.steps(image.id)}
        assert kept == snapshot(self.document)


TestAnnotating = Annotating.TestCase
TestAnnotating.settings = settings(
    max_examples=30,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture
def document() -> Document:
    document = Document((), (ImageRecord(1, "a.png", SIZE[1], SIZE[0]),), {})
    document.load(1, (), ())
    return document


def test_a_transaction_that_does_not_fit_changes_nothing_at_all(document: Document) -> None:
    image = document.image(1)
    good = decisions.add_category(document, "nucleus").changes[0]
    stale = Change(image.key, ImageRecord(1, "b.png", 3, 3), image)
    before = snapshot(document)
    with pytest.raises(ConflictError):
        document.apply(Transaction("Half", (good, stale)))
    assert snapshot(document) == before
    assert document.undo_label is None


def test_ids_are_never_handed_out_twice_also_after_undo(document: Document) -> None:
    first = document.next_id("instance")
    document.apply(decisions.draw(document, 1, rectangle((0, 0, 2, 2)), None, "Draw"))
    document.undo()
    document.apply(decisions.draw(document, 1, rectangle((0, 0, 2, 2)), None, "Draw"))
    assert document.instances(1)[0].id > first + 1


def test_a_category_name_that_is_taken_is_refused(document: Document) -> None:
    document.apply(decisions.add_category(document, "nucleus"))
    with pytest.raises(ValueError, match="already"):
        decisions.add_category(document, "nucleus")
    with pytest.raises(ValueError, match="needs a name"):
        decisions.add_category(document, "  ")
