"""What is at a target is whole: the old or the new, never a half."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from annotations import files
from annotations.errors import AnnotationError, FormatError, explain
from annotations.files import atomic_file, atomic_folder, can_write


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.bin"
    with atomic_file(target) as file:
        file.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.bin"
    target.write_bytes(b"old")
    with pytest.raises(TypeError), atomic_file(target) as file:
        file.write(b"half" + "text")  # type: ignore[operator]
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_appears_when_it_is_whole(tmp_path: Path) -> None:
    with atomic_folder(tmp_path / "out") as folder:
        (folder / "a").write_text("a")
        assert not (tmp_path / "out").exists()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a"]


def test_a_failure_leaves_no_folder(tmp_path: Path) -> None:
    with (
        pytest.raises(FormatError, match="no such file or folder"),
        atomic_folder(tmp_path / "out") as folder,
    ):
        (folder / "not there" / "a").write_text("a")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_place_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(FormatError, match="it already exists"), atomic_folder(tmp_path / "out"):
        pass


def test_writing_is_found_out_by_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_write(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not can_write(tmp_path / "missing")

    def refuse(*_arguments: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(files.os, "open", refuse)
    assert not can_write(tmp_path)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "x"), "the disk is full"),
        (OSError(errno.EROFS, "x"), "the disk is read-only"),
        (OSError(errno.ENOTEMPTY, "Directory not empty"), "Directory not empty"),
        (OSError("odd"), "odd"),
        (MemoryError(), "not enough memory"),
        (ValueError(), "ValueError"),
    ],
)
def test_an_error_is_said_in_words(error: Exception, words: str) -> None:
    assert explain(error) == words


def test_an_annotation_error_names_file_and_reason() -> None:
    error = AnnotationError(Path("a/b.png"), "it is gone")
    assert (str(error), error.path, error.reason) == (
        f"{Path('a/b.png')}: it is gone",
        "a/b.png",
        "it is gone",
    )
