"""Runs a measurement in a process of its own and returns its seconds, processor seconds and memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

Figures = dict[str, float]
"""`s`: seconds, `cpu`: processor seconds, `mb_before` and `mb`: peak memory at the start and at the end."""


def report(work: Callable[[], object]) -> None:
    """In the process: works, and prints the figures as the last line."""
    before, began, used = peak(), time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - began, time.process_time() - used
    print("\n" + json.dumps({"s": seconds, "cpu": cpu, "mb_before": before, "mb": peak()}))


def run(module: str, arguments: Sequence[str], limit: float | None = None) -> Figures | None:
    """Runs a module that calls `report`; None if it takes longer than `limit` seconds."""
    command = [sys.executable, "-m", module, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    try:
        done = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, text=True, env=environment, timeout=limit
        )
    except subprocess.TimeoutExpired:
        return None
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def peak() -> float:
    """Returns peak memory in MB. Without /proc, a new process may include its parent's peak."""
    with suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
