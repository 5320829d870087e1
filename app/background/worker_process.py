"""The command lines that start Python processes of ours, which see the same modules as this one does."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

# Without -P the folder the person happens to stand in would come first on the module path: a file of
# theirs named app.py or trainer.py would run in place of ours.
_BOOT = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
module = sys.argv[2]
sys.argv[:] = [module, *sys.argv[3:]]
import runpy
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""

# A process in the background gives way to the window, and ends when the window does, however that ended:
# its standard input is a pipe that nobody writes to and that closes with the parent.
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
    """That environment, with the settings that torch's thread pools read once, when they are loaded.

    Threads that spin while they wait are the quickest on an idle machine, and beside another busy process
    make one encode take 2.1 s instead of 0.05 s.
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
    """How many threads the model computes with: half of the cores, 8 at most.

    One step of the network is many small operations. On two cores a second thread made it no quicker (50 ms
    either way at 256 x 256), and much slower beside another busy process, for which each operation waits.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, cores // 2))
