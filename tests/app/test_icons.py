"""The icons: one drawing a file, in the colour asked for, and one for every action and tool."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from pytestqt.qtbot import QtBot

from app.actions import ACTIONS
from app.tools.table import TOOLS
from app.widgets.icons import icon, program_icon, tinted
from resources import icons

DRAWINGS = sorted(icons().glob("*.svg"))


def image_of(drawn: QIcon, side: int, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return drawn.pixmap(QSize(24, 24), side / 24, mode).toImage().convertToFormat(QImage.Format.Format_ARGB32)


def colors_in(image: QImage) -> set[str]:
    """The colours of the pixels that the ink covers wholly."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    found = (image.pixelColor(x, y) for x, y in places)
    return {color.name() for color in found if color.alpha() == 255}


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
@pytest.mark.parametrize("side", [24, 48])
def test_a_drawing_is_made_in_the_colour_asked_for(qtbot: QtBot, file: Path, side: int) -> None:
    image = image_of(icon(file.stem, "#3366cc"), side)
    assert (image.width(), image.height()) == (side, side)
    assert colors_in(image) == {"#3366cc"}
    edge = [image.pixelColor(place, row).alpha() for row in (0, side - 1) for place in range(side)]
    assert not any(edge)  # nothing is cut off


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_a_file_leaves_the_colour_to_the_window(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', text)) <= {"none", "currentColor"}
    assert 'viewBox="0 0 24 24"' in text


def test_the_program_has_an_icon_in_its_own_colours(qtbot: QtBot) -> None:
    image = program_icon().pixmap(QSize(64, 64)).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    assert (image.width(), image.height()) == (64, 64)
    assert len(colors_in(image)) > 2


def test_every_action_and_tool_has_its_drawing(qtbot: QtBot) -> None:
    named = {action.icon for action in ACTIONS if action.icon}
    assert named <= {file.stem for file in DRAWINGS}
    crossed = {name for name, tool in TOOLS.items() if tool.pointer not in ("brush", "move", "arrow")}
    assert crossed <= {file.stem for file in DRAWINGS}
    assert icon("no such drawing").isNull()


def test_what_cannot_be_done_is_drawn_weaker_and_a_colour_once_made_is_kept(qtbot: QtBot) -> None:
    drawn = icon("brush", "#ffffff")
    weak = colors_in(image_of(drawn, 24, QIcon.Mode.Disabled))
    assert weak and weak != {"#ffffff"}
    assert tinted("locked", QColor("red").name()) is tinted("locked", QColor("red").name())
