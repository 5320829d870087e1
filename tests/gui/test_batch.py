"""The model goes ahead in the rest of the folder, and the person steps through what it found."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from annotations.project import Project, waiting
from app.dialogs.propose_in_all import ProposeInAllDialog
from app.document.batch import Wanted
from app.panels.image_list_view import ImageView
from tests.gui.conftest import SIDE, SQUARES, Desk, square
from tests.gui.fake_batch import FakeBatch

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAMES = ["a.png", "b.png", "c.png"]


@pytest.fixture
def fake(desk: Desk) -> FakeBatch:
    """The batch assistant of the desk's window: finds squares 7 to 9 in each image, the last one less surely."""
    made = FakeBatch(lambda name: [(square(7 + n), "nucleus", (0.95, 0.9, 0.6)[n]) for n in range(3)])
    desk.window.images.batch.make = lambda: made
    return made


def dialog_of(desk: Desk) -> ProposeInAllDialog:
    desk.act("propose_in_all")
    return shown_dialog(desk)


def shown_dialog(desk: Desk) -> ProposeInAllDialog:
    (found,) = [one for one in desk.window.dialogs.shown if isinstance(one, ProposeInAllDialog)]
    return found


def start(desk: Desk) -> None:
    """Starts in all images by the dialog."""
    desk.qtbot.keyClick(dialog_of(desk), Qt.Key.Key_Return)
    desk.window.activateWindow()
    desk.window.canvas.setFocus()
    desk.settle()


def kept(desk: Desk) -> dict[str, int]:
    """How many proposals wait in each image, as the project's file has it; 0 where there was none to find."""
    assert desk.window.session.flush(5.0)
    project = desk.window.session.project
    assert project is not None
    with Project.open(project.path, read_only=True) as reader:
        counts = waiting.counts(reader)
        return {reader.image(n).path: counts.get(n, 0) for n in waiting.proposed(reader)}


def shown_name(desk: Desk) -> str:
    image = desk.window.session.image
    return image.path if image is not None else ""


def done(desk: Desk) -> None:
    desk.until(lambda: not desk.window.images.batch.running)


def begin_with_the_first(desk: Desk, photos: Path) -> None:
    """Opens the folder and decides in its first image, so that it is no longer new."""
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)


def open_second(desk: Desk) -> None:
    desk.key(Qt.Key.Key_D)
    desk.until(lambda: shown_name(desk) == "b.png" and desk.proposing())


def test_it_proposes_in_all_images_that_nobody_has_begun_with(
    desk: Desk, photos: Path, fake: FakeBatch
) -> None:
    begin_with_the_first(desk, photos)
    assert not desk.window.actions_by_name["pause_batch"].isEnabled()
    desk.key(Qt.Key.Key_N, CTRL, SHIFT)
    dialog = shown_dialog(desk)
    assert "2 images" in dialog.told.text()
    dialog.least.setValue(70)
    dialog.most.setValue(2)
    fake.waiting = True
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    desk.until(lambda: len(fake.jobs) == 1)
    assert desk.window.batch_progress.isVisible()
    assert desk.window.batch_progress.text().startswith("Proposed in 0 of 2 images")
    fake.release()
    done(desk)
    assert fake.names == NAMES[1:]
    assert [(job.least, job.most) for job in fake.jobs] == [(0.7, 2)] * 2
    assert kept(desk) == {"b.png": 2, "c.png": 2}
    assert fake.closed
    assert not desk.window.batch_progress.isVisible()
    assert any("4 proposals wait" in text for text in desk.window.banners.messages)
    assert (desk.window.settings["batch_least"], desk.window.settings["batch_most"]) == (70, 2)


def test_what_waits_is_stepped_through_at_once_and_then_the_network_goes_on(
    desk: Desk, photos: Path, fake: FakeBatch
) -> None:
    begin_with_the_first(desk, photos)
    start(desk)
    done(desk)
    asked = len(desk.assistant.requests)
    open_second(desk)
    assert desk.shown() == square(7)
    desk.key(Qt.Key.Key_Return)
    assert desk.shown() == square(8)
    desk.key(Qt.Key.Key_Backspace)
    assert desk.shown() == square(9)
    assert len(desk.assistant.requests) == asked  # nobody waited for the model
    assert desk.outcomes() == ["accepted", "rejected", "open"]
    desk.key(Qt.Key.Key_S)
    desk.until(desk.proposing)
    decisions = desk.assistant.requests[-1][1]
    assert [mask for mask, _ in decisions.annotated] == [square(7)]
    assert set(decisions.rejected) == {square(8), square(9)}
    assert desk.shown() == square(0)
    assert kept(desk) == {"b.png": 0, "c.png": 3}


