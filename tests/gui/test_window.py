"""The real window, driven as a person would, with a fake assistant that proposes given masks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.gui.conftest import SQUARES, Desk, square

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_folder_opens_with_its_images_and_the_first_proposal(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    assert desk.window.image_list.texts == ["a.png", "b.png", "c.png"]
    assert desk.shown() == square(0)
    line = desk.window.bar.line
    assert line.title == "nucleus"
    assert line.facts == "about 6 left   ·   nucleus 93 %   ·   object 97 %"
    assert line.model == "starter  ·  cpu"


def test_the_first_window_is_not_larger_than_the_screen(desk: Desk) -> None:
    desk.window.fit_screen()
    room = desk.window.screen().availableGeometry()
    assert desk.window.width() <= max(room.width(), desk.window.minimumSizeHint().width())
    assert desk.window.height() < max(room.height(), desk.window.minimumSizeHint().height() + 1)


def test_each_verdict_leads_to_the_next_proposal_and_is_kept(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    assert desk.shown() == square(1)
    desk.key(Qt.Key.Key_Space)
    desk.key(Qt.Key.Key_Backspace)
    desk.key(Qt.Key.Key_S)
    assert desk.shown() == square(4)
    assert desk.outcomes() == ["accepted", "accepted", "rejected", "skipped", "open"]
    assert desk.kept() == ([square(0), square(1)], ["accepted", "accepted", "rejected", "skipped"])
    desk.until(lambda: desk.window.status.kept.text() == "✓ All saved")


def test_the_model_is_told_the_whole_set_of_decisions(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Backspace)
    decisions = desk.assistant.requests[-1][1]
    assert decisions.annotated == ((square(0), "nucleus"),)
    assert decisions.rejected == (square(1),)


def test_number_keys_relabel_and_shift_accepts_as_well(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.commands.categories.add_category("cell")
    desk.window.refresh()
    assert [choice.name for choice in desk.window.category_list.choices] == ["cell", "nucleus"]
    desk.key(Qt.Key.Key_1)
    assert desk.window.bar.line.title == "cell"
    assert desk.shown() == square(0)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_1, SHIFT)
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes() == ["accepted", "accepted", "accepted", "open"]
    assert [text.split()[0] for text in desk.window.instance_list.texts] == ["nucleus", "cell", "cell"]


def test_a_key_without_a_category_says_so_and_does_nothing(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_7)
    assert desk.window.banners.messages == ["There is no category 7. Add it in the category list."]
    assert desk.outcomes() == ["open"]


def test_accepting_all_that_are_sure_goes_on_with_what_is_next_also_from_an_earlier_step(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Left)
    desk.key(Qt.Key.Key_Left)
    desk.key(Qt.Key.Key_Return, SHIFT)
    desk.until(lambda: desk.window.session.sequence is not None and desk.window.session.sequence.ended)
    assert desk.outcomes() == ["accepted"] * 6


def test_going_back_and_choosing_otherwise_leaves_what_came_later(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    for _ in range(3):
        desk.key(Qt.Key.Key_Return)
    for _ in range(3):
        desk.key(Qt.Key.Key_Left)
    assert desk.shown() == square(0)
    desk.key(Qt.Key.Key_Backspace)
    assert desk.outcomes() == ["rejected", "accepted", "accepted", "open"]
    assert desk.shown() == square(3)
    assert desk.kept()[0] == [square(1), square(2)]


def test_a_thumbnail_opens_its_step_and_escape_leads_back_to_the_proposal(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    strip = desk.window.strip
    rect = strip.visualRect(strip.model().index(0, 0))
    desk.qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    desk.settle()
    assert desk.shown() == square(0)
    assert "Step 1" in desk.window.bar.line.title
    desk.key(Qt.Key.Key_Escape)
    assert desk.shown() == square(1)


def test_all_of_it_can_be_undone_and_redone(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_B)
    desk.stroke((SQUARES[1][0] + 14, SQUARES[1][1] + 7), (SQUARES[1][0] + 20, SQUARES[1][1] + 7))
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Backspace)
    desk.key(Qt.Key.Key_Left)
    desk.key(Qt.Key.Key_Return)
    end = desk.kept()
    assert end[1] == ["accepted", "fixed", "accepted"]
    for _ in range(6):
        desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.kept() == ([], [])
    assert desk.shown() == square(0)
    for _ in range(6):
        desk.key(Qt.Key.Key_Z, CTRL, SHIFT)
    assert desk.kept() == end


def test_undo_leads_to_the_image_where_the_change_was(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_D)
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Z, CTRL)
    session = desk.window.session
    assert session.image is not None
    assert session.image.path == "a.png"
    desk.until(lambda: session.ready)
    assert desk.shown() == square(0)
    assert desk.outcomes() == ["open"]


def test_starting_over_from_a_step_is_one_act_that_can_be_undone(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    for _ in range(3):
        desk.key(Qt.Key.Key_Return)
    desk.window.session.focus(("step", desk.window.strip.items[1].step_id))
    desk.act("start_over")
    assert desk.outcomes() == ["accepted", "open"]
    assert desk.shown() == square(1)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.outcomes() == ["accepted", "accepted", "accepted", "open"]


def test_a_message_moves_nothing_and_goes_when_it_is_closed(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.settle()  # the strip has opened for the first step
    view = desk.window.canvas.view
    desk.window.say("Something to know")
    desk.settle()
    assert desk.window.canvas.view == view
    desk.window.banners.clear("Something to know")
    assert not desk.window.banners.isVisible()


def test_at_the_end_the_line_says_what_can_be_done(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    for _ in range(6):
        desk.key(Qt.Key.Key_Return)
    assert desk.shown() is None
    assert desk.window.bar.line.title == "No more objects found"
    assert "mark the image as done" in desk.window.bar.line.facts
    assert not desk.window.bar.line.can_accept


def test_an_image_that_is_done_leads_to_the_next_one_to_do(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return, CTRL)
    session = desk.window.session
    assert session.image is not None
    assert session.image.path == "b.png"
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Backspace, CTRL)
    assert session.document is not None
    assert [image.status for image in session.document.images()] == ["done", "skipped", "new"]


def test_single_letters_are_text_while_a_text_field_has_the_focus(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    field = desk.window.category_list._new
    field.setFocus()
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    desk.qtbot.keyClicks(field, "big set")
    desk.qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "big se"
    assert desk.outcomes() == ["open"]
    assert desk.window.canvas.tool == "select"
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.window.refresh()
    assert "big se" in [choice.name for choice in desk.window.category_list.choices]
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_B)
    assert desk.window.canvas.tool == "brush"


def test_accepting_all_that_are_sure_stops_at_the_end_and_each_can_be_undone(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return, SHIFT)
    desk.until(lambda: desk.window.session.sequence is not None and desk.window.session.sequence.ended)
    assert desk.outcomes() == ["accepted"] * 6
    assert desk.window.banners.messages == ["Accepted 6. The model finds no more objects."]
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.outcomes() == ["accepted"] * 5 + ["open"]


def test_accepting_all_that_are_sure_says_why_it_goes_no_farther(desk: Desk, photos: Path) -> None:
    desk.assistant.objectness = 0.41
    desk.open(photos)
    desk.window.loop.ask_all_the_same()
    desk.settle()
    desk.key(Qt.Key.Key_Return, SHIFT)
    assert desk.window.banners.messages == [
        "Accepted 0. Stopped: the next is 41 %, below the 77 % threshold."
    ]
    assert desk.outcomes() == ["open"]


def test_all_that_are_sure_is_what_this_model_is_sure_of_unless_the_person_says_otherwise(
    desk: Desk, photos: Path
) -> None:
    desk.assistant.sure_objectness = 0.98
    desk.open(photos)
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Return, SHIFT)
    assert desk.window.banners.messages == [
        "Accepted 0. Stopped: the next is 97 %, below the 98 % threshold."
    ]
    desk.window.settings.set("accept_above", 90)
    desk.key(Qt.Key.Key_Return, SHIFT)
    desk.until(lambda: desk.window.session.sequence is not None and desk.window.session.sequence.ended)
    assert desk.outcomes() == ["accepted"] * 6


def test_an_image_that_is_done_proposes_only_when_asked(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return, CTRL)
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_A)
    desk.until(lambda: desk.window.session.ready)
    desk.settle()
    assert desk.shown() is None
    assert desk.window.bar.line.title == "This image is done"
    desk.key(Qt.Key.Key_N)
    desk.until(desk.proposing)
    assert desk.shown() == square(0)
    desk.act("image_undone")
    assert desk.window.session.image is not None
    assert desk.window.session.image.status == "new"


def test_renaming_a_category_is_undone_like_everything_else(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    document = desk.window.session.document
    assert document is not None
    (category,) = document.categories()
    desk.window.commands.categories.rename_category(category.id, "cell")
    desk.window.commands.categories.recolor_category(category.id, (1, 2, 3))
    desk.window.refresh()
    assert desk.window.instance_list.texts == ["cell  ·  accepted"]
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert document.categories() == [category]
    desk.window.commands.categories.rename_category(category.id, "")
    assert desk.window.banners.messages == ["A category needs a name."]


def test_a_late_answer_is_dropped(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.assistant._delay = 150
    desk.window.actions_by_name["accept"].trigger()
    desk.window.actions_by_name["undo"].trigger()
    desk.qtbot.wait(250)
    assert desk.shown() == square(0)
    assert desk.outcomes() == ["open"]


def test_the_line_above_the_image_shows_the_model_whole_and_nothing_overlaps(
    desk: Desk, photos: Path
) -> None:
    desk.window.resize(1280, 720)
    desk.open(photos)
    for name in ("accept", "back"):
        desk.act(name)
        desk.qtbot.wait(20)
        parts = [part for part in desk.window.bar.findChildren(QWidget) if part.isVisible()]
        for one in parts:
            assert not [
                other for other in parts if other is not one and one.geometry().intersects(other.geometry())
            ]
        model = next(
            part for part in parts if isinstance(part, QLabel) and part.text() == desk.window.bar.line.model
        )
        assert model.width() >= model.fontMetrics().horizontalAdvance(model.text())
