"""The process that does chores: answers, refusals, and a process that dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from annotations.errors import Problem
from annotations.project.adding import Measured
from app.background.chores import ChoreError, Chores


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