def test_undo_lets_a_decided_proposal_wait_again(desk: Desk, photos: Path, fake: FakeBatch) -> None:
    begin_with_the_first(desk, photos)
    start(desk)
    done(desk)
    open_second(desk)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Backspace)
    assert kept(desk)["b.png"] == 1
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.shown() == square(8)
    assert kept(desk)["b.png"] == 2
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.shown() == square(7)
    assert kept(desk)["b.png"] == 3
    desk.key(Qt.Key.Key_Y, CTRL)
    assert desk.shown() == square(8)
    desk.key(Qt.Key.Key_A)
    desk.until(lambda: desk.window.session.ready)
    desk.key(Qt.Key.Key_Z, CTRL)  # back to the other image, whose sequence is a new one
    desk.until(desk.proposing)
    assert desk.shown() == square(7)
    desk.key(Qt.Key.Key_Backspace)
    assert desk.shown() == square(8)
    assert kept(desk)["b.png"] == 2
    assert desk.outcomes() == ["rejected", "open"]


def test_one_that_overlaps_what_was_drawn_is_passed_over_and_fixing_one_leaves_the_rest(
    desk: Desk, photos: Path, fake: FakeBatch
) -> None:
    begin_with_the_first(desk, photos)
    start(desk)
    done(desk)
    open_second(desk)
    x, y = SQUARES[8]
    desk.key(Qt.Key.Key_R)
    desk.stroke((x - 1, y - 1), (x + SIDE, y + SIDE))
    assert kept(desk)["b.png"] == 2
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_V)
    assert desk.shown() == square(7)
    desk.key(Qt.Key.Key_Period)  # grows it
    desk.key(Qt.Key.Key_Return)
    assert desk.shown() == square(9)
    assert desk.outcomes() == ["drawn", "fixed", "open"]
    assert kept(desk)["b.png"] == 1
    for _ in range(3):
        desk.key(Qt.Key.Key_Z, CTRL)
    assert kept(desk)["b.png"] == 3


def test_work_that_was_left_goes_on_with_the_next_opening_each_image_once(
    qtbot: QtBot, desk: Desk, photos: Path, fake: FakeBatch, tmp_path: Path
) -> None:
    begin_with_the_first(desk, photos)
    fake.waiting = True
    start(desk)
    desk.until(lambda: fake.names == ["b.png"])
    desk.end()  # in the middle of an image
    again = Desk(qtbot, tmp_path / "settings.json")
    other = FakeBatch(lambda _name: [(square(7), "nucleus", 0.9)])
    again.window.images.batch.make = lambda: other
    again.open(photos)
    done(again)
    assert other.names == ["b.png", "c.png"]
    assert kept(again) == {"b.png": 1, "c.png": 1}
    again.window.images.batch.start(Wanted("starter", "starter"))
    done(again)
    assert other.names == ["b.png", "c.png"]


def test_it_is_paused_also_over_a_restart_and_stopped(
    qtbot: QtBot, desk: Desk, photos: Path, fake: FakeBatch, tmp_path: Path
) -> None:
    begin_with_the_first(desk, photos)
    fake.waiting = True
    start(desk)
    desk.until(lambda: len(fake.jobs) == 1)
    desk.act("pause_batch")
    assert fake.held[-1]
    assert desk.window.actions_by_name["pause_batch"].isChecked()
    assert desk.window.batch_progress.text().endswith("paused")
    desk.end()
    again = Desk(qtbot, tmp_path / "settings.json")
    other = FakeBatch(lambda _name: [(square(7), "nucleus", 0.9)])
    again.window.images.batch.make = lambda: other
    again.open(photos)
    again.until(lambda: again.window.images.batch.paused)
    assert not other.jobs
    other.waiting = True
    again.act("pause_batch")
    again.until(lambda: other.names == ["b.png"])
    again.act("stop_batch")
    assert other.closed
    assert not again.window.batch_progress.isVisible()
    assert kept(again) == {}


def test_it_waits_while_the_person_waits_for_the_model(desk: Desk, photos: Path, fake: FakeBatch) -> None:
    begin_with_the_first(desk, photos)
    fake.waiting = True
    start(desk)
    desk.until(lambda: len(fake.jobs) == 1 and fake.held[-1:] != [True])
    fake.held.clear()
    desk.key(Qt.Key.Key_Return)
    assert fake.held[0]
    desk.until(lambda: not fake.held[-1])


