"""Opening a project: what is refused, what is repaired or brought up to date, and who may open it when."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import ProjectError
from annotations.files import can_write
from annotations.imaging.reading import list_images
from annotations.project import Project, locking, network_drives, schema, storage, structure, write_ahead
from annotations.project.repair import repair
from annotations.records import Category, Change, Transaction
from tests.annotations.conftest import content, remount_read_only


def test_what_is_not_a_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.rsis").write_text("hello")
    (tmp_path / "empty.rsis").write_bytes(b"")
    other = sqlite3.connect(tmp_path / "other.rsis")
    other.execute("CREATE TABLE t (x)")
    other.close()
    for name, reason in {
        "text.rsis": "not a project",
        "empty.rsis": "not a project",
        "other.rsis": "database of another program",
        "missing.rsis": "no such file",
    }.items():
        for read_only in (False, True):
            with pytest.raises(ProjectError, match=reason) as caught:
                Project.open(tmp_path / name, read_only=read_only)
            assert str(caught.value).startswith(str(tmp_path / name))
    with pytest.raises(ProjectError, match="a file already"):
        Project.create(tmp_path / "text.rsis")
    with pytest.raises(ProjectError, match=r"cannot be (made|opened)"):
        Project.create(tmp_path / "nowhere" / "p.rsis")
    with pytest.raises(ProjectError, match="not a folder"):
        Project.open_folder(tmp_path / "text.rsis")
    assert not list(tmp_path.glob("*-lock"))
    assert not list(tmp_path.glob(".*"))


def test_a_project_of_a_newer_program_is_refused_untouched(project: Project) -> None:
    project.close()
    newer = sqlite3.connect(project.path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = project.path.read_bytes()
    with pytest.raises(ProjectError, match=r"newer version of this program \(format 99"):
        Project.open(project.path)
    assert project.path.read_bytes() == before


def test_an_older_project_is_brought_up_to_date_or_left_as_it_was(
    filled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(filled)
    filled.close()
    add = "ALTER TABLE image ADD COLUMN note TEXT NOT NULL DEFAULT ''"
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, (add, "nonsense")])
    with pytest.raises(ProjectError):
        Project.open(filled.path)
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS[:-1], (add,)])
    with Project.open(filled.path) as migrated:
        assert content(migrated) == before
    raw = sqlite3.connect(filled.path)
    assert schema.version(raw) == len(schema.MIGRATIONS)
    assert raw.execute("SELECT note FROM image").fetchone() == ("",)
    raw.close()


@pytest.mark.parametrize("version", range(1, len(schema.MIGRATIONS)))
def test_a_project_of_any_older_version_can_be_read_untouched_and_is_brought_up_to_date_when_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    path = tmp_path / "old.rsis"
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:version])
        Project.create(path).close()
    raw = sqlite3.connect(path)
    with raw:
        raw.execute("INSERT INTO category (id, name, color) VALUES (7, 'cell', 66051)")
    raw.close()
    before = path.read_bytes()
    with Project.open(path, read_only=True) as project:
        assert project.categories() == (Category(7, "cell", (1, 2, 3)),)
    assert path.read_bytes() == before
    with Project.open(path) as project:
        assert project.categories() == (Category(7, "cell", (1, 2, 3)),)
    assert path.read_bytes() != before


def test_the_schema_fits_on_the_first_page_which_a_repair_can_restore(filled: Project) -> None:
    filled.close()
    header = filled.path.read_bytes()[:101]
    assert int.from_bytes(header[16:18], "big") == 4096  # the size of a page
    assert header[100] == 13  # a leaf of a table: no other page is part of the schema


def test_a_damaged_project_is_refused(filled: Project) -> None:
    filled.close()
    whole = bytearray(filled.path.read_bytes())
    for page in range(1, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    filled.path.write_bytes(whole)
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(filled.path)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE instance SET counts = x'6f6f6f6f6f6f6f6f6f6f30'",
        "UPDATE instance SET mask_width = 4000000",
        "UPDATE instance SET counts = 'text'",
        "UPDATE instance SET mask_y = -1",
        "UPDATE instance SET attributes = '[1]'",
        "UPDATE instance SET attributes = '{'",
    ],
)
def test_a_hostile_record_is_named_and_never_decoded(filled: Project, tampering: str) -> None:
    filled.close()
    raw = sqlite3.connect(filled.path)
    with raw:
        raw.execute(tampering)
    raw.close()
    with Project.open(filled.path) as project, pytest.raises(ProjectError, match="damaged: instance 1"):
        project.instances(project.images()[0].id)


# ---- who may open it


def test_the_same_program_may_open_it_twice_and_the_lock_goes_with_the_last(filled: Project) -> None:
    second = Project.open(filled.path)
    image = filled.images()[0]
    second.commit(Transaction("Done", (Change.replace(image, replace(image, status="done")),)))
    assert filled.images()[0].status == "done"
    filled.close()
    assert locking.lock_path(second.path).exists()
    second.close()
    assert not locking.lock_path(second.path).exists()


def test_what_is_open_here_is_read_without_checking_every_page_again(
    filled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[object] = []
    monkeypatch.setattr(structure, "fault", lambda connection: checked.append(connection) or "")
    with Project.open(filled.path, read_only=True) as reader:
        assert content(reader) == content(filled)
    assert not checked
    os.utime(filled.path)  # another program may have written into it
    Project.open(filled.path, read_only=True).close()
    assert len(checked) == 1
    filled.close()
    checked.clear()
    Project.open(filled.path, read_only=True).close()
    assert len(checked) == 1, "nobody has it open"
    Project.open(filled.path, read_only=True, checked=True).close()
    assert len(checked) == 1


def test_reading_beside_the_program_that_has_it_open_changes_nothing(filled: Project) -> None:
    with Project.open(filled.path, read_only=True) as reader:
        assert content(reader) == content(filled)
        with pytest.raises(ProjectError, match="cannot be written"):
            reader.model = "x"


READ = """
import sys
from annotations.project import Project
with Project.open(sys.argv[1], read_only=True) as reader:
    print(*(category.name for category in reader.categories()))
