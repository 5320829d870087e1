"""The review: instances one at a time over all images, the list of doubts, and the conflicts of a merge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from annotations.masks import Mask
from annotations.masks.edits import union
from annotations.project import Project
from annotations.records import Category, Change, Instance, Transaction
from annotations.review.conflicts import is_in_conflict
from app.document import decisions
from app.document.instance_edits import delete_all
from tests.gui.conftest import SIZE, Desk, place_of, square

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NUCLEUS, CELL = (
    Category(1, "nucleus", (200, 60, 60), position=1),
    Category(2, "cell", (60, 60, 200), position=2),
)


def make(photos: Path, *of_images: list[Instance], done: bool = True) -> None:
    """A project with these instances in its images, imported; their ids are counted from 1, over all images."""
    with Project.open_folder(photos) as project:
        project.add_images(sorted(photos.glob("*.png")))
        images = project.images()
        changes = [Change.add(NUCLEUS), Change.add(CELL)]
        if done:
            changes += [Change.replace(image, replace(image, status="done")) for image in images]
        number = 0
        for image, instances in zip(images, of_images, strict=False):
            for z, instance in enumerate(instances):
                number += 1
                changes.append(Change.add(replace(instance, id=number, image_id=image.id, z=z)))
        project.commit(Transaction("Import", tuple(changes)))


def one(mask: Mask, category: int | None = 1, **more: object) -> Instance:
    made = Instance(1, 1, mask, category, "imported")
    return replace(made, **more)  # type: ignore[arg-type]


def kept(desk: Desk) -> dict[int, Instance]:
    """All instances in the project's file by id."""
    assert desk.window.session.flush(5.0)
    assert desk.window.session.project is not None
    with Project.open(desk.window.session.project.path, read_only=True) as project:
        return {i.id: i for image in project.images() for i in project.instances(image.id)}


def at(desk: Desk) -> tuple[str, int]:
    """The image shown and the instance in focus, once the review has arrived there."""
    session = desk.window.session
    desk.until(lambda: desk.window.review.instance is not None)
    assert session.image is not None and desk.window.review.instance is not None
    return session.image.path, desk.window.review.instance.id


def begin(desk: Desk, photos: Path, key: Qt.Key = Qt.Key.Key_R, *held: Qt.KeyboardModifier) -> None:
    """Opens the folder without a model and begins a review with Ctrl and a key."""
    desk.open(photos, model=False)
    desk.key(key, CTRL, *held)
    desk.qtbot.waitUntil(lambda: desk.window.review.active, timeout=30_000)  # a process may have to start
    desk.window.refresh()


@pytest.fixture
def three(photos: Path) -> Path:
    """Two instances in the first image, one in the second and one in the third."""
    make(photos, [one(square(0)), one(square(1))], [one(square(2))], [one(square(3), category=None)])
    return photos


def test_enter_verifies_and_goes_on_over_all_images_and_says_how_far_one_is(desk: Desk, three: Path) -> None:
    desk.window.settings.set("person", "Ada")
    desk.window.apply_settings()
    begin(desk, three)
    assert at(desk) == ("a.png", 1)
    assert desk.window.review_bar.isVisible() and not desk.window.bar.isVisible()
    assert desk.window.review_bar.line.progress == "0 of 4 reviewed"
    desk.key(Qt.Key.Key_Return)
    assert at(desk) == ("a.png", 2)
    desk.key(Qt.Key.Key_Space)
    assert at(desk) == ("b.png", 3)
    assert desk.window.review_bar.line.progress == "2 of 4 reviewed"
    found = kept(desk)
    assert [found[number].review for number in (1, 2, 3, 4)] == ["verified", "verified", "", ""]
    assert found[1].reviewer == "Ada" and found[3].reviewer == ""


def test_backspace_deletes_and_undo_goes_back_to_it_also_in_another_image(desk: Desk, three: Path) -> None:
    begin(desk, three)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Backspace)
    assert at(desk) == ("b.png", 3)
    assert sorted(kept(desk)) == [1, 3, 4]
    assert desk.window.review.reviewed == 2
    desk.key(Qt.Key.Key_Z, CTRL)
    assert at(desk) == ("a.png", 2)
    assert sorted(kept(desk)) == [1, 2, 3, 4]
    desk.key(Qt.Key.Key_Z, CTRL)
    assert at(desk) == ("a.png", 1)
    assert desk.window.review.reviewed == 0
    assert kept(desk)[1].review == ""
    desk.key(Qt.Key.Key_Z, CTRL, SHIFT)
    assert kept(desk)[1].review == "verified"


