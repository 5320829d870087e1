"""A run's log: lines on the terminal, `metrics.jsonl`, and TensorBoard curves."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from trainer.config import TrainConfig
from trainer.run.folder import Progress, RunFolder
from trainer.run.tensorboard import Board

LONGEST_SILENCE = 2.0  # seconds between lines on the terminal
LOG_EVERY = 10  # iterations

Report = Callable[[dict[str, object]], None]


class Diary:
    """Logs one run. With several processes, only the first one logs anything."""

    def __init__(self, config: TrainConfig, run: RunFolder, report: Report, board: Board, main: bool) -> None:
        """report: receives every line. main: whether this process is the one that writes."""
        self._config, self._run, self._report, self._board, self._main = config, run, report, board, main
        self._logged = time.monotonic()
        self._waited = 0.0
        self._told: set[str] = set()

    def iteration(self, progress: Progress, **values: object) -> None:
        """Log an iteration with the share of time spent waiting: report every line, save every tenth."""
        line = self._line("train", progress, values)
        silent = time.monotonic() - self._logged
        if progress.iteration % LOG_EVERY and silent <= LONGEST_SILENCE:
            self._tell(line, keep=False)
            return
        self._tell({**line, "waiting": round(self._waited / max(silent, 1e-9), 4)}, keep=True)
        self._logged, self._waited = time.monotonic(), 0.0

    def waited(self, seconds: float) -> None:
        """Record how long the loop waited for its next batch."""
        self._waited += seconds

    def validation(
        self, progress: Progress, values: dict[str, float], keep: bool = True
    ) -> dict[str, object]:
        """Log a validation; return its line."""
        line = self._line("validation", progress, values)
        self._tell(line, keep)
        return line

    def problems(self, progress: Progress, problems: Sequence[str]) -> None:
        """Report each image that could not be read, once."""
        for text in problems:
            if text not in self._told:
                self._told.add(text)
                self._tell(self._line("problem", progress, {"message": text}), keep=True)

    def _tell(self, line: dict[str, object], keep: bool) -> None:
        if not self._main:
            return
        if keep:
            self._run.log(**line)
            self._board.curves(line)
        self._report(line)

    def _line(self, kind: str, progress: Progress, values: dict[str, Any]) -> dict[str, object]:
        line: dict[str, object] = {
            "kind": kind,
            "iteration": progress.iteration,
            "iterations": self._config.iterations,
            "seconds": round(progress.seconds, 1),
            **{k: round(v, 5) if isinstance(v, float) else v for k, v in values.items()},
        }
        return line | ({"loss": round(float(values["total"]), 5)} if "total" in values else {})
