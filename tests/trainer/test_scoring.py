"""`evaluate`, `simulate` and `predict` as commands: what they say of data that they cannot use as it is."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from rsis_model.checkpoint import save_checkpoint
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from rsis_model.questions import Asking
from rsis_model.scene import Proposal
from tests.trainer.conftest import TINY
from trainer.cli import main
from trainer.commands.training import read_training
from trainer.data.mixture import read_mixture

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


def test_an_image_gets_no_more_proposals_than_allowed(
    cells: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def proposing(self: Predictor, scene: Any, state: Any) -> Asking[tuple[Proposal, Any]]:
        yield from ()
        asked.append(scene)
        patch = np.ones((9, 9), dtype=bool)
        return Proposal(patch, (0, 0), (48, 48), (0, 0, 9, 9), "cell", {"cell": 1.0}, 1.0, None, -1), state

    monkeypatch.setattr(Predictor, "proposing", proposing)
    run("evaluate", "--data", cells, "--limit", 2, "--most", 7)
    assert len(asked) == 2 * 7


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


@pytest.mark.parametrize("command", ["evaluate", "simulate", "analyze", "ablate"])
@pytest.mark.parametrize("limit", ["0", "-1", "1.5"])
def test_a_limit_is_at_least_one(run: Any, command: str, limit: str) -> None:
    code, answer, _ = run(command, "--limit", limit)
    assert code == 2
    assert f"{limit} is not a whole number of at least 1" in answer["error"]


@pytest.fixture
def sided(cells: Path) -> Path:
    """A YOLO set with a training, a validation and a test side; nothing says what is on the last."""
    for number, side in enumerate(("train", "train", "val", "test")):
        place = cells.parent / "yolo" / "images" / side / f"{number}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((cells / "images" / f"cell{number}.png").read_bytes())
        labels = cells.parent / "yolo" / "labels" / side / f"{number}.txt"
        labels.parent.mkdir(parents=True, exist_ok=True)
        if side != "test":
            labels.write_text("0 0.1 0.1 0.4 0.1 0.4 0.4 0.1 0.4\n")
    said = "".join(f"{side}: images/{side}\n" for side in ("train", "val", "test"))
    (cells.parent / "yolo" / "data.yaml").write_text(f"{said}names: [cell]\n")
    return cells.parent / "yolo"


@pytest.mark.parametrize("source", ["", "data.yaml"])
def test_images_of_which_nothing_is_said_are_not_scored_as_empty(sided: Path, run: Any, source: str) -> None:
    code, answer, said = run("evaluate", "--data", sided / source)
    assert (code, answer["images"]) == (0, 3)
    assert "left out: " in said
    assert "nothing says what is in it" in said
    assert "it has the sides train, val; all are used" in said
    code, answer, said = run("evaluate", "--data", sided / source, "--side", "val")
    assert (code, answer["images"]) == (0, 1)
    code, answer, said = run("evaluate", "--data", sided / source, "--side", "test")
    assert code == 1
    assert "no annotated image on the side 'test'; its sides: train, val" in answer["error"]


@pytest.mark.parametrize("validation", [None, "0.5"])
def test_validation_images_of_the_data_are_not_trained_on(sided: Path, validation: str | None) -> None:
    options = argparse.Namespace(
        data=str(sided / "data.yaml"), format=None, split=None, validation=validation, images=None
    )
    training, validating, _, config = read_training(options, TINY)
    names = [{sample.path.name for sample in samples} for samples in (training, validating)]
    if validation is None:
        assert names == [{"0.png", "1.png"}, {"2.png"}]
    else:
        assert names[0] | names[1] == {"0.png", "1.png"}
        assert len(validating) == 1
    assert config.model.categories == ("cell",)


def test_a_mixture_uses_the_own_sides_of_its_sets(sided: Path, tmp_path: Path) -> None:
    (tmp_path / "mixture.toml").write_text(f'[[set]]\ndata = "{sided}"\n')
    mixture = read_mixture(tmp_path / "mixture.toml", None, ("cell",))
    assert [sample.path.name for sample in mixture.training] == ["0.png", "1.png"]
    assert [sample.path.name for sample in mixture.validation] == ["2.png"]


def test_images_elsewhere_are_named_by_their_folder(cells: Path, run: Any) -> None:
    content = _coco(cells)
    content["images"][0]["file_name"] = "cell0.png"
    (cells.parent / "far").mkdir()
    (cells.parent / "far" / "data.json").write_text(json.dumps(content))
    assert run("evaluate", "--data", cells.parent / "far" / "data.json")[0] == 1
    code, answer, _ = run(
        "evaluate", "--data", cells.parent / "far" / "data.json", "--images", cells / "images"
    )
    assert (code, answer["images"]) == (0, 1)


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
