"""Fine-tuning in the window: progress, the curve, cancelling, and the better model taken into use."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from annotations.project import Project
from app.assist.finetune import FineTuneResult
from app.dialogs.finetune import FineTuneDialog
from tests.gui.conftest import Desk


class FakeJob(QObject):
    """A training that goes as the test says."""

    progressed = Signal(dict)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    made: list[FakeJob] = []  # noqa: RUF012

    def __init__(
        self, project: Path, checkpoint: Path, output: Path, parent: QObject, minutes: float
    ) -> None:
        super().__init__(parent)
        self.minutes = minutes
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


def finish_images(desk: Desk, count: int) -> None:
    """Accepts one instance in each of the next images, and marks them as done."""
    for _ in range(count):
        desk.until(desk.proposing)
        desk.act("accept")
        desk.act("image_done")


@pytest.fixture
def job_of(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> tuple[FineTuneDialog, FakeJob]:
    """The dialog with a training under way, two images done before."""
    monkeypatch.setattr("app.assist.finetune.FineTuneJob", FakeJob)
    FakeJob.made.clear()
    desk.open(photos)
    finish_images(desk, 2)
    desk.act("finetune")
    dialog = desk.window.dialogs.finetuning
    assert dialog is not None
    dialog.minutes.setValue(3)
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
    assert job.minutes == 3
    assert desk.window.settings["finetune_minutes"] == 3
    assert desk.window.session.pending == 0


def test_progress_and_loss_are_shown_while_it_trains(
    desk: Desk, job_of: tuple[FineTuneDialog, FakeJob]
) -> None:
    dialog, job = job_of
    for iteration in range(1, 6):
        line = {"iteration": iteration, "iterations": 10, "loss": 1.0 / iteration, "seconds": 4.0 * iteration}
        job.progressed.emit({"kind": "train", **line})
    job.progressed.emit({"kind": "validation", "iteration": 5, "f50": 0.5})
    assert dialog.progress.value() == 500
    assert dialog.stage.text() == "Training: iteration 5, about 20 s left"
    assert [x for x, _ in dialog.curve.points] == [1, 2, 3, 4, 5]
    assert dialog.outcome.text() == "On held-out images: 50.0 % found at IoU 0.5"
    assert desk.window.status.training.text() == "Fine-tuning 50 %"


def test_the_better_model_is_taken_into_use_and_kept_with_the_project(
    desk: Desk, photos: Path, tmp_path: Path, job_of: tuple[FineTuneDialog, FakeJob]
) -> None:
    dialog, job = job_of
    checkpoint = tmp_path / "run" / "checkpoint"
    job.finished.emit(FineTuneResult(True, 0.5, 0.7, str(checkpoint), False, 40, 20, 28))
    assert desk.assistant.loaded[-1] == str(checkpoint)
    assert "Of 40 held-out objects it finds 28 (before: 20)" in dialog.outcome.text()
    desk.until(lambda: "now in use" in dialog.outcome.text())
    assert "“run”" in dialog.outcome.text()
    assert desk.window.bar.line.model == "run  ·  cpu"
    assert desk.window.session.flush(5)
    desk.qtbot.wait(50)
    with Project.open(photos / "annotations.rsis", read_only=True) as project:
        assert project.model == str(checkpoint)


def test_a_model_that_is_no_better_is_not_used(desk: Desk, job_of: tuple[FineTuneDialog, FakeJob]) -> None:
    dialog, job = job_of
    job.finished.emit(FineTuneResult(False, 0.5, 0.4, "elsewhere"))
    assert desk.assistant.loaded == ["starter"]
    assert "not clearly better" in dialog.outcome.text()


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
    assert dialog.outcome.text() == "Training failed: not enough memory"


def test_closing_the_program_ends_the_training(desk: Desk, job_of: tuple[FineTuneDialog, FakeJob]) -> None:
    _, job = job_of
    assert desk.window.close()
    assert job.closed


def test_with_nothing_annotated_it_says_what_is_missing(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.act("finetune")
    dialog = desk.window.dialogs.finetuning
    assert dialog is not None
    assert "Annotate at least 20 objects, or finish 2 images" in dialog.text.text()
    assert not dialog.start_button.isEnabled()
    finish_images(desk, 2)
    assert "learns from 2 finished and 0 unfinished images" in dialog.text.text()
    assert dialog.start_button.isEnabled()


def test_it_says_what_it_is_doing_before_the_first_step(
    desk: Desk, job_of: tuple[FineTuneDialog, FakeJob]
) -> None:
    dialog, job = job_of
    assert dialog.stage.text() == "Starting the trainer…"
    job.progressed.emit({"kind": "stage", "message": "Testing the current model…", "iteration": 0})
    assert dialog.stage.text() == "Testing the current model…"
    assert (dialog.progress.minimum(), dialog.progress.maximum()) == (0, 0)
    assert desk.window.status.training.text() == "Fine-tuning: Testing the current model…"
    desk.until(lambda: dialog.stage.text() == "Testing the current model… 2 s")
    job.progressed.emit({"kind": "start", "before": 0.25, "training": 3, "held_out": 1})
    assert (
        "scores 25 % on the held-out data (images for training: 3, test samples: 1)" in dialog.outcome.text()
    )


def test_where_the_time_ends_before_the_iterations_it_is_the_time_that_counts(
    job_of: tuple[FineTuneDialog, FakeJob],
) -> None:
    dialog, job = job_of
    job.progressed.emit({"kind": "train", "iteration": 10, "iterations": 1000, "loss": 1.0, "seconds": 90.0})
    assert dialog.progress.value() == 500
    assert dialog.stage.text() == "Training: iteration 10, about 2 min left"
    assert dialog.curve.last == 20


def test_what_it_came_to_is_told_where_the_dialog_was_closed(
    desk: Desk, job_of: tuple[FineTuneDialog, FakeJob]
) -> None:
    dialog, job = job_of
    dialog.close()
    job.finished.emit(FineTuneResult(True, 0.5, 0.7, "run/checkpoint"))
    desk.until(lambda: any("“run” is better and now in use" in m for m in desk.window.banners.messages))
    assert len(desk.window.banners.messages) == 1
    assert desk.window.status.training.text() == ""


def test_the_next_run_can_follow_a_finished_one(
    desk: Desk, tmp_path: Path, job_of: tuple[FineTuneDialog, FakeJob]
) -> None:
    dialog, job = job_of
    job.finished.emit(FineTuneResult(False, 0.5, 0.4, "elsewhere"))
    assert dialog.minutes.isVisible()
    dialog.start(tmp_path / "second")
    assert dialog.outcome.text() == ""
    assert FakeJob.made[-1].output == tmp_path / "second"


@pytest.fixture
def learning(desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk with "learn as I go" on, where four more objects are enough."""
    monkeypatch.setattr("app.assist.finetune.FineTuneJob", FakeJob)
    monkeypatch.setattr("app.window.learn_as_i_go.EVERY", 4)
    FakeJob.made.clear()
    desk.window.settings.set("learn_as_i_go", True)
    desk.open(photos)
    return desk


