"""Fine-tuning runs beside the window, tells how it goes, and ends when it is told to."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotations import unfinished
from annotations.processes import python_command
from app.assist.finetune import FineTuneJob, FineTuneResult

TRAINER = "tests.app.assist.fake_trainer"
PATIENCE = 20_000


@pytest.fixture
def run(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[FineTuneJob]:
    name = getattr(request, "param", "run")
    job = FineTuneJob(tmp_path / "p.rsis", tmp_path / "c", tmp_path / name, module=TRAINER, minutes=2.5)
    yield job
    job.close()


def test_progress_and_result_come_as_signals(run: FineTuneJob, qtbot: QtBot) -> None:
    lines: list[dict[str, Any]] = []
    run.progressed.connect(lines.append)
    with qtbot.waitSignal(run.finished, timeout=PATIENCE) as caught:
        run.start()
    assert [line["iteration"] for line in lines] == [0, 1, 2]
    assert caught.args is not None
    result = caught.args[0]
    assert isinstance(result, FineTuneResult)
    assert (result.better, result.before, result.after) == (True, 0.5, 0.75)


def test_the_time_limit_is_passed_on_and_the_checkpoint_stays(
    run: FineTuneJob, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(run.finished, timeout=PATIENCE):
        run.start()
    arguments = json.loads((tmp_path / "run" / "arguments.json").read_text())
    assert arguments[arguments.index("--minutes") + 1] == "2.5"
    assert (tmp_path / "run" / "checkpoint").is_dir()
    assert not (tmp_path / "run" / "last").exists()


@pytest.mark.parametrize("run", ["worse"], indirect=True)
def test_a_run_that_is_no_better_leaves_nothing(run: FineTuneJob, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(run.finished, timeout=PATIENCE):
        run.start()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("run", ["crash"], indirect=True)
def test_a_run_that_fails_gives_the_trainers_own_reason(run: FineTuneJob, qtbot: QtBot) -> None:
    with qtbot.waitSignal(run.failed, timeout=PATIENCE) as caught:
        run.start()
    assert caught.args == ["The project has no corrected image."]


@pytest.mark.parametrize("run", ["silent"], indirect=True)
def test_a_run_without_a_result_is_a_failure(run: FineTuneJob, qtbot: QtBot) -> None:
    with qtbot.waitSignal(run.failed, timeout=PATIENCE) as caught:
        run.start()
    assert caught.args is not None
    assert "result.json" in caught.args[0]


@pytest.mark.parametrize("run", ["endless"], indirect=True)
def test_a_run_can_be_cancelled_and_leaves_nothing(run: FineTuneJob, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(run.progressed, timeout=PATIENCE):
        run.start()
    with qtbot.waitSignal(run.cancelled, timeout=PATIENCE):
        run.cancel()
    assert not run.running
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("run", ["endless"], indirect=True)
def test_a_run_is_listed_as_unfinished_while_it_goes_on(run: FineTuneJob, qtbot: QtBot) -> None:
    with qtbot.waitSignal(run.progressed, timeout=PATIENCE):
        run.start()
    (listed,) = unfinished.folder().iterdir()
    assert b"endless" in listed.read_bytes()
    run.close()
    assert listed.read_bytes() == b""


@pytest.mark.parametrize("run", ["endless"], indirect=True)
def test_closing_the_window_ends_the_run(run: FineTuneJob, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(run.progressed, timeout=PATIENCE):
        run.start()
    run.close()
    assert not run.running
    assert list(tmp_path.iterdir()) == []


def test_a_background_process_ends_when_the_pipe_from_its_parent_closes(tmp_path: Path) -> None:
    command = python_command(TRAINER, ["--output", str(tmp_path / "endless")], background=True)
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    while not (tmp_path / "endless" / "metrics.jsonl").exists():
        time.sleep(0.02)
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(10) != 0


def test_a_file_in_the_working_folder_does_not_run_in_place_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('not ours')")
    monkeypatch.chdir(tmp_path)
    program = "from annotations.processes import python_command; import app; print(app.__file__)"
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True)
    assert str(tmp_path) not in done.stdout
