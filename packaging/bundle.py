"""Builds the desktop bundle: a folder that starts where there is no Python and no source.

python packaging/bundle.py --output DIR [--torch-index URL | --torch-index none] [--archive]

It copies this interpreter, without what a program at work needs not, installs the program and what it depends on into
the copy, and adds a launcher, a desktop entry and the icon. PyTorch comes from the index of CPU builds, which bring
none of NVIDIA's libraries; `--torch-index none` takes whatever pip takes. Linux only: see docs/releasing.md for macOS
and Windows.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CPU_TORCH = "https://download.pytorch.org/whl/cpu"
NAME = "rsis-annotator"
NOT_NEEDED = (
    *(
        "test",
        "tests",
        "idlelib",
        "tkinter",
        "turtledemo",
        "lib2to3",
        "ensurepip",
        "config-*",
        "site-packages",
    ),
    *("__pycache__", "*.a", "*.pyc"),
)
"""Of the standard library."""
NOT_NEEDED_OF_PACKAGES = (
    *("torch/include", "torch/share", "torch/bin/protoc*", "torch/bin/test*", "torch/test", "torch/lib/*.a"),
    *("triton", "triton-*"),  # compiles kernels, which the program does not
    *("pip", "pip-*", "*/tests", "PySide6/Qt/translations", "PySide6/Qt/qml", "PySide6/*.pyi"),
)
SYSTEM = re.compile(r"/(ld-linux[^/]*|lib(c|m|dl|rt|pthread|util|resolv|nsl|crypt)\.so[.\d]*)$")
"""Libraries that every Linux machine has, and which must be its own."""
LAUNCHER = """#!/bin/sh
# Starts the program of the folder that this file lies in, wherever that is.
here=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
export LD_LIBRARY_PATH="$here/python/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export PYTHONDONTWRITEBYTECODE=1
unset PYTHONPATH PYTHONHOME
exec "$here/python/bin/python3" -P -m MODULE "$@"
"""
COMMANDS = {"rsis-annotator": "app.cli", "rsis-trainer": "trainer.cli", "rsis-annotations": "annotations.cli"}


def main() -> int:
    """Build it and print its size; 1 if it does not start."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--output", type=Path, required=True, help="a folder that does not exist yet")
    parser.add_argument(
        "--torch-index", default=CPU_TORCH, help=f"default: {CPU_TORCH}; none: pip's own choice"
    )
    parser.add_argument("--archive", action="store_true", help="also write DIR.tar.gz")
    options = parser.parse_args()
    if sys.platform != "linux":
        parser.error("only for Linux")
    if options.output.exists():
        parser.error(f"{options.output} exists")
    python = copy_python(options.output / "python")
    install(python, options.torch_index)
    for command, module in COMMANDS.items():
        launcher = options.output / command
        launcher.write_text(LAUNCHER.replace("MODULE", module), encoding="utf-8")
        launcher.chmod(0o755)
    for name in (f"{NAME}.desktop", "README.txt"):
        shutil.copy(ROOT / "packaging" / name, options.output / name)
    shutil.copy(ROOT / "resources" / "program.svg", options.output / f"{NAME}.svg")
    shutil.copy(ROOT / "LICENSE", options.output / "LICENSE")
    print(f"{options.output}: {size_of(options.output) / 1e6:.0f} MB", flush=True)
    if options.archive:
        print(shutil.make_archive(str(options.output), "gztar", options.output.parent, options.output.name))
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    asked = [options.output / NAME, "--help"]
    return subprocess.run(asked, check=False, env=clean, stdout=subprocess.DEVNULL).returncode


def copy_python(target: Path) -> Path:
    """Copy this interpreter with its standard library and the libraries it needs; return its executable."""
    base = Path(sys.base_prefix)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    shutil.copytree(
        base / "lib" / version, target / "lib" / version, ignore=shutil.ignore_patterns(*NOT_NEEDED)
    )
    (target / "lib" / version / "site-packages").mkdir()
    (target / "bin").mkdir(parents=True)
    python = target / "bin" / "python3"
    shutil.copy(Path(sys.executable).resolve(), python)
    shared = sysconfig.get_config_var("LDLIBRARY") or ""
    found = [python, *(target / "lib" / version / "lib-dynload").glob("*.so")]
    for library in sorted({library for file in found for library in libraries(file)}):
        shutil.copy(library, target / "lib" / library.name)
    if ".so" in shared and not list((target / "lib").glob(f"{shared}*")):
        raise SystemExit(f"{shared} was not found")
    return python


def libraries(file: Path) -> Iterator[Path]:
    """The shared libraries that a file needs, without those that every machine has."""
    said = subprocess.run(["ldd", file], capture_output=True, text=True, check=False).stdout
    for line in said.splitlines():
        _, _, place = line.partition(" => ")
        path = place.split(" (")[0].strip()
        if path.startswith("/") and not SYSTEM.search(path):
            yield Path(path)


def install(python: Path, torch_index: str) -> None:
    """Install the program into the copy, and remove what it does not need at work."""
    packages = next(python.parents[1].glob("lib/python3.*/site-packages"))
    pip = [sys.executable, "-m", "pip", "--quiet", "install", "--no-compile", "--target", packages]
    with tempfile.TemporaryDirectory() as wheels:
        subprocess.run(
            [sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--wheel-dir", wheels, ROOT],
            check=True,
        )
        (wheel,) = Path(wheels).glob("*.whl")
        if torch_index != "none":
            if not reachable(torch_index):
                raise SystemExit(
                    f"{torch_index} cannot be reached. With --torch-index none the bundle takes PyTorch as pip has it: "
                    "several gigabytes if that is a build for CUDA."
                )
            subprocess.run([*pip, "--index-url", torch_index, "torch", "torchvision"], check=True)
        subprocess.run([*pip, "--upgrade-strategy", "only-if-needed", wheel], check=True)
    for pattern in NOT_NEEDED_OF_PACKAGES:
        for found in list(packages.glob(pattern)):
            if found.is_dir():
                shutil.rmtree(found)
            else:
                found.unlink()


def reachable(url: str) -> bool:
    """Whether an index answers."""
    try:
        with urllib.request.urlopen(f"{url}/torch/", timeout=20):
            return True
    except OSError:
        return False


def size_of(folder: Path) -> int:
    """Bytes of the files below a folder."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())


if __name__ == "__main__":
    sys.exit(main())
