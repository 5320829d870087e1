"""Fine-tuning: trains the model on what was decided here, shows how it goes, and takes the better one into use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.windows.assist_loop import AssistLoop
from app.windows.curve import Curve
from app.windows.theme import theme
from app.windows.work import Work

if TYPE_CHECKING:
    from app.assist.finetune import FineTuneJob, FineTuneResult


class FineTuneDialog(QDialog):
    """Closing it lets the training go on; opened again it shows the same run."""

    progressed = Signal(str)

    def __init__(self, work: Work, loop: AssistLoop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Fine-tune on my corrections")
        self.setMinimumWidth(600)
        self._work, self._loop = work, loop
        self._job: FineTuneJob | None = None
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.progress = QProgressBar()
        self.curve = Curve("loss")
        self.outcome = QLabel()
        self.outcome.setWordWrap(True)
        self.start_button = QPushButton("Start")
        self.start_button.setProperty("main", True)
        self.start_button.clicked.connect(lambda _=False: self.start())
        self.cancel_button = QPushButton("Cancel the training")
        self.cancel_button.clicked.connect(lambda _=False: self.cancel())
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.cancel_button, close, self.start_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self.text)
        layout.addWidget(self.progress)
        layout.addWidget(self.curve, 1)
        layout.addWidget(self.outcome)
        layout.addLayout(buttons)
        self.reconsider()

    @property
    def running(self) -> bool:
        return self._job is not None

    def reconsider(self) -> None:
        """Brings text and buttons in line with the project and the model; called when the dialog is shown."""
        if self.running:
            return
        images = self._work.document.images() if self._work.document is not None else []
        worked_on = sum(image.status in ("done", "started") for image in images)
        model = self._loop.info.name if self._loop.info is not None else "the model"
        problem = ""
        if self._work.project is None:
            problem = "Open a project first."
        elif self._loop.info is None:
            problem = "There is no model yet that could be trained."
        elif not worked_on:
            problem = "Nothing was decided yet: accept, fix or draw some instances first."
        count = "1 image" if worked_on == 1 else f"{worked_on} images"
        self.text.setText(
            problem
            or f"{model} learns from the {count} you worked on. It runs beside your work and may take some minutes; "
            "this window can be closed meanwhile. The new model is used only if it is better on images held back."
        )
        self.start_button.setEnabled(not problem)
        self.start_button.show()
        self.cancel_button.hide()
        self.progress.hide()

    def start(self, output: Path | None = None) -> None:
        """Starts the trainer once everything decided is kept."""
        project, folder = self._work.project, self._loop.folder
        if project is None or folder is None or self.running:
            return
        from app.assist.finetune import FineTuneJob

        if output is None:
            runs = Path(platformdirs.user_data_dir("rsis-annotator", appauthor=False)) / "runs"
            output = runs / f"{project.root.name or 'project'}-{datetime.now():%Y%m%d-%H%M%S}"
            output.parent.mkdir(parents=True, exist_ok=True)
        job = FineTuneJob(project.path, folder, output, self)
        job.progressed.connect(self._progressed)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.cancelled.connect(
            lambda: self._end("The training was cancelled. The model is the same as before.")
        )
        self._job = job
        self.curve.clear()
        self.outcome.setText("")
        self.outcome.setStyleSheet("")
        self.progress.setRange(0, 0)
        self.progress.setFormat("Starting…")
        self.progress.show()
        self.start_button.hide()
        self.cancel_button.setEnabled(True)
        self.cancel_button.show()
        self._work.ask_project(lambda _project: None, lambda _answer: job.start(), self._failed)

    def cancel(self) -> None:
        if self._job is not None:
            self.cancel_button.setEnabled(False)
            self.progress.setFormat("Stopping…")
            self._job.cancel()

    def end(self) -> None:
        """Ends a running training; for closing the program."""
        if self._job is not None:
            self._job.close()
            self._job = None

    def _progressed(self, entry: dict[str, Any]) -> None:
        iteration, total = entry.get("iteration"), entry.get("iterations")
        if (
            entry.get("kind") == "train"
            and isinstance(iteration, int)
            and isinstance(total, int)
            and total > 0
        ):
            self.progress.setRange(0, total)
            self.progress.setValue(iteration)
            self.progress.setFormat(f"%p %  ·  iteration {iteration} of {total}")
            loss = entry.get("loss")
            if isinstance(loss, int | float):
                self.curve.add(iteration, float(loss), total)
            self.progressed.emit(f"Fine-tuning {iteration / total:.0%}")
        elif entry.get("kind") == "validation" and isinstance(entry.get("f50"), int | float):
            self.outcome.setText(f"On images held back: f50 {entry['f50']:.3f}")

    def _finished(self, result: FineTuneResult) -> None:
        numbers = f"f50 on images held back: {result.before:.3f} before, {result.after:.3f} after."
        if not result.better:
            self._end(f"The new model is not better, so the old one stays in use. {numbers}")
            return
        self._end(f"The new model is better and is in use now. {numbers}", good=True)
        checkpoint = result.checkpoint
        self._loop.load_model(Path(checkpoint))
        self._work.ask_project(lambda project: setattr(project, "model", checkpoint), lambda _answer: None)

    def _failed(self, reason: str) -> None:
        self._end(f"The training failed: {reason}", bad=True)

    def _end(self, text: str, good: bool = False, bad: bool = False) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self.reconsider()
        self.outcome.setText(text)
        color = theme().good if good else theme().bad if bad else theme().text
        self.outcome.setStyleSheet(f"color: {color};")
        self.progressed.emit("")
