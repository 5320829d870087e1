"""The lists at the right by mouse and keys, and what is told in banners for how long."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QColorDialog, QLineEdit, QMenu, QToolBar, QWidget

from annotations.masks import Mask
from annotations.project import Project
from app.panels import banners
from app.widgets.icons import swatch
from tests.gui.conftest import SIZE, Desk, square

CTRL = Qt.KeyboardModifier.ControlModifier


def current_image(desk: Desk) -> str:
    assert desk.window.session.image is not None
    return desk.window.session.image.path


def test_the_arrow_keys_in_the_list_of_images_open_them(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.image_list._view.setFocus()
    desk.key(Qt.Key.Key_Down)
    assert current_image(desk) == "b.png"
    desk.key(Qt.Key.Key_End)
    assert current_image(desk) == "c.png"
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_Return)
    assert desk.outcomes() == ["accepted", "open"]


def test_the_arrow_keys_in_the_list_of_instances_go_to_them(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Return)
    desk.window.instance_list._view.setFocus()
    desk.key(Qt.Key.Key_Down)
    assert desk.shown() == square(0)
    desk.key(Qt.Key.Key_Up)
    assert desk.shown() == square(1)


def test_the_category_under_the_arrow_keys_is_given_to_what_is_drawn(desk: Desk, photos: Path) -> None:
    desk.open(photos, model=False)
    for name in ("cell", "nucleus"):
        desk.window.commands.categories.add_category(name)
    desk.window.refresh()
    assert desk.window.category_list.current == "cell"
    desk.window.category_list._view.setFocus()
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_B)
    desk.stroke((20, 20), (40, 20))
    assert desk.window.instance_list.texts == ["nucleus  ·  drawn"]


def test_after_a_new_category_the_number_keys_relabel(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_2)
    assert desk.window.banners.messages == ["There is no category 2. Add it in the category list."]
    field = desk.window.category_list._new
    field.setFocus()
    desk.qtbot.keyClicks(field, "cell")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.window.refresh()
    assert desk.window.banners.messages == []
    assert QApplication.focusWidget() is desk.window.canvas
    number = [choice.name for choice in desk.window.category_list.choices].index("cell")
    desk.key((Qt.Key.Key_1, Qt.Key.Key_2)[number])
    assert desk.window.bar.line.title == "cell"


def test_the_colour_of_a_selected_row_stays_what_it_is(qapp: QApplication) -> None:
    icon = swatch(QColor(46, 196, 182))
    plain, selected = (
        icon.pixmap(14, 14, mode).toImage().pixelColor(7, 7)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected)
    )
    assert plain == selected


def test_images_of_a_project_that_lies_elsewhere_are_named_from_their_own_folder(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    (tmp_path / "projects").mkdir()
    with Project.create(tmp_path / "projects" / "p.rsis") as project:
        project.add_images(sorted(photos.glob("*.png")))
    desk.open(tmp_path / "projects" / "p.rsis")
    assert desk.window.image_list.texts == ["a.png", "b.png", "c.png"]
    assert desk.window.windowTitle() == "p – a.png – RSIS Annotator"


def test_a_folder_that_cannot_be_written_lends_its_name_to_the_window(
    desk: Desk, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_folder = Project.open_folder
    monkeypatch.setattr(
        Project,
        "open_folder",
        lambda folder: open_folder(folder, data_folder=tmp_path / "data", writable=lambda _: False),
    )
    desk.open(photos)
    assert desk.window.windowTitle() == "photos – a.png – RSIS Annotator"
    assert desk.window.image_list.texts == ["a.png", "b.png", "c.png"]
    assert desk.assistant.requests[-1][0] == str(photos.resolve() / "a.png")
    assert "cannot be written" in desk.window.banners.messages[0]


def test_two_messages_are_both_readable(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.say("The first of two messages")
    desk.settle()
    desk.window.say("The second of two messages")
    rows = [row for row in desk.window.banners.findChildren(QWidget, "banner") if row.isVisible()]
    assert len(rows) == 2
    assert all(row.height() >= row.sizeHint().height() for row in rows)
    assert rows[0].geometry().bottom() < rows[1].geometry().top()


def test_what_is_said_of_an_image_goes_with_it(desk: Desk, photos: Path) -> None:
    whole = (photos / "a.png").read_bytes()
    (photos / "a.png").write_bytes(whole[: len(whole) // 2])
    desk.window.open_path(photos)
    desk.window.use_assistant(desk.assistant, Path("starter"))
    desk.until(lambda: any("a.png" in message for message in desk.window.banners.messages))
    desk.key(Qt.Key.Key_D)
    assert desk.window.banners.messages == []
    desk.until(desk.proposing)
    desk.key(Qt.Key.Key_A)
    assert any("a.png" in message for message in desk.window.banners.messages)


def test_a_model_that_fails_is_told_with_a_way_back_to_the_starter(desk: Desk, photos: Path) -> None:
    from resources import starter_checkpoint

    if not (starter_checkpoint() / "config.json").exists():
        pytest.skip("There is no starter checkpoint.")
    desk.open(photos, model=False)
    desk.window.use_assistant(desk.assistant, None)
    desk.window.load_model("nowhere")
    desk.assistant.modelFailed.emit("nowhere: no such checkpoint folder.")
    assert desk.window.banners.messages == ["nowhere: no such checkpoint folder."]
    (button,) = desk.window.banners.buttons()
    button.click()
    desk.until(desk.proposing)
    assert desk.window.banners.messages == []
    assert desk.assistant.loaded[-1] == str(starter_checkpoint())


def test_a_project_takes_its_own_model_and_says_if_that_is_gone(
    desk: Desk, photos: Path, tmp_path: Path
) -> None:
    own = tmp_path / "run" / "checkpoint"
    own.mkdir(parents=True)
    with Project.open_folder(photos) as project:
        project.model = str(own)
    desk.open(photos)
    assert desk.assistant.loaded[-1] == str(own)
    own.rmdir()
    desk.window.open_path(photos)
    desk.until(lambda: bool(desk.window.banners.messages))
    assert str(own) in desk.window.banners.messages[0]


def test_accepting_by_itself_ends_where_a_proposal_cannot_be_accepted(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    desk.window.settings.set("overlap", "protect")
    desk.window.apply_settings()
    desk.window.session.draw(Mask.from_array(np.ones(SIZE, bool)), None, "Draw")  # the proposals lie on it
    desk.act("cancel")
    desk.until(desk.proposing)
    desk.act("accept_above")
    assert "overlap is off" in desk.window.banners.messages[-1]
    desk.act("no_overlap")
    desk.act("reject")
    desk.until(desk.proposing)
    assert desk.outcomes() == ["drawn", "rejected", "open"]


def test_what_cannot_be_done_is_told_and_goes_by_itself(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(banners, "SECONDS", 0.05)
    desk.open(photos)
    desk.window.session.draw(Mask.empty(SIZE), None, "Draw")
    assert desk.window.banners.messages == ["The drawing is outside the image."]
    desk.until(lambda: desk.window.banners.messages == [])


def test_that_an_image_is_the_last_is_told_below_the_image_and_covers_nothing(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.key(Qt.Key.Key_A)
    assert desk.window.statusBar().currentMessage() == "This is the first image."
    assert desk.window.banners.messages == []
    desk.key(Qt.Key.Key_D)
    assert desk.window.statusBar().currentMessage() == ""


def test_after_the_last_image_to_do_they_can_be_exported_and_the_message_goes_with_the_image(
    desk: Desk, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    desk.open(photos)
    monkeypatch.setattr(desk.window, "show_dialog", lambda dialog: asked.append(type(dialog).__name__))
    for _ in "abc":
        assert desk.window.banners.messages == []
        desk.act("image_done")
    (said,) = desk.window.banners.messages
    assert said.startswith("That was the last unfinished image.")
    (button,) = desk.window.banners.buttons()
    button.click()
    assert asked == ["ExportDialog"]
    desk.key(Qt.Key.Key_A)
    assert desk.window.banners.messages == []


def test_every_dock_and_toolbar_can_be_hidden_and_shown_in_the_view_menu(desk: Desk) -> None:
    window = desk.window
    view = next(action.menu() for action in window.menuBar().actions() if action.text() == "View")
    parts = [*window.findChildren(QToolBar), *window.docks]
    assert len(parts) >= 6
    for part in parts:
        toggle = next(action for action in view.actions() if action.text() == part.windowTitle())
        toggle.trigger()
        assert part.isHidden()
        toggle.trigger()
        assert part.isVisible()


def menu_of_the_category(desk: Desk, row: int) -> QMenu:
    """The menu of the right button in the list of categories."""
    view = desk.window.category_list._view
    view.customContextMenuRequested.emit(view.visualRect(view.model().index(row, 0)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_the_menu_of_a_category_is_of_that_one_wherever_it_is_by_then(desk: Desk, photos: Path) -> None:
    desk.open(photos)
    for name in ("cell", "fibre"):
        desk.window.commands.categories.add_category(name)
    desk.settle()
    names = [choice.name for choice in desk.window.category_list.choices]
    menu = menu_of_the_category(desk, names.index("cell"))
    desk.act("category_up")
    choose(menu, "Rename")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    desk.qtbot.keyClicks(editor, "cells")
    desk.qtbot.keyClick(editor, Qt.Key.Key_Return)
    desk.settle()
    assert [c.name for c in desk.window.category_list.choices] == [
        "cells",
        *(n for n in names if n != "cell"),
    ]


def test_a_category_gets_another_colour_and_neither_menu_nor_dialog_stays_behind(
    desk: Desk, photos: Path
) -> None:
    desk.open(photos)
    desk.window.commands.categories.add_category("cell")
    desk.settle()
    names = [choice.name for choice in desk.window.category_list.choices]
    before = len(QApplication.allWidgets())
    for _ in range(2):
        choose(menu_of_the_category(desk, names.index("cell")), "Colour…")
        dialog = desk.window.category_list.findChild(QColorDialog)
        assert dialog is not None
        dialog.setCurrentColor(QColor(1, 2, 3))
        dialog.accept()
        desk.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert desk.window.category_list.choices[names.index("cell")].color == (1, 2, 3)
    assert len(QApplication.allWidgets()) == before


def test_long_menus_are_in_groups_and_none_begins_or_ends_with_a_line(desk: Desk) -> None:
    for menu in desk.window._menus.values():
        lines = [action.isSeparator() for action in menu.actions()]
        assert not lines[0]
        assert not lines[-1]
        assert not any(one and other for one, other in pairwise(lines))
        apart = "".join("-" if line else "x" for line in lines).split("-")
        assert max(map(len, apart)) <= 6
