"""What "as in the image before" still has to propose: the instances of that image, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from annotations.masks import Mask
from annotations.message import Message
from annotations.project import overview
from annotations.records import ImageRecord, Instance, Step
from app.assist.protocol import Again, AssistProposal
from app.document.opening import ImageContents, read_contents
from app.session.session import Session

StepOf = Callable[[AssistProposal | None], Step | None]
"""Makes the step that a proposal is shown as; None if it shows nothing."""


@dataclass
class _Work:
    """The instances to propose again in one image, by id and in order, and those that are no longer there.

    `halves`: the other half of an object that has divided, by the instance it was.
    """

    before: ImageRecord
    sources: tuple[int, ...]
    gone: set[int] = field(default_factory=set)
    halves: dict[int, Mask] = field(default_factory=dict)


class AsBefore:
    """Lives in the window's thread. What was decided is read from the document, so undo brings it back."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._work: dict[int, _Work] = {}
        self._asked: Instance | None = None
        session.closing.connect(self._forget)

    def toggle(self) -> None:
        """Proposes the objects of the image before, one after the other; stops that if it is under way."""
        session, image = self._session, self._session.image
        if image is None or not session.ready:
            return
        if self.due() is not None:
            del self._work[image.id]
            self._ask_anew()
        elif image.status in ("done", "skipped"):
            session.refused.emit(Message("Reopen the image to add to it."))
        else:
            self._begin(image)

    def ask(self, request: Callable[[Again], None], step_of: StepOf) -> bool:
        """Requests the next object of the image before; False if there is none left.

        Of one that has divided, the other half is known already, and shown.
        """
        source, before = self.due(), self._before
        if source is None or before is None:
            return False
        half = self._other_half(source)
        if half is None:
            self._asked = source
            request(Again(source.mask, str(self._session.path_of(before))))
            return True
        x0, y0, x1, y1 = (float(value) for value in half.bbox)
        step = step_of(AssistProposal(half, (x0, y0, x1, y1), None, (), 0.5, None, -1))
        if step is not None:
            self._session.propose(self._as_step(source, step, None))
        return True

    def take(self, proposal: AssistProposal | None, step_of: StepOf) -> bool:
        """Takes the model's answer; False if there is nothing to show: the object is not in this image any more."""
        source, sequence, image = self._asked, self._session.sequence, self._session.image
        work = self._work.get(image.id) if image is not None else None
        if source is None or work is None or sequence is None or not sequence.wants_proposal():
            return False
        step = step_of(proposal)
        if step is None:
            work.gone.add(source.id)
            self._session.ask_if_wanted()
            return False
        self._session.propose(self._as_step(source, step, proposal))
        return True

    def _begin(self, image: ImageRecord) -> None:
        """Finds the last image before this one that has instances, or says why there is none."""
        session, document = self._session, self._session.document

        def found(ids: frozenset[int]) -> None:
            if document is None or session.document is not document:
                return
            if session.image is None or session.image.id != image.id:
                return
            row_of = document.image_table.row_of
            here = row_of(image.id) or 0
            rows = {row: number for number in ids if (row := row_of(number)) is not None and row < here}
            if not rows:
                session.refused.emit(Message("No image before this one has instances."))
                return
            before = document.image(rows[max(rows)])
            if before.size != image.size:
                said = Message("{image} has another size than this image.", image=before.path.split("/")[-1])
                session.refused.emit(said)
            else:
                session.ask_project(lambda project: read_contents(project, before.id), partial(read, before))

        def read(before: ImageRecord, contents: ImageContents) -> None:
            if document is not None and session.document is document:
                document.load(contents.image_id, contents.instances, contents.steps, contents.proposals)
                self._start(image, before)

        session.ask_project(overview.annotated, found)

    def due(self) -> Instance | None:
        """The instance of the image before to propose next; None: nothing is left."""
        document, image = self._session.document, self._session.image
        work = self._work.get(image.id) if image is not None else None
        if document is None or image is None or work is None:
            return None
        here = {instance.track for instance in document.instances(image.id)} - {None}
        decided = self._decided(image.id)
        for number in work.sources:
            source = document.instance(number)
            if source is None or number in work.gone or source.track in here:
                continue
            if decided[number] < (2 if number in work.halves else 1):
                return source
        return None

    @property
    def _before(self) -> ImageRecord | None:
        image = self._session.image
        work = self._work.get(image.id) if image is not None else None
        return work.before if work is not None else None

    def _other_half(self, source: Instance) -> Mask | None:
        """The half that is left of an instance that has divided, if the other one is decided."""
        image = self._session.image
        work = self._work.get(image.id) if image is not None else None
        half = work.halves.get(source.id) if work is not None else None
        is_due = image is not None and half is not None and self._decided(image.id)[source.id] == 1
        return half if is_due else None

    def _as_step(self, source: Instance, step: Step, proposal: AssistProposal | None) -> Step:
        """The step that proposes an instance again, in its category; it gets its track when it is accepted."""
        image, document = self._session.image, self._session.document
        assert image is not None
        assert document is not None
        work = self._work[image.id]
        if proposal is not None and proposal.other is not None and not proposal.other.is_empty:
            work.halves[source.id] = proposal.other
        elif proposal is not None:
            work.halves.pop(source.id, None)
        self._session.carried.steps[step.id] = source.id, source.id in work.halves
        category = document.category(source.category_id)
        sure = 1.0 if category is not None else 0.0
        return replace(
            step, category=category.name if category is not None else None, category_probability=sure
        )

    def source_of(self, step: Step) -> Instance | None:
        """The instance that a step proposes again."""
        document, found = self._session.document, self._session.carried.steps.get(step.id)
        return document.instance(found[0]) if document is not None and found is not None else None

    def divides(self, step: Step) -> bool:
        """Whether a step proposes one of the two that an object became."""
        return self._session.carried.steps.get(step.id, (0, False))[1]

    def _start(self, image: ImageRecord, before: ImageRecord) -> None:
        session, document = self._session, self._session.document
        if document is None or session.image is None or session.image.id != image.id:
            return
        sources = sorted((i for i in document.instances(before.id) if not i.crowd), key=lambda i: i.id)
        self._work[image.id] = _Work(before, tuple(instance.id for instance in sources))
        session.carried.images.add(image.id)
        if self.due() is None:
            session.refused.emit(
                Message("All objects of {image} are here already.", image=before.path.rsplit("/", 1)[-1])
            )
        self._ask_anew()

    def _ask_anew(self) -> None:
        """Drops the pending proposal, and requests another."""
        session, sequence = self._session, self._session.sequence
        session.focus(None)
        if sequence is not None and (sequence.focus is None or sequence.live is not None):
            session.drop_proposal()
            session.ask_if_wanted()

    def _decided(self, image_id: int) -> Counter[int]:
        """How many proposals of each instance of the image before are decided."""
        assert self._session.document is not None
        steps = self._session.carried.steps
        done = (step.id for step in self._session.document.steps(image_id) if step.outcome != "open")
        return Counter(steps[number][0] for number in done if number in steps)

    def _forget(self) -> None:
        self._work.clear()
        self._session.carried.steps.clear()
        self._session.carried.images.clear()
