"""On the command line a SAM of the hub is described, and fetched only if the person agrees."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.start_up import sam_source
from rsis_model import CheckpointError
from rsis_model.sam import hub
from rsis_model.sam.hub import Offer

OFFER = Offer(
    "a/b", "a/b", "1", "", (("x.encoder.onnx", 2_500_000), ("x.decoder.onnx", 500_000)), "", "https://h/a/b"
)


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[Offer]:
    found: list[Offer] = []

    def fetch(offer: Offer, home: Path) -> Path:
        found.append(offer)
        return home / "a--b"

    monkeypatch.setattr(hub, "look_up", lambda name: OFFER)
    monkeypatch.setattr(hub, "fetch", fetch)
    return found


def test_a_folder_is_taken_as_it_is(tmp_path: Path, fetched: list[Offer]) -> None:
    assert sam_source.resolve(str(tmp_path), lambda words: False) == tmp_path


@pytest.mark.parametrize(
    ("typed", "agrees"), [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_nothing_is_fetched_unless_the_person_agrees(
    typed: str,
    agrees: bool,
    fetched: list[Offer],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    if agrees:
        assert sam_source.resolve("a/b", sam_source.agrees_on_the_terminal) == sam_source.home() / "a--b"
    else:
        with pytest.raises(SystemExit):
            sam_source.resolve("a/b", sam_source.agrees_on_the_terminal)
    assert fetched == ([OFFER] if agrees else [])
    said = capsys.readouterr().out
    assert "2 files, 3.0 MB. Licence: not stated; look there. They come from https://h/a/b" in said


def test_a_folder_that_is_not_there_is_no_question_for_the_hub(fetched: list[Offer]) -> None:
    assert sam_source.resolve("/no/such/folder", lambda words: False) == Path("/no/such/folder")


def test_the_command_ends_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app import cli

    def unreachable(name: str) -> Offer:
        raise CheckpointError("{name}: the hub could not be reached.", name=name)

    monkeypatch.setattr(hub, "look_up", unreachable)
    assert cli.main(["--sam", "a/b"]) == 1
    assert "rsis-annotator: a/b: the hub could not be reached." in capsys.readouterr().err
