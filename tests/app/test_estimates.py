"""How doubtful images are kept beside a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.project import Project, overview
from app.document import estimates


def test_doubt_is_largest_where_the_model_cannot_tell() -> None:
    assert overview.uncertainty([0.5]) == 1.0
    assert overview.uncertainty([0.0, 1.0]) == 0.0
    assert overview.uncertainty([0.5, 1.0]) == 0.5
    assert overview.uncertainty([]) == 0.0


def test_estimates_are_kept_by_project_and_model_and_damaged_lines_passed_over(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.rsis") as project:
        file = estimates.file_of(project, str(tmp_path / "model"))
        assert file != estimates.file_of(project, str(tmp_path / "other"))
        assert estimates.read(file) == {}
        estimates.append(file, 3, 0.25)
        estimates.append(file, 4, 0.5)
        with open(file, "a", encoding="utf-8") as lines:
            lines.write('[5, 7.0]\nno line\n[true, 0.5]\n{"a": 1}\n[3, 0.75')
        estimates.append(file, 6, 0.1)
        assert estimates.read(file) == {3: 0.25, 4: 0.5}
        estimates.append(file, 6, 0.1)
        assert estimates.read(file)[6] == 0.1
        (tmp_path / "model").mkdir()
        (tmp_path / "model" / "model.safetensors").write_bytes(b"other weights")
        assert estimates.file_of(project, str(tmp_path / "model")) != file


def test_a_cache_that_cannot_be_written_does_not_stop_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    estimates.append(tmp_path / "file" / "x.jsonl", 1, 0.5)
    assert estimates.read(tmp_path / "file" / "x.jsonl") == {}
