"""The process of one plug-in: loads it, checks its form, and answers jobs from standard input on standard output."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import traceback
from importlib.metadata import EntryPoint
from typing import Any, BinaryIO, cast

from annotations.errors import AnnotationError
from annotations.message import Message
from annotations.plugins import serve_format, serve_image, serve_measurement, serve_proposer
from annotations.plugins.nonsense import NonsenseError
from annotations.processes import read_message, write_message

SERVED: dict[str, Any] = {
    "proposer": serve_proposer.Served,
    "format": serve_format.Served,
    "image_reader": serve_image.Served,
    "measurement": serve_measurement.Served,
}
_OF_INPUT = (AnnotationError, OSError, ValueError, EOFError, MemoryError)
"""What a plug-in raises of its input; any other exception is its own failure."""
_OF_MODEL = "ModelError"
"""The name of what proposers raise of their input, in a package that is not imported here."""


class _Unloadable:
    """Answers every job with why the plug-in cannot be used."""

    def __init__(self, reason: Message, details: str) -> None:
        self.answer = ("unloadable", reason, details)


def main() -> None:
    """Serve the parent process until it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a plug-in prints must not mix with the messages
    jobs = _jobs(os.fdopen(os.dup(0), "rb"))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)  # a plug-in that reads from the terminal must not take them either
    write_message(outgoing, ("done", "ready", ""))
    served: Any = None
    while True:
        name, arguments = jobs.get()
        if name == "load":
            served = _load(*sys.argv[1:4])
            answer = served.answer if isinstance(served, _Unloadable) else ("done", "loaded", "")
        else:
            answer = _answer(served, name, arguments)
        write_message(outgoing, answer)


def _jobs(stream: BinaryIO) -> queue.Queue[tuple[str, tuple[Any, ...]]]:
    """Read jobs in a thread, which ends the process with its parent, even in the middle of a job."""
    jobs: queue.Queue[tuple[str, tuple[Any, ...]]] = queue.Queue()

    def read() -> None:
        try:
            while True:
                jobs.put(cast(tuple[str, tuple[Any, ...]], read_message(stream)))
        except (EOFError, OSError):
            os._exit(0)

    threading.Thread(target=read, name="jobs", daemon=True).start()
    return jobs


def _load(kind: str, name: str, value: str) -> Any:
    try:
        loaded = EntryPoint(name, value, "").load()
        if isinstance(loaded, type):
            loaded = loaded()
        return SERVED[kind](loaded, name)
    except NonsenseError as error:
        return _Unloadable(
            Message("it has not the form of a plug-in: {reason}", reason=error), traceback.format_exc()
        )
    except BaseException as error:
        reason = Message("it cannot be loaded: {reason}", reason=_in_words(error))
        return _Unloadable(reason, traceback.format_exc())


def _answer(served: Any, name: str, arguments: tuple[Any, ...]) -> tuple[str, Any, str]:
    try:
        return "done", getattr(served, name)(*arguments), ""
    except NonsenseError as error:
        return "fault", Message("its answer is of no use: {reason}", reason=error), traceback.format_exc()
    except _OF_INPUT as error:
        said = error.reason if isinstance(error, AnnotationError) else str(error)
        return "input", said or type(error).__name__, traceback.format_exc()
    except BaseException as error:
        if any(base.__name__ == _OF_MODEL for base in type(error).__mro__):
            return "input", str(error), traceback.format_exc()
        return "fault", Message("it failed: {reason}", reason=_in_words(error)), traceback.format_exc()


def _in_words(error: BaseException) -> str:
    """Return an exception's kind and text on one line."""
    text = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


if __name__ == "__main__":
    main()
