"""Two machines with addresses of their own on this one: network namespaces that a cable (a veth pair) connects."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CABLE = "cable"
"""The name of the network interface in both machines."""


_IN = 'hostname "$1"; mount --bind "$2" /etc/hosts; shift 2; exec "$@"'


@dataclass(frozen=True)
class Machine:
    """A network namespace with a host name and an address. hosts: a file with the names of all machines."""

    name: str
    host: str
    address: str
    hosts: Path

    def start(
        self, command: Sequence[str], environment: Mapping[str, str], output: Path
    ) -> subprocess.Popen[bytes]:
        """Start a command on this machine, in a process group of its own; its output goes into a file."""
        inside = ["unshare", "--uts", "sh", "-ec", _IN, "sh", self.host, str(self.hosts)]
        with output.open("wb") as file:
            return subprocess.Popen(
                ["ip", "netns", "exec", self.name, *inside, *command],
                env={**os.environ, **environment},
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def unplug(self) -> None:
        """Take the cable out, as if the machine lost its power: nobody is told that its connections ended."""
        _ip("-n", self.name, "link", "set", CABLE, "down")


def missing() -> str:
    """Return why there can be no such machines here; empty if there can."""
    if shutil.which("ip") is None:
        return "iproute2 is not installed"
    name = f"rsis-{os.getpid()}-probe"
    try:
        _ip("netns", "add", name)
        _ip("netns", "del", name)
    except subprocess.CalledProcessError as error:
        return f"network namespaces cannot be made: {error.stderr.decode(errors='replace').strip()}"
    return ""


@contextmanager
def two_machines(folder: Path) -> Iterator[tuple[Machine, Machine]]:
    """Yield two machines, `first` and `second`, that reach each other and nothing else; they are gone afterwards.

    folder: for a file with their names. What runs on them sees the files of this machine, as on a shared disk.
    """
    hosts = folder / "hosts"
    machines = [
        Machine(f"rsis-{os.getpid()}-{number}", host, f"10.213.7.{number}", hosts)
        for number, host in enumerate(("first", "second"), 1)
    ]
    # Without it, each connection would wait for a name server that does not answer.
    names = ["127.0.0.1 localhost", *(f"{machine.address} {machine.host}" for machine in machines)]
    hosts.write_text("\n".join(names) + "\n")
    first, second = machines
    try:
        for machine in machines:
            _ip("netns", "add", machine.name)
        _ip(
            *("link", "add", CABLE, "netns", first.name),
            *("type", "veth", "peer", "name", CABLE, "netns", second.name),
        )
        for machine in machines:
            _ip("-n", machine.name, "addr", "add", f"{machine.address}/24", "dev", CABLE)
            _ip("-n", machine.name, "link", "set", "lo", "up")
            _ip("-n", machine.name, "link", "set", CABLE, "up")
        yield first, second
    finally:
        for machine in machines:
            with suppress(subprocess.CalledProcessError):
                _ip("netns", "del", machine.name)


def children(process: int) -> list[int]:
    """Return the processes below a process, at any depth (Linux)."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                parents.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [process]
    while waiting:
        below = parents.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """End a process and all below it at once, as a machine does that loses its power."""
    for one in [process.pid, *children(process.pid)]:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    process.wait()


def ended(process: subprocess.Popen[bytes], seconds: float) -> float | None:
    """Return after how many seconds a process ended; None if it did not within a time."""
    began = time.monotonic()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    return time.monotonic() - began


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)