def test_delete_goes_on_like_backspace(desk: Desk, three: Path) -> None:
    begin(desk, three)
    desk.key(Qt.Key.Key_Delete)
    assert at(desk) == ("a.png", 2)
    desk.key(Qt.Key.Key_Delete)
    assert at(desk) == ("b.png", 3)
    assert sorted(kept(desk)) == [3, 4]


def test_an_instance_under_review_is_relabelled_and_edited_by_the_usual_keys_and_tools(
    desk: Desk, three: Path
) -> None:
    begin(desk, three)
    desk.key(Qt.Key.Key_2)
    assert at(desk) == ("a.png", 1)
    desk.window.set_radius(2)
    desk.key(Qt.Key.Key_B)
    x, y = 8 + 14, 8 + 7
    desk.stroke((x, y), (x + 3, y))
    assert at(desk) == ("a.png", 1)
    desk.key(Qt.Key.Key_Return)
    assert at(desk) == ("a.png", 2)
    desk.key(Qt.Key.Key_2, SHIFT)  # the category, and on
    assert at(desk) == ("b.png", 3)
    found = kept(desk)
    assert [(found[n].category_id, found[n].review) for n in (1, 2)] == [(2, "verified")] * 2
    assert found[1].mask.area > square(0).area
    assert desk.window.instance_list.texts == ["nucleus  ·  imported"]


def test_what_needs_work_is_marked_and_shown_in_the_list_and_found_again_by_the_filter(
    desk: Desk, three: Path
) -> None:
    begin(desk, three)
    desk.key(Qt.Key.Key_Y)
    assert at(desk) == ("a.png", 2)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_A)  # the image before
    desk.until(lambda: desk.window.instance_list.texts != [])
    assert "nucleus  ·  imported  ·  needs work" in desk.window.instance_list.texts
    assert "nucleus  ·  imported  ·  ✓" in desk.window.instance_list.texts
    pop_up = desk.window.commands.review.filter_pop_up
    desk.act("review_filter")
    assert pop_up.isVisible()
    desk.qtbot.keyClick(pop_up.state, Qt.Key.Key_Down)
    desk.until(lambda: len(desk.window.review.entries) == 1)
    desk.qtbot.keyClick(pop_up, Qt.Key.Key_Escape)
    assert at(desk) == ("a.png", 1)
    assert "Needs work, says" in desk.window.review_bar.line.facts


def test_a_comment_is_written_on_the_way(desk: Desk, three: Path) -> None:
    begin(desk, three)
    desk.key(Qt.Key.Key_4, CTRL)
    desk.qtbot.keyClicks(desk.window.instance_list.properties.note, "too large")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Y)
    found = kept(desk)
    assert (found[1].note, found[1].review) == ("too large", "needs work")


def test_left_and_right_go_without_a_decision_and_escape_returns_to_the_proposals(
    desk: Desk, photos: Path
) -> None:
    make(photos, [one(square(8)), one(square(9))], [one(square(10))], done=False)
    desk.open(photos)
    desk.key(Qt.Key.Key_R, CTRL)
    desk.until(lambda: desk.window.review.active)
    assert at(desk) == ("a.png", 1)
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_S)
    assert at(desk) == ("b.png", 3)
    desk.key(Qt.Key.Key_Left)
    assert at(desk) == ("a.png", 2)
    assert desk.window.review.reviewed == 0
    desk.key(Qt.Key.Key_Escape)
    assert not desk.window.review.active
    desk.until(desk.proposing)
    assert desk.window.bar.isVisible() and not desk.window.review_bar.isVisible()
    assert len(kept(desk)) == 3


