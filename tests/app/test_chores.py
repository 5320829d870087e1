"""The process that does chores: answers, refusals, and a process that dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from annotations.errors import Problem
from annotations.project import Project
from annotations.project.adding import Measured
from annotations.records import Change, ImageRecord, Transaction
from annotations.review.measures import ImageMeasures
from app.background.chores import ChoreError, Chores
from app.background.chores_process import JOBS


@pytest.fixture
def chores() -> Iterator[Chores]:
    chores = Chores()
    yield chores
    chores.close()


def test_images_are_measured_and_what_is_none_is_named(chores: Chores, tmp_path: Path) -> None:
    Image.fromarray(np.zeros((4, 6, 3), np.uint8)).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_text("no picture")
    good, bad = chores.do("measure", [str(tmp_path / "a.png"), str(tmp_path / "b.png")])
    assert isinstance(good, Measured) and (good.height, good.width) == (4, 6)
    assert isinstance(bad, Problem) and "b.png" in bad.file

    with pytest.raises(KeyError):
        chores.do("no such chore")
    process = chores._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    process.wait()
    assert len(chores.do("measure", [str(tmp_path / "a.png")])) == 1, "it is started again"
    chores.close()
    with pytest.raises(ChoreError):
        chores.do("measure", [])


def test_doubts_are_measured_in_the_images_asked_for_and_no_other_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.create(tmp_path / "p.rsis") as project:
        images = [ImageRecord(project.next_id("image"), f"{n}.png", 4, 4) for n in range(3)]
        project.commit(Transaction("Add", tuple(map(Change.add, images))))
        asked: list[str] = []
        select = Project.select

        def told(self: Project, query: str, *values: object) -> list[tuple[Any, ...]]:
            asked.append(query)
            return select(self, query, *values)

        monkeypatch.setattr(Project, "select", told)
        measured = JOBS["doubts"](project.path, [images[1].id, 99], 10.0)
    assert measured == [ImageMeasures(images[1].id, (), ()), ImageMeasures(99, (), ())]
    assert asked and all("WHERE" in query for query in asked)
