"""Our own Python processes: their command lines with this one's module path, and messages over their pipes."""

from __future__ import annotations

import json
import os
import pickle
import struct
import sys
from collections.abc import Sequence
from typing import BinaryIO

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
_LENGTH = struct.Struct("<Q")


def python_command(module: str, arguments: Sequence[str], background: bool = False) -> list[str]:
    """The command that runs `python -m module arguments…` with this process's module path.

    background lowers its priority and ends it (SIGTERM) when its standard input closes.
    """
    path = [entry or os.getcwd() for entry in sys.path]
    boot = _BOOT_BACKGROUND if background else _BOOT
    return [sys.executable, "-P", "-c", boot, json.dumps(path), module, *arguments]


def write_message(stream: BinaryIO, message: object) -> None:
    """Write one message, pickled and prefixed with its length, and flush. Raises OSError if the other end is gone."""
    payload = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(payload)) + payload)
    stream.flush()


def read_message(stream: BinaryIO) -> object:
    """Wait for one message. Raises EOFError if the other end is gone, even in the middle of a message."""
    (length,) = _LENGTH.unpack(_read_exactly(stream, _LENGTH.size))
    return pickle.loads(_read_exactly(stream, length))


def _read_exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if data is None or len(data) < count:
        raise EOFError
    return data
