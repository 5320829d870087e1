"""What the commands and the window do with each common layout of a data set: `python -m tests.end_to_end.layouts`.

Prints a Markdown table, in which what is not as it should be stands in bold; then the exit status is 1. Each set is
written anew, small, as its own tool writes it (tests/annotations/layouts.py); the network is as small as that of the
trainer's tests.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from annotations.project import Project
from tests.annotations.layouts import LAYOUTS, Layout, Truth
from tests.trainer.conftest import TINY, toml_of
from trainer.config import TrainConfig

ROOT = Path(__file__).resolve().parents[2]
CONFIG = dataclasses.replace(
    TINY,
    model=dataclasses.replace(TINY.model, categories=TrainConfig().model.categories),  # the data's own
    iterations=2,
)
COLUMNS = (
    "layout",
    "is in it",
    "`validate`",
    "`import`",
    "exact masks",
    "`train`",
    "`evaluate`",
    "window lists",
)
LISTING = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.settings import Settings
from app.window.main_window import MainWindow
application = QApplication([])
window = MainWindow(Settings(Path(sys.argv[2])))
window.show()
window.open_path(Path(sys.argv[1]))
end = time.monotonic() + 60
while not window.session.ready and time.monotonic() < end:
    application.processEvents()
print(*window.session.document.image_table.paths, sep="\\n")
window.shut_down(give_up=True)
"""


class Row:
    """One row of the table: the cells, and whether all of them are as they should be."""

    def __init__(self, layout: Layout) -> None:
        self.cells = [f"{layout.name} (`{layout.format}`)"]
        self.is_good = True

    def add(self, text: str, good: bool) -> None:
        self.cells.append(text if good else f"**{text}**")
        self.is_good &= good


def run(module: str, *arguments: object, home: Path) -> tuple[Any, str]:
    """Run a command as in a shell; return what it answers, None where it failed, and what it says."""
    environment = os.environ | {
        f"XDG_{kind}_HOME": str(home) for kind in ("DATA", "CONFIG", "STATE", "CACHE")
    }
    command = [sys.executable, "-m", module, *map(str, arguments), "--json"]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=600, check=False
    )
    answer = json.loads(done.stdout) if done.stdout.strip() else None
    return answer if done.returncode == 0 else None, f"{done.stderr.strip()}"


def counts(images: int, instances: int, categories: int) -> str:
    return f"{images} images, {instances} instances, {categories} categories"


def row_of(layout: Layout, work: Path) -> Row:
    """Use a layout as a person does: check it, import it, train on it, score, and open its folder."""
    root = work / "set"
    truth = layout.write(root)
    row = Row(layout)
    instances = sum(map(len, truth.values()))
    row.add(counts(len(truth), instances, len(layout.categories)), True)
    _validate(row, layout, root, work, len(truth), instances)
    _import(row, layout, root, work, truth)
    _train(row, layout, root, work)
    _list(row, layout, root, work, truth)
    return row


def _validate(row: Row, layout: Layout, root: Path, work: Path, images: int, instances: int) -> None:
    answers, said = [], ""
    for source in layout.sources:
        answer, text = run(
            "annotations.cli", "validate", root / source, "--format", layout.format, home=work / "home"
        )
        said = said or ("" if answer else text)
        answers.append(answer or {"images": 0, "instances": 0, "categories": []})
    found = sum(a["images"] for a in answers), sum(a["instances"] for a in answers)
    names = {name for a in answers for name in a["categories"]}
    good = not said and found == (images, instances) and names == set(layout.categories)
    row.add("valid" if good else said or counts(*found, len(names)), good)


def _import(row: Row, layout: Layout, root: Path, work: Path, truth: Truth) -> None:
    file = work / "p.rsis"
    problems: list[Any] = []
    for source in layout.sources:
        arguments = ("import", root / source, "--format", layout.format, "--project", file, "--done")
        answer, text = run("annotations.cli", *arguments, home=work / "home")
        problems += answer["problems"] if answer else [text]
    if not file.exists():
        row.add(str(problems[0]), False)
        row.add("none", False)
        return
    with Project.open(file, read_only=True) as project:
        names = {category.id: category.name for category in project.categories()}
        found: Truth = {
            project.absolute(image).relative_to(root).as_posix(): [
                (names.get(i.category_id or -1), i.mask.to_array()) for i in project.instances(image.id)
            ]
            for image in project.images()
        }
    total = sum(map(len, found.values()))
    good = sorted(found) == sorted(truth) and set(names.values()) == set(layout.categories) and not problems
    row.add(counts(len(found), total, len(names)) + (f"; {len(problems)} problems" if problems else ""), good)
    exact = sum(
        one[0] == other[0] and np.array_equal(one[1], other[1])
        for name, own in truth.items()
        for one, other in zip(found.get(name, ()), own, strict=False)
    )
    wanted = sum(map(len, truth.values()))
    row.add(f"{exact} of {wanted}", exact == wanted == total)


def _train(row: Row, layout: Layout, root: Path, work: Path) -> None:
    (work / "tiny.toml").write_text(toml_of(CONFIG), encoding="utf-8")
    given = [option.format(root=root) for option in layout.train]
    arguments = ("--preset", "finetune", "--config", work / "tiny.toml", "--output", work / "run")
    answer, said = run("trainer.cli", "train", *given, *arguments, home=work / "home")
    if answer is None:
        row.add(said.splitlines()[-1], False)
        row.add("no checkpoint", False)
        return
    card = (work / "run" / "checkpoint" / "README.md").read_text(encoding="utf-8")
    used = re.search(r"(\d+) images of", card)
    images = int(used[1]) if used is not None else 0
    lost = [line for line in said.splitlines() if line.startswith("left out")]
    row.add(f"{images} images{''.join(f'; {line}' for line in lost)}", images == layout.trained and not lost)
    given = [option.format(root=root) for option in layout.evaluate]
    answer, said = run(
        "trainer.cli", "evaluate", *given, "--checkpoint", work / "run" / "checkpoint", home=work / "home"
    )
    if answer is None:
        row.add(said.splitlines()[-1], False)
        return
    lost = [line for line in said.splitlines() if line.startswith("left out")]
    good = answer["images"] == layout.evaluated and not lost
    row.add(f"{answer['images']} images{''.join(f'; {line}' for line in lost)}", good)


def _list(row: Row, layout: Layout, root: Path, work: Path, truth: Truth) -> None:
    environment = os.environ | {
        f"XDG_{kind}_HOME": str(work) for kind in ("DATA", "CONFIG", "STATE", "CACHE")
    }
    done = subprocess.run(
        [sys.executable, "-c", LISTING, str(root), str(work / "settings.toml")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen"} | environment,
        timeout=300,
        check=False,
    )
    listed = done.stdout.split("\n")[:-1]
    more = sorted(set(listed) - {*truth, *layout.without})
    missing = {*truth, *layout.without} - set(listed)
    said = f"{len(listed)} images"
    said += f", among them {', '.join(more)}" if more else ""
    said += f"; {len(missing)} are missing" if missing else ""
    row.add(said, not more and not missing)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="NAME", help="one layout")
    options = parser.parse_args()
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    is_good = True
    for layout in LAYOUTS:
        if options.only in (None, layout.name):
            work = Path(tempfile.mkdtemp(prefix="layout"))
            try:
                row = row_of(layout, work)
            finally:
                shutil.rmtree(work, ignore_errors=True)
            print(f"| {' | '.join(cell.replace('|', '/') for cell in row.cells)} |", flush=True)
            is_good &= row.is_good
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
