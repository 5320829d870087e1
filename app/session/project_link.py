"""The project file behind the session: opened, written and queried in the writer's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from annotations.project import Project
from annotations.records import Transaction
from app.document.opening import OpenedProject
from app.document.writer import Answered, Event, Failing, Kept, Opened, OpenFailed, Writer

if TYPE_CHECKING:
    from annotations.project.rescue import Rescue

Answer = TypeVar("Answer")


class ProjectLink(QObject):
    """Lives in the window's thread, one project at a time. Late results of a closed project are dropped."""

    opened = Signal(object)  # OpenedProject
    openFailed = Signal(object, object)  # noqa: N815  (reason, the damaged file or None)
    kept = Signal(int)  # the number of decisions not on the disk yet
    failing = Signal(
        object, bool
    )  # why a decision cannot be saved, and whether the file is lost; it is retried
    _event = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer: Writer[Project] | None = None
        self._opening = self._is_failing = False
        self._questions: dict[int, tuple[Callable[[], object], Callable[[str], object]]] = {}
        self._event.connect(self._on_event)

    @property
    def opening(self) -> bool:
        return self._opening

    @property
    def is_failing(self) -> bool:
        """Whether the disk refused the latest decision."""
        return self._is_failing

    @property
    def pending(self) -> int:
        """The number of decisions not on the disk yet."""
        return self._writer.pending if self._writer is not None else 0

    def open(self, opening: Callable[[], tuple[Project, OpenedProject]]) -> None:
        """Opens a project in a thread; no other may be open."""
        writer: Writer[Project]

        def report(event: Event) -> None:
            with suppress(RuntimeError):  # the window is gone; what is pending is still saved
                self._event.emit(writer, event)

        writer = Writer(opening, report)
        self._writer, self._opening = writer, True
        writer.start()

    def save_pending(self, seconds: float) -> None:
        """Saves everything pending, or as much as this time allows."""
        if self._writer is not None:
            self._writer.flush(seconds)

    def close(self, give_up: bool = False, seconds: float = 5.0) -> bool:
        """Saves everything pending and closes the project. False: not everything could be saved in this time."""
        if self._writer is not None and not self._writer.close(seconds, give_up) and not give_up:
            return False
        self._writer = None
        self._opening = self._is_failing = False
        self._questions.clear()
        return True

    def keeper(self) -> Callable[[Transaction], None]:
        """A function that commits transactions to the currently open project only, not to one opened later."""
        assert self._writer is not None
        return self._writer.commit

    def ask(
        self,
        question: Callable[[Project], Answer],
        answered: Callable[[Answer], object],
        failed: Callable[[str], object],
    ) -> None:
        """Queries the project in the writer's thread, after all decisions so far have been saved."""
        if self._writer is not None:
            answers: list[Answer] = []
            ticket = self._writer.ask(lambda project: answers.append(question(project)))
            self._questions[ticket] = (lambda: answered(answers[0]), failed)

    def save_elsewhere(
        self, target: Path, saved: Callable[[Rescue], object], failed: Callable[[str], object]
    ) -> None:
        """Saves the project and all decisions as another file, even while its own file takes none."""
        if self._writer is not None:
            answers: list[Rescue] = []

            def save(project: Project, done: Sequence[Transaction], pending: Sequence[Transaction]) -> None:
                from annotations.project.rescue import rescue

                answers.append(rescue(project, done, pending, target))

            ticket = self._writer.save_elsewhere(save)
            self._questions[ticket] = (lambda: saved(answers[0]), failed)

    def retry(self) -> None:
        if self._writer is not None:
            self._writer.retry_now()

    def flush(self, timeout: float) -> bool:
        return self._writer is None or self._writer.flush(timeout)

    def _on_event(self, writer: Writer[Project], event: Event) -> None:
        if writer is not self._writer:
            return
        match event:
            case Opened(OpenedProject() as project):
                self._opening = False
                self.opened.emit(project)
            case OpenFailed(reason, damaged):
                self._opening = False
                self._writer = None
                self.openFailed.emit(reason, damaged)
            case Kept(pending):
                self._is_failing = False
                self.kept.emit(pending)
            case Failing(reason, _, lost):
                self._is_failing = True
                self.failing.emit(reason, lost)
            case Answered(ticket, reason):
                answered, failed = self._questions.pop(ticket)
                if reason is None:
                    answered()
                else:
                    failed(reason)
