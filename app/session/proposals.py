"""The loop between session and model: requests the next proposal after each decision, and handles the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.geometry import FloatBox, from_click, to_click
from annotations.masks import Mask
from annotations.message import Message
from annotations.records import Step
from app.actions import KeyOf
from app.assist.protocol import Again, AssistProposal, Click, Decisions, ModelInfo, ProposerInfo
from app.document.decisions import next_index
from app.document.sequence import Sequence
from app.session.as_before import AsBefore
from app.session.assistant_port import AnyAssistant
from app.session.click_proposer import ClickProposer
from app.session.judging import CHANGES, NO_BETTER, is_far, is_unlike
from app.session.proposed_category import as_answer, proposed_category
from app.session.session import Session
from app.tools.gesture import BoxAt, PointAt

ModelState = Literal["none", "loading", "ready", "failed"]
Asked = Literal["next", "again", "click", "box", "correct", "closer", "refine"]
OF_PROPOSER: tuple[Asked, ...] = ("click", "box", "correct", "refine")
"""What the proposer answers, where there is one."""
SURE = 0.77
"""The objectness from which proposals of a model that does not know when it is right are accepted by themselves."""


class AssistLoop(QObject):
    """Tracks the model's state and the pending request; a newer request replaces the older one."""

    changed = Signal()
    problem = Signal(object)
    hint = Signal(object)  # what the user can do instead, shown briefly
    imageFailed = Signal(str, object)  # noqa: N815  (path, reason)
    modelFailed = Signal(object)  # noqa: N815
    modelChanged = Signal()
    answered = Signal()  # the model has answered the latest request
    acceptingEnded = Signal(int, object, float)  # noqa: N815  (count, objectness of the next one or None, threshold)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.before = AsBefore(session)
        self.state: ModelState = "none"
        self.reason = ""
        self.load_problem = ""  # why the checkpoint requested last cannot be used
        self.info: ModelInfo | None = None
        self.proposer = ClickProposer(self)
        """What answers clicks and boxes instead of the model, if the user chose something."""
        self._by_proposer = False  # the latest request
        self.category_in_hand: Callable[[], str | None] = lambda: None
        """The category for proposals of a model without categories."""
        self.folder: Path | None = None
        self.asked_for: Path | None = None  # the checkpoint requested last
        self.coming: Path | None = None  # the checkpoint being loaded
        self.paused = False
        self.unlike = False  # the image is unlike what the model knows, so it does not guess
        self._guess_on = False  # but the user wants it to
        self.about_left: int | None = None
        self.clicks: tuple[Click, ...] = ()
        self.accept_above: float | None = None
        self._accepted = 0  # automatic
        self._assistant: AnyAssistant | None = None
        self._device = "auto"
        self._ticket: int | None = None
        self._asked: Asked = "next"
        self._asked_about: tuple[tuple[str, int] | None, Mask | None] = (None, None)
        self.object_size: float | None = None
        """The diameter of the objects in pixels, set by the user; None: the model estimates it."""
        self.found_size: float | None = None
        """How large the model took the objects of this image to be."""
        self._clicks_of: dict[Mask, tuple[Click, ...]] = {}
        self._image_path: Path | None = None
        self._categories_of: dict[int, tuple[tuple[str, float], ...]] = {}  # by step
        self._newest: tuple[int, AssistProposal, tuple[str, ...]] | None = None
        """Its step, the proposal, and the categories that proposals of its model can have."""
        session.wanted.connect(self.ask_next)
        session.imageChanged.connect(self._image_changed)
        for changed in (
            session.imageChanged,
            session.contentChanged,
        ):  # another selection does not affect the request
            changed.connect(self._work_changed)

    # -- the model

    def use(self, assistant: AnyAssistant) -> None:
        """Sets the assistant; called once, after the window is shown."""
        self._assistant = assistant
        assistant.modelReady.connect(self._model_ready)
        assistant.modelFailed.connect(self._model_failed)
        assistant.imageFailed.connect(self.imageFailed)
        assistant.proposalReady.connect(self._proposal_ready)
        assistant.proposalFailed.connect(self._proposal_failed)
        assistant.restarted.connect(self.problem)
        self.proposer.connect_to(assistant, self._device)

    def load_model(self, folder: Path, device: str | None = None) -> None:
        if self._assistant is None:
            return
        self._device = device if device is not None else self._device
        self.asked_for = self.coming = folder
        self.load_problem = ""
        self._assistant.load_model(folder, self._device)
        self.state = "loading" if self.info is None else self.state
        self.modelChanged.emit()

    @property
    def device(self) -> str:
        """The device that was asked for: auto, cpu, cuda or mps."""
        return self._device

    @property
    def sure(self) -> float:
        """The objectness from which the model's proposals are nearly always right."""
        return (self.info.sure_objectness if self.info is not None else 0.0) or SURE

    @property
    def waiting(self) -> bool:
        """Whether an answer of the model is pending."""
        return self._ticket is not None

    def close(self) -> None:
        if self._assistant is not None:
            self._assistant.close()

    # -- requests

    def ask_next(self) -> None:
        """Shows an object of the image before, a waiting proposal, or one requested now; nothing while held back."""
        if self.before.ask(lambda again: self._ask("again", again=again), self._step):
            return
        if not self.paused and not self._offer_waiting() and not self.unlike:
            self._ask("next")

    def ask_all_the_same(self) -> None:
        """Ends a pause, and proposes even in an image unlike what the model knows."""
        self.paused = self.unlike = False
        self._guess_on = True
        self.ask_next()

    def pause(self, on: bool) -> None:
        """Pauses or resumes automatic proposals; clicks and boxes are still answered."""
        self.paused = on
        self.stop()
        sequence = self.session.sequence
        if on and self._asked == "next":
            self._forget_question()
        elif sequence is not None:
            self.session.ask_if_wanted()
        self.changed.emit()

    def category_probabilities(self, step: Step) -> tuple[tuple[str, float], ...]:
        """The model's category probabilities for a step it proposed in this image, likeliest first."""
        return self._categories_of.get(step.id, ())

    def point_at(self, point: PointAt) -> None:
        """A click of the point tool: corrects the focus, or requests the object at that place."""
        sequence = self.session.sequence
        if sequence is None or not self.session.ready:
            return
        if self.state != "ready":
            self.hint.emit(Message("Point prompts need a model. Draw with the brush or the polygon instead."))
            return
        mask = sequence.mask()
        click = Click(*to_click((point.x, point.y)), point.positive)
        if mask is None or point.fresh or (point.positive and is_far(mask, point)):
            if point.positive:
                self._ask("click", (click,))
            return
        same = self._ticket is not None and self._asked == "correct" and self._asked_about[1] == mask
        earlier = self.clicks if same else self._clicks_of.get(mask, ())
        self._ask("correct", (*earlier, click), mask)

    def box_at(self, box: BoxAt) -> None:
        """A box of the box tool: requests the object inside."""
        if self.session.sequence is None or not self.session.ready:
            return
        if self.state != "ready":
            grabcut = KeyOf("tool_grabcut")
            self.hint.emit(
                Message("Box prompts need a model. GrabCut ({grabcut}) does not.", grabcut=grabcut)
            )
            return
        self._ask("box", box=box.box)

    def look_closer(self) -> None:
        """Looks closer at the mask in focus, for small objects."""
        brush = KeyOf("tool_brush")
        missing = Message("Looking closer needs a model. Use the brush ({brush}) instead.", brush=brush)
        self._ask_anew("closer", None if self.state == "ready" else missing)

    def refine(self) -> None:
        """Lets the proposer segment the object in focus anew."""
        missing = Message("SAM is not loaded. “Use SAM for clicks and boxes…” in the File menu loads it.")
        self._ask_anew("refine", None if self.proposer.answers and self.state == "ready" else missing)

    def _ask_anew(self, what: Asked, missing: Message | None) -> None:
        """Asks for another mask of the object in focus, or says what is missing for that."""
        mask = self.session.sequence.mask() if self.session.sequence is not None else None
        if mask is None or not self.session.ready:
            return
        if missing is not None:
            self.hint.emit(missing)
        else:
            self._ask(what, correct=mask)

    def set_object_size(self, pixels: float | None) -> None:
        """Sets the object size that images are scaled by for the model; None: the model estimates it."""
        if pixels == self.object_size:
            return
        self.object_size, self.found_size = pixels, None
        if (
            self._assistant is not None
            and self._image_path is not None
            and self.session.picture_problem is None
        ):
            self._assistant.open_image(self._image_path, pixels)
        self.session.drop_proposal()
        self.session.ask_if_wanted()
        self.changed.emit()

    def accept_all_above(self, objectness: float | None) -> None:
        """Accepts proposals until one's objectness is below `objectness`, or there are no more.

        None: that from which this model's proposals are nearly always right.
        """
        self.accept_above, self._accepted = objectness or self.sure, 0
        self._accept_if_sure()

    def stop(self) -> bool:
        """Stops automatic accepting; True if it was running."""
        stopped, self.accept_above = self.accept_above is not None, None
        return stopped

    def _offer_waiting(self) -> bool:
        """Shows the next proposal that waits in this image, without the model; False if there is none."""
        sequence = self.session.sequence
        proposal = sequence.waiting.next() if sequence is not None else None
        if sequence is None or proposal is None:
            return False
        own = (proposal.category,) if proposal.category is not None else ()
        step = self._step(as_answer(proposal), own=own)
        if step is None:
            return False
        if self._ticket is not None:
            self._forget_question()
        step = replace(step, model=proposal.model)
        sequence.waiting.offer(step, proposal)
        self.about_left = sequence.waiting.count
        self.session.propose(step)
        if self.accept_above is not None:  # one at a time, so that the window shows them
            QTimer.singleShot(0, self, self._accept_if_sure)
        return True

    def _ask(
        self,
        what: Asked,
        clicks: tuple[Click, ...] = (),
        correct: Mask | None = None,
        box: FloatBox | None = None,
        again: Again | None = None,
    ) -> None:
        sequence, image = self.session.sequence, self.session.image
        if sequence is None or image is None or self._assistant is None or self.state != "ready":
            return
        instance = sequence.instance() if what in ("correct", "closer", "refine") else None
        annotated, rejected = sequence.decided(exclude=instance.key if instance is not None else None)
        decisions = Decisions(tuple(annotated), tuple(rejected))
        self.clicks = clicks
        self._asked, self._asked_about = what, (sequence.focus, correct)
        self._by_proposer = what in OF_PROPOSER and self.proposer.answers
        path = self.session.path_of(image)
        self._ticket = self._assistant.propose(
            decisions,
            path,
            clicks,
            box,
            correct,
            what == "closer",
            self.object_size,
            again,
            self._by_proposer,
        )
        self.changed.emit()

    # -- answers

    def _proposal_ready(self, ticket: int, proposal: AssistProposal | None) -> None:
        if ticket != self._ticket:
            return
        self._ticket = None
        self.answered.emit()
        sequence = self.session.sequence
        if sequence is None:
            return
        if proposal is not None and proposal.object_size is not None:
            self.found_size = proposal.object_size
        if proposal is not None and self._asked != "closer" and not self._by_proposer:
            self.about_left = proposal.about_left if proposal.about_left >= 0 else None
        if self._asked == "next":
            self.unlike = self._is_unlike(proposal)
            if sequence.wants_proposal() and not self.unlike:
                self.session.propose(self._step(proposal))
                self._accept_if_sure()
        elif self._asked == "again":
            if self.before.take(proposal, self._step):
                self._accept_if_sure()
        elif self._asked in ("click", "box"):
            self._take_wished(proposal)
        else:
            self._take_changed(proposal)
        self.changed.emit()

    def _is_unlike(self, proposal: AssistProposal | None) -> bool:
        sequence, info = self.session.sequence, self.info
        if proposal is None or sequence is None or info is None or self._guess_on:
            return False
        return is_unlike(proposal, sequence, info)

    def _take_wished(self, proposal: AssistProposal | None) -> None:
        clicks, self.clicks = self.clicks, ()
        step = self._step(proposal, clicks[0] if clicks else None)
        if step is None:
            self.hint.emit(Message("The model found no object there. Draw it with the brush or the polygon."))
            return
        if clicks:
            self._clicks_of[step.mask] = clicks
        self.session.propose_wished(step)

    def _take_changed(self, proposal: AssistProposal | None) -> None:
        """Takes in another mask of the object in focus."""
        sequence, (focus, before) = self.session.sequence, self._asked_about
        clicks, self.clicks = self.clicks, ()
        if sequence is None or (focus, before) != (sequence.focus, sequence.mask()):
            return  # the user has moved on
        if proposal is None or proposal.mask.is_empty or proposal.mask.size != self._size():
            self.hint.emit(NO_BETTER[self._asked])
            return
        if self._asked != "correct" and before is not None:
            clicks = self._clicks_of.get(before, ())
        self._clicks_of[proposal.mask] = clicks
        self.session.edit_mask(proposal.mask, CHANGES[self._asked])

    def _proposal_failed(self, ticket: int, reason: str) -> None:
        if ticket == self._ticket:
            self._ticket = None
            self.clicks = ()
            self.problem.emit(reason)
            self.changed.emit()

    def _step(
        self,
        proposal: AssistProposal | None,
        click: Click | None = None,
        own: tuple[str, ...] | None = None,
    ) -> Step | None:
        """A proposal as an open step; `own`: the categories it can have, if not those of the present model."""
        document, image = self.session.document, self.session.image
        if proposal is None or document is None or image is None:
            return None
        if proposal.mask.is_empty or proposal.mask.size != self._size():
            return None
        by: ModelInfo | ProposerInfo | None = self.proposer.info if self._by_proposer else self.info
        if own is None:
            own = by.own_categories if isinstance(by, ModelInfo) else ()
        category, probabilities = self._category_of(proposal, own)
        number = document.next_id("step")
        self._newest = number, proposal, own
        self._categories_of[number] = tuple(probabilities.items())
        return Step(
            id=number,
            image_id=image.id,
            index=next_index(document, image.id),
            outcome="open",
            mask=proposal.mask,
            category=category,
            category_probability=probabilities.get(category or "", 0.0),
            objectness=proposal.objectness,
            instance_id=None,
            click=(click.x, click.y) if click is not None else proposal.click,
            model=by.name if by is not None else None,
        )

    def _project_categories(self) -> frozenset[str]:
        document = self.session.document
        return frozenset(c.name for c in document.categories()) if document is not None else frozenset()

    def _category_of(
        self, proposal: AssistProposal, own: tuple[str, ...]
    ) -> tuple[str | None, dict[str, float]]:
        return proposed_category(proposal, own, self._project_categories(), self.category_in_hand())

    def _accept_if_sure(self) -> None:
        sequence = self.session.sequence
        step = sequence.step() if sequence is not None else None
        if self.accept_above is None:
            return
        least = self.accept_above
        sure = step is not None and step.outcome == "open" and step.objectness >= least
        if sure and self.session.accept():
            self._accepted += 1
            return
        self.accept_above = None
        if not sure:  # otherwise a message has said why it cannot be accepted
            self.acceptingEnded.emit(self._accepted, step.objectness if step is not None else None, least)

    def _size(self) -> tuple[int, int]:
        assert self.session.image is not None
        return self.session.image.size

    # -- updates

    def shown_clicks(self) -> tuple[tuple[float, float, bool], ...]:
        """The clicks of the mask in focus in image coordinates, including those still being answered."""
        sequence = self.session.sequence
        mask = sequence.mask() if sequence is not None else None
        clicks = self.clicks if self._ticket is not None else ()
        if mask is not None and not clicks:
            clicks = self._clicks_of.get(mask, ())
        return tuple((*from_click((click.x, click.y)), click.positive) for click in clicks)

    def _model_ready(self, info: ModelInfo) -> None:
        self.info, self.state, self.reason, self.load_problem = info, "ready", "", ""
        self.session.offered = info.own_categories
        self.folder = Path(info.folder)
        self.coming = None
        self.unlike = False
        self.session.drop_proposal()
        self.modelChanged.emit()
        self.session.ask_if_wanted()

    def _model_failed(self, reason: str) -> None:
        self.coming = None
        self.load_problem = reason
        if self.info is None:
            self.state, self.reason = "failed", reason
        self.modelFailed.emit(reason)
        self.modelChanged.emit()

    def _image_changed(self) -> None:
        image = self.session.image
        path = self.session.path_of(image) if image is not None else None
        if path == self._image_path:
            return
        self._image_path = path
        self._forget_question()
        self._clicks_of.clear()
        self._categories_of.clear()
        self._newest = None
        self.unlike = self._guess_on = False
        self.about_left = self.found_size = None
        self.accept_above = None
        if path is not None and self._assistant is not None and self.session.picture_problem is None:
            self._assistant.open_image(path, self.object_size)
            following = self.session.neighbour(1)
            self._assistant.prefetch([self.session.path_of(following)] if following is not None else [])

    def _work_changed(self) -> None:
        sequence = self.session.sequence
        idle = self._asked in ("next", "again") and (sequence is None or not sequence.wants_proposal())
        if self._ticket is not None and idle:
            self._forget_question()
        self._keep_to_the_project(sequence)

    def _keep_to_the_project(self, sequence: Sequence | None) -> None:
        """Gives the pending proposal another category if the project has categories now, and not that one."""
        live = sequence.live if sequence is not None else None
        names = self._project_categories()
        if sequence is None or live is None or live.category is None or not names or live.category in names:
            return
        newest = self._newest
        if newest is not None and newest[0] == live.id and sequence.document.step(live.id) is None:
            category, told = self._category_of(*newest[1:])
            self._categories_of[live.id] = tuple(told.items())
            sequence.live = replace(
                live, category=category, category_probability=told.get(category or "", 0.0)
            )

    def _forget_question(self) -> None:
        if self._ticket is not None and self._assistant is not None:
            self._assistant.cancel()
        self._ticket = None
        self.clicks = ()
        self.changed.emit()
