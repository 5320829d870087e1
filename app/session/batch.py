"""Proposes in the rest of the folder: image after image in the batch process, kept as waiting proposals."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from annotations.message import Message, count_images
from annotations.project import Project, waiting
from annotations.records import Proposal
from app.assist.protocol import ModelInfo, ProposeAll, ProposedAll
from app.document.batch import SETTING, Wanted, due
from app.session.proposals import AssistLoop
from app.session.proposed_category import proposed_category
from app.session.session import Session
from rsis_model.sizes import RECENT, diameter, usual_size

QUIET_MS = 250
"""The work waits from a request of the window until this long after its answer."""


class AnyBatchAssistant(Protocol):
    """See `app.assist.batch.BatchAssistant`."""

    @property
    def modelReady(self) -> SignalInstance: ...  # noqa: N802
    @property
    def modelFailed(self) -> SignalInstance: ...  # noqa: N802
    @property
    def proposed(self) -> SignalInstance: ...
    def load_model(self, folder: str | Path, device: str = "auto") -> None: ...
    def propose_all(self, job: ProposeAll) -> None: ...
    def hold(self, on: bool) -> None: ...
    def close(self) -> None: ...


def make_assistant() -> AnyBatchAssistant:
    """The real one; its process starts with the first model."""
    from app.assist.batch import BatchAssistant

    return BatchAssistant()


class BatchProposing(QObject):
    """Lives in the window's thread. The project remembers what is wanted until it is done, so that it outlives a crash.

    `counts` has how many proposals wait in each image, by image id.
    """

    changed = Signal()
    ended = Signal(object, str)  # a message and its kind

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.make: Callable[[], AnyBatchAssistant] = make_assistant
        self.counts: dict[int, int] = {}
        self.proposed: dict[int, str] = {}
        self.wanted: Wanted | None = None
        self.done = self.total = 0
        self.failed: dict[int, str] = {}
        self._found = 0
        self._loop: AssistLoop | None = None
        self._assistant: AnyBatchAssistant | None = None
        self._info: ModelInfo | None = None
        self._left: deque[int] = deque()
        self._asked: tuple[int, str] | None = None
        self._keeping = False
        self._since: float | None = None  # when the work began or went on
        self._spent = 0.0
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._hold_if_needed)
        session.opened.connect(lambda _project: self.look_anew())
        session.closing.connect(self._forget)
        session.contentChanged.connect(self._count_shown)
        session.imageChanged.connect(self._person_works)

    def follow(self, loop: AssistLoop) -> None:
        """Lets the loop's requests come first; once its model is loaded, work that was left begins again."""
        self._loop = loop
        loop.changed.connect(self._loop_changed)
        loop.modelChanged.connect(self._begin_if_left)

    # -- what the person does

    @property
    def running(self) -> bool:
        """Whether something is wanted, even if it is paused."""
        return self.wanted is not None

    @property
    def paused(self) -> bool:
        return self.wanted is not None and self.wanted.paused

    def due(self, wanted: Wanted) -> list[int]:
        """The images in which the model would propose, in list order."""
        order = self.session.order
        if order is None:
            return []
        rows = dict.fromkeys([*order.rows.tolist(), *range(len(order.table))])
        return due(order.table, rows, self.proposed, wanted, self.failed)

    def start(self, wanted: Wanted) -> None:
        """Begins; what was wanted before is dropped, what it found stays."""
        self._end()
        self.failed = {}
        self._want(wanted)
        self._begin()

    def pause(self, on: bool) -> None:
        """Pauses or goes on, also after a restart."""
        if self.wanted is None or on == self.wanted.paused:
            return
        self._run_clock(not on)
        self._want(replace(self.wanted, paused=on))
        if not on and self._assistant is None:
            self._begin()
            return
        self._hold_if_needed()
        if not on:
            self._next()
        self.changed.emit()

    def stop(self) -> None:
        """Stops; what was found stays."""
        if self.wanted is not None:
            self._end()
            self._want(None)
            self.changed.emit()

    def end(self) -> None:
        """Ends the process; for closing the window. The next opening of the project goes on."""
        self._end()

    def seconds_left(self) -> float | None:
        """How long it will take at the present pace; None if not known yet."""
        spent = self._spent + (time.monotonic() - self._since if self._since is not None else 0.0)
        return spent / self.done * (self.total - self.done) if self.done and spent else None

    # -- the work

    def _want(self, wanted: Wanted | None) -> None:
        self.wanted = wanted
        text = wanted.to_text() if wanted is not None else None
        self.session.ask_project(lambda project: project.set_setting(SETTING, text), lambda _: None)

    def _begin(self) -> None:
        assert self.wanted is not None
        self._left = deque(self.due(self.wanted))
        self.total, self.done, self._found, self._spent = len(self._left), 0, 0, 0.0
        if not self._left:
            self._finish()
            return
        self._assistant, self._info = self.make(), None
        self._assistant.modelReady.connect(self._model_ready)
        self._assistant.modelFailed.connect(self._model_failed)
        self._assistant.proposed.connect(self._take)
        device = self._loop.device if self._loop is not None else "auto"
        self._assistant.load_model(self.wanted.folder, device)
        self._hold_if_needed()
        self.changed.emit()

    def _begin_if_left(self) -> None:
        ready = self._loop is not None and self._loop.state == "ready"
        if ready and self.wanted is not None and not self.wanted.paused and self._assistant is None:
            self._begin()

    def _model_ready(self, info: ModelInfo) -> None:
        self._info = info
        self._run_clock(not self.paused)
        if self._asked is None:
            self._next()

    def _model_failed(self, reason: str) -> None:
        self.stop()
        self.ended.emit(Message("Proposing in all images has stopped: {reason}", reason=reason), "warn")

    def _next(self) -> None:
        """Asks for the next image; the one that is shown comes last, since a person is about to begin with it."""
        document, wanted = self.session.document, self.wanted
        busy = self._asked is not None or self._keeping or self._info is None
        if document is None or wanted is None or self._assistant is None or wanted.paused or busy:
            return
        shown = self.session.image.id if self.session.image is not None else None
        postponed = False
        while self._left:
            number = self._left.popleft()
            image = document.image_table.get(number)
            if image is None or image.status != "new":
                self.done += 1
            elif number == shown and self._left and not postponed:
                self._left.append(number)
                postponed = True
            else:
                self._asked = (number, str(self.session.path_of(image)))
                expected = self._usual_size()
                self._assistant.propose_all(
                    ProposeAll(self._asked[1], wanted.least, wanted.most, wanted.object_size, expected)
                )
                self.changed.emit()
                return
        self._left = deque(self.due(wanted))  # those added to the project meanwhile
        if self._left:
            self.total = self.done + len(self._left)
            self._next()
        else:
            self._finish()

    def _take(self, answer: ProposedAll) -> None:
        if self._asked is None or answer.path != self._asked[1] or self.wanted is None:
            return
        (number, _), self._asked = self._asked, None
        if answer.proposals is None:
            self.failed[number] = answer.reason
            self.done += 1
            self._next()
            self.changed.emit()
            return
        model, made = self.wanted.model, self._records(number, answer)
        self._keeping = True
        self.session.ask_project(
            lambda project: waiting.keep_proposals(project, number, made, model),
            lambda kept: self._kept(number, model, kept),
            self._refused,
        )

    def _records(self, number: int, answer: ProposedAll) -> list[Proposal]:
        """The proposals as records of an image, without ids; those of another size than its record are left out."""
        document, info = self.session.document, self._info
        image = document.image_table.get(number) if document is not None else None
        if document is None or info is None or image is None:
            return []
        names = frozenset(category.name for category in document.categories())
        found = []
        for each in answer.proposals or ():
            if each.mask.size == image.size:
                category, told = proposed_category(each, info.own_categories, names, None)
                probability = told.get(category or "", 0.0)
                found.append(
                    Proposal(0, number, 0, each.mask, category, probability, each.objectness, each.click)
                )
        return found

    def _kept(self, number: int, model: str, kept: tuple[Proposal, ...] | None) -> None:
        self._keeping = False
        self.done += 1
        document, sequence = self.session.document, self.session.sequence
        if kept is not None and document is not None and document.image_table.row_of(number) is not None:
            self.proposed[number] = model
            self._found += len(kept)
            self._count(number, len(kept))
            if document.take_waiting(number, kept) and sequence is not None and sequence.image_id == number:
                sequence.ended = False
                self.session.contentChanged.emit()
                self.session.ask_if_wanted()
        self._next()
        self.changed.emit()

    def _refused(self, reason: str) -> None:
        """The project takes nothing now: the person may go on once it does."""
        self._keeping = False
        self.pause(True)
        self.ended.emit(Message("Proposing in all images is paused: {reason}", reason=reason), "warn")

    def _finish(self) -> None:
        found, done, failed = self._found, self.done, len(self.failed)
        reasons = tuple(self.failed.values())
        self.stop()
        said: str = Message(
            "Proposed in {images}: {count:,} proposals wait there.",
            images=count_images(done - failed),
            count=found,
        )
        if failed:
            said = Message(
                "Proposed in {images}: {count:,} proposals wait there. {failed} could not be read ({reason}).",
                images=count_images(done - failed),
                count=found,
                failed=count_images(failed),
                reason=reasons[0],
            )
        elif not done:
            said = Message("The model has proposed in all of these images, or you have begun with them.")
        self.ended.emit(said, "warn" if failed else "good")

    def _end(self) -> None:
        self._run_clock(False)
        assistant, self._assistant = self._assistant, None
        self._asked, self._info, self._keeping = None, None, False
        self._left.clear()
        self._quiet.stop()
        if assistant is not None:
            assistant.close()

    def _usual_size(self) -> float | None:
        """The usual diameter of the objects that were annotated, in pixels; None if nothing is known."""
        document, image = self.session.document, self.session.image
        if document is None or image is None:
            return None
        return usual_size([diameter(one.mask.area) for one in document.instances(image.id)[-RECENT:]])

    def _run_clock(self, on: bool) -> None:
        now = time.monotonic()
        self._spent += now - self._since if self._since is not None else 0.0
        self._since = now if on else None

    # -- the person comes first

    def _loop_changed(self) -> None:
        if self._loop is not None and self._loop.waiting:
            self._person_works()

    def _person_works(self) -> None:
        if self._assistant is not None:
            self._assistant.hold(True)
            self._quiet.start()

    def _hold_if_needed(self) -> None:
        if self._loop is not None and self._loop.waiting:
            self._quiet.start()
        elif self._assistant is not None:
            self._assistant.hold(self.paused)

    # -- what waits

    def look_anew(self) -> None:
        """Reads what waits in the project, and whether work was left."""

        def read(project: Project) -> tuple[dict[int, int], dict[int, str], str | None]:
            return waiting.counts(project), waiting.proposed(project), project.setting(SETTING)

        def know(found: tuple[dict[int, int], dict[int, str], str | None]) -> None:
            before = self.counts
            self.counts, self.proposed, text = found
            if self.session.order is not None:
                self.session.order.waiting = self.counts
                if self.counts != before:
                    self.session.order.waiting_changed(None)
            if self.wanted is None:
                self.wanted = Wanted.from_text(text)
                if self.wanted is not None:
                    self.total, self.done = len(self.due(self.wanted)), 0
            self.changed.emit()
            self._begin_if_left()

        self.session.ask_project(read, know)

    def _count_shown(self) -> None:
        document, image = self.session.document, self.session.image
        if document is not None and image is not None and document.is_loaded(image.id):
            self._count(image.id, len(document.proposals(image.id)))

    def _count(self, number: int, count: int) -> None:
        if self.counts.get(number, 0) == count:
            return
        if count:
            self.counts[number] = count
        else:
            del self.counts[number]
        if self.session.order is not None:
            self.session.order.waiting_changed(number)
        self.changed.emit()

    def _forget(self) -> None:
        """The project is closed: what is wanted stays in it."""
        self._end()
        self.wanted = None
        self.counts, self.proposed, self.failed = {}, {}, {}
        self.total = self.done = 0
        self.changed.emit()
