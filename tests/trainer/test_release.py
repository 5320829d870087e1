"""A release finds out how sure the model usually is of the first thing it sees, and stores it with the model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from annotations.masks import Mask
from rsis_model.checkpoint import load_checkpoint
from rsis_model.model import RSIS
from rsis_model.predictor import Predictor
from tests.trainer.conftest import TINY
from trainer import release
from trainer.data.samples import Sample
from trainer.data.sources import read_samples
from trainer.evaluation import evaluate
from trainer.evaluation.usual import sure_objectness, usual_objectness
from trainer.run.folder import Progress, RunFolder


class Sure:
    """Is as sure of the first thing in each picture as it is told, in turn; None: it sees nothing there."""

    def __init__(self, values: Sequence[float | None]) -> None:
        self._values = iter(values)

    def open(self, _image: object) -> None: ...

    def propose(self, _scene: object) -> tuple[Any, None]:
        value = next(self._values)
        return (None if value is None else SimpleNamespace(objectness=value)), None


def usual(tmp_path: Path, values: Sequence[float | None]) -> float:
    path = tmp_path / "image.png"
    Image.fromarray(np.zeros((4, 4, 3), np.uint8)).save(path)
    return usual_objectness(Sure(values), [path] * len(values))  # type: ignore[arg-type]


def test_one_picture_in_fifty_is_less_sure_than_usual(tmp_path: Path) -> None:
    values = [0.5 + number / 200 for number in range(100)]
    found = usual(tmp_path, values[::-1])
    assert found == 0.51
    assert sum(value < found for value in values) == 2


def test_pictures_without_a_proposal_say_nothing_of_it(tmp_path: Path) -> None:
    assert usual(tmp_path, [0.7, None, 0.7, None]) == 0.7
    assert usual(tmp_path, [None, None]) == 0.0
    assert usual(tmp_path, []) == 0.0


class Proposes:
    """Proposes the masks that it is told in turn, at its objectness each."""

    def __init__(self, told: Sequence[tuple[float, np.ndarray]]) -> None:
        self._told = told

    def open(self, _image: object) -> None: ...

    def initial_state(self, _scene: object) -> int:
        return 0

    def propose(self, _scene: object, at: int) -> tuple[Any, int]:
        if at >= len(self._told):
            return None, at
        objectness, mask = self._told[at]
        patch = SimpleNamespace(objectness=objectness, mask=mask, patch=mask, origin=(0, 0), size=mask.shape)
        return patch, at

    def accept(self, _scene: object, at: int, _mask: object) -> int:
        return at + 1


def test_proposals_are_sure_from_where_nearly_all_are_right(tmp_path: Path) -> None:
    path = tmp_path / "image.png"
    Image.fromarray(np.zeros((8, 8, 3), np.uint8)).save(path)
    right, wrong = np.zeros((2, 8, 8), dtype=bool)
    right[:4], wrong[4:] = True, True
    sample = Sample(path, (Mask.from_array(right),), (0,))

    def sure(*told: tuple[float, np.ndarray]) -> float:
        return sure_objectness(Proposes(told), [sample])  # type: ignore[arg-type]

    assert sure((0.9, right), (0.8, right), (0.7, wrong)) == 0.8
    assert sure((0.9, right), (0.8, wrong), (0.7, right)) == 0.9
    assert sure((0.9, wrong), (0.8, right)) == 0.0
    assert sure() == 0.0


def test_a_release_stores_what_is_usual_on_the_validation_images_of_the_stored_file(
    cells: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = read_samples(cells, None, ("cell",))
    run = RunFolder(tmp_path / "run")
    run.write_config(TINY)
    model = RSIS(TINY.model)
    torch.nn.init.constant_(model.decoder.mask_head.bias, 5.0)  # all of the image is its first proposal
    run.save_last(Progress(), model, None, torch.optim.Adam(model.parameters()))
    names = [sample.path.name for sample in data.samples]
    split = {"train": {"cell": names[:2]}, "validation": {"cell": names[2:5]}, "test": {"cell": names[5:]}}
    (tmp_path / "split.json").write_text(json.dumps(split))
    mixture = tmp_path / "mixture.toml"
    mixture.write_text(
        f'[[set]]\nname = "cell"\ndata = "{cells}"\nsplit = "{tmp_path / "split.json"}"\nterms = "CC0"\n'
    )
    monkeypatch.setattr(evaluate, "THRESHOLDS", (0.001,))  # it has learned nothing and is sure of nothing
    output = tmp_path / "released"
    release.main(
        ["--run", str(run.path), "--data", str(mixture), "--output", str(output), "--title", "Cells"]
    )
    stored = load_checkpoint(output)
    paths = [sample.path for sample in data.samples[2:5]]
    assert 0 < stored.config.usual_objectness == usual_objectness(Predictor(stored, "cpu"), paths)
    card = (output / "README.md").read_text()
    assert card.startswith("# Cells")
    assert f"| usual objectness | {stored.config.usual_objectness:.4f} |" in card
    assert "- cell: 2 images (CC0)" in card
    assert "| cell, 1 test images | f50 " in card
