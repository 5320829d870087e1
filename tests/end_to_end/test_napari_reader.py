"""The reader for napari gives layers as napari takes them, without napari."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotations.formats.table import FORMATS
from annotations.importing import import_into
from annotations.project import Project
from tests.trainer.conftest import draw_cells

PACKAGE = Path(__file__).resolve().parents[2] / "examples" / "napari"


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PACKAGE))
    yield importlib.import_module("napari_rsis")
    del sys.modules["napari_rsis"]


def test_a_project_becomes_layers_of_images_and_labels(reader: Any, tmp_path: Path) -> None:
    read = FORMATS["label-maps"].reader
    assert read is not None
    cells = draw_cells(tmp_path / "cells", 2)
    with Project.create(tmp_path / "p.rsis") as project:
        import_into(project, read(cells))
        images = project.images()
        (cells / "images" / Path(images[1].path).name).unlink()
        expected = [{i.id: i.mask.area for i in project.instances(image.id)} for image in images]
    assert reader.get_reader("photo.png") is None
    layers = reader.get_reader(str(tmp_path / "p.rsis"))([str(tmp_path / "p.rsis")])
    assert [kind for _, _, kind in layers] == ["image", "labels", "labels"]
    labels = [(pixels, options) for pixels, options, kind in layers if kind == "labels"]
    for (pixels, options), areas in zip(labels, expected, strict=True):
        values, counts = np.unique(pixels[pixels > 0], return_counts=True)
        assert dict(zip(values.tolist(), counts.tolist(), strict=True)) == areas
        assert options["features"]["index"] == [0, *areas]
