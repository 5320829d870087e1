"""A large image through the window: shown coarsely at first, worked on meanwhile, then in all detail."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from annotations.imaging import strips
from app.rendering import pictures, spilled_levels
from tests.gui.conftest import SIZE, SQUARES, Desk


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> threading.Event:
    """Every image counts as large, and its whole picture is held back until the event is set."""
    go_on = threading.Event()
    read = strips.read_parts

    def read_later(*arguments: object) -> Iterator[np.ndarray]:  # type: ignore[type-arg]
        parts = read(*arguments)  # type: ignore[arg-type]
        yield next(parts)
        assert go_on.wait(20)
        yield from parts

    monkeypatch.setattr(pictures, "LARGE", 1)
    monkeypatch.setattr(strips, "read_parts", read_later)
    monkeypatch.setattr(
        spilled_levels.platformdirs, "user_cache_dir", lambda *_, **__: str(tmp_path / "cache")
    )
    return go_on


@pytest.fixture
def jpeg(photos: Path) -> Path:
    """A folder with one of the photos, as a JPEG."""
    folder = photos.parent / "jpegs"
    folder.mkdir()
    Image.open(photos / "a.png").save(folder / "a.jpg", quality=95)
    return folder


def test_one_can_work_on_a_coarse_picture_until_the_whole_one_is_there(
    desk: Desk, jpeg: Path, held: threading.Event
) -> None:
    desk.open(jpeg)
    canvas = desk.window.canvas
    assert canvas.picture is not None
    assert not canvas.picture.complete
    assert (canvas.picture.height, canvas.picture.width) == SIZE
    desk.act("accept")
    desk.key(Qt.Key.Key_B)
    canvas.zoom(1.1)
    view = canvas.view
    x, y = SQUARES[12]
    desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=desk.at(x, y))
    held.set()
    desk.qtbot.waitUntil(lambda: canvas.picture is not None and canvas.picture.complete, timeout=10_000)
    assert canvas.runner.active  # the stroke goes on
    assert canvas.view == view
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=desk.at(x + 2, y))
    desk.settle()
    assert desk.outcomes()[0] == "accepted"
    shown = canvas.grab().toImage().pixelColor(desk.at(SQUARES[7][0] + 6, SQUARES[7][1] + 6))
    assert shown.red() > 150


def test_a_tool_that_needs_the_pixels_waits_for_them(desk: Desk, jpeg: Path, held: threading.Event) -> None:
    desk.open(jpeg, model=False)
    desk.key(Qt.Key.Key_W)
    x, y = SQUARES[12]
    desk.qtbot.mouseClick(desk.window.canvas, Qt.MouseButton.LeftButton, pos=desk.at(x + 6, y + 6))
    desk.qtbot.wait(30)
    assert desk.window.canvas.host.computing
    held.set()
    desk.settle()
    mask = desk.shown()
    assert mask is not None
    assert 100 < mask.area < 300
