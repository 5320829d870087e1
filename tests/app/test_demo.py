"""The demo gives a fresh copy of the bundled photos; what the person does to it touches nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import resources
from annotations.imaging.reading import image_size
from app.demo import prepare_demo


def test_the_demo_is_a_copy_of_every_bundled_photo() -> None:
    folder = prepare_demo()
    assert [path.name for path in sorted(folder.iterdir())] == [p.name for p in resources.sample_photos()]


def test_a_second_demo_is_fresh_and_the_first_one_stays() -> None:
    first = prepare_demo()
    next(first.iterdir()).unlink()
    second = prepare_demo()
    assert second != first
    assert len(list(second.iterdir())) == len(list(first.iterdir())) + 1


def test_without_a_data_folder_the_demo_is_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = prepare_demo()
    assert folder.parent == tmp_path
    assert len(list(folder.iterdir())) == len(resources.sample_photos())


def test_at_least_twelve_photos_are_bundled_and_none_was_trained_on() -> None:
    photos = resources.sample_photos()
    assert len(photos) >= 12
    split = json.loads((Path(resources.__file__).parent / "splits" / "nuclei.json").read_text())
    test = {name for names in split["test"].values() for name in names}
    for photo in photos:
        assert photo.name.split("-")[-1] in test
        assert min(image_size(photo)) >= 256


def test_the_photos_licence_lies_beside_them() -> None:
    licence = (Path(resources.__file__).parent / "photos" / "LICENSE.md").read_text(encoding="utf-8")
    assert "CC0" in licence
    assert "BBBC038" in licence
