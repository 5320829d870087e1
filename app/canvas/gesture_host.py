"""Runs the current tool: forwards the pointer, runs its long jobs on a thread, and emits its results."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotations.masks import Mask
from app.background.jobs import Check, Jobs
from app.rendering.outlines import prepare
from app.tools.gesture import Job, PointerEvent, Preview, Result, ToolContext, ToolRunner
from app.tools.table import TOOLS


class ToolHost(QObject):
    """Lives in the window's thread. A gesture that raises is rolled back and reported by `failed`."""

    resultReady = Signal(object)  # noqa: N815
    changed = Signal()  # begun, finished or cancelled
    previewed = Signal()  # the preview may have changed
    failed = Signal(object)  # a text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = ToolRunner()
        self.tool = "select"
        self._job: Job | None = None
        self._jobs = Jobs(self)

    @property
    def preview(self) -> Preview:
        return self.runner.preview

    @property
    def active(self) -> bool:
        return self.runner.active

    @property
    def computing(self) -> bool:
        """Whether the gesture is waiting for a job."""
        return self.runner.preview.job is not None

    @property
    def hint(self) -> str:
        """What the user can do now, in a sentence."""
        return self.runner.preview.hint or TOOLS[self.tool].hint

    def start(self, event: PointerEvent, context: ToolContext) -> None:
        """A press with the current tool."""
        self._run(lambda: self.runner.start(TOOLS[self.tool].gesture, event, context))

    def send(self, event: PointerEvent) -> bool:
        """Another event for the gesture in progress; False if there is none."""
        if not self.runner.active:
            return False
        self._run(lambda: self.runner.send(event))
        return True

    def cancel(self) -> bool:
        """Rolls the gesture back; False if there is none."""
        cancelled = self.runner.cancel()
        self._job = None
        self._jobs.drop()
        if cancelled:
            self.changed.emit()
            self.previewed.emit()
        return cancelled

    def wait(self) -> None:
        """Waits for the running job and discards its result; for closing."""
        self.cancel()
        self._jobs.end(10_000)

    def _run(self, advance: Callable[[], Result]) -> None:
        active = self.runner.active
        try:
            result = advance()
        except Exception as error:
            self.failed.emit(str(error) or type(error).__name__)
            result = None
        job = self.runner.preview.job
        if job is not self._job:
            self._job = job
            self._jobs.drop()
            if job is not None:
                self._jobs.run(partial(_work, job), self._go_on, self._give_up)
        if active != self.runner.active:
            self.changed.emit()
        self.previewed.emit()
        if result is not None:
            self.resultReady.emit(result)

    def _go_on(self, answer: object) -> None:
        self._job = None
        self.send(PointerEvent("computed", answer=answer))

    def _give_up(self, reason: str) -> None:
        self.cancel()
        self.failed.emit(reason)


def _work(job: Job, _check: Check) -> object:
    """In a thread."""
    answer: object = job.run()
    if isinstance(answer, Mask):
        prepare([answer])
    return answer
