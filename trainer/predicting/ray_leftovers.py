"""Ends what is left of a Ray cluster that this program started, also if the program itself was killed. Linux only.

Ray ends its processes by itself, but some that had just started were seen to stay for minutes. A small process waits
for the end of this one and finds them: all that a cluster starts inherits an environment variable. Ray's agents write
over it when they change their title, but one without the raylet that started it is of no use to any cluster.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

MARK = "RSIS_RAY_CLUSTER"
BY_ITSELF = b"."
"""What the program says before it ends, unless it is killed."""
AGENTS = ("ray::DashboardA", "ray::RuntimeEnv")
"""What Linux calls them, with fifteen characters."""
GRACE = 2.0
"""Seconds after a kill in which processes may still begin that were being started."""


@contextmanager
def ended() -> Iterator[None]:
    """A `with` block that starts a Ray cluster; at its end nothing of that is left, even if this process is killed."""
    if not sys.platform.startswith("linux"):
        yield
        return
    token = secrets.token_hex(16)
    with subprocess.Popen(
        [sys.executable, "-I", __file__, token, str(os.getsid(0))],
        stdin=subprocess.PIPE,  # it ends with this process
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that Ctrl-C, or what ends this group, does not end it
    ) as process:
        os.environ[MARK] = token
        try:
            yield
        finally:
            del os.environ[MARK]
            process.communicate(BY_ITSELF)


def main(token: str, session: str) -> None:
    """Wait for the end of the standard input, then kill what is left of the cluster and agents of the session."""
    by_itself = sys.stdin.buffer.read() == BY_ITSELF
    until = time.monotonic() + (0 if by_itself else GRACE)
    while True:
        found = [process for process in _processes() if _is_left(process, token, session)]
        for process in found:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
        if not found and time.monotonic() > until:
            return
        time.sleep(0.1)


def _processes() -> Iterator[int]:
    return (int(name) for name in os.listdir("/proc") if name.isdigit())


def _is_left(process: int, token: str, session: str) -> bool:
    try:
        with open(f"/proc/{process}/environ", "rb") as file:
            if f"{MARK}={token}".encode() in file.read().split(b"\0"):
                return True
        name, parent, own_session = _status(process)
        return name in AGENTS and own_session == session and _status(int(parent))[0] != "raylet"
    except OSError:  # it has ended, or is another user's
        return False


def _status(process: int) -> tuple[str, str, str]:
    """Return the name of a process, its parent and its session. OSError: it has ended."""
    with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
        before, _, after = file.read().rpartition(")")
    state, parent, _, session, *_ = after.split()
    if state == "Z":
        raise ProcessLookupError
    return before.partition("(")[2], parent, session


if __name__ == "__main__":
    main(*sys.argv[1:])
