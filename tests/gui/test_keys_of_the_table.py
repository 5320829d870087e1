"""Rows of the table of keys that no other test drives: panning in every tool, the wheel's setting, images, help."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.dialogs.help import HelpPage
from app.tools.table import TOOLS
from tests.gui.conftest import Desk, square

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def drag(desk: Desk, button: Qt.MouseButton) -> None:
    canvas = desk.window.canvas
    desk.qtbot.mousePress(canvas, button, pos=QPoint(300, 200))
    desk.qtbot.mouseMove(canvas, QPoint(330, 210))
    desk.qtbot.mouseRelease(canvas, button, pos=QPoint(330, 210))


@pytest.mark.parametrize("tool", TOOLS)
def test_middle_drag_and_space_drag_pan_in_every_tool(desk: Desk, photos: Path, tool: str) -> None:
    desk.open(photos)
    desk.window.set_tool(tool)
    canvas = desk.window.canvas
    canvas.setFocus()
    before = canvas.view
    drag(desk, Qt.MouseButton.MiddleButton)
    assert (canvas.view.left, canvas.view.top) == pytest.approx((before.left + 30, before.top + 10))
    desk.qtbot.keyPress(canvas, Qt.Key.Key_Space)
    drag(desk, Qt.MouseButton.LeftButton)
    desk.qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    desk.settle()
    assert (canvas.view.left, canvas.view.top) == pytest.approx((before.left + 60, before.top + 20))
    assert not canvas.runner.active
    assert desk.shown() == square(0)
    assert desk.kept() == ([], [])


def test_the_wheel_scrolls_where_that_is_set_and_zooms_with_ctrl(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.settings.set("wheel", "scroll")
    desk.window.apply_settings()
    canvas = desk.window.canvas
    before = canvas.view

    def turn(held: Qt.KeyboardModifier) -> None:
        at = QPointF(200, 150)
        event = QWheelEvent(
            at, canvas.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, held,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas, event)

    turn(Qt.KeyboardModifier.NoModifier)
    assert canvas.view.scale == before.scale
    assert canvas.view.top < before.top
    turn(CTRL)
    assert canvas.view.scale < before.scale


def test_images_are_gone_through_by_keys_and_the_next_undone_one_is_found(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    session = desk.window.session

    def current() -> str:
        assert session.image is not None
        return session.image.path

    desk.key(Qt.Key.Key_D)
    assert current() == "b.png"
    desk.key(Qt.Key.Key_Return, CTRL)
    assert current() == "c.png"
    desk.key(Qt.Key.Key_A)
    desk.key(Qt.Key.Key_A)
    assert current() == "a.png"
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_D, CTRL, SHIFT)
    assert current() == "c.png"
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_A)
    desk.key(Qt.Key.Key_D)
    desk.until(desk.proposing)


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_help_shows_every_tool_with_its_key(desk: Desk, photos: Path, key: Qt.Key) -> None:
    desk.open(photos)
    desk.key(key)
    (page,) = [dialog for dialog in desk.window.dialogs.shown if isinstance(dialog, HelpPage)]
    text = page.page.toPlainText()
    for name in ("Live-wire", "GrabCut", "Magic wand", "Flood fill", "Union"):
        assert name in text
    page.close()


def test_the_size_of_the_brush_goes_by_keys(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.set_radius(10)
    desk.key(Qt.Key.Key_BracketRight)
    assert desk.window.canvas.radius == 12
    assert desk.window.tool_bar.editors["radius"].value() == 12  # type: ignore[union-attr]
    desk.key(Qt.Key.Key_BracketLeft)
    assert desk.window.canvas.radius == 10
    desk.window.tool_bar.editors["radius"].setValue(33)  # type: ignore[union-attr]
    assert desk.window.canvas.radius == 33


def test_the_category_is_taken_away_and_the_colours_go_by_instance(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Left)
    desk.act("relabel_unknown")
    assert desk.window.instance_list.texts == ["unknown  ·  accepted"]
    color = desk.window.canvas.scene.focus.color  # type: ignore[union-attr]
    desk.key(Qt.Key.Key_I)
    desk.settle()
    assert desk.window.canvas.scene.focus.color != color  # type: ignore[union-attr]
