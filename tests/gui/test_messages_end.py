"""Each message ends when it is no longer true."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotations.project import Project
from app.crash_reports import CrashReports
from app.panels import banners
from app.window.fault_watch import FaultWatch
from tests.gui.conftest import Desk
from tests.gui.test_imports import coco, dialog_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def elsewhere(tmp_path: Path, photos: Path) -> Path:
    """Another folder of images."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "z.png").write_bytes((photos / "a.png").read_bytes())
    return folder


def said(desk: Desk) -> list[str]:
    desk.window.refresh()
    return desk.window.banners.messages


def come_back() -> None:
    """The user returns to the window from another program."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def left_out(desk: Desk, photos: Path) -> None:
    (photos / "broken.png").write_bytes(b"no image")
    desk.open(photos, model=False)


def model_gone(desk: Desk, photos: Path) -> None:
    with Project.open_folder(photos) as project:
        project.model = str(photos / "gone")
    desk.open(photos, model=False)


def scan_stopped(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.window.images.gathering.failed.emit("the disk is full")


def backup_failed(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.until(lambda: not desk.window.care.backing_up)
    desk.window.session.ask_project = lambda _question, _answered, failed: failed("the disk is full")  # type: ignore[method-assign, assignment]
    desk.window.care.back_up()
    del desk.window.session.ask_project


def trained(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.window.messages.tell_of_training("The new model is better.", "good")


def annotations_found(desk: Desk, photos: Path) -> None:
    coco(photos)
    desk.open(photos, model=False)
    desk.until(lambda: bool(desk.window.banners.messages))


@pytest.mark.parametrize(
    "tell", [left_out, model_gone, scan_stopped, backup_failed, trained, annotations_found]
)
def test_what_is_said_of_a_project_ends_with_it(
    desk: Desk, photos: Path, elsewhere: Path, tell: Callable[[Desk, Path], None]
) -> None:
    tell(desk, photos)
    assert len(said(desk)) == 1
    desk.act("next_image")
    assert len(said(desk)) == 1
    desk.open(elsewhere, model=False)
    assert said(desk) == []


def test_that_a_folder_has_to_be_opened_first_ends_when_one_is(desk: Desk, photos: Path) -> None:
    desk.window.commands.categories.add_category("leaf")
    assert "Open a folder first" in said(desk)[0]
    desk.open(photos, model=False)
    assert said(desk) == []


def test_that_something_cannot_be_opened_ends_when_something_else_is(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    desk.window.open_path(tmp_path / "gone")
    desk.until(lambda: bool(said(desk)))
    desk.open(photos, model=False)
    assert said(desk) == []


def test_that_annotations_can_be_imported_ends_when_they_are(desk: Desk, photos: Path) -> None:
    annotations_found(desk, photos)
    desk.window.banners.buttons()[0].click()
    dialog = dialog_of(desk)
    desk.until(lambda: dialog.import_button.isEnabled())
    dialog.import_button.click()
    desk.until(lambda: any("Imported" in text for text in said(desk)) and desk.window.session.ready)
    assert len(said(desk)) == 1


def test_that_undo_removes_an_import_ends_with_the_next_decision(desk: Desk, photos: Path) -> None:
    annotations_found(desk, photos)
    desk.window.banners.buttons()[0].click()
    dialog = dialog_of(desk)
    desk.until(lambda: dialog.import_button.isEnabled())
    dialog.import_button.click()
    desk.until(lambda: any("“Undo” removes them" in text for text in said(desk)))
    desk.until(lambda: desk.window.session.ready)
    desk.act("image_skipped")
    assert said(desk) == []


@pytest.mark.parametrize("filtered", [False, True])
def test_that_no_image_is_left_to_do_ends_when_there_is_one(desk: Desk, photos: Path, filtered: bool) -> None:
    desk.open(photos, model=False)
    if filtered:
        desk.window.image_list._search.setText("a.png")
        desk.act("image_done")
    else:
        for _ in "abc":
            desk.act("image_done")
    assert "That was the last unfinished image" in said(desk)[0]
    desk.key(Qt.Key.Key_Z, CTRL)
    assert said(desk) == []


def test_that_a_model_cannot_be_loaded_is_said_until_another_is_asked_for(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(photos)
    with monkeypatch.context() as patched:
        patched.setattr(desk.assistant, "load_model", lambda *_: None)
        desk.window.load_model("/models/broken")
    desk.assistant.modelFailed.emit("/models/broken: it is damaged")
    assert said(desk) == ["/models/broken: it is damaged"]
    desk.key(Qt.Key.Key_Return)  # with the one before
    desk.until(desk.proposing)
    assert said(desk) == ["/models/broken: it is damaged"]
    desk.window.load_model("starter")
    assert said(desk) == []


def test_that_the_starter_is_missing_is_said_until_there_is_a_model(desk: Desk, photos: Path) -> None:
    desk.window.say("The starter model is missing.", scope="model")
    desk.open(photos, model=False)
    assert len(said(desk)) == 1
    desk.open(photos)
    assert said(desk) == []


def test_that_the_model_gave_no_answer_is_said_until_it_gives_one(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.assistant.restarted.emit("The model's process was restarted.")
    assert len(said(desk)) == 1
    desk.key(Qt.Key.Key_Return)
    desk.until(desk.proposing)
    assert said(desk) == []


@pytest.mark.parametrize("happens", ["cut off", "gone"])
def test_that_an_image_cannot_be_shown_is_said_until_its_file_is_there_again(
    desk: Desk, photos: Path, happens: str
) -> None:
    whole = (photos / "a.png").read_bytes()
    with Project.open_folder(photos) as project:
        project.add_images(sorted(photos.glob("*.png")))
    if happens == "gone":
        (photos / "a.png").unlink()
    else:
        (photos / "a.png").write_bytes(whole[: len(whole) // 2])
    desk.window.open_path(photos)
    desk.until(lambda: len(said(desk)) == 1 and desk.window.care._seen is not None)
    come_back()
    desk.settle()
    assert len(said(desk)) == 1
    (photos / "a.png").write_bytes(whole)
    come_back()
    desk.until(lambda: desk.window.session.ready)
    assert said(desk) == []


def test_that_an_image_changed_is_said_until_it_is_as_it_was(desk: Desk, photos: Path) -> None:
    whole = (photos / "a.png").read_bytes()
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.window.session.close()
    changed = Path(photos / "a.png")
    changed.write_bytes(whole + b"\0")
    desk.open(photos, model=False)
    desk.until(lambda: any("was changed" in text for text in said(desk)))
    changed.write_bytes(whole)
    come_back()
    desk.until(lambda: said(desk) == [])


def test_a_result_of_fine_tuning_ends_when_the_next_begins(desk: Desk, photos: Path) -> None:
    trained(desk, photos)
    desk.window.dialogs._finetuning_dialog().began.emit()
    assert said(desk) == []


def test_what_is_wrong_with_the_settings_is_said_until_they_are_set(
    qtbot: QtBot, tmp_path: Path, photos: Path
) -> None:
    settings = {"fill": 500, "shortcuts": json.dumps({"no such action": ["A"]})}
    (tmp_path / "settings.json").write_text(json.dumps(settings))
    desk = Desk(qtbot, tmp_path / "settings.json")
    assert len(said(desk)) == 2
    desk.open(photos, model=False)
    assert len(said(desk)) == 2
    desk.act("color_by_instance")
    assert said(desk) == []


def test_where_a_report_is_is_said_until_it_is_opened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    watch = FaultWatch(CrashReports(tmp_path / "log"), desk.window.banners, desk.window)
    watch._tell("ValueError: no", tmp_path / "report.txt")
    assert len(said(desk)) == 1
    desk.window.banners.buttons()[0].click()
    assert opened == [str(tmp_path / "report.txt")] and said(desk) == []


def test_why_categories_cannot_be_read_is_said_until_some_are_added(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(photos, model=False)
    (tmp_path / "set.json").write_text("{}")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "set.json"), ""))
    desk.act("import_labels")
    assert len(said(desk)) == 1
    desk.act("labels_voc")
    assert said(desk) == []


def test_that_a_tool_failed_goes_by_itself(desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(banners, "SECONDS", 0.05)
    desk.open(photos, model=False)
    desk.window.canvas.gestureFailed.emit("The tool failed.")
    assert len(said(desk)) == 1
    desk.until(lambda: said(desk) == [])


def test_that_decisions_are_not_saved_ends_when_they_are_given_up(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.window.messages.tell_of_keeping("the disk is full")
    assert len(desk.window.banners.messages) == 1
    assert desk.window.session.close(give_up=True)
    assert said(desk) == []
