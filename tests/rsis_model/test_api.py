"""The documented API: the worked example runs as it stands, and the page's calls are there."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import resources
from rsis_model import RSIS, ModelConfig, Predictor
from tests.rsis_model.conftest import GUIDED

Build = Callable[[ModelConfig], RSIS]
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_worked_example_is_the_page_s_and_writes_masks_of_the_image_s_size(tmp_path: Path) -> None:
    script = (ROOT / "examples" / "masks.py").read_text(encoding="utf-8")
    shown = re.search(r"```python\n(image, .*?)```", PAGE, re.DOTALL)
    assert shown is not None and script.endswith(shown.group(1))
    photo = resources.sample_photos()[0]
    arguments = [str(photo), str(resources.starter_checkpoint()), str(tmp_path / "masks")]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", str(ROOT / "examples" / "masks.py"), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    masks = [np.array(Image.open(path)) for path in sorted((tmp_path / "masks").iterdir())]
    assert len(masks) > 3
    with Image.open(photo) as image:
        assert all(mask.shape == image.size[::-1] and mask.any() for mask in masks)


def test_every_call_that_the_page_lists_is_there_with_its_arguments() -> None:
    calls = re.findall(r"^\| `(?:Predictor\.)?(\w+)\(([^`]*)\)`", PAGE, re.MULTILINE)
    assert len(calls) > 8
    for name, arguments in calls:
        known = inspect.signature(getattr(Predictor, name)).parameters
        for named in re.findall(r"(\w+)=", re.sub(r"\[.*?\]|\(.*?\)", "", arguments)):
            assert named in known, (name, named)


@torch.no_grad()
def test_the_network_answers_with_the_shapes_that_the_page_gives(build: Build) -> None:
    model = build(GUIDED)
    pyramid = model.encode(torch.randn(2, 3, 64, 96))
    step, state = model.step(pyramid, model.initial_state(pyramid))
    assert step.mask_logits.shape == (2, 64, 96)
    assert step.category_logits.shape == (2, 2)
    assert step.boxes.shape == (2, 4)
    assert step.objectness_logits.shape == (2,)
    assert state.steps == 1
