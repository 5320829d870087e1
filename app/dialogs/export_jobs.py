"""What the export dialog has done on threads: a look at what would be lost, and the writing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations.errors import Problem
from annotations.message import count_instances
from annotations.project import Project
from app.translation import tr

if TYPE_CHECKING:
    from annotations.formats import Dataset

SHOWN_PROBLEMS = 500


@dataclass(frozen=True)
class Found:
    """What an export would not say: by the format, and in how many instances notes and attributes."""

    problems: tuple[Problem, ...]
    only_here: int

    def lines(self) -> list[str]:
        """For a person, the most general first."""
        lines = []
        if self.only_here:
            lines.append(
                tr(
                    "This format cannot store notes, attributes, “occluded” and “difficult” "
                    "({instances}). COCO and labelme can.",
                    instances=count_instances(self.only_here),
                )
            )
        lines += [tr(str(problem)) for problem in self.problems[:SHOWN_PROBLEMS]]
        if len(self.problems) > SHOWN_PROBLEMS:
            lines.append(tr("… and {count} more", count=len(self.problems) - SHOWN_PROBLEMS))
        return lines


class ExportSignals(QObject):
    written = Signal(object)
    failed = Signal(object)  # why, a text
    looked = Signal(int, object)  # number, Found; None: it could not be found out


class _NobodyWaitsError(Exception):
    """Something else was chosen meanwhile."""


class Look:
    """Reads the project by a connection of its own; `wanted` says whether anybody waits for it."""

    def __init__(
        self,
        number: int,
        project: Path,
        format_name: str,
        only_done: bool,
        options: Sequence[str],
        signals: ExportSignals,
        wanted: Callable[[], bool],
    ) -> None:
        self._number, self._project, self._format = number, project, format_name
        self._only_done, self._options = only_done, tuple(options)
        self._signals, self._wanted = signals, wanted

    def run(self) -> None:
        from annotations.exchange import dataset_of, only_here, what_is_lost
        from annotations.formats import FORMATS

        try:
            with Project.open(self._project, read_only=True) as project:
                self._check()
                dataset = dataset_of(project, only_done=self._only_done)
                here = 0 if FORMATS[self._format].holds_attributes else only_here(project)
            problems = what_is_lost(dataset, self._format, options=self._options, check=self._check)
        except _NobodyWaitsError:
            return
        except Exception:  # the export itself says what is wrong
            _tell(self._signals.looked, self._number, None)
        else:
            _tell(self._signals.looked, self._number, Found(problems, here))

    def _check(self) -> None:
        if not self._wanted():
            raise _NobodyWaitsError


class Write:
    """Writes what was taken out of the project."""

    def __init__(
        self, dataset: Dataset, name: str, output: Path, options: list[str], signals: ExportSignals
    ) -> None:
        self._dataset, self._name, self._output = dataset, name, output
        self._options, self._signals = options, signals

    def run(self) -> None:
        from annotations.exchange import export

        try:
            report = export(self._dataset, self._name, self._output, options=self._options)
        except Exception as error:
            _tell(self._signals.failed, str(error) or type(error).__name__)
        else:
            _tell(self._signals.written, report)


def _tell(signal: object, *values: object) -> None:
    try:
        signal.emit(*values)  # type: ignore[attr-defined]
    except RuntimeError:
        return  # the dialog is gone
