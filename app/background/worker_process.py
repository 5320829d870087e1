"""How many threads our processes compute with, so that the window stays quick beside them."""

from __future__ import annotations

import os


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
