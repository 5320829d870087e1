"""Fine-tuning from the window: the trainer as a process, its progress as signals."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from annotations import unfinished
from annotations.message import Message
from annotations.processes import python_command
from app.background.worker_process import model_threads, quiet_threads

_TRAINER = "trainer.cli"
_POLL_MS = 200
_PATIENCE_MS = 5000
_STOPPING_MS = 2000  # a cancelled run keeps nothing, so it need not end in order


@dataclass(frozen=True, slots=True)
class FineTuneResult:
    """The scores of a run on the held-out corrections, before and after.

    before, after: the mean score: f50 of images or, if none is finished yet and the model is `provisional`, the IoU
    after a click on an object. objects: how many were held out; found_before, found_after: those found at IoU 0.5.
    """

    better: bool
    before: float
    after: float
    checkpoint: str
    provisional: bool = False
    objects: int = 0
    found_before: int = 0
    found_after: int = 0


class FineTuneJob(QObject):
    """One run of `rsis-trainer finetune`, at low priority; it ends with this program, even after a crash.

    After start(), progressed is emitted for each line of the run's metrics, and finally exactly one of finished,
    failed and cancelled. A run that is cancelled, fails, or finds no better model leaves nothing on the disk;
    a better model leaves its checkpoint.
    """

    progressed = Signal(dict)
    finished = Signal(object)  # FineTuneResult
    failed = Signal(object)  # why, a text
    cancelled = Signal()

    def __init__(
        self,
        project: str | Path,
        checkpoint: str | Path,
        output: str | Path,
        parent: QObject | None = None,
        module: str = _TRAINER,
        minutes: float | None = None,
    ) -> None:
        """output is the run's folder, created by the trainer; module is the module to run (the trainer).

        minutes limits the training (scoring before and after comes on top); None: no limit.
        """
        super().__init__(parent)
        self._output = Path(output)
        self._arguments = ["finetune", "--project", str(project), "--checkpoint", str(checkpoint)]
        self._arguments += ["--output", str(output)]
        if minutes is not None:
            self._arguments += ["--minutes", f"{minutes:g}"]
        self._module = module
        self._read_to = 0
        self._errors = b""
        self._cancelling = False
        self._over = False
        self._process = QProcess(self)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.readyReadStandardError.connect(self._keep_errors)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._read_metrics)

    @property
    def running(self) -> bool:
        """Whether the trainer's process is running."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self) -> None:
        """Start the trainer; returns at once."""
        environment = QProcessEnvironment.systemEnvironment()
        for name, value in quiet_threads({}, model_threads()).items():
            if name == "OMP_WAIT_POLICY" or not environment.contains(name):
                environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        unfinished.begin(self._output)  # if this program is killed, so is the run
        program, *arguments = python_command(self._module, self._arguments, background=True)
        self._process.start(program, arguments)
        self._poll.start()

    def cancel(self) -> None:
        """Ask the trainer to stop; it is killed after two seconds if it does not. Answers cancelled."""
        if not self.running or self._cancelling:
            return
        self._cancelling = True
        if os.name == "nt":  # there is no SIGTERM: closing its standard input tells it
            self._process.closeWriteChannel()
        else:
            self._process.terminate()
        QTimer.singleShot(_STOPPING_MS, self._process, self._process.kill)

    def close(self) -> None:
        """Kill the process and wait for its end; no signals follow."""
        self._over = True
        self._poll.stop()
        if self.running:
            self._process.kill()
            self._process.waitForFinished(_PATIENCE_MS)
            self._clear(keep_checkpoint=False)

    def _keep_errors(self) -> None:
        self._errors = (self._errors + bytes(self._process.readAllStandardError().data()))[-8000:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end(
                lambda: self.failed.emit(
                    Message("The trainer did not start: {reason}", reason=self._process.errorString())
                )
            )

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read_metrics()
        self._keep_errors()
        if self._cancelling:
            self._end(self.cancelled.emit)
        elif status == QProcess.ExitStatus.CrashExit:
            self._end(lambda: self.failed.emit(Message("The trainer was killed (signal {code}).", code=code)))
        elif code != 0:
            self._end(lambda: self.failed.emit(self._reason(code)))
        else:
            self._report_result()

    def _report_result(self) -> None:
        path = self._output / "result.json"
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            result = FineTuneResult(
                better=bool(values["better"]),
                before=float(values["before"]),
                after=float(values["after"]),
                checkpoint=str(values["checkpoint"]),
                provisional=bool(values["provisional"]),
                objects=int(values["objects"]),
                found_before=int(values["found_before"]),
                found_after=int(values["found_after"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            reason = Message("{path}: the trainer left no readable result ({error}).", path=path, error=error)
            self._end(lambda: self.failed.emit(reason))
            return
        self._end(lambda: self.finished.emit(result), keep_checkpoint=result.better)

    def _end(self, tell: Callable[[], None], keep_checkpoint: bool = False) -> None:
        self._poll.stop()
        if not self._over:
            self._over = True
            self._clear(keep_checkpoint)
            tell()

    def _clear(self, keep_checkpoint: bool) -> None:
        """Removes the run's folder, or the files in it that only resuming needs."""
        shutil.rmtree(self._output / "last" if keep_checkpoint else self._output, ignore_errors=True)
        unfinished.end(self._output)

    def _reason(self, code: int) -> str:
        lines = self._errors.decode("utf-8", "replace").strip().splitlines()
        return lines[-1].strip() if lines else Message("The trainer exited with code {code}.", code=code)

    def _read_metrics(self) -> None:
        """Emit each complete line added to the run's metrics since the last call."""
        try:
            with open(self._output / "metrics.jsonl", "rb") as file:
                file.seek(self._read_to)
                added = file.read()
        except OSError:
            return
        whole = added[: added.rfind(b"\n") + 1]
        self._read_to += len(whole)
        for line in whole.splitlines():
            try:
                values = json.loads(line)
            except ValueError:
                continue
            if isinstance(values, dict) and not self._over:
                self.progressed.emit(values)