def test_an_image_that_cannot_be_read_is_left_out_and_told(desk: Desk, photos: Path) -> None:
    made = FakeBatch(lambda _name: [(square(7), "nucleus", 0.9)], unreadable=["b.png"])
    desk.window.images.batch.make = lambda: made
    begin_with_the_first(desk, photos)
    start(desk)
    done(desk)
    assert kept(desk) == {"c.png": 1}
    assert any("1 image could not be read" in text for text in desk.window.banners.messages)


def test_a_model_that_cannot_be_loaded_ends_it(desk: Desk, photos: Path, fake: FakeBatch) -> None:
    begin_with_the_first(desk, photos)
    desk.window.images.batch.start(Wanted("broken", "broken"))
    done(desk)
    assert any("it is broken" in text for text in desk.window.banners.messages)


def test_the_list_says_how_many_wait_and_filters_by_it(desk: Desk, photos: Path, fake: FakeBatch) -> None:
    begin_with_the_first(desk, photos)
    order = desk.window.session.order
    assert order is not None
    desk.window.images.batch.start(Wanted("starter", "starter", images=(order.image(1).id,)))
    done(desk)
    images = desk.window.image_list
    view = images.findChild(ImageView)
    assert view is not None
    said = [view.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said == ["a.png, started", "b.png, new, 3 proposed", "c.png, new"]
    images.filter.proposals.setCurrentIndex(1)
    desk.until(lambda: images.texts == ["b.png"])
    images.filter.reset()
    desk.until(lambda: images.texts == NAMES)


def test_all_that_are_sure_are_accepted_in_all_images_with_one_undo(
    desk: Desk, photos: Path, fake: FakeBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_with_the_first(desk, photos)
    start(desk)
    done(desk)
    open_second(desk)
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        return int(QMessageBox.StandardButton.Ok.value)

    monkeypatch.setattr(QMessageBox, "exec", answer)
    desk.key(Qt.Key.Key_Return, CTRL, SHIFT)
    desk.until(lambda: bool(asked) and not desk.window.session.busy and desk.proposing())
    assert "4 proposals" in asked[0]
    assert "2 images" in asked[0]
    assert desk.outcomes() == ["accepted", "accepted", "open"]
    assert desk.shown() == square(9)
    assert kept(desk) == {"b.png": 1, "c.png": 1}
    document = desk.window.session.document
    assert document is not None
    assert [image.status for image in document.images()] == ["started"] * 3
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.until(lambda: not desk.window.session.busy and desk.proposing())
    assert kept(desk) == {"b.png": 3, "c.png": 3}
    assert [image.status for image in document.images()] == ["started", "new", "new"]
    assert desk.outcomes() == ["open"]
    desk.key(Qt.Key.Key_Y, CTRL)
    desk.until(lambda: not desk.window.session.busy and desk.shown() == square(9))
    assert kept(desk) == {"b.png": 1, "c.png": 1}


def test_another_model_replaces_what_waits(desk: Desk, photos: Path, fake: FakeBatch) -> None:
    begin_with_the_first(desk, photos)
    start(desk)
    done(desk)
    open_second(desk)
    desk.window.images.batch.make = lambda: FakeBatch(lambda _name: [(square(10), "nucleus", 0.9)])
    desk.window.images.batch.start(Wanted("other", "other"))
    done(desk)
    assert kept(desk) == {"b.png": 1, "c.png": 1}
    desk.key(Qt.Key.Key_S)
    desk.until(lambda: desk.shown() == square(10))


def test_the_dialog_offers_the_listed_and_the_selected_images(
    desk: Desk, photos: Path, fake: FakeBatch
) -> None:
    begin_with_the_first(desk, photos)
    assert choices(dialog_of(desk)) == ["All images"]
    desk.window.dialogs.shown[0].close()
    images = desk.window.image_list
    images.filter.status.setCurrentIndex(2)
    desk.until(lambda: images.texts == ["b.png", "c.png"])
    view = images.findChild(ImageView)
    assert view is not None
    view.selectAll()
    desk.window.activateWindow()
    desk.window.canvas.setFocus()
    dialog = dialog_of(desk)
    assert choices(dialog) == ["All images", "Images in the filtered list (2)", "Selected images (2)"]
    assert dialog.images.currentIndex() == 2
    dialog.images.setCurrentIndex(1)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    done(desk)
    assert fake.names == ["b.png", "c.png"]


def choices(dialog: ProposeInAllDialog) -> list[str]:
    return [dialog.images.itemText(place) for place in range(dialog.images.count())]
