"""The folders and models that the whole program is tested with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

import resources
from app.assist.link import DEFAULT_FACTORY
from tests.end_to_end.person import Person


@dataclass(frozen=True)
class Setup:
    """A folder of pictures, and the model that proposes in it."""

    folder: Path
    checkpoint: Path
    factory: str


@pytest.fixture(params=["stand-in", "starter"])
def setup(request: pytest.FixtureRequest, tmp_path: Path) -> Setup:
    """Drawn pictures with the stand-in for the network; bundled photos with the starter model."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    if request.param == "stand-in":
        draw_picture(folder / "drawn.png", objects=12)
        return Setup(folder, tmp_path, "tests.app.assist.stand_in:load")
    checkpoint = Path(os.environ.get("RSIS_TEST_CHECKPOINT", resources.starter_checkpoint()))
    if not (checkpoint / "config.json").exists():
        pytest.skip("the starter checkpoint is not there yet")
    for photo in resources.sample_photos()[:2]:
        shutil.copyfile(photo, folder / photo.name)
    return Setup(folder, checkpoint, DEFAULT_FACTORY)


@pytest.fixture
def person(setup: Setup, qtbot: QtBot) -> Iterator[Person]:
    """A person at the window of that folder."""
    made = Person(setup.folder, setup.checkpoint, setup.factory)
    yield made
    made.close()


def draw_picture(path: Path, objects: int) -> None:
    """Squares of 20 x 20 pixels, one grey level each, in an image of 200 x 300."""
    pixels = np.zeros((200, 300, 3), np.uint8)
    for i in range(objects):
        y, x = 20 + 45 * (i // 6), 20 + 45 * (i % 6)
        pixels[y : y + 20, x : x + 20] = 15 * (i + 1)
    Image.fromarray(pixels).save(path)
