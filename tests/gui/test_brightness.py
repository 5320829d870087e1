"""Brightness and channels through the real window: what is painted, what is kept, what the model is not told of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image
from PySide6.QtWidgets import QApplication

from app.dialogs.brightness import DisplayDialog
from tests.gui.conftest import SIZE, Desk


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """Two pictures of 16 bits: from 1000 at the left to 2270 at the right, with a bright spot."""
    folder = tmp_path / "deep"
    folder.mkdir()
    pixels = np.tile(np.arange(1000, 1000 + 10 * SIZE[1], 10, dtype=np.uint16), (SIZE[0], 1))
    pixels[0, 0] = 60000
    for name in ("a.png", "b.png"):
        Image.fromarray(pixels).save(folder / name)
    return folder


def opened(desk: Desk) -> DisplayDialog:
    desk.act("display")
    dialog = desk.window.findChild(DisplayDialog)
    assert dialog is not None
    desk.until(lambda: not desk.window.display.busy)
    return dialog


def painted(desk: Desk) -> np.ndarray:
    """The first row of the picture on the canvas, red."""
    desk.until(lambda: not desk.window.display.busy and desk.window.canvas.picture is not None)
    return np.array(desk.window.canvas.picture.arrays[0][0, :, 2])


def test_window_and_level_change_what_is_seen_in_all_images_of_the_kind_and_are_kept(
    desk: Desk, deep: Path
) -> None:
    desk.open(deep)
    dialog = opened(desk)
    dialog.level.setValue(1500)
    dialog.window_width.setValue(200)
    seen = painted(desk)
    assert seen[:41].tolist() == [255] + [0] * 40
    assert seen[50] == 128
    assert (seen[60:] == 255).all()
    desk.act("next_image")
    desk.until(lambda: desk.window.session.ready)
    assert painted(desk).tolist() == seen.tolist()
    desk.until(lambda: not desk.window.display._quiet.isActive())
    assert desk.window.session.flush(5)
    desk.open(deep, model=False)
    assert painted(desk).tolist() == seen.tolist()


def test_the_dialog_closes_the_window_adjusts_and_automatic_brings_it_back(desk: Desk, deep: Path) -> None:
    desk.open(deep)
    before = painted(desk)
    dialog = opened(desk)
    dialog.width_slider.setValue(3)
    assert (painted(desk) != before).any()
    dialog.automatic.click()
    assert abs(painted(desk).astype(int) - before).max() <= 1
    dialog.full.click()
    assert painted(desk)[-1] == round(255 * 1270 / 59000)
    dialog.first.click()
    assert abs(painted(desk).astype(int) - before).max() <= 1
    dialog.close()
    assert desk.window.display.facts is None


def test_channels_are_chosen_and_the_model_hears_nothing_of_it(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    asked, opened_images = len(desk.assistant.requests), list(desk.assistant.opened)
    dialog = opened(desk)
    dialog.shown.setCurrentIndex(dialog.shown.findData(2))
    dialog.shown.activated.emit(0)
    desk.until(lambda: not desk.window.display.busy)
    pixel = desk.window.canvas.picture.arrays[0][10, 10, :3]
    assert pixel.tolist() == [60, 60, 60]
    dialog.shown.setCurrentIndex(dialog.shown.findData(-1))
    dialog.shown.activated.emit(0)
    dialog.places[0].setCurrentIndex(dialog.places[0].findData(1))
    dialog.places[2].setCurrentIndex(dialog.places[2].findData(-1))
    dialog.places[0].activated.emit(0)
    desk.until(lambda: not desk.window.display.busy)
    assert desk.window.canvas.picture.arrays[0][10, 10, :3].tolist() == [0, 120, 120]  # blue, green, red
    assert len(desk.assistant.requests) == asked
    assert desk.assistant.opened == opened_images
    assert desk.proposing()


def test_every_part_has_a_name_for_a_screen_reader(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    dialog = opened(desk)
    named = (
        *dialog.places,
        dialog.shown,
        dialog.adjusted,
        dialog.level,
        dialog.window_width,
        dialog.histogram,
    )
    assert all(widget.accessibleName() for widget in named)
    assert QApplication.activeModalWidget() is None


def test_nothing_of_the_dialog_is_squeezed_or_empty(desk: Desk, photos: Path, deep: Path) -> None:
    desk.open(photos)
    dialog = opened(desk)
    for path in (photos, deep):
        desk.open(path, model=False)
        desk.until(lambda: not desk.window.display.busy)
        desk.qtbot.wait(20)
        several = path == photos
        assert [combo.isVisible() for combo in (*dialog.places, dialog.adjusted)] == [several] * 4
        assert dialog.histogram.height() == 84
        assert dialog._about.height() >= dialog._about.heightForWidth(dialog._about.width())
        assert dialog.height() <= dialog.sizeHint().height() + 20


def test_the_fifth_channel_of_a_deep_tiff_is_seen_alone_in_its_own_window(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    channels = np.zeros((*SIZE, 5), np.uint16)
    channels[..., 4] = 4000
    channels[:, :50, 4] = 4100
    tifffile.imwrite(folder / "a.tif", channels, photometric="minisblack", planarconfig="contig")
    desk.open(folder)
    dialog = opened(desk)
    assert dialog.shown.count() == 6
    dialog.shown.setCurrentIndex(dialog.shown.findData(4))
    dialog.shown.activated.emit(0)
    assert set(painted(desk)[:50]) == {255} and set(painted(desk)[50:]) == {0}
    dialog.level.setValue(4100)
    dialog.window_width.setValue(200)
    desk.until(lambda: not desk.window.display.busy)
    assert set(painted(desk)[:50]) == {128} and set(painted(desk)[50:]) == {0}
    assert "uint16 x 5" in dialog._about.text()


def test_while_the_next_image_is_looked_at_nothing_of_the_dialog_does_anything(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    dialog = opened(desk)
    display = desk.window.display
    display.facts = None  # as long as nothing is known of the image
    before = dict(desk.window.session.pictures.displays)
    for press in (dialog.full.click, dialog.automatic.click, dialog.first.click):
        press()
    dialog.level_slider.setValue(dialog.level_slider.value() + 50)
    dialog.level.setValue(dialog.level.value() + 5)
    assert dict(desk.window.session.pictures.displays) == before
