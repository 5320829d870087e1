"""Images with some instances, for tests of what is done with them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from annotations.project import Project
from annotations.records import Instance
from tests.gui.conftest import SQUARES, Desk


def inside(number: int) -> tuple[float, float]:
    x, y = SQUARES[number]
    return x + 7, y + 7


def accepted(desk: Desk, photos: Path, count: int) -> None:
    """The first squares accepted, the arrow in hand."""
    desk.open(photos)
    for _ in range(count):
        desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_V)


def instances(desk: Desk) -> list[Instance]:
    """As the project file has them now."""
    assert desk.window.session.flush(5.0)
    assert desk.window.session.project is not None
    with Project.open(desk.window.session.project.path, read_only=True) as project:
        return list(project.instances(project.images()[0].id))


def chosen(desk: Desk) -> list[int]:
    assert desk.window.session.sequence is not None
    return [instance.id for instance in desk.window.session.sequence.selected()]
