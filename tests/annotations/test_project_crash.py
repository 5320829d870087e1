"""Nothing that was kept is lost when the program is killed, whenever that happens."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotations import locking
from annotations.errors import ProjectError
from annotations.project import Project

WORKER = """
import sys, numpy as np
from annotations.masks import Mask
from annotations.project import Project
from annotations.records import Change, Instance, Transaction

project = Project.open(sys.argv[1])
image = project.images()[0]
mask = Mask.from_array(np.random.default_rng(0).random(image.size) < 0.5)
while True:  # two instances a transaction, told only when it is kept
    pair = [Instance(project.next_id("instance"), image.id, mask, None, "drawn", note="pair") for _ in "ab"]
    project.commit(Transaction("Pair", tuple(map(Change.add, pair)), image.id))
    print(pair[0].id, pair[1].id, flush=True)
"""

HOLDER = """
import sys
from annotations.project import Project
project = Project.open(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_every_kept_transaction_survives_kill_9_whole(project: Project) -> None:
    image = project.images()[0].id
    project.close()
    told: set[int] = set()
    chance = random.Random(0)
    for _ in range(8):
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(project.path)], stdout=subprocess.PIPE, text=True
        )
        assert worker.stdout is not None
        told.update(map(int, worker.stdout.readline().split()))
        time.sleep(chance.uniform(0, 0.05))
        worker.send_signal(signal.SIGKILL)
        rest, _ = worker.communicate()
        told.update(
            int(word)
            for line in rest.splitlines(keepends=True)
            if line.endswith("\n")
            for word in line.split()
        )
        with Project.open(project.path) as again:
            kept = [instance.id for instance in again.instances(image)]
            assert told <= set(kept)
            assert len(kept) % 2 == 0
            assert len(kept) == len(set(kept))
            assert again.next_id("instance") > max(kept)
    assert len(told) > 16


def test_a_second_program_is_refused_until_the_first_one_ends_or_dies(project: Project) -> None:
    project.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(project.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    with pytest.raises(ProjectError, match="another program has this project open"):
        Project.open(project.path)
    with Project.open(project.path, read_only=True) as reader:
        assert len(reader.images()) == 3
    holder.kill()
    holder.communicate()
    with Project.open(project.path) as again:
        assert len(again.images()) == 3


def test_what_a_killed_program_left_beside_does_not_matter(project: Project) -> None:
    project.close()
    locking.lock_path(project.path).write_bytes(b"")
    (project.root / ".annotations.rsis.0000.part").write_bytes(b"half")
    with Project.open(project.path) as again:
        assert len(again.images()) == 3


@pytest.mark.skipif(os.name != "posix", reason="open files cannot be removed here")
def test_a_lock_removed_by_its_last_owner_is_not_taken_for_a_lock(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()
    path = locking.lock_path(project.path)
    really_lock = locking._lock
    removed = []

    def lock_late(descriptor: int) -> None:
        really_lock(descriptor)
        if not removed:
            removed.append(True)
            path.unlink()

    monkeypatch.setattr(locking, "_lock", lock_late)
    with Project.open(project.path):
        assert path.exists()
        assert locking.is_held(project.path)
    assert not Path(path).exists()
