"""Says what to install where a package is missing that only the benchmarks need, and ends when a child fails."""

from __future__ import annotations

import queue
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnContext
from typing import Any

INSTALL = 'python -m pip install -e ".[benchmarks]"'


@contextmanager
def needed() -> Iterator[None]:
    """End the program with one line if an import in the block fails."""
    try:
        yield
    except ModuleNotFoundError as error:
        sys.exit(f"{error.name} is missing; install it with: {INSTALL}")


def in_child(context: SpawnContext, function: Callable[..., None], *arguments: object) -> Any:
    """Run a function in a process of its own; return what it puts into the queue, which is its last argument.

    End the program if the child ends without an answer.
    """
    out = context.Queue()
    process = context.Process(target=function, args=(*arguments, out))
    process.start()
    try:
        while True:
            running = process.is_alive()  # before the last look, since it may answer in between
            try:
                return out.get(timeout=0.2)
            except queue.Empty:
                if not running:
                    sys.exit(f"the measurement failed (exit code {process.exitcode}); see above")
    finally:
        process.join()