def test_nothing_is_proposed_during_a_review(desk: Desk, photos: Path) -> None:
    make(photos, [one(square(8))], [one(square(9))], done=False)
    desk.open(photos)
    desk.key(Qt.Key.Key_R, CTRL)
    desk.until(lambda: desk.window.review.active)
    asked = len(desk.assistant.requests)
    desk.key(Qt.Key.Key_Return)
    assert at(desk) == ("b.png", 2)
    desk.key(Qt.Key.Key_Return)
    assert len(desk.assistant.requests) == asked


def test_an_object_that_a_click_asks_for_during_a_review_is_accepted_or_rejected(
    desk: Desk, photos: Path
) -> None:
    make(photos, [one(square(8))], [one(square(9))])
    desk.open(photos, model=False)
    desk.window.use_assistant(desk.assistant, Path("starter"))
    desk.until(lambda: desk.window.loop.state == "ready")
    desk.key(Qt.Key.Key_R, CTRL)
    assert at(desk) == ("a.png", 1)
    for key, count in ((Qt.Key.Key_Return, 3), (Qt.Key.Key_Backspace, 3)):
        desk.key(Qt.Key.Key_F)
        desk.key(Qt.Key.Key_C)
        number = 0 if key == Qt.Key.Key_Return else 1
        desk.click(8 + 24 * number + 7, 8 + 7, held=CTRL)
        desk.until(desk.proposing)
        desk.key(key)
        assert at(desk) == ("a.png", 1)
        assert len(kept(desk)) == count


def test_another_instance_that_is_clicked_is_decided_and_the_review_returns_to_its_own(
    desk: Desk, three: Path
) -> None:
    begin(desk, three)
    desk.key(Qt.Key.Key_V)
    desk.key(Qt.Key.Key_F)
    desk.click(8 + 24 + 7, 8 + 7)
    assert desk.window.review.instance is None
    desk.key(Qt.Key.Key_Y)
    assert at(desk) == ("a.png", 1)
    assert kept(desk)[2].review == "needs work"
    desk.key(Qt.Key.Key_Return)
    assert at(desk) == ("a.png", 2)


def test_after_the_last_one_the_bar_says_so_and_enter_returns_to_the_proposals(
    desk: Desk, three: Path
) -> None:
    begin(desk, three)
    for _ in range(4):
        at(desk)
        desk.key(Qt.Key.Key_Return)
    assert desk.window.review_bar.line.title == "The end of the review"
    assert desk.window.review_bar.line.progress == "4 of 4 reviewed"
    desk.key(Qt.Key.Key_Z, CTRL)
    assert at(desk) == ("c.png", 4)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    assert not desk.window.review.active
    desk.key(Qt.Key.Key_R, CTRL)
    desk.until(
        lambda: desk.window.statusBar().currentMessage() == "No instance fits the filter of the review."
    )


def test_the_view_zooms_to_each_instance(desk: Desk, three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.commands.review.LEAST_SHOWN", 40)
    begin(desk, three)
    canvas = desk.window.canvas
    for number in (0, 1):
        at(desk)
        x, y = canvas.view.to_widget(8 + 24 * number + 7, 8 + 7)
        assert 0 < x < canvas.width() and 0 < y < canvas.height()
        assert canvas.view.left <= 0 and canvas.view.top <= 0, "the image fills the view"
        near = canvas.view.scale
        desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Escape)
    assert canvas.view.scale < near


def test_the_line_says_who_annotated_an_instance_and_the_filter_knows_them(desk: Desk, three: Path) -> None:
    desk.window.settings.set("person", "Anna")
    desk.window.apply_settings()
    desk.open(three, model=False)
    desk.key(Qt.Key.Key_V)
    desk.click(8 + 7, 8 + 7)
    desk.key(Qt.Key.Key_2)
    desk.key(Qt.Key.Key_R, CTRL)
    desk.until(lambda: "by Anna" in desk.window.review_bar.line.facts)
    desk.act("review_filter")
    pop_up = desk.window.commands.review.filter_pop_up
    pop_up.person.setCurrentIndex(pop_up.person.findData("Anna"))
    pop_up.person.activated.emit(pop_up.person.currentIndex())
    desk.until(lambda: [entry.ids for entry in desk.window.review.entries] == [(1,)])
    pop_up.hide()


