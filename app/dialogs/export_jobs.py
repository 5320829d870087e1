"""The jobs of the export dialog, which run on threads: finding what would be lost, and writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.message import count_instances
from annotations.problems import Grouped, grouped
from annotations.project import Project
from app.background.jobs import Check
from app.dialogs.parts import problem_lines
from app.translation import tr

if TYPE_CHECKING:
    from annotations.exporting import ExportReport
    from annotations.formats.base import Dataset

SHOWN_PROBLEMS = 500


@dataclass(frozen=True)
class Found:
    """What an export would lose: its problems, and the number of instances with notes and attributes."""

    problems: Grouped
    only_here: int

    def lines(self) -> list[str]:
        """As sentences, the most general first."""
        lines = []
        if self.only_here:
            lines.append(
                tr(
                    "This format cannot store notes, attributes, “occluded” and “difficult” "
                    "({instances}). COCO, labelme, ImageJ, GeoJSON and CVAT can.",
                    instances=count_instances(self.only_here),
                )
            )
        return lines + problem_lines(self.problems)


def look(project: Path, format_name: str, only_done: bool, options: Sequence[str], check: Check) -> Found:
    """Finds what an export would lose; reads the project through a separate connection."""
    from annotations.exporting import dataset_of, only_here, what_is_lost
    from annotations.formats.table import find

    with Project.open(project, read_only=True) as opened:
        check()
        dataset = dataset_of(opened, only_done=only_done)
        here = 0 if find(format_name).holds_attributes else only_here(opened)
    lost = what_is_lost(dataset, format_name, options=options, check=check)
    return Found(grouped(lost, SHOWN_PROBLEMS), here)


def write(
    dataset: Dataset,
    name: str,
    output: Path,
    options: Sequence[str],
    shares: Mapping[str, float] | None,
    by_scene: bool,
    _check: Check,
) -> ExportReport:
    """Writes the data set read from the project, as several sets if there are shares."""
    from annotations.exporting import export

    return export(dataset, name, output, shares=shares, by_scene=by_scene, options=options)