"""


def read_by_another_program(path: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.skipif(os.name != "posix", reason="only there a program loses all its locks on a file it closes")
def test_another_program_that_reads_takes_nothing_away_though_the_locks_are_lost(filled: Project) -> None:
    for name in ("", "-wal", "-shm", "-lock"):
        filled.path.with_name(
            filled.path.name + name
        ).read_bytes()  # as a file dialog does that looks at kinds
    assert read_by_another_program(filled.path) == ["cell", "dirt"]
    fibre = Category(filled.next_id("category"), "fibre", (0, 255, 0))
    filled.commit(Transaction("Add", (Change.add(fibre),)))
    assert read_by_another_program(filled.path) == ["cell", "dirt", "fibre"]
    with Project.open(filled.path, read_only=True) as reader:
        assert content(reader) == content(filled)
    before = content(filled)
    filled.close()
    assert read_by_another_program(filled.path) == ["cell", "dirt", "fibre"]
    with Project.open(filled.path, read_only=True) as reader:
        assert content(reader) == before


def test_a_disk_that_cannot_be_written_is_read_and_never_written(filled: Project, small_disk: Path) -> None:
    before = content(filled)
    filled.close()
    shutil.copytree(filled.root, small_disk, dirs_exist_ok=True)
    remount_read_only(small_disk)
    path = small_disk / "annotations.rsis"
    with Project.open(path, read_only=True) as reader:
        assert content(reader) == before
    with pytest.raises(ProjectError, match="read-only"):
        Project.open(path)
    assert not can_write(small_disk)
    with Project.open_folder(small_disk, data_folder=filled.root.parent / "data") as project:
        assert project.notice.startswith(f"{small_disk} cannot be written")
        assert [project.absolute(image) for image in project.images()] == [
            small_disk / name for name in ("a1.png", "a2.png", "sub/a10.jpg")
        ]
        assert project.instances(project.images()[0].id) == before[2][0]  # type: ignore[index]


def test_a_folder_that_cannot_be_written_keeps_its_project_in_the_data_folder(
    photos: Path, tmp_path: Path
) -> None:
    def open_it() -> Project:
        return Project.open_folder(photos, data_folder=tmp_path / "data", writable=lambda _folder: False)

    with open_it() as project:
        project.add_images(list_images(photos))
        assert project.path.is_relative_to(tmp_path / "data")
        assert str(photos) in project.notice
        assert str(project.path) in project.notice
    with open_it() as again:
        assert [again.absolute(image).exists() for image in again.images()] == [True, True, True]
    assert not (photos / "annotations.rsis").exists()


def test_the_data_folder_is_that_of_the_user(
    photos: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    with Project.open_folder(photos, writable=lambda _folder: False) as project:
        assert project.path.name.startswith("photos-")
        assert project.notice


def test_a_network_drive_is_told_from_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not network_drives.on_network_drive(tmp_path)
    monkeypatch.setattr(storage, "on_network_drive", lambda _path: True)
    with Project.create(tmp_path / "p.rsis") as project:
        project.model = "x"
        assert not (tmp_path / "p.rsis-wal").exists()
        assert project.model == "x"


# ---- two programs that create one project


def test_a_project_that_another_program_creates_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.rsis"
    migrate = schema.migrate

    def meanwhile(connection: sqlite3.Connection, *rest: int) -> None:
        migrate(connection, *rest)
        path.write_bytes(b"the other's")

    monkeypatch.setattr(schema, "migrate", meanwhile)
    with pytest.raises(ProjectError, match="a file already exists there"):
        Project.create(path)
    assert path.read_bytes() == b"the other's"
    assert [file.name for file in tmp_path.iterdir()] == ["p.rsis"]


OPEN = """
import sys
from annotations.errors import ProjectError
from annotations.project import Project
try:
    Project.open(sys.argv[1]).close()
