"""Several programs that create one project at once, and logs of killed programs beside other files: counts both.

    python -m tests.annotations.accident_run --rounds 100 --stale 50

ends with 1 at the first round in which something is lost, mixed up or left behind.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from annotations.errors import ProjectError
from annotations.merging.merge import merge
from annotations.project import Project, locking, write_ahead
from annotations.records import Category, Change, Transaction

FIRST, LAST = 0.005, 0.2
"""How far apart in seconds the programs begin."""
PATIENCE = 30.0
KINDS = ("create", "backup", "merge")


def add(project: Project, *names: str) -> None:
    """Commit each category on its own."""
    for name in names:
        made = Category(project.next_id("category"), name, (1, 2, 3))
        project.commit(Transaction("Add", (Change.add(made),)))


def names(path: Path) -> set[str]:
    with Project.open(path) as project:
        return {category.name for category in project.categories()}


def left(folder: Path, *known: str) -> list[str]:
    """What is in a folder that does not belong there."""
    return sorted(path.name for path in folder.iterdir() if path.name not in known)


def in_child(work: Callable[[], None]) -> int:
    """Run a function in a process of its own; return the process's id."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return process


def create_at_once(folder: Path, chance: random.Random) -> Counter[str]:
    """Three programs open or create one folder's project within moments; each stores a category."""
    starts = [0.0, *sorted(chance.uniform(FIRST, LAST) for _ in range(2))]
    path = folder / "annotations.rsis"
    read, write = os.pipe()

    def program(number: int) -> None:
        time.sleep(starts[number])
        end = time.monotonic() + PATIENCE
        while True:
            try:
                with Project.open_folder(folder) as project:
                    add(project, f"of {number}")
                    time.sleep(chance.uniform(0, 0.05))  # as while it works
                return
            except ProjectError as error:  # as a person, who tries again
                os.write(write, f"{error.reason}\n".encode())
                if time.monotonic() > end:
                    raise
                time.sleep(0.01)

    processes = [in_child(lambda number=number: program(number)) for number in range(3)]  # type: ignore[misc]
    codes = [os.waitpid(process, 0)[1] for process in processes]
    os.close(write)
    with os.fdopen(read) as told:
        refused = Counter(line.strip() for line in told)
    assert codes == [0, 0, 0], f"a program failed: {refused}"
    assert names(path) == {"of 0", "of 1", "of 2"}, names(path)
    assert left(folder, path.name) == [], left(folder, path.name)
    return refused


def killed_with_a_log(path: Path) -> None:
    """A program that has the project open is killed, so that its log is left."""
    read, write = os.pipe()

    def work() -> None:
        project = Project.open(path)
        add(project, "of the killed one")
        os.write(write, b".")
        signal.pause()

    process = in_child(work)
    os.read(read, 1)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(read)
    os.close(write)
    assert (write_ahead.size(path) or 0) > 0


def stale(folder: Path, kind: str, chance: random.Random) -> None:
    """Another file takes the name of a project whose log was left."""
    path, other = folder / "p.rsis", folder / "other.rsis"
    with Project.create(path) as project:
        add(project, *(f"before {n}" for n in range(chance.randint(1, 40))))
    before = names(path)
    if chance.random() < 0.5:
        with Project.open(path, read_only=True) as project:  # as the program's own backups
            project.copy(folder / "copy.rsis")
    else:
        shutil.copyfile(path, folder / "copy.rsis")
        with Project.open(path) as project:  # else the log would continue the very file that is put back
            add(project, "since the copy")
    killed_with_a_log(path)
    if kind == "create":
        path.unlink()
        Project.create(path).close()
        expected: set[str] = set()
    elif kind == "backup":
        shutil.copyfile(folder / "copy.rsis", path)
        expected = before
    else:
        with Project.create(other) as second:
            add(second, "other")
        path.unlink()
        merge([folder / "copy.rsis", other], path)
        expected = before | {"other"}
    assert names(path) == expected, (kind, names(path) ^ expected)
    assert names(path) == expected, "also the second time"
    aside = [name for name in left(folder) if name.startswith("p.left-")]
    assert any(name.endswith("-wal") for name in aside), left(folder)
    rest = left(folder, "p.rsis", "other.rsis", "copy.rsis", *aside)
    assert rest == [], rest


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--stale", type=int, default=50, help="rounds of each kind")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    refused: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = str(Path(name) / "data")
        for number in range(options.rounds):
            place = Path(name) / f"create {number}"
            place.mkdir()
            refused += create_at_once(place, chance)
        print(f"{options.rounds} projects created by three programs at once; refused and tried again:")
        for reason, count in refused.most_common():
            print(f"  {count}: {reason}")
        for kind in KINDS:
            for number in range(options.stale):
                place = Path(name) / f"log {kind} {number}"
                place.mkdir()
                stale(place, kind, chance)
            print(f"{options.stale} logs left beside another file: {kind}")
        locks = list(locking.folder().iterdir())
        assert locks == [], locks
    print("nothing was lost, mixed up or left behind")
    return 0


if __name__ == "__main__":
    sys.exit(main())
