"""Nothing gathers in memory: what was shown, done and taken back leaves no widget and no object of ours behind."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QToolButton

from app.rendering import outlines
from app.window.tour import Tour
from tests.gui.conftest import SQUARES, Desk

TIMES = 4
DIALOGS = (
    *("palette", "settings", "shortcuts", "help", "export", "import", "statistics", "display"),
    *("finetune", "filter_images"),
)
BOXES = ("about", "open_file", "open_folder", "import_labels")
CTRL = Qt.KeyboardModifier.ControlModifier


def close_dialogs(desk: Desk) -> None:
    """Closes all but the main window."""
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and widget is not desk.window:
            widget.close()
    desk.settle()


def dialogs(desk: Desk) -> None:
    """Those beside which the work goes on."""
    for name in DIALOGS:
        desk.act(name)
        close_dialogs(desk)


def boxes(desk: Desk) -> None:
    """Those that the action waits for."""

    def close() -> None:
        shown = QApplication.activeModalWidget()
        assert shown is not None
        shown.close()

    for name in BOXES:
        QTimer.singleShot(20, close)
        desk.act(name)


def menus(desk: Desk) -> None:
    for action in desk.window.menuBar().actions():
        menu = action.menu()
        menu.popup(desk.window.mapToGlobal(QPoint(20, 20)))
        desk.qtbot.wait(1)
        menu.close()


def tour(desk: Desk) -> None:
    desk.act("tour")
    shown = desk.window.findChild(Tour)
    assert shown is not None
    shown.go(1)
    shown.end()


def images(desk: Desk) -> None:
    desk.act("next_image")
    desk.until(desk.proposing)
    desk.act("previous_image")
    desk.until(desk.proposing)


def verdicts(desk: Desk) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_S):
        desk.key(key)
    for _ in range(3):
        desk.key(Qt.Key.Key_Z, CTRL)


def drawing(desk: Desk) -> None:
    """With tools that work in the window's thread and with those that have it done in another."""
    x, y = SQUARES[7]
    for name in ("brush", "rectangle", "grabcut", "fill", "point"):
        desk.window.set_tool(name)
        desk.stroke((x - 6, y - 6), (x + 10, y + 9), (x + 20, y + 20))
        desk.window.canvas.cancel_gesture()
        desk.settle()
        while desk.window.actions_by_name["undo"].isEnabled():
            desk.act("undo")


def another_project(desk: Desk) -> None:
    project = desk.window.session.project
    desk.window.open_path(project.root if project is not None else Path())
    desk.until(lambda: desk.window.session.ready)
    desk.until(desk.proposing)


def banners(desk: Desk) -> None:
    for number in range(5):
        desk.window.say(f"A message, number {number}.", lasting=number % 2 == 0)
    for text in desk.window.banners.messages:
        desk.window.banners.clear(text)


def passing(desk: Desk) -> None:
    """What is there for a moment only."""
    for act in (menus, tour, banners):
        act(desk)
        desk.settle()


def counted(desk: Desk) -> tuple[Counter[str], Counter[str]]:
    """Widgets by class, and objects of classes of the program that are none of the project's records."""
    assert desk.window.session.flush(5.0)
    desk.settle()
    desk.assistant.requests.clear()
    desk.window.strip.forget()
    for _ in range(2):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
    widgets = Counter(type(widget).__name__ for widget in QApplication.allWidgets())
    kinds = Counter(type(found) for found in gc.get_objects())
    ours = Counter({k.__qualname__: n for k, n in kinds.items() if str(k.__module__).startswith("app.")})
    return widgets, ours


@pytest.mark.parametrize("act", [dialogs, boxes, passing, images, verdicts, drawing, another_project])
def test_nothing_gathers_that_was_shown_or_done(
    desk: Desk, photos: Path, act: Callable[[Desk], None]
) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    desk.open(photos)
    act(desk)
    before = counted(desk)
    for _ in range(TIMES):
        act(desk)
    widgets, ours = counted(desk)
    assert widgets - before[0] == Counter()
    assert {name: more for name, more in (ours - before[1]).items() if more >= TIMES} == {}


def test_what_is_kept_to_be_painted_again_goes_with_the_project(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.window.strip.grab()
    assert desk.window.strip.kept > 0
    assert outlines.kept() > 0
    assert desk.window.session.close()
    desk.window.refresh()
    desk.qtbot.wait(5)
    assert desk.window.strip.kept == 0
    assert outlines.kept() == 0


def test_the_strip_keeps_nothing_that_it_painted_of_another_image(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    for _ in range(3):
        desk.key(Qt.Key.Key_Return)
    desk.window.strip.grab()
    assert desk.window.strip.kept >= 4
    desk.act("next_image")
    desk.until(desk.proposing)
    desk.window.strip.grab()
    assert desk.window.strip.kept <= 2


def test_the_buttons_of_the_toolbars_do_not_connect_themselves_ever_again(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    undo = desk.window.actions_by_name["undo"]
    (button,) = (found for found in undo.associatedObjects() if isinstance(found, QToolButton))
    for _ in range(150):
        desk.window.refresh()
        undo.setText("Undo: one thing")
        undo.setText("Undo: another")
    assert undo.receivers(SIGNAL("changed()")) < 150
    assert button.toolTip() == undo.toolTip()
    undo.setEnabled(not undo.isEnabled())
    assert button.isEnabled() == undo.isEnabled()