def annotate(desk: Desk, count: int) -> None:
    for _ in range(count):
        desk.until(desk.proposing)
        desk.act("accept")


def test_learning_as_one_goes_trains_between_images_and_swaps_at_the_next(
    learning: Desk, tmp_path: Path
) -> None:
    desk = learning
    annotate(desk, 4)
    assert not FakeJob.made  # never while an image is worked on
    desk.act("next_image")
    desk.until(lambda: bool(FakeJob.made) and FakeJob.made[0].started)
    (job,) = FakeJob.made
    annotate(desk, 1)
    checkpoint = str(tmp_path / "run" / "checkpoint")
    job.finished.emit(FineTuneResult(True, 0.5, 0.7, checkpoint, True, 40, 20, 28))
    assert desk.assistant.loaded == ["starter"]
    desk.act("next_image")
    desk.until(lambda: desk.assistant.loaded[-1] == checkpoint)
    assert len(FakeJob.made) == 1  # one more object is not enough for another training


def test_learning_as_one_goes_says_nothing_where_it_came_to_nothing(learning: Desk) -> None:
    desk = learning
    annotate(desk, 4)
    desk.act("next_image")
    desk.until(lambda: bool(FakeJob.made))
    said: list[tuple[str, str]] = []
    assert desk.window.dialogs.finetuning is not None
    desk.window.dialogs.finetuning.ended.connect(lambda *words: said.append(words))
    FakeJob.made[0].finished.emit(FineTuneResult(False, 0.5, 0.4, "elsewhere"))
    desk.act("next_image")
    assert desk.assistant.loaded == ["starter"]
    assert not said


def test_nothing_is_learned_as_one_goes_unless_it_is_wanted(learning: Desk) -> None:
    desk = learning
    desk.window.settings.set("learn_as_i_go", False)
    annotate(desk, 5)
    desk.act("next_image")
    desk.until(desk.proposing)
    assert not FakeJob.made
