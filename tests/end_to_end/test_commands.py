"""The commands as a person uses them in a shell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAD = """
import subprocess, sys
program = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
program.stdout.close()  # as head does, here before anything is written
sys.exit(program.wait())
"""


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=ROOT, timeout=120)


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
