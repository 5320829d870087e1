"""A project is always what its transactions say, also after undo, redo, opening again, and beside a second one."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotations.masks import Mask
from annotations.project import Project
from annotations.records import (
    OUTCOMES,
    REVIEWS,
    SOURCES,
    STATUSES,
    Attribute,
    Category,
    Change,
    ImageRecord,
    Instance,
    Key,
    Proposal,
    Record,
    Step,
    Transaction,
)
from tests.property.strategies import pixels_of

SIZE = (6, 9)
masks = pixels_of(SIZE).map(Mask.from_array)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
numbers = st.floats(-1e6, 1e6)


class ProjectMachine(RuleBasedStateMachine):
    """Beside the file a plain dict, changed by the same transactions."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.project = Project.create(self.folder / "p.rsis")
        self.model: dict[Key, Record] = {}
        self.done: list[Transaction] = []
        self.undone: list[Transaction] = []
        self.used: set[Key] = set()

    @initialize()
    def images(self) -> None:
        images = [ImageRecord(self.new("image"), f"{name}.png", SIZE[1], SIZE[0]) for name in "ab"]
        self.apply(Transaction("Images", tuple(map(Change.add, images))))
        self.done.clear()

    def new(self, table: Any) -> int:
        number = self.project.next_id(table)
        assert (table, number) not in self.used
        self.used.add((table, number))
        return number

    def all(self, kind: type) -> list[Any]:
        return [record for record in self.model.values() if isinstance(record, kind)]

    def apply(self, transaction: Transaction) -> None:
        self.project.commit(transaction)
        for change in transaction.changes:
            if change.after is None:
                del self.model[change.key]
            else:
                self.model[change.key] = change.after

    def do(self, *changes: Change) -> None:
        transaction = Transaction("Change", changes)
        self.apply(transaction)
        self.done.append(transaction)
        self.undone.clear()

    @rule(
        name=texts,
        color=st.tuples(*[st.integers(0, 255)] * 3),
        attributes=st.lists(
            st.builds(Attribute, texts, st.lists(texts, max_size=3).map(tuple)), max_size=2
        ).map(tuple),
        position=st.integers(0, 9),
    )
    def add_category(
        self, name: str, color: tuple[int, int, int], attributes: tuple[Attribute, ...], position: int
    ) -> None:
        number = self.new("category")
        self.do(Change.add(Category(number, f"{name} {number}", color, attributes, position)))

    @rule(
        data=st.data(), mask=masks, note=texts, z=st.integers(-5, 5), pairs=st.lists(st.tuples(texts, texts))
    )
    def add_instance_with_its_step(
        self, data: st.DataObject, mask: Mask, note: str, z: int, pairs: list[tuple[str, str]]
    ) -> None:
        image = data.draw(st.sampled_from(self.all(ImageRecord)))
        category = data.draw(st.none() | st.sampled_from([None, *[c.id for c in self.all(Category)]]))
        instance = Instance(
            *(self.new("instance"), image.id, mask, category, data.draw(st.sampled_from(SOURCES)), z),
            *(data.draw(st.none() | numbers), data.draw(st.booleans()), note, tuple(pairs)),
            *(
                data.draw(st.sampled_from(REVIEWS)),
                data.draw(texts),
                data.draw(st.none() | st.integers(1, 9)),
            ),
        )
        step = Step(
            *(self.new("step"), image.id, data.draw(st.integers(0, 9)), data.draw(st.sampled_from(OUTCOMES))),
            *(mask, data.draw(st.none() | texts), data.draw(numbers), data.draw(numbers), instance.id),
            data.draw(st.none() | st.tuples(numbers, numbers)),
        )
        self.do(Change.add(instance), Change.add(step))

    @rule(data=st.data(), mask=masks, index=st.integers(0, 9))
    def add_a_proposal(self, data: st.DataObject, mask: Mask, index: int) -> None:
        image = data.draw(st.sampled_from(self.all(ImageRecord)))
        proposal = Proposal(
            *(self.new("proposal"), image.id, index, mask, data.draw(st.none() | texts), data.draw(numbers)),
            *(data.draw(numbers), data.draw(st.none() | st.tuples(numbers, numbers)), data.draw(texts)),
        )
        self.do(Change.add(proposal))

    @precondition(lambda self: self.all(Proposal))
    @rule(data=st.data())
    def decide_on_a_proposal(self, data: st.DataObject) -> None:
        proposal = data.draw(st.sampled_from(self.all(Proposal)))
        step = Step(
            *(
                self.new("step"),
                proposal.image_id,
                proposal.index,
                "rejected",
                proposal.mask,
                proposal.category,
            ),
            *(proposal.category_probability, proposal.objectness, None, proposal.click, proposal.model),
        )
        self.do(Change.remove(proposal), Change.add(step))

    @precondition(lambda self: self.all(Instance))
    @rule(data=st.data(), mask=masks)
    def edit_or_remove_an_instance(self, data: st.DataObject, mask: Mask) -> None:
        instance = data.draw(st.sampled_from(self.all(Instance)))
        after = data.draw(st.sampled_from([None, replace(instance, mask=mask, category_id=None)]))
        self.do(Change(instance.key, instance, after))

    @rule(data=st.data(), status=st.sampled_from(STATUSES))
    def change_a_status(self, data: st.DataObject, status: Any) -> None:
        image = data.draw(st.sampled_from(self.all(ImageRecord)))
        self.do(Change.replace(image, replace(image, status=status)))

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        transaction = self.done.pop()
        self.apply(transaction.inverse())
        self.undone.append(transaction)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        transaction = self.undone.pop()
        self.apply(transaction)
        self.done.append(transaction)

    @rule()
    def close_and_open(self) -> None:
        self.project.close()
        assert [path.name for path in self.folder.iterdir()] == ["p.rsis"]
        self.project = Project.open(self.folder / "p.rsis")

    @invariant()
    def the_file_holds_what_the_transactions_said(self) -> None:
        for project in (self.project, Project.open(self.project.path)):
            images = project.images()
            found: list[Record] = [*project.categories(), *images]
            for image in images:
                found += [*project.instances(image.id), *project.steps(image.id)]
                found += project.proposals(image.id)
            assert {record.key: record for record in found} == self.model
            assert project.counts().instances == len(self.all(Instance))
            if project is not self.project:
                project.close()

    def teardown(self) -> None:
        self.project.close()
        shutil.rmtree(self.folder)


ProjectMachine.TestCase.settings = settings(max_examples=15, stateful_step_count=15)
TestProject = ProjectMachine.TestCase


def test_the_masks_of_the_machine_fit_its_images() -> None:
    assert Mask.from_array(np.zeros(SIZE)).size == SIZE
