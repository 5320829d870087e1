"""The real window, driven as a person would, with a fake assistant that proposes given masks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import SQUARES, Desk, square

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_folder_opens_with_its_images_and_the_first_proposal(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    assert desk.window.image_list.texts == ["a.png", "b.png", "c.png"]
    assert desk.shown() == square(0)
    line = desk.window.bar.line
    assert line.title == "nucleus"
    assert line.facts == "confidence 0.93   ·   objectness 0.97   ·   about 6 left"
    assert line.model == "starter  ·  cpu"


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
    desk.until(lambda: desk.window.kept_label.text() == "✓ All saved")


def test_the_model_is_told_the_whole_set_of_decisions(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Backspace)
    decisions = desk.assistant.requests[-1][1]
    assert decisions.annotated == ((square(0), "nucleus"),)
    assert decisions.rejected == (square(1),)


def test_a_brush_stroke_fixes_the_proposal_and_undo_takes_the_stroke_back(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_B)
    x, y = SQUARES[0]
    desk.stroke((x + 14, y + 7), (x + 18, y + 7))
    painted = desk.shown()
    assert painted is not None
    assert painted.area > square(0).area
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.shown() == square(0)
    desk.key(Qt.Key.Key_Y, CTRL)
    assert desk.shown() == painted
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes()[0] == "fixed"
    assert desk.kept() == ([painted], ["fixed"])


def test_the_eraser_makes_a_hole_that_is_kept(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.set_radius(2)
    desk.key(Qt.Key.Key_E)
    x, y = SQUARES[0]
    desk.stroke((x + 7, y + 7), (x + 7.4, y + 7))
    desk.key(Qt.Key.Key_Return)
    ((mask,), _) = desk.kept()
    assert not mask.contains(x + 7, y + 7)
    assert mask.contains(x + 1, y + 1)


def test_escape_in_the_middle_of_a_stroke_takes_it_all_back(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_B)
    canvas = desk.window.canvas
    desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=desk.at(5, 5))
    desk.qtbot.mouseMove(canvas, desk.at(30, 30))
    desk.key(Qt.Key.Key_Escape)
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=desk.at(30, 30))
    assert desk.shown() == square(0)
    assert not desk.window.actions_by_name["undo"].isEnabled()


def test_number_keys_relabel_and_shift_accepts_as_well(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.handlers.add_category("cell")
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
    assert desk.window.banners.messages == ["There is no category 7. Add one in the list of categories."]
    assert desk.outcomes() == ["open"]


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
    work = desk.window.work
    assert work.image is not None
    assert work.image.path == "a.png"
    desk.until(lambda: work.ready)
    assert desk.shown() == square(0)
    assert desk.outcomes() == ["open"]


def test_starting_over_from_a_step_is_one_act_that_can_be_undone(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    for _ in range(3):
        desk.key(Qt.Key.Key_Return)
    desk.window.work.focus(("step", desk.window.strip.items[1].step_id))
    desk.act("start_over")
    assert desk.outcomes() == ["accepted", "open"]
    assert desk.shown() == square(1)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.outcomes() == ["accepted", "accepted", "accepted", "open"]


def test_a_missed_object_is_drawn_by_polygon_and_enter_closes_it(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_P)
    for point in ((100, 70), (120, 70), (120, 90), (100, 90)):
        desk.click(*point)
    desk.key(Qt.Key.Key_Return)
    ((mask,), outcomes) = desk.kept()
    assert outcomes == ["drawn"]
    assert mask.contains(110, 80)
    assert abs(mask.area - 400) < 60
    assert desk.outcomes() == ["drawn", "open"]


def test_clicks_ask_for_an_object_and_correct_a_proposal(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_C)
    desk.click(SQUARES[0][0] + 16, SQUARES[0][1] + 7)
    _, _, clicks, correct = desk.assistant.requests[-1]
    assert [click.positive for click in clicks] == [True]
    assert correct == square(0)
    corrected = desk.shown()
    assert corrected is not None
    assert corrected.area > square(0).area
    desk.click(SQUARES[0][0] + 2, SQUARES[0][1] + 2, Qt.MouseButton.RightButton)
    assert [click.positive for click in desk.assistant.requests[-1][2]] == [True, False]
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes()[0] == "fixed"
    desk.qtbot.mouseClick(
        desk.window.canvas, Qt.MouseButton.LeftButton, CTRL, desk.at(SQUARES[4][0] + 5, SQUARES[4][1] + 5)
    )
    desk.settle()
    assert desk.shown() == square(4)


def test_a_click_far_from_the_proposal_asks_for_the_object_there(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_C)
    desk.click(SQUARES[3][0] + 5, SQUARES[3][1] + 5)
    assert desk.shown() == square(3)
    assert desk.outcomes() == ["open"]


def test_a_message_moves_nothing_and_goes_when_it_is_closed(desk: Desk, photos: Path) -> None:
    desk.open(photos)
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
    assert "mark the image done" in desk.window.bar.line.facts
    assert not desk.window.bar.line.can_accept


def test_an_image_that_is_done_leads_to_the_next_one_to_do(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return, CTRL)
    work = desk.window.work
    assert work.image is not None
    assert work.image.path == "b.png"
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Backspace, CTRL)
    assert work.document is not None
    assert [image.status for image in work.document.images()] == ["done", "skipped", "new"]


def test_selecting_by_a_click_opens_the_step_and_delete_turns_it_down(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_V)
    desk.click(SQUARES[0][0] + 5, SQUARES[0][1] + 5)
    assert desk.shown() == square(0)
    desk.key(Qt.Key.Key_Delete)
    assert desk.kept() == ([], ["rejected"])


def test_hide_others_shows_only_the_proposal(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    assert len(desk.window.canvas.scene.settled) == 1
    desk.key(Qt.Key.Key_H)
    assert desk.window.canvas.scene.settled == ()
    desk.key(Qt.Key.Key_T)
    assert len(desk.window.canvas.scene.settled) == 1


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


def test_the_wheel_zooms_at_the_pointer(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    canvas = desk.window.canvas
    at = QPointF(200, 150)
    before = canvas.view.to_image(at.x(), at.y())
    scale = canvas.view.scale
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    assert canvas.view.scale > scale
    assert canvas.view.to_image(at.x(), at.y()) == pytest.approx(before)
    desk.key(Qt.Key.Key_0)
    assert canvas.view.scale == pytest.approx(1.0)
    desk.key(Qt.Key.Key_F)
    assert canvas.view.scale == pytest.approx(scale)


def test_space_drag_pans_and_does_not_accept(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    canvas = desk.window.canvas
    left = canvas.view.left
    canvas.setFocus()
    desk.qtbot.keyPress(canvas, Qt.Key.Key_Space)
    desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    desk.qtbot.mouseMove(canvas, QPoint(130, 100))
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(130, 100))
    desk.qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    desk.settle()
    assert canvas.view.left == pytest.approx(left + 30)
    assert desk.outcomes() == ["open"]


def test_without_a_model_one_can_draw(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_B)
    desk.stroke((20, 20), (40, 20))
    assert desk.outcomes() == ["drawn"]
    desk.stroke((40, 20), (40, 40))
    ((mask,), outcomes) = desk.kept()
    assert outcomes == ["drawn"]
    assert mask.contains(40, 38)


def test_accepting_all_that_are_sure_stops_at_the_end_and_each_can_be_undone(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return, SHIFT)
    desk.until(lambda: desk.window.work.sequence is not None and desk.window.work.sequence.ended)
    assert desk.outcomes() == ["accepted"] * 6
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.outcomes() == ["accepted"] * 5 + ["open"]


def test_an_image_that_is_done_proposes_only_when_asked(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return, CTRL)
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_A)
    desk.until(lambda: desk.window.work.ready)
    desk.settle()
    assert desk.shown() is None
    assert desk.window.bar.line.title == "This image is done"
    desk.key(Qt.Key.Key_N)
    desk.until(desk.proposing)
    assert desk.shown() == square(0)
    desk.act("image_undone")
    assert desk.window.work.image is not None
    assert desk.window.work.image.status == "new"


def test_renaming_a_category_is_undone_like_everything_else(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    document = desk.window.work.document
    assert document is not None
    (category,) = document.categories()
    desk.window.handlers.rename_category(category.id, "cell")
    desk.window.handlers.recolor_category(category.id, (1, 2, 3))
    desk.window.refresh()
    assert desk.window.instance_list.texts == ["cell  ·  accepted"]
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert document.categories() == [category]
    desk.window.handlers.rename_category(category.id, "")
    assert desk.window.banners.messages == ["A category needs a name."]


def test_a_late_answer_is_dropped(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.assistant._delay = 150
    desk.window.actions_by_name["accept"].trigger()
    desk.window.actions_by_name["undo"].trigger()
    desk.qtbot.wait(250)
    assert desk.shown() == square(0)
    assert desk.outcomes() == ["open"]


def test_a_stroke_on_a_large_mask_is_shown_as_it_goes_and_applied_at_its_end(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.windows import scene

    monkeypatch.setattr(scene, "LARGE", 10)
    desk.open(photos)
    desk.key(Qt.Key.Key_B)
    canvas = desk.window.canvas
    before = canvas.grab().toImage()
    desk.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=desk.at(40, 20))
    desk.qtbot.mouseMove(canvas, desk.at(60, 20))
    assert canvas.grab().toImage().pixelColor(desk.at(50, 20)) != before.pixelColor(desk.at(50, 20))
    desk.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=desk.at(60, 20))
    desk.settle()
    mask = desk.shown()
    assert mask is not None
    assert mask.contains(50, 20)
