"""How the window is laid out at 1280 x 720: what room the image and the lists get, and where the keyboard is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from app.dialogs.find_action import ActionPalette
from app.dialogs.settings import SettingsDialog
from app.panels.strip import COLLAPSE_MS
from app.settings import SECTIONS, SETTINGS
from app.widgets.list_view import BESIDE
from app.widgets.theme import theme
from tests.gui.conftest import Desk


def is_accent(widget: QWidget, at: QPoint) -> bool:
    """Is a pixel of the widget painted in the colour that shows where the keyboard is?"""
    return widget.grab().toImage().pixelColor(at) == QColor(theme().accent)


@pytest.mark.parametrize("tool", ["select", "brush", "wand"])
def test_the_image_gets_450_pixels_of_height_while_proposals_are_made(
    desk: Desk, photos: Path, tool: str
) -> None:
    desk.window.resize(1280, 720)
    desk.open(photos)
    desk.act(f"tool_{tool}")
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes() == ["accepted", "open"]
    assert desk.window.strip.isVisible() and desk.window.strip.is_open
    canvas = desk.window.canvas
    desk.act("fit")
    assert canvas.picture is not None
    assert canvas.picture.height * canvas.view.scale >= 450
    assert (desk.window.width(), desk.window.height()) == (1280, 720)


def test_the_list_of_images_shows_five_rows_and_no_panel_is_cut_off(desk: Desk, photos: Path) -> None:
    for number in range(8):
        Image.new("RGB", (32, 32)).save(photos / f"more-{number}.png")
    desk.window.resize(1280, 720)
    desk.open(photos)
    desk.qtbot.wait(20)
    view = desk.window.image_list._view
    assert view.viewport().height() >= 5 * view.verticalHeader().defaultSectionSize()
    for dock in desk.window.docks:
        assert dock.height() >= dock.minimumSizeHint().height()


def test_the_options_of_a_tool_and_all_menus_have_room_in_one_row(desk: Desk) -> None:
    desk.window.resize(1280, 720)
    menus = desk.window.menuBar()
    for tool in ("brush", "wand", "polygon", "select"):
        desk.window.set_tool(tool)
        bars = desk.window.tool_bar.mapTo(desk.window, QPoint(0, 0)).x()
        places = [menus.actionGeometry(action) for action in menus.actions()]
        assert all(place.width() > 0 and place.right() < bars for place in places)
        assert all(editor.isVisible() for editor in shown(desk))
    assert menus.height() < 40


def shown(desk: Desk) -> list[QWidget]:
    bar = desk.window.tool_bar
    return [bar.widgetForAction(action) for action in bar.actions() if action.isVisible()]


def test_the_strip_is_one_line_where_no_step_is_to_be_expected(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.until(lambda: not desk.window.strip.is_open)
    assert desk.window.strip.height() < 30
    assert desk.window.strip.empty_text


def test_the_strip_keeps_its_height_from_one_image_to_the_next(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    height = settled_height(desk)
    desk.act("next_image")
    assert settled_height(desk) == height
    desk.until(desk.proposing)
    desk.qtbot.wait(COLLAPSE_MS + 50)
    assert settled_height(desk) == height


def settled_height(desk: Desk) -> int:
    """The canvas's height once the layout has answered to what was shown last."""
    QApplication.processEvents()
    return desk.window.canvas.height()


def test_an_instance_has_the_number_of_its_step(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Backspace)
    desk.key(Qt.Key.Key_Return)
    model = desk.window.instance_list._model
    shown = [model.index(row, 0).data(BESIDE) for row in range(model.rowCount())]
    kept = [str(item.number) for item in desk.window.strip.items if item.outcome == "accepted"]
    assert shown == list(reversed(kept)) == ["3", "1"]
    desk.window.instance_list.search("3")
    assert model.rowCount() == 1


def test_where_the_keyboard_is_is_seen(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    canvas, images = desk.window.canvas, desk.window.image_list
    for widget in (canvas, images._view, images._filter_button, desk.window.category_list._view):
        edge = QPoint(widget.width() // 2, 0)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        desk.until(widget.hasFocus)
        assert is_accent(widget, edge)
        desk.window.instance_list._search.setFocus()
        assert not is_accent(widget, edge)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_palette_has_an_edge(desk: Desk, name: str) -> None:
    desk.act(f"theme_{name}")
    palette = ActionPalette(desk.window, desk.window.actions_by_name, desk.window.shortcuts)
    palette.show()
    image = palette.grab().toImage()
    middle = palette.height() // 2
    assert image.pixelColor(0, middle) == QColor(theme().edge) != image.pixelColor(3, middle)
    palette.close()


def test_every_setting_of_a_section_stands_on_its_page_with_even_gaps(desk: Desk) -> None:
    dialog = SettingsDialog(desk.window.settings, desk.window.apply_settings, desk.window)
    desk.qtbot.addWidget(dialog)
    dialog.show()
    assert set(dialog.editors) == {setting.name for setting in SETTINGS if setting.section}
    for page, section in enumerate(SECTIONS):
        dialog.pages.setCurrentIndex(page)
        desk.qtbot.wait(20)
        names = [setting.name for setting in SETTINGS if setting.section == section]
        editors = [dialog.editors[name] for name in names]
        assert all(editor.isVisible() for editor in editors)
        notes = [dialog._notes[name] for name in names]
        gaps = [
            below.geometry().top() - note.geometry().bottom()
            for note, below in zip(notes[:-1], editors[1:], strict=True)
        ]
        assert not gaps or max(gaps) - min(gaps) <= 4
