"""The window and the project's file: history, backups, damage, images that moved or was changed after."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from annotations.errors import ProjectError
from annotations.imaging.identity import missing
from annotations.project import Project, backups
from annotations.project.history import HistoryEntry
from annotations.records import ImageRecord
from app.dialogs.settings import SettingsDialog
from tests.gui.conftest import SIZE, Desk, square


def history(desk: Desk) -> list[HistoryEntry]:
    """What the project's file says of its decisions on images."""
    assert desk.window.session.flush(5.0)
    project = desk.window.session.project
    assert project is not None
    with Project.open(project.path, read_only=True) as reader:
        return [entry for entry in reader.history() if entry.image_id is not None]


def message(desk: Desk, *words: str) -> bool:
    return any(all(word in text for word in words) for text in desk.window.banners.messages)


def press(desk: Desk, text: str) -> None:
    """Presses the button of a banner."""
    (button,) = [button for button in desk.window.banners.buttons() if button.text() == text]
    button.click()
    desk.settle()


def other_picture(path: Path) -> None:
    """The same size, another content."""
    pixels = np.random.default_rng(1).integers(0, 255, (*SIZE, 3), np.uint8)
    Image.fromarray(pixels).save(path)


def test_the_history_says_who_accepted_which_proposal_of_which_model_in_how_long(
    desk: Desk, photos: Path
) -> None:
    desk.window.settings.set("person", "Grace")
    desk.window.apply_settings()
    desk.open(photos)
    desk.qtbot.wait(300)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Backspace)
    desk.act("undo")
    desk.act("redo")
    entries = history(desk)
    assert [(entry.label, entry.person) for entry in entries] == [
        ("Accept proposal", "Grace"),
        ("Reject proposal", "Grace"),
        ("Undo: Reject proposal", "Grace"),
        ("Reject proposal", "Grace"),
    ]
    accepted = entries[0]
    assert accepted.seconds is not None
    assert 0.25 < accepted.seconds < 30
    with Project.open(photos / "annotations.rsis", read_only=True) as project:
        steps = project.steps(project.images()[0].id)
    assert [step.id for step in steps] == [entry.step_id for entry in entries[:2]]
    assert entries[2].step_id == entries[1].step_id
    assert [step.model for step in steps] == ["starter", "starter"]


