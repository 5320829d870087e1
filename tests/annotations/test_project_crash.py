"""Nothing that was kept is lost when the program is killed, whenever that happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotations import file_locks
from annotations.errors import ProjectError
from annotations.project import Project, locking
from tests.annotations.kill_run import run

HOLDER = """
import sys
from annotations.project import Project
project = Project.open(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


KILLS = int(os.environ.get("RSIS_KILLS", "6"))
"""At the kinds of write that matter most; `python -m tests.annotations.kill_run` does 200, at all of them."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_every_kept_transaction_survives_kill_9_whole_whatever_was_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    tally = run(tmp_path, KILLS)
    assert tally.kills == KILLS
    assert tally.kept > KILLS


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
    really_lock = file_locks.lock
    removed = []

    def lock_late(descriptor: int) -> None:
        really_lock(descriptor)
        if not removed:
            removed.append(True)
            path.unlink()

    monkeypatch.setattr(file_locks, "lock", lock_late)
    with Project.open(project.path):
        assert path.exists()
        assert locking.is_held(project.path)
    assert not Path(path).exists()
