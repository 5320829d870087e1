"""Large folders: the first image at once, the others from the background; the list, its search and filters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from annotations.project import Project
from app.document import opening
from app.windows import gathering
from tests.gui.conftest import SIZE, Desk


def names(desk: Desk) -> list[str]:
    desk.window.refresh()
    return desk.window.image_list.texts


def test_the_images_of_a_large_folder_come_in_while_the_first_is_annotated(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 2)
    monkeypatch.setattr(gathering, "BATCH", 2)
    (photos / "d.png").write_text("no picture")
    for name in ("e", "f"):
        Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(photos / f"{name}.png")
    desk.open(photos, model=False)
    desk.until(lambda: not desk.window.images.gathering.running)
    assert names(desk) == [f"{name}.png" for name in "abcef"]
    assert any("d.png" in message for message in desk.window.banners.messages)
    assert desk.window.image_list._summary.text() == "0 of 5 done"
    desk.act("image_done")
    desk.window.open_path(photos)
    desk.until(lambda: desk.window.work.ready)
    assert [image.status for image in desk.window.work.order.table] == ["done", "new", "new", "new", "new"]  # type: ignore[union-attr]


def test_a_folder_that_is_left_while_it_comes_in_goes_on_when_it_is_opened_again(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 1)
    desk.open(photos, model=False)
    (tmp_path / "other").mkdir()
    Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(tmp_path / "other" / "z.png")
    desk.open(tmp_path / "other", model=False)
    assert names(desk) == ["z.png"]
    desk.open(photos, model=False)
    desk.until(lambda: not desk.window.images.gathering.running)
    assert names(desk) == ["a.png", "b.png", "c.png"]
    with Project.open(photos / "annotations.rsis", read_only=True) as project:
        assert [image.path for image in project.images()] == ["a.png", "b.png", "c.png"]


def test_the_search_lists_what_fits_and_the_keys_go_by_the_list(desk: Desk, photos: Path) -> None:
    (photos / "a.png").rename(photos / "ab.png")
    desk.open(photos, model=False)
    desk.qtbot.keyClicks(desk.window.image_list._search, "B")
    assert names(desk) == ["ab.png", "b.png"]
    desk.window.canvas.setFocus()
    desk.key(Qt.Key.Key_D)
    assert desk.window.work.image is not None and desk.window.work.image.path == "b.png"
    desk.key(Qt.Key.Key_D)
    assert desk.window.work.image.path == "b.png"
    desk.window.image_list._search.clear()
    assert names(desk) == ["ab.png", "b.png", "c.png"]
    assert desk.window.image_list._view.currentIndex().data() == "b.png"
