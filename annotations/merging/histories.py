"""The history of a merged project: that of all projects, which is not in memory at once."""

from __future__ import annotations

import heapq
import itertools
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from annotations.project import Project, history
from annotations.project.history import HistoryEntry


class Numbers:
    """What the ids of a project's records became, in 16 bytes each; all should be added before the first look-up."""

    def __init__(self) -> None:
        self._old, self._new = array("q"), array("q")
        self._is_sorted = True

    def add(self, old: int, new: int) -> None:
        """Add one."""
        self._is_sorted = self._is_sorted and (not self._old or old > self._old[-1])
        self._old.append(old)
        self._new.append(new)

    def get(self, old: int | None) -> int | None:
        """Return what an id became; None if there was none."""
        if old is None:
            return None
        if not self._is_sorted:
            self._sort()
        at = bisect_left(self._old, old)
        return self._new[at] if at < len(self._old) and self._old[at] == old else None

    def _sort(self) -> None:
        order = np.argsort(np.asarray(self._old), kind="stable")
        self._old = array("q", np.asarray(self._old)[order].tobytes())
        self._new = array("q", np.asarray(self._new)[order].tobytes())
        self._is_sorted = True


def merged_history(
    projects: Sequence[Project],
    annotators: Sequence[str],
    image_ids: Mapping[tuple[int, int], int],
    step_ids: Sequence[Numbers],
) -> Iterator[HistoryEntry]:
    """Yield the lines of all projects by time, those from a common start only once.

    annotators: who worked where nobody is named, by project. image_ids: what the image (project, id) became.
    """

    def lines(number: int) -> Iterator[HistoryEntry]:
        for row in projects[number].each(f"{history.SELECT} ORDER BY time, id"):
            entry = HistoryEntry.from_row(row)
            yield replace(
                entry,
                id=0,
                person=entry.person or annotators[number],
                image_id=image_ids.get((number, entry.image_id or 0)),
                step_id=step_ids[number].get(entry.step_id),
            )

    in_order = heapq.merge(*map(lines, range(len(projects))), key=lambda entry: entry.time)
    for _, at_once in itertools.groupby(in_order, key=lambda entry: entry.time):
        yield from dict.fromkeys(at_once)