def test_the_buttons_of_the_line_do_what_the_keys_do(desk: Desk, three: Path) -> None:
    begin(desk, three)
    at(desk)
    bar = desk.window.review_bar
    buttons = {button.text(): button for button in bar.findChildren(QPushButton) if button.isVisible()}
    assert set(buttons) == {"Verify", "Delete", "Needs work", "Next"}
    desk.qtbot.mouseClick(buttons["Verify"], Qt.MouseButton.LeftButton)
    desk.settle()
    assert at(desk) == ("a.png", 2)
    assert place_of(bar)[1] < place_of(desk.window.canvas)[1]
    desk.qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    desk.settle()
    assert not desk.window.review.active


# -- doubts


@pytest.fixture
def doubtful(photos: Path) -> Path:
    """A duplicate, a speck and a hole, among instances with nothing to say against them."""
    holed = square(1).to_array()
    holed[12:15, 36:39] = False
    speck = np.zeros(SIZE, bool)
    speck[30:32, 8:10] = True
    first = [one(square(0)), one(Mask.from_array(holed)), one(square(2)), one(square(3))]
    second = [one(square(number)) for number in range(5)]
    third = [
        one(square(0)),
        one(union(square(1), Mask.from_array(np.roll(speck, 30, 1)))),
        one(square(2)),
        one(square(2)),
    ]
    make(photos, first, second, third)
    return photos


def test_the_list_of_doubts_begins_with_the_likeliest_and_one_key_mends_each(
    desk: Desk, doubtful: Path
) -> None:
    begin(desk, doubtful, Qt.Key.Key_R, SHIFT)
    assert at(desk) == ("c.png", 13)
    assert "nearly the same pixels" in desk.window.review_bar.line.facts
    desk.key(Qt.Key.Key_M, SHIFT)
    assert at(desk) == ("c.png", 11)
    assert 13 not in kept(desk)
    assert "tiny part" in desk.window.review_bar.line.facts
    desk.key(Qt.Key.Key_M, SHIFT)
    assert at(desk) == ("c.png", 11)
    assert kept(desk)[11].mask == square(1)
    assert not desk.window.actions_by_name["mend"].isEnabled()
    desk.key(Qt.Key.Key_Return)
    assert at(desk) == ("a.png", 2)
    desk.key(Qt.Key.Key_M, SHIFT)
    assert kept(desk)[2].mask == square(1)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert at(desk) == ("a.png", 2)
    assert kept(desk)[2].mask != square(1)
    assert desk.window.actions_by_name["mend"].isEnabled()
    for _ in range(3):
        desk.key(Qt.Key.Key_Z, CTRL)
    assert at(desk) == ("c.png", 13)
    assert len(kept(desk)) == 13


def test_where_nothing_is_doubtful_the_program_says_so(desk: Desk, photos: Path) -> None:
    make(photos, [])
    desk.open(photos, model=False)
    desk.key(Qt.Key.Key_R, CTRL, SHIFT)
    desk.until(lambda: desk.window.statusBar().currentMessage() == "Nothing is doubtful in this project.")
    assert not desk.window.review_bar.isVisible()


def test_a_search_for_doubts_is_cancelled_by_escape(desk: Desk, doubtful: Path) -> None:
    desk.open(doubtful, model=False)
    desk.window.actions_by_name["doubts"].trigger()
    assert desk.window.review.search.searching
    desk.qtbot.keyClick(desk.window.canvas, Qt.Key.Key_Escape)
    desk.settle()
    assert not desk.window.review.search.searching and not desk.window.review.active
    assert not desk.window.review_bar.isVisible()


# -- conflicts


def version(mask: Mask, annotator: str, number: int, category: int = 1) -> Instance:
    return one(mask, category, attributes=(("annotator", annotator), ("conflict", str(number))))


@pytest.fixture
def merged(photos: Path) -> Path:
    """Two conflicts in the first image, one in the third, and an instance without."""
    first = [version(square(0), "Anna", 1), version(square(0), "Ben", 1, 2), version(square(1), "Anna", 2)]
    first += [version(square(1, 12), "Ben", 2), one(square(3))]
    make(photos, first, [], [version(square(5), "Anna", 3), version(square(5, 10), "Ben", 3)])
    return photos


