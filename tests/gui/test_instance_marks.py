"""What is known of instances, and how they are looked at: found, hidden, locked, flags, notes, attributes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from annotations.records import Attribute
from app.document import decisions
from app.panels.instance_rows import Mark, spots
from tests.gui.conftest import Desk, square
from tests.gui.with_instances import accepted, chosen, inside, instances

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def spoken(desk: Desk) -> list[str]:
    """The rows of the list as a screen reader says them."""
    model = desk.window.instance_list._view.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def spot(desk: Desk, mark: Mark, row: int) -> QPoint:
    """Where the eye or the lock of a row is, on the list."""
    view = desk.window.instance_list._view
    return spots(view.visualRect(view.model().index(row, 0)))[mark].center()


def press(desk: Desk, mark: Mark, row: int) -> None:
    desk.qtbot.mouseClick(
        desk.window.instance_list._view.viewport(), Qt.MouseButton.LeftButton, pos=spot(desk, mark, row)
    )
    desk.settle()


def test_the_eye_in_a_row_hides_its_instance_and_nothing_else_changes(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 3)
    desk.window.canvas.setFocus()
    press(desk, "hidden", 0)
    assert [shape.mask for shape in desk.window.canvas.scene.settled] == [square(0), square(1)]
    assert ["hidden" in row for row in spoken(desk)] == [True, False, False]
    assert chosen(desk) == []
    assert desk.window.canvas.hasFocus()
    desk.window.instance_list.search("hidden")
    assert len(desk.window.instance_list.texts) == 1
    desk.window.instance_list.search("")
    press(desk, "hidden", 0)
    assert len(desk.window.canvas.scene.settled) == 3


def test_what_the_pointer_is_at_in_the_list_is_seen_in_the_image(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 3)
    view, canvas = desk.window.instance_list._view, desk.window.canvas
    before = canvas.grab().toImage()
    for row, number in ((0, 2), (2, 0)):
        desk.qtbot.mouseMove(view.viewport(), view.visualRect(view.model().index(row, 0)).center())
        desk.settle()
        assert canvas.scene.lit is not None and canvas.scene.lit.mask == square(number)
        assert canvas.grab().toImage() != before
    assert chosen(desk) == []
    desk.window.instances.mark("hidden", 1, True)  # seen all the same
    desk.settle()
    assert canvas.scene.lit is not None and len(canvas.scene.settled) == 2
    desk.window.instances.mark("hidden", 1, False)
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    desk.settle()
    assert canvas.scene.lit is None
    assert canvas.grab().toImage() == before


def test_the_lock_in_a_row_locks_its_instance(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    press(desk, "locked", 1)
    assert ["locked" in row for row in spoken(desk)] == [False, True]
    desk.click(*inside(0))
    assert chosen(desk) == []
    press(desk, "locked", 1)
    desk.click(*inside(0))
    assert chosen(desk) == [1]


def test_the_pointer_dragged_over_eyes_hides_all_of_them_in_one_go(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 4)
    desk.window.instances.mark("hidden", 3, True)
    desk.settle()
    view = desk.window.instance_list._view.viewport()
    desk.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=spot(desk, "hidden", 0))
    for row in (1, 2):
        desk.qtbot.mouseMove(view, spot(desk, "hidden", row))
    desk.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=spot(desk, "hidden", 2))
    desk.settle()
    assert ["hidden" in row for row in spoken(desk)] == [True, True, True, False]
    assert chosen(desk) == []


def test_the_eye_and_the_lock_say_what_a_click_does_and_which_key_does_so(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 1)
    view = desk.window.instance_list._view
    for mark, words in (("hidden", "Shift+H"), ("locked", "Ctrl+L")):
        at = spot(desk, mark, 0)  # type: ignore[arg-type]
        event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
        assert words in QToolTip.text()
    QToolTip.hideText()


def test_a_locked_instance_is_not_picked_nor_changed(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    desk.click(*inside(0))
    desk.key(Qt.Key.Key_L, CTRL)
    assert "locked" in spoken(desk)[-1]
    desk.key(Qt.Key.Key_Delete)
    assert len(instances(desk)) == 2
    assert any("Press Ctrl+L to unlock" in message for message in desk.window.banners.messages)
    desk.key(Qt.Key.Key_Escape)
    desk.click(*inside(0))
    assert chosen(desk) == []
    desk.window.instances.select([1])
    desk.key(Qt.Key.Key_L, CTRL)
    desk.key(Qt.Key.Key_Delete)
    assert [i.id for i in instances(desk)] == [2]


def test_hidden_instances_are_not_painted_nor_picked_until_all_are_shown(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    desk.click(*inside(0))
    desk.key(Qt.Key.Key_H, SHIFT)
    desk.key(Qt.Key.Key_Escape)
    assert [shape.mask for shape in desk.window.canvas.scene.settled] == [square(1)]
    desk.click(*inside(0))
    assert chosen(desk) == []
    desk.key(Qt.Key.Key_T)
    assert len(desk.window.canvas.scene.settled) == 2
    desk.key(Qt.Key.Key_T)
    assert desk.window.canvas.scene.settled == ()
    assert desk.shown() is None
    desk.key(Qt.Key.Key_T)
    assert desk.shown() == square(2)


def test_flags_and_a_note_are_kept_and_found(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 3)
    desk.click(*inside(0))
    desk.click(*inside(1), held=SHIFT)
    desk.key(Qt.Key.Key_1, CTRL)
    desk.key(Qt.Key.Key_3, CTRL)
    desk.click(*inside(1))
    desk.key(Qt.Key.Key_2, CTRL)
    desk.key(Qt.Key.Key_4, CTRL)
    note = desk.window.instance_list.properties.note
    assert QApplication.focusWidget() is note
    desk.qtbot.keyClicks(note, "cut at the border")
    desk.qtbot.keyClick(note, Qt.Key.Key_Return)
    desk.settle()
    assert QApplication.focusWidget() is desk.window.canvas
    first, second, third = instances(desk)
    assert (first.attributes, first.crowd, first.note) == ((("occluded", "true"),), True, "")
    assert second.attributes == (("difficult", "true"), ("occluded", "true"))
    assert second.note == "cut at the border"
    assert (third.attributes, third.crowd) == ((), False)
    listed = desk.window.instance_list
    listed.search("border")
    assert listed.texts == ["nucleus  ·  accepted  ·  difficult  ·  occluded  ·  crowd  ·  note"]
    listed.search("occluded crowd")
    assert len(listed.texts) == 2
    listed.search("")
    assert len(listed.texts) == 3
    desk.key(Qt.Key.Key_Z, CTRL)
    assert instances(desk)[1].note == ""


def menu_of_row(desk: Desk, row: int) -> dict[str, QAction]:
    """What the menu of a row of the list has, by name or text; it is closed again."""
    view = desk.window.instance_list._view
    view.customContextMenuRequested.emit(view.visualRect(view.model().index(row, 0)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = {action.objectName() or action.text(): action for action in menu.actions()}
    menu.close()
    return {name: action for name, action in found.items() if name}


def ticked(actions: Iterable[QAction]) -> list[str]:
    return [action.text() for action in actions if action.isChecked()]


def test_the_menu_of_an_instance_shows_its_flags_and_changes_them(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    desk.click(*inside(0))
    desk.key(Qt.Key.Key_2, CTRL)
    assert ticked(menu_of_row(desk, 1).values()) == ["Difficult"]
    desk.click(*inside(1), held=SHIFT)
    assert ticked(menu_of_row(desk, 1).values()) == []  # not all of them are
    menu_of_row(desk, 1)["crowd"].trigger()
    desk.settle()
    assert ticked(menu_of_row(desk, 1).values()) == ["Crowd"]
    assert [instance.crowd for instance in instances(desk)] == [True, True]
    desk.act("undo")
    assert ticked(menu_of_row(desk, 1).values()) == []


def test_the_menu_of_an_instance_answers_what_its_category_asks(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    session = desk.window.session
    assert session.document is not None
    (category,) = session.document.categories()
    asked = (Attribute("stain", ("light & dark", "none")), Attribute("remark", ()))
    session.apply(decisions.change_category(session.document, category, attributes=asked))
    desk.key(Qt.Key.Key_A, CTRL)
    desk.click(*inside(0), Qt.MouseButton.RightButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (answers,) = [action.menu() for action in menu.actions() if action.menu() is not None]
    assert isinstance(answers, QMenu)
    assert answers.title() == "stain"
    assert [action.text() for action in answers.actions()] == ["light && dark", "none", "No value"]
    assert ticked(answers.actions()) == ["No value"]
    answers.actions()[0].trigger()
    menu.close()
    desk.settle()
    assert [dict(instance.attributes) for instance in instances(desk)] == [{"stain": "light & dark"}] * 2
    desk.act("undo")
    assert [instance.attributes for instance in instances(desk)] == [(), ()]


def test_the_boxes_of_the_panel_show_where_instances_differ(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    desk.click(*inside(0))
    desk.key(Qt.Key.Key_1, CTRL)
    box = desk.window.instance_list.properties.boxes["occluded"]
    assert box.checkState() == Qt.CheckState.Checked
    desk.click(*inside(1), held=SHIFT)
    assert box.checkState() == Qt.CheckState.PartiallyChecked
    desk.qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    desk.settle()
    states = {dict(i.attributes).get("occluded") for i in instances(desk)}
    assert len(states) == 1


def test_what_a_category_asks_is_answered_for_its_instances(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 1)
    desk.click(*inside(0))
    (category,) = desk.window.session.document.categories()  # type: ignore[union-attr]
    desk.window.commands.categories.edit_attributes(category.id)
    (dialog,) = desk.window.dialogs.shown
    dialog.text.setPlainText("stage: early, late\nage: ,\nstage")  # type: ignore[attr-defined]
    assert "Line 3" in dialog.problem.text()  # type: ignore[attr-defined]
    dialog.text.setPlainText("stage: early, late\nseen by")  # type: ignore[attr-defined]
    dialog.accept()
    desk.settle()
    (category,) = desk.window.session.document.categories()  # type: ignore[union-attr]
    assert category.attributes == (Attribute("stage", ("early", "late")), Attribute("seen by"))
    editors = desk.window.instance_list.properties.editors
    assert list(editors) == ["stage", "seen by"]
    stage = editors["stage"]
    stage.setCurrentIndex(2)  # type: ignore[union-attr]
    stage.activated.emit(2)  # type: ignore[union-attr]
    desk.settle()
    assert instances(desk)[0].attributes == (("stage", "late"),)
    desk.act("undo")
    desk.act("undo")
    assert list(desk.window.instance_list.properties.editors) == []


def test_where_instances_are_not_shown_in_the_image_the_list_says_so(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 2)
    said = desk.window.instance_list._hides
    assert not said.isVisible()
    desk.key(Qt.Key.Key_T)
    assert said.isVisible()
    assert said.text() == "All instances are hidden. T shows them."
    desk.key(Qt.Key.Key_T)
    assert not said.isVisible()
    desk.key(Qt.Key.Key_H)
    assert said.text() == "Only the selection is shown. T shows all."


def test_keys_make_the_fill_stronger_and_weaker_down_to_outlines(desk: Desk, photos: Path) -> None:
    accepted(desk, photos, 1)
    alt = Qt.KeyboardModifier.AltModifier
    before = desk.window.canvas.scene.fill
    desk.key(Qt.Key.Key_Equal, alt)
    assert desk.window.canvas.scene.fill > before
    for _ in range(6):
        desk.key(Qt.Key.Key_Minus, alt)
    assert desk.window.canvas.scene.fill == 0
    assert desk.window.settings["fill"] == 0
