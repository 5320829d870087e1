"""Fine-tuning: trains the model on what was decided here, shows how it goes, and takes the better one into use."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.assist.protocol import ModelInfo, model_name
from app.settings import Settings
from app.windows.assist_loop import AssistLoop
from app.windows.curve import Curve
from app.windows.theme import theme
from app.windows.work import Work

if TYPE_CHECKING:
    from app.assist.finetune import FineTuneJob, FineTuneResult

LEAST_IMAGES = 2  # one to learn from, one to judge by


class FineTuneDialog(QDialog):
    """Closing it lets the training go on; opened again it shows the same run."""

    progressed = Signal(str)
    ended = Signal(str, str)  # what it came to, "good", "warn" or "bad"; only where the dialog is closed

    def __init__(
        self, work: Work, loop: AssistLoop, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Fine-tune on my corrections")
        self.setMinimumWidth(600)
        self._work, self._loop, self._settings = work, loop, settings
        self._job: FineTuneJob | None = None
        self._limit = 0.0  # seconds
        self._doing, self._since = "", 0.0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._count_seconds)
        self._taken: tuple[str, str] | None = None  # the checkpoint being taken into use; what to say then
        self.text = _words()
        self.minutes = QSpinBox()
        self.minutes.setRange(1, 600)
        self.minutes.setValue(settings["finetune_minutes"])
        self.minutes.setSuffix(" minutes")
        self.minutes.setAccessibleName("Train for at most so many minutes")
        self.minutes.valueChanged.connect(lambda value: settings.set("finetune_minutes", value))
        self.stage = _words()
        self.progress = QProgressBar()
        self.curve = Curve("loss")
        self.outcome = _words()
        self.start_button = QPushButton("Start")
        self.start_button.setProperty("main", True)
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(lambda _=False: self.start())
        self.cancel_button = QPushButton("Cancel the training")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(lambda _=False: self.cancel())
        self._lay_out()
        loop.modelChanged.connect(self._model_changed)
        work.changed.connect(lambda: self.reconsider() if self.isVisible() else None)
        self.reconsider()

    def showEvent(self, event: QShowEvent) -> None:
        self.minutes.setValue(self._settings["finetune_minutes"])
        super().showEvent(event)

    def _lay_out(self) -> None:
        self._length = QWidget()
        row = QHBoxLayout(self._length)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel("Train for at most"))
        row.addWidget(self.minutes)
        row.addStretch(1)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.cancel_button, close, self.start_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        for widget in (self.text, self._length, self.stage, self.progress):
            layout.addWidget(widget)
        layout.addWidget(self.curve, 1)
        layout.addWidget(self.outcome)
        layout.addLayout(buttons)

    @property
    def running(self) -> bool:
        return self._job is not None

    def reconsider(self) -> None:
        """Brings text and buttons in line with the project and the model; called when the dialog is shown."""
        if self.running:
            return
        images = self._work.document.images() if self._work.document is not None else []
        done = sum(image.status == "done" for image in images)
        problem = ""
        if self._work.project is None:
            problem = "Open a project first."
        elif self._loop.info is None:
            loading = self._loop.state == "loading"
            problem = "The model is still loading." if loading else "There is no model that could be trained."
        elif done < LEAST_IMAGES:
            have = {0: "none is", 1: "one is"}[done]
            problem = (
                f"The model learns from images that are done, and {have}. Annotate all objects of at least "
                f"{LEAST_IMAGES} images and mark each as done (Ctrl+Enter)."
            )
        model = self._loop.info.name if self._loop.info is not None else ""
        self.text.setText(
            problem
            or f"The model “{model}” learns from the {done} images that are done. It runs beside your work; this "
            "window can be closed meanwhile. The new model is used only if it is better on images held back."
        )
        self.start_button.setEnabled(not problem)
        self.start_button.show()
        self._length.setVisible(not problem)
        self.cancel_button.hide()
        self.progress.hide()
        self.stage.hide()

    def start(self, output: Path | None = None) -> None:
        """Starts the trainer once everything decided is kept."""
        project, folder = self._work.project, self._loop.folder
        if project is None or folder is None or self.running:
            return
        from app.assist.finetune import FineTuneJob

        try:
            output = output if output is not None else _new_run(project.title)
        except OSError as error:
            self._say(f"The training cannot be kept: {error}", bad=True)
            return
        job = FineTuneJob(project.path, folder, output, self, minutes=self.minutes.value())
        self._limit = self.minutes.value() * 60.0
        job.progressed.connect(self._progressed)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.cancelled.connect(
            lambda: self._end("The training was cancelled. The model is the same as before.")
        )
        self._job = job
        self.curve.clear()
        self._say("")
        self._length.hide()
        self.start_button.hide()
        self.cancel_button.setEnabled(True)
        self.cancel_button.show()
        self.progress.show()
        self.stage.show()
        self._show_stage("starting the trainer")
        self._work.ask_project(lambda _project: None, lambda _answer: job.start(), self._failed)

    def cancel(self) -> None:
        if self._job is None:
            return
        self.cancel_button.setEnabled(False)
        self._show_stage("stopping")
        self._job.cancel()

    def end(self) -> None:
        """Ends a running training; for closing the program."""
        if self._job is not None:
            self._clock.stop()
            self._job.close()
            self._job = None

    # -- what the trainer tells

    def _progressed(self, entry: dict[str, Any]) -> None:
        if not self.cancel_button.isEnabled():  # it is being stopped
            return
        match entry.get("kind"):
            case "stage":
                self._show_stage(str(entry.get("message", "")))
            case "start":
                self._show_start(entry)
            case "train":
                self._show_training(entry)
            case "validation" if isinstance(entry.get("f50"), int | float):
                self._say(f"On images held back: f50 {entry['f50']:.3f}")

    def _show_stage(self, message: str) -> None:
        """Something of unknown length goes on."""
        self.progress.setRange(0, 0)
        self._doing, self._since = f"{message[:1].upper()}{message[1:]}…", time.monotonic()
        self._count_seconds()
        self._clock.start()
        self.progressed.emit(f"Fine-tuning: {message}")

    def _count_seconds(self) -> None:
        seconds = round(time.monotonic() - self._since)
        self.stage.setText(f"{self._doing} {seconds} s" if seconds >= 2 else self._doing)

    def _show_start(self, entry: dict[str, Any]) -> None:
        before, training, held = (entry.get(name) for name in ("f50_before", "training", "held_out"))
        self._show_stage("preparing the first images")
        if isinstance(before, int | float):
            self._say(
                f"f50 of the present model on images held back: {before:.3f} "
                f"({training} to learn from, {held} held back)."
            )

    def _show_training(self, entry: dict[str, Any]) -> None:
        iteration, total, loss = (entry.get(name) for name in ("iteration", "iterations", "loss"))
        seconds = entry.get("seconds", 0.0)
        if not isinstance(iteration, int) or not isinstance(total, int) or total < 1:
            return
        share = iteration / total
        if self._limit and isinstance(seconds, int | float):
            share = min(max(share, seconds / self._limit), 1.0)
        self._clock.stop()
        self.progress.setRange(0, 1000)
        self.progress.setValue(round(share * 1000))
        self.progress.setFormat("%p %")
        left = _time_left(float(seconds), share)
        self.stage.setText(f"Training: iteration {iteration}{left}")
        if isinstance(loss, int | float):
            self.curve.add(iteration, float(loss), min(iteration / share if share else total, total))
        self.progressed.emit(f"Fine-tuning {share:.0%}")

    def _finished(self, result: FineTuneResult) -> None:
        numbers = f"f50 on images held back: {result.before:.3f} before, {result.after:.3f} after."
        if not result.better:
            self._end(f"The new model is not better, so the old one stays in use. {numbers}")
            return
        name, checkpoint = model_name(result.checkpoint), result.checkpoint
        self._end(f"The new model “{name}” is better and is being loaded. {numbers}", good=True)
        self._taken = checkpoint, f"The new model “{name}” is better and is in use now. {numbers}"
        self._loop.load_model(Path(checkpoint))
        self._work.ask_project(lambda project: setattr(project, "model", checkpoint), lambda _answer: None)

    def _model_changed(self) -> None:
        info: ModelInfo | None = self._loop.info
        if self._taken is not None and info is not None and Path(info.folder) == Path(self._taken[0]):
            self._say(self._taken[1], good=True)
            self._taken = None
            if not self.isVisible():
                self.ended.emit(self.outcome.text(), "good")
        if self.isVisible():
            self.reconsider()

    def _failed(self, reason: str) -> None:
        self._end(f"The training failed: {reason}", bad=True)

    def _end(self, text: str, good: bool = False, bad: bool = False) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self._clock.stop()
        self.reconsider()
        self._say(text, good, bad)
        self.progressed.emit("")
        if not self.isVisible():
            self.ended.emit(text, "good" if good else "bad" if bad else "warn")

    def _say(self, text: str, good: bool = False, bad: bool = False) -> None:
        self.outcome.setText(text)
        color = theme().good if good else theme().bad if bad else theme().text
        self.outcome.setStyleSheet(f"color: {color};")


def _words() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    return label


def _new_run(project: str) -> Path:
    """A folder for a run, not yet made, in the user's data folder. OSError where that cannot be written."""
    runs = Path(platformdirs.user_data_dir("rsis-annotator", appauthor=False)) / "runs"
    runs.mkdir(parents=True, exist_ok=True)
    return runs / f"{project or 'project'}-{datetime.now():%Y%m%d-%H%M%S}"


def _time_left(seconds: float, share: float) -> str:
    if seconds < 5 or share <= 0:
        return ""
    left = seconds * (1 - share) / share
    return f", about {left / 60:.0f} min left" if left >= 90 else f", about {max(left, 1):.0f} s left"
