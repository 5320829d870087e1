"""Fine-tuning in the window: progress, the curve, cancelling, and the better model taken into use."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from annotations.project import Project
from app.assist.finetune import FineTuneResult
from app.windows.finetune_dialog import FineTuneDialog
from tests.gui.conftest import Desk


class FakeJob(QObject):
    """A training that goes as the test says."""

    progressed = Signal(dict)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    made: list[FakeJob] = []  # noqa: RUF012

    def __init__(self, project: Path, checkpoint: Path, output: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.project, self.checkpoint, self.output = project, checkpoint, output
        self.started = self.was_cancelled = self.closed = False
        FakeJob.made.append(self)

    def start(self) -> None:
        self.started = True

    def cancel(self) -> None:
        self.was_cancelled = True
        self.cancelled.emit()

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def job_of(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> tuple[FineTuneDialog, FakeJob]:
    """The dialog with a training under way, one instance accepted before."""
    monkeypatch.setattr("app.assist.finetune.FineTuneJob", FakeJob)
    FakeJob.made.clear()
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.act("finetune")
    dialog = desk.window.finetuning
    assert dialog is not None
    dialog.start(tmp_path / "run")
    (job,) = FakeJob.made
    desk.until(lambda: job.started)
    return dialog, job


def test_the_trainer_gets_the_project_with_everything_decided_and_the_model_in_use(
    desk: Desk, photos: Path, job_of: tuple[FineTuneDialog, FakeJob]
) -> None:
    _, job = job_of
    assert job.project == photos / "annotations.rsis"
    assert job.checkpoint == Path("starter")
    assert desk.window.work.pending == 0


def test_progress_and_loss_are_shown_while_it_trains(
    desk: Desk, job_of: tuple[FineTuneDialog, FakeJob]
) -> None:
    dialog, job = job_of
    for iteration in range(1, 6):
        job.progressed.emit(
            {"kind": "train", "iteration": iteration, "iterations": 10, "loss": 1.0 / iteration}
        )
    job.progressed.emit({"kind": "validation", "iteration": 5, "f50": 0.5})
    assert dialog.progress.value() == 5
    assert [x for x, _ in dialog.curve.points] == [1, 2, 3, 4, 5]
    assert dialog.outcome.text() == "On images held back: f50 0.500"
    assert desk.window.training_label.text() == "Fine-tuning 50%"


def test_the_better_model_is_taken_into_use_and_kept_with_the_project(
    desk: Desk, photos: Path, tmp_path: Path, job_of: tuple[FineTuneDialog, FakeJob]
) -> None:
    dialog, job = job_of
    checkpoint = tmp_path / "run" / "checkpoint"
    job.finished.emit(FineTuneResult(True, 0.5, 0.7, str(checkpoint)))
    assert desk.assistant.loaded[-1] == str(checkpoint)
    assert "0.500 before, 0.700 after" in dialog.outcome.text()
    assert desk.window.work.flush(5)
    desk.qtbot.wait(50)
    with Project.open(photos / "annotations.rsis", read_only=True) as project:
        assert project.model == str(checkpoint)


def test_a_model_that_is_no_better_is_not_used(desk: Desk, job_of: tuple[FineTuneDialog, FakeJob]) -> None:
    dialog, job = job_of
    job.finished.emit(FineTuneResult(False, 0.5, 0.4, "elsewhere"))
    assert desk.assistant.loaded == ["starter"]
    assert "not better" in dialog.outcome.text()


def test_cancelling_leaves_the_model_as_it_was_and_it_can_be_started_again(
    desk: Desk, job_of: tuple[FineTuneDialog, FakeJob]
) -> None:
    dialog, job = job_of
    dialog.cancel()
    assert job.was_cancelled
    assert not dialog.running
    assert dialog.start_button.isEnabled()
    assert desk.assistant.loaded == ["starter"]


def test_a_training_that_fails_says_why(desk: Desk, job_of: tuple[FineTuneDialog, FakeJob]) -> None:
    dialog, job = job_of
    job.failed.emit("not enough memory")
    assert dialog.outcome.text() == "The training failed: not enough memory"


def test_closing_the_program_ends_the_training(desk: Desk, job_of: tuple[FineTuneDialog, FakeJob]) -> None:
    _, job = job_of
    assert desk.window.close()
    assert job.closed


def test_without_any_decision_it_says_what_is_missing(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.act("finetune")
    dialog = desk.window.finetuning
    assert dialog is not None
    assert dialog.text.text().startswith("Nothing was decided yet")
    assert not dialog.start_button.isEnabled()
