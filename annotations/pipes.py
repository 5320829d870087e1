"""Ends a command without a traceback where nobody reads its output any more, as with `| head`."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec

Arguments = ParamSpec("Arguments")


def until_nobody_reads(main: Callable[Arguments, int]) -> Callable[Arguments, int]:
    """Make a command return 1, and write nothing more, when the reader of its output has ended."""

    @functools.wraps(main)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> int:
        try:
            try:
                return main(*args, **kwargs)
            finally:
                for stream in (sys.stdout, sys.stderr):
                    if stream is not None:  # a program without a terminal on Windows has none
                        stream.flush()
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            for stream in (sys.stdout, sys.stderr):  # else Python complains of them when it ends
                with suppress(OSError, ValueError, AttributeError):
                    os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
            return 1

    return run
