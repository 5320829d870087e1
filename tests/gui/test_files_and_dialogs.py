"""The window with good and bad files, full disks, exports, dialogs and other models."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from annotations.masks import Mask
from app.dialogs.export import ExportDialog
from app.settings import Settings
from app.widgets import theme
from app.window.held_keys import in_text_field
from tests.gui.conftest import SIZE, Desk, place_of, square

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_everything_decided_is_there_when_the_folder_is_opened_again(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Backspace)
    desk.window.open_path(photos)
    desk.until(lambda: desk.window.session.ready)
    desk.until(desk.proposing)
    assert desk.outcomes() == ["accepted", "rejected", "open"]
    assert desk.shown() == square(2)


def test_a_truncated_image_gives_one_message_and_the_program_goes_on(desk: Desk, photos: Path) -> None:
    whole = (photos / "a.png").read_bytes()
    (photos / "a.png").write_bytes(whole[: len(whole) // 2])
    (photos / "text.jpg").write_text("no picture")
    desk.window.open_path(photos)
    desk.window.use_assistant(desk.assistant, Path("starter"))
    desk.until(lambda: desk.window.session.picture_problem is not None)
    messages = desk.window.banners.messages
    assert sum("a.png" in message for message in messages) == 1
    assert sum("text.jpg" in message for message in messages) == 1
    assert desk.window.bar.line.title == "This image cannot be displayed"
    desk.key(Qt.Key.Key_D)
    desk.until(desk.proposing)
    assert desk.shown() == square(0)


def test_what_is_not_seen_of_a_folder_and_a_file_is_said(desk: Desk, tmp_path: Path) -> None:
    pages = [Image.new("L", SIZE, shade) for shade in (10, 20, 30)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    (tmp_path / "b.heic").write_bytes(b"")
    desk.window.open_path(tmp_path)
    desk.until(lambda: desk.window.session.picture is not None)
    desk.until(lambda: "Image 1 of 3 in this file is shown." in desk.window.banners.messages)
    assert "1 file is of a kind that is not read: HEIC." in desk.window.banners.messages


def test_a_link_to_a_folder_of_images_is_opened(desk: Desk, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "set").symlink_to(photos)
    desk.window.open_path(tmp_path / "own")
    desk.until(lambda: desk.window.session.picture is not None)
    assert desk.window.session.image is not None
    assert desk.window.session.image.path == "../photos/a.png"


def test_a_folder_that_is_gone_gives_one_message(desk: Desk, tmp_path: Path) -> None:
    desk.window.open_path(tmp_path / "gone")
    desk.until(lambda: bool(desk.window.banners.messages))
    assert "gone: it does not exist" in desk.window.banners.messages[0]
    assert desk.window.pages.currentIndex() == 0


def test_where_nothing_is_open_any_more_the_title_says_so_and_escape_leaves_a_text_field(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    desk.open(photos)
    assert desk.window.windowTitle() == "photos – a.png – RSIS Annotator"
    desk.window.open_path(tmp_path / "gone")
    desk.until(lambda: desk.window.pages.currentIndex() == 0)
    assert desk.window.windowTitle() == "RSIS Annotator"
    desk.window.image_list._search.setFocus()
    assert in_text_field()
    desk.key(Qt.Key.Key_Escape)
    assert not in_text_field()


def test_a_disk_that_takes_nothing_is_told_in_a_banner_and_nothing_is_lost(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotations.errors import ProjectError
    from annotations.project import Project
    from app.document import writer

    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.02)
    desk.open(photos)
    commit = Project.commit

    def full(project: Project, transaction: object) -> None:
        raise ProjectError(project.path, "the disk is full")

    monkeypatch.setattr(Project, "commit", full)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.window.session.is_failing)
    assert "the disk is full" in desk.window.banners.messages[0]
    assert desk.window.status.kept.text() == "2 unsaved"
    monkeypatch.setattr(Project, "commit", commit)
    desk.until(lambda: desk.window.status.kept.text() == "✓ All saved")
    assert desk.window.banners.messages == []
    assert desk.kept()[0] == [square(0), square(1)]


def test_export_writes_coco_with_the_masks_of_the_project(desk: Desk, photos: Path, tmp_path: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    dialog = ExportDialog(desk.window.session, desk.window.settings, desk.window)
    desk.qtbot.addWidget(dialog)
    dialog.show()
    dialog.output.setText(str(tmp_path / "out.json"))
    dialog.start()
    desk.until(lambda: not dialog.running)
    assert dialog.report.text().startswith("Exported 3 images with 2 instances to")
    content = json.loads((tmp_path / "out.json").read_text())
    masks = [Mask.from_coco_rle(a["segmentation"]) for a in content["annotations"]]
    assert masks == [square(0), square(1)]
    assert content["images"][0]["height"] == SIZE[0]


def test_an_export_writes_over_a_file_only_when_told_so(desk: Desk, photos: Path, tmp_path: Path) -> None:
    desk.open(photos)
    dialog = ExportDialog(desk.window.session, desk.window.settings, desk.window)
    desk.qtbot.addWidget(dialog)
    file = tmp_path / "out.json"
    file.write_text("the labels of a colleague")
    dialog.output.setText(str(file))
    dialog.export_button.click()
    assert "already exists" in dialog.report.text()
    assert dialog.export_button.text() == "Replace"
    assert file.read_text() == "the labels of a colleague"
    dialog.export_button.click()
    desk.until(lambda: not dialog.running)
    assert json.loads(file.read_text())["images"]
    assert dialog.export_button.text() == "Export"


def test_an_export_that_fails_says_why(desk: Desk, photos: Path, tmp_path: Path) -> None:
    desk.open(photos)
    dialog = ExportDialog(desk.window.session, desk.window.settings, desk.window)
    desk.qtbot.addWidget(dialog)
    (tmp_path / "file").write_text("")
    dialog.output.setText(str(tmp_path / "file" / "out.json"))
    dialog.start()
    desk.until(lambda: not dialog.running)
    assert str(tmp_path / "file") in dialog.report.text()


def test_a_new_model_takes_over_the_proposal_that_nobody_touched(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    asked = len(desk.assistant.requests)
    desk.window.load_model("better")
    desk.until(lambda: len(desk.assistant.requests) > asked and desk.proposing())
    assert desk.window.bar.line.model == "better  ·  cpu"


def test_the_window_follows_the_desktop_that_goes_light_unless_told_otherwise(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = QApplication.styleHints().colorSchemeChanged
    assert theme.theme().dark
    monkeypatch.setattr(theme, "desktop_scheme", lambda _: Qt.ColorScheme.Light)
    changed.emit(Qt.ColorScheme.Light)
    assert not theme.theme().dark
    desk.act("theme_dark")
    changed.emit(Qt.ColorScheme.Light)
    assert theme.theme().dark


def test_the_theme_changes_and_the_annotations_keep_their_colours(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    color = desk.window.canvas.scene.focus
    desk.act("theme_light")
    light = desk.window.palette().window().color().lightness()
    desk.act("theme_dark")
    assert light > desk.window.palette().window().color().lightness()
    assert desk.window.canvas.scene.focus == color


def test_closing_the_window_keeps_everything_and_ends_the_assistant(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_Return)
    assert desk.window.close()
    assert desk.assistant.closed
    assert not (photos / "annotations.rsis-wal").exists()
    from annotations.project import Project

    with Project.open(photos / "annotations.rsis") as project:
        assert [step.outcome for step in project.steps(project.images()[0].id)] == ["accepted"]


def test_every_action_has_a_handler_and_a_help_line(desk: Desk) -> None:
    from app.actions import ACTIONS
    from app.dialogs.help import help_html

    assert set(desk.window.commands.table()) == {action.name for action in ACTIONS}
    page = help_html(theme.theme())
    assert all(escape(action.help) in page for action in ACTIONS if action.in_menu)


def test_the_palette_finds_an_action_by_its_name_and_does_it(desk: Desk, photos: Path) -> None:
    from app.dialogs.find_action import ActionPalette

    desk.open(photos)
    palette = ActionPalette(desk.window, desk.window.actions_by_name, desk.window.shortcuts)
    palette.show()
    desk.qtbot.keyClicks(palette.search, "polyg")
    desk.qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert desk.window.canvas.tool == "polygon"


def test_the_settings_dialog_changes_what_it_shows_at_once(desk: Desk, photos: Path, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QComboBox

    from app.dialogs.settings import SettingsDialog

    desk.open(photos)
    dialog = SettingsDialog(desk.window.settings, desk.window.apply_settings, desk.window)
    desk.qtbot.addWidget(dialog)
    combo = dialog.editors["wheel"]
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(1)
    assert not desk.window.canvas.wheel_zooms
    assert Settings(tmp_path / "settings.json")["wheel"] == "scroll"


def test_the_wheel_scrolls_the_settings_and_changes_none_by_the_way(desk: Desk) -> None:
    from app.dialogs.settings import SettingsDialog

    dialog = SettingsDialog(desk.window.settings, desk.window.apply_settings, desk.window)
    desk.qtbot.addWidget(dialog)
    dialog.resize(560, 200)
    dialog.show()
    desk.qtbot.wait(20)
    area = dialog.pages.currentWidget()
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    assert area.widget().width() <= area.viewport().width()  # nothing is cut off at the side
    before = {name: desk.window.settings[name] for name in dialog.editors}
    here = [name for name, editor in dialog.editors.items() if area.isAncestorOf(editor)]
    assert here
    for name in here[:2]:
        bar.setValue(0)
        editor = dialog.editors[name]
        middle = QPointF(editor.rect().center())
        down = QWheelEvent(
            middle, editor.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        at = bar.value()
        QApplication.sendEvent(editor, down)
        assert bar.value() > at
    assert {name: desk.window.settings[name] for name in dialog.editors} == before


def test_what_an_export_would_lose_and_which_images_are_not_done_is_said_before(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.act("image_done")
    desk.act("export")
    (dialog,) = [dialog for dialog in desk.window.dialogs.shown if isinstance(dialog, ExportDialog)]
    desk.until(lambda: not dialog.looking)
    assert dialog.problems.toPlainText() == "Images not done (2): b.png, c.png"
    dialog.format.setCurrentIndex(dialog.format.findData("label-maps"))
    desk.until(lambda: not dialog.looking)
    assert "label maps cannot store categories" in dialog.problems.toPlainText()
    assert not Path(dialog.output.text()).exists(), "nothing is written before it is asked for"
    dialog.format.setCurrentIndex(dialog.format.findData("coco"))
    dialog.only_done.setChecked(True)
    desk.until(lambda: not dialog.looking)
    assert dialog.report.text() == "This format can store everything in the project."
    assert not dialog.problems.isVisible()
    dialog.close()
    desk.act("previous_image")
    desk.act("select_all")
    desk.act("difficult")
    desk.act("export")
    (dialog,) = [dialog for dialog in desk.window.dialogs.shown if isinstance(dialog, ExportDialog)]
    desk.until(lambda: not dialog.looking)
    assert "“difficult”" not in dialog.problems.toPlainText()  # COCO files have it
    dialog.format.setCurrentIndex(dialog.format.findData("voc"))
    desk.until(lambda: not dialog.looking)
    assert (
        "cannot store notes, attributes, “occluded” and “difficult” (1 instance)"
        in dialog.problems.toPlainText()
    )
    dialog.close()


def test_the_buttons_of_an_export_stay_in_place_while_its_lists_grow(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    for number in range(30):
        desk.window.commands.categories.add_category(f"category {number}")
    desk.act("export")
    (dialog,) = [dialog for dialog in desk.window.dialogs.shown if isinstance(dialog, ExportDialog)]
    places = set()

    def look_on() -> None:
        desk.qtbot.wait(30)  # until it is laid out
        places.add(place_of(dialog.export_button))
        desk.until(lambda: not dialog.looking and not dialog.running)
        desk.qtbot.wait(30)
        places.add(place_of(dialog.export_button))

    look_on()
    for index in range(dialog.format.count()):
        dialog.format.setCurrentIndex(index)
        look_on()
    dialog.format.setCurrentIndex(dialog.format.findData("coco"))
    dialog.output.setText(str(tmp_path / ("a folder with a long name " * 4) / "annotations.json"))
    for _ in range(3):  # written, refused since it is there, and written over
        dialog.start()
        look_on()
    assert "Replace" not in dialog.export_button.text()
    assert len(places) == 1
    dialog.close()


def test_the_small_drawings_of_the_style_can_be_drawn(desk: Desk) -> None:
    named = set(re.findall(r'url\("([^"]+)"\)', QApplication.instance().styleSheet()))
    assert len(named) == 4
    assert not any(QPixmap(path).isNull() for path in named)


def test_the_window_comes_back_as_large_as_it_was_left(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    room = desk.window.screen().availableGeometry()
    desk.window.resize(desk.window.minimumSizeHint())
    desk.window.resize(room.width() - 20, room.height() - 170)
    left = desk.window.size()
    assert desk.window.close()
    again = Desk(qtbot, tmp_path / "settings.json").window
    assert again.size() != left
    again.fit_screen()
    assert again.size() == left


def test_an_export_begins_with_the_format_of_the_last_one(desk: Desk, photos: Path, tmp_path: Path) -> None:
    desk.open(photos, model=False)
    desk.act("export")
    (dialog,) = desk.window.dialogs.shown
    assert isinstance(dialog, ExportDialog)
    assert dialog.format.currentData() == "coco"
    dialog.format.setCurrentIndex(dialog.format.findData("yolo"))
    dialog.only_done.setChecked(True)
    dialog.output.setText(str(tmp_path / "out"))
    dialog.start()
    desk.until(lambda: not dialog.running)
    dialog.close()
    desk.act("export")
    (dialog,) = desk.window.dialogs.shown
    assert isinstance(dialog, ExportDialog)
    assert (dialog.format.currentData(), dialog.only_done.isChecked()) == ("yolo", True)
    assert dialog.output.text().endswith("photos-yolo")
    dialog.close()


def test_a_dialog_may_be_closed_twice(desk: Desk) -> None:
    desk.act("help")
    (dialog,) = desk.window.dialogs.shown
    dialog.reject()
    dialog.reject()  # as by Escape, pressed twice in a hurry
    assert desk.window.dialogs.shown == []


def test_an_export_is_split_by_shares_and_its_folder_is_opened(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    desk.open(photos, model=False)
    desk.act("export")
    (dialog,) = desk.window.dialogs.shown
    assert isinstance(dialog, ExportDialog)
    assert dialog.split.shares is None and not dialog.open_button.isEnabled()
    dialog.split.on.setChecked(True)
    dialog.split.validation.setValue(34)
    dialog.split.test.setValue(0)
    assert dialog.split.training.text() == "Training 66 %"
    dialog.split.scenes.setChecked(False)
    dialog.output.setText(str(tmp_path / "out.json"))
    for _ in range(3):  # written, refused since it is there, and written over
        dialog.start()
        desk.until(lambda: not dialog.running)
    names = {
        part: [
            image["file_name"] for image in json.loads((tmp_path / f"out_{part}.json").read_text())["images"]
        ]
        for part in ("train", "val")
    }
    assert (len(names["train"]), len(names["val"])) == (2, 1)
    assert sorted(names["train"] + names["val"]) == ["a.png", "b.png", "c.png"]
    dialog.open_button.click()
    assert opened == [str(tmp_path)]
    dialog.close()
    desk.act("export")
    (dialog,) = desk.window.dialogs.shown
    assert isinstance(dialog, ExportDialog)
    assert dialog.split.shares == {"train": 0.66, "val": 0.34}
    dialog.close()
