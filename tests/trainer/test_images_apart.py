"""Labels in one folder and their images in another: every command that takes data takes the folder of the images."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from annotations import cli
from annotations.imaging.reading import list_images
from annotations.project import Project
from annotations.records import Change, Transaction
from rsis_model.checkpoint import save_checkpoint
from rsis_model.model import RSIS
from tests.trainer.conftest import TINY, draw_cells, toml_of
from trainer.cli import main


@pytest.fixture
def apart(tmp_path: Path) -> tuple[Path, Path]:
    """A COCO file of four images of drawn cells, and the folder elsewhere that has the images."""
    cells = draw_cells(tmp_path / "cells", 4)
    whole = cells / "labels.json"
    convert = ["convert", str(cells), "--from", "label-maps", "--to", "coco", "--output", str(whole)]
    assert cli.main(convert) == 0
    content = json.loads(whole.read_text())
    for image in content["images"]:
        image["file_name"] = Path(image["file_name"]).name
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "labels.json").write_text(json.dumps(content))
    return tmp_path / "labels" / "labels.json", (cells / "images").rename(tmp_path / "elsewhere")


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    save_checkpoint(RSIS(TINY.model), tmp_path / "c", "card")
    return tmp_path / "c"


@pytest.fixture
def tiny(tmp_path: Path) -> list[object]:
    """Options of a training of two iterations."""
    path = tmp_path / "tiny.toml"
    path.write_text(
        toml_of(dataclasses.replace(TINY, iterations=2, replay=0.5, curriculum=False)), encoding="utf-8"
    )
    return ["--config", path]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[Any, str]:
    """Run the command; return its exit code or what `--json` printed, and its messages."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([*map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    return (json.loads(out) if ended.value.code == 0 else ended.value.code), err


def test_scoring(apart: tuple[Path, Path], checkpoint: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels, images = apart
    for command in ("evaluate", "simulate"):
        chosen = (command, "--checkpoint", checkpoint, "--data", labels)
        assert run(capsys, *chosen)[0] == 1
        assert run(capsys, *chosen, "--images", images)[0]["images"] == 4


def test_training_and_the_replay_of_its_images(
    apart: tuple[Path, Path], tiny: list[object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels, images = apart
    run_folder = tmp_path / "run"
    train = [
        "train",
        "--preset",
        "starter",
        *tiny,
        "--data",
        labels,
        "--images",
        images,
        "--output",
        run_folder,
    ]
    result, said = run(capsys, *train, "--validation", labels, "--images-of-validation", tmp_path / "nowhere")
    assert result == 1
    assert "nowhere: no such image folder" in said
    result, said = run(capsys, *train)
    assert result != 1, said
    with Project.create(images / "p.rsis") as project:
        project.add_images(list_images(images))
        done = [dataclasses.replace(image, status="done") for image in project.images()]
        project.commit(Transaction("Done", tuple(map(Change.replace, project.images(), done))))
    finetune = ("finetune", *tiny, "--project", images / "p.rsis", "--output", tmp_path / "fine")
    _, said = run(capsys, *finetune, "--checkpoint", run_folder / "checkpoint")
    assert f"Replaying 4 images of {labels}" in " ".join(said.split())
    other = ("--replay-data", labels, "--images", tmp_path / "nowhere")
    _, said = run(capsys, *finetune, "--checkpoint", run_folder / "checkpoint", *other)
    assert "nowhere: no such image folder" in said


def test_an_image_folder_makes_no_sense_for_a_project(
    tmp_path: Path, checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ("evaluate", "--checkpoint", checkpoint, "--data", tmp_path / "p.rsis", "--images", tmp_path)
    assert "a project knows where its images are" in run(capsys, *chosen)[1]
