"""What a killed program left unfinished is removed at the next start, and nobody's own file is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotations import unfinished
from annotations.places import training_runs
from annotations.project import FOLDER_PROJECT, Project

WRITE = """
import sys
from pathlib import Path
from annotations.files import atomic_file, atomic_folder
from annotations.places import training_runs
from annotations.project import Project
from annotations import unfinished
here = Path(sys.argv[1])
with atomic_folder(here / "export") as folder, atomic_file(here / "file.json") as file:
    (folder / "a.txt").write_text("half")
    file.write(b"half")
    with unfinished.writing(unfinished.part_of(here / "merged.rsis")) as part:
        project = Project.create(part)
        project.model = "x"
        print("writing", flush=True)
        sys.stdin.read()
"""
START = "from annotations import unfinished; unfinished.remove_what_is_left()"


def writer(folder: Path) -> subprocess.Popen[str]:
    """A program in the middle of writing a folder, a file and a project."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def start() -> None:
    subprocess.run([sys.executable, "-c", START], check=True)


def test_the_lock_file_of_a_killed_program_is_removed_at_the_next_start(tmp_path: Path) -> None:
    place = unfinished.folder()
    place.mkdir(parents=True, exist_ok=True)
    with Project.create(tmp_path / "open.rsis"):
        (tmp_path / "killed.rsis-lock").touch()
        (tmp_path / "own-lock").write_text("a person's")
        names = ("killed.rsis-lock", "own-lock", "open.rsis-lock")
        (place / "killed").write_bytes(b"".join(os.fsencode(tmp_path / name) + b"\0\n" for name in names))
        start()
        left = {path.name for path in tmp_path.glob("*-lock")}
    assert left == {"own-lock", "open.rsis-lock"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_what_a_killed_program_was_writing_is_removed_at_the_next_start(tmp_path: Path) -> None:
    own = {".own.part", "merged.rsis.part", ".notes.0123abcd.part", ".merged.rsis.deadbeef.part"}
    for name in own:
        (tmp_path / name).write_text("a person's")
    process = writer(tmp_path)
    assert len(list(tmp_path.iterdir())) > len(own) + 3
    start()
    assert len(list(tmp_path.iterdir())) > len(own) + 3, "it is still being written"
    process.kill()
    process.communicate()
    start()
    assert {path.name for path in tmp_path.iterdir()} == own
    assert list(unfinished.folder().iterdir()) == []


@pytest.mark.parametrize("command", ["annotations.cli formats", "trainer.cli presets"])
def test_a_command_removes_what_a_killed_program_left(command: str, tmp_path: Path) -> None:
    process = writer(tmp_path)
    process.kill()
    process.communicate()
    assert list(tmp_path.iterdir())
    subprocess.run([sys.executable, "-m", *command.split()], check=True, capture_output=True)
    assert list(tmp_path.iterdir()) == []
    assert list(unfinished.folder().iterdir()) == []


def test_only_names_that_the_program_gives_are_removed(tmp_path: Path) -> None:
    place = unfinished.folder()
    place.mkdir(parents=True, exist_ok=True)
    for name in ("photo.png", "a.part", ".x.0123abcd.part.txt"):
        (tmp_path / name).touch()
        (place / f"of {name}").write_bytes(os.fsencode(tmp_path / name) + b"\0\n")
    (place / "cut off").write_bytes(os.fsencode(tmp_path / ".y.0123abcd.part"))
    (tmp_path / ".y.0123abcd.part").touch()
    start()
    assert len(list(tmp_path.glob("*"))) == 4
    assert list(place.iterdir()) == []


def test_a_training_run_that_was_killed_with_the_window_is_removed(tmp_path: Path) -> None:
    place = unfinished.folder()
    place.mkdir(parents=True, exist_ok=True)
    for run in (training_runs() / "killed", training_runs() / "finished", tmp_path / "elsewhere"):
        (run / "last").mkdir(parents=True)
    listed = (training_runs() / "killed", tmp_path / "elsewhere")
    (place / "list").write_bytes(b"".join(os.fsencode(path) + b"\0\n" for path in listed))
    start()
    assert [path.name for path in training_runs().iterdir()] == ["finished"]
    assert (tmp_path / "elsewhere").exists()


def test_a_list_is_kept_for_a_drive_that_is_not_connected(tmp_path: Path) -> None:
    place = unfinished.folder()
    place.mkdir(parents=True, exist_ok=True)
    left = tmp_path / "drive" / ".y.0123abcd.part"
    (place / "list").write_bytes(os.fsencode(left) + b"\0\n")
    start()
    left.parent.mkdir()
    left.touch()
    start()
    assert list(left.parent.iterdir()) == []
    assert list(place.iterdir()) == []


def test_a_project_copied_from_a_folder_that_cannot_be_written_removes_nobodys_file(
    photos: Path, tmp_path: Path
) -> None:
    Project.open_folder(photos).close()
    data = tmp_path / "data"

    def open_it() -> Project:
        return Project.open_folder(photos, data_folder=data, writable=lambda _folder: False)

    open_it().close()
    (made,) = data.rglob("*.rsis")
    made.rename(made.with_name(made.name + ".part"))  # as a person may keep an old one
    open_it().close()
    assert sorted(path.name for path in made.parent.iterdir()) == [made.name, made.name + ".part"]
    assert (photos / FOLDER_PROJECT).exists()
