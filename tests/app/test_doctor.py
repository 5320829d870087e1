"""The doctor names what is missing and what helps, and breaks at nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from app import doctor
from app.doctor import Finding


def by_name(found: list[Finding]) -> dict[str, Finding]:
    return {finding.name: finding for finding in found}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyTorch and the models are asked in the test of the command; here a short answer stands for them."""
    monkeypatch.setattr(doctor, "_TORCH", "print('2.9 on cpu')")
    monkeypatch.setattr(doctor, "_MODEL", "print('4.3 million parameters')")


def test_a_machine_that_has_everything_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main() == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    assert "0 problems found." in said
    for name in ("packages", "data folder", "Qt", "PyTorch", "model starter", "model anything"):
        assert f"{name}: " in said


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        ("ImportError: libEGL.so.1: cannot open shared object file: No such file or directory", "libegl1"),
        ("ImportError: libodd.so.7: cannot open shared object file: No such file or directory", "libodd.so.7"),
        ("qt.qpa.plugin: Could not load the Qt platform plugin \"xcb\" in \"\" even though it was found.", "README"),
        ("ModuleNotFoundError: No module named 'PySide6'", "pip install"),
    ],
)  # fmt: skip
def test_a_library_that_qt_lacks_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, error: str, remedy: str
) -> None:
    monkeypatch.setattr(doctor, "_QT", f"raise SystemExit({error!r})")
    found = by_name(list(doctor.findings()))["Qt"]
    assert found.problem
    assert remedy in found.remedy


def test_a_folder_that_cannot_be_written_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(doctor.places, "data_folder", lambda: tmp_path / "file" / "data")
    found = by_name(list(doctor.findings()))["data folder"]
    assert found.problem
    assert "cannot be written" in found.text


def test_a_missing_model_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    real = resources.bundled_checkpoint
    monkeypatch.setattr(
        resources, "bundled_checkpoint", lambda name: None if name == "anything" else real(name)
    )
    found = by_name(list(doctor.findings()))
    assert found["model anything"].problem
    assert not found["model starter"].problem


def test_what_does_not_answer_is_a_problem_and_the_rest_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_TORCH", "import time; time.sleep(60)")
    monkeypatch.setattr(doctor, "SECONDS", 0.5)
    monkeypatch.setattr(doctor, "_QT", "print('6.8')")
    found = by_name(list(doctor.findings()))
    assert found["PyTorch"].problem
    assert "did not answer" in found["PyTorch"].text
    assert "not tried" in found["model starter"].text


def test_without_a_screen_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    found = by_name(list(doctor.findings()))
    assert found["screen"].problem
    assert not found["Qt"].problem
