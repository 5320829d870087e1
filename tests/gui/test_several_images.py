"""Several images selected in their list, and marked together in one step."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from annotations.exporting import dataset_of
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


def test_a_key_with_ctrl_that_opens_another_image_selects_only_that(desk: Desk, many: Path) -> None:
    desk.open(many)
    for image in (1, 2, 3):
        desk.key(Qt.Key.Key_Return, CTRL)
        desk.until(desk.proposing)
        assert chosen(desk) == [image]


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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions before images are removed, all of which are answered with yes."""
    questions: list[str] = []

    def yes(box: QMessageBox) -> QMessageBox.StandardButton:
        questions.append(box.text())
        return QMessageBox.StandardButton.Ok

    monkeypatch.setattr(QMessageBox, "exec", yes)
    return questions


def listed(desk: Desk) -> list[str]:
    assert desk.window.session.document is not None
    desk.window.refresh()
    assert desk.window.image_list.texts == list(desk.window.session.document.image_table.paths)
    return desk.window.image_list.texts


def removed(desk: Desk, count: int) -> None:
    """The images selected are removed, of which there are `count` less then."""
    there = len(listed(desk))
    desk.act("remove_images")
    desk.until(lambda: len(listed(desk)) == there - count)


def test_selected_images_are_removed_with_their_instances_in_one_step_after_one_question(
    desk: Desk, many: Path, asked: list[str]
) -> None:
    files = {path.name: path.read_bytes() for path in many.iterdir()}
    desk.open(many)
    for _ in range(2):  # two instances in a.png, one in b.png
        desk.key(Qt.Key.Key_Return)
    desk.act("next_image")
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.proposing)
    click(desk, 0)
    click(desk, 2, CTRL)
    click(desk, 1, CTRL)
    desk.until(desk.proposing)
    removed(desk, 3)
    assert len(asked) == 1
    assert "3 images" in asked[0] and "3 instances" in asked[0]
    assert listed(desk) == ["d.png", "e.png"] and shown(desk) == "d.png"
    desk.until(desk.proposing)
    assert desk.window.session.flush(5.0)
    with Project.open(many / "annotations.rsis", read_only=True) as project:
        assert [image.path.name for image in dataset_of(project).images] == ["d.png", "e.png"]
        assert project.counts().instances == 0 and not project.counts().steps_by_outcome["accepted"]
    assert {path.name: path.read_bytes() for path in many.glob("*.png")} == files
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.until(lambda: len(listed(desk)) == 5)
    assert shown(desk) == "a.png" and desk.outcomes()[:2] == ["accepted", "accepted"]
    assert desk.window.session.flush(5.0)
    with Project.open(many / "annotations.rsis", read_only=True) as project:
        assert project.counts().instances == 3
    desk.key(Qt.Key.Key_Y, CTRL)
    desk.until(lambda: len(listed(desk)) == 2)
    assert shown(desk) == "d.png"


def test_an_image_that_was_removed_is_not_listed_again_unless_it_is_opened_by_itself(
    desk: Desk, many: Path, asked: list[str]
) -> None:
    desk.open(many, model=False)
    desk.act("next_image")
    removed(desk, 1)
    assert "1 image" in asked[0] and shown(desk) == "c.png"
    desk.open(many, model=False)
    assert listed(desk) == ["a.png", "c.png", "d.png", "e.png"]
    desk.open(many / "b.png", model=False)
    assert shown(desk) == "b.png" and len(listed(desk)) == 5
    desk.open(many, model=False)
    assert len(listed(desk)) == 5
    removed(desk, 1)
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.open(many, model=False)
    assert len(listed(desk)) == 5


def test_all_images_can_be_removed_and_undo_brings_them_back(
    desk: Desk, many: Path, asked: list[str]
) -> None:
    desk.open(many)
    desk.key(Qt.Key.Key_Return)
    desk.window.image_list._view.selectAll()
    removed(desk, 5)
    assert desk.window.session.image is None
    assert "undo" in desk.window.bar.line.facts.lower() or "Ctrl+Z" in desk.window.bar.line.facts
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.until(lambda: len(listed(desk)) == 5)
    assert shown(desk) == "a.png"
    desk.until(desk.proposing)
    assert desk.outcomes()[0] == "accepted"


def test_a_window_without_images_names_undo_only_while_that_brings_images_back(
    desk: Desk, many: Path, asked: list[str]
) -> None:
    desk.open(many, model=False)
    desk.window.image_list._view.selectAll()
    removed(desk, 5)
    assert desk.window.bar.line.facts == "Ctrl+Z brings back what you removed."
    desk.act("labels_voc")
    assert desk.window.bar.line.facts == "The project contains no readable images."
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.window.bar.line.facts == "Ctrl+Z brings back what you removed."


def test_nothing_is_removed_without_a_yes_and_other_work_goes_on(
    desk: Desk, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(many)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Cancel)
    desk.act("remove_images")
    desk.settle()
    assert len(listed(desk)) == 5
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Ok)
    proposal, requests = desk.shown(), len(desk.assistant.requests)
    assert desk.window.session.document is not None
    click(desk, 3, CTRL)
    click(desk, 4, CTRL)
    click(desk, 0, CTRL)  # the image shown is not among them
    removed(desk, 2)
    assert shown(desk) == "a.png" and desk.shown() == proposal
    assert len(desk.assistant.requests) == requests
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.proposing)
    assert desk.outcomes() == ["accepted", "open"]
