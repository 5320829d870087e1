"""`evaluate`, `simulate` and `predict` as commands: what they say of data that they cannot use as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from rsis_model.checkpoint import save_checkpoint
from rsis_model.model import RSIS
from tests.trainer.conftest import TINY
from trainer.cli import main

Answer = tuple[int, dict[str, Any], str]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command with a tiny checkpoint and --json: exit code, the object on stdout, stderr in one line."""
    save_checkpoint(RSIS(TINY.model), tmp_path / "checkpoint", "card")

    def call(*arguments: object) -> Answer:
        with pytest.raises(SystemExit) as stop:
            main([*map(str, arguments), "--checkpoint", str(tmp_path / "checkpoint"), "--json"])
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), json.loads(out, parse_constant=pytest.fail), " ".join(err.split())

    return call


@pytest.mark.parametrize("command", ["evaluate", "simulate"])
def test_without_an_instance_there_is_no_score(cells: Path, run: Any, command: str) -> None:
    for path in (cells / "labels").iterdir():
        Image.fromarray(np.zeros((48, 48), np.uint8)).save(path)
    code, answer, said = run(command, "--data", cells)
    assert code == 1
    assert set(answer) == {"error"}
    assert "6 images, none with an instance" in answer["error"]
    assert "6 images, none with an instance" in said


def test_only_what_is_left_out_is_said_to_be(cells: Path, run: Any) -> None:
    (cells / "data.json").write_text(json.dumps(_coco(cells)))
    code, answer, said = run("evaluate", "--data", cells / "data.json")
    assert (code, answer["images"]) == (0, 1)
    assert "note: " in said
    assert "does not know the categories unicorn" in said
    assert "left out" not in said


def test_many_images_that_break_are_one_line(cells: Path, run: Any) -> None:
    for number in range(5):
        path = cells / "images" / f"cell{number}.png"
        path.write_bytes(path.read_bytes()[:200])
    code, answer, said = run("evaluate", "--data", cells)
    assert (code, answer["images"]) == (0, 1)
    assert said.count("left out: ") == 1
    assert "(and 4 more places like it)" in said


def test_wrong_usage_is_json_too(run: Any) -> None:
    code, answer, said = run("evaluate")
    assert code == 2
    assert "--data" in answer["error"]
    assert "usage:" in said


def _coco(cells: Path) -> dict[str, Any]:
    ring = [4, 4, 20, 4, 20, 20, 4, 20]
    return {
        "images": [{"id": 1, "file_name": "images/cell0.png", "width": 48, "height": 48}],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 1, "segmentation": [ring], "iscrowd": 0,
             "bbox": [4, 4, 16, 16], "area": 256}
        ],
        "categories": [{"id": 1, "name": "unicorn"}],
    }  # fmt: skip
