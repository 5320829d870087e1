"""A virtual screen with a window manager, the program on it, and the hands that reach it: all real processes."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1280, 800)
ANSWER_SECONDS = 60.0
START_SECONDS = 120.0
# Qt is loaded as the program itself loads it.
PROBE = """
import runpy
from app.start_up.plain_import import load_qt
load_qt()
runpy.run_module("tests.random_events.probe", run_name="__main__", alter_sys=True)
"""


class HungError(Exception):
    """The program gave no answer for a long time; its stacks are in what it wrote."""


class GoneError(Exception):
    """The program ended."""


def missing() -> list[str]:
    """The programs that are needed and not here."""
    return [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]


class Screen:
    """An X server of its own, with openbox where that is there."""

    def __init__(self, folder: Path) -> None:
        read, write = os.pipe()
        self._log = (folder / "screen.log").open("w")
        command = [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{SIZE[0]}x{SIZE[1]}x24",
            "-nolisten",
            "tcp",
        ]
        self._server = subprocess.Popen(command, pass_fds=[write], stderr=self._log)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise SystemExit(f"Xvfb did not start: see {folder / 'screen.log'}")
        self.environment = os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        self._manager: subprocess.Popen[bytes] | None = None
        if shutil.which("openbox"):
            environment = self.environment | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
            self._manager = subprocess.Popen(["openbox"], env=environment, stderr=self._log, stdout=self._log)
            time.sleep(0.5)

    def do(self, *words: str) -> None:
        """One call of xdotool; what it complains of (a window that is gone) does not matter."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(
                ["xdotool", *words], env=self.environment, stderr=self._log, stdout=self._log, timeout=30
            )

    def picture(self, path: Path) -> None:
        """What is on the screen, where ImageMagick is there."""
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=False)

    def close(self) -> None:
        """End it all."""
        for process in (self._manager, self._server):
            if process is not None:
                process.terminate()
                process.wait(10)
        self._log.close()


class Program:
    """The program with the probe in it. `errors` is what it wrote to its standard error."""

    def __init__(self, screen: Screen, folder: Path, *arguments: str) -> None:
        home = folder / "home"
        home.mkdir(exist_ok=True)
        kinds = ("DATA", "CONFIG", "STATE", "CACHE")
        environment = screen.environment | {f"XDG_{kind}_HOME": str(home) for kind in kinds}
        environment |= {"HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
        self._errors = folder / "stderr.txt"
        with self._errors.open("w") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-c", PROBE, *arguments],
                env=environment,
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        self._buffer = b""
        self.pid: int = self._line(START_SECONDS)["pid"]

    def ask(self, what: str, seconds: float = ANSWER_SECONDS) -> dict[str, Any]:
        """The answer of the probe; raises HungError or GoneError."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{what}\n".encode())
            self._process.stdin.flush()
        except BrokenPipeError:
            raise GoneError(str(self._process.wait(30))) from None
        return self._line(seconds)

    @property
    def errors(self) -> str:
        return self._errors.read_text(errors="replace")

    def end(self, seconds: float = 60.0) -> int | None:
        """Waits for the program to end; its status, None if it does not."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """For the end of a run that went wrong."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)

    def _line(self, seconds: float) -> dict[str, Any]:
        assert self._process.stdout is not None
        end = time.monotonic() + seconds
        while b"\n" not in self._buffer:
            ready, _, _ = select.select([self._process.stdout], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                os.kill(self._process.pid, signal.SIGUSR1)  # writes down where each thread is
                time.sleep(1.0)
                raise HungError(f"no answer within {seconds:g} s")
            chunk = os.read(self._process.stdout.fileno(), 1 << 20)
            if not chunk:
                raise GoneError(str(self._process.wait(30)))
            self._buffer += chunk
        line, self._buffer = self._buffer.split(b"\n", 1)
        answer: dict[str, Any] = json.loads(line)
        return answer
