"""The commands as a person uses them in a shell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAD = """
import subprocess, sys
program = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
program.stdout.close()  # as head does, here before anything is written
sys.exit(program.wait())
"""


def run(*command: object, **options: Any) -> subprocess.CompletedProcess[str]:
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(list(map(str, command)), text=True, cwd=ROOT, timeout=120, **options)


@pytest.mark.parametrize(
    "command",
    [
        "annotations.cli formats --json",
        "annotations.cli --help",
        "trainer.cli presets --json",
        "app.cli --help",
    ],
)
def test_a_command_whose_output_nobody_reads_ends_without_a_traceback(command: str) -> None:
    done = run(sys.executable, "-c", HEAD, sys.executable, "-m", *command.split())
    assert done.stderr.replace("\n", "") == "" or command.startswith("trainer.cli presets")
    assert "Error" not in done.stderr
    assert done.returncode in (0, 1)  # argparse itself takes no notice


@pytest.mark.parametrize(
    "command", ["annotations.cli stats /missing", "trainer.cli presets", "app.cli /missing"]
)
def test_a_command_whose_messages_nobody_reads_ends_as_if_it_had_failed(command: str) -> None:
    done = run(sys.executable, "-c", HEAD.replace("stdout", "stderr"), sys.executable, "-m", *command.split())
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
@pytest.mark.parametrize("command", ["annotations.cli formats --json", "trainer.cli presets --json"])
def test_output_that_cannot_be_written_is_one_line(command: str) -> None:
    with open("/dev/full", "w") as full:
        done = run(sys.executable, "-m", *command.split(), stdout=full)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "the output cannot be written: the disk is full"
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
@pytest.mark.parametrize(
    "command", ["annotations.cli repair p.rsis", "annotations.cli formats", "trainer.cli presets"]
)
def test_a_current_folder_that_is_gone_is_said(command: str, tmp_path: Path) -> None:
    script = f"cd {tmp_path} && rmdir {tmp_path} && {sys.executable} -m {command} --json"
    done = run("sh", "-c", script, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 1
    reason = "the current folder does not exist any more; change to another one"
    assert json.loads(done.stdout) == {"error": reason}
    assert done.stderr.count("\n") == 1
    assert reason in done.stderr


MISSING = """
import sys
sys.modules["munkres"] = None
import runpy
runpy.run_module("benchmarks.training_iteration", run_name="__main__")
"""


def test_a_benchmark_names_the_extra_that_it_lacks() -> None:
    done = run(sys.executable, "-c", MISSING)
    assert done.returncode == 1
    assert done.stderr.strip().endswith(
        'munkres is missing; install it with: python -m pip install -e ".[benchmarks]"'
    )


CHILD = """
import multiprocessing, sys
from benchmarks.extra import in_child
in_child(multiprocessing.get_context("spawn"), sys.exit)
"""


def test_a_benchmark_ends_when_its_child_fails() -> None:
    done = run(sys.executable, "-c", CHILD)
    assert done.returncode == 1
    assert "the measurement failed (exit code 1); see above" in done.stderr
