"""The open project in memory: records by key, changed only by transactions, each of which can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import cast

from annotations.message import Message
from annotations.project.bulk import Bulk
from annotations.records import (
    Category,
    Change,
    ImageRecord,
    Instance,
    Key,
    Proposal,
    Record,
    Step,
    Transaction,
    unreviewed,
)
from app.document.category_keys import in_order, number_keys
from app.document.image_table import ImageTable
from app.document.importing import Done, Whole
from app.document.undo import Undoable, UndoStack

Listener = Callable[[Transaction], None]
_OTHERS = Category | Instance | Step | Proposal


class ConflictError(Exception):
    """A transaction does not match the document's content; none of it was applied."""


class Document:
    """Records by key, with undo and redo.

    All categories and images are in memory, the images as a table; the instances and steps of an image only after
    `load`. Listeners receive every transaction in the order applied, including undo and redo.
    """

    def __init__(
        self,
        categories: Iterable[Category],
        images: Iterable[ImageRecord] | ImageTable,
        next_ids: dict[str, int],
    ):
        self.image_table = images if isinstance(images, ImageTable) else ImageTable(images)
        self._records: dict[Key, Record] = {}
        self._of_image: dict[int, dict[str, set[int]]] = {}
        self._in_order: dict[tuple[int, str], list[Instance] | list[Step] | list[Proposal]] = {}
        self._makers: dict[int, dict[int, Step]] = {}
        self._categories: list[Category] | None = None
        self._loaded: set[int] = set()
        self._next_ids = dict(next_ids)
        self._undo = UndoStack()
        self._listeners: list[Listener] = []
        self.revision = 0
        """Changes with every change of the document, so that values derived from it can be cached."""
        for record in categories:
            self._put(record.key, record)

    # -- reading

    def get(self, key: Key) -> Record | None:
        """The record under `key`, or None."""
        return self.image_table.get(key[1]) if key[0] == "image" else self._records.get(key)

    def category(self, category_id: int | None) -> Category | None:
        record = None if category_id is None else self._records.get(("category", category_id))
        return record if isinstance(record, Category) else None

    def image(self, image_id: int) -> ImageRecord:
        record = self.image_table.get(image_id)
        if record is None:
            raise KeyError(image_id)
        return record

    def instance(self, instance_id: int | None) -> Instance | None:
        record = None if instance_id is None else self._records.get(("instance", instance_id))
        return record if isinstance(record, Instance) else None

    def step(self, step_id: int | None) -> Step | None:
        record = None if step_id is None else self._records.get(("step", step_id))
        return record if isinstance(record, Step) else None

    def categories(self) -> list[Category]:
        """All categories in the order of the number keys."""
        if self._categories is None:
            found = [record for record in self._records.values() if isinstance(record, Category)]
            self._categories = in_order(found)
        return list(self._categories)

    def number_keys(self) -> dict[int, int]:
        """The number keys 1…9 by category id."""
        return number_keys(self.categories())

    def category_named(self, name: str) -> Category | None:
        return next((category for category in self.categories() if category.name == name), None)

    def images(self) -> list[ImageRecord]:
        """All images in order, as records created on the fly; not for large numbers."""
        return list(self.image_table)

    def instances(self, image_id: int) -> list[Instance]:
        """The instances of an image, from back to front."""
        key = (image_id, "instance")
        if key not in self._in_order:
            found = [self._records[("instance", i)] for i in self._ids(*key)]
            self._in_order[key] = sorted(
                (r for r in found if isinstance(r, Instance)), key=lambda r: (r.z, r.id)
            )
        return list(cast(list[Instance], self._in_order[key]))

    def instances_of(self, category_id: int) -> list[Instance]:
        """The instances of a category in all loaded images, by id."""
        found = [record for record in self._records.values() if isinstance(record, Instance)]
        return sorted((i for i in found if i.category_id == category_id), key=lambda i: i.id)

    def steps(self, image_id: int) -> list[Step]:
        """The steps of an image in sequence order."""
        key = (image_id, "step")
        if key not in self._in_order:
            found = [self._records[("step", i)] for i in self._ids(*key)]
            self._in_order[key] = sorted(
                (r for r in found if isinstance(r, Step)), key=lambda r: (r.index, r.id)
            )
        return list(cast(list[Step], self._in_order[key]))

    def proposals(self, image_id: int) -> list[Proposal]:
        """The proposals of an image that wait for a decision, in order."""
        key = (image_id, "proposal")
        if key not in self._in_order:
            found = [self._records[("proposal", i)] for i in self._ids(*key)]
            self._in_order[key] = sorted(
                (r for r in found if isinstance(r, Proposal)), key=lambda r: (r.index, r.id)
            )
        return list(cast(list[Proposal], self._in_order[key]))

    def step_of(self, instance: Instance) -> Step | None:
        """The step of an instance, the first if there are several; None for an imported one."""
        makers = self._makers.get(instance.image_id)
        if makers is None:
            makers = {}
            for step in self.steps(instance.image_id):
                if step.instance_id is not None:
                    makers.setdefault(step.instance_id, step)
            self._makers[instance.image_id] = makers
        return makers.get(instance.id)

    def is_loaded(self, image_id: int) -> bool:
        return image_id in self._loaded

    def load(
        self,
        image_id: int,
        instances: Iterable[Instance],
        steps: Iterable[Step],
        proposals: Iterable[Proposal] = (),
    ) -> None:
        """Loads the project's records of an image; a second call for the same image does nothing."""
        if image_id in self._loaded:
            return
        self._loaded.add(image_id)
        records: tuple[Record, ...] = (*instances, *steps, *proposals)
        for record in records:
            self._put(record.key, record)

    def take_waiting(self, image_id: int, proposals: Iterable[Proposal]) -> bool:
        """Takes over what the project now keeps for an image; False if that is not loaded, or was removed.

        Listeners are not called, since it is already saved, and it is not undone. What was undone can no longer be
        redone if it decided on a proposal that is gone.
        """
        if image_id not in self._loaded or self.image_table.get(image_id) is None:
            return False
        gone = self.proposals(image_id)
        for old in gone:
            self._put(old.key, None)
        if gone:
            self._undo.forget_redo()
        for proposal in proposals:
            self._put(proposal.key, proposal)
        return True

    def next_id(self, table: str) -> int:
        """An id never used in `table` nor handed out before."""
        number = self._next_ids.get(table, 1)
        self._next_ids[table] = number + 1
        return number

    # -- changes

    def subscribe(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def apply(self, transaction: Transaction) -> None:
        """Applies all of `transaction` or, raising ConflictError, none of it. Clears redo."""
        self._change(transaction)
        self._undo.push(transaction)
        self._tell(transaction)

    def undo(self) -> Transaction | None:
        """Undoes the last transaction; returns the inverse that was applied, None if there is nothing to undo.

        A bulk is undone by the project, and then by `absorb`: see `next_undo`.
        """
        last = self.next_undo
        if last is None:
            return None
        assert isinstance(last, Transaction)
        inverse = last.inverse()
        transaction = replace(inverse, label=f"Undo: {inverse.label}")
        self._change(transaction)
        self._undo.undone()
        self._tell(transaction)
        return transaction

    def redo(self) -> Transaction | None:
        """Redoes the last undone transaction; returns it, None if there is nothing to redo. A bulk: as in `undo`."""
        transaction = self.next_redo
        if transaction is None:
            return None
        assert isinstance(transaction, Transaction)
        self._change(transaction)
        self._undo.redone()
        self._tell(transaction)
        return transaction

    @property
    def next_undo(self) -> Undoable | None:
        """What undo would undo."""
        return self._undo.next_undo

    @property
    def next_redo(self) -> Undoable | None:
        """What redo would redo."""
        return self._undo.next_redo

    @property
    def undo_label(self) -> str | None:
        return self.next_undo.label if self.next_undo is not None else None

    @property
    def redo_label(self) -> str | None:
        return self.next_redo.label if self.next_redo is not None else None

    def remember(self, bulk: Bulk | None) -> None:
        """Makes a bulk that the document has absorbed, if any, the next to undo."""
        if bulk is not None:
            self._undo.push(bulk)

    def loaded_among(self, image_ids: Iterable[int]) -> frozenset[int]:
        """The ids of the loaded images."""
        return frozenset(self._loaded.intersection(image_ids))

    def absorb(self, done: Done, whole: Whole) -> None:
        """Absorbs a bulk that the project has committed.

        No transaction may have been applied since it was requested. Listeners are not called: it is already saved.
        """
        assert done.bulk is not None
        gone: list[Key] = [("proposal", number) for number in done.bulk.decided]
        if done.way == "do":
            self.remember(done.bulk)
        elif done.way == "undo":
            self._undo.undone()
            ranges = {table: done.bulk.ids(table) for table in ("instance", "step")}
            gone = [key for key in self._records if key[1] in ranges.get(key[0], ())]
        else:
            self._undo.redone()
        gone += [key for key in self._records if key[0] == "category"]
        for key in gone:
            self._put(key, None)
        records: tuple[Record, ...] = (*whole.categories, *whole.records)
        for record in records:
            self._put(record.key, record)
        for table, number in whole.next_ids.items():
            self._next_ids[table] = max(number, self._next_ids.get(table, 1))
        self.image_table.become(whole.images)
        if done.way == "undo":
            self._forget_waiting(done.bulk.ids("image"))
        self.revision += 1

    # -- internals

    def _ids(self, image_id: int, table: str) -> set[int]:
        return self._of_image.get(image_id, {}).get(table, set())

    def _change(self, transaction: Transaction) -> None:
        seen: set[Key] = set()
        for change in transaction.changes:
            key = change.key
            there = self.image_table.get(key[1]) if key[0] == "image" else self._records.get(key)
            if key in seen or (there is not change.before and there != change.before):
                raise ConflictError(
                    Message(
                        "“{label}” does not fit the current state ({key}).",
                        label=transaction.label,
                        key=key,
                    )
                )
            seen.add(key)
        for change in transaction.changes:
            if change.key[0] != "image":
                self._put(change.key, change.after)
        self.revision += 1
        images = [(change.key[1], change.after) for change in transaction.changes if change.key[0] == "image"]
        self.image_table.put((number, record) for number, record in images if not isinstance(record, _OTHERS))
        self._forget_waiting(number for number, record in images if record is None)

    def _forget_waiting(self, image_ids: Iterable[int]) -> None:
        """Drops what waits in images that were removed, as the project does."""
        for image_id in image_ids:
            for number in tuple(self._ids(image_id, Proposal.table)):
                self._put((Proposal.table, number), None)

    def _put(self, key: Key, record: Record | None) -> None:
        self.revision += 1
        table, number = key
        old = self._records.pop(key, None) if record is None else self._records.get(key)
        if record is not None:
            self._records[key] = record
        if table == Category.table:
            self._categories = None
            return
        either = record if record is not None else old
        if not isinstance(either, Instance | Step | Proposal):
            return
        image_id = either.image_id
        self._in_order.pop((image_id, table), None)
        if table == Step.table:
            self._makers.pop(image_id, None)
        if record is None:
            self._of_image[image_id][table].discard(number)
        elif old is None:
            self._of_image.setdefault(image_id, {}).setdefault(table, set()).add(number)

    def _tell(self, transaction: Transaction) -> None:
        for listener in tuple(self._listeners):
            listener(transaction)


def change(before: Record | None, after: Record | None) -> Change:
    """The change of one record; one side may be None, not both. A changed instance loses its review."""
    if isinstance(before, Instance) and isinstance(after, Instance):
        after = unreviewed(before, after)
    record = after if after is not None else before
    assert record is not None
    return Change(record.key, before, after)
