"""Several instances: selected, changed together, ordered, copied and gone through."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotations.records import Instance
from tests.gui.conftest import SIDE, SQUARES, Desk, square
from tests.gui.with_instances import accepted, chosen, inside, instances

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_shift_clicks_and_a_box_select_several(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 4)
    desk.click(*inside(0))
    desk.click(*inside(2), held=SHIFT)
    assert chosen(desk) == [1, 3]
    assert len(desk.window.canvas.scene.also) == 1
    assert "2 selected" in desk.window.instance_list._summary.text()
    desk.click(*inside(2), held=SHIFT)
    assert chosen(desk) == [1]
    x, y = SQUARES[1]
    desk.stroke((1, 1), (x + SIDE + 3, y + SIDE + 3))
    assert chosen(desk) == [1, 2]
    desk.key(Qt.Key.Key_A, CTRL)
    assert sorted(chosen(desk)) == [1, 2, 3, 4]
    desk.key(Qt.Key.Key_Escape)
    assert chosen(desk) == []
    assert desk.shown() == square(4)


def test_several_rows_of_the_list_are_selected_with_the_keyboard(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 3)
    desk.window.instance_list._view.setFocus()
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Down, SHIFT)
    assert len(chosen(desk)) == 2
    desk.key(Qt.Key.Key_Delete)
    assert len(instances(desk)) == 1
    desk.key(Qt.Key.Key_Z, CTRL)
    assert len(instances(desk)) == 3


def test_selected_instances_are_relabelled_and_deleted_in_one_step(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 3)
    desk.window.commands.categories.add_category("cell")
    desk.window.refresh()
    number = [choice.name for choice in desk.window.category_list.choices].index("cell") + 1
    desk.click(*inside(0))
    desk.click(*inside(1), held=SHIFT)
    desk.key(getattr(Qt.Key, f"Key_{number}"))
    assert [text.split()[0] for text in desk.window.instance_list.texts] == ["nucleus", "cell", "cell"]
    desk.key(Qt.Key.Key_Z, CTRL)
    assert [text.split()[0] for text in desk.window.instance_list.texts] == ["nucleus"] * 3


def test_union_subtract_and_intersect(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    desk.click(*inside(0))
    desk.click(*inside(1), held=SHIFT)
    desk.key(Qt.Key.Key_U, SHIFT)
    (both,) = instances(desk)
    assert both.mask.area == 2 * SIDE * SIDE
    assert both.source == "fixed"
    desk.key(Qt.Key.Key_Z, CTRL)
    assert [i.mask for i in instances(desk)] == [square(0), square(1)]
    desk.key(Qt.Key.Key_D, CTRL)  # a copy of what is selected lies a little lower
    copied = instances(desk)
    assert len(copied) > 2
    copy = copied[-1]
    original = next(i for i in copied if not _apart(i, copy) and i != copy)
    desk.window.instances.select([copy.id, original.id])
    desk.key(Qt.Key.Key_D, SHIFT)
    less = next(i for i in instances(desk) if i.id == copy.id)
    assert 0 < less.mask.area < SIDE * SIDE
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.window.instances.select([copy.id, original.id])
    desk.key(Qt.Key.Key_I, SHIFT)
    common = next(i for i in instances(desk) if i.id == copy.id)
    assert common.mask.area == SIDE * SIDE - less.mask.area


def _apart(a: Instance, b: Instance) -> bool:
    from annotations.masks.edits import intersect

    return intersect(a.mask, b.mask).is_empty


def test_a_proposal_gives_up_what_an_instance_has(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 1)
    desk.key(Qt.Key.Key_R)
    x, y = SQUARES[1]
    desk.stroke((x + 10, y - 3), (x + SIDE + 3, y + SIDE + 3))
    desk.key(Qt.Key.Key_Escape)
    assert desk.shown() == square(1)
    drawn = instances(desk)[-1]
    desk.window.session.sequence.toggle(drawn.id)  # type: ignore[union-attr]
    desk.act("subtract")
    mask = desk.shown()
    assert mask is not None
    assert abs(mask.area - SIDE * 10) <= SIDE
    assert desk.outcomes()[-1] == "open"


def test_holes_parts_smoothing_growing_and_shrinking(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    x, y = SQUARES[0]
    desk.window.set_radius(2)
    desk.key(Qt.Key.Key_E)
    desk.stroke((x + 7, y + 7), (x + 7.4, y + 7))
    desk.key(Qt.Key.Key_F, SHIFT)
    assert desk.shown() == square(0)
    desk.key(Qt.Key.Key_B)
    desk.stroke((x + 30, y + 60), (x + 31, y + 60))
    desk.key(Qt.Key.Key_L, SHIFT)
    assert desk.shown() == square(0)
    desk.key(Qt.Key.Key_Period)
    grown = desk.shown()
    assert grown is not None
    assert grown.area == SIDE * SIDE + 4 * SIDE
    desk.key(Qt.Key.Key_Comma)
    assert desk.shown() == square(0)
    desk.key(Qt.Key.Key_S, SHIFT)
    smooth = desk.shown()
    assert smooth is not None
    assert 0 < SIDE * SIDE - smooth.area < 20
    assert desk.outcomes() == ["open"]


def test_large_masks_are_changed_on_a_thread_with_the_same_end(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.session.instances.AT_ONCE", 10)
    desk.open(photos)
    desk.window.actions_by_name["grow"].trigger()
    assert desk.window.instances.computing
    assert desk.shown() == square(0)
    desk.settle()
    grown = desk.shown()
    assert grown is not None
    assert grown.area > SIDE * SIDE
    desk.window.actions_by_name["grow"].trigger()
    desk.window.actions_by_name["reject"].trigger()  # the answer comes too late
    desk.settle()
    assert desk.outcomes() == ["rejected", "open"]
    assert desk.shown() == square(1)


@pytest.mark.parametrize("at_once", [True, False])
def test_parts_are_split_into_instances(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr("app.session.instances.AT_ONCE", 10)
    desk.open(photos)
    x, y = SQUARES[0]
    desk.window.set_radius(2)
    desk.key(Qt.Key.Key_B)
    desk.stroke((x + 30, y + 60), (x + 31, y + 60))
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Left)
    desk.key(Qt.Key.Key_P, SHIFT)
    found = instances(desk)
    assert len(found) == 2
    assert found[0].mask == square(0)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert len(instances(desk)) == 1


def test_the_order_is_changed_and_the_list_shows_it(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 3)
    desk.click(*inside(0))
    desk.act("to_front")
    assert [i.id for i in instances(desk)] == [2, 3, 1]
    desk.act("backward_one")
    assert [i.id for i in instances(desk)] == [2, 1, 3]
    desk.act("to_back")
    assert [i.id for i in instances(desk)] == [1, 2, 3]
    desk.act("forward_one")
    assert [i.id for i in instances(desk)] == [2, 1, 3]
    assert desk.shown() == square(0)
    assert desk.outcomes() == ["accepted", "accepted", "accepted", "open"]


def test_with_no_overlap_an_accepted_or_drawn_mask_gives_way(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 1)
    desk.key(Qt.Key.Key_O, SHIFT)
    assert desk.window.actions_by_name["no_overlap"].isChecked()
    x, y = SQUARES[0]
    desk.key(Qt.Key.Key_R)
    desk.stroke((x + 7, y), (x + 21, y + SIDE))
    first, second = instances(desk)
    assert first.mask == square(0)
    assert _apart(first, second)
    desk.stroke((x + 2, y + 2), (x + 6, y + 6))
    assert any("overlap is off" in message for message in desk.window.banners.messages)
    assert len(instances(desk)) == 2


def test_instances_are_copied_and_pasted_into_another_image(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    desk.act("select_all")
    desk.act("crowd")
    desk.key(Qt.Key.Key_C, CTRL)
    desk.key(Qt.Key.Key_D)
    desk.until(lambda: desk.window.session.ready)
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_V, CTRL)
    assert desk.window.instance_list.texts == ["nucleus  ·  drawn  ·  crowd"] * 2
    document, image = desk.window.session.document, desk.window.session.image
    assert document is not None
    assert image is not None
    assert {instance.mask for instance in document.instances(image.id)} == {square(0), square(1)}
    desk.key(Qt.Key.Key_V, CTRL)  # again: beside what is there
    assert len({instance.mask for instance in document.instances(image.id)}) == 4
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert document.instances(image.id) == []


def test_where_nothing_was_copied_pasting_says_so(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_V, CTRL)
    assert desk.window.banners.messages == ["Nothing has been copied yet."]


def test_the_instances_are_gone_through_by_keys_in_the_order_of_the_list_and_of_its_search(
    desk: Desk, photos: Path
) -> None:
    accepted(desk, photos, 4)
    alt = Qt.KeyboardModifier.AltModifier
    desk.key(Qt.Key.Key_Right, alt)
    assert chosen(desk) == [4]
    desk.key(Qt.Key.Key_Right, alt)
    assert chosen(desk) == [3]
    desk.key(Qt.Key.Key_Left, alt)
    desk.key(Qt.Key.Key_Left, alt)
    assert chosen(desk) == [1]
    desk.act("occluded")
    desk.window.instance_list.search("occluded")
    desk.key(Qt.Key.Key_Right, alt)
    assert chosen(desk) == [1]


def test_enter_on_a_selected_instance_goes_on_to_the_next_one_and_then_back_to_the_proposal(
    desk: Desk, photos: Path
) -> None:
    accepted(desk, photos, 3)
    desk.click(*inside(2))
    assert chosen(desk) == [3]  # the first in the list
    assert "Enter goes on to the next instance" in desk.window.bar.line.facts
    desk.key(Qt.Key.Key_Return)
    assert chosen(desk) == [2]
    desk.key(Qt.Key.Key_Space)
    assert chosen(desk) == [1]
    desk.key(Qt.Key.Key_Return)
    assert chosen(desk) == [] and desk.shown() == square(3)
    assert len(instances(desk)) == 3  # nothing was accepted on the way
    desk.click(*inside(2))
    desk.window.instance_list._view.setFocus()
    desk.key(Qt.Key.Key_Enter)
    assert chosen(desk) == [2]
    desk.window.commands.categories.add_category("cell")
    desk.window.refresh()
    desk.key(Qt.Key.Key_2, SHIFT)  # a category and on, as for proposals
    assert chosen(desk) == [1]
    assert [text.split()[0] for text in desk.window.instance_list.texts] == ["nucleus", "cell", "nucleus"]


def test_enter_on_a_step_of_the_strip_or_what_was_just_drawn_goes_back_to_the_proposal(
    desk: Desk, photos: Path
) -> None:
    accepted(desk, photos, 2)
    desk.click(*inside(0))
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_Left)
    desk.key(Qt.Key.Key_Left)
    assert chosen(desk) == [1]
    desk.key(Qt.Key.Key_Return)
    assert chosen(desk) == [] and desk.shown() == square(2)
    desk.window.set_tool("rectangle")
    desk.stroke((100, 80), (120, 92))
    assert len(chosen(desk)) == 1
    desk.key(Qt.Key.Key_Return)
    assert chosen(desk) == [] and desk.shown() == square(2)


def test_a_line_across_an_instance_cuts_it_in_two_and_undo_joins_it(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    x, y = SQUARES[0]
    before = instances(desk)
    desk.key(Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    assert desk.window.canvas.tool == "cut"
    desk.stroke((x + 5, y - 4), (x + 5, y + 8), (x + 5, y + SIDE + 4))
    after = instances(desk)
    assert sorted(i.mask.area for i in after) == [5 * SIDE, 9 * SIDE, SIDE * SIDE]
    assert {i.category_id for i in after} == {before[0].category_id}
    desk.stroke((x + 9, y - 4), (x + 9, y + 4))
    assert "from one side to the other" in desk.window.banners.messages[-1]
    desk.window.session.focus(before[1].key)
    desk.stroke((x + 5, y + 5), (x + 9, y + 9))
    assert "crosses no instance" in desk.window.banners.messages[-1]
    desk.key(Qt.Key.Key_Z, CTRL)
    assert instances(desk) == before
