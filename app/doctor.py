"""`rsis-annotator doctor`: what this machine has of what the program needs, as text to paste into a report.

It imports neither Qt nor PyTorch itself: each is tried in a process of its own, so that one that is missing or breaks
is a line of the answer.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import platformdirs

import resources
from annotations import places

SECONDS = 120.0
"""Longest time that a process may take; PyTorch takes ten seconds on a slow disk."""
ENOUGH_BYTES = 1 << 30
"""Free space under which a warning is given: a project and a fine-tuning run need some hundred megabytes."""
ENOUGH_MEMORY = 4 << 30
DEBIAN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
}
"""Debian's packages of the libraries that Qt needs of the system."""
_QT = """
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication
application = QApplication(["doctor"])
print(qVersion(), application.platformName())
"""
_TORCH = """
import torch
devices = ["cpu"]
if torch.cuda.is_available():
    devices += [f"cuda ({torch.cuda.get_device_name(n)})" for n in range(torch.cuda.device_count())]
if torch.backends.mps.is_available():
    devices.append("mps")
print(torch.__version__, "on", ", ".join(devices), f"({torch.get_num_threads()} threads)")
"""
_MODEL = """
import sys
from rsis_model import RSIS
model = RSIS.from_pretrained(sys.argv[1])
print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.1f} million parameters")
"""


@dataclass(frozen=True)
class Finding:
    """One line of the answer. A `problem` keeps the program from working, or part of it; `remedy` says what helps."""

    name: str
    text: str
    problem: bool = False
    remedy: str = ""

    def __str__(self) -> str:
        line = f"{'PROBLEM' if self.problem else 'ok':8}{self.name}: {self.text}"
        return f"{line}\n{'':8}-> {self.remedy}" if self.remedy else line


def main() -> int:
    """Print the findings as they come; 1 if one of them is a problem."""
    problems = 0
    for finding in findings():
        print(finding, flush=True)
        problems += finding.problem
    print(f"\n{problems} problem{'' if problems == 1 else 's'} found.")
    return 1 if problems else 0


def findings() -> Iterator[Finding]:
    """Look at everything, the quick things first."""
    yield Finding(
        "program", f"rsis-annotator {_version('rsis-annotator')} in {_short(Path(__file__).parents[1])}"
    )
    yield Finding("system", f"{platform.platform()}, Python {platform.python_version()}, {_processors()}")
    yield _memory()
    yield from _packages()
    yield from _folders()
    screen = _desktop()
    yield screen
    yield from _process(
        "Qt", _QT, explain=_missing_library, platform_name="offscreen" if screen.problem else ""
    )
    torch = list(_process("PyTorch", _TORCH))
    yield from torch
    for name in resources.BUNDLED:
        yield from _model(name, works=not any(finding.problem for finding in torch))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def _processors() -> str:
    count = os.cpu_count() or 1
    return f"{count} processor{'' if count == 1 else 's'}"


def _memory() -> Finding:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows
        return Finding("memory", "unknown")
    few = size < ENOUGH_MEMORY
    return Finding("memory", _gigabytes(size), few, "Fine-tuning needs about 4 GB." if few else "")


def _packages() -> Iterator[Finding]:
    names = {re.split(r"[ ;<>=!~\[(]", line, maxsplit=1)[0] for line in _required()}
    found = {name: _version(name) for name in sorted(names, key=str.lower)}
    missing = [name for name, number in found.items() if number.startswith("(")]
    yield Finding(
        "packages", ", ".join(f"{name} {number}" for name, number in found.items() if name not in missing)
    )
    if missing:
        yield Finding(
            "packages", f"not installed: {', '.join(missing)}", True, f"pip install {' '.join(missing)}"
        )


def _required() -> list[str]:
    try:
        return [line for line in requires("rsis-annotator") or () if "extra ==" not in line]
    except PackageNotFoundError:
        return []


def _folders() -> Iterator[Finding]:
    settings = Path(platformdirs.user_config_dir("rsis-annotator", appauthor=False))
    logs = Path(platformdirs.user_log_dir("rsis-annotator", appauthor=False))
    for name, folder in (
        *(("data folder", places.data_folder()), ("settings folder", settings), ("log folder", logs)),
        *(("temporary folder", Path(tempfile.gettempdir())), ("current folder", Path.cwd())),
    ):
        yield _folder(name, folder)


def _folder(name: str, folder: Path) -> Finding:
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
        free = shutil.disk_usage(there).free
    except OSError as error:
        reason = error.strerror or str(error)
        told = (
            "Projects and models cannot be stored there. Check its permissions and whether the disk is full."
        )
        return Finding(name, f"{_short(folder)} cannot be written: {reason}", True, told)
    few = free < ENOUGH_BYTES
    told = f"{_short(folder)} can be written, {_gigabytes(free)} free"
    return Finding(name, told, few, "Free some space: work cannot be saved on a full disk." if few else "")


def _desktop() -> Finding:
    if sys.platform != "linux":
        return Finding("screen", "the system's own")
    shown = {
        name: os.environ[name]
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        if os.environ.get(name)
    }
    if not shown:
        told = "Start it in a desktop session, or on a virtual screen: xvfb-run rsis-annotator demo."
        return Finding("screen", "none: DISPLAY and WAYLAND_DISPLAY are not set", True, told)
    return Finding("screen", ", ".join(f"{name}={value}" for name, value in shown.items()))


def _process(
    name: str,
    code: str,
    *arguments: str,
    explain: Callable[[str], str] = lambda error: "",
    platform_name: str = "",
) -> Iterator[Finding]:
    """Run Python code in a process of its own: what it prints, or why it failed. platform_name: Qt's."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    if platform_name:
        environment["QT_QPA_PLATFORM"] = platform_name
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        yield Finding(name, f"did not answer within {SECONDS:.0f} s", True)
        return
    if not done.returncode:
        yield Finding(name, done.stdout.strip())
        return
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    said = lines[-1] if lines else f"ended with status {done.returncode}"
    yield Finding(name, said, True, explain(done.stderr))


def _missing_library(error: str) -> str:
    """What to install where a library is missing, by the loader's or Qt's words."""
    found = re.search(r"(lib[\w+.-]+\.so[.\d]*)", error)
    if found is not None:
        package = DEBIAN.get(found.group(1))
        told = f"The system lacks {found.group(1)}."
        return f"{told} On Debian and Ubuntu: sudo apt-get install {package}" if package else told
    if "xcb" in error:
        return "Qt lacks libraries for the X server: see the README for the list to install."
    return "Reinstall it: pip install --force-reinstall PySide6-Essentials" if "PySide6" in error else ""


def _model(name: str, *, works: bool) -> Iterator[Finding]:
    folder = resources.bundled_checkpoint(name)
    if folder is None or not (folder / "model.safetensors").is_file():
        told = "Install the program anew, or open your own model with --model."
        yield Finding(f"model {name}", "missing", True, told)
    elif not works:
        yield Finding(f"model {name}", f"{_short(folder)}, not tried without PyTorch")
    else:
        yield from _process(f"model {name}", _MODEL, str(folder))


def _gigabytes(size: int) -> str:
    return f"{size / (1 << 30):.1f} GB"


def _short(path: Path) -> str:
    """A path without the user's name."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(path)