def test_a_name_that_is_set_counts_from_the_next_decision_on(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    dialog = SettingsDialog(desk.window.settings, desk.window.apply_settings, desk.window)
    desk.qtbot.addWidget(dialog)
    field = dialog.editors["person"]
    assert isinstance(field, QLineEdit)
    field.setText("  Ada ")
    field.editingFinished.emit()
    desk.key(Qt.Key.Key_Return)
    people = [entry.person for entry in history(desk)]
    assert people[1] == "Ada"
    assert people[0] != "Ada"


def test_a_project_with_work_in_it_is_backed_up_when_it_is_opened(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    assert backups.found(photos / "annotations.rsis") == ()
    desk.key(Qt.Key.Key_Return)
    desk.window.open_path(photos)
    desk.until(lambda: len(backups.found(photos / "annotations.rsis")) == 1)
    (backup,) = backups.found(photos / "annotations.rsis")
    assert (backup.images, backup.instances) == (3, 1)


def test_a_backup_that_cannot_be_made_is_told_and_the_work_goes_on(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(project: Project, **_: object) -> None:
        raise ProjectError(project.path, "the disk is full")

    monkeypatch.setattr(Project, "back_up", full)
    desk.open(photos)
    desk.until(lambda: message(desk, "daily backup failed", "the disk is full"))
    desk.key(Qt.Key.Key_Return)
    assert desk.kept()[0] == [square(0)]


@pytest.mark.parametrize("what_is_left", ["most", "nothing"])
def test_a_damaged_project_is_repaired_by_one_click(desk: Desk, photos: Path, what_is_left: str) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    desk.window.open_path(photos)
    path = photos / "annotations.rsis"
    desk.until(lambda: len(backups.found(path)) == 1)
    assert desk.window.session.close()
    whole = bytearray(path.read_bytes())
    if what_is_left == "most":
        for page in range(2, len(whole) // 4096, 2):
            whole[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    else:
        whole = bytearray(b"\xff" * len(whole))
    path.write_bytes(whole)
    desk.window.open_path(photos)
    desk.until(lambda: message(desk, "annotations.rsis", "damaged"))
    press(desk, "Repair")
    desk.until(lambda: desk.window.session.ready)
    assert message(desk, "was damaged and has been repaired", "kept as annotations.damaged-")
    assert desk.kept()[0] == [square(0), square(1)]
    (kept,) = photos.glob("annotations.damaged-*.rsis")
    assert kept.read_bytes() == bytes(whole)


def test_a_file_that_never_was_a_project_is_no_case_for_repair(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "text.rsis").write_text("hello")
    desk.window.open_path(tmp_path / "text.rsis")
    desk.until(lambda: message(desk, "it is not a project"))
    assert desk.window.banners.buttons() == []


# ---- the images' files


def test_an_image_that_changed_on_the_disk_is_told_until_the_person_says_it_is_fine(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    assert desk.window.session.close()
    other_picture(photos / "a.png")
    for _ in range(2):
        desk.window.open_path(photos)
        desk.until(lambda: message(desk, "a.png was changed after it was annotated"))
    press(desk, "Looks fine")
    assert not message(desk, "was changed after")
    desk.window.open_path(photos)
    desk.until(lambda: desk.window.session.ready and not desk.window.loop.waiting)
    desk.act("next_image")
    desk.act("previous_image")
    desk.qtbot.wait(100)
    assert not message(desk, "was changed after")


def test_images_that_were_moved_within_their_folder_are_found_and_not_taken_for_new_ones(
    desk: Desk, photos: Path
) -> None:
    for number, name in enumerate(("a.png", "b.png", "c.png")):
        pixels = np.full((*SIZE, 3), 40 + number, np.uint8)
        Image.fromarray(pixels).save(photos / name)
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    assert desk.window.session.close()
    (photos / "day 1").mkdir()
    for name in ("a.png", "b.png", "c.png"):
        (photos / name).rename(photos / "day 1" / name)
    desk.window.open_path(photos)
    desk.until(lambda: desk.window.session.ready)
    assert message(desk, "Found 3 images that were moved or renamed")
    document = desk.window.session.document
    assert document is not None
    assert [image.path for image in document.images()] == [f"day 1/{name}.png" for name in "abc"]
    assert desk.kept()[0] == [square(0)]


def test_images_that_are_gone_are_found_in_the_folder_that_the_person_names(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    assert desk.window.session.close()
    (tmp_path / "far" / "away").mkdir(parents=True)
    for name in ("a.png", "b.png", "c.png"):
        (photos / name).rename(tmp_path / "far" / "away" / name)
    monkeypatch.setattr("app.document.opening.files_near", lambda _project: [])
    desk.window.open_path(photos / "annotations.rsis")
    desk.until(lambda: message(desk, "a.png is missing from", "3 images are missing in total"))
    empty = tmp_path / "empty"
    empty.mkdir()
    desk.window.care.find_in(empty)
    desk.until(lambda: message(desk, f"None of the images were found in {empty}"))
    chosen = str(tmp_path / "far")
    monkeypatch.setattr("app.window.project_care.QFileDialog.getExistingDirectory", lambda *_given: chosen)
    press(desk, "Locate images…")
    desk.until(lambda: desk.window.session.ready)
    desk.until(lambda: not message(desk, "missing"))
    assert desk.kept()[0] == [square(0)]
    assert desk.window.session.image is not None
    assert desk.window.session.image.path == "../far/away/a.png"
    assert [entry.label for entry in history(desk)] == ["Accept proposal"]


def test_missing_images_are_counted_once_and_not_for_each_image_that_is_shown(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    assert desk.window.session.close()
    for name in ("a.png", "b.png", "c.png"):
        (photos / name).unlink()
    counted: list[Project] = []

    def count(project: Project) -> tuple[ImageRecord, ...]:
        counted.append(project)
        return missing(project)

    monkeypatch.setattr("app.window.project_care.missing", count)
    desk.window.open_path(photos / "annotations.rsis")
    desk.until(lambda: message(desk, "a.png is missing from", "3 images are missing in total"))
    desk.act("next_image")
    desk.until(lambda: message(desk, "b.png is missing from", "3 images are missing in total"))
    assert len(counted) == 1


def test_an_image_that_changed_its_size_is_not_shown_even_if_it_was_read_ahead(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos, model=False)
    Image.fromarray(np.zeros((5, 7, 3), np.uint8)).save(photos / "c.png")
    desk.act("next_image")
    session = desk.window.session
    desk.until(lambda: str(photos / "c.png") in session.pictures._kept)
    desk.act("next_image")
    assert session.picture is None
    assert session.picture_problem is not None
    desk.until(lambda: any("c.png" in message for message in desk.window.banners.messages))


def test_a_backup_that_is_being_made_does_not_keep_decisions_out_of_the_file_when_the_project_is_closed(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def slow(project: Project, check: Callable[[], None], **_: object) -> None:
        begun.set()
        while True:
            time.sleep(0.2)  # as long as a piece of the copy may take
            check()

    monkeypatch.setattr(Project, "back_up", slow)
    desk.open(photos)
    desk.until(begun.is_set)
    desk.key(Qt.Key.Key_Return)
    assert desk.window.session.close()
    file = photos / "annotations.rsis"
    assert [path.name for path in photos.iterdir() if path.name.startswith(f"{file.name}-wal")] == []
    with Project.open(file, read_only=True) as reader:
        assert [entry for entry in reader.history() if entry.image_id is not None]
