"""After a click or a search the keyboard is where the person goes on: mostly at the image."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox, QStyle, QStyleOptionSpinBox
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Desk
from tests.gui.with_instances import accepted, chosen, inside, instances

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def arrow_of(spin: QSpinBox) -> QPoint:
    """The middle of the upper arrow."""
    option = QStyleOptionSpinBox()
    spin.initStyleOption(option)
    return (
        spin.style()
        .subControlRect(QStyle.ComplexControl.CC_SpinBox, option, QStyle.SubControl.SC_SpinBoxUp, spin)
        .center()
    )


def test_a_click_on_an_arrow_of_the_radius_leaves_the_keyboard_at_the_image(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_B)
    spin = desk.window.tool_bar.editors["radius"]
    assert isinstance(spin, QSpinBox)
    before = spin.value()
    desk.qtbot.mouseClick(spin, Qt.MouseButton.LeftButton, pos=arrow_of(spin))
    assert spin.value() == before + 1
    assert desk.window.canvas.hasFocus()


def test_enter_in_the_radius_goes_back_to_the_image(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_B)
    spin = desk.window.tool_bar.editors["radius"]
    assert isinstance(spin, QSpinBox)
    spin.setFocus()
    spin.selectAll()
    desk.qtbot.keyClicks(spin, "23")
    desk.qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert desk.window.canvas.hasFocus()
    assert desk.window.canvas.radius == 23
    assert desk.outcomes() == ["open"]  # Enter there accepts nothing


def test_a_click_on_a_flag_leaves_the_keyboard_so_that_space_does_not_take_it_back(
    desk: Desk, photos: Path
) -> None:
    accepted(desk, photos, 2)
    desk.click(*inside(0))
    box = desk.window.instance_list.properties.boxes["crowd"]
    desk.qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert box.isChecked()
    desk.key(Qt.Key.Key_Space)
    assert [instance.crowd for instance in instances(desk)] == [True, False]
    for button in desk.window.category_list.findChildren(QPushButton):
        assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus


def test_enter_in_the_search_of_images_opens_the_first_that_is_found(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.act("find_image")
    desk.qtbot.keyClicks(QApplication.focusWidget(), "c.p")
    desk.key(Qt.Key.Key_Return)
    assert desk.window.session.image is not None and desk.window.session.image.path == "c.png"
    assert desk.window.canvas.hasFocus()
    desk.act("find_image")
    desk.qtbot.keyClicks(QApplication.focusWidget(), "nothing of this name")
    desk.key(Qt.Key.Key_Return)
    assert not desk.window.canvas.hasFocus()  # there is nothing to go to
    assert desk.window.session.image.path == "c.png"


def test_escape_ends_a_search_and_while_it_lasts_the_last_image_is_the_last_of_the_list(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.act("find_image")
    desk.qtbot.keyClicks(QApplication.focusWidget(), "a.png")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_D)
    assert desk.window.statusBar().currentMessage() == "This is the last image in the list."
    desk.act("find_image")
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.image_list.texts == ["a.png", "b.png", "c.png"]
    assert desk.window.canvas.hasFocus()
    desk.key(Qt.Key.Key_D)
    assert desk.window.session.image is not None and desk.window.session.image.path == "b.png"


def test_enter_in_the_search_of_instances_selects_the_first_that_is_found(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 3)
    desk.window.instances.mark("locked", 2, True)
    desk.settle()
    field = desk.window.instance_list._search
    field.setFocus()
    desk.qtbot.keyClicks(field, "locked")
    desk.key(Qt.Key.Key_Return)
    assert chosen(desk) == [2]
    assert desk.window.canvas.hasFocus()


def test_a_double_click_on_an_instance_in_the_list_zooms_to_it(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    view, before = desk.window.instance_list._view, desk.window.canvas.view.scale
    at = view.visualRect(view.model().index(1, 0)).center()
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.settle()
    assert chosen(desk) == [1]
    assert desk.window.canvas.view.scale > 2 * before


def test_who_saves_is_told_that_all_is_saved_and_where(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: not desk.window.session.pending)
    desk.key(Qt.Key.Key_S, CTRL)
    assert str(photos / "annotations.rsis") in desk.window.statusBar().currentMessage()
    assert desk.outcomes() == ["accepted", "open"]


def test_the_window_fills_the_screen_and_does_so_no_longer(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_F11)
    assert desk.window.isFullScreen()
    assert desk.window.actions_by_name["full_screen"].isChecked()
    desk.key(Qt.Key.Key_F11)
    assert not desk.window.isFullScreen()
    assert not desk.window.actions_by_name["full_screen"].isChecked()


def test_all_but_the_image_is_hidden_and_comes_back_as_it_was(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    window = desk.window
    window.docks[0].hide()
    desk.settle()
    parts = [*window.docks[1:], window.tool_strip, window.bar, window.strip]
    small, heights = window.canvas.width(), [dock.height() for dock in window.docks]
    desk.key(Qt.Key.Key_F11, SHIFT)
    assert [part.isVisible() for part in parts] == [False, False, False, True, False]
    assert window.canvas.width() > small
    desk.key(Qt.Key.Key_Return)  # keys go on
    assert desk.outcomes() == ["accepted", "open"]
    assert window.strip.isHidden()
    desk.key(Qt.Key.Key_F11, SHIFT)
    assert all(part.isVisible() for part in parts)
    assert window.docks[0].isHidden()
    assert [dock.height() for dock in window.docks] == heights
    desk.act("usual_layout")
    assert all(dock.isVisible() for dock in window.docks)


def test_who_closes_with_only_the_image_has_the_lists_back_the_next_time(
    desk: Desk, photos: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.open(photos, model=False)
    desk.act("image_only")
    assert desk.window.close()
    again = Desk(qtbot, tmp_path / "settings.json").window
    assert all(dock.isVisible() for dock in again.docks)
    assert not again.actions_by_name["image_only"].isChecked()


def test_what_was_undone_and_done_again_is_told(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.window.statusBar().currentMessage() == "Undone: Accept proposal"
    desk.key(Qt.Key.Key_Y, CTRL)
    assert desk.window.statusBar().currentMessage() == "Redone: Accept proposal"
