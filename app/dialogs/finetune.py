"""Fine-tuning: trains the model on the project's decisions, shows the progress, and switches to a better model."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

from annotations.errors import explain
from annotations.message import Message
from annotations.places import training_runs
from annotations.project import Project
from app.actions import Action, KeyOf
from app.assist.protocol import ModelInfo, model_name
from app.dialogs.loss_curve import Curve
from app.document.opening import OpenedProject
from app.session.proposals import AssistLoop
from app.session.session import Session
from app.settings import Settings
from app.translation import percent_text, tr
from app.widgets.override import override
from app.widgets.theme import theme

if TYPE_CHECKING:
    from app.assist.finetune import FineTuneJob, FineTuneResult

LEAST_IMAGES = 2  # one to train on, one to test on
LEAST_OBJECTS = 20  # enough without finished images; the trainer counts them


class FineTuneDialog(QDialog):
    """Closing it does not stop the training; reopened, it shows the same run."""

    began = Signal()
    progressed = Signal(str)
    ended = Signal(str, str)  # the result, "good", "warn" or "bad"; only if the dialog is closed

    def __init__(
        self, session: Session, loop: AssistLoop, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Fine-tune on my corrections"))
        self.setMinimumWidth(600)
        self._session, self._loop, self._settings = session, loop, settings
        self._job: FineTuneJob | None = None
        self._limit = 0.0  # seconds
        self._doing, self._since = "", 0.0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._count_seconds)
        self._taken: tuple[str, str] | None = None  # the checkpoint being loaded; what to say then
        self._quiet = False  # started automatically: only a better model is reported
        self._project: OpenedProject | None = None  # the project being trained on
        self._later: FineTuneResult | None = None  # a better model, to be used from the next image on
        self.text = _words()
        self.minutes = QSpinBox()
        self.minutes.setRange(1, 600)
        self.minutes.lineEdit().setTextMargins(6, 0, 0, 0)
        self.minutes.setValue(settings["finetune_minutes"])
        self.minutes.setSuffix(tr(" min"))
        self.minutes.setAccessibleName(tr("Training time limit in minutes"))
        self.minutes.valueChanged.connect(lambda value: settings.set("finetune_minutes", value))
        self.stage = _words()
        self.progress = QProgressBar()
        self.curve = Curve()
        self.outcome = _words()
        self.start_button = QPushButton(tr("Start"))
        self.start_button.setProperty("main", True)
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(lambda _=False: self.start())
        self.cancel_button = QPushButton(tr("Cancel training"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(lambda _=False: self.cancel())
        self._lay_out()
        for changed in (session.contentChanged, loop.modelChanged):
            changed.connect(lambda: self.reconsider() if self.isVisible() else None)
        loop.modelChanged.connect(self._model_changed)
        session.imageChanged.connect(self._use_later)
        self.reconsider()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.minutes.setValue(self._settings["finetune_minutes"])
        super().showEvent(event)

    def _lay_out(self) -> None:
        self._length = QWidget()
        row = QHBoxLayout(self._length)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(tr("Time limit")))
        row.addWidget(self.minutes)
        row.addStretch(1)
        close = QPushButton(tr("Close"))
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

    def show_keys(self, _table: tuple[Action, ...]) -> None:
        """Updates the keys named in the text."""
        self.reconsider()

    def reconsider(self) -> None:
        """Updates text and buttons to the project and the model; called when the dialog is shown."""
        if self.running:
            return
        document = self._session.document
        done, started = (
            document.image_table.count(status) if document is not None else 0
            for status in ("done", "started")
        )
        problem = ""
        if self._session.project is None:
            problem = tr("Open a project first.")
        elif self._loop.info is None:
            loading = self._loop.state == "loading"
            problem = tr("The model is still loading.") if loading else tr("No trainable model is loaded.")
        elif done + started == 0:  # the trainer decides whether it is enough
            problem = tr(
                "The model learns from objects that you accepted or drew. Annotate at least {least} objects, or "
                "finish {images} images ({key}).",
                least=LEAST_OBJECTS,
                images=LEAST_IMAGES,
                key=KeyOf("image_done"),
            )
        model = self._loop.info.name if self._loop.info is not None else ""
        self.text.setText(
            problem
            or tr(
                "The model “{model}” learns from {done} finished and {started} unfinished images. Training runs in the "
                "background; you can close this window. The new model is used only "
                "if it is clearly better on the held-out data.",
                model=model,
                done=done,
                started=started,
            )
        )
        self.start_button.setEnabled(not problem)
        self.start_button.show()
        self._length.setVisible(not problem)
        self.cancel_button.hide()
        self.progress.hide()
        self.stage.hide()

    def start_quietly(self) -> bool:
        """Starts a training automatically; returns whether it did.

        A better model is used from the next image on.
        """
        if self.running or self._later is not None:
            return False
        self.start()
        self._quiet = self.running
        return self._quiet

    def start(self, output: Path | None = None) -> None:
        """Starts the trainer once all decisions are saved."""
        project, folder = self._session.project, self._loop.folder
        if project is None or folder is None or self.running:
            return
        self._quiet, self._project = False, project
        from app.assist.finetune import FineTuneJob

        try:
            output = output if output is not None else _new_run(project.title)
        except OSError as error:
            self._say(tr("The training run cannot be saved: {reason}", reason=tr(explain(error))), bad=True)
            return
        job = FineTuneJob(project.path, folder, output, self, minutes=self.minutes.value())
        self._limit = self.minutes.value() * 60.0
        job.progressed.connect(self._progressed)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.cancelled.connect(lambda: self._end(tr("Training cancelled. The model is unchanged.")))
        self._job = job
        self.began.emit()
        self.curve.clear()
        self._say("")
        self._length.hide()
        self.start_button.hide()
        self.cancel_button.setEnabled(True)
        self.cancel_button.show()
        self.progress.show()
        self.stage.show()
        self._show_stage(tr("Starting the trainer…"))
        self._session.ask_project(lambda _project: None, lambda _answer: job.start(), self._failed)

    def cancel(self) -> None:
        if self._job is None:
            return
        self.cancel_button.setEnabled(False)
        self._show_stage(tr("Stopping…"))
        self._job.cancel()

    def end(self) -> None:
        """Stops a running training; for closing the program."""
        if self._job is not None:
            self._clock.stop()
            self._job.close()
            self._job = None

    # -- messages of the trainer

    def _progressed(self, entry: dict[str, Any]) -> None:
        if not self.cancel_button.isEnabled():  # it is stopping
            return
        match entry.get("kind"):
            case "stage":
                self._show_stage(_stage_words(entry))
            case "start":
                self._show_start(entry)
            case "train":
                self._show_training(entry)
            case "validation" if isinstance(entry.get("f50"), int | float):
                self._say(tr("On held-out images: {f50:.1f} % found at IoU 0.5", f50=100 * entry["f50"]))

    def _show_stage(self, message: str) -> None:
        """Shows a stage of unknown length."""
        self.progress.setRange(0, 0)
        self._doing, self._since = message, time.monotonic()
        self._count_seconds()
        self._clock.start()
        self.progressed.emit(tr("Fine-tuning: {stage}", stage=message))

    def _count_seconds(self) -> None:
        seconds = round(time.monotonic() - self._since)
        since = tr("{doing} {seconds} s", doing=self._doing, seconds=seconds)
        self.stage.setText(since if seconds >= 2 else self._doing)

    def _show_start(self, entry: dict[str, Any]) -> None:
        before, training, held = (entry.get(name) for name in ("before", "training", "held_out"))
        self._show_stage(tr("Preparing the first images…"))
        if isinstance(before, int | float):
            self._say(
                tr(
                    "The current model scores {before} on the held-out data (images for training: {training}, "
                    "test samples: {held}).",
                    before=percent_text(before),
                    training=training,
                    held=held,
                )
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
        self.stage.setText(_training_words(iteration, float(seconds), share))
        if isinstance(loss, int | float):
            self.curve.add(iteration, float(loss), min(iteration / share if share else total, total))
        self.progressed.emit(tr("Fine-tuning {percent}", percent=percent_text(share)))

    def _finished(self, result: FineTuneResult) -> None:
        objects, before, after = result.objects, result.found_before, result.found_after
        if not result.better:
            self._end(
                tr(
                    "The new model is not clearly better, so the current one stays. Of {objects} held-out objects "
                    "the current one finds {before}, the new one {after}.",
                    objects=objects,
                    before=before,
                    after=after,
                )
            )
            return
        if self._quiet:
            self._later = result
            self._end(tr("A better model is ready. It will be used from the next image on."), good=True)
        else:
            self._use(result)

    def _use_later(self) -> None:
        if self._later is not None:
            result, self._later = self._later, None
            if self._session.project is self._project:
                self._use(result)

    def _use(self, result: FineTuneResult) -> None:
        """Loads a better model, and stores it as the project's."""
        objects, before, after = result.objects, result.found_before, result.found_after
        name, checkpoint = model_name(result.checkpoint), result.checkpoint
        loading = tr(
            "The new model “{name}” is better and is being loaded. Of {objects} held-out objects it finds {after} "
            "(before: {before}).",
            name=name,
            objects=objects,
            before=before,
            after=after,
        )
        self._end(loading, good=True)
        loaded = tr(
            "The new model “{name}” is better and now in use. Of {objects} held-out objects it finds {after} "
            "(before: {before}).",
            name=name,
            objects=objects,
            before=before,
            after=after,
        )
        if result.provisional:
            loaded += " " + tr("It is provisional: there are no finished images to test it on yet.")
        self._taken = checkpoint, loaded
        self._loop.load_model(Path(checkpoint))

        def remember(project: Project) -> None:
            project.model = checkpoint

        self._session.ask_project(remember, lambda _none: None)

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
        self._end(tr("Training failed: {reason}", reason=tr(reason)), bad=True)

    def _end(self, text: str, good: bool = False, bad: bool = False) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self._clock.stop()
        self.reconsider()
        self._say(text, good, bad)
        self.progressed.emit("")
        if not self.isVisible() and (good or not self._quiet):
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
    """A folder for a run, not created yet, in the user's data folder. OSError if that cannot be written."""
    runs = training_runs()
    runs.mkdir(parents=True, exist_ok=True)
    return runs / f"{project or 'project'}-{datetime.now():%Y%m%d-%H%M%S}"


def _training_words(iteration: int, seconds: float, share: float) -> str:
    if seconds < 5 or share <= 0:
        return tr("Training: iteration {iteration}", iteration=iteration)
    left = seconds * (1 - share) / share
    if left < 90:
        return tr(
            "Training: iteration {iteration}, about {left:.0f} s left", iteration=iteration, left=max(left, 1)
        )
    return tr(
        "Training: iteration {iteration}, about {left:.0f} min left", iteration=iteration, left=left / 60
    )


def _stage_words(entry: dict[str, Any]) -> str:
    """The trainer's current stage, which it writes as the text, template and values of a message."""
    template, values = entry.get("template"), entry.get("values")
    if isinstance(template, str) and isinstance(values, dict):
        return tr(Message(template, **values))
    return str(entry.get("message", ""))
