"""A project whose file, folder or drive goes away loses nothing, and is taken up when it is back."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotations import file_locks
from annotations.errors import LostError, ProjectError
from annotations.project import Project
from annotations.project.rescue import rescue
from annotations.records import Category, Change, Transaction
from tests.annotations.conftest import content

READ = """
import sys
from annotations.project import Project
with Project.open(sys.argv[1], read_only=True) as project:
    print(len(project.images()))
"""
OPEN = """
import sys
from annotations.errors import LostError, ProjectError
from annotations.project import Project
try:
    Project.open(sys.argv[1]).close()
except ProjectError as error:
    print(error.reason)
"""


def mark(project: Project, status: str) -> Transaction:
    """A transaction that gives the first image a status."""
    image = project.images()[0]
    changes = (Change.replace(image, replace(image, status=status)),)  # type: ignore[arg-type]
    return Transaction(f"Mark as {status}", changes, image.id)


def add_category(project: Project, name: str) -> Transaction:
    """Commit a new category; return the transaction."""
    added = Change.add(Category(project.next_id("category"), name, (1, 2, 3)))
    transaction = Transaction("Add", (added,))
    project.commit(transaction)
    return transaction


def run(program: str, path: Path) -> str:
    found = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    return found.stdout.strip()


@pytest.mark.skipif(os.name != "posix", reason="open files cannot be removed here")
@pytest.mark.parametrize("how", ["removed", "moved", "folder moved"])
def test_a_file_that_is_gone_takes_nothing_until_it_is_back(
    filled: Project, tmp_path: Path, how: str
) -> None:
    transaction = mark(filled, "done")
    place = {"folder moved": filled.root}.get(how, filled.path)
    (tmp_path / "kept").mkdir()
    away = tmp_path / "kept" / place.name
    if how == "removed":
        for path in filled.root.glob("annotations.rsis*"):
            os.link(path, away.with_name(path.name))
            path.unlink()
    else:
        place.rename(away)
    for _ in range(2):
        with pytest.raises(ProjectError, match="the project file is missing: it was moved or deleted"):
            filled.commit(transaction)
    if how == "removed":
        for path in away.parent.glob("annotations.rsis*"):
            path.rename(filled.root / path.name)
    else:
        away.rename(place)
    filled.commit(transaction)
    before = content(filled)
    assert filled.images()[0].status == "done"
    filled.close()
    with Project.open(filled.path) as again:
        assert content(again) == before
    assert [path.name for path in filled.root.glob("*rsis*")] == ["annotations.rsis"]


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Drive]:
    """A drive that can be taken out while files on it are open."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a drive")
    made = Drive(tmp_path / "drive", tmp_path / "inside")
    made.place.mkdir()
    made.inside.mkdir()
    if not made.put_in():
        pytest.skip("no drive can be mounted here")
    yield made
    made.take_out()


