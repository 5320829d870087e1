"""The projects opened last: in the menu and on the first page, called as a person knows them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.panels.recent import as_label, short_names
from tests.gui.conftest import SIZE, Desk


def test_projects_opened_last_are_in_the_menu_and_on_the_first_page_and_grey_when_they_are_gone(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(other / "z.png")
    desk.open(photos, model=False)
    desk.open(other, model=False)
    paths = [other, photos]
    assert desk.window.recent.paths == paths
    photos.rename(tmp_path / "moved")
    desk.window.recent.look()
    desk.until(lambda: desk.window.recent.is_gone(paths[1]))
    menu = next(
        action.menu() for action in desk.window._menus["File"].actions() if action.text() == "Open recent"
    )
    menu.aboutToShow.emit()
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [
        ("other", True),
        ("photos", False),
    ]
    assert [action.toolTip() for action in menu.actions()] == list(map(str, paths))
    links = {button.text(): button for button in desk.window.welcome.findChildren(QPushButton)}
    assert links["other"].toolTip() == str(other)
    assert links["photos"].toolTip().startswith(str(photos))
    assert "moved or deleted" in links["photos"].toolTip()
    links["photos"].actions()[0].trigger()
    assert desk.window.recent.paths == paths[:1]
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    desk.until(lambda: desk.window.session.ready)
    assert desk.window.image_list.texts == ["z.png"]


def test_a_folder_opened_from_those_opened_last_takes_in_images_that_came_since(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos, model=False)
    Image.fromarray(np.zeros((*SIZE, 3), np.uint8)).save(photos / "new.png")
    assert desk.window.session.close()
    desk.window.welcome.openPath.emit(str(desk.window.recent.paths[0]))
    desk.until(lambda: desk.window.session.ready)
    assert desk.window.image_list.texts == ["a.png", "b.png", "c.png", "new.png"]


def test_projects_opened_last_are_called_as_a_person_knows_them(desk: Desk, tmp_path: Path) -> None:
    recent = desk.window.recent  # one that lives as long as it looks on its thread what is still there
    for path in ("a/set", "R&D", "b/set/annotations.rsis", "b/set/cells.rsis", "c/d/set"):
        recent.remember(tmp_path / path)
    recent.remember(tmp_path / "R&D" / "annotations.rsis")  # the same one
    names = list(short_names(recent.paths).values())
    places = [str(Path(*name)) for name in (("d", "set"), ("b", "set"), ("a", "set"))]
    assert names == ["R&D", places[0], "cells.rsis", *places[1:]]
    assert as_label(names[0]) == "R&&D"


def test_enter_on_the_first_page_opens_the_project_opened_last(
    desk: Desk, photos: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.open(photos, model=False)
    assert desk.window.close()
    again = Desk(qtbot, tmp_path / "settings.json")
    again.until(again.window.isActiveWindow)
    again.key(Qt.Key.Key_Return)
    again.until(lambda: again.window.session.ready)
    assert again.window.image_list.texts == ["a.png", "b.png", "c.png"]
    assert again.window.canvas.hasFocus()


def test_a_project_opens_at_the_image_where_one_stopped_unless_that_is_done(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_D)
    desk.open(photos, model=False)
    assert desk.window.session.image is not None and desk.window.session.image.path == "b.png"
    desk.open(photos / "c.png", model=False)  # that one is named
    assert desk.window.session.image.path == "c.png"
    desk.act("image_done")
    desk.window.session.show_image(desk.window.session.order.image(2).id)  # type: ignore[union-attr]
    desk.open(photos, model=False)
    assert desk.window.session.image.path == "a.png"


KILLED = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.settings import Settings
from app.window.main_window import MainWindow

app = QApplication([])
window = MainWindow(Settings(Path(sys.argv[2])))
window.show()
window.open_path(Path(sys.argv[1]))
while not window.session.ready:
    QTest.qWait(10)
window.actions_by_name["next_image"].trigger()
QTest.qWait(1000)
print(window.session.image.path, flush=True)
app.exec()
"""


def test_after_a_kill_a_project_opens_at_the_image_where_one_was(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", KILLED, str(photos), str(tmp_path / "settings.json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "b.png"
        program.kill()
    desk.window.settings.read_again()  # as the next start does
    desk.open(photos, model=False)
    assert desk.window.session.image is not None and desk.window.session.image.path == "b.png"


def test_dialogs_begin_where_the_last_folder_and_the_last_model_lie(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[str] = []

    def look(_parent: object, _title: str, place: str, *_kinds: str) -> str:
        places.append(place)
        return ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", look)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (look(*given), ""))
    desk.act("open_folder")
    assert places == [str(Path.home())]
    desk.open(photos)
    (tmp_path / "runs" / "best").mkdir(parents=True)
    desk.window.models.recent.remember(tmp_path / "runs" / "best")
    for name in ("open_folder", "open_file", "open_model"):
        desk.act(name)
    assert desk.window.session.close()
    for name in ("open_folder", "open_file"):
        desk.act(name)
    beside, inside = str(tmp_path), str(photos)
    assert places[1:] == [beside, inside, str(tmp_path / "runs"), beside, inside]


def test_lists_that_cannot_be_read_do_not_stop_the_program(
    qtbot: QtBot, tmp_path: Path, photos: Path
) -> None:
    deep = "[" * 100_000
    (tmp_path / "settings.json").write_text(
        json.dumps(dict.fromkeys(("recent", "models", "last_images", "shortcuts"), deep))
    )
    desk = Desk(qtbot, tmp_path / "settings.json")
    desk.open(photos)
    assert desk.window.session.ready
