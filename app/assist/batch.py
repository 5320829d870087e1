"""The window's interface to the batch process, which proposes in images that nobody has open."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotations.message import Message
from app.assist.assistant import MOST_DEATHS_AT_ONE_JOB
from app.assist.link import DEFAULT_FACTORY
from app.assist.protocol import (
    FromWorker,
    Hold,
    LoadModel,
    ModelLoaded,
    ModelNotLoaded,
    ProposeAll,
    ProposedAll,
)
from app.assist.runs import WorkerRuns

WORKER = "app.assist.batch_process"


class BatchAssistant(QObject):
    """Lives in the window's thread; one image at a time. No method blocks except close() (a few milliseconds).

    If the process dies, it is restarted, and the image is tried again; one that kills it twice is reported as failed.
    """

    modelReady = Signal(object)  # noqa: N815  ModelInfo
    modelFailed = Signal(object)  # noqa: N815  reason; nothing is proposed
    proposed = Signal(object)  # ProposedAll

    def __init__(self, parent: QObject | None = None, predictor_factory: str = DEFAULT_FACTORY) -> None:
        """predictor_factory: see `app.assist.assistant.Assistant`."""
        super().__init__(parent)
        self._runs = WorkerRuns(predictor_factory, WORKER, self)
        self._model: LoadModel | None = None
        self._job: ProposeAll | None = None
        self._held = False
        self._deaths: Counter[str] = Counter()
        self._runs.heard.connect(self._hear)
        self._runs.died.connect(self._bury)

    @property
    def pid(self) -> int | None:
        """The id of the process; None if it is not running."""
        return self._runs.pid

    def load_model(self, folder: str | Path, device: str = "auto") -> None:
        """Start the process and load a checkpoint folder; answers modelReady or modelFailed."""
        self.close()
        self._model = LoadModel(str(folder), device)
        self._deaths.clear()
        self._start()

    def propose_all(self, job: ProposeAll) -> None:
        """Propose in an image; answers proposed."""
        self._job = job
        self._runs.send(job)

    def hold(self, on: bool) -> None:
        """Let the work wait where it is, or go on."""
        if on != self._held:
            self._held = on
            self._runs.send(Hold(on))

    def close(self) -> None:
        """End the process; no signals follow. Safe to call twice."""
        self._model = self._job = None
        self._runs.end()

    def _start(self) -> None:
        self._runs.start((Hold(self._held), self._model, self._job))

    def _hear(self, message: FromWorker) -> None:
        match message:
            case ModelLoaded(info):
                self.modelReady.emit(info)
            case ModelNotLoaded(_, reason):
                self.close()
                self.modelFailed.emit(reason)
            case ProposedAll(path) if self._job is not None and path == self._job.path:
                self._job = None
                self.proposed.emit(message)

    def _bury(self, why: str) -> None:
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
