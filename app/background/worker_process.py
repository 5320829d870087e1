"""Command lines that start our own Python processes with the same module path as this one."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

# Without -P the current folder would come first on the module path: a user's file named app.py or
# trainer.py would run instead of ours.
_BOOT = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
module = sys.argv[2]
sys.argv[:] = [module, *sys.argv[3:]]
import runpy
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""

# A background process gets a lower priority than the window, and ends with it, even after a crash: its standard
# input is a pipe that is never written to and closes with the parent.
_BOOT_BACKGROUND = (
    """
import os, signal, sys, threading
def watch():
    while os.read(0, 4096):
        pass
    signal.raise_signal(signal.SIGINT) if os.name == "nt" else os.kill(os.getpid(), signal.SIGTERM)
threading.Thread(target=watch, name="parent watch", daemon=True).start()
if hasattr(os, "nice"):
    os.nice(10)
"""
    + _BOOT
)


def python_command(module: str, arguments: Sequence[str], background: bool = False) -> list[str]:
    """The command that runs `python -m module arguments…` with this process's module path.

    background lowers its priority and ends it (SIGTERM) when its standard input closes.
    """
    path = [entry or os.getcwd() for entry in sys.path]
    boot = _BOOT_BACKGROUND if background else _BOOT
    return [sys.executable, "-P", "-c", boot, json.dumps(path), module, *arguments]


def quiet_threads(environment: dict[str, str], threads: int) -> dict[str, str]:
    """The given environment plus settings that torch's thread pools read once, on loading.

    Threads that spin while waiting are fastest on an idle machine, but next to another busy process one encode
    takes 2.1 s instead of 0.05 s.
    """
    settings = {
        "OMP_WAIT_POLICY": "PASSIVE",
        "KMP_BLOCKTIME": "0",
        "OMP_NUM_THREADS": str(threads),
        "MKL_NUM_THREADS": str(threads),
        "OPENBLAS_NUM_THREADS": "1",
        "TOKENIZERS_PARALLELISM": "false",
    }
    return settings | environment | {"OMP_WAIT_POLICY": "PASSIVE"}


def model_threads() -> int:
    """The number of threads the model computes with: half of the cores, at most 8.

    One step of the network is many small operations. On two cores a second thread made it no faster (50 ms either
    way at 256 x 256), and much slower next to another busy process, for which each operation waits.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, cores // 2))