except ProjectError as error:
    print(error.reason)
"""
CREATE = """
import sys
from annotations.errors import ProjectError
from annotations.project import Project
try:
    Project.create(sys.argv[1]).close()
except ProjectError as error:
    print(error.reason)
"""


def test_no_other_program_can_create_a_project_while_one_is_creating_it(tmp_path: Path) -> None:
    path = tmp_path / "p.rsis"
    locking.acquire(path)
    try:
        done = subprocess.run([sys.executable, "-c", CREATE, str(path)], capture_output=True, text=True)
    finally:
        locking.release(path)
    assert done.stdout.strip() == "another program has this project open; close it there first"
    assert not path.exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows replaces no open file")
def test_a_file_that_is_replaced_while_it_is_opened_is_refused(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    shutil.copyfile(filled.path, tmp_path / "other")
    connect = storage.connect_raw

    def replaced(path: Path, how: str) -> sqlite3.Connection:
        connection = connect(path, how)
        os.replace(tmp_path / "other", filled.path)
        return connection

    monkeypatch.setattr(storage, "connect_raw", replaced)
    with pytest.raises(ProjectError, match="another program has replaced it"):
        Project.open(filled.path)
    assert not locking.is_held(filled.path)


# ---- logs that a crash left


def crashed(project: Project) -> dict[str, bytes]:
    """Close the project; return the logs that a crash before this would have left beside it."""
    files = {path.name: path.read_bytes() for path in project.root.glob("annotations.rsis-?*")}
    project.close()
    return {name: data for name, data in files.items() if not name.endswith("-lock")}


def test_a_new_project_does_not_take_in_the_log_of_an_earlier_one_with_its_name(filled: Project) -> None:
    logs = crashed(filled)
    filled.path.unlink()
    for name, data in logs.items():
        (filled.root / name).write_bytes(data)
    with Project.create(filled.path) as fresh:
        assert fresh.categories() == ()
    aside = [path.read_bytes() for path in filled.root.glob("annotations.left-*-wal")]
    assert aside == [logs["annotations.rsis-wal"]]


def test_a_backup_put_back_does_not_take_in_the_log_of_the_file_it_replaces(filled: Project) -> None:
    backup = filled.back_up(only_when_due=False)
    assert backup is not None
    before = content(filled)
    fibre = Category(filled.next_id("category"), "fibre", (0, 255, 0))
    filled.commit(Transaction("Add", (Change.add(fibre),)))
    logs = crashed(filled)
    shutil.copyfile(backup, filled.path)
    for name, data in logs.items():
        (filled.root / name).write_bytes(data)
    with Project.open(filled.path) as again:
        assert content(again) == before


def test_the_log_that_a_crash_left_is_taken_in_by_its_own_project(filled: Project) -> None:
    before = content(filled)
    file = filled.path.read_bytes()
    logs = crashed(filled)
    filled.path.write_bytes(file)
    for name, data in logs.items():
        (filled.root / name).write_bytes(data)
    with Project.open(filled.path) as again:
        assert content(again) == before


def copy_of(path: Path, target: Path) -> None:
    """Copy an open project as a person would: the file and the logs beside it."""
    target.mkdir()
    for name in ("annotations.rsis", "annotations.rsis-wal"):
        shutil.copyfile(path.with_name(name), target / name)


def add(project: Project, *names: str) -> None:
    """Commit each category on its own."""
    for name in names:
        category = Category(project.next_id("category"), name, (1, 2, 3))
        project.commit(Transaction("Add", (Change.add(category),)))


def put_back(project: Path, *files: Path) -> None:
    for path in project.parent.glob("annotations.rsis-?*"):
        path.unlink()
    for path in files:
        shutil.copyfile(path, project.with_name(path.name))


@pytest.mark.parametrize("how", ["open", "read only", "repair"])
def test_an_earlier_log_put_back_beside_a_later_file_is_not_taken_in(
    filled: Project, tmp_path: Path, how: str
) -> None:
    add(filled, "early")
    copy_of(filled.path, tmp_path / "early")
    filled.close()
    with Project.open(filled.path) as again:
        add(again, "late")
        before = content(again)
    with Project.open(filled.path) as again:  # whose file is left in the state of an open one
        copy_of(again.path, tmp_path / "late")
    put_back(filled.path, tmp_path / "late/annotations.rsis", tmp_path / "early/annotations.rsis-wal")
    if how == "repair":
        assert repair(filled.path).lost == ()
    with Project.open(filled.path, read_only=how == "read only") as again:
        assert content(again) == before
    log = (tmp_path / "early/annotations.rsis-wal").read_bytes()
    assert log in [path.read_bytes() for path in filled.root.glob("annotations.*wal")]  # it is kept


def unmarked(path: Path) -> None:
    """Make the file like one of a program that did not mark its logs."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM setting WHERE name = ?", (write_ahead.MARK,))


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("older", [False, True])
def test_the_log_of_a_first_session_is_not_taken_in_by_another_project(
    filled: Project, tmp_path: Path, older: bool, read_only: bool
) -> None:
    logs = crashed(filled)
    with Project.create(tmp_path / "other.rsis") as other:
        before = content(other)
    if older:
        unmarked(other.path)
    put_back(filled.path)
    shutil.copyfile(other.path, filled.path)
    for name, data in logs.items():
        (filled.root / name).write_bytes(data)
    with Project.open(filled.path, read_only=read_only) as opened:
        assert content(opened) == before