class Drive:
    def __init__(self, place: Path, inside: Path) -> None:
        self.place, self.inside = place, inside

    def put_in(self) -> bool:
        command = ["mount", "--bind", str(self.inside), str(self.place)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def take_out(self) -> None:
        subprocess.run(["umount", "-l", str(self.place)], capture_output=True, check=False)


@pytest.mark.parametrize("comes_back_as", ["same files", "other files"])
def test_an_unplugged_drive_loses_nothing_and_the_work_goes_on_when_it_is_back(
    drive: Drive, photos: Path, tmp_path: Path, comes_back_as: str
) -> None:
    shutil.copytree(photos, drive.place, dirs_exist_ok=True)
    with Project.create(drive.place / "p.rsis") as project:
        project.add_images(sorted(drive.place.glob("*.png")))
        project.commit(mark(project, "started"))
        drive.take_out()
        waiting = mark(project, "done")
        for _ in range(2):
            with pytest.raises(ProjectError, match="its drive was disconnected"):
                project.commit(waiting)
        assert list(drive.place.iterdir()) == []
        if comes_back_as == "other files":  # as where the system gives the drive new file numbers
            shutil.copytree(drive.inside, tmp_path / "copy")
            drive.inside = tmp_path / "copy"
        assert drive.put_in()
        project.commit(waiting)
        assert project.images()[0].status == "done"
        assert run(OPEN, project.path) == "another program has this project open; close it there first"
    with Project.open(drive.place / "p.rsis") as again:
        assert [image.status for image in again.images()] == ["done", "new"]
        assert [entry.label for entry in again.history()][-2:] == ["Mark as started", "Mark as done"]


@pytest.mark.skipif(os.name != "posix", reason="open files cannot be replaced here")
def test_an_older_copy_or_another_project_in_its_place_is_never_written_to(
    filled: Project, tmp_path: Path
) -> None:
    filled.commit(mark(filled, "started"))
    filled.back_up()
    (backup,) = (Path(os.environ["XDG_DATA_HOME"]) / "rsis-annotator" / "backups").rglob("*.rsis")
    filled.commit(mark(filled, "skipped"))
    waiting = mark(filled, "done")
    with Project.create(tmp_path / "other.rsis") as other:
        other_path = other.path
    for intruder, reason in (
        (backup, "an older version"),
        (other_path, "another project is now in its place"),
    ):
        shutil.copyfile(intruder, tmp_path / "new")
        before = (tmp_path / "new").read_bytes()
        for extra in filled.root.glob("annotations.rsis-*"):
            extra.unlink()
        os.replace(tmp_path / "new", filled.path)
        with pytest.raises(ProjectError, match=reason):
            filled.commit(waiting)
        assert filled.path.read_bytes()[24:] == before[24:] or reason != "another project is now in its place"
        with Project.open(filled.path, read_only=True) as untouched:
            assert "Mark as done" not in [entry.label for entry in untouched.history()]


def test_a_disk_that_takes_no_more_writing_says_so_and_the_decision_can_be_kept_later(
    filled: Project,
) -> None:
    transaction = mark(filled, "done")
    before = content(filled)
    filled._session.connection.execute("PRAGMA query_only = ON")  # SQLite then answers as a read-only disk
    with pytest.raises(ProjectError, match="cannot be written"):
        filled.commit(transaction)
    assert content(filled) == before
    filled._session.connection.execute("PRAGMA query_only = OFF")
    filled.commit(transaction)
    assert filled.images()[0].status == "done"


def spoil(path: Path, how: str, other: Path) -> None:
    """Change the file of an open project in place, as another program may."""
    if how == "emptied":
        os.truncate(path, 0)
    elif how == "cut off":
        os.truncate(path, path.stat().st_size // 2)
    elif how == "overwritten":
        shutil.copyfile(other, path)
    else:
        whole = bytearray(path.read_bytes())
        whole[4096:] = bytes(len(whole) - 4096)
        path.write_bytes(whole)


@pytest.mark.parametrize("how", ["emptied", "cut off", "overwritten", "pages lost"])
def test_a_file_that_is_changed_in_place_takes_nothing_and_can_be_saved_elsewhere(
    filled: Project, tmp_path: Path, how: str
) -> None:
    with Project.create(tmp_path / "other.rsis") as other:
        add_category(other, "other")
        other.model = "x" * 20_000
    done = [add_category(filled, "kept")]
    assert filled.back_up(only_when_due=False) is not None
    done.append(add_category(filled, "kept later"))
    before = content(filled)
    waiting = mark(filled, "done")
    log = filled.path.with_name(filled.path.name + "-wal")
    spoil(filled.path, how, tmp_path / "other.rsis")
    spoilt, size = filled.path.read_bytes(), log.stat().st_size
    for _ in range(2):
        with pytest.raises(LostError, match="another program has cut off or overwritten the project file"):
            filled.commit(waiting)
    saved = rescue(filled, done, [waiting], tmp_path / "elsewhere" / "saved.rsis")
    assert saved.lost == 0
    with Project.open(saved.path) as again:
        assert again.categories() == before[0]
        assert [again.absolute(image) for image in again.images()] == sorted(filled.root.rglob("a*.*g"))
        assert [image.status for image in again.images()] == ["done", "new", "new"]
        assert again.instances(again.images()[0].id) == before[2][0]  # type: ignore[index]
        assert again.id == filled.id
    assert [path.name for path in saved.path.parent.iterdir()] == ["saved.rsis"]
    filled.close()
    assert filled.path.read_bytes() == spoilt, "closing writes nothing into a file that is another's now"
    assert log.stat().st_size == size


@pytest.mark.skipif(os.name != "posix", reason="open files cannot be removed here")
@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_a_file_that_is_gone_can_be_saved_elsewhere_as_it_was(
    filled: Project, tmp_path: Path, how: str
) -> None:
    add_category(filled, "never backed up")
    before = content(filled)
    waiting = mark(filled, "done")
    Project.create(tmp_path / "other.rsis").close()
    if how == "deleted":
        filled.path.unlink()
    else:
        os.replace(tmp_path / "other.rsis", filled.path)
    for _ in range(2):
        with pytest.raises(LostError):
            filled.commit(waiting)
    saved = rescue(filled, [], [waiting], filled.root / "saved.rsis")
    with Project.open(saved.path) as again:
        assert (again.categories(), again.images()[1:]) == (before[0], before[1][1:])  # type: ignore[index]
        assert again.images()[0].status == "done"
    with pytest.raises(ProjectError, match="a file already exists there"):
        rescue(filled, [], [waiting], saved.path)


def test_touching_the_file_or_reading_it_is_no_change(filled: Project) -> None:
    filled.commit(mark(filled, "started"))
    os.utime(filled.path)
    filled.commit(mark(filled, "done"))
    with Project.open(filled.path) as second:
        second.model = "x"
    Project.open(filled.path, read_only=True).close()
    filled.commit(mark(filled, "skipped"))
    before = content(filled)
    filled.close()
    with Project.open(filled.path) as again:
        assert content(again) == before


# ---- two programs


@pytest.mark.skipif(os.name != "posix", reason="links need a right here")
def test_a_link_to_a_project_is_the_same_project(filled: Project, tmp_path: Path) -> None:
    (tmp_path / "link.rsis").symlink_to(filled.path)
    (tmp_path / "folder").symlink_to(filled.root, target_is_directory=True)
    for path in (tmp_path / "link.rsis", tmp_path / "folder" / filled.path.name):
        assert run(OPEN, path) == "another program has this project open; close it there first"
    filled.close()
    assert run(OPEN, tmp_path / "link.rsis") == ""
    assert not list(tmp_path.rglob("*-lock"))


@pytest.mark.skipif(os.name != "posix", reason="Windows locks files otherwise")
def test_opening_a_project_twice_leaves_the_log_safe_from_a_reader(filled: Project) -> None:
    """A program that closes any file of a database gives all its locks on it up (POSIX): ours never does."""
    Project.open(filled.path).close()
    Project.open(filled.path, read_only=True).close()
    filled.commit(mark(filled, "started"))
    log = filled.path.with_name(filled.path.name + "-wal")
    assert log.stat().st_size > 0
    assert run(READ, filled.path) == "3"  # a reader that is the last to leave removes the log
    assert log.stat().st_size > 0
    filled.commit(mark(filled, "done"))
    before = content(filled)
    filled.close()
    with Project.open(filled.path) as again:
        assert content(again) == before
        assert again.images()[0].status == "done"


def test_a_drive_without_locks_is_refused_with_the_reason(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(file_locks, "lock", refuse)
    with pytest.raises(ProjectError, match="does not support file locks"):
        Project.open(project.path)
