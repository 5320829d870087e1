"""A batch assistant without a process: answers one image at a time, as the tests let it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.masks import Mask
from app.assist.protocol import AssistProposal, ModelInfo, ProposeAll, ProposedAll, model_name

MasksOf = Callable[[str], Sequence[tuple[Mask, str | None, float]]]
"""The masks in an image with the name of a file, their categories and objectness."""


class FakeBatch(QObject):
    """Answers at once, unless it is held or the test keeps it `waiting`."""

    modelReady = Signal(object)  # noqa: N815
    modelFailed = Signal(object)  # noqa: N815
    proposed = Signal(object)

    def __init__(self, masks_of: MasksOf, unreadable: Sequence[str] = ()) -> None:
        super().__init__()
        self._masks_of, self._unreadable = masks_of, unreadable
        self.waiting = False
        self.jobs: list[ProposeAll] = []
        self.held: list[bool] = []
        self.closed = False
        self._job: ProposeAll | None = None

    @property
    def names(self) -> list[str]:
        """The images asked for, in order."""
        return [Path(job.path).name for job in self.jobs]

    def load_model(self, folder: str | Path, device: str = "auto") -> None:
        if "broken" in str(folder):
            self._later(lambda: self.modelFailed.emit("it is broken"))
            return
        info = ModelInfo(model_name(folder), str(folder), "cpu", ("nucleus",), "nuclei")
        self._later(lambda: self.modelReady.emit(info))

    def propose_all(self, job: ProposeAll) -> None:
        self.jobs.append(job)
        self._job = job
        self._later(self._answer_if_free)

    def hold(self, on: bool) -> None:
        self.held.append(on)
        self._later(self._answer_if_free)

    def release(self) -> None:
        """Answers from now on."""
        self.waiting = False
        self._answer_if_free()

    def close(self) -> None:
        self.closed = True
        self._job = None

    def _later(self, call: Callable[[], None]) -> None:
        QTimer.singleShot(1, self, call)

    def _answer_if_free(self) -> None:
        job = self._job
        if job is None or self.closed or self.waiting or (self.held and self.held[-1]):
            return
        self._job = None
        name = Path(job.path).name
        if name in self._unreadable:
            self.proposed.emit(ProposedAll(job.path, None, "it cannot be read"))
            return
        found = [
            AssistProposal(
                mask=mask,
                box=(0, 0, 1, 1),
                category=category,
                category_probabilities=((category, 0.9),) if category is not None else (),
                objectness=objectness,
                click=None,
                about_left=0,
            )
            for mask, category, objectness in self._masks_of(name)
            if objectness >= job.least
        ]
        self.proposed.emit(ProposedAll(job.path, tuple(found[: job.most])))
