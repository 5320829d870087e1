"""Every text of the window is said in the person's language: shown with one made up, in which nothing else is said."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from annotations.message import Message
from app.actions import ACTIONS
from app.dialogs.import_annotations import ImportDialog
from app.dialogs.unsaved import keeps_open
from app.tools.table import TOOLS
from app.window.tour import Tour
from tests.gui.conftest import Desk
from tests.gui.test_imports import coco
from tests.gui.texts import WideLanguage, texts_of, untranslated, widened

ROOT = Path(__file__).resolve().parents[2]
OWN = "nucleus nuclei photos starter cpu cell starter checkpoint tmp pytest of root colour red green"


DIALOGS = {
    "settings": "SettingsDialog",
    "shortcuts": "ShortcutsDialog",
    "export": "ExportDialog",
    "import": "ImportDialog",
    "finetune": "FineTuneDialog",
    "help": "HelpPage",
    "palette": "ActionPalette",
    "choose_category": "CategoryPalette",
    "display": "DisplayDialog",
    "statistics": "StatisticsDialog",
    "propose_in_all": "ProposeInAllDialog",
    "use_sam": "ClickProposerDialog",
    "instance_grid": "InstanceGrid",
    "measurements": "MeasurementsDialog",
    "plugins": "PluginsDialog",
}
"""What each action opens."""


@pytest.fixture
def wide(qtbot: QtBot) -> Iterator[None]:
    """All that is shown from now on is said in wide letters."""
    application, translator = QCoreApplication.instance(), WideLanguage()
    assert application is not None
    application.installTranslator(translator)
    yield
    application.removeTranslator(translator)


@pytest.fixture
def desk(wide: None, qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(qtbot, tmp_path / "settings.json")


def left(desk: Desk, own: str = "") -> list[tuple[str, str]]:
    """What is still English in the window and in the dialogs that are open."""
    desk.window.refresh()
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and not isinstance(w, QMenu)]
    return [text for window in windows for text in untranslated(texts_of(window), f"{OWN} {own}")]


def test_the_first_page(desk: Desk, tmp_path: Path) -> None:
    assert left(desk) == []
    assert widened("Open a folder of images") == "Ｏｐｅｎ ａ ｆｏｌｄｅｒ ｏｆ ｉｍａｇｅｓ"


def test_what_is_english_is_found(desk: Desk) -> None:
    desk.window.status.zoom.setText("All kept")
    desk.window.bar.setToolTip("A hint")
    assert {text for _, text in left(desk)} == {"All kept", "A hint"}


def test_the_window_at_work(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    assert left(desk) == []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_S, Qt.Key.Key_Return):
        desk.key(key)
    assert left(desk) == []
    desk.key(Qt.Key.Key_Left)
    assert left(desk) == []
    desk.window.instances.select_all()
    for name in ("crowd", "occluded", "difficult", "hide_instance", "lock_instance"):
        desk.act(name)
    desk.window.instance_list.search("1")
    assert left(desk) == []
    desk.act("image_done")
    desk.act("previous_image")
    assert left(desk) == []


def test_every_tool_and_its_options(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    for tool in TOOLS:
        desk.window.set_tool(tool)
        assert desk.window.status.hint.text()
        assert left(desk) == []


def test_the_names_of_what_is_undone(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    for tool, points in (("brush", ((60, 60), (70, 60))), ("rectangle", ((3, 3), (30, 30)))):
        desk.window.set_tool(tool)
        desk.stroke(*points)
    for name in ("grow", "duplicate", "to_front", "occluded", "relabel_unknown", "delete"):
        desk.act(name)
        assert left(desk) == []
    desk.window.commands.categories.add_category("cell")
    assert left(desk) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog(desk: Desk, photos: Path, name: str) -> None:
    desk.open(photos)
    before = set(QApplication.topLevelWidgets())
    desk.act(name)
    desk.qtbot.wait(30)
    opened = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert [type(dialog).__name__ for dialog in opened] == [DIALOGS[name]]
    assert not set(opened) & before
    own = (
        "annotations coco json DSB CVPPP YOLO labelme PNG NAME rgb label SegmentationObject SegmentationClass"
    )
    assert left(desk, f"{own} labelIds instanceIds polygons color uint") == []
    for dialog in opened:
        dialog.close()


def test_no_dialog_is_left_out() -> None:
    found = set()
    for path in (ROOT / "app").rglob("*.py"):
        found |= set(
            re.findall(r"^class (\w+)\((?:QDialog|Palette)\)", path.read_text(encoding="utf-8"), re.MULTILINE)
        )
    assert found - set(DIALOGS.values()) == {"AttributesDialog", "Palette"}  # from the list; the base


def test_an_import_that_is_looked_at_and_one_that_fails(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.act("import")
    (dialog,) = desk.window.dialogs.shown
    assert isinstance(dialog, ImportDialog)
    dialog.source.setText(str(coco(photos, broken=True)))
    desk.until(lambda: dialog.preview is not None)
    own = (
        "annotations coco json DSB CVPPP YOLO labelme PNG NAME rgb label SegmentationObject SegmentationClass"
    )
    assert left(desk, f"{own} labelIds instanceIds polygons color cat dog car") == []
    dialog.source.setText(str(photos / "a.png"))
    desk.until(lambda: not dialog.looking)
    assert left(desk, f"{own} labelIds instanceIds polygons color cat dog car") == []
    dialog.close()


def test_closing_with_decisions_that_are_not_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    boxes: list[QMessageBox] = []

    def look(box: QMessageBox) -> QMessageBox.StandardButton:
        boxes.append(box)
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", look)
    assert keeps_open(desk.window, 3)
    texts = [boxes[0].text(), boxes[0].windowTitle(), *(button.text() for button in boxes[0].buttons())]
    assert len(texts) == 4
    assert untranslated(iter(("box", text) for text in texts)) == []


def test_the_tour(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.act("tour")
    (tour,) = desk.window.findChildren(Tour)
    while tour.at + 1 < len(tour._stops):
        assert left(desk) == []
        desk.key(Qt.Key.Key_Right)
    assert left(desk) == []
    desk.key(Qt.Key.Key_Escape)


def test_the_filter_of_the_images(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.act("filter_images")
    filter_, before = desk.window.image_list.filter, len(left(desk))
    assert filter_.isVisible()
    assert before == 0
    filter_.sort.setCurrentIndex(2)
    desk.settle()
    assert left(desk) == []
    filter_.close()


def test_the_dialog_of_attributes(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.window.commands.categories.add_category("cell")
    desk.window.refresh()
    number = desk.window.category_list.choices[0].id
    assert number is not None
    desk.window.commands.categories.edit_attributes(number)
    (dialog,) = desk.window.dialogs.shown
    assert left(desk) == []
    dialog.text.setPlainText("red\nred")  # type: ignore[attr-defined]
    assert dialog.problem.text()  # type: ignore[attr-defined]
    assert left(desk) == []
    dialog.close()


def test_what_dialogs_of_the_desktop_are_told(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def tell(*arguments: object, **_named: object) -> tuple[str, str]:
        told.extend(text for text in arguments[1:] if isinstance(text, str) and not os.path.exists(text))
        return "", ""

    def tell_of_folder(*arguments: object, **named: object) -> str:
        return tell(*arguments, **named)[0]

    monkeypatch.setattr(QFileDialog, "getOpenFileName", tell)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", tell)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", tell_of_folder)
    monkeypatch.setattr(QMessageBox, "about", tell)
    desk.open(photos)
    for name in ("open_folder", "open_file", "open_model", "import_labels", "about"):
        desk.act(name)
    assert len(told) >= 6
    formats = "bmp jpg jpeg jpe jfif jp jpf jpx jpc j c k lsm gif pbm pgm ppm pnm tif tiff webp avif json"
    assert untranslated(iter(("file dialog", text) for text in told), f"{OWN} {formats} License Apache") == []


def _no_category(desk: Desk) -> None:
    desk.key(Qt.Key.Key_9)


def _last_image(desk: Desk) -> None:
    for _ in "abc":
        desk.act("image_done")


def _locked(desk: Desk) -> None:
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Left)
    desk.act("lock_instance")
    desk.act("delete")


def _model_failed(desk: Desk) -> None:
    reason = Message("could not be started: {reason}", reason=Message("no permission"))
    told = Message("The model process {why}. It was restarted.", why=reason)
    desk.window.loop.modelFailed.emit(told)
    desk.assistant.restarted.emit(told)


def _names(desk: Desk) -> None:
    desk.window.commands.categories.add_category("nucleus")
    desk.window.commands.categories.add_category("")


def _damaged_picture(desk: Desk) -> None:
    session = desk.window.session
    assert session.project is not None
    (session.project.root / "c.png").write_bytes(b"no picture")
    desk.act("next_image")
    desk.act("next_image")
    desk.until(lambda: session.picture_problem is not None)


def _other_size(desk: Desk) -> None:
    session = desk.window.session
    assert session.project is not None
    Image.fromarray(np.zeros((5, 7, 3), np.uint8)).save(session.project.root / "c.png")
    desk.act("next_image")
    desk.act("next_image")
    desk.until(lambda: session.picture_problem is not None)


@pytest.mark.parametrize(
    "happens",
    [_no_category, _last_image, _locked, _model_failed, _names, _damaged_picture, _other_size],
)
def test_what_is_told_in_banners(desk: Desk, photos: Path, happens: Callable[[Desk], None]) -> None:
    desk.open(photos)
    happens(desk)
    desk.until(lambda: bool(desk.window.banners.messages))
    assert left(desk) == []


def test_what_is_told_below_the_image(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.act("previous_image")
    told = desk.window.statusBar().currentMessage()
    assert told
    assert untranslated(iter([("line", told)])) == []


def test_a_disk_that_is_full(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.messages.tell_of_keeping(Message("the disk is full"))
    texts = [*desk.window.banners.messages, *(button.text() for button in desk.window.banners.buttons())]
    assert len(texts) == 2
    assert untranslated(iter(("banner", text) for text in texts)) == []


def test_opening_that_goes_wrong(desk: Desk, photos: Path) -> None:
    (photos / "broken.png").write_bytes(b"no picture")
    desk.open(photos, model=False)
    desk.until(lambda: bool(desk.window.banners.messages))
    assert left(desk, "broken") == []
    desk.window.open_path(photos / "gone.rsis")
    desk.until(lambda: any("gone" in text for text in desk.window.banners.messages))
    assert left(desk, "broken gone") == []


def test_the_menu_of_a_category(desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open(photos)
    shown: list[str] = []

    def look(menu: QMenu, *_at: object) -> None:
        shown.extend(action.text() for action in menu.actions())

    monkeypatch.setattr(QMenu, "exec", look)
    monkeypatch.setattr(QMenu, "popup", look)
    view = desk.window.category_list._view
    view.customContextMenuRequested.emit(view.visualRect(view.model().index(0, 0)).center())
    assert shown
    assert untranslated(iter(("menu", text) for text in shown)) == []


def test_every_action_has_all_its_texts_in_the_language(desk: Desk) -> None:
    for action in ACTIONS:
        shown = desk.window.actions_by_name[action.name]
        assert untranslated(iter([(action.name, shown.statusTip()), (action.name, shown.text())]), OWN) == []
