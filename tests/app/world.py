"""Where random actions are done: the work, the loop with the model, a project file; and what is always true there."""

from __future__ import annotations

import itertools
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import numpy as np
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from annotations.formats.base import AnnotatedInstance, ImageAnnotations, ReadResult
from annotations.masks import Mask
from annotations.masks.edits import intersect
from annotations.project import Project
from annotations.records import Change, Instance, Record, Transaction
from app.assist.protocol import AssistProposal, ModelInfo
from app.document.document import Document
from app.document.importing import Done, Importing
from app.document.sequence import Sequence
from app.session.imports import BulkWork
from app.session.instances import InstanceWork
from app.session.proposals import AssistLoop
from app.session.session import Session

SIZE = (12, 14)
NAMES = ("nucleus", "cell", None)
boxes = st.tuples(st.integers(0, 9), st.integers(0, 11), st.integers(1, 5), st.integers(1, 5))
colors = st.tuples(*[st.integers(0, 255)] * 3)
places = st.tuples(st.integers(0, SIZE[1] - 1), st.integers(0, SIZE[0] - 1))


@st.composite
def masks(draw: st.DrawFn) -> Mask:
    """One or two rectangles, perhaps with a hole: something to split, to fill, to keep the largest part of."""
    pixels = np.zeros(SIZE, bool)
    for y, x, height, width in draw(st.lists(boxes, min_size=1, max_size=2)):
        pixels[y : y + height, x : x + width] = True
    if draw(st.booleans()):
        y, x, _, _ = draw(boxes)
        pixels[y, x] = False
    if not pixels.any():
        pixels[0, 0] = True
    return Mask.from_array(pixels)


class SlowModel(QObject):
    """Answers when it is told to, so also late, and questions that were taken back."""

    modelReady = Signal(object)  # noqa: N815
    modelFailed = Signal(object)  # noqa: N815
    imageFailed = Signal(str, object)  # noqa: N815
    proposerReady = Signal(object)  # noqa: N815
    proposerFailed = Signal(str, object)  # noqa: N815
    proposalReady = Signal(int, object)  # noqa: N815
    proposalFailed = Signal(int, object)  # noqa: N815
    estimated = Signal(str, object)
    restarted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def load_model(self, folder: str | Path, device: str = "auto") -> None:
        self.modelReady.emit(ModelInfo(Path(folder).name, str(folder), "cpu", ("nucleus",), "nuclei"))

    def propose(self, *_: object, **__: object) -> int:
        self.asked.append(len(self.asked) + 1)
        return self.asked[-1]

    def open_image(self, path: str | Path, object_size: float | None = None) -> None: ...
    def estimate(self, path: str | Path | None) -> None: ...
    def prefetch(self, paths: list[Path]) -> None: ...
    def cancel(self) -> None: ...
    def close(self) -> None: ...


