"""The window's interface to the batch process, which proposes in images that nobody has open."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from annotations.message import Message
from app.assist.assistant import MOST_DEATHS_AT_ONE_JOB, emit_if_alive
from app.assist.link import DEFAULT_FACTORY, WorkerLink
from app.assist.protocol import (
    FromWorker,
    Hold,
    LoadModel,
    ModelLoaded,
    ModelNotLoaded,
    ProposeAll,
    ProposedAll,
)

WORKER = "app.assist.batch_process"


class BatchAssistant(QObject):
    """Lives in the window's thread; one image at a time. No method blocks except close() (a few milliseconds).

    If the process dies, it is restarted, and the image is tried again; one that kills it twice is reported as failed.
    """

    modelReady = Signal(object)  # noqa: N815  ModelInfo
    modelFailed = Signal(object)  # noqa: N815  reason; nothing is proposed
    proposed = Signal(object)  # ProposedAll

    _heard = Signal(int, object)
    _ended = Signal(int, object)

    def __init__(self, parent: QObject | None = None, predictor_factory: str = DEFAULT_FACTORY) -> None:
        """predictor_factory: see `app.assist.assistant.Assistant`."""
        super().__init__(parent)
        self._factory = predictor_factory
        self._link: WorkerLink | None = None
        self._life = 0  # the process we listen to
        self._model: LoadModel | None = None
        self._job: ProposeAll | None = None
        self._held = False
        self._deaths: Counter[str] = Counter()
        self._heard.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._bury, Qt.ConnectionType.QueuedConnection)

    @property
    def pid(self) -> int | None:
        """The id of the process; None if it is not running."""
        return self._link.pid if self._link else None

    def load_model(self, folder: str | Path, device: str = "auto") -> None:
        """Start the process and load a checkpoint folder; answers modelReady or modelFailed."""
        self.close()
        self._model = LoadModel(str(folder), device)
        self._deaths.clear()
        self._start()

    def propose_all(self, job: ProposeAll) -> None:
        """Propose in an image; answers proposed."""
        self._job = job
        if self._link is not None:
            self._link.send(job)

    def hold(self, on: bool) -> None:
        """Let the work wait where it is, or go on."""
        if on != self._held:
            self._held = on
            if self._link is not None:
                self._link.send(Hold(on))

    def close(self) -> None:
        """End the process; no signals follow. Safe to call twice."""
        self._life += 1
        link, self._link = self._link, None
        self._model = self._job = None
        if link is not None:
            link.close()

    def _start(self) -> None:
        self._life += 1
        life = self._life
        self._link = WorkerLink(
            self._factory,
            on_message=lambda message: emit_if_alive(self._heard, life, message),
            on_death=lambda why: emit_if_alive(self._ended, life, why),
            worker=WORKER,
        )
        for message in (Hold(self._held), self._model, self._job):
            if message is not None:
                self._link.send(message)

    @Slot(int, object)
    def _hear(self, life: int, message: FromWorker) -> None:
        if life != self._life:
            return
        match message:
            case ModelLoaded(info):
                self.modelReady.emit(info)
            case ModelNotLoaded(_, reason):
                self.close()
                self.modelFailed.emit(reason)
            case ProposedAll(path) if self._job is not None and path == self._job.path:
                self._job = None
                self.proposed.emit(message)

    @Slot(int, object)
    def _bury(self, life: int, why: str) -> None:
        if life != self._life or self._link is None:
            return
        self._link.close()
        self._link = None
        job = self._job
        subject = job.path if job is not None else ""
        self._deaths[subject] += 1
        hopeless = self._deaths[subject] >= MOST_DEATHS_AT_ONE_JOB
        if job is None and hopeless:
            self.close()
            self.modelFailed.emit(Message("The model process {why} repeatedly.", why=why))
            return
        if hopeless:
            self._job = None
        self._start()
        if job is not None and hopeless:
            reason = Message("The model process {why} twice on this image.", why=why)
            self.proposed.emit(ProposedAll(job.path, None, reason))
