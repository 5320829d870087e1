"""The templates for plug-ins, installed by pip outside the tree and used by the commands."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotations.cli import main
from annotations.plugins import host

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ("proposer", "format", "image_reader", "measurement")


def run_elsewhere(site: Path, *command: str) -> list[dict[str, Any]]:
    """Run `rsis-annotations plugins` from a folder outside the tree, with the packages of `site`."""
    path = os.pathsep.join([str(site), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "annotations.cli", "plugins", *command, "--json"],
        cwd=site.parent,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.stdout)["plugins"]
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder; packages in `site` are on the module path."""
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path / "site")
    host.end()
    yield tmp_path
    host.end()


def test_the_templates_install_and_work_outside_the_tree(folder: Path) -> None:
    site = folder / "site"
    sources = [folder / "plugins" / name for name in TEMPLATES]
    for source in sources:
        shutil.copytree(ROOT / "examples" / "plugins" / source.name, source)
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--no-compile", "--quiet")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        *offline,
        "--target",
        str(site),
    ]
    done = subprocess.run([*pip, *map(str, sources)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr

    y, x = np.mgrid[:60, :80]
    disc = (y - 30) ** 2 + (x - 40) ** 2 <= 15**2
    np.save(folder / "cell.npy", np.where(disc, 900, 100).astype(np.float32))
    (folder / "boxes.csv").write_text("image,x0,y0,x1,y1,category\ncell.npy,25,15,56,46,cell\n")

    tried = run_elsewhere(site, "--try", "cell.npy")
    assert [(one["name"], one["ready"]) for one in tried] == [
        ("flood-fill", True), ("boxes-csv", True), ("npy", True), ("roundness", True)
    ]  # fmt: skip
    offers = [one["offers"] for one in tried]
    assert abs(int(offers[0].split()[0]) - disc.sum()) < 5  # smoothed
    assert offers[1].endswith("read 1")
    assert offers[2] == "read 60 x 80 x 1 (height, width, channels) of float32"

    assert main(["import", "boxes.csv", "--format", "boxes-csv", "--project", "p.rsis"]) == 0
    assert main(["measure", "p.rsis", "--output", "m.csv"]) == 0
    with open(folder / "m.csv") as file:
        (row,) = csv.DictReader(file)
    assert float(row["roundness"]) == pytest.approx(2 / np.pi)  # a square's
    assert float(row["channel_1_max"]) == 900 and float(row["variation"]) > 0.3
    assert main(["export", "p.rsis", "--format", "boxes-csv", "--output", "out.csv"]) == 0
    assert (folder / "out.csv").read_text().split() == (folder / "boxes.csv").read_text().split()