class World(RuleBasedStateMachine):
    """At work on three images, one of which has imported instances already."""

    done: ClassVar[Counter[str]] = Counter()
    """How often each action was done, in all runs."""
    changed: ClassVar[Counter[str]] = Counter()
    """How many transactions came of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        for name in ("a.png", "b.png", "c.png"):
            Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(self.folder / name)
        self.elsewhere = Path(tempfile.mkdtemp())
        Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(self.elsewhere / "d.png")
        self.session = Session()
        self.instances = InstanceWork(self.session)
        self.bulk = BulkWork(self.session)
        self.loop = AssistLoop(self.session)
        self.model = SlowModel()
        self.problems: list[str] = []
        self.heard: list[Transaction] = []
        self.bulks: list[Done] = []
        self.bulk.ended.connect(lambda done: self.bulks.append(done) if done.bulk is not None else None)
        self.session.problem.connect(self.problems.append)
        self.session.refused.connect(self.problems.append)
        self.session.openFailed.connect(lambda reason, _: self.problems.append(reason))
        self.session.openFailed.connect(lambda reason, _: sys.exit(reason))
        self.locked: dict[int, Instance] = {}
        self.travelling = False
        self.quick = True
        self.next_answers: Iterator[AssistProposal | None] = iter(())
        self.open()
        self.loop.use(self.model)
        self.loop.load_model(Path("starter"))

    @initialize(imported=st.lists(masks(), max_size=3), proposed=st.lists(masks(), min_size=3, max_size=8))
    def another_program_had_begun(self, imported: list[Mask], proposed: list[Mask]) -> None:
        """Instances without a step, as an import leaves them; and what the model will propose when it is quick."""
        answers = [proposal_of(mask, NAMES[n % 3], (0.95, 0.2)[n % 2]) for n, mask in enumerate(proposed)]
        self.next_answers = itertools.cycle([*answers, None])
        image = self.document.images()[1]
        self.show(image.id)
        made = [
            Instance(self.document.next_id("instance"), image.id, mask, None, "imported", z)
            for z, mask in enumerate(imported)
        ]
        if made:
            self.session.apply(Transaction("Import", tuple(map(Change.add, made)), image.id))
        self.reopen()

    # -- what is before the person

    @property
    def document(self) -> Document:
        assert self.session.document is not None
        return self.session.document

    @property
    def image_id(self) -> int:
        assert self.session.image is not None
        return self.session.image.id

    @property
    def sequence(self) -> Sequence:
        assert self.session.sequence is not None
        return self.session.sequence

    def here(self) -> list[Instance]:
        return self.document.instances(self.image_id)

    def open(self) -> None:
        assert self.session.open(self.folder)
        wait(lambda: self.session.project is not None and self.session.ready)
        self.heard.clear()
        self.bulks.clear()
        self.document.subscribe(self.heard.append)
        for image in self.document.images():  # what was read of an image is part of the start
            self.show(image.id)
        self.start = records(self.document)
        self.reader = Project.open(self.folder / "annotations.rsis", read_only=True)
        self.kept_before = len(self.reader.history())

    def reopen(self) -> None:
        self.reader.close()
        self.session.pictures.wait()  # one that came in later would have the model asked once more, or not
        QCoreApplication.processEvents()
        assert self.session.close()
        self.open()

    def show(self, image_id: int) -> None:
        self.session.show_image(image_id)
        wait(lambda: self.session.ready)

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Counts an action, and afterwards holds it to what every action must leave true."""
        before = len(self.heard)
        self.problems.clear()
        self.locked = {i.id: i for i in self.here() if i.id in self.session.marks.locked}
        yield
        QCoreApplication.processEvents()
        if self.quick and self.loop.waiting:
            self.model.proposalReady.emit(self.model.asked[-1], next(self.next_answers))
        World.done[what] += 1
        World.changed[what] += len(self.heard) - before
        assert not [problem for problem in self.problems if "does not fit" in problem], self.problems
        if not self.travelling:
            self.locked_instances_are_as_they_were()
            for transaction in self.heard[before:]:
                self.no_mask_overlaps_where_none_may(transaction)

    @rule(
        found=st.lists(
            st.tuples(st.integers(0, 3), masks(), st.sampled_from(["cell", "new", None])), max_size=4
        )
    )
    def import_more(self, found: list[tuple[int, Mask, str | None]]) -> None:
        """Into images that are there, and into one that lies elsewhere, into images shown and not."""
        places = [
            *(self.folder / name for name in ("a.png", "b.png", "c.png")),
            self.elsewhere / "d.png",
        ]
        images = tuple(
            ImageAnnotations(
                *(path, path.name, SIZE[1], SIZE[0]),
                tuple(AnnotatedInstance(mask, name) for place, mask, name in found if place == number),
            )
            for number, path in enumerate(places)
        )
        with self.doing("import"):
            self.bulk.bring_in(Importing(ReadResult(images, ("cell",), ())))
            wait(lambda: self.session.ready)
        shown = self.image_id
        for number in (*(image.id for image in self.document.images()), shown):
            self.show(number)

    # -- back and forth

    def travel(self, what: str, times: int) -> None:
        self.travelling = True
        for _ in range(times):
            with self.doing(what):
                if what.startswith("undo"):
                    self.loop.stop()
                    self.session.undo()
                else:
                    self.session.redo()
                wait(lambda: self.session.ready)  # the model is asked then, and not later, perhaps
        self.travelling = False

    @rule()
    def undo_everything_and_redo_it(self) -> None:
        end = records(self.document)
        undone = 0
        while self.document.undo_label is not None:
            self.travel("undo, to the start", 1)
            undone += 1
        assert records(self.document) == self.start
        self.the_file_holds_what_the_document_holds()
        for _ in range(undone):
            self.travel("redo, to the end", 1)
        assert records(self.document) == end

    # -- what is always so

    @invariant()
    def the_file_holds_what_the_document_holds(self) -> None:
        assert self.session.flush(20.0)
        reader = self.reader
        kept: set[Record] = {*reader.categories(), *reader.images()}
        for image in reader.images():
            kept |= {*reader.instances(image.id), *reader.steps(image.id)}
        assert kept == records(self.document)
        assert len(reader.history()) - self.kept_before == len(self.heard) + len(self.bulks)

    @invariant()
    def the_focus_is_on_something_that_exists(self) -> None:
        sequence = self.sequence
        live = sequence.live is not None and sequence.focus == sequence.live.key
        assert sequence.focus is None or live or self.document.get(sequence.focus) is not None

    @invariant()
    def steps_and_instances_belong_together(self) -> None:
        for image in self.document.images():
            steps, instances = self.document.steps(image.id), self.document.instances(image.id)
            made = [step.instance_id for step in steps if step.instance_id is not None]
            assert sorted(made) == sorted(i.id for i in instances if i.id in made)
            assert {i.id for i in instances if i.source in ("accepted", "drawn")} <= set(made)
            assert len({step.index for step in steps}) == len(steps)
            for step in steps:
                assert (step.instance_id is not None) == (step.outcome in ("accepted", "fixed", "drawn"))
            for instance in instances:
                assert not instance.mask.is_empty and instance.mask.size == SIZE
                assert instance.category_id is None or self.document.category(instance.category_id)

    @invariant()
    def category_names_are_unique(self) -> None:
        names = [category.name for category in self.document.categories()]
        assert len(set(names)) == len(names)

    def locked_instances_are_as_they_were(self) -> None:
        for number, before in self.locked.items():
            after = self.document.instance(number)
            assert after is not None
            assert (after.mask, after.category_id) == (before.mask, before.category_id)

    def no_mask_overlaps_where_none_may(self, transaction: Transaction) -> None:
        if self.session.overlap == "allow" or transaction.label == "Import":
            return
        for part in transaction.changes:
            after = part.after
            if not isinstance(after, Instance) or self.document.get(after.key) != after:
                continue
            if isinstance(part.before, Instance) and intersect(part.before.mask, after.mask) == after.mask:
                continue  # no pixel is new: it may have overlapped before
            for other in self.document.instances(after.image_id):
                assert other.id == after.id or intersect(after.mask, other.mask).is_empty

    def teardown(self) -> None:
        try:
            self.undo_everything_and_redo_it()
            self.the_file_holds_what_the_document_holds()
        finally:
            self.reader.close()
            self.instances.end()
            self.session.close(give_up=True)
            self.session.pictures.wait()
            for each in (self.loop, self.instances, self.session, self.model):
                each.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            shutil.rmtree(self.folder)
            shutil.rmtree(self.elsewhere)


def records(document: Document) -> set[Record]:
    found: set[Record] = {*document.categories(), *document.images()}
    for image in document.images():
        found |= {*document.instances(image.id), *document.steps(image.id)}
    return found


def proposal_of(mask: Mask, name: str | None, sure: float) -> AssistProposal:
    probabilities = ((name, 0.8),) if name is not None else ()
    return AssistProposal(mask, (0, 0, 1, 1), name, probabilities, sure, None, 3)


def wait(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, "it takes too long"
        QCoreApplication.processEvents()


def run(machine: type[World], actions: int, length: int = 60, shrink: bool = True) -> None:
    """Has about that many actions done, in sequences of that length; raises what goes wrong, with the sequence."""
    World.done.clear()
    World.changed.clear()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(1, actions // length),
            stateful_step_count=length,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
