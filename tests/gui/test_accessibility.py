"""Whatever can be used has a name that a screen reader says, and can be reached with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QToolBar, QToolButton, QWidget

from app.actions import ACTIONS
from tests.gui.conftest import Desk
from tests.gui.test_languages import DIALOGS
from tests.gui.texts import controls, described, spoken_name, tab_order, takes_tab


def nameless(root: QWidget) -> list[str]:
    return [described(widget) for widget in controls(root) if not spoken_name(widget).strip()]


def opened_by(desk: Desk, name: str) -> QDialog:
    desk.act(name)
    desk.qtbot.wait(30)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    return dialog


def test_everything_in_the_window_has_a_name(desk: Desk, photos: Path) -> None:
    assert nameless(desk.window) == []
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Left)
    for tool in ("brush", "wand"):
        desk.window.set_tool(tool)
        assert nameless(desk.window) == []
    desk.window.say("A message", lasting=False)
    assert nameless(desk.window) == []
    assert len(controls(desk.window)) > 30


def test_what_has_no_name_is_found(desk: Desk) -> None:
    desk.window.category_list._new.setAccessibleName("")
    assert [text for text in nameless(desk.window) if "in CategoryList" in text]


@pytest.mark.parametrize("name", DIALOGS)
def test_everything_in_a_dialog_has_a_name_and_is_reached_by_tab(desk: Desk, photos: Path, name: str) -> None:
    desk.open(photos)
    dialog = opened_by(desk, name)
    assert nameless(dialog) == []
    wanted = {widget for widget in controls(dialog) if takes_tab(widget)}
    reached = tab_order(dialog, lambda: desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab))
    assert [described(widget) for widget in wanted - set(reached)] == []
    dialog.close()


def test_every_button_of_a_toolbar_has_a_name_and_its_action_stands_in_a_menu(desk: Desk) -> None:
    in_menus = {action for menu in desk.window.menuBar().actions() for action in menu.menu().actions()}  # type: ignore[union-attr]
    buttons = [b for bar in desk.window.findChildren(QToolBar) for b in bar.findChildren(QToolButton)]
    named = [button for button in buttons if button.defaultAction() is not None]
    assert len(named) > 20
    for button in named:
        assert spoken_name(button)
        assert button.defaultAction() in in_menus


def test_every_action_is_in_a_menu_or_has_a_key(desk: Desk) -> None:
    in_menus = {action for menu in desk.window.menuBar().actions() for action in menu.menu().actions()}  # type: ignore[union-attr]
    for entry in ACTIONS:
        action = desk.window.actions_by_name[entry.name]
        assert action in in_menus or action.shortcuts()


def test_tab_goes_through_the_whole_window_and_back_to_the_image(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Left)
    desk.window.set_tool("brush")
    desk.window.canvas.setFocus()
    order = tab_order(desk.window, lambda: desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab))
    wanted = [widget for widget in controls(desk.window) if takes_tab(widget)]
    assert [described(widget) for widget in wanted if widget not in order] == []
    assert desk.window.canvas in order


def test_what_tab_passes_by_has_a_key_or_a_menu(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Left)
    desk.window.set_tool("brush")
    desk.window.say("A message", lasting=False)
    passed = [widget for widget in controls(desk.window) if not takes_tab(widget)]
    others = [w for w in passed if not (isinstance(w, QToolButton) and w.defaultAction() is not None)]
    assert [described(widget) for widget in others if widget is not desk.window.strip] == []  # Left and Right


def test_tab_goes_through_each_list_from_its_top_to_its_bottom(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Left)
    desk.window.canvas.setFocus()
    order = tab_order(desk.window, lambda: desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab))
    for panel in (desk.window.category_list, desk.window.instance_list, desk.window.image_list):
        own = [widget for widget in order if panel.isAncestorOf(widget)]
        places = [widget.mapTo(desk.window, widget.rect().topLeft()) for widget in own]
        assert len(own) > 1
        assert [(p.y() // 12, p.x()) for p in places] == sorted((p.y() // 12, p.x()) for p in places)


def test_a_dialog_and_a_tool_bar_are_left_again_with_escape(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    dialog = opened_by(desk, "settings")
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    desk.window.set_tool("brush")
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    desk.window.tool_bar.editors["radius"].setFocus()
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.canvas.hasFocus()


def test_the_rows_of_the_strip_and_of_the_images_say_what_they_are(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    strip = desk.window.strip
    said = strip.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Step 1: nucleus, object 97 %, accepted. Click to go back to it."
    interface = QAccessible.queryAccessibleInterface(strip)
    assert interface.text(QAccessible.Text.Name) == "Steps"
    assert "a.png" in str(
        desk.window.image_list._view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    )


def test_a_screen_reader_hears_what_is_proposed_without_leaving_the_image(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    interface = QAccessible.queryAccessibleInterface(desk.window.canvas)
    assert interface.text(QAccessible.Text.Name) == "Image"
    assert interface.text(QAccessible.Text.Description).startswith("nucleus. ")
    desk.window.set_tool("select")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Left)
    assert interface.text(QAccessible.Text.Description).startswith("Step 1: nucleus, accepted. ")
