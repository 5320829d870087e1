"""Several images selected in their list, and marked together in one step."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from annotations.project import Project
from app.commands import images
from tests.gui.conftest import SIZE, Desk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def many(photos: Path) -> Path:
    """A folder of five pictures."""
    for name in ("d.png", "e.png"):
        Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(photos / name)
    return photos


def click(desk: Desk, row: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    view = desk.window.image_list._view
    at = view.visualRect(view.model().index(row, 0)).center()
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, at)
    desk.settle()


def chosen(desk: Desk) -> list[int]:
    return [number - 1 for number in desk.window.image_list.chosen_ids()]


def statuses(desk: Desk) -> str:
    """The first letter of each image's status, as the project file has it."""
    assert desk.window.session.flush(5.0)
    assert desk.window.session.project is not None
    with Project.open(desk.window.session.project.path, read_only=True) as project:
        return "".join(image.status[0] for image in project.images())


def shown(desk: Desk) -> str:
    assert desk.window.session.image is not None
    return desk.window.session.image.path


def test_images_are_selected_with_shift_and_ctrl_while_the_image_shown_stays(desk: Desk, many: Path) -> None:
    desk.open(many)
    click(desk, 1)
    desk.until(desk.proposing)
    click(desk, 3, SHIFT)
    click(desk, 2, CTRL)
    assert chosen(desk) == [1, 3]
    assert shown(desk) == "b.png"
    model = desk.window.image_list._view.model()
    fonts = [model.index(row, 0).data(Qt.ItemDataRole.FontRole) for row in range(5)]
    assert [font is not None and font.bold() for font in fonts] == [False, True, False, False, False]
    assert desk.window.image_list._summary.text() == "2 of 5 images selected"
    desk.window.canvas.setFocus()
    desk.key(Qt.Key.Key_Return)  # what is decided leaves the selection alone
    assert chosen(desk) == [1, 3]
    click(desk, 4)
    assert (chosen(desk), shown(desk)) == ([4], "e.png")


def test_images_are_selected_with_the_keyboard(desk: Desk, many: Path) -> None:
    desk.open(many, model=False)
    desk.window.image_list._view.setFocus()
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Down, SHIFT)
    assert (chosen(desk), shown(desk)) == ([1, 2], "b.png")
    desk.key(Qt.Key.Key_End, SHIFT)
    assert (chosen(desk), shown(desk)) == ([1, 2, 3, 4], "b.png")
    desk.key(Qt.Key.Key_A, CTRL)
    assert (chosen(desk), shown(desk)) == ([0, 1, 2, 3, 4], "b.png")
    desk.key(Qt.Key.Key_Home)
    assert (chosen(desk), shown(desk)) == ([0], "a.png")


def test_selected_images_are_marked_in_one_step_that_undo_takes_back(desk: Desk, many: Path) -> None:
    desk.open(many)
    desk.key(Qt.Key.Key_Return)  # so that the first is started
    assert not desk.window.actions_by_name["images_done"].isEnabled()
    click(desk, 2, SHIFT)
    desk.act("images_done")
    assert statuses(desk) == "dddnn"
    assert shown(desk) == "a.png"
    assert chosen(desk) == [0, 1, 2]
    desk.act("images_undone")
    desk.until(lambda: statuses(desk) == "snnnn")  # what was touched is asked of the project first
    desk.act("undo")
    assert statuses(desk) == "dddnn"
    desk.act("undo")
    assert statuses(desk) == "snnnn"
    desk.act("redo")
    desk.act("images_skipped")
    assert statuses(desk) == "sssnn"
    assert desk.window.session.image is not None and desk.window.session.image.status == "skipped"


def test_the_menu_of_several_images_is_for_all_of_them(desk: Desk, many: Path) -> None:
    desk.open(many, model=False)
    click(desk, 1)
    click(desk, 3, SHIFT)
    view = desk.window.image_list._view
    view.customContextMenuRequested.emit(view.visualRect(view.model().index(2, 0)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.objectName() == "images_done").trigger()
    menu.close()
    assert statuses(desk) == "ndddn"
    assert shown(desk) == "b.png"


def test_the_paths_of_the_image_shown_or_of_those_selected_are_copied(desk: Desk, many: Path) -> None:
    desk.open(many, model=False)
    desk.act("copy_path")
    assert QApplication.clipboard().text() == str(many / "a.png")
    click(desk, 2, SHIFT)
    desk.act("copy_path")
    assert QApplication.clipboard().text().split("\n") == [str(many / f"{name}.png") for name in "abc"]
    assert desk.window.statusBar().currentMessage() == "3 paths copied."


def test_very_many_images_are_marked_without_losing_the_place_in_the_list(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(80):
        (photos / f"f{number:02}.png").write_bytes((photos / "a.png").read_bytes())
    desk.open(photos, model=False)
    view = desk.window.image_list._view
    view.setFocus()
    desk.key(Qt.Key.Key_A, CTRL)
    view.verticalScrollBar().setValue(200)
    monkeypatch.setattr(images, "MOST_AT_ONCE", 82)
    desk.act("images_done")
    assert "at most 82 images" in desk.window.banners.messages[-1]
    monkeypatch.undo()
    desk.act("images_done")
    assert statuses(desk) == "d" * 83
    assert view.verticalScrollBar().value() == 200
    assert len(chosen(desk)) == 83
    desk.act("undo")
    assert statuses(desk) == "n" * 83