def test_a_conflict_is_resolved_by_one_key_this_version_the_other_or_both(desk: Desk, merged: Path) -> None:
    begin(desk, merged, Qt.Key.Key_K, SHIFT)
    assert at(desk) == ("a.png", 1)
    assert desk.window.review_bar.line.title == "This version: Anna, nucleus"
    assert "The other: Ben, cell" in desk.window.review_bar.line.facts
    desk.key(Qt.Key.Key_Return)  # this one
    assert at(desk) == ("a.png", 3)
    desk.key(Qt.Key.Key_Backspace)  # the other one
    assert at(desk) == ("c.png", 6)
    desk.key(Qt.Key.Key_K, SHIFT)  # both
    assert desk.window.review_bar.line.progress == "3 of 3 resolved"
    found = kept(desk)
    assert sorted(found) == [1, 4, 5, 6, 7]
    assert not any(is_in_conflict(instance) or instance.attributes for instance in found.values())
    for number in (6, 3, 1):  # each was one step of undo
        desk.key(Qt.Key.Key_Z, CTRL)
        assert at(desk)[1] == number
    assert sorted(kept(desk)) == [1, 2, 3, 4, 5, 6, 7]
    assert sum(map(is_in_conflict, kept(desk).values())) == 6


def test_a_version_that_is_clicked_is_the_one_that_is_kept(desk: Desk, photos: Path) -> None:
    make(photos, [version(square(0), "Anna", 1), version(square(0, 24), "Ben", 1), one(square(7))])
    begin(desk, photos, Qt.Key.Key_K, SHIFT)
    assert at(desk) == ("a.png", 1)
    desk.key(Qt.Key.Key_V)
    desk.click(8 + 20, 8 + 20)
    assert desk.window.review_bar.line.title == "This version: Ben, nucleus"
    desk.key(Qt.Key.Key_Return)
    assert sorted(kept(desk)) == [2, 3]


def test_images_with_conflicts_or_work_to_do_are_found_by_the_filter_of_images(
    desk: Desk, merged: Path
) -> None:
    desk.open(merged, model=False)
    pop_up = desk.window.image_list.filter
    desk.act("filter_images")
    pop_up.review.setCurrentIndex(pop_up.review.findData("conflict"))
    desk.until(lambda: len(desk.window.image_list.texts) == 2)
    pop_up.review.setCurrentIndex(pop_up.review.findData("unreviewed"))
    desk.until(lambda: len(desk.window.image_list.texts) == 2)
    pop_up.review.setCurrentIndex(pop_up.review.findData("needs work"))
    desk.until(lambda: len(desk.window.image_list.texts) == 0)
    pop_up.reset()
    pop_up.hide()
    desk.until(lambda: len(desk.window.image_list.texts) == 3)


def test_a_project_without_conflicts_says_so(desk: Desk, three: Path) -> None:
    desk.open(three, model=False)
    desk.key(Qt.Key.Key_K, CTRL, SHIFT)
    desk.until(lambda: desk.window.statusBar().currentMessage() == "This project has no conflicts.")


def test_entries_of_images_that_were_removed_are_passed_over(desk: Desk, three: Path) -> None:
    begin(desk, three)
    assert at(desk) == ("a.png", 1)
    session = desk.window.session
    assert session.document is not None
    document, gone = session.document, session.document.images()[1].id
    desk.window.commands.grid.work.loader.load(
        [gone], lambda: session.apply(decisions.remove_images(document, [gone]))
    )
    desk.until(lambda: document.image_table.row_of(gone) is None)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    assert at(desk) == ("c.png", 4)
    desk.key(Qt.Key.Key_Left)
    assert at(desk) == ("a.png", 2)


def test_any_number_of_entries_that_are_gone_is_passed_over(desk: Desk, photos: Path) -> None:
    make(photos, [one(square(0)) for _ in range(1200)], [one(square(2))])
    begin(desk, photos)
    assert at(desk) == ("a.png", 1)
    session = desk.window.session
    assert session.document is not None
    session.apply(delete_all(session.document, session.document.instances(session.document.images()[0].id)))
    assert at(desk) == ("b.png", 1201)