def test_an_earlier_copy_of_an_older_project_does_not_take_in_the_log_of_its_first_session_here(
    filled: Project, tmp_path: Path
) -> None:
    filled.close()
    unmarked(filled.path)
    shutil.copyfile(filled.path, tmp_path / "copy.rsis")
    with Project.open(tmp_path / "copy.rsis", read_only=True) as copy:
        before = content(copy)
    again = Project.open(filled.path)
    add(again, "later")
    logs = crashed(again)
    shutil.copyfile(tmp_path / "copy.rsis", filled.path)
    for name, data in logs.items():
        (filled.root / name).write_bytes(data)
    with Project.open(filled.path) as opened:
        assert content(opened) == before


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("changes_first_page", [False, True])
def test_the_journal_of_a_crash_on_a_network_drive_is_used_for_its_own_file_only(
    filled: Project,
    tmp_path: Path,
    changes_first_page: bool,
    own: bool,
    read_only: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(storage, "on_network_drive", lambda _path: True)
    filled.close()
    with Project.open(filled.path) as again:
        backup = again.back_up(only_when_due=False)
        assert backup is not None
        add(again, *(f"category {number}" for number in range(60)))
        before = content(again)
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 2")  # so that pages reach the file before the end
        connection.execute("BEGIN IMMEDIATE")
        if changes_first_page:
            ((version,),) = connection.execute("PRAGMA user_version")
            connection.execute(f"PRAGMA user_version = {version + 1}")
        for table in ("history", "category", "instance"):
            connection.execute(f"DELETE FROM {table}")
        for path in filled.root.glob("annotations.rsis*"):
            shutil.copyfile(path, tmp_path / f"left-{path.name}")
        connection.rollback()
    put_back(filled.path)
    shutil.copyfile(tmp_path / "left-annotations.rsis" if own else backup, filled.path)
    journal = tmp_path / "left-annotations.rsis-journal"
    shutil.copyfile(journal, filled.root / "annotations.rsis-journal")
    if not own:
        with Project.open(backup, read_only=True) as kept:
            before = content(kept)
    with Project.open(filled.path, read_only=read_only) as opened:
        assert content(opened) == before


@pytest.mark.parametrize("how", ["open", "read only"])
def test_an_earlier_file_put_back_does_not_take_in_a_later_log(
    filled: Project, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_ahead, "LARGEST", 0)  # each commit is copied into the file
    add(filled, "early")
    before = content(filled)
    copy_of(filled.path, tmp_path / "early")
    add(filled, "late")
    monkeypatch.undo()
    add(filled, "latest")
    logs = crashed(filled)
    put_back(filled.path, tmp_path / "early/annotations.rsis")
    for name, data in logs.items():
        (filled.root / name).write_bytes(data)
    with Project.open(filled.path, read_only=how == "read only") as again:
        assert content(again) == before


@pytest.mark.parametrize("largest", [0, 20_000, 2**40])
def test_a_copy_of_an_open_project_with_its_log_has_everything(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    monkeypatch.setattr(write_ahead, "LARGEST", largest)
    for number in range(12):
        add(filled, f"kind {number}")
        place = tmp_path / str(number)
        copy_of(filled.path, place)
        with Project.open(place / "annotations.rsis") as copied:
            assert [c.name for c in copied.categories()][2:] == [f"kind {n}" for n in range(number + 1)]
            add(copied, "more")
        with Project.open(place / "annotations.rsis", read_only=True) as copied:
            assert copied.categories()[-1].name == "more"
        assert [path.name for path in place.iterdir()] == ["annotations.rsis"]


def test_a_log_stays_small(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_ahead, "LARGEST", 100_000)
    for number in range(30):
        add(project, f"kind {number}")
        assert (write_ahead.size(project.path) or 0) <= 200_000


# ---- one file with two names


@pytest.mark.skipif(not hasattr(os, "link"), reason="no hard links here")
def test_a_file_that_is_open_under_another_name_is_refused(filled: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = tmp_path / "elsewhere" / "other.rsis"
    os.link(filled.path, other)
    refused = "this project is open under another name of the same file; close it there first"
    with pytest.raises(ProjectError, match=refused):
        Project.open(other)
    done = subprocess.run([sys.executable, "-c", OPEN, str(other)], capture_output=True, text=True)
    assert done.stdout.strip() == refused
    before = content(filled)
    filled.close()
    with Project.open(other) as again:
        assert content(again) == before
        with pytest.raises(ProjectError, match=refused):
            Project.open(filled.path)
    assert not list(tmp_path.rglob("*-lock"))
    assert list(locking.folder().iterdir()) == []


def test_a_log_under_one_name_is_not_taken_in_after_work_under_the_other(
    filled: Project, tmp_path: Path
) -> None:
    other = tmp_path / "other.rsis"
    add(filled, "lost with its name")
    logs = crashed(filled)
    os.link(filled.path, other)
    with Project.open(other) as again:
        add(again, "later")
        before = content(again)
    for name, data in logs.items():
        (filled.root / name).write_bytes(data)
    with Project.open(filled.path) as again:
        assert content(again) == before


def test_the_lock_of_a_killed_program_does_not_matter_and_is_removed(project: Project) -> None:
    project.close()
    locking.folder().mkdir(parents=True, exist_ok=True)
    found = os.stat(project.path)
    (locking.folder() / f"{found.st_dev:x}-{found.st_ino:x}").touch()
    (locking.folder() / "1-2").touch()
    with Project.open(project.path):
        assert [path.name for path in locking.folder().iterdir()] == [f"{found.st_dev:x}-{found.st_ino:x}"]
