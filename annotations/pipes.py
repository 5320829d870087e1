"""Ends a command without a traceback where nobody reads its output any more, as with `| head`, or the disk is full."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import ParamSpec, TextIO

from annotations.errors import explain

Arguments = ParamSpec("Arguments")


class OutputError(Exception):
    """What a command prints cannot be written; the message gives the reason."""


def print_out(text: str) -> None:
    """Print a line on stdout. BrokenPipeError: nobody reads it; OutputError: it cannot be written."""
    with _writing():
        print(text, flush=True)


def until_nobody_reads(main: Callable[Arguments, int]) -> Callable[Arguments, int]:
    """Make a command return 1 when the reader of its output has ended, or, with one line, when it cannot be written."""

    @functools.wraps(main)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> int:
        try:
            try:
                return main(*args, **kwargs)
            finally:
                with _writing():
                    for stream in (sys.stdout, sys.stderr):
                        if stream is not None:  # a program without a terminal on Windows has none
                            stream.flush()
        except BrokenPipeError:
            _discard(sys.stdout)
            _discard(sys.stderr)
        except OutputError as error:
            _discard(sys.stdout)
            with suppress(OSError):
                print(f"the output cannot be written: {error}", file=sys.stderr, flush=True)
        return 1

    return run


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(explain(error)) from error


def _discard(stream: TextIO | None) -> None:
    """Send what a stream still holds to nowhere, else Python complains of it when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        finally:
            os.close(nowhere)
