"""kill -9 at random moments of every kind of write, under continuous edits; then everything kept must be there.

    python -m tests.annotations.kill_run --kills 200

prints what was killed how often at what, and ends with 1 at the first thing that is lost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from annotations.errors import DamagedError
from annotations.project import Project, backups
from annotations.project.repair import repair
from tests.annotations.kill_worker import PROJECT, content, prepare

KINDS = (
    *("edit", "close_and_open", "import", "backup", "merge", "repair"),
    *("add_images", "setting", "fingerprint", "create", "export", "export_folder", "upgrade"),
)
FIRST_GUESS = 0.02
"""Of how long a kind of write takes, in seconds, until one was timed."""


class LostError(AssertionError):
    """Something that was accepted is not there, or a file cannot be read."""


@dataclass
class Tally:
    """What was killed, and what it was doing."""

    kills: int = 0
    kept: int = 0
    """Transactions that were told as kept, over all runs."""
    during: Counter[str] = field(default_factory=Counter)
    """Kills inside each kind of write."""
    halfway: int = 0
    """Kills between the telling that a transaction begins and that it is kept."""
    came_through: int = 0
    """Of these, transactions that were there all the same, whole."""
    seconds: dict[str, float] = field(default_factory=dict)
    unfinished: int = 0
    """Unfinished files that the killed programs left, over all kills."""


def run(folder: Path, kills: int, seed: int = 0) -> Tally:
    """Kill `kills` times; LostError as soon as anything is."""
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    chance = random.Random(seed)
    prepare(folder)
    with Project.open(folder / PROJECT) as project:
        model = content(project)
    expected = _expected(folder)
    for name in OWN:
        (folder / name).touch()
    tally = Tally()
    for number in range(kills):
        kind = KINDS[number % len(KINDS)]
        model = _one(folder, kind, seed * 100_003 + number, chance, model, tally)
        print(f"\r{tally.kills} of {kills}", end="", file=sys.stderr, flush=True)
        _check_beside(folder, expected)
        _check_litter(folder, tally)
    return tally


def _one(
    folder: Path, kind: str, seed: int, chance: random.Random, model: dict[str, str], tally: Tally
) -> dict[str, str]:
    """One run of the worker up to its end; what the project holds then."""
    command = [sys.executable, "-m", "tests.annotations.kill_worker", str(folder), str(seed), kind]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert worker.stdout is not None and worker.stderr is not None
    until = chance.randint(1, 3)
    lines: list[list[Any]] = []
    for line in _lines(worker.stdout):
        lines.append(line)
        if line[0] == "end":
            tally.seconds[line[1]] = line[2]
        if line == ["begin", kind]:
            until -= 1
            if until == 0:
                break
    time.sleep(chance.uniform(0, 1.1) * tally.seconds.get(kind, FIRST_GUESS))
    worker.send_signal(signal.SIGKILL)
    lines += list(_lines(worker.stdout))
    complaint = worker.stderr.read().decode()
    worker.stdout.close()
    worker.stderr.close()
    if worker.wait() != -signal.SIGKILL:
        raise LostError(f"the program ended by itself during {kind}: {complaint}")
    tally.kills += 1
    opened = [line for line in lines if line[0] in ("begin", "end")]
    tally.during[opened[-1][1] if opened and opened[-1][0] == "begin" else "between two"] += 1
    return _check_project(folder / PROJECT, model, lines, tally)


def _lines(stream: IO[bytes]) -> Iterator[list[Any]]:
    for line in stream:
        if line.endswith(b"\n"):  # the last one may be cut off
            yield json.loads(line)


def _check_project(path: Path, model: dict[str, str], lines: list[list[Any]], tally: Tally) -> dict[str, str]:
    """What was kept is there, what was being tried is there whole or not at all, and nothing else is."""
    sure = dict(model)
    tried: dict[str, str | None] | None = None
    for line in lines:
        if line[0] == "try":
            tried = line[1]
        elif line[0] == "kept":
            assert tried is not None
            _apply(sure, tried)
            tried = None
            tally.kept += 1
    with Project.open(path) as project:
        found = content(project)
        project.model = "still writable"
    tally.halfway += tried is not None
    if found == sure:
        return found
    if tried is not None and found == _applied(sure, tried):
        tally.came_through += 1
        return found
    missing = {key for key in sure if found.get(key) != sure[key]}
    raise LostError(f"{path}: {sorted(missing)[:5]} of {len(sure)} records are not as they were kept")


def _apply(model: dict[str, str], changes: dict[str, str | None]) -> None:
    for key, digest in changes.items():
        if digest is None:
            model.pop(key, None)
        else:
            model[key] = digest


def _applied(model: dict[str, str], changes: dict[str, str | None]) -> dict[str, str]:
    after = dict(model)
    _apply(after, changes)
    return after


def _expected(folder: Path) -> dict[str, int]:
    """How many instances the projects hold that are upgraded and repaired again and again."""
    with Project.open(folder / "first.rsis", read_only=True) as project:
        first = project.counts().instances
    return {"upgraded.rsis": first, "damaged.rsis": 48}


def _check_beside(folder: Path, expected: dict[str, int]) -> None:
    """Every other file that is at its place is whole."""
    for path in backups.folder().rglob("*.rsis"):
        if not path.name.startswith("."):
            with Project.open(path, read_only=True) as project:
                content(project)
    for path in folder.glob("*.rsis"):
        if path.name.startswith("."):
            continue
        try:
            with Project.open(path) as project:
                count = project.counts().instances
        except DamagedError:
            if path.name not in ("damaged.rsis",) and ".damaged-" not in path.name:
                raise LostError(f"{path} is damaged") from None
            if ".damaged-" in path.name:
                continue
            report = repair(path)
            if report.lost:
                raise LostError(f"{path}: {report.sentence}") from None
            count = report.instances
        if path.name in expected and count != expected[path.name]:
            raise LostError(f"{path} has {count} instances, not {expected[path.name]}")
    if (folder / "exported").exists():  # it is whole, as its images are
        sides = [path.stem for path in (folder / "exported" / "images").rglob("*.png")]
        assert len(sides) >= 8, sides
    exported = folder / "exported.json"
    if exported.exists():
        json.loads(exported.read_text())
    for leftover in folder.glob("damaged.damaged-*.rsis"):
        leftover.unlink()


OWN = (".own.part", "exported.json.part", ".exported.json.0123abcd.part")
"""Files of a person, with names like those of unfinished ones."""


def _check_litter(folder: Path, tally: Tally) -> None:
    """At the next start nothing unfinished is left, and a person's files are."""
    tally.unfinished += len(_litter(folder))
    subprocess.run([sys.executable, "-c", START], check=True)
    left = _litter(folder)
    if left:
        raise LostError(f"left behind: {left}")
    for name in OWN:
        if not (folder / name).exists():
            raise LostError(f"{name}, a person's file, is gone")


START = "from annotations import unfinished; unfinished.remove_what_is_left()"


def _litter(folder: Path) -> list[str]:
    ends = (".part", "-journal", "-wal", "-shm", "-lock")
    return [
        str(path)
        for path in folder.rglob("*")
        if path.name.endswith(ends) and path.name not in OWN and ".left-" not in path.name
    ]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        tally = run(Path(folder), options.kills, options.seed)
    print(
        f"{tally.kills} times killed in {time.perf_counter() - start:.0f} s, {tally.kept} transactions kept"
    )
    print(f"inside a transaction: {tally.halfway}, of which whole on the disk: {tally.came_through}")
    for kind, count in tally.during.most_common():
        print(f"  during {kind}: {count}")
    print(f"unfinished files left by the killed programs and removed at the next start: {tally.unfinished}")
    print("nothing was lost, every file can be read, nothing is left behind")
    return 0


if __name__ == "__main__":
    sys.exit(main())
