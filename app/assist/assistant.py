"""The window's interface to the model: requests in, Qt signals out; the model's process may die without harm."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotations.geometry import FloatBox
from annotations.masks import Mask
from annotations.message import Message
from app.assist.link import DEFAULT_FACTORY
from app.assist.protocol import (
    Again,
    Cancel,
    Click,
    Decisions,
    Estimate,
    Estimated,
    FromWorker,
    ImageEncoded,
    ImageNotEncoded,
    LoadModel,
    LoadProposer,
    ModelInfo,
    ModelLoaded,
    ModelNotLoaded,
    NotProposed,
    OpenImage,
    Prefetch,
    Proposed,
    ProposeRequest,
    ProposerLoaded,
    ProposerNotLoaded,
    Working,
)
from app.assist.runs import WorkerRuns

# A job that killed the process twice is not tried a third time.
MOST_DEATHS_AT_ONE_JOB = 2
# A process that dies this often within a minute, whatever the job, is not restarted.
MOST_DEATHS_A_MINUTE = 5


class Assistant(QObject):
    """Proposals from a model that runs in a separate process; lives in the window's thread.

    No method blocks except close() (a few milliseconds). Only the latest request is answered: a newer one,
    or cancel(), drops the answer to an older one. If the process dies, it is restarted, gets the model and the
    image again, and the unanswered request is repeated.
    """

    modelReady = Signal(object)  # noqa: N815  ModelInfo
    modelFailed = Signal(object)  # noqa: N815  reason; the model loaded before stays in use
    proposerReady = Signal(object)  # noqa: N815  ProposerInfo
    proposerFailed = Signal(str, object)  # noqa: N815  source, reason; none is loaded now
    imageReady = Signal(str)  # noqa: N815  path: proposals there need only one step
    imageFailed = Signal(str, object)  # noqa: N815  path, reason
    proposalReady = Signal(int, object)  # noqa: N815  ticket, AssistProposal or None (nothing more)
    proposalFailed = Signal(int, object)  # noqa: N815  ticket, reason
    estimated = Signal(str, object)  # path, objectness of each proposal; None: unreadable
    restarted = Signal(object)  # why the process was restarted

    def __init__(self, parent: QObject | None = None, predictor_factory: str = DEFAULT_FACTORY) -> None:
        """predictor_factory (module:callable) names the function that loads a checkpoint in the process."""
        super().__init__(parent)
        self._runs = WorkerRuns(predictor_factory, parent=self)
        self._model: LoadModel | None = None  # requested
        self._model_before: LoadModel | None = None  # in use, as last reported by the process
        self._proposer: LoadProposer | None = None
        self._image: OpenImage | None = None
        self._pending: ProposeRequest | None = None
        self._estimate: Estimate | None = None
        self._asked_again = False
        self._ticket = 0
        self._at: Working | None = None
        self._deaths: Counter[tuple[str, str]] = Counter()
        self._death_times: list[float] = []
        self._runs.heard.connect(self._hear)
        self._runs.died.connect(self._bury)

    @property
    def pid(self) -> int | None:
        """The id of the model's process; None if it is not running."""
        return self._runs.pid

    def load_model(self, folder: str | Path, device: str = "auto") -> None:
        """Load a checkpoint folder in the background; answers modelReady or modelFailed."""
        self._model = LoadModel(str(folder), device)
        self._deaths.clear()
        self._death_times.clear()
        if self._runs.is_running:
            self._runs.send(self._model)
        else:
            self._start()

    def use_proposer(self, source: str, device: str = "auto") -> None:
        """Load what answers requests that are `by_proposer`; answers proposerReady or proposerFailed. Empty: none."""
        self._proposer = LoadProposer(source, device) if source else None
        self._deaths.clear()
        self._runs.send(LoadProposer(source, device))

    def open_image(self, path: str | Path, object_size: float | None = None) -> None:
        """Announce the image now shown; answers imageReady or imageFailed. object_size: see `propose`."""
        self._image = OpenImage(str(path), object_size)
        self._runs.send(self._image)

    def prefetch(self, paths: Iterable[str | Path]) -> None:
        """Encode these images when idle; replaces the previous list."""
        self._runs.send(Prefetch(tuple(str(path) for path in paths)))

    def estimate(self, path: str | Path | None) -> None:
        """Estimate an image when idle; answers estimated. None: stop."""
        self._estimate = Estimate(str(path)) if path is not None else None
        self._runs.send(Estimate(str(path) if path is not None else None))

    def propose(
        self,
        decisions: Decisions,
        image_path: str | Path,
        clicks: Sequence[Click] = (),
        box: FloatBox | None = None,
        correct: Mask | None = None,
        closer: bool = False,
        object_size: float | None = None,
        again: Again | None = None,
        by_proposer: bool = False,
    ) -> int:
        """Ask for a proposal; returns the ticket that proposalReady or proposalFailed will carry.

        decisions are all decisions in this image so far. With clicks, a box in image coordinates or a mask to
        correct, the proposal answers these; otherwise it is the next one. closer: look closer at the mask to
        correct. object_size: the diameter of the image's objects in pixels, for a model that sees objects at one size;
        None: estimated. again: propose this object of another image. by_proposer: see `ProposeRequest`.
        """
        self._ticket += 1
        self._pending = ProposeRequest(
            self._ticket,
            str(image_path),
            decisions,
            tuple(clicks),
            box,
            correct,
            object_size,
            closer,
            again,
            by_proposer,
        )
        self._asked_again = False
        self._runs.send(self._pending)
        return self._ticket

    def cancel(self) -> None:
        """Drop the latest request; it will not be answered."""
        if self._pending is not None:
            self._pending = None
            self._runs.send(Cancel())

    def close(self) -> None:
        """End the process; no signals follow. Safe to call twice."""
        self._pending = None
        self._runs.end()

    def _start(self) -> None:
        self._at = None
        self._runs.start((self._model, self._proposer, self._image, self._pending, self._estimate))

    def _hear(self, message: FromWorker) -> None:
        if isinstance(message, Working):
            self._at = message
            return
        if self._at is not None:
            self._deaths.pop((self._at.job, self._at.subject), None)
            self._at = None
        match message:
            case ModelLoaded(info):
                self._model_loaded(info)
            case ModelNotLoaded(folder, reason):
                self._model_not_loaded(folder, reason)
            case ProposerLoaded(info):
                if self._proposer is not None and self._proposer.source == info.source:
                    self.proposerReady.emit(info)
            case ProposerNotLoaded(source, reason):
                self._proposer_not_loaded(source, reason)
            case ImageEncoded(path):
                self.imageReady.emit(path)
            case ImageNotEncoded(path, reason):
                self.imageFailed.emit(path, reason)
            case Estimated(path, objectness):
                self._estimated(path, objectness)
            case Proposed(ticket, proposal):
                if self._settle(ticket):
                    self.proposalReady.emit(ticket, proposal)
            case NotProposed(ticket, reason):
                if self._settle(ticket):
                    self.proposalFailed.emit(ticket, reason)

    def _estimated(self, path: str, objectness: tuple[float, ...] | None) -> None:
        if self._estimate is not None and self._estimate.path == path:
            self._estimate = None
            self.estimated.emit(path, objectness)

    def _model_loaded(self, info: ModelInfo) -> None:
        self._model_before = self._model
        if self._image is not None:  # a new model must encode it again; asking twice costs nothing
            self._runs.send(self._image)
        self.modelReady.emit(info)

    def _model_not_loaded(self, folder: str, reason: str) -> None:
        if self._model is not None and self._model.folder == folder:
            self._model = self._model_before
        self.modelFailed.emit(reason)
        self._fail_without_model()

    def _proposer_not_loaded(self, source: str, reason: str) -> None:
        if self._proposer is not None and self._proposer.source == source:
            self._proposer = None
            self.proposerFailed.emit(source, reason)

    def _fail_without_model(self) -> None:
        if self._model is None and self._pending is not None:
            ticket = self._pending.ticket
            self._pending = None
            self.proposalFailed.emit(ticket, Message("No model is loaded."))

    def _settle(self, ticket: int) -> bool:
        """Whether this answer was still awaited; marks it as received."""
        if self._pending is None or self._pending.ticket != ticket:
            return False
        self._pending = None
        return True

    def _bury(self, why: str) -> None:
        at, self._at = self._at, None
        now = time.monotonic()
        self._death_times = [moment for moment in self._death_times if now - moment < 60] + [now]
        job = (at.job, at.subject) if at is not None else ("", "")
        self._deaths[job] += 1
        self._give_up_where_hopeless(job, why)
        if self._model is not None:
            self._start()
            self.restarted.emit(Message("The model process {why}. It was restarted.", why=why))

    def _give_up_where_hopeless(self, job: tuple[str, str], why: str) -> None:
        """Drop the job that killed the process too often, and report its failure."""
        kind, subject = job
        again = self._deaths[job] >= MOST_DEATHS_AT_ONE_JOB
        if len(self._death_times) >= MOST_DEATHS_A_MINUTE or (kind == "load" and again):
            self._death_times.clear()
            before = self._model_before if self._model != self._model_before else None
            name = Path(self._model.folder).name if self._model else "none"
            self._model, self._model_before = before, before
            self.modelFailed.emit(
                Message("The model {name} was stopped: its process {why} repeatedly.", name=name, why=why)
            )
            self._fail_without_model()
        elif kind == "open" and again and self._image is not None and self._image.path == subject:
            self._image = None
            self.imageFailed.emit(subject, Message("The model process {why} twice on this image.", why=why))
        elif kind in ("load proposer", "proposer ahead") and again and self._proposer is not None:
            source = self._proposer.source
            self._proposer_not_loaded(source, Message("Its process {why} twice.", why=why))
        elif kind == "estimate" and again:
            self._estimated(subject, None)
        if self._pending is None or kind not in ("open", "propose"):
            return
        if self._asked_again:
            ticket = self._pending.ticket
            self._pending = None
            self.proposalFailed.emit(
                ticket, Message("The model process {why} twice on this request.", why=why)
            )
        self._asked_again = True


__all__ = ["Assistant", "Click", "Decisions"]
